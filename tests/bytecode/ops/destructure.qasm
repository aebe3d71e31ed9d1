; The elements of an array; another number throws before anything is written.
; expect: [2, 1, "error", 2]
.function main main ()
    .try L1..L2 catch r5 -> L3
    load_int r0, 1
    load_int r1, 2
    array_new r2, r0, 2
    destructure r0, r2, 2
    move r3, r0
    move r0, r1
    move r1, r3
    load_int r3, 2
  L1:
    destructure r3, r2, 1
  L2:
    ret_nil
  L3:
    load_const r2, "error"
    array_new r0, r0, 4
    ret r0
.end
