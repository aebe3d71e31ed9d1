// SHA-512 of bytes given as hexadecimal digits, as text of printable ASCII, or as an array of numbers. Digests are lower-case digits.
// The builtin `sha512` gives the same for any String or Bytes.

#include <crypt/_bytes.fun>

class SHA512() extends _Bytes
  fun sha512_bytes(this, bytes)
    return hex_to_bytes(this.sha512_digest(bytes))

  fun sha512_hex(this, digits)
    return this.sha512_digest(hex_to_bytes(digits))

  fun sha512_str(this, text)
    return this.sha512_digest(string_to_bytes_ascii(text))

  fun sha512_digest(this, bytes)
    return bytes.to_bytes().sha512()
