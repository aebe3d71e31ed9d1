// section: 6.exit 9.8
print("a") // > a
exit 3
print("never")
// exit: 3
