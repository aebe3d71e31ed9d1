// section: 2.print 16.1
print(repr("a\"b\\c")) // > "a\"b\\c"
print(repr("a\nb\tc")) // > "a\nb\tc"
print(repr([1, "a", 1.0, nil])) // > [1, "a", 1.0, nil]
print(repr({k: "v", 2: [0.5]})) // > {"k": "v", 2: [0.5]}
print(repr({"q\"": 1})) // > {"q\"": 1}
print(repr(1.0), repr(-0.0), repr(100.0), repr(1.5)) // > 1.0 -0.0 100.0 1.5
print(repr(1e20), repr(inf()), repr(nan())) // > 1e+20 inf nan
print(repr(1e16)) // > 10000000000000000.0
print(repr("\x99")) // > "\x99"
print(repr("é"), repr(true), repr(5)) // > "é" true 5
class S(x)
  fun toString(this) => "never"
print(repr(S("y")), repr([S(1)])) // > S {"x": "y"} [S {"x": 1}]
