#!/usr/bin/env quintet


// A test   
/* multi
   line
     comment */
import util   as u
include  <io/file.fun>
x = some_function_name(argument_number_one, argument_number_two, argument_number_three, argument_number_four)
y = {a:1,'b':[1,2,3],"c d":{x:-1}}
z = first_long_condition_name && second_long_condition_name || third_long_condition_name && fourth_long_condition_name
config = {name: "a long name for the config", values: [1, 2, 3], nested: {deep: true, other: "yes it is"}, last: nil}
items.map(fn(x)
    y = x*2
    return y
  ).filter(fn(q) => q>1)
spawn_opt({link: true, monitor: true, name: "a rather long name", priority: "high"}, fn(a, b) => a + b, 1, 2, 3, 4)
if(x>3)x=1
else if (y) return
else
      print  y, - z
      throw -x


fun f(a,b = 1,...rest)->string?
  // only comment

  /* c */ return a? b : c   // trailing
  // at end
// outside
fun g()
  // nothing here
class P(number x,string y="s")   extends Q( x )
  number z=1
  fun _construct(this,x)
    this.x=x[1:-1][ a : ]
  fun if(this)=>1
m = [
 1,0,0,
 0,1,0
]
k = [
  a, // one
  b, /* two */
  // own
  c
]
r = match v
  case [a,...b] when(a>1)=>print (a),b
  case {"k":_,"y":^q}|Foo(z:_) as w
    yield -1
  case 1..5=>nil
for(k,v) in m
  print(k)
for i in range(3)
  a = (yield [1])
array<map<string,number>> q=[]
t = not a is not b
s = x is not nil and y not in z
p ! [self(),-1]
foo(a, fn()
    x
  , b)
very_long_variable_name.method_one(argument).method_two(argument_two).method_three(argument_three, four)
matrix = [[1,2],
  [3,4]]
numbers = [100001, 100002, 100003, 100004, 100005, 100006, 100007, 100008, 100009, 100010, 100011, 100012, 100013]
text = some_text + // why
  more_text
same = actual_value_of_the_thing_under_test == {name: "the name", values: [1, 2, 3], more: "of everything"}
w = true ? fn()
  return 'a"b'
: fn()
  return 'c'
print(run(fn()
      return 1
, 2))
if x
  y()
  // about the rest

  // of it


else
  z()
