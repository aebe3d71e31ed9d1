// section: 1.strings
x = "\x4"
// exit: 1
// stderr: Parse error malformed_hex_escape.fun:2:
// stderr: Invalid escape
// stderr: Failed to compile script: malformed_hex_escape.fun
