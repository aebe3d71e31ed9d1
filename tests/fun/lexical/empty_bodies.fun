// section: 1.blocks
if true
else
  print("never")
if false
elif true
else
while false
for i in range(3)
fun nothing()
class Empty()
try
catch e
finally
f = fn()
print(nothing(), i, f()) // > nil 2 nil
