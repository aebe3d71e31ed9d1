// The class SHA1 of Fun 0.42, for programs that compare digests with those that it has given. For all but empty input these
// are not SHA-1: the length that ends the padding stands lowest byte first. The builtin `sha1` gives the standard's digest.

#include <crypt/_bytes.fun>

class SHA1() extends _Bytes
  // The twenty bytes of the digest of an array of bytes.
  fun sha1_bytes(this, bytes)
    var message = this._padded(bytes)
    var state = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0]
    for at in range(0, message.len(), 64)
      state = this._block(state, message, at)
    return this._digest(state)

  fun sha1_hex(this, digits)
    return bytes_to_hex(this.sha1_bytes(hex_to_bytes(digits)))

  fun sha1_str(this, text)
    return bytes_to_hex(this.sha1_bytes(string_to_bytes_ascii(text)))

  // The state after the 64 bytes from `at` (FIPS 180-4, section 6.1.2).
  fun _block(this, state, message, at)
    var schedule = this._words(message, at)
    for t in range(16, 80)
      schedule.push(rol(schedule[t - 3] ^ schedule[t - 8] ^ schedule[t - 14] ^ schedule[t - 16], 1))
    var a = state[0]
    var b = state[1]
    var c = state[2]
    var d = state[3]
    var e = state[4]
    for t in range(80)
      var sum = e + schedule[t] + rol(a, 5)
      if t < 20
        sum += (b & c | ~b & d) + 0x5a827999
      elif t < 40
        sum += (b ^ c ^ d) + 0x6ed9eba1
      elif t < 60
        sum += (b & c | b & d | c & d) + 0x8f1bbcdc
      else
        sum += (b ^ c ^ d) + 0xca62c1d6
      a, b, c, d, e = sum & 0xffffffff, a, rol(b, 30), c, d
    return this._added(state, [a, b, c, d, e])
