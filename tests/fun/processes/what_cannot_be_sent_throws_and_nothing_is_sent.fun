// section: 13.messages
fun sink()
  receive
    case "stop" => nil
pid = spawn(sink)
for v in [fiber(fn() => 1), [1, {f: fiber(fn() => 2)}]]
  try
    pid ! v
  catch e
    print(e)
// > TypeError: cannot send a Fiber
// > TypeError: cannot send a Fiber
f = fiber(fn() => 3)
try
  spawn(fn() => f.resume())
catch e
  print(e) // > TypeError: cannot send a Fiber
print(process_info(pid).mailbox_len) // > 0
print(len(processes())) // > 2
