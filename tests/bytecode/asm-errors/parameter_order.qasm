; Parameters out of order.
; error: 3:21: expected parameters in the order required, optional, rest
.function main (a?, b)
    ret_nil
.end
