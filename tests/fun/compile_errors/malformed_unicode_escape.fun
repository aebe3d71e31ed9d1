// section: 1.strings
x = "\u{}"
// exit: 1
// stderr: Parse error malformed_unicode_escape.fun:2:
// stderr: Invalid escape
// stderr: Failed to compile script: malformed_unicode_escape.fun
