// section: 15.files
#include <utils/range.fun>
print(range(4), range(0), range2(3, 6), range2(6, 3)) // > [0, 1, 2, 3] [] [3, 4, 5] []
print(range3(10, 0, -3), range3(0, 10, 4), range3(0, 10, 0)) // > [10, 7, 4, 1] [0, 4, 8] []
for i in range(2, 4)
  print(i)
// > 2
// > 3
