-- Makes the identity (theme/brand.yml) and the language's strings (theme/strings.yml) available:
-- `identity` and `strings` in the templates.

local function read_yaml(path)
  local file = io.open(path, "r") or error("cannot read '" .. path .. "'", 0)
  local text = file:read("a")
  file:close()
  return pandoc.read("---\n" .. text .. "\n---\n", "markdown-smart").meta
end

-- Plain strings reach a template without the escapes of its format.
local function plain(value)
  local kind = pandoc.utils.type(value)
  if kind == "Inlines" or kind == "Blocks" then return pandoc.utils.stringify(value) end
  if type(value) ~= "table" then return value end
  local result = {}
  for key, item in pairs(value) do result[key] = plain(item) end
  return result
end

local function css_of(colours)
  local lines = {}
  for name, value in pairs(colours) do
    if type(value) == "string" then lines[#lines + 1] = "--" .. name .. ":" .. value end
  end
  for i, value in ipairs(colours.series) do lines[#lines + 1] = "--series-" .. i .. ":" .. value end
  table.sort(lines)
  return table.concat(lines, ";")
end

local function Meta(meta)
  local tag = pandoc.utils.stringify(meta.lang or "sv")
  local lang, region = tag:match("^(%l%l)%-?(%u*)")
  meta["lang-short"], meta.region = lang, region ~= "" and region or nil
  meta.identity = plain(read_yaml("theme/brand.yml"))
  meta["light-css"], meta["dark-css"] = css_of(meta.identity.light), css_of(meta.identity.dark)
  local strings = plain(read_yaml("theme/strings.yml"))
  -- What a language lacks stays in the source language, as in the text.
  meta.strings = strings[lang] or strings.sv
  -- A short part has neither a cover nor a table of contents.
  meta.contents = not meta.short
  return meta
end

return { { Meta = Meta } }
