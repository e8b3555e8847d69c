-- Keeps a date (2022-08-29, 28 januari), a span (2021–2050) and an amount (330 000 kronor) on one line. In Word a
-- joiner holds a span; its columns are wide enough for a date, where a sign of another kind would hide it from a search.

local only = dofile(pandoc.path.join({ pandoc.path.directory(PANDOC_SCRIPT_FILE), "only.lua" }))

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

-- Typst would hyphenate what follows a number, which no-break spaces hold to it.
local function is_kept(text)
  return text:find("%d%d%d%d%-%d%d") or text:find("%d–%d") or (FORMAT == "typst" and text:find("%d" .. NO_BREAK))
end

local function Str(str)
  if is_kept(str.text) then return kept(str) end
end

local function goes_on(word)
  return MONTHS[word:match("^%a+")] or word:find("^%d%d%d%f[%D]")
end

local function has_gap(text)
  for word in text:gmatch("%d%s(%w+)") do
    if goes_on(word) then return true end
  end
end

local function Inlines(inlines)
  for i = 1, #inlines - 2 do
    local day, space, month = inlines[i], inlines[i + 1], inlines[i + 2]
    local is_gap = space.tag == "Space" or space.tag == "SoftBreak"
    if is_gap and day.tag == "Str" and day.text:match("^%(?%d%d?%d?$") and month.tag == "Str" then
      if goes_on(month.text) then inlines[i + 1] = pandoc.Str(NO_BREAK) end
    end
  end
  return inlines
end

return { only(has_gap, { Inlines = Inlines }), only(is_kept, { Str = Str }) }
