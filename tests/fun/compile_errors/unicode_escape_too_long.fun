// section: 1.strings
x = "\u{1234567}"
// exit: 1
// stderr: Parse error unicode_escape_too_long.fun:2:
// stderr: Invalid escape
// stderr: Failed to compile script: unicode_escape_too_long.fun
