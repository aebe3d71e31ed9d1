// section: 16.2
// skip-mode: round-trip storing long arrays after every unit takes minutes
// Long arrays of integers alone are sorted where they are.
all = to_array(range(2200))
mixed = reverse(to_array(range(0, 2200, 2))) + to_array(range(1, 2200, 2))
print(sorted(mixed) == all, sorted(all) == all, sorted(reverse(all)) == all) // > true true true
print(sorted(array(2100, 7)) == array(2100, 7), sorted(array(2100, 7) + [3]) == [3] + array(2100, 7)) // > true true
letters = to_array(to_bytes(repeat("the quick brown fox jumps over the lazy dog ", 50)))
s = sorted(letters)
print(first(s), s[449], s[450], s[1999], last(s), sum(s) == sum(letters)) // > 32 32 97 118 122 true
print(sort(letters) is letters, letters == s) // > true true

// Interrupted in the middle, the array has the elements it had; what it has got by then is sorted with them.
a = reverse(to_array(range(0, 9000, 2))) + to_array(range(1, 9000, 2))
f = fiber(fn() => sort(a), {fuel: 9500, mask: ["fuel"]})
f.resume()
sorted_now = a == to_array(range(9000))
print(f.status(), len(a), sum(a) == sum(range(9000)), sorted_now) // > suspended 9000 true false
push(a, -1)
f.add_fuel(1000000)
f.resume()
print(f.status(), len(a), a == [-1] + to_array(range(9000))) // > done 9001 true
