// section: 1.blocks
if true
    print(1)
  print(2)
// exit: 1
// stderr: Parse error inconsistent_dedent.fun:4:
// stderr: Inconsistent dedent
// stderr: Failed to compile script: inconsistent_dedent.fun
