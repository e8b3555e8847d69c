-- Puts a cell of an executed notebook where its page says {{< cell FILE NUMBER >}} (`pressroom.rendering.notebooks`).
-- Whoever wrote it: what is read as Markdown or HTML keeps its words and their form, and no attribute, no image, and
-- no link but to the web or a mail address. It comes after the filters that give the text's own signs a meaning.

local READ = {
  prose = "markdown-raw_html-raw_tex-raw_attribute-native_divs-native_spans-citations-yaml_metadata_block",
  html = "html",
}
READ.markdown = READ.prose

local cells = {}

local function cells_of(path)
  if not cells[path] then
    local file = io.open(path, "r") or error("there is no file '" .. path .. "'", 0)
    cells[path] = pandoc.json.decode(file:read("a"), false)
    file:close()
  end
  return cells[path]
end

local function bare(element)
  element.attr = pandoc.Attr()
  return element
end

local function content_of(element)
  return element.content
end

local function rows_of(tbl)
  local rows = pandoc.List({})
  rows:extend(tbl.head.rows)
  for _, body in ipairs(tbl.bodies) do
    body.attr = pandoc.Attr()
    rows:extend(body.head)
    rows:extend(body.body)
  end
  rows:extend(tbl.foot.rows)
  return rows
end

local function plain_table(tbl)
  tbl.head.attr, tbl.foot.attr = pandoc.Attr(), pandoc.Attr()
  for _, row in ipairs(tbl.head.rows) do
    for _, cell in ipairs(row.cells) do
      if #cell.contents == 0 then cell.contents = { pandoc.Plain("–") } end
    end
  end
  for _, row in ipairs(rows_of(tbl)) do
    row.attr = pandoc.Attr()
    for _, cell in ipairs(row.cells) do cell.attr = pandoc.Attr() end
  end
  return bare(tbl)
end

local harmless = {
  RawBlock = function() return {} end,
  RawInline = function() return {} end,
  Link = function(link)
    local target = link.target:lower()
    if not (target:match("^https?://") or target:match("^mailto:")) then return link.content end
    return pandoc.Link(link.content, link.target)
  end,
  Image = function(image) return image.caption end,
  Figure = content_of,
  Div = content_of,
  Span = content_of,
  Code = bare,
  CodeBlock = bare,
  Table = plain_table,
}

-- A heading leads the contents to it; none leaves out a level.
local function with_headings(blocks, id, deepest)
  local count = 0
  return blocks:walk({
    Header = function(header)
      count = count + 1
      return pandoc.Header(math.min(header.level, deepest), header.content, pandoc.Attr(id .. "-" .. count))
    end,
  })
end

local function with_captions(blocks, cell)
  local count = 0
  return blocks:walk({
    Table = function(tbl)
      count = count + 1
      tbl.identifier = cell.id .. "-" .. count
      if #tbl.caption.long == 0 then tbl.caption.long = { pandoc.Plain(cell.caption) } end
      return tbl
    end,
  })
end

local function shown(cell, number)
  local text = cell.text
  if cell.kind == "code" then return { pandoc.CodeBlock(text, { class = "python" }) } end
  if cell.kind == "text" then return { pandoc.CodeBlock(text, { class = "output" }) } end
  if cell.kind == "image" then
    -- Its address and its caption are made by `pressroom.rendering.notebooks`, of letters and digits.
    return { pandoc.RawBlock("html", '<figure><img src="' .. text .. '" alt="' .. cell.caption .. '"></figure>') }
  end
  local read = pandoc.read(text, READ[cell.kind]).blocks:walk(harmless)
  local blocks = with_headings(read, "cell-" .. number, cell.deepest or 2)
  return cell.caption and with_captions(blocks, cell) or blocks
end

local function Para(para)
  local first = para.content[1]
  if not first or first.tag ~= "Str" or first.text ~= "{{<" then return nil end
  local path, number = pandoc.utils.stringify(para):match("^{{< cell (executed/[%w_-]+%.json) (%d+) >}}$")
  if path then return shown(cells_of(path)[tonumber(number)], number), false end
end

return { { traverse = "topdown", Para = Para } }
