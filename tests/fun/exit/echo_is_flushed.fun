// section: 6.print
echo("partial")
exit 1
// exit: 1
// stdout-no-newline
// stdout:
// | partial
