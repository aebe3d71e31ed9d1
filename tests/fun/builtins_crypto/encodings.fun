// section: 16.9
// Base64 (RFC 4648), hex and gzip.
print(repr(base64_encode(""))) // > ""
print(base64_decode("")) // > b""
print(base64_encode("f")) // > Zg==
print(base64_decode("Zg==")) // > b"f"
print(base64_encode("fo")) // > Zm8=
print(base64_decode("Zm8=")) // > b"fo"
print(base64_encode("foo")) // > Zm9v
print(base64_decode("Zm9v")) // > b"foo"
print(base64_encode("foobar")) // > Zm9vYmFy
print(base64_decode("Zm9vYmFy")) // > b"foobar"
print(base64_encode(b"\xfb\xff\xfe"), base64url_encode(b"\xfb\xff\xfe"), base64url_encode("f")) // > +//+ -__- Zg
print(base64url_decode("-__-"), base64url_decode("Zg"), base64url_decode("Zg=="), base64_decode("Zg")) // > b"\xfb\xff\xfe" b"f" b"f" b"f"
print(base64_decode("Zm9v\n YmFy\r\n")) // > b"foobar"
big = repeat("0123456789", 7000)
print(base64_decode(base64_encode(big)) == to_bytes(big), sha256(base64_encode(big))) // > true 113051c0daf0c541f1d8da1835259f78dc722883b8d412f7899e380dd7737969
try
  base64_decode("Zg=a")
catch e
  print(e) // > ParseError: invalid base64 at line 1 column 3
try
  base64_decode("Z?9v")
catch e
  print(e) // > ParseError: invalid base64 at line 1 column 2
try
  base64_decode("Zm9vZ")
catch e
  print(e) // > ParseError: invalid base64 at line 1 column 6
print(hex_encode(b"\x00\x01\xab\xff"), hex_encode("az"), repr(hex_encode(""))) // > 0001abff 617a ""
print(hex_decode("0001ABff"), hex_decode("")) // > b"\x00\x01\xab\xff" b""
print(hex_decode(hex_encode(big)) == to_bytes(big)) // > true
try
  hex_decode("0g")
catch e
  print(e) // > ParseError: invalid hex digit at line 1 column 2
try
  hex_decode("012")
catch e
  print(e) // > ParseError: invalid hex digit at line 1 column 4
try
  hex_decode("x0")
catch e
  print(e) // > ParseError: invalid hex digit at line 1 column 1
print(gunzip(gzip("hello")), gunzip(gzip("")), kind(gzip("a"))) // > b"hello" b"" Bytes
print(gunzip(gzip(big)) == to_bytes(big), len(gzip(big)) < 3000) // > true true
print(gunzip(hex_decode("1f8b0800000000000203cb4d4c495548cd294e2dcf482d4a0500a8aad7b30e000000"))) // > b"made elsewhere"
print(gunzip(hex_decode("1f8b0800000000000203cb4d4c495548cd294e2dcf482d4a0500a8aad7b30e0000001f8b0800000000000203cb4d4c495548cd294e2dcf482d4a0500a8aad7b30e000000"))) // > b"made elsewheremade elsewhere"
try
  gunzip("")
catch e
  print(e) // > ParseError: invalid gzip data
try
  gunzip("hello")
catch e
  print(e) // > ParseError: invalid gzip data
try
  gunzip(hex_decode("1f8b0800000000000203cb4d4c495548cd294e2dcf482d4a0500a8aad7"))
catch e
  print(e) // > ParseError: invalid gzip data
