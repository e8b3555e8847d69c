-- Puts figures and tables of executed notebooks where the text says {{< embed executed/NN.ipynb#label >}}.
-- A figure becomes a Figure that carries its SVG, its PNG and its data table;
-- a table becomes a Table.
-- Under Quarto the shortcode has become a Div that names notebook and cell; it is replaced in the same way.

local notebooks = {}

-- What a notebook says as data (`pressroom.notebook.mime`), whatever the publication is called.
local function stored(data, kind)
  for mime, content in pairs(data) do
    if mime:match("^application/vnd%.[%w_-]+%." .. kind .. "%+json$") then return content end
  end
end

local function joined(source)
  return type(source) == "table" and table.concat(source) or source
end

local function notebook(path)
  if not notebooks[path] then
    local file = io.open(path, "r") or error("there is no notebook '" .. path .. "'", 0)
    notebooks[path] = pandoc.json.decode(file:read("a"), false)
    file:close()
  end
  return notebooks[path]
end

local function options_of(cell)
  local options = {}
  for line in joined(cell.source):gmatch("[^\n]+") do
    local key, value = line:match("^#| ([%w-]+): (.*)$")
    if not key then break end
    options[key] = value:match('^"') and pandoc.json.decode(value, false) or value
  end
  return options
end

local function find_cell(path, name)
  for _, cell in ipairs(notebook(path).cells) do
    if cell.cell_type == "code" then
      local options = options_of(cell)
      local tagged = cell.metadata.tags and pandoc.List(cell.metadata.tags):includes(name)
      if cell.id == name or options.label == name or tagged then return cell, options end
    end
  end
  error("there is no cell '" .. name .. "' in '" .. path .. "'", 0)
end

local function inlines(text)
  local first = pandoc.read(text or "", "markdown").blocks[1]
  return first and first.content or pandoc.Inlines({})
end

local function read_table(markdown)
  return pandoc.read(joined(markdown), "markdown").blocks[1]
end

-- The row's name is a header cell, so that a screen reader says it with every value.
local function with_headers(tbl, total)
  tbl.head.rows:map(function(row)
    for _, cell in ipairs(row.cells) do cell.attr.attributes.scope = "col" end
  end)
  tbl.colspecs[1] = { pandoc.AlignLeft, tbl.colspecs[1][2] }
  for _, body in ipairs(tbl.bodies) do
    body.row_head_columns = 1
    for _, row in ipairs(body.body) do row.cells[1].attr.attributes.scope = "row" end
    if total and #body.body > 0 then body.body[#body.body].attr.classes:insert("total") end
  end
  return tbl
end

-- On paper drawings have one width, at which their letters are as large as the text's and no page is left half empty;
-- as wide as the text they would do neither. A long list leaves room for its heading and its caption.
local function width_of(svg)
  local width, height = svg:match('viewBox="0 0 ([%d.]+) ([%d.]+)"')
  local ratio = width and tonumber(height) / tonumber(width) or 1
  return string.format("%.0f%%", 100 * math.min(0.8, 1.2 / ratio))
end

local function figure(options, data)
  local svg = joined(data["image/svg+xml"] or "")
  local content = pandoc.Blocks({
    pandoc.RawBlock("svg", svg),
    pandoc.RawBlock("png", joined(data["image/png"] or "")),
  })
  local spec = stored(data, "figure")
  if spec and spec.markdown then content:insert(with_headers(read_table(spec.markdown))) end
  local attr = pandoc.Attr(options.label, { "embedded" }, { alt = options["fig-alt"] or "", width = width_of(svg) })
  return pandoc.Figure(content, { long = { pandoc.Plain(inlines(options["fig-cap"])) } }, attr)
end

local function embedded_table(options, data)
  local spec = stored(data, "table")
  local tbl = with_headers(read_table(data["text/markdown"]), spec and spec.total)
  tbl.caption = { long = { pandoc.Plain(inlines(options["tbl-cap"])) } }
  tbl.attr = pandoc.Attr(options.label)
  return tbl
end

local function embed(path, name)
  local cell, options = find_cell(path, name)
  local blocks = pandoc.Blocks({})
  for _, output in ipairs(cell.outputs) do
    local data = output.data or {}
    if data["image/svg+xml"] or data["image/png"] then
      blocks:insert(figure(options, data))
    elseif stored(data, "table") or (data["text/markdown"] and options.label and options.label:match("^tbl%-")) then
      blocks:insert(embedded_table(options, data))
    elseif data["text/markdown"] then
      blocks:extend(pandoc.read(joined(data["text/markdown"]), "markdown").blocks)
    end
  end
  return blocks
end

local function Para(para)
  local path, name = pandoc.utils.stringify(para):match("^{{<%s*embed%s+(%S+)#(%S+)%s*>}}$")
  return path and embed(path, name)
end

local function Div(div)
  if div.classes:includes("quarto-embed-nb-cell") then
    local path = div.attributes.notebook:match("[^/]+%.ipynb$")
    return embed("executed/" .. path, div.attributes["notebook-cellId"]:gsub("^cell%-", ""))
  end
end

return { { traverse = "topdown", Para = Para, Div = Div } }
