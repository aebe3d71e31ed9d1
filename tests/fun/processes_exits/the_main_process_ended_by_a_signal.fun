// fuel-varies: where the signal meets the main process is open
// section: 13.exits
// exit: 1
// stderr: ended with the reason "boom"
fun child(parent)
  exit(parent, "boom")
try
  spawn(child, self())
  receive
    case "never" => nil
finally
  print("main cleans up") // > main cleans up
