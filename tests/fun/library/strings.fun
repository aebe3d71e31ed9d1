// section: 15.files
// What a program calls its own things does not reach into the library.
text = "mine"
fun trim(s) => "not this"
fun split(s, t) => "nor that"
#include <strings.fun>

print(repr(str_ltrim("\t a b \n")), repr(str_rtrim(" a b \r\n")), repr(str_trim("\n 12 "))) // > "a b \n" " a b" "12"
print(str_trim(7), str_starts_with("river", "ri"), str_starts_with("river", "rive!"), str_starts_with("r", "river"))
// > 7 true false 0
print(str_ends_with("river", "er"), str_ends_with("river", "ri"), str_ends_with("r", "river")) // > true false 0
print(str_split("a;b;;c", ";"), str_split("a<>b", "<>"), str_split("", ","), str_split("abc", "")) // > [a, b, , c] [a, >b] [] [abc]
print(len(str_split("", ",")), str_split(120, 2)) // > 1 [1, 0]
print(str_replace_all("one two one", "one", "1"), str_replace_all("abc", "", "x"), str_replace_all(1231, 1, "-")) // > 1 two 1 abc -23-
print(str_to_lower("ÀB C"), str_to_upper("àb c"), str_to_lower("ABC")) // > Àb c àB C abc
print(str_repeat("ab", 3), "<" + str_repeat("ab", 0) + ">", "<" + str_repeat("ab", -1) + ">") // > ababab <> <>
print(string_to_bytes_ascii("A~ é\n"), text) // > [65, 126, 32, 0, 0, 0] mine
