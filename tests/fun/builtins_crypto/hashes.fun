// section: 16.9
// Published test vectors of the hashes.
print(md5("")) // > d41d8cd98f00b204e9800998ecf8427e
print(md5("abc")) // > 900150983cd24fb0d6963f7d28e17f72
print(md5(b"\x00\xff")) // > d07d34efac6328007ad67c7e0a985e00
print(md5(repeat("ab", 35000))) // > 147d56bb2172c719f40b0764aba2e38b
print(openssl_md5("")) // > d41d8cd98f00b204e9800998ecf8427e
print(openssl_md5("abc")) // > 900150983cd24fb0d6963f7d28e17f72
print(openssl_md5(b"\x00\xff")) // > d07d34efac6328007ad67c7e0a985e00
print(openssl_md5(repeat("ab", 35000))) // > 147d56bb2172c719f40b0764aba2e38b
print(sha1("")) // > da39a3ee5e6b4b0d3255bfef95601890afd80709
print(sha1("abc")) // > a9993e364706816aba3e25717850c26c9cd0d89d
print(sha1(b"\x00\xff")) // > aa3e5dcdd77b153f2e59bd0d8794fde33cb4e486
print(sha1(repeat("ab", 35000))) // > feb0f084bc9099611482d0fb5724f95725a9b672
print(sha256("")) // > e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
print(sha256("abc")) // > ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad
print(sha256(b"\x00\xff")) // > 06eb7d6a69ee19e5fbdf749018d3d2abfa04bcbd1365db312eb86dc7169389b8
print(sha256(repeat("ab", 35000))) // > ffc9fb28862e8c8c67b0f2722a4bc071e6d493b831a952bf147f553da39fa0a5
print(openssl_sha256("")) // > e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
print(openssl_sha256("abc")) // > ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad
print(openssl_sha256(b"\x00\xff")) // > 06eb7d6a69ee19e5fbdf749018d3d2abfa04bcbd1365db312eb86dc7169389b8
print(openssl_sha256(repeat("ab", 35000))) // > ffc9fb28862e8c8c67b0f2722a4bc071e6d493b831a952bf147f553da39fa0a5
print(sha384("")) // > 38b060a751ac96384cd9327eb1b1e36a21fdb71114be07434c0cc7bf63f6e1da274edebfe76f65fbd51ad2f14898b95b
print(sha384("abc")) // > cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed8086072ba1e7cc2358baeca134c825a7
print(sha384(b"\x00\xff")) // > af1f0bd8769ed1365727dc5f8ba9d5e66ee64bbadc61cf38293abc8d71d851f5bbd3ac9b3a8ab899e6a01efd7e82ee08
print(sha384(repeat("ab", 35000))) // > 28b7b65a339bda11a87f9e26c4f49162a8da5834f233d093776f3460fec8c43dd4b6da27875b8201b2261829ed570215
print(sha512("")) // > cf83e1357eefb8bdf1542850d66d8007d620e4050b5715dc83f4a921d36ce9ce47d0d13c5d85f2b0ff8318d2877eec2f63b931bd47417a81a538327af927da3e
print(sha512("abc")) // > ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f
print(sha512(b"\x00\xff")) // > fb9c0429487655082fe197f64eb8f045a706a4a5de8817478ee3ab47e208c27fd87502458026613794e69b0d1b3fc6916456754bd08088422144503682db5986
print(sha512(repeat("ab", 35000))) // > 98ad5515a1d0a47561c4d3110f5a107eb411ffae86406db2a2f9084d3fcd6b62208237b51d8e1648182ffed7d17fa0da9ec5069ca0edc435fc498aad5538aa6f
print(openssl_sha512("")) // > cf83e1357eefb8bdf1542850d66d8007d620e4050b5715dc83f4a921d36ce9ce47d0d13c5d85f2b0ff8318d2877eec2f63b931bd47417a81a538327af927da3e
print(openssl_sha512("abc")) // > ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f
print(openssl_sha512(b"\x00\xff")) // > fb9c0429487655082fe197f64eb8f045a706a4a5de8817478ee3ab47e208c27fd87502458026613794e69b0d1b3fc6916456754bd08088422144503682db5986
print(openssl_sha512(repeat("ab", 35000))) // > 98ad5515a1d0a47561c4d3110f5a107eb411ffae86406db2a2f9084d3fcd6b62208237b51d8e1648182ffed7d17fa0da9ec5069ca0edc435fc498aad5538aa6f
print(openssl_ripemd160("")) // > 9c1185a5c5e9fc54612808977ee8f548b2258d31
print(openssl_ripemd160("abc")) // > 8eb208f7e05d987a9b044a8e98c6b087f15a0bfc
print(blake3("")) // > af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262
print(blake3("abc")) // > 6437b3ac38465133ffb63b75273a8db548c558465d79db03fd359c6cd5bd9d85
print(crc32("")) // > 0
print(crc32("123456789")) // > 3421780262
print(crc32(repeat("ab", 35000))) // > 3435577025
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
