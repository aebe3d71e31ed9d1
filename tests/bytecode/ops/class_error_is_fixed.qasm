; The class Error belongs to all processes: no program may change it.
; expect: "FrozenError FrozenError"
; needs: native Error
.native Error
.function main main ()
    load_native r0, Error
    closure r1, nothing
    load_const r2, "class_init went through"
    load_const r4, "class_method went through"
    .try L1..L2 catch r3 -> L3
    .try L4..L5 catch r3 -> L6
  L1:
    class_init r0, r1
  L2:
    jump L4
  L3:
    get_field r2, r3, kind, inside
  L4:
    class_method r0, r1, toString
  L5:
    jump L7
  L6:
    get_field r4, r3, kind, inside
  L7:
    load_const r3, " "
    move r5, r2
    move r6, r3
    move r7, r4
    concat r0, r5, 3
    ret r0
.end

.function nothing method (this)
    ret r0
.end
