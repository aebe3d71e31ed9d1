// section: 16.9
// A document that takes several steps is read and written whole.
record = "{\"id\":7,\"name\":\"some name\",\"x\":0.25,\"tags\":[\"a\",\"b\"],\"a long key that is longer\":null}"
text = "[" + repeat(record + ",", 420) + "[]]"
value = json_decode(text)
print(len(text), len(value), value[419] == json_decode(record), value[420], json_encode(value) == text) // > 36544 421 true [] true
print(json_decode("{\"rows\":" + text + ",\"n\":1}").n, json_parse(text + "]"), len(json_encode(value, {"indent": 1}))) // > 1 nil 51247
