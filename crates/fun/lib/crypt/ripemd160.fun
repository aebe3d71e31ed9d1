// RIPEMD-160 of bytes given as hexadecimal digits, as text of printable ASCII, or as an array of numbers. Digests are lower-case digits.
// The builtin `openssl_ripemd160` gives the same for any String or Bytes.

#include <crypt/_bytes.fun>

class RIPEMD160() extends _Bytes
  fun ripemd160_bytes(this, bytes)
    return hex_to_bytes(this.ripemd160_digest(bytes))

  fun ripemd160_hex(this, digits)
    return this.ripemd160_digest(hex_to_bytes(digits))

  fun ripemd160_str(this, text)
    return this.ripemd160_digest(string_to_bytes_ascii(text))

  fun ripemd160_digest(this, bytes)
    return bytes.to_bytes().openssl_ripemd160()
