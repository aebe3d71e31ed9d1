// MD5 of bytes given as hexadecimal digits, as text of printable ASCII, or as an array of numbers. Digests are lower-case digits.
// The builtin `md5` gives the same for any String or Bytes.

#include <crypt/_bytes.fun>

class MD5() extends _Bytes
  fun md5_bytes(this, bytes)
    return hex_to_bytes(this.md5_digest(bytes))

  fun md5_hex(this, digits)
    return this.md5_digest(hex_to_bytes(digits))

  fun md5_str(this, text)
    return this.md5_digest(string_to_bytes_ascii(text))

  fun md5_digest(this, bytes)
    return bytes.to_bytes().md5()
