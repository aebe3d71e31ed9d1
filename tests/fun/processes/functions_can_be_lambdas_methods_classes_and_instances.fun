// section: 13.spawn
me = self()
class Job(n)
  fun run(this) => me ! ["method", this.n]
  fun _call(this, x) => me ! ["call", this.n + x]
class Starts(n)
  m = me ! ["class", n]
spawn(fn(x) => me ! ["lambda", x], 1)
receive
  case m => print(m) // > [lambda, 1]
j = Job(2)
spawn(fn() => j.run())
receive
  case m => print(m) // > [method, 2]
spawn(Job(3), 4)
receive
  case m => print(m) // > [call, 7]
spawn(Starts, 5)
receive
  case m => print(m) // > [class, 5]
