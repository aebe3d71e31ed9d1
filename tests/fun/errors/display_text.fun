// section: 9.1
fun shown(f)
  try
    f()
  catch e
    return [to_string(e), str(e), f"{e}", "" + e, e + ""]
  return "no error"
print(shown(fn() => 1 % 0)[0]) // > Runtime error: modulo by zero
r = shown(fn() => [][1])
print(r[0] == r[1], r[1] == r[2], r[2] == r[3], r[3] == r[4]) // > true true true true
print(shown(fn() => nil + 1)[0]) // > TypeError: ADD expects both numbers, both strings, or both arrays, got nil and int
print(shown(fn() => error("custom"))[0]) // > Error: custom
print(shown(fn() => error("m", "MyKind"))[0]) // > MyKind: m
print(shown(fn() => pop([]))[0]) // > Runtime error: pop from empty array
print(Error("x", "IndexError"), Error("x", "StackOverflow"), Error("x", "OutOfMemory"))
// > Runtime error: x Runtime error: x Runtime error: x
print(Error("x", "NameError"), Error("x", "FrozenError")) // > NameError: x FrozenError: x
