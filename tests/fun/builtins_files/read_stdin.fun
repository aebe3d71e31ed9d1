// section: 16.7
// stdin: a
// stdin: b
s = read_stdin()
print(s == "a\nb\n") // > true
