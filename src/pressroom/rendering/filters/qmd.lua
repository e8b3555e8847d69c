-- Reads a .qmd as Quarto does: the text of included files first, then pandoc's Markdown.
-- Paths are relative to the main document, whose folder is the working folder.

-- Pipe tables are the only tables of the report; not looking for the others saves a third of the time.
local FORMAT_NAME = "markdown-implicit_figures-table_attributes-grid_tables-multiline_tables-simple_tables"

local function read_file(path)
  local file = io.open(path, "r") or error("cannot read '" .. path .. "'", 0)
  local text = file:read("a")
  file:close()
  return text
end

local function expand(text)
  return (("\n" .. text .. "\n"):gsub("\n{{<%s*include%s+(%S+)%s*>}}[ \t]*", function(path)
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
  return pandoc.read(without_tags(expand(tostring(sources))), FORMAT_NAME, options)
end
