// section: 5.logical
print(1 || 0, 0 || 0, "x" || nil, nil or "", 5 or 6) // > true false true false true
print(1 && 2, 1 && 0, "" && 1, nil and true) // > true false false false
print(not 5, not nil, !0, !"x", not not 1) // > false true true false true
print(kind(1 || 2), kind(1 && 2), kind(not 1)) // > Boolean Boolean Boolean
calls = []
fun note(x)
  push(calls, x)
  return x
note(1) || note(2)
note(0) || note(3)
note(0) && note(4)
note(5) && note(6)
print(calls) // > [1, 0, 3, 0, 5, 6]
