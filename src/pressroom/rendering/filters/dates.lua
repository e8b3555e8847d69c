-- Keeps a date (2022-08-29, 28 januari), a span (2021–2050) and an amount (330 000 kronor) on one line. In Word a
-- joiner holds a span; its columns are wide enough for a date, where a sign of another kind would hide it from a search.

local MONTHS = {}
for name in ([[januari februari mars april maj juni juli augusti september oktober november december
    January February March April May June July August September October November December]]):gmatch("%S+") do
  MONTHS[name] = true
end
local JOINER, NO_BREAK = "\u{2060}", "\u{a0}"

local function boxed(str)
  return { pandoc.RawInline("typst", "#box["), str, pandoc.RawInline("typst", "]") }
end

local keep = {
  html = function(str) return pandoc.Span({ str }, { class = "nowrap" }) end,
  typst = boxed,
  docx = function(str) return pandoc.Str((str.text:gsub("(%d–)(%d)", "%1" .. JOINER .. "%2"))) end,
}
local kept = keep[FORMAT:match("html") or FORMAT]
if not kept then return {} end

local function Str(str)
  if str.text:match("%d%d%d%d%-%d%d") or str.text:match("%d–%d") then return kept(str) end
  -- Typst would hyphenate what follows the number, which no-break spaces hold to it.
  if FORMAT == "typst" and str.text:match("%d" .. NO_BREAK) then return boxed(str) end
end

local function Inlines(inlines)
  for i = 1, #inlines - 2 do
    local day, space, month = inlines[i], inlines[i + 1], inlines[i + 2]
    local is_gap = space.tag == "Space" or space.tag == "SoftBreak"
    if is_gap and day.tag == "Str" and day.text:match("^%(?%d%d?%d?$") and month.tag == "Str" then
      local goes_on = MONTHS[month.text:match("^%a+")] or month.text:match("^%d%d%d%f[%D]")
      if goes_on then inlines[i + 1] = pandoc.Str(NO_BREAK) end
    end
  end
  return inlines
end

return { { Inlines = Inlines }, { Str = Str } }
