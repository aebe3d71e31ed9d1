// section: 1.strings
print("double", 'single') // > double single
print("it's", 'say "hi"') // > it's say "hi"
print("a" == 'a', len(''), len("")) // > true 0 0
