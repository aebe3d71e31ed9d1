// section: 12.deny
free = fiber(fn() => kind(cwd()))
print(fiber(fn() => free.resume(), {deny: ["env"]}).resume()) // > String
