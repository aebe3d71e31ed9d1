// section: 13.messages 13.names
pid = spawn(fn() => 1)
wait(pid)
print(pid ! [1]) // > [1]
try
  "nobody" ! 1
catch e
  print(e) // > NameError: no process named 'nobody'
try
  send(3, 1)
catch e
  print(e) // > TypeError: send expects (pid|string, any), got int and int
register("me", self())
"me" ! "hello"
print(receive_any()) // > hello
