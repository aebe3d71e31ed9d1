// section: 15.files
#include <regex.fun>
#include <regex/pcre2.fun>
#include <io/json.fun>
#include <io/xml.fun>
#include <io/process.fun>
#include <utils/datetime.fun>

r = Regex()
print(r.match("a1", "[a-z][0-9]"), r.match("a1!", "[a-z][0-9]"), r.search("x42", "([0-9])([0-9])"), r.replace(121, 1, "."))
// > 1 0 {"match": 42, "start": 1, "end": 3, "groups": [4, 2]} .2.

p = PCRE2()
print(p.test("(?<=a)b", "AB", nil), p.test("(?<=a)b", "AB", p.i() + p.u()), p.match("(.)\\1", "hello", nil)["full"]) // > 0 1 ll
print(p.find_all("\\d", "a1b2", nil).map(fn(m) => m.full), p.m() + p.s() + p.x(), p.match("z", "a", nil)) // > [1, 2] 22 nil

j = JSON()
value = j.parse("{\"a\": [1, 2.5, null]}")
print(value, j.stringify(value, nil), j.stringify([1]), j.parse("{")) // > {"a": [1, 2.5, nil]} {"a":[1,2.5,null]} [1] nil
path = path_join(temp_dir(), "v.json")
print(j.to_file(path, value, 1), j.from_file(path) == value, j.from_file(path + "?")) // > 1 true nil

x = XML()
root = x.root(x.parse("<a><b>one</b> two</a>"))
print(x.name(root), x.text(root), x.from_file(path + "?")) // > a one two 0
print(x.between("k=<v>;", "<", ">"), x.between("k=v", "=", ""), repr(x.between("k", "=", "")), repr(x.between("k=v", "=", ";"))) // > v v "" ""

proc = Process()
print(proc.run("printf hi"), proc.run_merge_stderr("sh -c 'echo no >&2; exit 3'")["code"]) // > {"out": hi, "code": 0} 3
print(proc.check_call("true"), proc.check_call("false"), proc.system("true")) // > 1 0 0

d = DateTime()
print(d.format(0, "%Y") in ["1969", "1970"], d.now_ms() > 0, d.mono_ms() <= d.mono_ms(), len(d.iso_now())) // > true true true 19
