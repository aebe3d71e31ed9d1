//! Shapes of generated code that fusion and the engines count on, and storage of variables.

use crate::compile::{Options, compile};
use crate::include::NoFiles;
use crate::source::SourceMap;
use quintet_bytecode::{Function, Instruction, Module, Word};

fn module(text: &str) -> Module {
    let mut sources = SourceMap::new();
    let main = sources.add("test.fun", text.as_bytes()).unwrap();
    let compiled = compile(&mut sources, main, &mut NoFiles, Options::default());
    compiled.unwrap_or_else(|errors| panic!("{}", errors[0].message)).module
}

fn errors(text: &str) -> Vec<String> {
    let mut sources = SourceMap::new();
    let main = sources.add("test.fun", text.as_bytes()).unwrap();
    let result = compile(&mut sources, main, &mut NoFiles, Options { warnings: true, ..Options::default() });
    let found = result.map_or_else(|errors| errors, |compiled| compiled.warnings);
    found.into_iter().map(|diagnostic| diagnostic.message).collect()
}

fn instructions(function: &Function) -> Vec<Instruction> {
    let (mut found, mut pc) = (Vec::new(), 0);
    while let Some(&word) = function.code.get(pc) {
        let next = function.code.get(pc + 1).copied().unwrap_or(Word(0));
        let instruction = Instruction::decode(word, next).unwrap();
        pc += instruction.op().info().words();
        found.push(instruction);
    }
    found
}

/// The mnemonics of the function with that name.
fn ops(text: &str, name: &str) -> String {
    let module = module(text);
    let function = module.functions.iter().find(|f| f.name == name).unwrap();
    instructions(function).iter().map(|i| i.op().name()).collect::<Vec<_>>().join(" ")
}

#[test]
fn constants_and_comparisons_stand_before_what_uses_them() {
    let fib = "fun fib(n)\n  if n < 2\n    return n\n  return fib(n - 1) + fib(n - 2)\n";
    let expected =
        "load_int lt_rich jump_if_not_rich ret load_int sub call_function load_int sub call_function add_rich ret";
    assert_eq!(ops(fib, "fib"), expected);
}

#[test]
fn loops_test_at_the_end() {
    let text = "fun f(n)\n  i = 0\n  while i < n\n    i += 1\n  for j in range(n)\n    i = i + j\n  return i\n";
    let expected = "load_int jump load_int add_rich lt_rich loop_if_rich \
        load_int move load_int range_prep add_rich range_loop ret";
    assert_eq!(ops(text, "f"), expected);
}

#[test]
fn assignments_write_their_local_last() {
    assert_eq!(ops("fun f(x)\n  x = {a: x}\n  return x\n", "f"), "map_new load_const map_insert move ret");
    assert_eq!(ops("fun f(x)\n  x = x + x * x\n  return x\n", "f"), "mul add_rich ret");
    // Several at once need no copies where nobody can tell.
    assert_eq!(ops("fun f(x, y)\n  a, b = x * x, y * y\n  return a - b\n", "f"), "mul mul sub ret");
    assert_eq!(ops("fun f(x)\n  a = 1\n  a, b = x, a\n  return a - b\n", "f"), "load_int move move move sub ret");
    assert_eq!(ops("fun f(x, y)\n  x, y = y, x\n  return x - y\n", "f"), "move move move sub ret");
    assert_eq!(ops("fun f(x, y)\n  [x, y] = [y, x]\n  return x - y\n", "f"), "move move move sub ret");
}

#[test]
fn captured_variables_are_cells_only_if_they_change_afterwards() {
    assert_eq!(ops("fun f(x)\n  return fn() => x\n", "f"), "closure ret");
    assert_eq!(
        ops("fun f(x)\n  y = x\n  g = fn() => y\n  y = 2\n  return g\n", "f"),
        "cell_new closure load_int cell_set ret"
    );
    let in_loop = "fun f(a)\n  for i in range(3)\n    push(a, fn() => i)\n";
    assert!(ops(in_loop, "f").contains("closure call_native range_loop"));
    let changed = "fun f(a)\n  for i in range(3)\n    push(a, fn() => i)\n    i = 7\n";
    assert!(ops(changed, "f").contains("range_prep cell_new move closure"));
}

#[test]
fn locals_are_nil_first_only_where_a_read_may_come_first() {
    let both = "fun f(c)\n  if c\n    x = 1\n  else\n    x = 2\n  return x\n";
    assert!(!ops(both, "f").contains("load_nil"));
    let one = "fun f(c)\n  if c\n    x = 1\n  return x\n";
    assert!(ops(one, "f").starts_with("load_nil"));
}

#[test]
fn calls_in_tail_position_replace_the_frame_unless_something_follows() {
    let f = "fun f(x)\n";
    assert_eq!(ops(&format!("{f}  return f(x)\n"), "f"), "move tail_call_function");
    assert_eq!(
        ops(&format!("{f}  return x ? x.m() : x()\n"), "f"),
        "jump_if_not_rich move tail_call_method move tail_call"
    );
    assert!(!ops(&format!("{f}  try\n    return f(x)\n  catch\n    return 1\n"), "f").contains("tail"));
    assert!(!ops(&format!("{f}  defer print(1)\n  return f(x)\n"), "f").contains("tail"));
    assert!(!ops("fun f(x) -> number\n  return f(x)\n", "f").contains("tail"));
}

#[test]
fn patterns_allocate_only_rests_and_load_only_what_is_used() {
    let text =
        "fun f(v)\n  match v\n    case [_, x, y] => return x\n    case {a: b} => return b\n    case _ => return 1\n";
    assert_eq!(
        ops(text, "f"),
        "is_array_of jump_if_not load_int get_index ret is_type jump_if_not get_field jump_if_not_nil \
         load_const contains jump_if_not ret load_int ret ret_nil"
    );
}

#[test]
fn nested_cleanup_code_grows_with_the_text() {
    let nest = |depth: usize| {
        let mut text = String::from("fun f(x)\n");
        for level in 1..=depth {
            text += &format!("{}try\n", "  ".repeat(level));
        }
        text += &format!("{}return x\n", "  ".repeat(depth + 1));
        for level in (1..=depth).rev() {
            let pad = "  ".repeat(level);
            text += &format!("{pad}finally\n{pad}  print(x)\n");
        }
        module(&text).functions[1].code.len()
    };
    let (four, eight, sixteen) = (nest(4), nest(8), nest(16));
    assert_eq!(sixteen - eight, 2 * (eight - four));
}

#[test]
fn what_is_missing_and_what_is_doubtful_is_said() {
    assert_eq!(errors("buffer(1)\n"), ["'buffer' is not available in this version"]);
    assert_eq!(errors("fun f(length)\n  return lenght\n"), ["Undefined name 'lenght' (did you mean 'length'?)"]);
    assert_eq!(errors("fun f()\n  x = 1\n"), ["'x' is never read"]);
    assert_eq!(errors("n = 0\nfun f()\n  n = 1\n"), ["this assigns the outer variable 'n'"]);
    assert_eq!(errors("len = 0\n"), ["'len' hides a builtin"]);
    let positions = "class P(a)\nmatch P(1)\n  case P(1, 2) => 1\n  case _ => 2\n  case 3 => 4\n";
    let expected = ["no value gets as far as this case", "this never matches: 'P' has 1 header parameter"];
    assert_eq!(errors(positions), expected);
    assert_eq!(errors("class P(a)\n  f = a\n  f = 2\n"), ["Duplicate field 'f'; the last one counts"]);
    assert_eq!(errors("print(1)\n    print(2)\n"), ["This line is indented deeper than its block"]);
}

#[test]
fn too_many_locals_are_an_error_that_names_the_function() {
    let mut text = String::from("fun big()\n");
    for i in 0..4000 {
        text += &format!("  x{i} = {i}\n");
    }
    assert!(errors(&text).contains(&"function 'big' has more than 3900 locals".to_string()));
}

#[test]
fn more_registers_than_there_are_is_an_error() {
    let call = |depth| {
        let before = format!("f({}", "1, ".repeat(200));
        format!("fun f(...a) => 1\nx = {}0{}\n", before.repeat(depth), ")".repeat(depth))
    };
    assert!(errors(&call(15)).is_empty());
    assert!(errors(&call(100))[0].starts_with("function 'test.fun' is too large"));
}
