// section: 12.signals
print(kind(fiber(fn() => cwd()).resume())) // > String
