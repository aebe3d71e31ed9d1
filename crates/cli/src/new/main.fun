// NAME: greets those who are named on the command line.
//
//     quintet main.fun Ada Grace

import "greeting"

names = argv()
if len(names) == 0
  names = ["world"]
for name in names
  print(greeting.hello(name))
