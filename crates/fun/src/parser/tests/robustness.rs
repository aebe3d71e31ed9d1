use super::*;

/// Something of everything.
const CORPUS: &str = r#"#!/usr/bin/env fun
// comment /* x */
import a.b as c
import x, y as z from <m/n>
#include "p" as q
number n = 0x1F_F + 1e5 - .5 * 5. / 0b1 % 0o7
array<map<string, T?>>? w
const S = 'a\n\x41\u{e9}\
b' + r"\d" + f"{n:>5}{ {'k': f'{v}'}['k'] }{{}}"
fun make(a, float b = 1, ...c) -> array<any>?
  var x = b"\xff" /* y
  z */ + 1
  global g, h
  defer print x, 1
  return fn(d)
    if d is not nil and a in [1, ...c,] || !b
      return a ? b : {k: 1, [d]: -2, ...m, true: 3}
    elif x not in y echo 1
    else
      exit(self(), "kill")
  .bar(
    1, fn*(y) -> T?
      yield y
      throw y

    , k: yield)[1:-1]?.z
m.x ??= 3
class Point(x, number y = 2) extends m.Base(x, ...y)
  z = x + y
  fun* in(this)
    super._construct(z)
    this.a.b[0] += 1
  fun toString(this) => f"({this.x})"
a, b[0] = b, match e
  case [1..=2, u, -1, ...r] | {"t": ^n, u, ...r} as all when all => print(all) + 1
  case Point(x: 0, m.C()) | ^(a + 1)
    [a, b.c] = f()
    for (k, v) in a ! b ! c continue
    while not true
      break
receive
  case "q" => 1
  after 10 + 1 => x = 1
try
  spawn(fn() => 1)
catch e when e.kind == "x"
  print("é")
catch
finally
  print()
"#;

/// A tree or errors, for any text; positions inside it.
fn check(source: &[u8]) {
    let (mut sources, mut interner) = (SourceMap::new(), Interner::new());
    let file = sources.add("test", source).unwrap();
    let (module, diagnostics) = parse(&sources, &mut interner, file);
    let whole = sources.file(file).span();
    for diagnostic in &diagnostics {
        assert!(whole.contains(diagnostic.span), "{diagnostic:?}");
        assert!(diagnostic.labels.iter().all(|label| whole.contains(label.span)), "{diagnostic:?}");
    }
    assert!(module.body.iter().all(|stmt| whole.contains(stmt.span)));
    let mut dump = Dump { interner: &interner, out: String::new() };
    dump.stmts(&module.body);
    diagnostics::render_all(&diagnostics[..diagnostics.len().min(3)], &sources, false, true);
}

#[test]
fn the_corpus_has_no_errors() {
    let (_, messages) = parsed(CORPUS.as_bytes());
    assert!(messages.is_empty(), "{messages:#?}");
}

#[test]
fn every_prefix_is_taken() {
    for length in 0..CORPUS.len() {
        check(&CORPUS.as_bytes()[..length]);
    }
}

#[test]
fn every_text_without_a_line_or_byte_is_taken() {
    let lines: Vec<&str> = CORPUS.split_inclusive('\n').collect();
    for missing in 0..lines.len() {
        let text: String =
            lines.iter().enumerate().filter(|(line, _)| *line != missing).map(|(_, text)| *text).collect();
        check(text.as_bytes());
    }
    for missing in 0..CORPUS.len() {
        let bytes = CORPUS.as_bytes();
        check(&[&bytes[..missing], &bytes[missing + 1..]].concat());
    }
}

#[test]
fn random_changes_are_taken() {
    const PIECES: &[&[u8]] = &[
        b"(",
        b")",
        b"[",
        b"]",
        b"{",
        b"}",
        b"\"",
        b"'",
        b"f'",
        b"\n",
        b"\n  ",
        b"\n    ",
        b"\r",
        b"\t",
        b" ",
        b"fn()",
        b"fn()\n",
        b"match x\n  case ",
        b"=>",
        b"=",
        b",",
        b":",
        b"?",
        b".",
        b"..",
        b"...",
        b"!",
        b"-",
        b"not ",
        b"in ",
        b"is ",
        b"if ",
        b"else",
        b"fun ",
        b"class ",
        b"yield ",
        b"print ",
        b"import ",
        b"include <",
        b">>",
        b"->",
        b"/*",
        b"*/",
        b"//",
        b"\\",
        b"\xff",
        b"\xc3\xa9",
        b"1",
        b"1.",
        b"0x",
        b"_",
        b"#",
        b";",
        b"defer ",
        b"try\n",
        b"catch ",
    ];
    let mut state = 0x2545_F491_4F6C_DD1D_u64;
    let mut random = |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % below as u64) as usize
    };
    for _ in 0..1500 {
        let mut text = CORPUS.as_bytes().to_vec();
        for _ in 0..=random(6) {
            let at = random(text.len());
            let end = (at + random(30)).min(text.len());
            match random(3) {
                0 => drop(text.splice(at..at, PIECES[random(PIECES.len())].iter().copied())),
                1 => drop(text.drain(at..end)),
                _ => {
                    let moved: Vec<u8> = text[at..end].to_vec();
                    let to = random(text.len());
                    drop(text.splice(to..to, moved));
                }
            }
        }
        check(&text);
    }
}

/// As deep as allowed, and far deeper.
#[test]
fn nesting_is_limited() {
    let blocks = |n: usize| (0..n).map(|level| format!("{}if x\n", "  ".repeat(level))).collect::<String>();
    let around = |open: &str, inside: &str, close: &str, n: usize| open.repeat(n) + inside + &close.repeat(n);
    let cases: &[&dyn std::ops::Fn(usize) -> String] = &[
        &|n| around("(", "x", ")", n),
        &|n| around("[", "x", "]", n),
        &|n| around("{a: ", "x", "}", n),
        &|n| around("f(", "x", ")", n),
        &|n| around("a[", "x", "]", n),
        &|n| "-".repeat(n) + "x",
        &|n| "not ".repeat(n) + "x",
        &|n| "a ! ".repeat(n) + "x",
        &|n| "a ? b : ".repeat(n) + "x",
        &|n| "fn() => ".repeat(n) + "x",
        &|n| "f'{".repeat(n) + "x" + &"}'".repeat(n),
        &|n| "defer ".repeat(n) + "x",
        &|n| "x".to_string() + &".y()".repeat(n),
        &|n| "x".to_string() + &" == y".repeat(n),
        &|n| "x".to_string() + &"[0]".repeat(n),
        &|n| format!("match x\n  case {}", around("[", "x", "]", n)),
        &|n| format!("match x\n  case {}", around("(", "x", ")", n)),
        &|n| format!("{} x", around("array<", "any", ">", n)),
        &|n| blocks(n),
        &|n| {
            let open: String = (0..n).map(|level| format!("{}f(fn()\n", "  ".repeat(level))).collect();
            let close: String = (0..n).rev().map(|level| format!("{})\n", "  ".repeat(level))).collect();
            open + &close
        },
    ];
    for (index, case) in cases.iter().enumerate() {
        // Deep indentation makes the text quadratic in its depth.
        let indented = index >= cases.len() - 2;
        if !indented {
            // `defer` itself takes a level less than the others.
            let (_, messages) = parsed(case(255).as_bytes());
            assert!(messages.is_empty(), "case {index}: {messages:?}");
        }
        for deep in [600, if indented { 1000 } else { 20_000 }] {
            let (_, messages) = parsed(case(deep).as_bytes());
            let found = messages.iter().filter(|m| m.contains("Nesting is deeper than 256 levels")).count();
            assert!(found > 0 && (indented || messages.len() == 1), "case {index}: {messages:?}");
        }
    }
    let deepest = format!("{}{}{}", blocks(256), " ".repeat(512), around("(", "x", ")", 256));
    let (_, messages) = parsed(deepest.as_bytes());
    assert!(messages.is_empty(), "{messages:?}");
}

#[test]
fn long_runs_are_not_nested() {
    let n = 20_000;
    let flat = [
        "x".to_string() + &" + y".repeat(n),
        "x".to_string() + &" && y".repeat(n),
        "x".to_string() + &" ?? y".repeat(n),
        "if a\n".to_string() + &"else if b\n".repeat(n),
        format!("[{}]", "a, ".repeat(n)),
        "x.y(1).z + x.y(2).z\n".repeat(n),
        format!("[{}]", "a.b.c.d, ".repeat(n)),
        "try\n".to_string() + &"catch e\n".repeat(n),
        format!("match x\n{}", "  case 1 | 2 => f(x.y.z)\n".repeat(n)),
    ];
    for text in flat {
        let (_, messages) = parsed(text.as_bytes());
        assert!(messages.is_empty(), "{messages:?}");
    }
}
