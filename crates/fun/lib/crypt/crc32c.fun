// CRC-32C (Castagnoli) of bytes given as hexadecimal digits, as text of printable ASCII, or as an array of numbers.

#include <crypt/_bytes.fun>

class CRC32C() extends _Bytes
  POLY = 0x82f63b78

  // The checksum as a Number: bits are taken lowest first, so the polynomial stands reversed.
  fun crc32c_bytes_value(this, bytes)
    var crc = 0xffffffff
    for byte in bytes
      crc = crc ^ byte
      for bit in range(8)
        crc = crc >> 1 ^ (crc & 1) * this.POLY
    return crc ^ 0xffffffff

  fun crc32c_hex(this, digits)
    return this.u32_to_hex8(this.crc32c_bytes_value(hex_to_bytes(digits)))

  fun crc32c_str(this, text)
    return this.u32_to_hex8(this.crc32c_bytes_value(string_to_bytes_ascii(text)))
