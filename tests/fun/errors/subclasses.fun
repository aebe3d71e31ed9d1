// section: 9.1
class AppError(string message, code) extends Error
class NoMessage(code) extends Error
class Own(text) extends Error(text, "OwnKind", 42)
  fun shout(this) => this.message + "!"
try
  throw AppError("bad", 7)
catch err
  print(err) // > AppError: bad
  print(err.kind, err.message, err.code) // > AppError bad 7
  print(kind(err), typeof(err), instance_of(err, AppError), instance_of(err, Error)) // > Error Error true true
try
  throw NoMessage(3)
catch err
  print(err.kind, err.message == "", err.code) // > NoMessage true 3
try
  throw Own("hey")
catch err
  print(err, err.shout(), err.data) // > OwnKind: hey hey! 42
