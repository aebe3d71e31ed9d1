// section: 13.messages
fun echo_back(parent)
  while true
    receive
      case "stop" => return nil
      case m => parent ! m
pid = spawn(echo_back, self())
fun back(v)
  pid ! [v]
  receive
    case [w] => return w
long = repeat("a long string ", 50)
print(back(nil), back(true), back(-3), back(2.5), back("short"), back(b"\x01\x02")) // > nil true -3 2.5 short b"\x01\x02"
print(back(long) == long, back("a string of thirty characters!!")) // > true a string of thirty characters!!
print(back([1, [2.5, "x"], {k: [nil]}]), back(range(2, 9, 3)), back({"b": 1, "a": 2})) // > [1, [2.5, x], {"k": [nil]}] range(2, 9, 3) {"b": 1, "a": 2}
print(back([1.5, 2.5]), back([true, false]), back([1, 2, 3])) // > [1.5, 2.5] [true, false] [1, 2, 3]
r = make_ref()
print(back(r) == r, back(pid) == pid, back(len) == len) // > true true true
e = back(Error("text", "MyKind", {n: 1}))
print(e.kind, e.message, e.data) // > MyKind text {"n": 1}
big = {}
for i in range(1000)
  big[f"key {i}"] = [i]
copy_of = back(big)
print(len(copy_of), copy_of["key 567"], copy_of == big) // > 1000 [567] true
pid ! "stop"
