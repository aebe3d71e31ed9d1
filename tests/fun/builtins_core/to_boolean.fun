// section: 16.1
print(to_boolean(0), to_boolean(""), to_boolean("x"), to_boolean([0]), kind(to_boolean(5))) // > false false true true Boolean
