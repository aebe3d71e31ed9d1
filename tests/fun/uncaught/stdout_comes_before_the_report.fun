// section: 6.print 9.6
echo("unfinished line")
error("e")
// stdout-no-newline
// stdout:
// | unfinished line
// exit: 1
// stderr: Error: e
