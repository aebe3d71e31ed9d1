// section: 8.class-values
class A(x)
class B(x) extends A
print(A.name, B.name, B.parent, A.parent) // > A B <class A> nil
print(class_of(B(1)), class_of(B(1)) == B) // > <class B> true
make = B
print(make(3).x, [A, B][1](4).x) // > 3 4
print(instance_of(B(1), A), instance_of(A(1), B), instance_of(5, A)) // > true false false
