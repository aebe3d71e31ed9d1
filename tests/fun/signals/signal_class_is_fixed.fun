// section: 12.signals
print(Signal) // > <class Signal>
