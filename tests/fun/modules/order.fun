// section: 11.2
// A module runs when the first import of it is executed, once.
print("before") // > before
import "_order" as o // > order runs
print("between", o.n) // > between 1
import "_order"  as p
o.n_up()
print(p.n, o.n) // > 2 2
fun f()
  return o.n
print(f()) // > 2
