// section: 16.4.regex
// Search, replacement, splitting; positions count bytes; groups that took no part are empty.
// stdout:
// | 1 0 1 1 0
// | {"match": abc, "start": 2, "end": 5, "groups": [b, c]} {"match": , "start": -1, "end": -1, "groups": []} {"match": , "start": -1, "end": -1, "groups": []}
// | {"match": ac, "start": 0, "end": 2, "groups": [, c]}
// | a$1b$1 -a-b-c- abc x
// | [1, 22] [, , , ] ["aa", ""]
// | ["a", "b", "c"] ["", "a", ""] [""] ["", "a", "b", "c", ""]
// | a<1>b<22> 1a
// | smith, john john smith $  $ 1a2b
// | a2b4 -a-a-a-
// | 5 1 1 [., .] 1
// | [x1, y22] [X, x] [<a>, <b>]
// | ValueError: invalid pattern '(': unclosed group
// | ValueError: invalid pattern '(': unclosed group
// | ValueError
print(regex_match("abc", "a.c"), regex_match("abcd", "a.c"), regex_match("ab", "a|ab"), regex_match("a\nb", "a.b"), regex_match("x", "("))
print(regex_search("xxabcyy", "a(b)(c)"), regex_search("x", "y"), regex_search("x", "("))
print(regex_search("ac", "a(b)?(c)"))
print(regex_replace("aXbX", "X", "$1"), regex_replace("abc", "", "-"), regex_replace("abc", "z", "-"), regex_replace("aaa", "a*", "x"))
print(regex_find_all("a1b22", "[0-9]+"), regex_find_all("abc", "x*"), repr(regex_find_all("aab", "a*")))
print(repr(regex_split("a, b,c", ", *")), repr(regex_split(",a,", ",")), repr(regex_split("", ",")), repr(regex_split("abc", "")))
print(regex_sub("a1b22", "[0-9]+", fn(m) => "<" + m + ">"), regex_sub("a1", "(\\w)(\\d)", "$2$1"))
print(regex_sub("john smith", "(?<first>\\w+) (?<last>\\w+)", "$last, ${first} $0 $$ $9 $"), regex_sub("a1b2", "([a-z])([0-9])", fn(m, g) => g[1] + g[0]))
print(regex_sub("a1b2", "[0-9]", fn(m) => to_number(m) * 2), regex_sub("aaa", "b*", fn(m) => "-"))
print(regex_search("é€x", "x").start, regex_match("é", "."), regex_match("Éa", "(?i)éA"), regex_find_all("a.b.c", "[.]"), regex_match("a]b", "a[]]b"))
print(regex_find_all("x1 y22", "(?P<w>[a-z])([0-9]+)"), regex_find_all("aXbxC", "(?i)x"), regex_find_all("<a><b>", "<.+?>"))
for f in [regex_find_all, regex_split]
  try
    f("a", "(")
  catch e
    print(e)
for f in [regex_sub]
  try
    f("a", "[b-a]", "x")
  catch e
    print(e.kind)
