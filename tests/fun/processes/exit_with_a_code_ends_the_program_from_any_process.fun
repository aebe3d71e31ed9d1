// section: 13.exits
// exit: 3
fun child()
  try
    exit 3
  finally
    print("cleanup") // > cleanup
spawn(child)
receive
  case "never" => nil
