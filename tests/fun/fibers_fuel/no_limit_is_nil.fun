// section: 12.fuel
print(fiber(fn() => 1).fuel()) // > nil
