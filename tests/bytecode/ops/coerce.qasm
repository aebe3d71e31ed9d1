; Values of declared types.
; expect: [44, -56, 2, "error", 1, 1.0, "x", "error", nil, "error", 1, b"x", 4294967295]
.function main main ()
    .try T3..E3 catch r3 -> C3
    .try T7..E7 catch r7 -> C7
    .try T9..E9 catch r9 -> C9
    load_int r13, 300
    coerce r0, r13, uint8
    load_int r13, 200
    coerce r1, r13, int8
    load_const r13, 2.0
    coerce r2, r13, int64
    load_const r13, 2.5
  T3:
    coerce r3, r13, int64
  E3:
    jump N3
  C3:
    load_const r3, "error"
  N3:
    load_true r13
    coerce r4, r13, int16
    load_int r13, 1
    coerce r5, r13, float
    load_const r13, "x"
    coerce r6, r13, string
    load_int r13, 1
  T7:
    coerce r7, r13, string
  E7:
    jump N7
  C7:
    load_const r7, "error"
  N7:
    load_nil r13
    coerce r8, r13, string?
    load_nil r13
  T9:
    coerce r9, r13, string
  E9:
    jump N9
  C9:
    load_const r9, "error"
  N9:
    load_int r13, 3
    coerce r10, r13, boolean
    load_const r13, b"x"
    coerce r11, r13, bytes
    load_int r13, -1
    coerce r12, r13, uint32
    array_new r0, r0, 13
    ret r0
.end
