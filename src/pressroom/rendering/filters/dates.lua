-- Keeps a date (2022-08-29) and a span (2021–2050) on one line. In Word the columns are wide enough for both, and
-- a sign of another kind would hide the date from a search.

local keep = {
  html = function(str) return pandoc.Span({ str }, { class = "nowrap" }) end,
  typst = function(str)
    return { pandoc.RawInline("typst", "#box["), str, pandoc.RawInline("typst", "]") }
  end,
}
local kept = keep[FORMAT:match("html") or FORMAT]
if not kept then return {} end

local function Str(str)
  if str.text:match("%d%d%d%d%-%d%d") or str.text:match("%d–%d") then return kept(str) end
end

return { { Str = Str } }
