// section: 13.monitors
fun child()
  receive
    case "go" => nil
pid = spawn(child)
refs = [monitor(pid), monitor(pid), monitor(pid)]
print(process_info(pid).monitored_by == [self(), self(), self()]) // > true
pid ! "go"
for r in refs
  receive
    case ["DOWN", ^r, _, _, why] => print(why)
// > normal
// > normal
// > normal
print(mailbox_len()) // > 0
