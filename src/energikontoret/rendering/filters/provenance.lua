-- How we know the key figures: the web page folds it beside them (executed/provenance.json); on paper the
-- appendix of traceability says it.

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
  for id in div.attributes.figures:gmatch("%S+") do found:insert(folds[id]) end
  if #found == 0 then return {} end
  local opening = '<div class="provenance"><p>' .. strings["how-known"] .. ":</p>\n"
  return pandoc.RawBlock("html", opening .. table.concat(found, "\n") .. "\n</div>")
end

return { { Meta = function(meta) strings = meta.strings end }, { Div = Div } }
