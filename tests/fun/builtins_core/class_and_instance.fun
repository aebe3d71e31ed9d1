// section: 16.1
class A(x)
class B(x) extends A
print(class_of(B(1)), instance_of(B(1), A), instance_of(B(1), B), instance_of(A(1), B)) // > <class B> true true false
print(instance_of("s", A), instance_of(nil, A)) // > false false
print(class_of(Error("x")), instance_of(Error("x"), Error)) // > <class Error> true
