// section: 10.patterns
// stderr: patterns.fun:20:12: 'a' is bound twice in this pattern
// stderr: patterns.fun:21:14: Alternatives must bind the same names
// stderr: patterns.fun:22:15: Only one '...' is possible in a pattern
// stderr: patterns.fun:23:8: These values do not form a range
// stderr: patterns.fun:24:8: These values do not form a range
// stderr: patterns.fun:25:9: Keys of a Map pattern cannot be computed
// stderr: patterns.fun:26:8: Expected '(' after a qualified name in a pattern
// stderr: hint: a class is matched with 'm.C()', a value with '^(m.x)'
// stderr: patterns.fun:27:18: 'p' is bound twice in this pattern
// stderr: patterns.fun:28:13: 'p' is bound twice in this pattern
// stderr: patterns.fun:29:10:
// stderr: patterns.fun:30:10: Unexpected '.' in a pattern
// stderr: patterns.fun:31:14:
// stderr: patterns.fun:32:8: Expected a pattern, found a string
// stderr: patterns.fun:33:11:
// stderr: patterns.fun:34:3: Expected 'case', found 'print'
// exit: 1
match 1
  case [a, a] => 1
  case [a] | b => 2
  case [...a, ...b] => 3
  case 1.."a" => 4
  case "aa".."bb" => 5
  case {[x]: y} => 6
  case m.C => 7
  case {a: p, ...p} => 8
  case p as p => 9
  case 1 + 2 => 10
  case ^m.x => 11
  case 2..1.5.. => 12
  case f"x" => 13
  case [a when a > 1] => 14
  print(1)
