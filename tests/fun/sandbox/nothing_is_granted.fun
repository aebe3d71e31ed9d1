// section: 12.deny
// limits: --sandbox
fun refused(f)
  try
    f()
    return "done"
  catch e
    return str(e)
print(refused(fn() => read_file("nothing_is_granted.fun"))) // > PermissionDenied: fs.read is denied
print(refused(fn() => write_file("made.txt", "x"))) // > PermissionDenied: fs.write is denied
print(refused(fn() => exec(["true"]))) // > PermissionDenied: process is denied
print(refused(fn() => env("HOME"))) // > PermissionDenied: env is denied
print(refused(fn() => time_now_ms())) // > PermissionDenied: clock is denied
print(refused(fn() => random_bytes(1))) // > PermissionDenied: random is denied
print(refused(fn() => sleep(0))) // > done
print([1, 2].map(fn(x) => x * 2)) // > [2, 4]
