; A conditional back edge goes on too.
; error: loop_if: expected an op that ends the path at the end of the code
.function main main ()
    load_true r0
  L1:
    loop_if r0, L1
.end
