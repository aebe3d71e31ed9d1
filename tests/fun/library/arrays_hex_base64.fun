// section: 15.files
#include <arrays.fun>
#include <hex.fun>
#include <encoding/base64.fun>
#include <core/string_to_bytes_ascii.fun>
#include <hello.fun>

// A program may name its functions and variables like the builtins that the library uses.
fun reverse(a)
  return array_reverse(a)
fun slice(a, n)
  return array_slice(a, 0, n)
number len = 3
bytes = "mine"
hello_lib()                                    // > Hello from system lib!

print(reverse([1, 2, 3]), slice([1, 2, 3], 2)) // > [3, 2, 1] [1, 2]
print(array_slice([1, 2, 3, 4], 1, 2))         // > [2, 3]
print(array_slice([1, 2, 3, 4], -3, 2))        // > [1, 2]
print(array_slice([1, 2], 5, 9), array_slice([1, 2], 1, 9), array_slice([1, 2], 0, -1)) // > [] [2] []
print(array_concat([1], [2, 3]))               // > [1, 2, 3]
print(array_index_of(["a", "b"], "b"), array_index_of([], 1)) // > 1 -1
print(array_contains([1, 2], 2), array_contains([1, 2], 3))   // > true false
print(array_unique([3, 1, 3, "a", 1, "a"]))    // > [3, 1, a]
print(array_flatten1([[1, [2]], 3, []]))       // > [1, [2], 3]
a = [1]
print(array_push_unique(a, 2), array_push_unique(a, 1), a)    // > [1, 2] [1] [1]
print(array_push_unique_mut(a, 2), array_push_unique_mut(a, 2), a) // > [1, 2] [1, 2] [1, 2]

print(hex_val("7"), hex_val("c"), hex_val("C"), hex_val("x"), hex_val("")) // > 7 12 12 0 0
print(hex_to_bytes("00fF7"), hex_to_bytes(12), hex_to_bytes(""))          // > [0, 255] [18] []
print(two_hex(7), two_hex(255), two_hex(256 + 10))            // > 07 ff 0a
print(bytes_to_hex([0, 171, 255]))             // > 00abff

print(hex_to_dec("50a76f14"), hex_to_dec("FF"), hex_to_dec("1ffffffffffffffff"), hex_to_dec("")) // > 1353150228 255 -1 0
print(dec_to_hex(1353150228), dec_to_hex(0))   // > 50a76f14 0

print(b64_encode_bytes([77, 97, 110]), b64_encode_bytes([77, 97]), b64_encode_bytes([77]))    // > TWFu TWE= TQ==
print(b64_decode_to_bytes("TWFu"), b64_decode_to_bytes("TWE="), b64_decode_to_bytes("TQ=="))  // > [77, 97, 110] [77, 97] [77]
print(repr(b64_encode_bytes([])), b64_decode_to_bytes(""))    // > "" []
print(string_to_bytes_ascii("a~ \n\u{e9}"), string_to_bytes_ascii(12)) // > [97, 126, 32, 0, 0, 0] [49, 50]
print(len, bytes)                              // > 3 mine
