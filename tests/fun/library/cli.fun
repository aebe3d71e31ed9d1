// section: 15.files
// args: -v --out=a=b --all -xyz in.txt - -- last
#include <cli.fun>

args = argv()
print(args)                    // > [-v, --out=a=b, --all, -xyz, in.txt, -, --, last]
given = parse_args(args)
print(given["flags"])          // > {"v": 1, "out": a=b, "all": 1, "x": 1, "y": 1, "z": 1, "": 1}
print(given["positionals"])    // > [in.txt, -, last]
print(parse_args([]))          // > {"flags": {}, "positionals": []}
