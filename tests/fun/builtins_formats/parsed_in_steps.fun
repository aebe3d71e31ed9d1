// section: 16.9 12.fuel
// skip-mode: round-trip storing a hundred kilobytes after every unit takes a minute
// Large texts are read a part at a time: what is read stays so wherever the parts end.
x = repeat("a", 997)
rows = csv_parse(repeat(x + ",\"" + x + "\"\"\r\n\",,z\r\n", 40))
print(len(rows), rows[0].map(len), rows.all(fn(row) => row == rows[0])) // > 40 [997, 1000, 0, 1] true
maps = csv_parse("k,l\n" + repeat(x + ",2\n3\n", 40), {header: true})
print(len(maps), len(maps[78]["k"]), maps[79]) // > 80 997 {"k": 3, "l": }
print(len(csv_parse(repeat(x + ",", 40))[0])) // > 41
print(len(csv_parse("\"" + repeat(x + "\n", 40) + "\"")[0][0])) // > 39920
try
  csv_parse(repeat(x + "\n", 40) + "\"x")
catch e
  print(e.message) // > unterminated quote at line 41 column 1
root = xml_root(xml_parse("<a>" + repeat("<b n='1'>" + x + "&lt;<c/></b>", 40) + "</a>"))
print(xml_name(root), xml_children(root).len(), xml_text(root).len()) // > a 40 39920
deep = xml_root(xml_parse(repeat("<" + x + ">", 40) + "x" + repeat("</" + x + ">", 40)))
print(xml_text(deep), xml_children(deep).len()) // > x 1
print(xml_parse(repeat("<" + x + ">", 40) + repeat("</" + x + ">", 39))) // > 0
print(xml_parse("<a>" + repeat("<b/>" + x, 40) + "</c>")) // > 0
// A fiber with little fuel is stopped in the middle and goes on.
for f in [fn() => len(csv_parse(repeat(x + ",1\n", 70))), fn() => sha256(repeat("a", 100000)).substr(0, 8)]
  work = fiber(f, {fuel: 500, mask: ["fuel"]})
  n = 0
  result = work.resume()
  while is_signal(result)
    n += 1
    work.add_fuel(500)
    result = work.resume()
  print(n > 5, result)
// > true 70
// > true 6d1cf22d
