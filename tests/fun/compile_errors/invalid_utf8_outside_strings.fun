// section: 1.source
x = ÿ
// exit: 1
// stderr: Parse error invalid_utf8_outside_strings.fun:2:5: Unexpected
// stderr: byte 0xFF
