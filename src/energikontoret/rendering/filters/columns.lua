-- Widths of table columns, from what stands in them: numbers get the room they need, text shares the rest.
-- The widths in the source (the dashes of a pipe table) mean nothing.

local MOST, LEAST = 46, 5

local function longest(tbl, column)
  local most = LEAST
  local function look(rows)
    for _, row in ipairs(rows) do
      local cell = row.cells[column]
      if cell then most = math.max(most, utf8.len(pandoc.utils.stringify(cell.contents)) or 0) end
    end
  end
  for _, body in ipairs(tbl.bodies) do look(body.body) end
  -- A header may break between its words, so only half of it counts.
  local head = tbl.head.rows[1] and tbl.head.rows[1].cells[column]
  local title = head and utf8.len(pandoc.utils.stringify(head.contents)) or 0
  return math.min(math.max(most, title // 2), MOST)
end

local function Table(tbl)
  local lengths, sum = {}, 0
  for i in ipairs(tbl.colspecs) do
    lengths[i] = longest(tbl, i) + 3
    sum = sum + lengths[i]
  end
  for i, spec in ipairs(tbl.colspecs) do
    -- The browser lays out columns better than any estimate.
    local width = not FORMAT:match("html") and lengths[i] / sum or nil
    tbl.colspecs[i] = { spec[1], width }
  end
  return tbl
end

return { { Table = Table } }
