; A fallback has no surroundings.
; error: fallback 0: expected a function that captures nothing
.fallback add, f
.function main main ()
    ret_nil
.end

.function f (a, b)
    .capture x capture 0
    ret r0
.end
