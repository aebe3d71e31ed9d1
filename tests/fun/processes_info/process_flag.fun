// section: 13.info
print(process_flag("priority", "high"), process_flag("priority", "normal")) // > normal high
print(process_flag("trap_exit", true), process_flag("trap_exit", false)) // > false true
try
  process_flag("priority", "x")
catch e
  print(e) // > ValueError: 'priority' must be low, normal, high or max, got "x"
try
  process_flag("colour", 1)
catch e
  print(e) // > ValueError: 'process_flag' must be priority, max_heap or trap_exit, got "colour"
