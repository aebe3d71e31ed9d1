// section: 1.blocks
x	=	1	+
	2
print(	x	) // > 3
