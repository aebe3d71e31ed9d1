// section: 9.5
defer print("module exit")
print("body")
// > body
// > module exit
