// section: 1.type-words
number = 1
string = "s"
array = [2]
map = {a: 3}
float = 4.5
boolean = true
byte = 5
function = 6
any = 7
int8 = 8
print(number, string, array, map, float) // > 1 s [2] {"a": 3} 4.5
print(boolean, byte, function, any, int8) // > true 5 6 7 8
number += 1
print(number) // > 2
