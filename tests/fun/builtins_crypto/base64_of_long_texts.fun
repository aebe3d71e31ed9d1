// section: 16.9
// A text that takes several steps gives what its parts give.
coded = base64_encode(repeat("ABC", 16390) + "D")
print(len(coded), coded[:8], coded[-6:])                 // > 65564 QUJDQUJD JDRA==
back = base64_decode("QQ" + repeat("\n", 49200) + "==")
print(back, len(base64_decode(coded)))                   // > b"A" 49171
try
  base64_decode(repeat("QUJD", 12289) + "QQ==QUJD")
catch e
  print(e)                                               // > ParseError: invalid base64 at line 1 column 49159
