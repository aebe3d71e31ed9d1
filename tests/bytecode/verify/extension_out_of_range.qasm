; An extension op that is not imported.
; error: ext w: expected a extension op below 0, given 0
.function main main ()
    load_nil r0
    ext r0, r0, r0, 0
    ret r0
.end
