// section: 15.server
import server
echo_server = {init: fn(x) => x, handle_call: fn(m, from, s) => ["reply", [s, m], s], handle_cast: fn(m, s) => ["noreply", m]}
server.start(echo_server, 1, {name: "echo"})
print(server.call("echo", "hi")) // > [1, hi]
server.cast("echo", 2)
print(server.call("echo", "hi")) // > [2, hi]
try
  server.start(echo_server, 1, {name: "echo"})
catch e
  print(e) // > NameError: name 'echo' is taken
server.cast("nobody", 1)
try
  server.call("nobody", 1)
catch e
  print(e.kind, e.data) // > ExitError noproc
dead = spawn(fn() => 1)
wait(dead)
try
  server.call(dead, 1)
catch e
  print(e.kind, e.data) // > ExitError noproc
try
  server.call(self(), 1)
catch e
  print(e.kind, e.data) // > ExitError calling_self
