// section: 6.return
print("before") // > before
if true
  return
print("never")
