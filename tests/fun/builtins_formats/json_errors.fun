// section: 16.9
// ParseError says what was found and where; json_parse gives nil.
// stdout:
// | "" ParseError: unexpected end at line 1 column 1
// | "[" ParseError: unexpected end at line 1 column 2
// | "[1," ParseError: unexpected end at line 1 column 4
// | "[1,]" ParseError: unexpected ']' at line 1 column 4
// | "{" ParseError: unexpected end at line 1 column 2
// | "{\"a\"" ParseError: unexpected end at line 1 column 5
// | "{\"a\":" ParseError: unexpected end at line 1 column 6
// | "{\"a\":1,}" ParseError: unexpected '}' at line 1 column 8
// | "{a:1}" ParseError: unexpected 'a' at line 1 column 2
// | "tru" ParseError: unexpected 't' at line 1 column 1
// | "01" ParseError: invalid number at line 1 column 1
// | "1." ParseError: invalid number at line 1 column 1
// | "-" ParseError: invalid number at line 1 column 1
// | "1e" ParseError: invalid number at line 1 column 1
// | "\"abc" ParseError: unterminated string at line 1 column 5
// | "\"\\x\"" ParseError: invalid escape at line 1 column 2
// | "\"\\u12\"" ParseError: invalid escape at line 1 column 2
// | "[1 2]" ParseError: unexpected '2' at line 1 column 4
// | "1 2" ParseError: unexpected '2' at line 1 column 3
// | "]" ParseError: unexpected ']' at line 1 column 1
// | "\"a\nb\"" ParseError: control character in a string at line 1 column 3
// | "{\"a\":1]" ParseError: unexpected ']' at line 1 column 7
// | "[1}" ParseError: unexpected '}' at line 1 column 3
// | "nul" ParseError: unexpected 'n' at line 1 column 1
// | "+1" ParseError: unexpected '+' at line 1 column 1
// | ".5" ParseError: unexpected '.' at line 1 column 1
// | nil nil nil nil
// | ParseError: unexpected 'é' at line 3 column 5 ParseError
for bad in ["", "[", "[1,", "[1,]", "{", "{\"a\"", "{\"a\":", "{\"a\":1,}", "{a:1}", "tru", "01", "1.", "-", "1e", "\"abc", "\"\\x\"", "\"\\u12\"", "[1 2]", "1 2", "]", "\"a\nb\"", "{\"a\":1]", "[1}", "nul", "+1", ".5"]
  try
    json_decode(bad)
    print("no error", bad)
  catch e
    print(repr(bad), e)
print(json_parse(""), json_parse("[1,]"), json_parse("1 2"), json_parse("\"x"))
try
  json_decode("{\n  \"a\": [1,\n    \u{e9}]}")
catch e
  print(e, e.kind)
