// Base64 of arrays of numbers from 0 to 255, with the standard alphabet and padding (RFC 4648).

fun b64_encode_bytes(bytes)
  return bytes.to_bytes().base64_encode()

// Reads four characters at a time, without checking them; `=` ends the bytes.
fun b64_decode_to_bytes(s)
  var alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
  var text = to_string(s)
  var bytes = []
  for i in range(0, text.len(), 4)
    var bits = 0
    for k in range(4)
      var c = text.substr(i + k, 1)
      bits = bits * 64 + (c == "=" ? 0 : alphabet.find(c))
    bytes.push(bits / 65536 % 256)
    if text.substr(i + 2, 1) != "="
      bytes.push(bits / 256 % 256)
    if text.substr(i + 3, 1) != "="
      bytes.push(bits % 256)
  return bytes
