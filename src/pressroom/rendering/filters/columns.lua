-- Widths of table columns on paper, from what stands in them: every column gets room for its longest word, and
-- those with long text share the rest. The widths in the source (the dashes of a pipe table) mean nothing.

-- Sizes are in letters. Typst breaks long words well; Word may break them anywhere, so it keeps as many whole as
-- there is room for.
local WORD = FORMAT == "docx"
local TOTAL, LONGEST_TEXT, PADDING = WORD and 110 or 104, 240, WORD and 1.6 or 3
local LONGEST_WORD, SHORTEST, BOLD = WORD and 30 or 13, 13, 1.1

local function length(text)
  local _, broad = text:gsub("[mwMW]", "")
  return (utf8.len(text) or #text) + (WORD and broad / 2 or 0)
end

-- More than its share goes to a longer text, for the longest sets the height of a row.
local WEIGHT = 1.5

-- Identifiers break after a dot or an underscore. A span or an amount (450\u{a0}000–750\u{a0}000) is never broken, for
-- dates.lua holds it.
local function measure(text, sizes)
  sizes.text = math.max(sizes.text, length(text))
  for word in text:gsub("[._]%f[%l]", "%0 "):gmatch("%S+") do
    sizes.word = math.max(sizes.word, length(word))
    if word:match("%d–%d") then sizes.firm = math.max(sizes.firm, length(word)) end
  end
end

local function sizes_of(tbl, column)
  local head, body = { text = 0, word = 0, firm = 0 }, { text = 0, word = 0, firm = 0 }
  for _, row in ipairs(tbl.head.rows) do
    if row.cells[column] then measure(pandoc.utils.stringify(row.cells[column].contents), head) end
  end
  for _, part in ipairs(tbl.bodies) do
    for _, row in ipairs(part.body) do
      if row.cells[column] then measure(pandoc.utils.stringify(row.cells[column].contents), body) end
    end
  end
  -- A heading may take two lines.
  local text = math.min(math.max(head.text / 2, body.text), LONGEST_TEXT) + PADDING
  return { word = math.max(head.word * BOLD, body.word) + (WORD and 1 or 0), text = text, firm = body.firm }
end

local function least_of(sizes, longest)
  local least, sum = {}, 0
  for i, size in ipairs(sizes) do
    least[i] = math.max(math.min(size.word, longest), size.firm) + PADDING
    sum = sum + least[i]
  end
  return least, sum
end

local function widths(tbl)
  local sizes = {}
  for i in ipairs(tbl.colspecs) do sizes[i] = sizes_of(tbl, i) end
  local longest = LONGEST_WORD
  local least, sum_least = least_of(sizes, longest)
  while sum_least > TOTAL and longest > SHORTEST do
    longest = longest - 1
    least, sum_least = least_of(sizes, longest)
  end
  local wanted, sum_wanted, sum_weights = {}, 0, 0
  for i, size in ipairs(sizes) do
    wanted[i] = math.max(size.text, least[i])
    sum_wanted = sum_wanted + wanted[i]
    sum_weights = sum_weights + (wanted[i] - least[i]) ^ WEIGHT
  end
  local result = {}
  for i in ipairs(sizes) do
    if sum_wanted <= TOTAL then
      result[i] = wanted[i] / sum_wanted
    elseif sum_least >= TOTAL then
      result[i] = least[i] / sum_least
    else
      result[i] = (least[i] + (TOTAL - sum_least) * (wanted[i] - least[i]) ^ WEIGHT / sum_weights) / TOTAL
    end
  end
  return result
end

-- An empty cell could be a mistake; a dash says that there is nothing.
local function fill(rows)
  for _, row in ipairs(rows) do
    for _, cell in ipairs(row.cells) do
      if #cell.contents == 0 then cell.contents = { pandoc.Plain("–") } end
    end
  end
end

local function Table(tbl)
  for _, body in ipairs(tbl.bodies) do fill(body.body) end
  -- The browser lays out columns better than any estimate.
  local found = FORMAT:match("html") and {} or widths(tbl)
  for i, spec in ipairs(tbl.colspecs) do
    local align = spec[1] == "AlignDefault" and pandoc.AlignLeft or spec[1]
    tbl.colspecs[i] = { align, found[i] }
  end
  return tbl
end

return { { Table = Table } }
