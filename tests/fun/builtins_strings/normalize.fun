// section: 16.4
s = "e\u{301}"
print(len(s), len(normalize(s, "NFC")), normalize(s, "NFC") == "\u{e9}") // > 3 2 true
print(normalize("\u{e9}", "NFD") == s, normalize("\u{fb01}", "NFKC"), normalize("\u{fb01}", "NFKD")) // > true fi fi
print(normalize("", "NFC") == "") // > true
for form in ["nfc", "XYZ"]
  try
    print(normalize("a", form)) // > a
  catch err
    print(err.kind, err.message) // > ValueError unknown normalization form 'XYZ'
