// section: 1.strings
x = b"é"
// exit: 1
// stderr: Parse error non_ascii_in_bytes.fun:2:
// stderr: Invalid escape
// stderr: Failed to compile script: non_ascii_in_bytes.fun
