// section: 16.4.regex
// Back references, look-around, flags.
// stdout:
// | 1 {"full": aa, "start": 1, "end": 3, "groups": [a]} [{"full": a, "start": 1, "end": 2, "groups": []}, {"full": b, "start": 3, "end": 4, "groups": []}]
// | [, aa, , ] [0, 1, 2]
// | 0 nil [] {"full": a, "start": 0, "end": 1, "groups": []} nil
// | {"full": 2026-11, "start": 3, "end": 10, "groups": [2026, 11]}
// | [one, three] 0 1
// | 1 É 2 1
// | aaab nil ab
// | 3 17 {"full": bar, "start": 3, "end": 6, "groups": []}
// | [hello] [, ab]
print(pcre2_test("(a)\\1", "baa", 0), pcre2_match("(a)\\1", "baa", 0), pcre2_findall("(?<=x).", "xaxb", 0))
print(pcre2_findall("a*", "baac", 0).map(fn(m) => m.full), pcre2_findall("", "ab", 0).map(fn(m) => m.start))
print(pcre2_test("(", "x", 0), pcre2_match("(", "x", 0), pcre2_findall("(", "x", 0), pcre2_match("A", "a", 1), pcre2_match("x", "y", 0))
print(pcre2_match("(?<year>\\d{4})-(?<m>\\d\\d)", "on 2026-11-21", 0))
print(pcre2_findall("^\\w+$", "one\ntwo words\nthree", 2).map(fn(m) => m.full), pcre2_test("a.b", "a\nb", 0), pcre2_test("a.b", "a\nb", 4))
print(pcre2_test("a b # c", "ab", 16), pcre2_match("é", "É", 9).full, pcre2_match(".", "é", 8).end, pcre2_match(".", "é", 0).end)
print(pcre2_match("(?>a+)b", "aaab", 0).full, pcre2_match("a++a", "aaa", 0), pcre2_match("(a)?(?(1)b|c)", "ab", 0).full)
print(pcre2_match("x(?=y)", "xz xy", 0).start, pcre2_match("(?<!\\$)\\b\\d+", "$5 17", 0).full, pcre2_match("foo\\Kbar", "foobar", 0))
print(pcre2_match("(\\w+) \\1", "hello hello world", 0).groups, pcre2_match("^(?:(\\d+)|(\\w+))$", "ab", 0).groups)
