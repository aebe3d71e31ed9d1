// section: 13.exits 13.trap
trap_exit(true)
print(send_exit(self(), "normal"), send_exit(self(), "other")) // > true true
print(receive_any()[2], receive_any()[2]) // > normal other
