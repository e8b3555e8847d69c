-- Puts the values of executed/_variables.yml where the text says {{< var chapter.name >}}, and marks where the
-- page tells how they are known: once in a chapter, after the text that names them and before what is embedded.

-- Of hundreds of values a part names a few: each is kept as it is written, and read where it is named.
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
        values[table.concat(path, ".", 1, depth + 1)] = rest
      end
    end
  end
  file:close()
  return values
end

local values = read_variables()
local named = pandoc.List({})

local function value_of(id)
  named:insert((id:gsub("_exact$", "")))
  return pandoc.json.decode(values[id] or error("there is no result '" .. id .. "'", 0), false)
end

local function shortcode_at(inlines, i, word)
  if word:sub(-3) ~= "{{<" then return nil end
  local name, id, close = inlines[i + 2], inlines[i + 4], inlines[i + 6]
  if not close or name.text ~= "var" or not close.text then return nil end
  local after = close.text:match("^>}}(.*)$")
  return after and { before = word:sub(1, -4), id = id.text, after = after, length = 7 }
end

-- Quarto has read the shortcode already, as a Span that holds one Span for each word.
local function read_by_quarto(inline)
  if not inline.classes:includes("quarto-shortcode__") then return nil end
  local words = {}
  for _, part in ipairs(inline.content) do
    if part.tag == "Span" then words[#words + 1] = part.attributes["data-value"] end
  end
  return words[1] == "var" and { before = "", id = words[2], after = "", length = 1 } or nil
end

local function variable_at(inlines, i)
  local inline = inlines[i]
  if inline.tag == "Str" then return shortcode_at(inlines, i, inline.text) end
  return inline.tag == "Span" and read_by_quarto(inline)
end

local function resolve(inlines)
  local result, i, changed = pandoc.Inlines({}), 1, false
  while i <= #inlines do
    local found = variable_at(inlines, i)
    if found then
      -- A joined string, so that punctuation stays with the number when lines break.
      local said = found.before .. value_of(found.id)
      result:extend(pandoc.Inlines(said))
      if found.after ~= "" then
        -- The text after may itself open the next shortcode, as in (a)/(b).
        inlines[i + 6] = pandoc.Str(found.after)
        i = i + 6
      else
        i = i + found.length
        -- Where nothing is said, one of the spaces around it is enough.
        if said == "" and inlines[i] and inlines[i].tag == "Space" then i = i + 1 end
      end
      changed = true
    else
      result[#result + 1] = inlines[i]
      i = i + 1
    end
  end
  return changed and result or nil
end

local RESOLVE = { Inlines = resolve }

local function Meta(meta)
  for key, value in pairs(meta) do
    if pandoc.utils.type(value) == "Inlines" then meta[key] = value:walk(RESOLVE) end
  end
  return meta
end

local function has_shortcode(blocks)
  return pandoc.utils.stringify(blocks):find("{{<", 1, true) ~= nil
end

local function is_read_by_quarto(doc)
  local found = false
  doc:walk({ Span = function(span) found = found or span.classes:includes("quarto-shortcode__") end })
  return found
end

-- To look at every word of every block would take a tenth of a document's time. The words of a footnote are not among
-- those of its block.
local function has_variable(block)
  local found = has_shortcode(block)
  if not found then block:walk({ Note = function(note) found = found or has_shortcode(note.content) end }) end
  return found
end

local function ends_text(block)
  if block.tag == "Header" then return true end
  if block.tag == "Div" then return block.classes:includes("quarto-embed-nb-cell") end
  return block.tag == "Para" and pandoc.utils.stringify(block.content[1]) == "{{<" and block.content[3].text == "embed"
end

local function Pandoc(doc)
  local blocks, told, waiting, place = pandoc.Blocks({}), {}, pandoc.List({}), nil
  local by_quarto = is_read_by_quarto(doc)
  local function tell()
    if #waiting > 0 then
      local figures = table.concat(waiting, " ")
      blocks:insert(place + 1, pandoc.Div({}, { class = "provenance", figures = figures }))
    end
    waiting = pandoc.List({})
  end
  for _, block in ipairs(doc.blocks) do
    if ends_text(block) then tell() end
    if block.tag == "Header" and block.level == 1 then told = {} end
    named = pandoc.List({})
    blocks:insert((by_quarto or has_variable(block)) and block:walk(RESOLVE) or block)
    for _, id in ipairs(named) do
      if not told[id] then
        told[id], place = true, #blocks
        waiting:insert(id)
      end
    end
    if block.tag == "Table" or block.tag == "Div" then tell() end
  end
  tell()
  doc.blocks = blocks
  return doc
end

return { { Meta = Meta, Pandoc = Pandoc } }
