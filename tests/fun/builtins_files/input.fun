// section: 16.7
// stdin: first line
// stdin:
// stdin: third
print(input()) // > first line
print(input() == "") // > true
print(input()) // > third
print(input() == "") // > true
