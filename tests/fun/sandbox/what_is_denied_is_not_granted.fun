// section: 12.deny
// limits: --deny=clock,fs.write --deny=env --allow=clock,random,fs.read:.,fs.write:.
fun refused(f)
  try
    f()
    return "done"
  catch e
    return str(e)
print(refused(fn() => random_bytes(1)), is_dir(".")) // > done true
print(refused(fn() => time_now_ms())) // > PermissionDenied: clock is denied
print(refused(fn() => write_file("./made.txt", "x"))) // > PermissionDenied: fs.write is denied
print(refused(fn() => env("HOME"))) // > PermissionDenied: env is denied
