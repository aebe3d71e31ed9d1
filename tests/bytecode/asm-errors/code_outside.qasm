; Code outside of functions.
; error: 3:1: expected a directive; code stands between .function and .end, given 'ret_nil'
ret_nil
