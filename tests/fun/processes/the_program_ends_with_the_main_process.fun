// section: 13.spawn 13.exits
fun forever()
  try
    while true
      sleep(1000)
  finally
    print("never")
for i in range(3)
  spawn(forever)
print("done") // > done
