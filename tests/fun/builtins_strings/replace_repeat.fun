// section: 16.4
print(replace("aXbXc", "X", "-"), replace("aXbXc", "X", "-", 1), replace("abc", "z", "y")) // > a-b-c a-bXc abc
print(repeat("ab", 3), repeat("x", 0) == "", starts_with("hello", "he"), ends_with("hello", "lo"), starts_with("h", "he")) // > ababab true true true false
