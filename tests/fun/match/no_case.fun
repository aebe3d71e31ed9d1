// section: 10.match
fun f(v)
  return match v
    case 1 => "one"
for v in [5, "a\n", [1, "b"], nil, 2.0]
  try
    f(v)
  catch e
    print(e.kind, e.message)
// > MatchError no case matches 5
// > MatchError no case matches "a\n"
// > MatchError no case matches [1, "b"]
// > MatchError no case matches nil
// > MatchError no case matches 2.0
try
  match {a: 1}
    case {b: _} => print("no")
catch e when e.kind == "MatchError"
  print(e, e.trace[0].line) // > MatchError: no case matches {"a": 1} 16
// `match` with parentheses and without a block is a call.
fun match_all(match)
  return match(3, [1])
print(match_all(fn(v, cases) => [v, cases])) // > [3, [1]]
