use super::parsed;

#[track_caller]
fn check(source: &str, expected: &str) {
    let (tree, messages) = parsed(source.as_bytes());
    assert!(messages.is_empty(), "{messages:?}\n{source}");
    assert_eq!(tree, expected, "{source}");
}

#[test]
fn operators_bind_as_in_the_table() {
    check("a ! b ! c", "(a ! (b ! c))");
    check("a ? b : c ? d : e", "(a ? b : (c ? d : e))");
    check("a ?? b ?? c || d or e && f", "(a ?? b ?? (c || d || (e && f)))");
    check("not a == b && not not c", "((!(a == b)) && (!(!c)))");
    check("a == b != c is not d is e", "((((a == b) != c) is not d) is e)");
    check("a < b == c not in d", "((a < b) == (c not in d))");
    check("a | b ^ c & d << e + f * -g", "(a | (b ^ (c & (d << (e + (f * (-g)))))))");
    check("a + b - c * d / e", "(a + b - (c * d / e))");
    check("(a + b) + c", "((a + b) + c)");
    check("-a.b !c", "((-a.b) ! c)");
    check("!~-a[1]", "(!(~(-a[1])))");
    check("a >= b && b <= c && 'x' in d", "((a >= b) && (b <= c) && ('x' in d))");
}

#[test]
fn postfixes() {
    check("f(1, ...a, if: 2,)", "f(1, ...a, if: 2)");
    check("a.b.c(1)?.d?.if(x)", "a.b:c(1)?.d?:if(x)");
    check("(a.b)(1)", "a.b(1)");
    check("a[1][:2][1:][:][b ? c : d:e]", "a[1][:2][1:][:][(b ? c : d):e]");
    check("f (1) [2]", "f(1)[2]");
    check("5.upper()", "5:upper()");
}

#[test]
fn literals() {
    check("[1, ...a, 2.5,]", "[1, ...a, 2.5]");
    check(
        "{'a': 1, if: 2, -1: 3, true: 4, nil: 5, [x + y]: 6, ...m,}",
        "{'a': 1, 'if': 2, -1: 3, true: 4, nil: 5, [(x + y)]: 6, ...m}",
    );
    check(r#"f"a{x + 1:>5}{ {'k': v}['k'] }" b"x""#.split_once(" b").unwrap().0, "f'a{(x + 1):>5}{{'k': v}['k']}'");
    check("x = b'a'", "x = b'a'");
    check("{a: 1}", "{'a': 1}");
    check("[\n1,\n2\n]", "[1, 2]");
}

#[test]
fn assignments() {
    check("a = b", "a = b");
    check("a.b[c].d = e", "a.b[c].d = e");
    check("a?.b.c = 1", "a?.b.c = 1");
    check("a, b[0] = f()", "[a, b[0]] = f()");
    check("[a, b.c] = f()", "[a, b.c] = f()");
    check("[a] = f()", "[a] = f()");
    check("a, b = b, a", "a, b = b, a");
    check("a += 1\nb ??= c\nd %= 2", "a += 1; b ??= c; d %= 2");
    check("a, b = fn()\n  1\n, 2", "a, b = (fn(){1}), 2");
    check("a = fn()\n  1\n.b", "a = (fn(){1}).b");
    check("a = fn()\n  1\n(b)", "a = (fn(){1}); b");
    check("a = fn()\n  1\n- 1\n[b]", "a = (fn(){1}); (-1); [b]");
    check("a = fn()\nb = fn()\n+ 1", "a = (fn(){}); b = ((fn(){}) + 1)");
}

#[test]
fn declarations() {
    check(
        "number n = 1\nT? t\nm.C c = d\narray<map<string, T?>>? a",
        "Int64 n = 1; T? t; m.C c = d; Array<Map<String, T?>>? a",
    );
    check(
        "nil x = nil\nbyte b = 1\nsint16 s\nfunction f\nany z",
        "Nil x = nil; Uint8 b = 1; Int16 s; Function f; Any z",
    );
    check("var x = 1\nconst number y = 2\nvar T z = 3", "var x = 1; const Int64 y = 2; var T z = 3");
    check("array<array<array<float>>> a = []", "Array<Array<Array<Float>>> a = []");
    check("number = 5\nmap(a, f)\nstring.x", "number = 5; map(a, f); string.x");
    check("global a, b", "global a, b");
}

#[test]
fn statements() {
    check("if a\n  b\nelif c\n  d\nelse if e\n  f\nelse\n  g", "if a{b} elif c{d} elif e{f} else {g}");
    check("if a b = 1\nelse c()\nd", "if a{b = 1} else {c()}; d");
    check("if (a) && (b)\nif (x > 3) x = 1\nif (c) return", "if (a && b){}; if (x > 3){x = 1}; if c{return}");
    check("while a\n  break\n  continue", "while a{break; continue}");
    check("for i in range(3) f(i)", "for i in range(3){f(i)}");
    check("for (k, v) in m\n  k\nfor a, b in c", "for k, v in m{k}; for a, b in c{}");
    check(
        "try\n  a\ncatch\n  b\ncatch e\n  c\ncatch e when e.kind == 1\n  d\ncatch when f\nfinally\n  g",
        "try{a} catch{b} catch e{c} catch e when (e.kind == 1){d} catch when f{} finally{g}",
    );
    check("try\ncatch when\n  a", "try{} catch when{a}");
    check(
        "return\nexit\nexit 1\nexit (1)\nexit(a, b)\nexit (a) + f(1, 2)",
        "return; exit; exit 1; exit 1; exit(a, b); exit (a + f(1, 2))",
    );
    check(
        "throw a\nthrow [b]\ndefer f()\ndefer a = 1\ndefer\n  b\n  c",
        "throw a; throw [b]; defer {f()}; defer {a = 1}; defer {b; c}",
    );
    check(
        "print a, b\nprint(1) + 2\nprint (1), 2\nprint(1, 2)\necho -1\nprint",
        "print(a, b); print((1 + 2)); print(1, 2); print(1, 2); echo((-1)); print",
    );
    check("print(1).a\nprint()", "print(1.a); print()");
}

#[test]
fn functions() {
    check(
        "fun f()\nfun g(a, number b = 1, ...c) -> T?\n  a\nfun h(x) => x + 1",
        "fun f(){}; fun g(a, Int64 b = 1, ...c) -> T?{a}; fun h(x) => (x + 1)",
    );
    check(
        "fun* g()\n  x = yield\n  yield 1\n  f((yield x), yield)",
        "fun* g(){x = (yield); (yield 1); f((yield x), (yield))}",
    );
    check("fn(a) => a ? fn*() => 1 : 2", "(fn(a) => (a ? (fn*() => 1) : 2))");
    check("f(fn(a)\n  return a\n, 1)", "f((fn(a){return a}), 1)");
    check("fun f(m) => match m\n  case 1 => 2\ng()", "fun f(m) => match m {1{2}}; g()");
    check("fun f() => fn()\n  1\ng()", "fun f() => (fn(){1}); g()");
    check("fun f()\n  return fn()\n    1\n  g()", "fun f(){return (fn(){1}); g()}");
    check("if fn()\n  1\nx", "if (fn(){1}){}; x");
}

#[test]
fn classes() {
    check(
        "class P(number x, y = 2) extends m.B(x, ...y)\n  z = x\n  number w = 1\n  fun in(this) => super.in(1)\n  fun* g(this)\n    super.h\nclass Q",
        "class P(Int64 x, y = 2) extends m.B(x, ...y){ z = x; Int64 w = 1 | fun in(this) => super:in(1); fun* g(this){super.h}}; class Q(){ | }",
    );
    check(
        "class A\n  f = fn() => super.x\n  fun m(this) => super.x",
        "class A(){ f = (fn() => super.x) | fun m(this) => super.x}",
    );
    check(
        "class A extends B\n  f = super.x\n  fun m(this)\n    fn() => super.x()",
        "class A() extends B{ f = super.x | fun m(this){(fn() => super:x())}}",
    );
}

#[test]
fn matching() {
    check(
        "r = match e\n  case 0 | 1\n    small()\n  case Point(x: 0, y: yy) when yy > 1 => yy\n  case _ => other()\nx",
        "r = match e {(0 | 1){small()}; Point(x: 0, y: yy) when (yy > 1){yy}; _{other()}}; x",
    );
    check(
        "match e\n  case [x, ...rest, y] as all => 1\n  case [...] => 2\n  case {'t': -1, name, if: q, ...r} => 3\n  case ^a\n  case ^(b + 1) => 4\n  case 'a'..='z' => 5\n  case -1..2.5 => print x\n  case m.C(1, (b'x')) => x = 1",
        "match e {([x ...rest y] as all){1}; [ ...]{2}; {'t': -1, 'name': name, 'if': q ...r}{3}; ^a{}; ^(b + 1){4}; 'a'..='z'{5}; -1..2.5{print(x)}; m.C(1, b'x'){x = 1}}",
    );
    check("receive\n  case a\n    b\n  after 10 => c", "receive {a{b} after 10{c}}");
    check(
        "x = receive\n  after nil\nreturn match f(1,\n2)\n  case 1 => match g\n    case 2 => 3",
        "x = receive { after nil{}}; return match f(1, 2) {1{match g {2{3}}}}",
    );
    check("match(v, cases)\nreceive(1)\nmatch = 1", "match(v, cases); receive(1); match = 1");
}

#[test]
fn imports() {
    check(
        "import a.b\nimport 'x/y.fun' as z\nimport <io/con>\nimport p, q as r from s\nimport t as u\nimport v as w from 'x'",
        "import a/b as b; import \"x/y.fun\" as z; import <io/con> as con; import s names p as p, q as r; import t as u; import \"x\" names v as w",
    );
    check(
        "#include <a/b.fun> // c\ninclude \"d.fun\"\n#include 'e' as f",
        "include <a/b.fun>; include \"d.fun\"; include as \"e\" as f",
    );
}

#[test]
fn contextual_words_are_names_where_the_file_binds_them() {
    check("print = 1\nprint (2)", "print = 1; print(2)");
    check("yield, x = 1, 2\nyield -1\nf(yield)", "yield, x = 1, 2; (yield - 1); f(yield)");
    check("[yield, x] = a\nyield [1]", "[yield, x] = a; yield[1]");
    check("fun defer(x) => x\ndefer (1)\ndefer\n", "fun defer(x) => x; defer(1); defer");
    check("for throw in x\n  throw -1", "for throw in x{(throw - 1)}");
    check("try\ncatch echo\n  echo [0]", "try{} catch echo{echo[0]}");
    check("match e\n  case import => import -1", "match e {import{(import - 1)}}");
    check("fun f(match)\n  return match match\n    case 1 => match", "fun f(match){return match match {1{match}}}");
    check("x.print = 1\nclass A\n  fun print(this)\nprint 1", "x.print = 1; class A(){ | fun print(this){}}; print(1)");
    check("case = after\nwhen(as, from)\nsuper.x", "case = after; when(as, from); super.x");
    check("throw\nglobal.x\nconst = 1\nconst -1", "throw; global.x; const = 1; (const - 1)");
}
