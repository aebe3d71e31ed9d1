// section: 12.fibers 9.6
fun bad()
  throw "up"
fiber(bad).resume()
// exit: 1
// stderr: Uncaught: "up"
