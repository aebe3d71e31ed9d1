// SHA-384 of bytes given as hexadecimal digits, as text of printable ASCII, or as an array of numbers. Digests are lower-case digits.
// The builtin `sha384` gives the same for any String or Bytes.

#include <crypt/_bytes.fun>

class SHA384() extends _Bytes
  fun sha384_bytes(this, bytes)
    return hex_to_bytes(this.sha384_digest(bytes))

  fun sha384_hex(this, digits)
    return this.sha384_digest(hex_to_bytes(digits))

  fun sha384_str(this, text)
    return this.sha384_digest(string_to_bytes_ascii(text))

  fun sha384_digest(this, bytes)
    return bytes.to_bytes().sha384()
