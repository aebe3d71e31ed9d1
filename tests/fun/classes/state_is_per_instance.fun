// section: 8.fields
class Account(owner, balance = 0)
  history = []
  fun deposit(this, n)
    if n <= 0
      error("invalid amount", "AccountError", {amount: n})
    this.balance += n
    push(this.history, n)
a = Account("a")
b = Account("b", 100)
a.deposit(10)
b.deposit(5)
b.deposit(7)
print(a.balance, b.balance, a.history, b.history) // > 10 112 [10] [5, 7]
try
  a.deposit(-1)
catch err when err.kind == "AccountError"
  print(err, err.data.amount) // > AccountError: invalid amount -1
