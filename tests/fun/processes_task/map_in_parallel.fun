// section: 15.task
import task
print(task.map(range(6), fn(x) => x * 10)) // > [0, 10, 20, 30, 40, 50]
print(task.map([3, 1, 2], fn(x) => x, {max: 1, ordered: false})) // > [3, 1, 2]
print(sorted(task.map([30, 1, 15], fn(x) => x + 1, {max: 3, ordered: false}))) // > [2, 16, 31]
print(task.map([], fn(x) => x), len(processes())) // > [] 1
