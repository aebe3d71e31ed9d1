// section: 9.7
print(zzundefined01)
print(zzundefined02)
print(zzundefined03)
print(zzundefined04)
print(zzundefined05)
print(zzundefined06)
print(zzundefined07)
print(zzundefined08)
print(zzundefined09)
print(zzundefined10)
print(zzundefined11)
print(zzundefined12)
print(zzundefined13)
print(zzundefined14)
print(zzundefined15)
print(zzundefined16)
print(zzundefined17)
print(zzundefined18)
print(zzundefined19)
print(zzundefined20)
print(zzundefined21)
print(zzundefined22)
print(zzundefined23)
print(zzundefined24)
print(zzundefined25)
// exit: 1
// stderr: Undefined name 'zzundefined01'
// stderr: Undefined name 'zzundefined02'
// stderr: Undefined name 'zzundefined03'
// stderr: Undefined name 'zzundefined04'
// stderr: Undefined name 'zzundefined05'
// stderr: Undefined name 'zzundefined06'
// stderr: Undefined name 'zzundefined07'
// stderr: Undefined name 'zzundefined08'
// stderr: Undefined name 'zzundefined09'
// stderr: Undefined name 'zzundefined10'
// stderr: Undefined name 'zzundefined11'
// stderr: Undefined name 'zzundefined12'
// stderr: Undefined name 'zzundefined13'
// stderr: Undefined name 'zzundefined14'
// stderr: Undefined name 'zzundefined15'
// stderr: Undefined name 'zzundefined16'
// stderr: Undefined name 'zzundefined17'
// stderr: Undefined name 'zzundefined18'
// stderr: Undefined name 'zzundefined19'
// stderr: Undefined name 'zzundefined20'
// stderr: Failed to compile script: at_most_twenty_are_reported.fun
// stderr-not: Undefined name 'zzundefined21'
