-- Leads to the other parts, formats and editions, as executed/links.json says what is built. What is not is named
-- without a link.

local function read_links()
  local file = io.open("executed/links.json", "r")
  if not file then return { parts = {}, groups = {} } end
  local links = pandoc.json.decode(file:read("a"), false)
  file:close()
  return links
end

local links = read_links()
-- Paper and Word lead to paper; the page to the page.
local FIRST = FORMAT:match("html") and { "html", "pdf" } or { "pdf", "html" }

local function Meta(meta)
  local part = meta.part and pandoc.utils.stringify(meta.part) or "report"
  local groups = links.groups[part]
  if groups and #groups > 0 then meta.links = groups end
  -- The workbook's sheets are named as the report names what they hold; the other parts have few of their own.
  if part == "report" and links.parts.workbook then meta.workbook = links.parts.workbook.xlsx end
  return meta
end

local function place(part, fragment)
  for _, kind in ipairs(FIRST) do
    local file = links.parts[part] and links.parts[part][kind]
    if file then return kind == "html" and file .. fragment or file end
  end
end

local function Link(link)
  if not link.classes:includes("elsewhere") then return nil end
  local target = place(link.attributes.part, link.target)
  return target and pandoc.Link(link.content, target) or link.content
end

-- A notebook that is named leads to its page.
local function Code(code)
  local name = FORMAT:match("html") and links.notebooks and code.text:match("^(.+)%.ipynb$")
  local page = name and links.notebooks[name]
  return page and pandoc.Link(code, page)
end

return { { Meta = Meta, Link = Link }, { Code = Code } }
