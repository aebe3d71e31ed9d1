// section: 6.exit
exit 263
// exit: 7
