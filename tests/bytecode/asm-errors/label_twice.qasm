; Two labels of one name.
; error: 5:3: expected a label that is new in this function, given 'L1'
.function main main ()
  L1:
  L1:
    ret_nil
.end
