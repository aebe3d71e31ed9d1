// section: 9.4
try
  try
    error("first")
  finally
    error("second")
catch err
  print(err.message, err.cause.message) // > second first
try
  try
    error("a")
  catch e
    error("b")
  finally
    error("c")
catch err
  print(err.message, err.cause.message, err.cause.cause.message) // > c b a
