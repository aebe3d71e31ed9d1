// section: 9.7 3.undefined
// stderr: Parse error hints.fun:9:5: Undefined name 'null'
// stderr: hint: did you mean 'nil'?
// stderr: Parse error hints.fun:10:1: Undefined name 'let'
// stderr: hint: variables are written 'name = value' or 'var name = value'
// stderr: Parse error hints.fun:11:5: Undefined name 'lenght' (did you mean 'length'?)
// exit: 1
length = 3
x = null
let y = 4
z = lenght
