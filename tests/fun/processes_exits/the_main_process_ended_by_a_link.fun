// fuel-varies: where the signal meets the main process is open
// section: 13.exits 13.links
// exit: 1
// stderr: ended with the reason
spawn_link(fn() => exit_self({a: 1}))
receive
  case "never" => nil
