// section: 16.4
print(find("hello", "l"), find("hello", "l", 3), find("hello", "z"), find("hello", "lo")) // > 2 3 -1 3
print(rfind("abcabc", "b"), rfind("abc", "z"), find_all("abab", "b"), find_all("x", "y"), count_of("abab", "ab")) // > 4 -1 [1, 3] [] 2
