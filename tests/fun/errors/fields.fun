// section: 9.1
try
  1 / 0
catch err
  print(err.kind, err.message, err.cause, err.data) // > DivisionByZero division by zero nil nil
  print(kind(err), typeof(err), kind(err.trace)) // > Error Error Array
  print(err["kind"], err["message"]) // > DivisionByZero division by zero
