-- Reads a .qmd as Quarto does: the text of included files first, then pandoc's Markdown.
-- Paths are relative to the main document, whose folder is the working folder.

-- Pipe tables are the only tables of the report; not looking for the others saves a third of the time. HTML is no
-- block or span of ours: `pressroom.rendering.markup` refuses it as what it is.
local FORMAT_NAME = "markdown-implicit_figures-table_attributes-grid_tables-multiline_tables-simple_tables"
  .. "-native_divs-native_spans"

local function read_file(path)
  if path:match("^[/~]") or path:match("%.%.") or path:match(":") then
    error("'" .. path .. "' is not in report/", 0)
  end
  local file = io.open(path, "r") or error("cannot read '" .. path .. "'", 0)
  local text = file:read("a")
  file:close()
  return (text:gsub("^\u{feff}", ""):gsub("\r\n?", "\n"))
end

local function expand(text)
  return (("\n" .. text .. "\n"):gsub("\n{{<[ \t]*include[ \t]+(%S+)[ \t]*>}}[ \t]*", function(path)
    return "\n\n" .. expand(read_file(path)) .. "\n"
  end):sub(2))
end

-- pandoc looks for an HTML tag after every "<", to the end of the text: escaped, it takes a quarter of the time.
-- In the YAML header, which is not read as a paragraph, the escape would be an error.
local function without_tags(text)
  local _, header_end = text:find("^%-%-%-\n.-\n%-%-%-\n")
  return text:sub(1, header_end or 0) .. text:sub((header_end or 0) + 1):gsub("{{<", "{{\\<")
end

function Reader(sources, options)
  return pandoc.read(without_tags(expand(tostring(sources):gsub("^\u{feff}", ""))), FORMAT_NAME, options)
end
