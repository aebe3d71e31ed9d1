; A name that is not text.
; error: 3:9: expected the module's name in UTF-8
.module "\xff"
