// section: 12.signals
fun f()
  try
    return read_bytes("file")
  catch e
    return e.message
g = fiber(f, {mask: ["io"]})
g.resume()
print(g.throw(Error("disk on fire"))) // > disk on fire
