// section: 6.return
print("before") // > before
return 5
