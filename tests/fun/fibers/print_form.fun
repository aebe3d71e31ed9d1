// section: 2.print 12.fibers
f = fiber(fn() => yield 1)
print(f) // > <fiber 1 new>
f.resume()
print(f, [f]) // > <fiber 1 suspended> [<fiber 1 suspended>]
g = fiber(fn() => print(fiber_current()))
g.resume() // > <fiber 2 running>
f.resume()
print(str(f), repr(f)) // > <fiber 1 done> <fiber 1 done>
