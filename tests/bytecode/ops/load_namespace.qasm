; A part of the program as a value: what it exports is read live and cannot be assigned.
; expect: [5, nil, true, "cannot assign to module name 'x'"]
.global a
.global hidden
.namespace part (x 0)
.function main main ()
    .try T..E catch r3 -> C
    load_nil r3
    load_namespace r4, part
    load_int r0, 5
    global_set r0, a
    get_field r0, r4, x, outside
    get_field r1, r4, hidden, outside
    load_const r5, "x"
    contains r2, r5, r4
  T:
    set_field r4, r0, x, outside
  E:
    jump N
  C:
    get_field r3, r3, message, outside
  N:
    array_new r0, r0, 4
    ret r0
.end
