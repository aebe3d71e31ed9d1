// section: 9.1 16.1
e1 = Error("m")
e2 = Error("m", "K", [1])
e3 = Error()
print(e1.kind, e1.message, e1.data, e1.cause) // > Error m nil nil
print(e2.kind, e2.message, e2.data) // > K m [1]
print(e3.kind, e3.message == "") // > Error true
try
  throw e2
catch err
  print(err is e2, err.kind) // > true K
