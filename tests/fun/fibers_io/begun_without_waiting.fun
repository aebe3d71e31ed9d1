// section: 12.start_io
path = path_join(temp_dir(), "x")
write_file(path, "text of the file")

fun work(name)
  return name + ": " + read_file(path)

// Two at once: both operations are begun before any is answered.
waiting = {}
for name in ["a", "b"]
  f = fiber(work, {mask: ["io"]})
  print(f.resume(name).value["op"]) // > read_file
  // > read_file
  waiting[f.start_io()] = f
print(len(waiting), kind(keys(waiting)[0])) // > 2 Ref
done = []
while len(waiting) > 0
  receive
    case ["io", ref, result] when ref in waiting
      f = delete(waiting, ref)
      done.push(f.resume(result))
print(sorted(done)) // > [a: text of the file, b: text of the file]

// An operation that fails gives its error.
f = fiber(fn() => read_bytes(path + "?"), {mask: ["io"]})
f.resume()
ref = f.start_io()
receive
  case ["io", ^ref, Error(kind: k) as e]
    print(k, f.status()) // > IoError suspended
    try
      f.throw(e)
    catch again
      print(again is e, f.status()) // > true error

// Only what has been asked for can be begun.
fun why(body)
  try
    return body()
  catch e
    return str(e)

g = fiber(fn() => yield 1)
print(why(fn() => g.start_io())) // > FiberError: cannot start the operation of a fiber that asks for none
g.resume()
print(why(fn() => g.start_io())) // > FiberError: cannot start the operation of a fiber that asks for none
print(why(fn() => f.start_io())) // > FiberError: cannot start the operation of a fiber that asks for none

// Nobody begins more than he may do himself.
inner = fiber(fn() => read_file(path), {mask: ["io"]})
inner.resume()
outer = fiber(fn() => why(fn() => inner.start_io()), {deny: ["fs.read"]})
print(outer.resume()) // > PermissionDenied: fs.read is denied
s = inner.signal()
s.value["op"] = "len"
print(why(fn() => inner.start_io())) // > ValueError: the signal names no operation
print(inner.resume("given")) // > given
