x = 1 +* 2
y = undefined_name
