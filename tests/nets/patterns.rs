//! Random `match`es in two forms: all arms together, and a `match` for each arm. A program prints where they differ.

use super::random::Random;
use std::fmt::Write;

impl Random {
    fn pick<'a>(&mut self, all: &[&'a str]) -> &'a str {
        all[self.below(all.len())]
    }
}

const ATOMS: &[&str] = &[
    "0",
    "1",
    "2",
    "3",
    "4",
    "5",
    "6",
    "-1",
    "\"a\"",
    "\"b\"",
    "\"ab\"",
    "true",
    "false",
    "b\"a\"",
    "9223372036854775807",
];
const KEYS: &[&str] = &["t", "k", "1"];

/// A program from a seed.
pub fn program(seed: u64) -> String {
    let mut random = Random::new(seed);
    let mut text = String::from("class P(x, y)\n");
    // One kind of pattern prevails, so that runs of arms can be told apart by a constant.
    let prevailing = random.below(4);
    let arms: Vec<(String, String)> = (0..4 + random.below(14)).map(|i| arm(&mut random, prevailing, i)).collect();
    text.push_str("fun together(v) => match v\n");
    for (pattern, result) in &arms {
        let _ = writeln!(text, "  case {pattern} => {result}");
    }
    text.push_str("  case _ => \"none\"\nfun apart(v)\n");
    for (pattern, result) in &arms {
        let _ =
            write!(text, "  r = match v\n    case {pattern} => {result}\n    case _ => nil\n  if r != nil return r\n");
    }
    text.push_str("  return \"none\"\nvalues = [");
    for _ in 0..60 {
        let _ = write!(text, "{}, ", value(&mut random, 0));
    }
    text.push_str("]\nfor v in values\n  x, y = together(v), apart(v)\n  if x != y print(v, x, y)\n");
    text
}

/// A pattern with its guard, and the value of the arm.
fn arm(random: &mut Random, prevailing: usize, number: usize) -> (String, String) {
    let mut names = Vec::new();
    let mut text = match (random.below(8), prevailing) {
        (0, _) => pattern(random, 0, &mut names),
        (1, 0) => format!("{} | {}", random.pick(ATOMS), random.pick(ATOMS)),
        (_, 0) => random.pick(ATOMS).to_string(),
        (_, 1) => format!("[{}, {}]", random.pick(ATOMS), pattern(random, 1, &mut names)),
        (_, 2) => format!("{{t: {}, k: {}}}", random.pick(ATOMS), pattern(random, 1, &mut names)),
        _ => format!("{{k: {}, t: {}}}", pattern(random, 1, &mut names), random.pick(ATOMS)),
    };
    if random.one_in(3) {
        let guard = names.first().map_or("v != 1".to_string(), |name| format!("{name} is not 3"));
        let _ = write!(text, " when {guard}");
    }
    let shown: String = names.iter().map(|name| format!(" {{{name}}}")).collect();
    (text, format!("f\"{number}{shown}\""))
}

fn pattern(random: &mut Random, deep: usize, names: &mut Vec<String>) -> String {
    let name = |names: &mut Vec<String>| {
        names.push(format!("n{}", names.len()));
        format!("n{}", names.len() - 1)
    };
    if deep > 2 {
        return name(names);
    }
    match random.below(9) {
        0 | 1 => random.pick(ATOMS).to_string(),
        2 | 3 => name(names),
        4 => {
            random.pick(&["nil", "_", "0..3", "2..=5", "\"a\"..\"b\"", "Number()", "String()", "[]", "{}"]).to_string()
        }
        5 => format!("[{}, ...{}]", pattern(random, deep + 1, names), name(names)),
        6 => format!("[{}, {}]", pattern(random, deep + 1, names), pattern(random, deep + 1, names)),
        7 => format!("{{{}: {}}}", random.pick(KEYS), pattern(random, deep + 1, names)),
        _ => format!("P({}, {})", pattern(random, deep + 1, names), pattern(random, deep + 1, names)),
    }
}

fn value(random: &mut Random, deep: usize) -> String {
    if deep > 2 {
        return random.pick(ATOMS).to_string();
    }
    match random.below(8) {
        0..=2 => random.pick(ATOMS).to_string(),
        3 => random.pick(&["nil", "1.0", "2.5", "nan()", "\"\"", "[]", "{}"]).to_string(),
        4 | 5 => format!("[{}, {}]", random.pick(ATOMS), value(random, deep + 1)),
        6 => format!("{{t: {}, k: {}}}", random.pick(ATOMS), value(random, deep + 1)),
        _ => format!("P({}, {})", value(random, deep + 1), value(random, deep + 1)),
    }
}
