; A parameter that is not given is written before the body.
; ok
.function main main ()
    ret_nil
.end

.function f (a, b?, ...rest)
    .body L2
    jump_if_given r1, L1
    move r1, r0
  L1:
    jump L2
  L2:
    move r3, r2
    ret r1
.end
