// section: 9.1 16.1
try
  error("m")
catch err
  print(err.kind, err.message, err.data) // > Error m nil
try
  error("m", "K", {code: 5})
catch err
  print(err.kind, err.message, err.data.code) // > K m 5
