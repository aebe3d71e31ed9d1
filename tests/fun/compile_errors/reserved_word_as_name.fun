// section: 1.reserved
while = 3
// exit: 1
// stderr: Parse error reserved_word_as_name.fun:2:
// stderr: Failed to compile script: reserved_word_as_name.fun
