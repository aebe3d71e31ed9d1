// section: 1.blocks 1.comments
if true
  print(1) // > 1
// at the margin
      // deep
   // odd
	// after a tab

  print(2) // > 2
fun f()
// before the body
  return 3
print(f()) // > 3
