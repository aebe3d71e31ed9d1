// The class SHA256 of Fun 0.42, for programs that compare digests with those that it has given. For all but empty input these
// are not SHA-256: the length that ends the padding stands lowest byte first. The builtin `sha256` gives the standard's digest.

#include <crypt/_bytes.fun>

class SHA256() extends _Bytes
  K = [
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
  ]
  IV = [
    0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
  ]

  // The thirty-two bytes of the digest of an array of bytes.
  fun sha256_bytes(this, bytes)
    var message = this._padded(bytes)
    var state = this.IV
    for at in range(0, message.len(), 64)
      state = this._block(state, message, at)
    return this._digest(state)

  fun sha256_hex(this, digits)
    return bytes_to_hex(this.sha256_bytes(hex_to_bytes(digits)))

  fun sha256_str(this, text)
    return bytes_to_hex(this.sha256_bytes(string_to_bytes_ascii(text)))

  // The state after the 64 bytes from `at` (FIPS 180-4, section 6.2.2).
  fun _block(this, state, message, at)
    var schedule = this._words(message, at)
    for t in range(16, 64)
      var early = schedule[t - 15]
      var late = schedule[t - 2]
      var mixed = (ror(early, 7) ^ ror(early, 18) ^ early >> 3) +
          (ror(late, 17) ^ ror(late, 19) ^ late >> 10)
      schedule.push(schedule[t - 16] + schedule[t - 7] + mixed & 0xffffffff)
    var a = state[0]
    var b = state[1]
    var c = state[2]
    var d = state[3]
    var e = state[4]
    var f = state[5]
    var g = state[6]
    var h = state[7]
    for t in range(64)
      var first = h +
          (ror(e, 6) ^ ror(e, 11) ^ ror(e, 25)) +
          (e & f ^ ~e & g) +
          this.K[t] +
          schedule[t]
      var second = (ror(a, 2) ^ ror(a, 13) ^ ror(a, 22)) + (a & b ^ a & c ^ b & c)
      a, b, c, d, e, f, g, h = first + second & 0xffffffff, a, b, c, d + first & 0xffffffff, e, f, g
    return this._added(state, [a, b, c, d, e, f, g, h])
