; Elements are set by index; one past the end throws.
; expect: [1, 5]
.function main main ()
    .try L1..L2 catch r3 -> L3
    load_int r0, 1
    load_int r1, 2
    array_new r0, r0, 2
    load_int r1, -1
    load_int r2, 5
    set_index r0, r1, r2
    load_int r1, 2
  L1:
    set_index r0, r1, r2
  L2:
    load_nil r0
  L3:
    ret r0
.end
