; Sorting with a function that compares: in bytecode, since most of the time is spent in calls.

.module "library sort"
.native "sort.answer"
.main main

.function main main ()
    ret_nil
.end

; Merges runs of doubling width from one array into the other and back. `to` has as many elements as `from` and of the same
; kind; the array that is sorted in the end is returned. The function is asked whether the right element comes before the left
; one: it answers with a boolean, or with a number below 0 for yes.
.function merge (from, to, compare) registers 20
    len r3, r0
    load_true r13
    load_false r14
    load_int r15, 2
    lt r15, r3, r15
    jump_if r15, done
    ; Most arrays that are in order already are found out here.
    load_int r8, 1
    load_int r9, 0
  check:
    get_index r11, r0, r9
    get_index r12, r0, r8
    move r16, r2
    move r17, r12
    move r18, r11
    call r15, r16, 2
    eq r19, r15, r14
    jump_if r19, ordered
    eq r19, r15, r13
    jump_if r19, unordered
    move r17, r15
    call_native r15, r16, 1, "sort.answer"
    jump_if r15, unordered
  ordered:
    move r9, r8
    load_int r19, 1
    add r8, r8, r19
    lt r19, r8, r3
    loop_if r19, check
    jump done
  unordered:
    load_int r4, 1
  pass:
    load_int r5, 0
  pair:
    ; The runs are r5..r6 and r6..r7.
    add r6, r5, r4
    ge r15, r6, r3
    jump_if r15, single
    add r7, r6, r4
    le r15, r7, r3
    jump_if r15, whole
    move r7, r3
  whole:
    move r8, r5
    move r9, r6
    move r10, r5
    get_index r12, r0, r9
  left:
    get_index r11, r0, r8
    move r16, r2
    move r17, r12
    move r18, r11
    call r15, r16, 2
    eq r19, r15, r13
    jump_if r19, take_right
    eq r19, r15, r14
    jump_if r19, take_left
    move r17, r15
    call_native r15, r16, 1, "sort.answer"
    jump_if r15, take_right
    jump take_left
  right:
    ; The same again, so that neither way has a jump more.
    get_index r12, r0, r9
    move r16, r2
    move r17, r12
    move r18, r11
    call r15, r16, 2
    eq r19, r15, r13
    jump_if r19, take_right
    eq r19, r15, r14
    jump_if r19, take_left
    move r17, r15
    call_native r15, r16, 1, "sort.answer"
    jump_if r15, take_right
  take_left:
    set_index r1, r10, r11
    load_int r19, 1
    add r10, r10, r19
    load_int r19, 1
    add r8, r8, r19
    lt r19, r8, r6
    loop_if r19, left
    ; What is left of the right run.
    move r8, r9
    move r6, r7
    jump rest
  take_right:
    set_index r1, r10, r12
    load_int r19, 1
    add r10, r10, r19
    load_int r19, 1
    add r9, r9, r19
    lt r19, r9, r7
    loop_if r19, right
  rest:
    get_index r11, r0, r8
    set_index r1, r10, r11
    load_int r19, 1
    add r10, r10, r19
    load_int r19, 1
    add r8, r8, r19
    lt r19, r8, r6
    loop_if r19, rest
    move r5, r7
    lt r15, r5, r3
    loop_if r15, pair
    jump next
  single:
    ge r15, r5, r3
    jump_if r15, next
  copy:
    get_index r11, r0, r5
    set_index r1, r5, r11
    load_int r19, 1
    add r5, r5, r19
    lt r19, r5, r3
    loop_if r19, copy
  next:
    move r11, r0
    move r0, r1
    move r1, r11
    add r4, r4, r4
    lt r15, r4, r3
    loop_if r15, pass
  done:
    ret r0
.end
