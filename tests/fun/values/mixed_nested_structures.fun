// section: 2.references 2.print
data = {list: [1, {deep: [true, nil]}], "key with space": 1.5}
data.list[1].deep[0] = data.list[0]
copy_of = data
copy_of.extra = "e"
print(data) // > {"list": [1, {"deep": [1, nil]}], "key with space": 1.5, "extra": e}
