// section: 12.deny
fun attempt()
  try
    copy_file("/no/such/file", "/no/such/copy")
  catch e
    return e.message
print(fiber(attempt, {deny: ["fs.read"]}).resume(), fiber(attempt, {deny: ["fs.write"]}).resume()) // > fs.read is denied fs.write is denied
