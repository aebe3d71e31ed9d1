// section: 13.info
fun busy()
  n = 0
  while true
    n += 1
pid = spawn(busy)
sleep(1)
i = process_info(pid)
print(i.status in ["running", "runnable"], i.function) // > true busy
print(process_info(self()).status, process_info(self()).parent) // > running nil
exit(pid, "kill")
