// section: 4.defaults
number a
int8 b
float c
string d
bytes e2
boolean f
array g
map h
function i
nil j
any k
class P(x)
P l
number? m
array<number> n
map<string, number> o
print(a, b, c, d, e2) // > 0 0 0  b""
print(f, g, h, i, j, k) // > false [] {} nil nil nil
print(l, m, n, o) // > nil nil [] {}
print(kind(a), kind(c), kind(d)) // > Number Float String
