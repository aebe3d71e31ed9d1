// section: 4.typeof
int8 a = 1
int16 b = 1
int32 c = 1
int64 d = 1
print(typeof(a), typeof(b), typeof(c), typeof(d)) // > Sint8 Sint16 Sint32 Sint64
uint8 e1 = 1
uint16 e2 = 1
uint32 e3 = 1
uint64 e4 = 1
print(typeof(e1), typeof(e2), typeof(e3), typeof(e4)) // > Uint8 Uint16 Uint32 Uint64
number n = 1
byte by = 1
sint8 s = 1
print(typeof(n), typeof(by), typeof(s)) // > Sint64 Uint8 Sint8
float f = 1
string t = "x"
boolean o = true
array r = []
print(typeof(f), typeof(t), typeof(o), typeof(r)) // > Float String Boolean Array
print(typeof(n), typeof(n + 0)) // > Sint64 Number
fun g(uint8 p, q) => typeof(p) + typeof(q)
print(g(1, 1)) // > Uint8Number
tf = typeof
print(tf(n)) // > Number
