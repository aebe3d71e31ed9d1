// section: 11.2 3.undefined
// Unlike included text, imported files are looked through to the end.
// stderr: Parse error _undefined.fun:2:10: Undefined name 'undefined_nam'
// exit: 1
import "_undefined" as u
