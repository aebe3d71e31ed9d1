// section: 16.7
held = []
try
  while true
    push(held, open("/dev/null", "r"))
catch e
  print(e.kind, len(held)) // > LimitError 4
held = nil
for i in range(20)
  open("/dev/null", "r")
print("those that nobody holds do not count") // > those that nobody holds do not count
// limits: --max-handles=4
