-- Puts the values of executed/_variables.yml where the text says {{< var chapter.name >}}.

local function read_variables()
  local values, path = {}, {}
  local file = io.open("executed/_variables.yml", "r")
  if not file then return values end
  for line in file:lines() do
    local indent, key, rest = line:match("^( *)([%w_]+):%s*(.*)$")
    if key then
      local depth = #indent // 2
      path[depth + 1] = key
      if rest ~= "" then
        values[table.concat(path, ".", 1, depth + 1)] = pandoc.json.decode(rest, false)
      end
    end
  end
  file:close()
  return values
end

local values = read_variables()

local function value_of(id)
  return values[id] or error("there is no result '" .. id .. "'", 0)
end

local function shortcode_at(inlines, i)
  local before = inlines[i].tag == "Str" and inlines[i].text:match("^(.*){{<$")
  local name, id, close = inlines[i + 2], inlines[i + 4], inlines[i + 6]
  if not before or not close or name.text ~= "var" or not close.text then return nil end
  local after = close.text:match("^>}}(.*)$")
  return after and { before = before, id = id.text, after = after }
end

local function resolve(inlines)
  local result, i, changed = pandoc.Inlines({}), 1, false
  while i <= #inlines do
    local found = shortcode_at(inlines, i)
    if found then
      -- A joined string, so that punctuation stays with the number when lines break.
      result:extend(pandoc.Inlines(found.before .. value_of(found.id)))
      if found.after ~= "" then
        -- The text after may itself open the next shortcode, as in (a)/(b).
        inlines[i + 6] = pandoc.Str(found.after)
        i = i + 6
      else
        i = i + 7
      end
      changed = true
    else
      result:insert(inlines[i])
      i = i + 1
    end
  end
  return changed and result or nil
end

-- Quarto has read the shortcode already, as a Span that holds one Span for each word.
local function Span(span)
  if not span.classes:includes("quarto-shortcode__") then return nil end
  local words = {}
  for _, part in ipairs(span.content) do
    if part.tag == "Span" then words[#words + 1] = part.attributes["data-value"] end
  end
  if words[1] == "var" then return pandoc.Inlines(value_of(words[2])) end
end

return { { Inlines = resolve, Span = Span } }
