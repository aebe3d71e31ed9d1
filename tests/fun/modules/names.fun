// section: 11.2
// stderr: names.fun:15:15: Module '_util' has no 'foo'
// stderr: names.fun:16:12: Module '_util' has no 'twise' (did you mean 'twice'?)
// stderr: names.fun:16:27: Module '_util' has no '_secret'
// stderr: names.fun:17:1: cannot assign to module name 'twice'
// stderr: names.fun:18:1: cannot assign to module name 'util'
// stderr: names.fun:20:3: cannot assign to module name 'twice'
// stderr: names.fun:23:5: cannot assign to module name 'util'
// stderr: names.fun:25:22: Module '_util' has no 'Pint' (did you mean 'Point'?)
// stderr: names.fun:27:8: Module '_util' has no 'Pont' (did you mean 'Point'?)
// stderr-not: names.fun:29
// exit: 1
import "_util" as util
// Names are looked for when all modules are known.
import twice, foo from "_util"
print(util.twise(1), util._secret)
twice = 3
util = 5
fun f()
  twice = 3
fun g(twice, util)
  twice = util
for util in [1]
  print(util)
class C extends util.Pint(1)
fun h()
  util.Pont p = nil
  return fn(util) => util.missing
x = util.late
