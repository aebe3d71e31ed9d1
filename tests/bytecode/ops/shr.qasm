; Arithmetic shift to the right; large and negative counts.
; expect: [-4, -1, 0, 8, 0, "error"]
.function main main ()
    .try T5..E5 catch r5 -> C5
    load_int r6, -8
    load_int r7, 1
    shr r0, r6, r7
    load_int r6, -8
    load_int r7, 64
    shr r1, r6, r7
    load_int r6, 8
    load_int r7, 64
    shr r2, r6, r7
    load_int r6, 1
    load_int r7, -3
    shr r3, r6, r7
    load_int r6, 1
    load_int r7, -64
    shr r4, r6, r7
    load_const r6, "a"
    load_int r7, 1
  T5:
    shr r5, r6, r7
  E5:
    jump N5
  C5:
    load_const r5, "error"
  N5:
    array_new r0, r0, 6
    ret r0
.end
