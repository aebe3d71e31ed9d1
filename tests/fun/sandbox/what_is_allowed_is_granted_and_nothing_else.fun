// section: 12.deny
// limits: --allow=clock,fs.read:what_is_allowed_is_granted_and_nothing_else.fun --allow=env
fun refused(f)
  try
    f()
    return "done"
  catch e
    return str(e)
print(refused(fn() => time_now_ms()), refused(fn() => env("HOME"))) // > done done
print(read_lines("what_is_allowed_is_granted_and_nothing_else.fun")[0]) // > // section: 12.deny
print(refused(fn() => read_file("nothing_is_granted.fun"))) // > PermissionDenied: fs.read:nothing_is_granted.fun is denied
print(refused(fn() => read_file("../sandbox/nothing_is_granted.fun"))) // > PermissionDenied: fs.read:../sandbox/nothing_is_granted.fun is denied
print(refused(fn() => random_bytes(1))) // > PermissionDenied: random is denied
