// section: 2.equality
print(true == 1, 1 == true, true == 1.0, false == 0) // > true true true true
print(2 == true, true == 2, -1 == true, 0.5 == true) // > false false false false
print(true == "true", false == nil, true != 1) // > false false false
