use super::*;

/// Tokens as text: words and symbols as written, `\n` `{+` `-}` for lines and blocks, inserted ones marked with `*`.
fn dump(source: &[u8]) -> (String, Vec<String>) {
    let mut interner = Interner::new();
    let lexed = lex(source, 0, &mut interner, BoundWords::default());
    let mut out = Vec::new();
    for &token in &lexed.tokens.tokens {
        let mut text = match token.kind {
            Newline => "\\n".to_string(),
            Indent => "{+".to_string(),
            Dedent => "-}".to_string(),
            End => "$".to_string(),
            Int => lexed.tokens.int(token).to_string(),
            Float => format!("{:?}f", lexed.tokens.float(token)),
            Str | Bytes | FStringText | FStringSpec | Path => {
                format!("{:?}:{}", token.kind, readable(interner.bytes(token.symbol())))
            }
            _ if token.is_inserted() => token.kind.describe().trim_matches('\'').to_string(),
            _ => readable(&source[token.start as usize..token.end as usize]),
        };
        if token.is_inserted() {
            text.push('*');
        }
        out.push(text);
    }
    let errors = lexed.diagnostics.iter().map(|d| format!("{}: {}", d.span.start, d.message)).collect();
    (out.join(" "), errors)
}

fn readable(text: &[u8]) -> String {
    text.escape_ascii().to_string().replace("\\\"", "\"").replace("\\'", "'")
}

#[track_caller]
fn check(source: &str, expected: &str) {
    let (tokens, errors) = dump(source.as_bytes());
    assert_eq!(tokens, expected, "{source}");
    assert!(errors.is_empty(), "{errors:?}\n{source}");
}

#[track_caller]
fn check_errors(source: &str, expected: &str, messages: &[&str]) {
    let (tokens, errors) = dump(source.as_bytes());
    assert_eq!(errors, messages, "{source}");
    assert_eq!(tokens, expected, "{source}");
}

#[test]
fn lines_and_blocks() {
    check("#!x\na\n\n  // c\nb", "a \\n b \\n $");
    check("if a\r\n  b\r  c\nd\n", "if a \\n {+ b \\n c \\n -} d \\n $");
    check("a\n    b\n  /* x */\nc", "a \\n {+ b \\n -} c \\n $");
    check("a = 1 /* x\n\n */ + 2\nb", "a = 1 + 2 \\n b \\n $");
    check("/* x\n  y */ a\nb", "a \\n b \\n $");
    check("a +\n      b and\nc, \nd", "a + b and c , d \\n $");
    check("a ? b :\n c", "a ? b : c \\n $");
    check("a:\n  b", "a : \\n {+ b \\n -} $");
    check("f(a\n,\n  b\n)\n(c)", "f ( a , b ) \\n ( c ) \\n $");
    check("fun f() -> array<T>\n  a", "fun f ( ) -> array < T > \\n {+ a \\n -} $");
    check("fun f() ->\n T?\n  a", "fun f ( ) -> T ? \\n {+ a \\n -} $");
    check("x.in\ny", "x . in \\n y \\n $");
    check("return\nx", "return \\n x \\n $");
}

#[test]
fn anonymous_functions_in_brackets_have_blocks() {
    check("f(fn(a)\n  b\n, c)", "f ( fn ( a ) \\n {+ b \\n -} , c ) \\n $");
    check("f(\n    fn(a) -> T?\n      b\n    )", "f ( fn ( a ) -> T ? \\n {+ b \\n -} ) \\n $");
    check("f(fn(a)\n)", "f ( fn ( a ) \\n ) \\n $");
    check("f(fn(a)\n  => b)", "f ( fn ( a ) => b ) \\n $");
    check(
        "f([fn*()\n  g(fn()\n    a\n  )\n  b\n])",
        "f ( [ fn * ( ) \\n {+ g ( fn ( ) \\n {+ a \\n -} ) \\n b \\n -} ] ) \\n $",
    );
    check("f(fn(a)\n  b\n\n  // c\n)", "f ( fn ( a ) \\n {+ b \\n -} ) \\n $");
    check_errors(
        "f(fn()\n  a)\nb",
        "f ( fn ( ) \\n {+ a \\n* -} ) \\n b \\n $",
        &["10: Unexpected trailing characters at end of line"],
    );
}

#[test]
fn indentation_errors_do_not_cascade() {
    check_errors("if a\n\tb\n\tc\nd", "if a \\n {+ b \\n c \\n -} d \\n $", &["5: Tabs are forbidden for indentation"]);
    check_errors(
        "if a\n   b\n   c\nd",
        "if a \\n {+ b \\n c \\n -} d \\n $",
        &["5: Indentation must be multiples of two spaces"],
    );
    check_errors(
        "if a\n  b\n c\nd",
        "if a \\n {+ b \\n c \\n -} d \\n $",
        &["9: Indentation must be multiples of two spaces"],
    );
    check_errors(
        "if a\n   b\n  c\nd",
        "if a \\n {+ b \\n c \\n -} d \\n $",
        &["5: Indentation must be multiples of two spaces"],
    );
    check_errors(
        "if a\n    b\n  else\n    c\nd",
        "if a \\n {+ b \\n -} else \\n {+ c \\n -} d \\n $",
        &["11: Inconsistent dedent"],
    );
}

#[test]
fn numbers() {
    check("0..9 5.name 5. .5 1e2 5E-1", "0 .. 9 5 . name 5.0f 0.5f 100.0f 0.5f \\n $");
    check("0xFF_F 0b1_0 0o17 007 1_000", "4095 2 15 7 1000 \\n $");
    check("18446744073709551615 1.5.x 5.e3 a?.5:1", "-1 1.5f . x 5000.0f a ? 0.5f : 1 \\n $");
    check_errors(
        "1_ 0x 1e 5x",
        "0 0 0 0 \\n $",
        &["0: Invalid number", "3: Invalid number", "6: Invalid number", "9: Invalid number"],
    );
    check_errors("18446744073709551616", "0 \\n $", &["0: Integer literal too large"]);
}

#[test]
fn strings() {
    check(
        r#"'a"b' "\n\x41\u{e9}\q\
c" r"\n" b"\xff""#,
        r#"Str:a"b Str:\nA\xc3\xa9qc Str:\\n Bytes:\xff \n $"#,
    );
    check("'a\r\nb\rc'", "Str:a\\nb\\nc \\n $");
    check(
        r#"f"a{{{x["k"]:>5}}}{c ? 1 : 2:d}\{""#,
        r#"f" FStringText:a{ { x [ Str:k ] FStringSpec:>5 } FStringText:} { c ? 1 : 2 FStringSpec:d } FStringText:{ " \n $"#,
    );
    check("f\"{f'{a}'}\"", "f\" { f' { a } ' } \" \\n $");
    check_errors(
        r#""\xg" "\u{d800}" b"\u{41}é""#,
        "Str:g Str: Bytes: \\n $",
        &["1: Invalid escape", "7: Invalid escape", "19: Invalid escape", "25: Invalid escape"],
    );
    check_errors("f'}'", "f' FStringText:} ' \\n $", &["2: Single '}' in f-string"]);
    check_errors("f'{a'\nb", "f' { a }* ' \\n b \\n $", &["4: Expected '}' before the end of the string"]);
    check_errors(
        "f'{a:3'\nb",
        "f' { a FStringSpec:3 }* ' \\n b \\n $",
        &["6: Expected '}' before the end of the string"],
    );
    check_errors("f'{g(a}'\nb", "f' { g ( a )* } ' \\n b \\n $", &["6: Expected ')' before '}'"]);
}

#[test]
fn a_string_without_end_is_blamed_and_its_line_dropped() {
    let message = &["6: Unterminated string"];
    check_errors("print(\"a)\nprint(\"b\")\nc", "print ( Str:a)* )* \\n print ( Str:b ) \\n c \\n $", message);
    check_errors(
        "t = '\n'\na = 'x\nb = 'y'",
        "t = Str:\\n \\n a = Str:x* \\n b = Str:y \\n $",
        &["12: Unterminated string"],
    );
    check_errors("f'{a\nb", "f' { a }* end of string* \\n b \\n $", &["0: Unterminated string"]);
    check_errors("a = /* b", "a = \\n $", &["4: Unterminated comment"]);
}

#[test]
fn brackets_are_repaired() {
    check_errors("f(a]\nb", "f ( a )* \\n b \\n $", &["3: Expected ')', found ']'"]);
    check_errors("f([a)\nb", "f ( [ a ]* ) \\n b \\n $", &["4: Expected ']' before ')'"]);
    check_errors("f(a))\nb", "f ( a ) ) \\n b \\n $", &["4: Unmatched ')'"]);
    check_errors("f(a\nb = 1\n", "f ( a )* \\n* b = 1 \\n $", &["1: '(' is never closed"]);
    check_errors("f([a,\nif b\n  c", "f ( [ a , ]* )* \\n* if b \\n {+ c \\n -} $", &["2: '[' is never closed"]);
    check_errors("f(a", "f ( a )* \\n $", &["1: '(' is never closed"]);
    check_errors("f([a}])\nb", "f ( [ a } ] ) \\n b \\n $", &["4: Unmatched '}'"]);
    check_errors("f(fn()\n  a)\n  b\n)", "f ( fn ( ) \\n {+ a ) \\n b \\n -} ) \\n $", &["10: Unmatched ')'"]);
    check("fun f(\na = 1,\nb = 2)\n", "fun f ( a = 1 , b = 2 ) \\n $");
}

#[test]
fn parameters_end_where_their_function_begins() {
    check_errors("fun f(a\n  b\nc", "fun f ( a )* \\n* {+ b \\n -} c \\n $", &["5: '(' is never closed"]);
    check_errors("f(fn(a\n  b\n)", "f ( fn ( a )* \\n {+ b \\n -} ) \\n $", &["4: '(' is never closed"]);
    check_errors("f(fn(a => b)", "f ( fn ( a )* => b ) \\n $", &["7: Expected ')' before '=>'"]);
    check_errors("fun f(a -> T\n  b", "fun f ( a )* -> T \\n {+ b \\n -} $", &["8: Expected ')' before '->'"]);
    check("fun f(a, b = fn(x) => 1,\n  c = 2) => 3", "fun f ( a , b = fn ( x ) => 1 , c = 2 ) => 3 \\n $");
}

#[test]
fn characters_outside_the_language() {
    check_errors("caf\u{e9}_x = 1;", "caf \\xc3\\xa9_x = 1 ; \\n $", &["3: Unexpected character U+00E9"]);
    check_errors("a; b\n$", "a ; b \\n $ \\n $", &["1: Unexpected character ';'", "5: Unexpected character '$'"]);
    let (_, errors) = dump(b"a \xff\n\x01");
    assert_eq!(errors, ["2: Unexpected byte 0xFF", "4: Unexpected character U+0001"]);
}

#[test]
fn paths_are_tokens_of_imports_only() {
    check("#include <a//b.fun> // c\ninclude <x>", "#include Path:a//b.fun \\n include Path:x \\n $");
    check("import <a-b> as c\nimport x from <y>", "import Path:a-b as c \\n import x from Path:y \\n $");
    check("a = b < c > d", "a = b < c > d \\n $");
}
