// section: 1.source
// a comment with ÿþ bytes
s = "ÿÃ"
print(len(s), byte_at(s, 0), byte_at(s, 1)) // > 2 255 195
