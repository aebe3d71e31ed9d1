// section: 16.4
print(format("{} {}", 1, "a"), format("{0}-{1}-{0}", "x", "y"), format("{{}} {}", 5), format("none")) // > 1 a x-y-x {} 5 none
print(format("{}", [1, "a"]), format("{} {}", nil, true)) // > [1, a] nil true
