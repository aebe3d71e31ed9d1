; A function that the module does not have.
; error: closure d: expected a function below 1, given 9
.function main main ()
    closure r0, 9
    ret r0
.end
