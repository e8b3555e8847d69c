-- Widths of table columns on paper, from what stands in them: every column gets room for its longest word, and
-- those with long text share the rest. The widths in the source (the dashes of a pipe table) mean nothing.

local TOTAL, LONGEST_TEXT, PADDING = 104, 120, 3
-- Typst breaks long words well, Word does not.
local LONGEST_WORD = FORMAT == "docx" and 21 or 13

local function measure(text, sizes)
  sizes.text = math.max(sizes.text, utf8.len(text) or #text)
  for word in text:gmatch("%S+") do sizes.word = math.max(sizes.word, utf8.len(word) or #word) end
end

local function sizes_of(tbl, column)
  local head, body = { text = 0, word = 0 }, { text = 0, word = 0 }
  for _, row in ipairs(tbl.head.rows) do
    if row.cells[column] then measure(pandoc.utils.stringify(row.cells[column].contents), head) end
  end
  for _, part in ipairs(tbl.bodies) do
    for _, row in ipairs(part.body) do
      if row.cells[column] then measure(pandoc.utils.stringify(row.cells[column].contents), body) end
    end
  end
  local least = math.min(math.max(head.word * 1.1, body.word), LONGEST_WORD) + PADDING
  -- A heading may take two lines.
  return least, math.max(math.min(math.max(head.text / 2, body.text), LONGEST_TEXT) + PADDING, least)
end

local function widths(tbl)
  local least, wanted, sum_least, sum_wanted = {}, {}, 0, 0
  for i in ipairs(tbl.colspecs) do
    least[i], wanted[i] = sizes_of(tbl, i)
    sum_least, sum_wanted = sum_least + least[i], sum_wanted + wanted[i]
  end
  local result = {}
  for i in ipairs(tbl.colspecs) do
    if sum_wanted <= TOTAL then
      result[i] = wanted[i] / sum_wanted
    elseif sum_least >= TOTAL then
      result[i] = least[i] / sum_least
    else
      result[i] = (least[i] + (TOTAL - sum_least) * (wanted[i] - least[i]) / (sum_wanted - sum_least)) / TOTAL
    end
  end
  return result
end

local function Table(tbl)
  -- The browser lays out columns better than any estimate.
  local found = FORMAT:match("html") and {} or widths(tbl)
  for i, spec in ipairs(tbl.colspecs) do
    local align = spec[1] == "AlignDefault" and pandoc.AlignLeft or spec[1]
    tbl.colspecs[i] = { align, found[i] }
  end
  return tbl
end

return { { Table = Table } }
