-- Quotation marks as the language writes them, in the text, in captions and in the titles of callouts.

local MARKS = { sv = { "”", "”", "’", "’" }, en = { "“", "”", "‘", "’" } }
local marks = MARKS.sv

local function Meta(meta)
  marks = MARKS[pandoc.utils.stringify(meta["lang-short"] or "sv")] or MARKS.sv
end

local function Quoted(quoted)
  local first = quoted.quotetype == "DoubleQuote" and 1 or 3
  local content = pandoc.Inlines({ pandoc.Str(marks[first]) })
  content:extend(quoted.content)
  content:insert(pandoc.Str(marks[first + 1]))
  return content
end

return { { Meta = Meta }, { Quoted = Quoted } }
