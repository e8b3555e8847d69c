-- The last look at what is published, whoever wrote it: the text, a caption, a translated message, a row of data.
-- Nothing in it runs, and a link leads to the web, to a mail address or to what is built. The text itself is looked
-- at before anything runs (`pressroom.rendering.markup`), with the line; Quarto's own reader has its own elements.

local SCHEMES = { http = true, https = true, mailto = true }
local ATTRIBUTES = {}
for name in ("lang scope alt width title collapse figures part section-number"):gmatch("%S+") do
  ATTRIBUTES[name] = true
end

local function refuse(what)
  error("the report may not hold " .. what, 0)
end

local function Raw(raw)
  if raw.format:match("^html") and raw.text:match("^<!%-%-.*%-%->%s*$") then return {} end
  refuse("'" .. raw.text:sub(1, 60):gsub("%s+", " ") .. "'")
end

local function attributes(element)
  for name in pairs(element.attributes) do
    if not ATTRIBUTES[name] then refuse("the attribute '" .. name .. "'") end
  end
end

-- A browser passes over signs that cannot be seen, also within the word before the colon.
local function Link(link)
  attributes(link)
  local scheme = link.target:gsub("[\0-\32\127]", ""):match("^([^/?#]*):")
  if scheme and not SCHEMES[scheme:lower()] then refuse("a link to '" .. link.target:sub(1, 60) .. "'") end
end

local look = {
  RawInline = Raw,
  RawBlock = Raw,
  Link = Link,
  Image = function(image) refuse("the image '" .. image.src:sub(1, 60) .. "'") end,
  Span = attributes,
  Code = attributes,
  Div = attributes,
  Header = attributes,
  CodeBlock = attributes,
  Table = attributes,
}

-- A drawing is one of ours: embed.lua has read it from an executed notebook.
local function Figure(figure)
  if not figure.classes:includes("embedded") then return nil end
  figure.caption.long = pandoc.Blocks(figure.caption.long):walk(look)
  for i, block in ipairs(figure.content) do
    if block.tag ~= "RawBlock" then figure.content[i] = pandoc.Blocks({ block }):walk(look)[1] end
  end
  return figure, false
end

look.Figure = Figure
look.traverse = "topdown"
return { look }
