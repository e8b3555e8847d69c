-- Leaves out what would be trivial or untrue in a run: a block `::: {when="chapter.name"}` stays only where that key
-- figure is true, and `::: {unless="chapter.name"}` only where it is false.

local function read_conditions()
  local found = {}
  local file = io.open("executed/results.json", "r")
  if not file then return found end
  for _, figure in ipairs(pandoc.json.decode(file:read("a"), false).results) do
    if type(figure.value) == "boolean" then found[figure.id] = figure.value end
  end
  file:close()
  return found
end

local conditions

local function holds(id)
  conditions = conditions or read_conditions()
  if conditions[id] == nil then error("there is no condition '" .. id .. "'", 0) end
  return conditions[id]
end

local function Div(div)
  local when, unless = div.attributes.when, div.attributes.unless
  if not when and not unless then return nil end
  if (when and not holds(when)) or (unless and holds(unless)) then return {} end
  return div.content
end

return { { traverse = "topdown", Div = Div } }
