-- Writes callouts (::: {.callout-note title="…"}) in each format; collapse="true" folds them on the web page.

local strings

local function kind_of(div)
  for _, class in ipairs(div.classes) do
    local kind = class:match("^callout%-(%l+)$")
    if kind then return kind end
  end
end

-- A title is words: what would be a link or HTML elsewhere is none here.
local TITLE = "markdown-raw_html-raw_tex-raw_attribute-native_spans"

local function words(element)
  return element.content or {}
end

local function title_of(div, kind)
  if div.attributes.title then
    local read = pandoc.read(div.attributes.title, TITLE).blocks[1]
    return read and read.content:walk({ Link = words, Image = words, Span = words }) or pandoc.Inlines({})
  end
  local first = div.content[1]
  if first and first.tag == "Header" then
    div.content:remove(1)
    return first.content
  end
  return pandoc.Inlines(strings["callout-" .. kind])
end

local function raw(text)
  return pandoc.RawBlock(FORMAT:match("html") and "html" or "typst", text)
end

local function enclosed(opening, between, closing, title, content)
  local blocks = pandoc.Blocks({ raw(opening), pandoc.Plain(title), raw(between) })
  blocks:extend(content)
  blocks:insert(raw(closing))
  return blocks
end

local function html(kind, title, div)
  if div.attributes.collapse then
    local opening = '<details class="fold ' .. kind .. '"' .. (div.attributes.collapse == "false" and " open" or "")
    return enclosed(opening .. "><summary>", '</summary><div class="fold-body">', "</div></details>", title, div.content)
  end
  local opening = '<div class="callout ' .. kind .. '" role="note"><p class="callout-title">'
  return enclosed(opening, "</p>", "</div>", title, div.content)
end

local function docx(kind, title, div)
  local blocks = pandoc.Blocks({ pandoc.Div({ pandoc.Para(title) }, { ["custom-style"] = "Callout Title" }) })
  blocks:insert(pandoc.Div(div.content, { ["custom-style"] = "Callout" }))
  return blocks
end

local function Div(div)
  local kind = kind_of(div)
  if not kind then return nil end
  local title = title_of(div, kind)
  if FORMAT:match("html") then return html(kind, title, div) end
  if FORMAT == "docx" then return docx(kind, title, div) end
  return enclosed('#callout("' .. kind .. '", title: [', "])[", "]", title, div.content)
end

return { { Meta = function(meta) strings = meta.strings end }, { Div = Div } }
