// section: 12.signals 16.10.fibers
print(breakpoint(), emit("debug", 1)) // > nil nil
