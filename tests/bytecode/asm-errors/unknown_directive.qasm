; Directives that do not exist.
; error: 4:1: expected a directive: module, file, global,
; error: 6:5: expected a directive of functions: line, try,
.modul x
.function main main ()
    .lines 1:1
    ret_nil
.end
