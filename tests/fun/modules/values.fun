// section: 11.2 2.kinds 5.index 5.in 5.method-module 6.for-lazy 2.print
import "_util" as util
// > util runs
x = util
print(x, typeof(x), kind(x), len(x), x is util, x == util, [x]) // > <module _util> Module Module 8 true true [<module _util>]
print("twice" in x, "_secret" in x, "nothing" in x, 3 in x) // > true false false false
for name in x
  echo(name, "")
print() // > count twice bump Point declare table call late 
for k, v in x
  if k == "count" || k == "Point"
    print(k, v)
// > count 0
// > Point <class Point>
print(x.twice(6), x["twice"](7), x?.twice(1), x.nothing, x["_secret"], x.Point(1).norm()) // > 12 14 2 nil nil 1
args = [4]
print(x.bump(...args), x.bump(by: 2), x.count) // > 4 6 6
fun tail() => x.twice(21)
print(tail()) // > 42
for attempt in [fn() => x.nothing(), fn() => x.call(), fn() => x.missing(by: 1), fn() => x[1]]
  try
    attempt()
  catch e
    print(e)
// > TypeError: CALL expects function, got nil
// > TypeError: CALL expects function, got nil
// > TypeError: CALL expects function, got nil
// > TypeError: INDEX_GET expects array or map (got container=module, index=int)
fun assign_field(m)
  m.count = 1
fun assign_index(m)
  m["count"] = 1
for attempt in [assign_field, assign_index]
  try
    attempt(x)
  catch e
    print(e)
// > AccessError: cannot assign to module name 'count'
// > AccessError: cannot assign to module name 'count'
try
  util.count = 1
catch e
  print(e.kind, util.count) // > AccessError 6
print(repr(x), str(x), !x) // > <module _util> <module _util> false
