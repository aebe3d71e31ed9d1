// section: 1.comments
// A comment counts as one space; a block comment may span lines.
print(1) // > 1
/* block */ print(2) // > 2
x = 1 + /* first
second */ 2
print(x) // > 3
y = 10 /* spans
lines */ + 5
print(y) // > 15
/* one
two */ print(16) // > 16
/* not /* nested */ print(17) // > 17
// /* does not open a block comment
print(18) // > 18
print("// text") // > // text
print("/* text */") // > /* text */
print(4/*c*/-/*d*/1) // > 3
if true /* here
 too */
  print(19) // > 19
