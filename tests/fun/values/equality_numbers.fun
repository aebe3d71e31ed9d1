// section: 2.equality
print(1 == 1, 1 == 1.0, 1 == 2, 1.5 == 1.5) // > true true false true
print(0.0 == -0.0, nan() == nan(), nan() != nan()) // > true false true
print(9007199254740993 == 9007199254740992.0) // > false
print(9007199254740992 == 9007199254740992.0) // > true
print(9223372036854775807 == 9223372036854775808.0) // > false
print(1 == "1", 0 == nil, 0 == "", inf() == inf()) // > false false false true
