// section: 5.plus 9.1
class MyError(string m) extends Error
try
  throw MyError("bad")
catch e
  print("got " + e) // > got MyError: bad
