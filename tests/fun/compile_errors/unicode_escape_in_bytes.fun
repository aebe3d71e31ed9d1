// section: 1.strings
x = b"\u{41}"
// exit: 1
// stderr: Parse error unicode_escape_in_bytes.fun:2:
// stderr: Invalid escape
// stderr: Failed to compile script: unicode_escape_in_bytes.fun
