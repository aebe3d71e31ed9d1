// section: 16.4
// A text that takes several steps gives what its parts give, whatever stands where a step ends.
made = normalize("x" + repeat("e\u{301}", 16400), "NFC")
print(len(made), made[:3], made[-1:] == "\u{e9}", count_of(made, "\u{e9}"))         // > 32801 xéé true 16400
made = normalize(repeat("\u{1112}\u{1161}\u{11ab}", 5500), "NFC")
print(len(made), made == repeat("\u{d55c}", 5500))                                  // > 16500 true
