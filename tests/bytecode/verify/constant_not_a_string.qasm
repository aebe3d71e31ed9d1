; Names of fields are strings.
; error: get_field c: expected a string, given constant 0, an integer
.function main main ()
    .const 7
    load_nil r0
    get_field r0, r0, #0, inside
    ret r0
.end
