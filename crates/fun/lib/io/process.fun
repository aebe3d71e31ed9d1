// Running other programs, as methods.

// Runs commands of the shell.
class Process()
  // What the command printed and how it ended: a Map of out and code.
  fun run(this, cmd) => proc_run(to_string(cmd))

  // The same, with what it wrote to standard error among what it printed.
  fun run_merge_stderr(this, cmd) => proc_run(to_string(cmd) + " 2>&1")

  // The exit code of the command.
  fun system(this, cmd) => system(to_string(cmd))

  // 1 if the command ends with exit code 0, else 0.
  fun check_call(this, cmd) => system(to_string(cmd)) == 0 ? 1 : 0
