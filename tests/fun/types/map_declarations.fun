// section: 4.containers
map m = {a: 1}
print(m) // > {"a": 1}
try
  m = [1]
catch err
  print(err, m) // > TypeError: expected Map {"a": 1}
map<string, number> t = {x: 1}
try
  t = {x: "s"}
catch err
  print(err) // > TypeError: expected map<string, number>
try
  t = {5: 1}
catch err
  print(err, t) // > TypeError: expected map<string, number> {"x": 1}
t["y"] = "unchecked"
print(t) // > {"x": 1, "y": unchecked}
