// The bytes of a string as an array of numbers. What is not printable ASCII becomes 0.
fun string_to_bytes_ascii(s)
  var bytes = []
  for byte in to_string(s).to_bytes()
    bytes.push(byte >= 32 && byte < 127 ? byte : 0)
  return bytes
