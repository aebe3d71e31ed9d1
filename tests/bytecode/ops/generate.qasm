; Calling the function gives a fiber that goes on behind the instruction.
; expect: [5, 6, nil]
.function main main ()
    load_int r1, 5
    call_function r0, r0, 1, gen
    move r2, r0
    resume r3, r1, 1, resume
    move r6, r0
    resume r4, r5, 1, resume
    move r7, r0
    resume r5, r6, 1, resume
    array_new r0, r3, 3
    ret r0
.end

.function gen (n)
    generate
    yield r1, r0
    load_int r1, 1
    add r0, r0, r1
    yield r1, r0
    ret_nil
.end
