-- Applies a filter of inlines to the paragraphs, headings and the like whose words it is for (`is_for`), and to no other:
-- to look at every word in its place takes a fifth of a document's time.

return function(is_for, filter)
  local function leaf(element)
    if is_for(pandoc.utils.stringify(element)) then return element:walk(filter), false end
  end
  local function meta(values)
    for key, value in pairs(values) do
      if pandoc.utils.type(value) == "Inlines" and is_for(pandoc.utils.stringify(value)) then
        values[key] = value:walk(filter)
      end
    end
    return values
  end
  local leaves = { traverse = "topdown", Meta = meta }
  for _, kind in ipairs({ "Para", "Plain", "Header", "LineBlock", "DefinitionList" }) do leaves[kind] = leaf end
  return leaves
end
