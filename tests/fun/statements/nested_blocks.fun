// section: 6.if 6.while
out = []
i = 0
while i < 6
  i += 1
  if i % 2 == 0
    for c in "ab"
      if c == "b"
        try
          if i == 4
            break
          push(out, c + to_string(i))
        finally
          push(out, "f" + to_string(i))
      else
        push(out, c)
  else
    continue
  push(out, "|")
print(out) // > [a, b2, f2, |, a, f4, |, a, b6, f6, |]
