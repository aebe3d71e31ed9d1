; An empty map.
; expect: {}
.function main main ()
    map_new r0, 100
    ret r0
.end
