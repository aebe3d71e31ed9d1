// section: 13.exits
// exit: 0
print("a") // > a
exit_self("shutdown")
