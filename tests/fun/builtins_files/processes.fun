// section: 16.7
r = proc_run("echo hi; exit 3")
print(r.out == "hi\n", r.code) // > true 3
print(system("true"), system("false"), system("true | true")) // > 0 1 -1
x = exec(["sh", "-c", "echo out; echo err >&2; exit 4"])
print(x.out == "out\n", x.err == "err\n", x.code) // > true true 4
y = exec(["cat"], {input: "piped"})
print(y.out, y.code) // > piped 0
