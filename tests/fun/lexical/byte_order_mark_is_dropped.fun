// section: 1.source
print("ok") // > ok
