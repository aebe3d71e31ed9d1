// section: 1.operators
print(1+2*3-4/2%3, 1<2, 2>=1, 1!=2, !true) // > 5 true true true false
print(1<<2|3&1^5, ~0, -1>>1) // > 4 -1 -1
x=1
x+=2
x*=5
x-=3
x/=2
x%=4
y=nil
y??=7
print(x, y) // > 2 7
