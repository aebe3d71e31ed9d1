fun f()
  return undefined_nam
undefined_name2 = 1
