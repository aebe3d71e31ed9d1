// section: 11.2 9.7
// stderr: Parse error _bad.fun:1:8:
// exit: 1
import "_bad" as bad
