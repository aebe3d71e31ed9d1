// section: 16.9
// Published test vectors of the hashes.
print(md5("")) // > d41d8cd98f00b204e9800998ecf8427e
print(md5("abc")) // > 900150983cd24fb0d6963f7d28e17f72
print(md5(b"\x00\xff")) // > d07d34efac6328007ad67c7e0a985e00
print(md5(repeat("ab", 50000))) // > b83899a1f07ebb6ada125d4923122302
print(openssl_md5("")) // > d41d8cd98f00b204e9800998ecf8427e
print(openssl_md5("abc")) // > 900150983cd24fb0d6963f7d28e17f72
print(openssl_md5(b"\x00\xff")) // > d07d34efac6328007ad67c7e0a985e00
print(openssl_md5(repeat("ab", 50000))) // > b83899a1f07ebb6ada125d4923122302
print(sha1("")) // > da39a3ee5e6b4b0d3255bfef95601890afd80709
print(sha1("abc")) // > a9993e364706816aba3e25717850c26c9cd0d89d
print(sha1(b"\x00\xff")) // > aa3e5dcdd77b153f2e59bd0d8794fde33cb4e486
print(sha1(repeat("ab", 50000))) // > d3459a66bb2d3d471abc387c5262ff3a9e26d152
print(sha256("")) // > e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
print(sha256("abc")) // > ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad
print(sha256(b"\x00\xff")) // > 06eb7d6a69ee19e5fbdf749018d3d2abfa04bcbd1365db312eb86dc7169389b8
print(sha256(repeat("ab", 50000))) // > 643d95042977052bc8001c8b101b00408fa877743828be13365168180fe8b68c
print(openssl_sha256("")) // > e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
print(openssl_sha256("abc")) // > ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad
print(openssl_sha256(b"\x00\xff")) // > 06eb7d6a69ee19e5fbdf749018d3d2abfa04bcbd1365db312eb86dc7169389b8
print(openssl_sha256(repeat("ab", 50000))) // > 643d95042977052bc8001c8b101b00408fa877743828be13365168180fe8b68c
print(sha384("")) // > 38b060a751ac96384cd9327eb1b1e36a21fdb71114be07434c0cc7bf63f6e1da274edebfe76f65fbd51ad2f14898b95b
print(sha384("abc")) // > cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed8086072ba1e7cc2358baeca134c825a7
print(sha384(b"\x00\xff")) // > af1f0bd8769ed1365727dc5f8ba9d5e66ee64bbadc61cf38293abc8d71d851f5bbd3ac9b3a8ab899e6a01efd7e82ee08
print(sha384(repeat("ab", 50000))) // > 4e3c5a50a550541086d509a95843d542f48df1f1cbc01010d9f8b9a581245a58e0892440b635f872f7119f8501371fbf
print(sha512("")) // > cf83e1357eefb8bdf1542850d66d8007d620e4050b5715dc83f4a921d36ce9ce47d0d13c5d85f2b0ff8318d2877eec2f63b931bd47417a81a538327af927da3e
print(sha512("abc")) // > ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f
print(sha512(b"\x00\xff")) // > fb9c0429487655082fe197f64eb8f045a706a4a5de8817478ee3ab47e208c27fd87502458026613794e69b0d1b3fc6916456754bd08088422144503682db5986
print(sha512(repeat("ab", 50000))) // > 6dd6497250e1fffc162b623fea9b95c5e26f8895d3ca6488be337eb834d76a77508d1596ba51fed7a9833bf3ddd91db0e1b8fcdb236fa5482d466d4ddf52f269
print(openssl_sha512("")) // > cf83e1357eefb8bdf1542850d66d8007d620e4050b5715dc83f4a921d36ce9ce47d0d13c5d85f2b0ff8318d2877eec2f63b931bd47417a81a538327af927da3e
print(openssl_sha512("abc")) // > ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f
print(openssl_sha512(b"\x00\xff")) // > fb9c0429487655082fe197f64eb8f045a706a4a5de8817478ee3ab47e208c27fd87502458026613794e69b0d1b3fc6916456754bd08088422144503682db5986
print(openssl_sha512(repeat("ab", 50000))) // > 6dd6497250e1fffc162b623fea9b95c5e26f8895d3ca6488be337eb834d76a77508d1596ba51fed7a9833bf3ddd91db0e1b8fcdb236fa5482d466d4ddf52f269
print(openssl_ripemd160("")) // > 9c1185a5c5e9fc54612808977ee8f548b2258d31
print(openssl_ripemd160("abc")) // > 8eb208f7e05d987a9b044a8e98c6b087f15a0bfc
print(blake3("")) // > af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262
print(blake3("abc")) // > 6437b3ac38465133ffb63b75273a8db548c558465d79db03fd359c6cd5bd9d85
print(crc32("")) // > 0
print(crc32("123456789")) // > 3421780262
print(crc32(repeat("ab", 50000))) // > 650768419
print(hmac("md5", "key", "The quick brown fox")) // > d006bc60c92ff6e54f615474fe835e02
print(hmac("sha1", "key", "The quick brown fox")) // > 22f9e077a3cebd09248154f85d9a56c79941fd96
print(hmac("sha256", "key", "The quick brown fox")) // > 203d1e5cedd2d18f8c5a3beff0bd9c1ebcb97097dfcb288c46b00c9227fde2c0
print(hmac("sha384", "key", "The quick brown fox")) // > 60638fa0aa4b044fc6f50d5c4a11dd5c26863cd335e3aac16ac6434fc79505dfb05bc3d02a556e271979b41c9379f579
print(hmac("sha512", "key", "The quick brown fox")) // > 36f44b125a8a90639dc46733039571792e081e0fd8685ff746784b02ed14aa35629d562c7117cde4a701570551faa5a5e1b7ef1eb5c3bcd4cc1fdb8923fcf14e
print(hmac("SHA-256", repeat("k", 200), repeat("xy", 40000))) // > 3107016ab7f7eed4f685fd7565484ac3b5326f1e279e3048658e227402508f27
try
  hmac("crc", "k", "m")
catch e
  print(e) // > ValueError: unknown hash 'crc'
print(constant_time_eq("abc", b"abc"), constant_time_eq("abc", "abd"), constant_time_eq("abc", "ab"), constant_time_eq("", "")) // > true false false true
