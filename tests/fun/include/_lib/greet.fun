// included once
counter_value = 10
fun greet(name) => "hello " + name
fun bump()
  counter_value += 1
  return counter_value
