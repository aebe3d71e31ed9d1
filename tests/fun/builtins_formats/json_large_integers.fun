// section: 16.9
// An integer beyond 64 bits is the nearest Float, as to_number gives.
for text in ["12345678901234567890", "-12345678901234567890", "9223372036854775808", "-9223372036854775809"]
  x = json_parse(text)
  print(typeof(x), x == to_number(text))
// > Float true
// > Float true
// > Float true
// > Float true
print(json_parse("[9223372036854775807, -9223372036854775808, 1000000000000000000, 9999999999999999999]")) // > [9223372036854775807, -9223372036854775808, 1000000000000000000, 1e+19]
print(json_decode(repeat("9", 5000))) // > inf
try
  print(json_parse("12345678901234567890") | 1)
catch e
  print(e) // > TypeError: BOR expects numbers, got float and int
