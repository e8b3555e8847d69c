-- Figures and tables of the PDF: alternative text reaches the tagged document, captions carry our numbers.

if FORMAT ~= "typst" then return {} end

local colours, short

-- In two pages a drawing stands below its text on the first.
local SHORT_WIDTH = "60%"

local function typst(text)
  return pandoc.RawBlock("typst", text)
end

-- Typst's writer escapes the sign of a colour in plain strings.
local function raw(value)
  if type(value) ~= "table" then return pandoc.Inlines({ pandoc.RawInline("typst", value) }) end
  local result = {}
  for key, item in pairs(value) do result[key] = raw(item) end
  return result
end

local function Meta(meta)
  colours, short = meta.identity.light, meta.short ~= nil
  meta.identity = raw(meta.identity)
  return meta
end

local function quoted(text)
  return '"' .. text:gsub('[\\"]', "\\%0"):gsub("\n", "\\n") .. '"'
end

local function Span(span)
  if span.classes:includes("caption-number") then return pandoc.Strong(span.content) end
end

local function captioned(opening, caption, closing, body)
  local blocks = pandoc.Blocks({ typst(opening), pandoc.Plain(pandoc.utils.blocks_to_inlines(caption)), typst("])[") })
  blocks:extend(body)
  blocks:insert(typst(closing))
  return blocks
end

local function Figure(figure)
  if not figure.classes:includes("embedded") then return nil end
  -- Paper is white; the page's own shade would show as a box.
  local svg = figure.content[1].text:gsub(colours.background, "#ffffff")
  local width = short and SHORT_WIDTH or figure.attributes.width
  local image = string.format('#image(bytes(%s), format: "svg", width: %s, alt: %s)', quoted(svg), width, quoted(figure.attributes.alt))
  local closing = "] <" .. figure.identifier .. ">"
  return captioned("#captioned(image, [", figure.caption.long, closing, { typst(image) }), false
end

-- Typst numbers its headings itself.
local function Header(header)
  header.attributes["section-number"] = nil
  return header
end

-- Appendices are for looking things up, so small print serves them.
local function Div(div)
  if not div.classes:includes("fine-print") then return nil end
  div.content:insert(1, typst("#[#set text(size: 8.5pt)\n#set par(leading: 0.5em, spacing: 0.8em)\n#show table: set text(size: 8.5pt)\n"))
  div.content:insert(typst("]"))
  return div
end

-- About how many lines a table takes; `columns.lua` has set the widths, of a line of some hundred signs.
local LINE, SHORT = 105, 20

local function lines_of(row, colspecs)
  local lines = 1
  for i, cell in ipairs(row.cells) do
    local width = type(colspecs[i][2]) == "number" and colspecs[i][2] or 1 / #colspecs
    lines = math.max(lines, math.ceil(utf8.len(pandoc.utils.stringify(cell.contents)) / (width * LINE)))
  end
  return lines
end

local function is_short(tbl)
  local lines = 0
  for _, body in ipairs(tbl.bodies) do
    for _, row in ipairs(body.body) do lines = lines + lines_of(row, tbl.colspecs) end
  end
  return lines <= SHORT
end

local function Table(tbl)
  -- Captioned tables stand in a figure of ours, the others in none.
  tbl.classes:insert("typst:no-figure")
  if #tbl.caption.long == 0 then return tbl, false end
  local caption = tbl.caption.long
  local closing = tbl.identifier ~= "" and "] <" .. tbl.identifier .. ">" or "]"
  tbl.caption.long, tbl.identifier = {}, ""
  local opening = "#captioned(table, whole: " .. tostring(is_short(tbl)) .. ", ["
  return captioned(opening, caption, closing, { tbl }), false
end

-- The line that leads to a figure or a table stands on its page, and all that leads to a box, which has become
-- Typst's already (`callout.lua`); so does what stands between a heading and them.
local LEAD = 160

local function leads(before, block, after)
  if block.tag ~= "Para" or not after then return false end
  if after.tag == "RawBlock" then return after.text:match("^#callout") ~= nil end
  if after.tag ~= "Figure" and after.tag ~= "Table" then return false end
  return (before and before.tag == "Header") or utf8.len(pandoc.utils.stringify(block)) <= LEAD
end

local function Blocks(blocks)
  local result = pandoc.Blocks({})
  for i, block in ipairs(blocks) do
    local is_lead = leads(blocks[i - 1], block, blocks[i + 1])
    if is_lead then result:insert(typst("#leading[")) end
    result:insert(block)
    if is_lead then result:insert(typst("]")) end
  end
  return result
end

return {
  { Meta = Meta },
  { Span = Span },
  -- What is in a table leads to nothing, and there is much of it.
  { traverse = "topdown", Blocks = Blocks, Table = function() return nil, false end },
  { traverse = "topdown", Div = Div, Figure = Figure, Table = Table, Header = Header },
}
