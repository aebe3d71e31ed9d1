// section: 2.maps
// A frozen array is a key however deep it is; its hash looks at 10,000 elements.
fun nested(depth, leaf)
  a = leaf
  for i in range(depth)
    a = [a]
  return freeze(a)
m = {}
for depth in [99, 100, 101, 102, 300, 3000]
  m[nested(depth, 1)] = depth
for depth in [99, 100, 101, 102, 300, 3000]
  print(m[nested(depth, 1)], m[nested(depth, 1.0)], m[nested(depth, 2)])
// > 99 99 nil
// > 100 100 nil
// > 101 101 nil
// > 102 102 nil
// > 300 300 nil
// > 3000 3000 nil
print(len(m), hash(nested(500, "a")) == hash(nested(500, "a")), hash(nested(500, "a")) == hash(nested(501, "a"))) // > 6 true false
print(hash(freeze([[1], 2])) == hash(freeze([1, [2]])), hash(freeze([[], []])) == hash(freeze([[[]]]))) // > false false
try
  m[nested(200, {})] = 1
catch e
  print(e) // > TypeError: unhashable map key
try
  m[nested(200, 0.0 / 1.0 * nan())] = 1
catch e
  print(e) // > TypeError: unhashable map key
