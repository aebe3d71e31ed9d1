// section: 15.files
#include <crypt/md5.fun>
#include <crypt/sha384.fun>
#include <crypt/sha512.fun>
#include <crypt/ripemd160.fun>
#include <crypt/crc32.fun>
#include <crypt/crc32c.fun>
#include <crypt/aes256.fun>

// Names of the program do not reach into the library, whose text is included.
fun md5(s)
  return "mine"
fun to_bytes(s)
  return "mine"
fun find(s)
  return "mine"
digits = "mine"
print(MD5().md5_hex("616263"))                                   // > 900150983cd24fb0d6963f7d28e17f72
print(MD5().md5_str("abc"))                                      // > 900150983cd24fb0d6963f7d28e17f72
print(MD5().md5_bytes([97, 98, 99])[:3])                         // > [144, 1, 80]
print(MD5().md5_str(""))                                         // > d41d8cd98f00b204e9800998ecf8427e
print(SHA384().sha384_str("abc") == sha384("abc"))               // > true
print(SHA384().sha384_hex("616263") == sha384("abc"))            // > true
print(SHA512().sha512_str("abc") == sha512("abc"))               // > true
print(len(SHA512().sha512_bytes([])))                            // > 64
print(RIPEMD160().ripemd160_str("abc"))                          // > 8eb208f7e05d987a9b044a8e98c6b087f15a0bfc

print(CRC32().crc32_hex("616263"), CRC32().crc32_bytes([97, 98, 99]))    // > 352441c2 891568578
print(CRC32().crc32_str("123456789"), CRC32().crc32_str(""))             // > cbf43926 00000000
print(CRC32C().crc32c_hex("313233343536373839"))                         // > e3069283
print(CRC32C().crc32c_str("123456789"), CRC32C().crc32c_str(""))         // > e3069283 00000000

key = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"
block = "00112233445566778899aabbccddeeff"
aes = AES256()
print(aes.encrypt_block_hex(block, key))                         // > 8ea2b7ca516745bfeafc49904b496089
print(aes.encrypt_ecb_hex(block + block, key) == aes.encrypt_block_hex(block, key).repeat(2)) // > true
print(repr(aes.encrypt_block_hex("00", key)), repr(aes.encrypt_ecb_hex(block, "00")))         // > "" ""
print(len(aes.key_expansion(hex_to_bytes(key))), typeof(aes))    // > 240 AES256
print(digits)                                                    // > mine
