// CRC-32 (IEEE 802.3) of bytes given as hexadecimal digits, as text of printable ASCII, or as an array of numbers. The builtin
// `crc32` gives the same for any String or Bytes.

#include <crypt/_bytes.fun>

class CRC32() extends _Bytes
  // The checksum as a Number.
  fun crc32_bytes_value(this, bytes)
    return bytes.to_bytes().crc32()

  fun crc32_bytes(this, bytes)
    return this.crc32_bytes_value(bytes)

  fun crc32_hex(this, digits)
    return this.u32_to_hex8(this.crc32_bytes_value(hex_to_bytes(digits)))

  fun crc32_str(this, text)
    return this.u32_to_hex8(this.crc32_bytes_value(string_to_bytes_ascii(text)))
