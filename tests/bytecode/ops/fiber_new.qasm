; A fiber with options: the resumer wants to see errors.
; expect: "division by zero"
.function main main ()
    closure r0, fail
    load_int r3, 1
    map_new r1, 1
    load_const r2, "mask"
    map_insert r1, r2, r3
    fiber_new r0, r0, r1
    move r2, r0
    resume r0, r1, 1, resume
    get_field r0, r0, value, inside
    get_field r0, r0, message, inside
    ret r0
.end

.function fail ()
    load_int r0, 1
    load_int r1, 0
    div r0, r0, r1
    ret r0
.end
