// section: 1.contextual 11.1
#include "_lib/binds_throw.fun"
try
  throw "still special here"
catch err
  print(err) // > still special here
print(use_throw()) // > called 1
