; A handler of no kind.
; error: 4:17: expected 'catch' or 'cleanup', given 'finally'
.function main main ()
    .try L1..L2 finally r0 -> L2
  L1:
    ret_nil
  L2:
    ret_nil
.end
