// section: 6.break 9.4
out = []
for i in range(3)
  try
    if i == 1
      break
    push(out, i)
  finally
    push(out, "f")
print(out) // > [0, f, f]
out = []
for i in range(3)
  try
    continue
  finally
    push(out, i)
print(out) // > [0, 1, 2]
