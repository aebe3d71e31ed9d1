// section: 6.expression
1 + 1
"text"
[1, 2]
{"a": 1}
nil
print("end") // > end
