// section: 1.blocks
if true
	print(1)
// exit: 1
// stderr: Parse error tab_indentation.fun:3:
// stderr: Tabs are forbidden for indentation
// stderr: Failed to compile script: tab_indentation.fun
