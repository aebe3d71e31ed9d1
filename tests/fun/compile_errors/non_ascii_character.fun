// section: 1.source
x = 1
é
// exit: 1
// stderr: Parse error non_ascii_character.fun:3:1: Unexpected character U+00E9
// stderr: Failed to compile script: non_ascii_character.fun
