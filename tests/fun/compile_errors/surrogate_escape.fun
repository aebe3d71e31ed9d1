// section: 1.strings
x = "\u{d800}"
// exit: 1
// stderr: Parse error surrogate_escape.fun:2:
// stderr: Invalid escape
// stderr: Failed to compile script: surrogate_escape.fun
