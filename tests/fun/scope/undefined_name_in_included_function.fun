// section: 3.undefined 11.1
#include "_lib/mentions_undefined.fun"
print(works()) // > works
try
  broken()
catch err
  print(err) // > NameError: undefined name 'not_defined_anywhere'
try
  broken_call()
catch err
  print(err.kind, err.message) // > NameError undefined name 'also_not_defined'
