// section: 13.overflow
fun child()
  receive
    case "never" => nil
pid = spawn_opt({mailbox: {capacity: 2, overflow: "error"}}, child)
pid ! 1
pid ! 2
try
  pid ! 3
catch e
  print(e) // > MailboxFull: mailbox full
print(process_info(pid).mailbox_len) // > 2
