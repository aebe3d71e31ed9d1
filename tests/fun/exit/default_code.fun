// section: 6.exit
exit
print("never")
