// section: 16.1
print(cast("42", "number"), cast("3.7", "Number"), cast(3.7, "NUMBER"), cast("x", "number")) // > 42 3 3 0
print(cast(5, "float"), kind(cast(5, "float")), cast(5, "string") + "!", cast(nil, "string")) // > 5 Float 5! nil
print(cast(5, "array"), cast({a: 1}, "map"), cast(5, "map"), cast(5, "nil")) // > [5] {"a": 1} {} nil
print(cast(len, "function"), cast(5, "function"), cast("x", "boolean"), cast(0, "boolean")) // > <function len> nil 1 0
print(kind(cast(true, "boolean")), cast(1, "weird")) // > Number nil
