// section: 6.for
fun tell(v)
  try
    for x in v
      print("never")
  catch err
    print(err)
tell(nil) // > TypeError: cannot iterate over nil
tell(5) // > TypeError: cannot iterate over int
tell(1.5) // > TypeError: cannot iterate over float
tell(true) // > TypeError: cannot iterate over boolean
tell(len) // > TypeError: cannot iterate over function
