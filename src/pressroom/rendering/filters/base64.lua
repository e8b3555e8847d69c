-- What a notebook stores of a picture, as the bytes that it stands for.

local DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
local value = { [("="):byte()] = 0 }
for i = 1, #DIGITS do value[DIGITS:byte(i)] = i - 1 end

local function decoded(base64)
  base64 = base64:gsub("%s", "")
  local parts, byte, char = {}, string.byte, string.char
  for i = 1, #base64, 4 do
    local a, b, c, d = byte(base64, i, i + 3)
    local bits = value[a] << 18 | value[b] << 12 | value[c] << 6 | value[d]
    parts[#parts + 1] = char(bits >> 16, bits >> 8 & 255, bits & 255)
  end
  return table.concat(parts):sub(1, -1 - #base64:match("=*$"))
end

return { decoded = decoded }
