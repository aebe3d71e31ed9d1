// section: 12.signals
for name in ["error", "fuel", "io", "exit", "denied", "halt"]
  try
    emit(name, 1)
  catch e
    print(e)
// > ValueError: cannot emit 'error'
// > ValueError: cannot emit 'fuel'
// > ValueError: cannot emit 'io'
// > ValueError: cannot emit 'exit'
// > ValueError: cannot emit 'denied'
// > ValueError: cannot emit 'halt'
