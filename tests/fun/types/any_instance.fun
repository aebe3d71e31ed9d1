// section: 4.class
class Dog()
  fun toString(this)
    return "a dog"
class Cat(string name) extends Dog

Class pet = Dog()
print(pet) // > a dog
pet = Cat("Tom")
print(pet.name) // > Tom
try
  pet = "none"
catch e
  print(e, pet.name) // > TypeError: expected Class Tom
fun feed(Class? who, array<Class> others) -> Class
  return who ?? others[0]
print(feed(nil, [Dog()]), class_of(feed(Cat("Kit"), []))) // > a dog <class Cat>
try
  feed(nil, [1])
catch e
  print(e) // > TypeError: feed() expects array<Class> for 'others'
Class late
print(late) // > nil
