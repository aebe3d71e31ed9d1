// What the classes of this directory share: hexadecimal digits and arrays of bytes, and numbers of 32 bits.

#include <hex.fun>
#include <strings.fun>

class _Bytes()
  fun byte_from_hex_pair(this, pair)
    return hex_val(pair.substr(0, 1)) * 16 + hex_val(pair.substr(1, 1))

  fun from_hex(this, digits)
    return hex_to_bytes(digits)

  fun hex_val(this, digit)
    return hex_val(digit)

  fun two_hex(this, n)
    return two_hex(n)

  fun bytes_to_hex(this, arr)
    return bytes_to_hex(arr)

  fun u32(this, x)
    return x & 0xffffffff

  fun add32(this, a, b)
    return a + b & 0xffffffff

  fun rol32(this, x, s)
    return rol(x, s)

  fun u32_to_hex8(this, n)
    return n.hex().pad_left(8, "0")

  // The message of SHA-1 and SHA-256 in blocks of 64 bytes, as Fun 0.42 pads it: the length in bits has its lowest byte first.
  fun _padded(this, bytes)
    var message = bytes.concat([128])
    while message.len() % 64 != 56
      message.push(0)
    for i in range(8)
      message.push(bytes.len() * 8 >> 8 * i & 255)
    return message

  // The sixteen words of the block from `at`.
  fun _words(this, message, at)
    var block = []
    for i in range(at, at + 64, 4)
      block.push(message[i] << 24 | message[i + 1] << 16 | message[i + 2] << 8 | message[i + 3])
    return block

  fun _added(this, before, after)
    var state = []
    for i, word in before
      state.push(word + after[i] & 0xffffffff)
    return state

  // The bytes of words, highest first.
  fun _digest(this, state)
    var bytes = []
    for word in state
      for shift in [24, 16, 8, 0]
        bytes.push(word >> shift & 255)
    return bytes
