// section: 1.blocks
if true
   print(1)
// exit: 1
// stderr: Parse error odd_indentation.fun:3:
// stderr: Indentation must be multiples of two spaces
// stderr: Failed to compile script: odd_indentation.fun
