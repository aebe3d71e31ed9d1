// section: 2.maps
m = {}
m[1.0] = "one"
m[2] = "two"
print(m[1], m[2.0], keys(m), kind(keys(m)[0])) // > one two [1, 2] Number
m[0.0] = "z"
print(m[0], m[-0.0], len(m)) // > z z 3
m[1e300] = "big"
print(m[1e300], kind(keys(m)[3])) // > big Float
