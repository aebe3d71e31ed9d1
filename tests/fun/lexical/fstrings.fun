// section: 1.f-strings
n = 3
s = "w"
print(f"n={n} s={s}") // > n=3 s=w
print(f'{n + 1}{n * 2}') // > 46
print(f"{{}} {{{n}}}") // > {} {3}
print(f"\{n\}") // > {n}
print(f"{nil} {true} {1.5} {[1, "a"]}") // > nil true 1.5 [1, a]
print(f"tab\tx\x41\u{42}") // > tab	xAB
print("no {n} here") // > no {n} here
print("\(n)") // > (n)
print(f"") // >
