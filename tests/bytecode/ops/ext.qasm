; An extension op.
; expect: 5
; needs: extension test add: the sum of b and c
.extension test add
.function main main ()
    load_int r0, 2
    load_int r1, 3
    ext r0, r0, r1, test:add
    ret r0
.end
