// section: 6.exit
exit(4)
// exit: 4
