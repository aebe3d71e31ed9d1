// section: 9.6
throw [1, "x"]
// exit: 1
// stderr: Uncaught: [1, "x"]
