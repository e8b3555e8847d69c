-- Slides: a figure is its picture, with its words for those who do not see it; its caption is told in the notes.

if FORMAT ~= "pptx" and FORMAT ~= "revealjs" then return {} end

-- Quarto reads `date` itself, and writes "Invalid Date" for what is none.
local function Meta(meta)
  meta.date = meta.edition
  return meta
end

local function Figure(figure)
  if not figure.classes:includes("embedded") then return nil end
  local name = figure.identifier .. ".png"
  local _, png = pandoc.mediabag.fetch("data:image/png;base64," .. figure.content[2].text)
  pandoc.mediabag.insert(name, "image/png", png)
  -- PowerPoint takes the title for the description, a page the attribute.
  local alt = figure.attributes.alt
  local image = pandoc.Image({}, name, FORMAT == "pptx" and alt or "", { alt = FORMAT ~= "pptx" and alt or nil })
  local caption = pandoc.Div(figure.caption.long, { class = "notes" })
  return pandoc.Blocks({ pandoc.Para({ image }), caption }), false
end

local function Table(tbl)
  local caption = pandoc.Div(tbl.caption.long, { class = "notes" })
  local shown = #tbl.caption.long > 0
  tbl.caption.long, tbl.identifier = {}, ""
  return shown and pandoc.Blocks({ tbl, caption }) or tbl, false
end

local function Header(header)
  header.attributes["section-number"] = nil
  return header
end

return { { Meta = Meta, traverse = "topdown", Figure = Figure, Table = Table, Header = Header } }
