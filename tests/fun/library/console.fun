// section: 15.files
// stdin: Ada
// stdin: 36
// stdin: perhaps
// stdin: YES
// stdin: n
include <io/console.fun>
c = Console()
print("<" + c.prompt("? ") + ">", "<" + c.ask("age") + ">", c.ask_yes_no("sure"), c.ask_yes_no(1))
print(c.term_cols(), str_trim(" x "))
// stdout:
// | ? age: sure [y/n]: sure [y/n]: 1 [y/n]: <Ada> <36> 1 0
// | 80 x
