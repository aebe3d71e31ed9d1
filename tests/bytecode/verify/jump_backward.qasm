; Only loop ops go back.
; error: jump d: expected a distance of 0 or more, given -1
.function main main ()
    jump -1
.end
