// section: 1.source
x = 
// exit: 1
// stderr: Parse error control_character.fun:2:5: Unexpected character U+0001
