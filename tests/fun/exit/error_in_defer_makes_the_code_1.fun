// section: 9.5
fun f()
  defer error("in defer")
  exit 7
f()
// exit: 1
// stderr: in defer
