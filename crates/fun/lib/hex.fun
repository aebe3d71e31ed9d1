// Bytes, as arrays of numbers, to hexadecimal digits and back.

// What a digit is worth; 0 if it is none.
fun hex_val(digit)
  var at = "0123456789abcdefABCDEF".find(digit)
  return digit.len() != 1 || at < 0 ? 0 : (at > 15 ? at - 6 : at)

// The bytes of pairs of digits; a digit without a partner at the end is left out.
fun hex_to_bytes(digits)
  var text = to_string(digits)
  var bytes = []
  for i in range(0, text.len() - 1, 2)
    bytes.push(hex_val(text.substr(i, 1)) * 16 + hex_val(text.substr(i + 1, 1)))
  return bytes

// The lowest eight bits of a number as two digits.
fun two_hex(n)
  var digits = "0123456789abcdef"
  return digits.substr(n >> 4 & 15, 1) + digits.substr(n & 15, 1)

fun bytes_to_hex(arr)
  var text = ""
  for byte in arr
    text += two_hex(byte)
  return text

// The number that digits write, modulo 2^64.
fun hex_to_dec(digits)
  var number = 0
  for digit in to_string(digits)
    number = number * 16 + hex_val(digit)
  return number

// The digits of a number, none of them a leading zero.
fun dec_to_hex(n)
  return n.hex()
