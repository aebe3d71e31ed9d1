// section: 9.7
// stderr: hint: '..' is for patterns; write 'range(from, to)'
// stderr: hint: functions are written 'fn(params) => expression'
// stderr: hint: functions are written 'fun name(params)'
// stderr: hint: 'match' needs an indented block of 'case' lines
// exit: 1
for i in 0..10
  print(i)
double = (a) => a * 2
function twice(a)
  return a
match 1 {
  case 1 => 2
}
