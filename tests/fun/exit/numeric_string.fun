// section: 6.exit
exit "12"
// exit: 12
