// AES with keys of 256 bits (FIPS 197), block by block: encryption of arrays of numbers and of hexadecimal digits. Equal blocks
// give equal results, so use it as a part of something else, not to keep secrets by itself.

#include <crypt/_bytes.fun>

class AES256() extends _Bytes
  // What each byte is substituted by.
  S = ("637c777bf26b6fc53001672bfed7ab76ca82c97dfa5947f0add4a2af9ca472c0b7fd9326363ff7cc34a5e5f171d83115" +
      "04c723c31896059a071280e2eb27b27509832c1a1b6e5aa0523bd6b329e32f8453d100ed20fcb15b6acbbe394a4c58cf" +
      "d0efaafb434d338545f9027f503c9fa851a3408f929d38f5bcb6da2110fff3d2cd0c13ec5f974417c4a77e3d645d1973" +
      "60814fdc222a908846eeb814de5e0bdbe0323a0a4906245cc2d3ac629195e479e7c8376d8dd54ea96c56f4ea657aae08" +
      "ba78252e1ca6b4c6e8dd741f4bbd8b8a703eb5664803f60e613557b986c11d9ee1f8981169d98e949b1e87e9ce5528df" +
      "8ca1890dbfe6426841992d0fb054bb16").hex_decode()

  // Digits of one block under a key of 64 digits; "" if there are more or fewer digits.
  fun encrypt_block_hex(this, pt_hex32, key_hex64)
    if pt_hex32.len() != 32 || key_hex64.len() != 64
      return ""
    return bytes_to_hex(this.encrypt_block_bytes(hex_to_bytes(pt_hex32), hex_to_bytes(key_hex64)))

  // Digits of whole blocks, each encrypted by itself; "" if the last is not whole.
  fun encrypt_ecb_hex(this, digits, key_hex64)
    if digits.len() % 32 != 0 || key_hex64.len() != 64
      return ""
    var bytes = hex_to_bytes(digits)
    var schedule = this.key_expansion(hex_to_bytes(key_hex64))
    var text = ""
    for at in range(0, bytes.len(), 16)
      text += bytes_to_hex(this._encrypt(bytes[at:at + 16], schedule))
    return text

  // Sixteen bytes under a key of 32 bytes.
  fun encrypt_block_bytes(this, pt16, key32)
    return this._encrypt(pt16, this.key_expansion(key32))

  // The 240 bytes of the fifteen round keys.
  fun key_expansion(this, key_bytes)
    var schedule = key_bytes.slice(0, 32)
    var constant = 1
    for word in range(8, 60)
      var last = schedule.len() - 4
      var a = schedule[last]
      var b = schedule[last + 1]
      var c = schedule[last + 2]
      var d = schedule[last + 3]
      if word % 8 == 0
        a, b, c, d = this.S[b] ^ constant, this.S[c], this.S[d], this.S[a]
        constant = this.xtime(constant)
      elif word % 8 == 4
        a, b, c, d = this.S[a], this.S[b], this.S[c], this.S[d]
      var before = last - 28
      schedule.push(
        schedule[before] ^ a,
        schedule[before + 1] ^ b,
        schedule[before + 2] ^ c,
        schedule[before + 3] ^ d,
      )
    return schedule

  // Twice a byte, in the field of 256 elements.
  fun xtime(this, x)
    return (x << 1 ^ (x >> 7) * 27) & 255

  fun _encrypt(this, block, schedule)
    var state = this.add_round_key(block, schedule, 0)
    for round in range(1, 14)
      state = this.add_round_key(
        this.mix_columns(this.shift_rows(this.sub_bytes(state))),
        schedule,
        round,
      )
    return this.add_round_key(this.shift_rows(this.sub_bytes(state)), schedule, 14)

  fun add_round_key(this, state, schedule, round)
    var mixed = []
    for i in range(16)
      mixed.push(state[i] ^ schedule[round * 16 + i])
    return mixed

  fun sub_bytes(this, state)
    var mixed = []
    for byte in state
      mixed.push(this.S[byte])
    return mixed

  // The state stands column by column; row r moves r columns to the left.
  fun shift_rows(this, state)
    var mixed = []
    for i in range(16)
      mixed.push(state[i + i % 4 * 4 & 15])
    return mixed

  fun mix_columns(this, state)
    var mixed = []
    for i in range(0, 16, 4)
      var a = state[i]
      var b = state[i + 1]
      var c = state[i + 2]
      var d = state[i + 3]
      var all = a ^ b ^ c ^ d
      mixed.push(
        a ^ all ^ this.xtime(a ^ b),
        b ^ all ^ this.xtime(b ^ c),
        c ^ all ^ this.xtime(c ^ d),
        d ^ all ^ this.xtime(d ^ a),
      )
    return mixed
