// section: 16.4.regex
// Texts that take several steps; what would be quadratic or worse elsewhere.
// stdout:
// | 1000 2000 2001
// | 6000 1 {"match": foo bar 12, "start": 0, "end": 10, "groups": [f, oo, bar 12]}
// | 1 0 300
// | 7500 8000 0
// | 1500 28
text = repeat("foo bar 12 \u{e9} ", 500)
print(len(regex_find_all(text, "[a-z]+")), len(regex_find_all(text, "\\b\\w+\\b")), len(regex_split(text, " ")))
print(len(regex_replace(text, "[0-9]+", "")), regex_match(text, "(foo bar 12 \u{e9} )*"), regex_search(text, "(f)(o+) (x|bar 12)"))
print(regex_match(repeat("a", 5000), "(a+)+"), regex_match(repeat("a", 5000) + "b", "(a|aa)+"), len(regex_find_all(repeat("A", 300), ".*[^A-Z]|[A-Z]")))
print(len(regex_sub(text, "(o+) ", "<$1>")), len(regex_sub(text, "1", fn(m) => "one")), pcre2_test("b.{5}q", text, 0))
print(len(pcre2_findall("\\w+", text, 8)), pcre2_match("(foo.*?)\\1", text, 4).end)
