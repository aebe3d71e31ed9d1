// section: 15.server
import server
bad = {init: fn(x) => error("no " + x, "StartError")}
for begin in [server.start, server.start_link]
  try
    begin(bad, "luck")
  catch e
    print(e.kind, e.message)
// > StartError no luck
// > StartError no luck
sleep(2)
print(process_info(self()).links, mailbox_len()) // > [] 0
try
  server.start({init: fn(x) => exit_self("gone")})
catch e
  print(e.kind, e.data) // > ExitError gone
