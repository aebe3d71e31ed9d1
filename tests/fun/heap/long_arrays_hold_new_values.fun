// section: 2.references 16.2
// Long arrays lie apart and are remembered piece by piece.
a = []
for i in range(700)
  push(a, "element " + to_string(i) + " as a string")
for i in range(0, 700, 63)
  a[i] = ["young", i]
insert(a, 5, ["inserted"])
removed = remove(a, 200)
for i in range(0, 700, 63)
  b = ["again", i]
  a[i] = b
print(len(a), removed, a[5], a[63], a[64][0], a[699]) // > 700 element 199 as a string [inserted] [again, 63] young element 699 as a string
sort_me = []
for i in range(600)
  push(sort_me, [(i * 7919) % 600, to_string(i) + " padding padding"])
sort(sort_me)
ok = true
for i in range(600)
  if sort_me[i][0] != i
    ok = false
print(ok, sort_me[0], sort_me[599]) // > true [0, 0 padding padding] [599, 121 padding padding]
both = a + sort_me
both[1299] = [both[0], both[1299]]
print(len(both), both[1299]) // > 1300 [[again, 0], [599, 121 padding padding]]
