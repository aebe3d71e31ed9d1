// section: 9.6
throw "a\tb"
// exit: 1
// stderr: Uncaught: "a\tb"
