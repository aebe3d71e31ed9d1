// section: 6.exit
exit -1
// exit: 255
