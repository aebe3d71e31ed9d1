// Functions for trying out how errors in included files are reported.
//
// Such a report names the file, the line in it, and the function, although the text has become a part of another module. So
// the line on which `boom` fails shall never change: whoever tries this out compares it with a number written down elsewhere.

// Answers.
fun ok() => 42

// Divides by zero, on line 14.
fun boom()
  var answer = 42
  var zero = 0

  var x = answer / zero
  return x
