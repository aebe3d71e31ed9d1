// section: 11.2 11.1 11.3
// A quoted path is sought beside the file and then in the library, a bracketed one in the library alone.
import "_found" as quoted
import <_found> as bracketed
import _found as dotted
import "_found2" as beside
print(quoted.where, bracketed.where, dotted.where, quoted is dotted, beside.where) // > library library library true beside
// The default alias is the last component.
import _pkg._shapes
import "_found2.fun"
print(_shapes.area(2), _found2.where) // > 2 beside
