// section: 1.numbers
print(5.to_string() + "!") // > 5!
print(-3.abs()) // > -3
print((-3).abs()) // > 3
try
  print(5.name)
catch err
  print(err) // > TypeError: INDEX_GET expects array or map (got container=int, index=string)
