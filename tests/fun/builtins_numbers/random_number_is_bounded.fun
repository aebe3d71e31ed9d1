// section: 16.5
print(len(random_number(3)), random_number(0) == "", random_number(-5) == "", len(random_number(1048576))) // > 6 true true 2097152
for n in [1048577, 9223372036854775807]
  try
    random_number(n)
  catch e
    print(e)
// > ValueError: random_number length must be at most 1048576, got 1048577
// > ValueError: random_number length must be at most 1048576, got 9223372036854775807
