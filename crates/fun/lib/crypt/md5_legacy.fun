// MD5 and arithmetic with 32 bits as functions; crypt/md5.fun has them as a class, whose names do not meet those of the program.

#include <hex.fun>
#include <strings.fun>

fun u32(x) => x & 0xffffffff
fun shl32(x, s) => shl(x, s)
fun shr32(x, s) => shr(x, s)
fun rol32(x, s) => rol(x, s)
fun and32(a, b) => band(a, b)
fun or32(a, b) => bor(a, b)
fun xor32(a, b) => bxor(a, b)
fun not32(x) => bnot(x)
fun add32(a, b) => a + b & 0xffffffff
fun add32_4(a, b, c, d) => a + b + c + d & 0xffffffff

fun byte_from_hex_pair(pair)
  return hex_val(pair.substr(0, 1)) * 16 + hex_val(pair.substr(1, 1))

fun from_hex(digits)
  return hex_to_bytes(digits)

// The sixteen bytes of the digest of an array of bytes.
fun md5_bytes(bytes)
  return hex_to_bytes(bytes.to_bytes().md5())

// The digest, as digits, of bytes given as digits, and of text of printable ASCII.
fun md5_hex(digits)
  return hex_to_bytes(digits).to_bytes().md5()

fun md5_str(text)
  return string_to_bytes_ascii(text).to_bytes().md5()
