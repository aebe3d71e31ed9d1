// section: 2.strings 16.4
s = "h\u{e9}l"
print(s[0], s[1], s[2], s[-1], s[-2]) // > h é l l é
print(s[1:], s[:2], s[1:2]) // > él hé é
print(chars(s), reverse(s)) // > [h, é, l] léh
out = []
for c in s
  push(out, c)
print(out) // > [h, é, l]
