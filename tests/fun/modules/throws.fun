// section: 11.2
// An import runs once even if it fails.
fun value()
  return t.n
try
  throw "first"
catch e
  print(e) // > first
import "_quiet" as t
print(value(), t.done) // > 1 nil
