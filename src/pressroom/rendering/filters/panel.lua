-- A section whose heading has the class `panel` is where values are tried (`pressroom.rendering.panel`): the web page
-- gets the panel after its text, and what nothing can be tried in leaves the section out.

local function read_panel()
  local file = FORMAT:match("html") and io.open("executed/panel.html", "r")
  if not file then return nil end
  local text = file:read("a")
  file:close()
  return text
end

local function is_panel(block)
  return block.tag == "Header" and block.classes:includes("panel")
end

local function Pandoc(doc)
  local panel, level, blocks = read_panel(), nil, pandoc.Blocks({})
  local function close()
    if level and panel then blocks:insert(pandoc.RawBlock("html", panel)) end
    level = nil
  end
  for _, block in ipairs(doc.blocks) do
    if block.tag == "Header" and level and block.level <= level then close() end
    if is_panel(block) then
      level = block.level
      if panel then doc.meta.panel = true end
    end
    if panel or not level then blocks:insert(block) end
  end
  close()
  doc.blocks = blocks
  return doc
end

return { { Pandoc = Pandoc } }
