//! What is reported, where, and that nothing follows from it.

use super::*;

#[track_caller]
fn check(source: &str, expected: &[&str]) {
    let (_, messages) = parsed(source.as_bytes());
    let errors: Vec<_> = messages.into_iter().filter(|message| !message.contains(" warning: ")).collect();
    assert_eq!(errors, expected, "\n{source}");
}

#[test]
fn lines_end_where_statements_end() {
    let trailing = "Unexpected trailing characters at end of line";
    for (source, at) in [
        ("retrun 5", "1:8"),
        ("whlie x < 3\n  y", "1:7"),
        ("func f(a)\n  b", "1:6"),
        ("x = y = z", "1:7"),
        ("'a' 'b'", "1:5"),
        ("x.1", "1:2"),
        ("a, b", "1:2"),
        ("return 1 2", "1:10"),
        ("x = 1 +\ny = 2", "2:3"),
        ("include 'x' y", "1:13"),
        ("case 1", "1:6"),
        ("if a b = 1 else c()", "1:12"),
        ("f(fn(a)\n  b)\nc", "2:4"),
    ] {
        check(source, &[&format!("{at} {trailing}")]);
    }
    check(
        "* 3\n-> x\n= 1",
        &[
            "1:1 Unknown token at start of statement",
            "2:1 Unknown token at start of statement",
            "3:1 Unknown token at start of statement",
        ],
    );
    check("else\n  x\ncatch e\n  y", &["1:1 'else' without 'if'", "3:1 'catch' without 'try'"]);
}

#[test]
fn headers() {
    check("if x = 3\n  y = )", &["1:6 Assignment in the header of 'if'", "2:7 Unmatched ')'"]);
    check("if a:\n  b\nelse:\n  c", &["1:5 Unexpected ':'", "3:5 Unexpected ':'"]);
    check("if a {\n  b\n} else {\n  c\n}\nx", &["1:6 Unexpected '{'"]);
    check("if a if b\n  c", &["1:6 The line of 'if' takes a simple statement, not 'if'"]);
    check("if a b\n  c\nd", &["2:3 Unexpected block: the body of this if is in its line"]);
    check(
        "if\n  x\nwhile\n  y\nfor\n  z",
        &[
            "1:3 Expected a condition after 'if', found end of line",
            "3:6 Expected a condition after 'while', found end of line",
            "5:4 Expected a variable after 'for', found end of line",
        ],
    );
    check(
        "for (i = 0)\n  break\nfor x of y\n  continue",
        &["1:8 Expected ',', found '='", "3:7 Expected 'in', found 'of'"],
    );
    check("try\n  a\nb", &["1:1 'try' needs a 'catch' or a 'finally'"]);
    check(
        "try a\ncatch (e)\n  b = *",
        &[
            "1:5 Expected the end of the line after 'try', found 'a'",
            "2:7 Unexpected '(' after 'catch'",
            "3:7 Expected an expression, found '*'",
        ],
    );
}

#[test]
fn jumps() {
    check(
        "break\nfor a in b\n  fun f()\n    continue\n  fn()\n    break",
        &["1:1 break outside a loop", "4:5 continue outside a loop", "6:5 break outside a loop"],
    );
    check(
        "defer return 1\nfun f()\n  defer\n    if x\n      return\n    fn()\n      return",
        &["1:7 'return' is not allowed in 'defer'", "5:7 'return' is not allowed in 'defer'"],
    );
}

#[test]
fn assignments() {
    for source in ["f() = 1", "a[1:2] = 3", "nil = 3", "a + b = 3", "a?.b = 1", "1 += 2", "'a' = 1"] {
        check(source, &["1:1 Cannot assign to this expression"]);
    }
    check(
        "(a) = 1\n[b, (c)] = d\n[...e] = f\n[] = g",
        &[
            "1:2 Cannot assign to this expression",
            "2:6 Cannot assign to this expression",
            "3:5 '...' is not possible in a target",
            "4:1 Cannot assign to an empty list",
        ],
    );
    check(
        "a, b = 1, 2, 3\nc = 1, 2\n[d, e] = 1, 2\nf, g += 1",
        &[
            "1:8 2 targets but 3 values",
            "2:5 1 target but 2 values",
            "3:10 Targets in brackets take one value, an Array",
            "4:6 A compound assignment takes one target",
        ],
    );
    check(
        "var x\nconst 3 = 4\nvar if = 1\nnumber<any> y",
        &[
            "1:6 Expected '=' after 'x', found end of line",
            "2:7 Expected a name after 'const', found a number",
            "3:5 Expected a name after 'var', found 'if'",
            "4:1 'number' takes no element type",
        ],
    );
}

#[test]
fn expressions() {
    let chain = "comparison operators do not chain; write a < b && b < c";
    check("while a < b < c\n  d", &[&format!("1:13 {chain}")]);
    check("x = a == b in c <= d", &[&format!("1:17 {chain}")]);
    check("x = (y = 3)\nz = (1, 2)", &["1:8 Expected ')', found '='", "2:7 Expected ')', found ','"]);
    check("x++\ny = 1", &["1:3 There is no operator '++'"]);
    check(
        "x = a ? b\ny = a == not b\nz = 1 + yield",
        &[
            "1:10 Expected ':' of 'condition ? a : b', found end of line",
            "2:10 'not' needs parentheses here",
            "3:9 'yield' needs parentheses here",
        ],
    );
    check(
        "a[]\na[1:2:3]\na.\nb.(c)",
        &[
            "1:3 Expected an index, found ']'",
            "2:6 Expected ']', found ':'",
            "3:3 Expected a name after '.', found end of line",
            "4:3 Expected a name after '.', found '('",
        ],
    );
    check(
        "f'{}'\nf'{a b}'\nf'{a'\nf'}'",
        &[
            "1:3 Empty '{}' in f-string",
            "2:6 Expected '}' of the f-string, found 'b'",
            "3:5 Expected '}' before the end of the string",
            "4:3 Single '}' in f-string",
        ],
    );
}

#[test]
fn parsing_goes_on_inside_brackets() {
    check(
        "f(a b, c)\nf(a = 1, b = 2)\nf(a: 1, 2)",
        &[
            "1:5 Expected ',' or ')', found 'b'",
            "2:5 Expected ',' or ')', found '='",
            "3:9 Positional argument after a named one",
        ],
    );
    check(
        "x = [\n  1,\n  2 3,\n  4,\n  if\n]\ny = {\n  a: 1\n  b: 2,\n  c = 3,\n  d}\nz = *",
        &[
            "3:5 Expected ',' or ']', found a number",
            "5:3 Expected an expression, found 'if'",
            "9:3 Expected ',' or '}', found 'b'",
            "10:5 Expected ':' after the key, found '='",
            "11:4 Expected ':' after the key, found '}'",
            "12:5 Expected an expression, found '*'",
        ],
    );
    check(
        "f(fn(a)\n  b = if\n  c 1\n, 1 2)\nx = *",
        &[
            "2:7 Expected an expression, found 'if'",
            "3:5 Unexpected trailing characters at end of line",
            "4:5 Expected ',' or ')', found a number",
            "5:5 Expected an expression, found '*'",
        ],
    );
}

#[test]
fn functions_and_classes() {
    check(
        "fun f(a, a, b = 1, c)\n  d\nfun g(...r, x)\nfun h(a: number)\nfun i return 1",
        &[
            "1:10 Duplicate parameter name 'a'",
            "1:20 Parameter 'c' needs a default value, as the one before has one",
            "3:10 '...r' must be the last parameter",
            "4:8 Expected ',' or ')', found ':'",
            "5:7 Expected '(' after 'i', found 'return'",
        ],
    );
    check(
        "fun f() return 1\nfun (a)\n  b\nx = fun(a) => 1\nfn name(a) => 1\nfun if()\n  c",
        &[
            "1:9 Expected '=>' or the end of the line, found 'return'",
            "2:5 Expected a function name, found '('",
            "4:5 Expected an expression, found 'fun'",
            "5:4 Expected '(' after 'fn', found 'name'",
            "6:5 Expected a function name, found 'if'",
        ],
    );
    check(
        "class A\n  fun m(x)\n  fun _construct()\n  x\n  y()\n  fun* _construct(this)\n  if = 3",
        &[
            "2:9 First parameter of a method must be 'this'",
            "3:7 Constructor '_construct' must declare 'this' as its first parameter",
            "4:4 Expected '=' after field 'x', found end of line",
            "5:4 Expected '=' after field 'y', found '('",
            "6:6 '_construct' cannot be a generator",
            "7:3 Expected a field or a method, found 'if'",
        ],
    );
    check(
        "class\n  x = 1\n  fun m(this)\n    y = if\nclass A : B\n  x = 1",
        &[
            "1:6 Expected a class name, found end of line",
            "4:9 Expected an expression, found 'if'",
            "5:9 Expected 'extends' or the end of the line, found ':'",
        ],
    );
    let many = |n: usize| (0..n).map(|i| format!("p{i}")).collect::<Vec<_>>().join(", ");
    check(&format!("fun f({})\nf({})", many(255), many(255)), &[]);
    check(
        &format!("fun f({})\nf({})", many(256), many(256)),
        &["1:6 More than 255 parameters", "2:2 More than 255 arguments"],
    );
}

#[test]
fn patterns() {
    check(
        "match x\n  case [a, a] => 1\n  case a | b => 2\n  case [...a, ...b] => 1\n  case 'ab'..'c' => 1\n  case 1..'c' => 1\n  case m.C => 2\n  case x if y => 3\n  case 1: 2\n  case {...} => 3\n  foo\n  case ^a.b => *",
        &[
            "2:12 'a' is bound twice in this pattern",
            "3:12 Alternatives must bind the same names",
            "4:15 Only one '...' is possible in a pattern",
            "5:8 These values do not form a range",
            "6:8 These values do not form a range",
            "7:8 Expected '(' after a qualified name in a pattern",
            "8:10 Expected '=>' or the end of the line, found 'if'",
            "9:9 Expected '=>' or the end of the line, found ':'",
            "10:9 Expected a name after '...'",
            "11:3 Expected 'case', found 'foo'",
            "12:10 Unexpected '.' in a pattern",
        ],
    );
    check(
        "receive\n  after 1 => x\n  case 1 => y\n  after 2 => z",
        &["3:3 'after' must be the last arm", "4:3 Only one 'after' is possible"],
    );
    check(
        "match 1 2\n  case 3 => 4\nx = if",
        &[
            "1:9 Expected the end of the line after the value to match, found a number",
            "3:5 Expected an expression, found 'if'",
        ],
    );
    check("match x\n  y", &["1:1 Expected indented 'case' lines after 'match'"]);
}

#[test]
fn imports() {
    check(
        "import 3\nif x\n  import y\nimport 'a-b'\nimport a.if\nimport a, b\n#include x\nfun f()\n  include 'x'",
        &[
            "1:8 Expected a module after 'import', found a number",
            "3:3 'import' is allowed at module level only",
            "4:8 'a-b' is no name; add 'as' and one",
            "5:8 'if' is no name; add 'as' and one",
            "6:12 Expected ',' or 'from', found end of line",
            "7:10 Expected \"path\" or <path>, found 'x'",
            "9:3 An include must start an unindented line",
        ],
    );
}

#[test]
fn names_that_are_contextual_words() {
    check("print = 1\nprint x", &["2:1 'print' is a name in this file; write print(x)"]);
    check("match x\nmatch = 3", &["1:1 'match' is a name in this file; write match(x)"]);
}

#[test]
fn ten_mistakes_give_ten_reports() {
    let source = "\
a = 1 +
fun f(x, x)
  return y z
if (a
b = [1, 2
c = \"text
  d = 5x
e = 1;
while a < b < c
  f(1,, 2)
   g = \u{e9}
h = {a b}
for i in
  break
";
    check(
        source,
        &[
            "2:1 Expected an expression, found 'fun'",
            "3:12 Unexpected trailing characters at end of line",
            "4:4 '(' is never closed",
            "5:5 '[' is never closed",
            "6:5 Unterminated string",
            "7:7 Invalid number",
            "8:6 Unexpected character ';'",
            "9:13 comparison operators do not chain; write a < b && b < c",
            "10:7 Expected an expression, found ','",
            "11:1 Indentation must be multiples of two spaces",
            "11:8 Unexpected character U+00E9",
            "12:8 Expected ':' after the key, found 'b'",
            "14:3 Expected an expression, found 'break'",
        ],
    );
}

#[test]
fn hints_say_what_would_be_right() {
    let hint = |source: &str| {
        let (mut sources, mut interner) = (SourceMap::new(), Interner::new());
        let file = sources.add("test", source.as_bytes()).unwrap();
        let (_, diagnostics) = parse(&sources, &mut interner, file);
        diagnostics[0].hint.clone().unwrap_or_default()
    };
    assert_eq!(hint("whlie x < 3"), "did you mean 'while'?");
    assert_eq!(hint("def f(a)"), "functions are written 'fun name(params)'");
    assert_eq!(hint("if x = 3\n  y"), "write '==' to compare");
    assert_eq!(hint("f(a = 1)"), "named arguments are written 'name: value'; use '==' to compare");
    assert_eq!(hint("x = {a}"), "write 'a: a'");
    assert_eq!(hint("if x\n\ty"), "indent with two spaces a level");
    assert_eq!(hint("x = 1;"), "a statement ends with its line; put each on a line of its own");
}

#[test]
fn warnings_do_not_stop_a_program() {
    let (_, messages) = parsed(b"a\n  b\nif (a) [b]\n  c\nclass A\n  x = 1\n  x = 2\n");
    assert_eq!(
        messages,
        [
            "2:3 warning: This line is indented deeper than its block",
            "3:8 warning: The condition goes on with this '['",
            "7:3 warning: Duplicate field 'x'; the last one counts",
        ]
    );
}
