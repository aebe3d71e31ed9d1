// section: 9.1
try
  try
    1 / 0
  catch first
    error("second")
catch err
  print(err.message, "<-", err.cause.message, err.cause.cause) // > second <- division by zero nil
