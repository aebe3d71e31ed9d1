// section: 13.monitors
fun ends(r)
  receive
    case "go" => exit_self(r)
pid = spawn(ends, ["a", 1])
print(wait(pid, 5)) // > nil
pid ! "go"
print(wait(pid) in [["a", 1], "noproc"], wait(pid), mailbox_len()) // > true noproc 0
try
  wait(self())
catch e
  print(e) // > ValueError: a process cannot wait for itself
