// section: 5.coalesce
print(nil ?? 1, 0 ?? 1, false ?? 1, len("" ?? "xx")) // > 1 0 false 0
print(nil ?? nil ?? 3, nil ?? nil) // > 3 nil
calls = 0
fun note(x)
  calls += 1
  return x
print(5 ?? note(1), calls) // > 5 0
print(nil ?? note(2), calls) // > 2 1
x = nil
x ??= 4
x ??= 5
print(x) // > 4
m = {a: nil}
m.a ??= 1
m["b"] ??= 2
m.a ??= 3
print(m) // > {"a": 1, "b": 2}
