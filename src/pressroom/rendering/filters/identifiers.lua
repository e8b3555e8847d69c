-- On paper identifiers may break after a dot, an underscore or a slash; on the web page <wbr> says so (html.lua).
-- As a rule of Typst's this would cost a tenth of the PDF's time.

if FORMAT:match("html") then return {} end

local function Code(code)
  return pandoc.Code((code.text:gsub("[._/]", "%0\u{200b}")), code.attr)
end

return { { Code = Code } }
