// section: 12.deny
print(len(fiber(fn() => cwd(), {deny: ["net", "clock"]}).resume()) > 0) // > true
