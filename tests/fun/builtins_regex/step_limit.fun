// section: 16.4.regex
// A pattern that would take for ever is stopped.
// skip-mode: gc-stress ten million steps are half a million collections
// skip-mode: round-trip the same number of snapshots
try
  pcre2_test("^(a+)+$", repeat("a", 40) + "b", 0)
catch e
  print(e, e.kind) // > RegexLimit: regex step limit RegexLimit
