// section: 16.4
for ty in ["f", "e", "g", "%", "", "#g"]
  spec = ty == "#g" ? "#.10000g" : ".10000" + ty
  print(len(format("{:" + spec + "}", 1.5)) > 2)
  for n in ["10001", "65536", "1000000000"]
    try
      format("{:." + n + ty + "}", 1.5)
      print("accepted")
    catch e
      if (e.kind != "ValueError") print(e)
// > true
// > true
// > true
// > true
// > true
// > true
print(len(format("{:.10000f}", 1.5)), len(f"{0.1:.10000f}"), len(f"{2:.10000e}")) // > 10002 10002 10006
print(format("{:.100000}|{:.65536s}", "abc", "def")) // > abc|def
try
  format("{:.65536f}", 1)
catch e
  print(e) // > ValueError: invalid format spec '.65536f'
print(len(format("{:>100000}", "x")), len(format("{:é^9}", "x"))) // > 100000 17
