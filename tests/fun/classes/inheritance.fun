// section: 8.inheritance
class Animal(name)
  legs = 4
  fun speak(this) => this.name + " makes " + this.sound()
  fun sound(this) => "a sound"
class Dog(name) extends Animal
  fun sound(this) => "woof"
class Puppy(name, age) extends Dog
  legs = 3
print(Animal("x").speak()) // > x makes a sound
print(Dog("Rex").speak()) // > Rex makes woof
p = Puppy("Bit", 1)
print(p.speak(), p.legs, p.age) // > Bit makes woof 3 1
print(p) // > Puppy {"name": Bit, "legs": 3, "age": 1}
