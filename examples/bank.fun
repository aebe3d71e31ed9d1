// Classes, private fields, errors with data, catch filters, and finally, which always runs.

class Account(owner)
  _balance = 0
  history = []

  fun deposit(this, number amount)
    if amount <= 0
      error(f"cannot deposit {amount}", "AmountError")
    this._balance += amount
    push(this.history, amount)
    return this

  fun withdraw(this, number amount)
    if amount > this._balance
      throw Error(f"{this.owner} lacks {amount - this._balance}", "FundsError")
    this._balance -= amount
    push(this.history, -amount)
    return this

  fun toString(this) => f"{this.owner}: {this._balance}"

class Savings(owner, percent) extends Account(owner)
  fun year(this)
    return this.deposit(this._balance * this.percent / 100)

fun transfer(from, to, amount)
  try
    from.withdraw(amount)
    to.deposit(amount)
    return "done"
  catch err when err.kind == "FundsError"
    return f"refused, {err.message}"
  finally
    print(f"  ({from}, {to})")

ada = Account("Ada").deposit(100)
bob = Savings("Bob", 10).deposit(1000).year()
print(transfer(bob, ada, 150))
// >   (Bob: 950, Ada: 250)
// > done
print(transfer(ada, bob, 300))
// >   (Ada: 250, Bob: 950)
// > refused, Ada lacks 50

try
  ada.deposit(-1)
catch err
  print(err)  // > AmountError: cannot deposit -1
try
  ada._balance = 1000000
catch err
  print(err)  // > AccessError: private field '_balance' is not accessible
print(ada.history, bob.history)  // > [100, 150] [1000, 100, -150]
