; One entry is enough without optional parameters.
; error: body: expected 0 where no parameter is optional, given 1
.function main main ()
    .body L1
    load_nil r0
  L1:
    ret_nil
.end
