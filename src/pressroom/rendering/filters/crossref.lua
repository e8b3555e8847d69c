-- Numbers sections, figures and tables, writes the number into the caption, and turns @fig-x, @tbl-x and
-- @sec-x into links: "figur 1", "tabell 2", "avsnitt 3", with a capital where they open a sentence. A section of
-- another part is "avsnitt 3 i bilagan"; where that link leads, each format decides (`links.lua`).

local only = dofile(pandoc.path.join({ pandoc.path.directory(PANDOC_SCRIPT_FILE), "only.lua" }))

local strings
local known = {}
local count = { fig = 0, tbl = 0 }
local PARTS = { "report", "annex", "brief" }

local function capitalised(text)
  return (text:gsub("^%l", string.upper))
end

local function number_caption(element, kind)
  if not element.identifier:match("^" .. kind .. "%-") then return nil end
  count[kind] = count[kind] + 1
  known[element.identifier] = { kind = kind, number = tostring(count[kind]) }
  local label = capitalised(strings[kind]) .. "\u{a0}" .. count[kind] .. "."
  local caption = pandoc.Inlines({ pandoc.Span(label, { class = "caption-number" }), pandoc.Space() })
  caption:extend(pandoc.utils.blocks_to_inlines(element.caption.long))
  element.caption.long = { pandoc.Plain(caption) }
  return element
end

-- ": Caption {#tbl-x}": the label stands at the end of the caption's text.
local function number_table(tbl)
  local caption = pandoc.utils.blocks_to_inlines(tbl.caption.long)
  local id = #caption > 0 and caption[#caption].tag == "Str" and caption[#caption].text:match("^{#(tbl%-[%w-]+)}$")
  if id then
    caption:remove(#caption)
    if #caption > 0 and caption[#caption].tag == "Space" then caption:remove(#caption) end
    tbl.identifier = id
    tbl.caption.long = { pandoc.Plain(caption) }
  end
  return number_caption(tbl, "tbl")
end

-- Counts a heading of this level, and returns its number.
local function next_number(sections, at)
  for level = #sections + 1, at do sections[level] = 0 end
  for level = at + 1, #sections do sections[level] = nil end
  sections[at] = sections[at] + 1
  return table.concat(sections, ".")
end

local sections = {}

local function Header(header)
  if header.classes:includes("unnumbered") then
    known[header.identifier] = { kind = "sec", title = header.content }
    return nil
  end
  local number = next_number(sections, header.level)
  known[header.identifier] = { kind = "sec", number = number }
  header.attributes["section-number"] = number
  return header
end

-- Finds the sections of another part where they are written.
local function read_sections(path, counted, found)
  local file, fenced = io.open(path, "r"), false
  for line in file and file:lines() or function() end do
    local included, marks, title = line:match("^{{<%s*include%s+(%S+)%s*>}}"), line:match("^(#+)%s+(.-)%s*$")
    if line:match("^```") then fenced = not fenced end
    if included then
      read_sections(included, counted, found)
    elseif marks and not fenced then
      local id, numbered = title:match("{[^}]*#(sec%-[%w-]+)"), not title:match("{[^}]*%.unnumbered[^}]*}$")
      local number = numbered and next_number(counted, #marks) or nil
      if id then found[id] = { kind = "sec", number = number, title = not number and title:gsub("%s*{.*$", "") } end
    end
  end
  if file then file:close() end
end

local function elsewhere(id)
  for _, part in ipairs(PARTS) do
    local found = {}
    read_sections(part .. ".qmd", {}, found)
    if found[id] then
      found[id].part = part
      return found[id]
    end
  end
end

local function reference(citation, opens_sentence)
  local capital = opens_sentence or citation.id:match("^%u")
  local id = citation.id:gsub("^%u", string.lower)
  local target = known[id] or elsewhere(id) or error("there is nothing labelled '" .. id .. "' to refer to", 0)
  local word = strings[target.kind]
  local text = target.number and (capital and capitalised(word) or word) .. "\u{a0}" .. target.number
  if target.number and citation.mode == "SuppressAuthor" then text = target.number end
  if target.part then
    text = (text or "”" .. target.title .. "”") .. " " .. strings["in-" .. target.part]
    return pandoc.Link({ pandoc.Str(text) }, "#" .. id, "", { class = "elsewhere", part = target.part })
  end
  if target.title then return pandoc.Link(target.title, "#" .. id) end
  return pandoc.Link({ pandoc.Str(text) }, "#" .. id, "", { class = "crossref" })
end

local function references(cite, opens_sentence)
  local result = pandoc.Inlines({})
  for i, citation in ipairs(cite.citations) do
    if i > 1 then
      result:extend(pandoc.Inlines(i == #cite.citations and " " .. strings["and"] .. " " or ", "))
    end
    result:insert(reference(citation, opens_sentence and i == 1))
  end
  return result
end

local function opens_sentence(inlines, i)
  if i == 1 then return true end
  local space, before = inlines[i - 1], inlines[i - 2]
  if space.tag ~= "Space" and space.tag ~= "SoftBreak" then return false end
  return before ~= nil and pandoc.utils.stringify(before):match("[.?!:]$") ~= nil
end

local function Inlines(inlines)
  local result = nil
  for i, inline in ipairs(inlines) do
    if inline.tag == "Cite" and inline.citations[1].id:match("^[FfTtSs]%l%l%-") then
      result = result or pandoc.Inlines({ table.unpack(inlines, 1, i - 1) })
      result:extend(references(inline, opens_sentence(inlines, i)))
    elseif result then
      result:insert(inline)
    end
  end
  return result
end

local function has_reference(text)
  return text:find("@[FfTtSs]%l%l%-")
end

return {
  { Meta = function(meta) strings = meta.strings end },
  {
    traverse = "topdown",
    Header = Header,
    Figure = function(figure) return number_caption(figure, "fig") end,
    Table = number_table,
  },
  only(has_reference, { Inlines = Inlines }),
}
