// section: 11.2
// stderr: twice_bound.fun:6:28: cannot assign to module name 'x'
// stderr: twice_bound.fun:8:5: cannot assign to module name 'y'
// exit: 1
import count as x from "_util"
import twice as z, bump as x from "_util"
import "_util" as y
fun y() => 1
