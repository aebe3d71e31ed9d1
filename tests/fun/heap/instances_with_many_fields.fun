// section: 2.references 8.fields
// Fields beyond those in the object itself lie in storage that grows, and from the 65th on in a map.
class Thing(id)
  fun grow(this, n)
    for i in range(n)
      this["field" + to_string(i)] = [i, this.id]
    return this
kept = []
for id in range(12)
  push(kept, Thing(id).grow(8 + id * 7))
ok = true
for t in kept
  for i in range(8 + t.id * 7)
    f = t["field" + to_string(i)]
    if f[0] != i or f[1] != t.id
      ok = false
print(ok, len(kept), kept[11].field84, kept[0].field7) // > true 12 [84, 11] [7, 0]
