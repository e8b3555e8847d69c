-- How we know the key figures: the web page folds it beside them (executed/provenance.json); on paper the
-- appendix of traceability says it.

-- More than this in one line would crowd the text.
local MOST = 5

local folds, strings

local function read_folds()
  local file = io.open("executed/provenance.json", "r")
  if not file then return {} end
  local found = pandoc.json.decode(file:read("a"), false)
  file:close()
  return found
end

local function Div(div)
  if not div.classes:includes("provenance") then return nil end
  folds = folds or (FORMAT:match("html") and read_folds() or {})
  local found = pandoc.List({})
  for id in div.attributes.figures:gmatch("%S+") do
    if folds[id] then found:insert(folds[id]) end
  end
  if #found == 0 then return {} end
  local label, all = strings["how-known"] .. ":", table.concat(found, "\n")
  if #found <= MOST then
    return pandoc.RawBlock("html", '<div class="provenance"><p>' .. label .. "</p>\n" .. all .. "\n</div>")
  end
  local summary = label .. " " .. #found .. "\u{a0}" .. strings["key-figures"]
  local opening = '<details class="fold known"><summary>' .. summary .. '</summary>\n<div class="provenance">\n'
  return pandoc.RawBlock("html", opening .. all .. "\n</div></details>")
end

return { { Meta = function(meta) strings = meta.strings end }, { Div = Div } }
