// section: 13.receive
me = self()
for i in range(300)
  me ! {n: i, text: f"message number {i}", list: [i, [i]]}
junk = nil
ok = true
for i in range(300)
  for k in range(20)
    junk = [junk, k, "some text to fill the heap"]
  junk = nil
  receive
    case {n: n, text: t, list: l} => ok = ok and n == i and t == f"message number {i}" and l == [i, [i]]
print(ok) // > true
