-- The Word file: captions in Word's own styles with live numbers, bookmarks to refer to, numbered headings and their
-- list, whose page numbers the program counts.

if FORMAT ~= "docx" then return {} end

local NUMBERED = '<w:fldSimple w:instr=" SEQ %s \\* ARABIC "><w:r><w:rPr><w:b/></w:rPr><w:t>%s</w:t></w:r></w:fldSimple>'
-- Word and LibreOffice count the pages themselves, when they open the file; a number of ours could only be a guess.
-- In a field of Word's kind TOC, LibreOffice would leave the places of the numbers empty.
local PAGE = '<w:r><w:tab/></w:r><w:r><w:fldChar w:fldCharType="begin" w:dirty="true"/></w:r><w:r>'
  .. '<w:instrText xml:space="preserve"> PAGEREF %s \\h </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
  .. '<w:r><w:t></w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
local ENTRY = '<w:p><w:pPr><w:pStyle w:val="TOC%d"/></w:pPr><w:hyperlink w:anchor="%s"><w:r>'
  .. '<w:t xml:space="preserve">%s</w:t></w:r>%s</w:hyperlink></w:p>'

local PAGE_BREAK = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'

local bookmarks, headings, is_short = 1000, {}, false

local function xml(text)
  return (text:gsub("[&<>]", { ["&"] = "&amp;", ["<"] = "&lt;", [">"] = "&gt;" }))
end

local function raw(text)
  return pandoc.RawInline("openxml", text)
end

local function bookmark(id)
  bookmarks = bookmarks + 1
  local opening = string.format('<w:bookmarkStart w:id="%d" w:name="%s"/>', bookmarks, id)
  return raw(opening), raw(string.format('<w:bookmarkEnd w:id="%d"/>', bookmarks))
end

local function styled(style, inlines)
  return pandoc.Div({ pandoc.Para(inlines) }, { ["custom-style"] = style })
end

-- Word counts "Figur 1" itself, so that a figure added in Word gets the next number.
local function with_field(caption)
  if caption[1].tag ~= "Span" or not caption[1].classes:includes("caption-number") then return caption end
  local label, number = pandoc.utils.stringify(caption[1]):match("^(.-)\u{a0}(%d+)%.$")
  local field = raw(string.format(NUMBERED, label, number))
  caption[1] = pandoc.Strong({ pandoc.Str(label .. "\u{a0}"), field, pandoc.Str(".") })
  return caption
end

local function caption_paragraph(element, style)
  local opening, closing = bookmark(element.identifier)
  local inlines = pandoc.Inlines({ opening })
  inlines:extend(with_field(pandoc.utils.blocks_to_inlines(element.caption.long)))
  inlines:insert(closing)
  return styled(style, inlines)
end

local function Figure(figure)
  if not figure.classes:includes("embedded") then return nil end
  local alt = pandoc.Inlines(figure.attributes.alt)
  -- A data URI would stand in the document a second time, as the name of the image.
  local name = figure.identifier .. ".png"
  local _, png = pandoc.mediabag.fetch("data:image/png;base64," .. figure.content[2].text)
  pandoc.mediabag.insert(name, "image/png", png)
  -- Smaller than on paper: it stands on the page of its text more often, and nobody sets Word's pages by hand.
  local share = tonumber(figure.attributes.width:match("%d+")) * (is_short and 0.62 or 0.84)
  local width = string.format("%.0f%%", share)
  local image = pandoc.Image(alt, name, "", { width = width })
  -- The empty run keeps the image from being taken for a figure whose caption is its alternative text.
  local drawing = styled("Captioned Figure", { image, raw("<w:r/>") })
  return pandoc.Blocks({ drawing, caption_paragraph(figure, "Image Caption") }), false
end

-- Paragraph styles win over the table's in Word, so that cells need styles of their own.
local function style_cells(rows, style)
  for _, row in ipairs(rows) do
    for _, cell in ipairs(row.cells) do
      local paragraphs = cell.contents:map(function(block)
        return block.tag == "Plain" and pandoc.Para(block.content) or block
      end)
      cell.contents = { pandoc.Div(paragraphs, { ["custom-style"] = style }) }
    end
  end
end

local function Table(tbl)
  local small = tbl.classes:includes("fine-print") and " Small" or ""
  style_cells(tbl.head.rows, "Table Head" .. small)
  for _, body in ipairs(tbl.bodies) do style_cells(body.body, "Table Text" .. small) end
  if #tbl.caption.long == 0 or tbl.identifier == "" then return tbl, false end
  local caption = caption_paragraph(tbl, "Table Caption")
  tbl.caption.long, tbl.identifier = {}, ""
  return pandoc.Blocks({ caption, tbl }), false
end

-- Appendices are for looking things up, so small print serves them.
local function in_small_print(blocks)
  return blocks:map(function(block)
    if block.tag == "Para" or block.tag == "Plain" then return styled("Fine Print", block.content) end
    if block.tag == "Table" then block.classes:insert("fine-print") end
    if block.tag == "BulletList" then block.content = pandoc.List(block.content):map(in_small_print) end
    return block
  end)
end

local function Div(div)
  if div.classes:includes("fine-print") then return in_small_print(div.content) end
end

local function Header(header)
  local number = header.attributes["section-number"]
  header.attributes["section-number"] = nil
  if number then
    header.content:insert(1, pandoc.Span(number, { ["custom-style"] = "Section Number" }))
    header.content:insert(2, pandoc.Str("\u{2002}"))
  end
  -- Pandoc's own bookmark spans the whole section, which LibreOffice may lose.
  local opening, closing = bookmark("_Toc" .. #headings + 1)
  headings[#headings + 1] = { level = header.level, text = xml(pandoc.utils.stringify(header.content)) }
  header.content:insert(1, opening)
  header.content:insert(closing)
  return header
end

local function contents(title)
  local lines = {}
  for i, heading in ipairs(headings) do
    local place = "_Toc" .. i
    if heading.level <= 2 then
      lines[#lines + 1] = string.format(ENTRY, heading.level, place, heading.text, string.format(PAGE, place))
    end
  end
  local entries = pandoc.RawBlock("openxml", table.concat(lines) .. PAGE_BREAK)
  return pandoc.Blocks({ styled("TOC Heading", { pandoc.Str(title) }), entries })
end

local function Pandoc(doc)
  local blocks = pandoc.Blocks({})
  for _, line in ipairs({ "scenario", "edition" }) do
    if doc.meta[line] then blocks:insert(styled("Date", pandoc.Inlines(doc.meta[line]))) end
  end
  if doc.meta.contents then blocks:extend(contents(doc.meta.strings.contents)) end
  blocks:extend(doc.blocks)
  doc.blocks = blocks
  return doc
end

return {
  { Meta = function(meta) is_short = meta.short ~= nil end },
  { Div = Div },
  { traverse = "topdown", Figure = Figure, Table = Table, Header = Header },
  { Pandoc = Pandoc },
}
