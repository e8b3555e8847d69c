-- Figures, tables and links of the web page. The figure's SVG stands inside the page, so that it takes the
-- page's fonts and follows light and dark; its numbers follow in a fold.

if not FORMAT:match("html") then return {} end

local strings

local function escaped(text)
  return (text:gsub("[&<>\"]", { ["&"] = "&amp;", ["<"] = "&lt;", [">"] = "&gt;", ['"'] = "&quot;" }))
end

local function html(text)
  return pandoc.RawBlock("html", text)
end

local function rgb(colour)
  local parts = { colour:match("^#(%x%x)(%x%x)(%x%x)$") }
  for i, part in ipairs(parts) do parts[i] = tonumber(part, 16) end
  return parts
end

-- What each colour of the identity is called in the page's style, without those that only repeat another.
local named, names = {}, {}

local function read_identity(light)
  for name, colour in pairs(light) do
    if type(colour) == "string" and not (name == "note" or name == "important") then named[name] = rgb(colour) end
  end
  for i, colour in ipairs(light.series) do named["series-" .. i] = rgb(colour) end
  for name in pairs(named) do names[#names + 1] = name end
  table.sort(names)
end

-- Returns the share of `one` over `ground` that gives `colour`, and how far off that is.
local function share_of(colour, one, ground)
  local above, below = 0, 0
  for i = 1, 3 do
    above = above + (colour[i] - ground[i]) * (one[i] - ground[i])
    below = below + (one[i] - ground[i]) ^ 2
  end
  local share, off = below > 0 and above / below or -1, 0
  for i = 1, 3 do off = math.max(off, math.abs(ground[i] + share * (one[i] - ground[i]) - colour[i])) end
  return share, off
end

-- On a dark ground the same share of a colour shines more; --tint keeps the text upon it readable.
local TINT = "color-mix(in srgb, var(--%s) calc(%.0f%% * var(--tint)), var(--%s))"

-- A colour of the identity, or a tint of one, becomes what the page says it is: light or dark.
local function themed_colour(colour)
  local parts, best, nearest = rgb(colour), nil, 2
  for _, name in ipairs(names) do
    local one = named[name]
    if one[1] == parts[1] and one[2] == parts[2] and one[3] == parts[3] then
      return "var(--" .. name .. ", " .. colour .. ")"
    end
    for _, ground in ipairs({ "background", "surface" }) do
      local share, off = share_of(parts, one, named[ground])
      if share >= 0 and share <= 1 and off < nearest then
        nearest = off
        best = string.format(TINT, name, share * 100, ground)
      end
    end
  end
  return best or colour
end

-- The drawings share their colours.
local themed_colours = {}

local function themed(svg)
  return (svg:gsub("#%x%x%x%x%x%x", function(colour)
    themed_colours[colour] = themed_colours[colour] or themed_colour(colour:lower())
    return themed_colours[colour]
  end))
end

-- Several drawings share one page, so each gets ids of its own.
local function with_own_ids(svg, prefix)
  svg = svg:gsub('(%sid=")', "%1" .. prefix .. "-")
  svg = svg:gsub("(url%(#)", "%1" .. prefix .. "-")
  return (svg:gsub('(href="#)', "%1" .. prefix .. "-"))
end

-- A space has no outline, and what would show it shows nothing.
local function without_empty_uses(svg)
  local ids = {}
  for id in svg:gmatch('%sid="([^"]+)"') do ids[id] = true end
  return (svg:gsub('<use [^>]-href="#([^"]+)"[^>]*/>', function(id) return not ids[id] and "" or nil end))
end

local function inline_svg(svg, id, alt)
  svg = svg:gsub("^.-<svg", "<svg"):gsub("<metadata>.-</metadata>", ""):gsub("<!%-%-.-%-%->", "")
  svg = themed(with_own_ids(without_empty_uses(svg), id))
  local head, rest = svg:match("^(<svg[^>]*>)(.*)$")
  for _, name in ipairs({ "width", "height", "version", "role", "aria%-label" }) do
    head = head:gsub("%s" .. name .. '="[^"]*"', "")
  end
  local attributes = ' class="drawing" role="img" aria-label="' .. escaped(alt) .. '"'
  return (head:gsub("^<svg", function() return "<svg" .. attributes end)) .. rest
end

local function drawing(figure)
  local parts, alt = {}, figure.attributes.alt
  for _, block in ipairs(figure.content) do
    if block.tag == "RawBlock" then parts[block.format] = block.text end
  end
  if (parts.svg or "") ~= "" then return inline_svg(parts.svg, figure.identifier, alt) end
  return '<img src="data:image/png;base64,' .. parts.png:gsub("%s", "") .. '" alt="' .. escaped(alt) .. '">'
end

-- On a phone every row is a small list under its name (report.css): the cells carry the heads of their columns.
local function told(tbl)
  local heads = {}
  for _, row in ipairs(tbl.head.rows) do
    for i, cell in ipairs(row.cells) do heads[i] = pandoc.utils.stringify(cell.contents) end
  end
  for _, body in ipairs(tbl.bodies) do
    if #tbl.colspecs > 1 then body.row_head_columns = 1 end
    for _, row in ipairs(body.body) do
      for i, cell in ipairs(row.cells) do
        if i <= body.row_head_columns then
          cell.attr.attributes.scope = "row"
        elseif (heads[i] or "") ~= "" then
          cell.attr.attributes["data-label"] = heads[i]
        end
      end
    end
  end
  return tbl
end

local function scrolling(tbl, name)
  return pandoc.Blocks({
    html('<div class="table-scroll" role="region" tabindex="0" ' .. name .. ">"),
    told(tbl),
    html("</div>"),
  })
end

local function number_of(caption)
  return pandoc.utils.stringify(caption):match("^(.-)%.") or ""
end

-- Leads to the sheet of the workbook that holds what a caption numbers (links.lua says whether there is one).
local workbook

local function sheet(caption)
  local name = number_of(caption)
  if not workbook or name == "" then return html("") end
  local place = workbook .. "#%27" .. name:gsub("\u{a0}", " "):gsub(" ", "%%20") .. "%27!A1"
  return html('<p class="sheet"><a href="' .. place .. '">' .. name .. " " .. strings["in-workbook"] .. "</a></p>")
end

local function Figure(figure)
  if not figure.classes:includes("embedded") then return nil end
  local caption = pandoc.utils.blocks_to_inlines(figure.caption.long)
  local opening = '<figure id="' .. figure.identifier .. '" class="figure">\n'
  local blocks = pandoc.Blocks({ html(opening .. drawing(figure) .. "\n<figcaption>"), pandoc.Plain(caption) })
  blocks:insert(html("</figcaption></figure>"))
  local data = figure.content[#figure.content]
  if data.tag == "Table" then
    local title = strings["data-behind"] .. " " .. number_of(caption):lower()
    blocks:insert(html('<details class="fold data"><summary>' .. title .. "</summary>"))
    blocks:extend(scrolling(data, 'aria-label="' .. title .. '"'))
    blocks:insert(sheet(caption))
    blocks:insert(html("</details>"))
  end
  return blocks, false
end

local function Table(tbl)
  local caption = pandoc.utils.blocks_to_inlines(tbl.caption.long)
  tbl.caption.long = {}
  if #caption == 0 then return scrolling(tbl, 'aria-label="' .. strings.table .. '"'), false end
  local id = tbl.identifier
  tbl.identifier = ""
  local opening = string.format('<figure id="%s" class="table"><figcaption id="%s-caption">', id, id)
  local blocks = pandoc.Blocks({ html(opening), pandoc.Plain(caption), html("</figcaption>") })
  blocks:extend(scrolling(tbl, 'aria-labelledby="' .. id .. '-caption"'))
  blocks:insert(sheet(caption))
  blocks:insert(html("</figure>"))
  return blocks, false
end

-- Identifiers may break after a dot or an underscore.
local function Code(code)
  local text = escaped(code.text):gsub("[._/]", "%0<wbr>")
  return pandoc.RawInline("html", "<code>" .. text .. "</code>")
end

-- The title is the page's only h1.
local function Header(header)
  local number = header.attributes["section-number"]
  header.attributes["section-number"] = nil
  if number then
    header.content:insert(1, pandoc.Span(number, { class = "header-section-number" }))
    header.content:insert(2, pandoc.Space())
  end
  header.level = header.level + 1
  return header
end

return {
  {
    Meta = function(meta)
      strings = meta.strings
      read_identity(meta.identity.light)
      workbook = meta.workbook and pandoc.utils.stringify(meta.workbook)
    end,
  },
  { Code = Code },
  { traverse = "topdown", Figure = Figure, Table = Table, Header = Header },
}
