// section: 16.1
class C(x, y)
print(len("h\u{e9}"), len([1, 2]), len(b"abc"), len(range(0, 10, 3)), len({a: 1}), len(C(1, 2))) // > 3 2 3 4 1 2
print(len(5), len(nil), len(true), len(len), len("")) // > 0 0 0 0 0
print(size("h\u{e9}"), size([1]), size({a: 1}), size(b"ab"), size(range(3))) // > 2 1 1 2 3
try
  size(5)
catch err
  print(err.kind) // > TypeError
