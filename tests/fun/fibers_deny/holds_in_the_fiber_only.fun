// section: 12.deny
f = fiber(fn() => 1, {deny: ["env"]})
f.resume()
print(kind(cwd())) // > String
