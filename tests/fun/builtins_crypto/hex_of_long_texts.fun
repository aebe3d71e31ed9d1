// section: 16.9
// A text that takes several steps gives what its parts give.
coded = hex_encode(repeat("JK", 24577))
print(len(coded), coded[:6], coded[-4:])                 // > 98308 4a4b4a 4a4b
try
  hex_decode(coded + "4x")
catch e
  print(e)                                               // > ParseError: invalid hex digit at line 1 column 98310
