// section: 6.print 12.fuel
written = 0
try
  while true
    print("0123456789")
    written += 1
catch e
  kind = e.kind
if written != 3 || kind != "LimitError"
  exit 9
// > 0123456789
// > 0123456789
// > 0123456789
// limits: --max-output=35
