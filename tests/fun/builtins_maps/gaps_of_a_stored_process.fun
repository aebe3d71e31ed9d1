// section: 16.3
// Natives go on at the same entry after the process was stored, although entries before it were deleted.
// limits: --mode=round-trip:500
// fuel: 175855
m = {}
for i in range(20000)
  m[f"k{i}"] = i
for i in range(3000)
  delete(m, f"k{i}")
r = to_array(m)
print(len(r), r[0], r[-1]) // > 17000 k3000 k19999
print(len(sorted(m)), len(json_encode(m)), len(str(m)), len(join(m, ","))) // > 17000 241001 275000 111999
print(len(map_values(m, fn(x) => x))) // > 17000
