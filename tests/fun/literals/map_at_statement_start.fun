// section: 5.literals
{a: 1}.keys()
{"x": 2}
print("ok") // > ok
