// section: 1.source
naïve = 1
// exit: 1
// stderr: Parse error non_ascii_identifier.fun:2:3: Unexpected character U+00EF
// stderr: Failed to compile script: non_ascii_identifier.fun
