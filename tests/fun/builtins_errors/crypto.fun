// section: 16.9
// What each builtin throws for too few, too many and wrong arguments. Written by generate_builtins.py.
class C
  x = 1
fun call(f, ...args)
  try
    f(...args)
    print("no error")
  catch e
    print(e)
call(openssl_md5) // > ArityError: openssl_md5() expects 1 argument, got 0
call(openssl_md5, "s", 1) // > ArityError: openssl_md5() expects 1 argument, got 2
call(openssl_md5, 1) // > TypeError: openssl_md5 expects (string|bytes), got int
call(openssl_sha256) // > ArityError: openssl_sha256() expects 1 argument, got 0
call(openssl_sha256, "s", 1) // > ArityError: openssl_sha256() expects 1 argument, got 2
call(openssl_sha256, 1) // > TypeError: openssl_sha256 expects (string|bytes), got int
call(openssl_sha512) // > ArityError: openssl_sha512() expects 1 argument, got 0
call(openssl_sha512, "s", 1) // > ArityError: openssl_sha512() expects 1 argument, got 2
call(openssl_sha512, 1) // > TypeError: openssl_sha512 expects (string|bytes), got int
call(openssl_ripemd160) // > ArityError: openssl_ripemd160() expects 1 argument, got 0
call(openssl_ripemd160, "s", 1) // > ArityError: openssl_ripemd160() expects 1 argument, got 2
call(openssl_ripemd160, 1) // > TypeError: openssl_ripemd160 expects (string|bytes), got int
call(sha1) // > ArityError: sha1() expects 1 argument, got 0
call(sha1, "s", 1) // > ArityError: sha1() expects 1 argument, got 2
call(sha1, 1) // > TypeError: sha1 expects (string|bytes), got int
call(sha256) // > ArityError: sha256() expects 1 argument, got 0
call(sha256, "s", 1) // > ArityError: sha256() expects 1 argument, got 2
call(sha256, 1) // > TypeError: sha256 expects (string|bytes), got int
call(sha384) // > ArityError: sha384() expects 1 argument, got 0
call(sha384, "s", 1) // > ArityError: sha384() expects 1 argument, got 2
call(sha384, 1) // > TypeError: sha384 expects (string|bytes), got int
call(sha512) // > ArityError: sha512() expects 1 argument, got 0
call(sha512, "s", 1) // > ArityError: sha512() expects 1 argument, got 2
call(sha512, 1) // > TypeError: sha512 expects (string|bytes), got int
call(blake3) // > ArityError: blake3() expects 1 argument, got 0
call(blake3, "s", 1) // > ArityError: blake3() expects 1 argument, got 2
call(blake3, 1) // > TypeError: blake3 expects (string|bytes), got int
call(md5) // > ArityError: md5() expects 1 argument, got 0
call(md5, "s", 1) // > ArityError: md5() expects 1 argument, got 2
call(md5, 1) // > TypeError: md5 expects (string|bytes), got int
call(crc32) // > ArityError: crc32() expects 1 argument, got 0
call(crc32, "s", 1) // > ArityError: crc32() expects 1 argument, got 2
call(crc32, 1) // > TypeError: crc32 expects (string|bytes), got int
call(hmac, "s", "s") // > ArityError: hmac() expects 3 arguments, got 2
call(hmac, "s", "s", "s", 1) // > ArityError: hmac() expects 3 arguments, got 4
call(hmac, 1, "s", "s") // > TypeError: hmac expects (string, string|bytes, string|bytes), got int, string and string
call(hmac, "s", 1, "s") // > TypeError: hmac expects (string, string|bytes, string|bytes), got string, int and string
call(hmac, "s", "s", 1) // > TypeError: hmac expects (string, string|bytes, string|bytes), got string, string and int
call(constant_time_eq, "s") // > ArityError: constant_time_eq() expects 2 arguments, got 1
call(constant_time_eq, "s", "s", 1) // > ArityError: constant_time_eq() expects 2 arguments, got 3
call(constant_time_eq, 1, "s") // > TypeError: constant_time_eq expects (string|bytes, string|bytes), got int and string
call(constant_time_eq, "s", 1) // > TypeError: constant_time_eq expects (string|bytes, string|bytes), got string and int
call(base64_encode) // > ArityError: base64_encode() expects 1 argument, got 0
call(base64_encode, "s", 1) // > ArityError: base64_encode() expects 1 argument, got 2
call(base64_encode, 1) // > TypeError: base64_encode expects (string|bytes), got int
call(base64_decode) // > ArityError: base64_decode() expects 1 argument, got 0
call(base64_decode, "s", 1) // > ArityError: base64_decode() expects 1 argument, got 2
call(base64_decode, 1) // > TypeError: base64_decode expects (string|bytes), got int
call(base64url_encode) // > ArityError: base64url_encode() expects 1 argument, got 0
call(base64url_encode, "s", 1) // > ArityError: base64url_encode() expects 1 argument, got 2
call(base64url_encode, 1) // > TypeError: base64url_encode expects (string|bytes), got int
call(base64url_decode) // > ArityError: base64url_decode() expects 1 argument, got 0
call(base64url_decode, "s", 1) // > ArityError: base64url_decode() expects 1 argument, got 2
call(base64url_decode, 1) // > TypeError: base64url_decode expects (string|bytes), got int
call(hex_encode) // > ArityError: hex_encode() expects 1 argument, got 0
call(hex_encode, "s", 1) // > ArityError: hex_encode() expects 1 argument, got 2
call(hex_encode, 1) // > TypeError: hex_encode expects (string|bytes), got int
call(hex_decode) // > ArityError: hex_decode() expects 1 argument, got 0
call(hex_decode, "s", 1) // > ArityError: hex_decode() expects 1 argument, got 2
call(hex_decode, 1) // > TypeError: hex_decode expects (string|bytes), got int
call(gzip) // > ArityError: gzip() expects 1 argument, got 0
call(gzip, "s", 1) // > ArityError: gzip() expects 1 argument, got 2
call(gzip, 1) // > TypeError: gzip expects (string|bytes), got int
call(gunzip) // > ArityError: gunzip() expects 1 argument, got 0
call(gunzip, "s", 1) // > ArityError: gunzip() expects 1 argument, got 2
call(gunzip, 1) // > TypeError: gunzip expects (string|bytes), got int
