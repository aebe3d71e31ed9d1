// section: 1.contextual
match = 1
after = 2
case = 3
when = 4
as = 5
from = 6
receive = 7
super = 8
print(match + after, case + when, as + from, receive + super) // > 3 7 11 15
match += 10
print(match) // > 11
