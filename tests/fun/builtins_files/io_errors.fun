// section: 16.7
fun err(f)
  try
    f()
  catch e
    return [e.kind, e.message, e.data.code, e.data.path]
print(err(fn() => read_bytes("no/such"))) // > [IoError, cannot open 'no/such': No such file or directory, ENOENT, no/such]
print(err(fn() => read_lines("no/such"))[2], err(fn() => file_size("no/such"))[0], err(fn() => open("no/such", "r"))[2]) // > ENOENT IoError ENOENT
