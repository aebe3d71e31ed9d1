// section: 12.deny 12.signals
f = fiber(fn() => map(["NO_SUCH_NAME"], env), {deny: ["env"], mask: ["denied"]})
f.resume()
print(f.proceed()) // > []
