// section: 6.print
echo("no newline")
// stdout-no-newline
// > no newline
