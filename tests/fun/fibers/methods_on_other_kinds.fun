// section: 12.fibers
try
  [1].resume()
catch e
  print(e) // > TypeError: no method 'resume' on Array
try
  (5).status()
catch e
  print(e) // > TypeError: no method 'status' on Number
