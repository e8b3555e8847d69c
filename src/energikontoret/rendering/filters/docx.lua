-- Figures and tables of the Word file: captions in Word's own styles with live numbers, bookmarks to refer to.

if FORMAT ~= "docx" then return {} end

local bookmarks = 1000
local NUMBERED = '<w:fldSimple w:instr=" SEQ %s \\* ARABIC "><w:r><w:t>%s</w:t></w:r></w:fldSimple>'

local function bookmark(id)
  bookmarks = bookmarks + 1
  local opening = string.format('<w:bookmarkStart w:id="%d" w:name="%s"/>', bookmarks, id)
  local closing = string.format('<w:bookmarkEnd w:id="%d"/>', bookmarks)
  return pandoc.RawInline("openxml", opening), pandoc.RawInline("openxml", closing)
end

-- Word counts "Figur 1" itself, so that a figure added in Word gets the next number.
local function with_field(caption)
  if caption[1].tag ~= "Span" or not caption[1].classes:includes("caption-number") then return caption end
  local label, number = pandoc.utils.stringify(caption[1]):match("^(.-)\u{a0}(%d+)%.$")
  local field = pandoc.RawInline("openxml", string.format(NUMBERED, label, number))
  caption[1] = pandoc.Strong({ pandoc.Str(label .. "\u{a0}"), field, pandoc.Str(".") })
  return caption
end

local function caption_paragraph(element, style)
  local opening, closing = bookmark(element.identifier)
  local inlines = pandoc.Inlines({ opening })
  inlines:extend(with_field(pandoc.utils.blocks_to_inlines(element.caption.long)))
  inlines:insert(closing)
  return pandoc.Div({ pandoc.Para(inlines) }, { ["custom-style"] = style })
end

local function Figure(figure)
  if not figure.classes:includes("embedded") then return nil end
  local png = figure.content[2].text:gsub("%s", "")
  local alt = pandoc.Inlines(figure.attributes.alt)
  local image = pandoc.Image(alt, "data:image/png;base64," .. png, "", { width = "100%" })
  local drawing = pandoc.Div({ pandoc.Para({ image }) }, { ["custom-style"] = "Captioned Figure" })
  return pandoc.Blocks({ drawing, caption_paragraph(figure, "Image Caption") }), false
end

local function Table(tbl)
  if #tbl.caption.long == 0 or tbl.identifier == "" then return nil end
  local caption = caption_paragraph(tbl, "Table Caption")
  tbl.caption.long, tbl.identifier = {}, ""
  return pandoc.Blocks({ caption, tbl }), false
end

return { { traverse = "topdown", Figure = Figure, Table = Table } }
