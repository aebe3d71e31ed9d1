//! Runs compiled patterns by backtracking. A machine stops after so many steps and can be stored as integers and go on
//! from them.

use super::pattern::{Greed, Place, is_word, other_cases};
use super::program::{Inst, Program};

/// Steps that a search may take; a pattern that needs more is of the kind that needs almost for ever.
const STEPS: u64 = 10_000_000;
/// Entries of the stack.
const STACK: usize = 1 << 22;

/// What to do when a path fails. `a`, `b` and `c` as the tag says.
#[derive(Clone, Copy)]
struct Entry {
    tag: i64,
    a: i64,
    b: i64,
    c: i64,
}

/// Go on at instruction `a` and position `b`.
const BRANCH: i64 = 0;
/// Register `a` was `b`.
const RESTORE: i64 = 1;
/// A greedy run before instruction `a` that ends at `c` gives a character back, but not below `b`.
const GIVE_BACK: i64 = 2;
/// The lazy run `a`, at `b` after `c` characters, takes one more.
const TAKE_MORE: i64 = 3;
/// The counted loop `a` has another round at `b`.
const AGAIN: i64 = 4;

/// What a stretch of work came to.
#[derive(Debug, PartialEq)]
pub(super) enum Outcome {
    /// The positions of the match and of the groups, -1 for groups that took no part.
    Found(Vec<i64>),
    Nothing,
    /// There is more to do.
    Paused,
    /// Too many steps.
    Limit,
}

pub(super) struct Machine<'a> {
    program: &'a Program,
    text: &'a [u8],
    /// Where the search began.
    from: usize,
    /// No empty match here.
    not_empty_at: Option<usize>,
    /// Where the path that is being tried began.
    start: usize,
    at: usize,
    pc: usize,
    /// A path is being tried.
    running: bool,
    steps: u64,
    registers: Vec<i64>,
    stack: Vec<Entry>,
}

const HEADER: usize = 7;

impl<'a> Machine<'a> {
    /// A search from a position on.
    pub fn new(program: &'a Program, text: &'a [u8], from: usize, not_empty_at: Option<usize>) -> Machine<'a> {
        Machine {
            program,
            text,
            from,
            not_empty_at,
            start: from,
            at: from,
            pc: 0,
            running: false,
            steps: 0,
            registers: vec![-1; program.registers],
            stack: Vec::new(),
        }
    }

    /// The machine that [`Machine::store`] has stored.
    pub fn load(program: &'a Program, text: &'a [u8], stored: &[i64]) -> Machine<'a> {
        let mut machine = Machine::new(program, text, 0, None);
        let (header, rest) = stored.split_at(HEADER.min(stored.len()));
        if let [from, not_empty_at, start, at, pc, running, steps] = *header {
            machine.from = from as usize;
            machine.not_empty_at = usize::try_from(not_empty_at).ok();
            machine.start = start as usize;
            machine.at = at as usize;
            machine.pc = pc as usize;
            machine.running = running != 0;
            machine.steps = steps as u64;
        }
        let (registers, stack) = rest.split_at(program.registers.min(rest.len()));
        machine.registers.copy_from_slice(registers);
        machine.stack.extend(stack.chunks_exact(4).map(|e| Entry { tag: e[0], a: e[1], b: e[2], c: e[3] }));
        machine
    }

    pub fn store(&self) -> Vec<i64> {
        let mut out = vec![
            self.from as i64,
            self.not_empty_at.map_or(-1, |n| n as i64),
            self.start as i64,
            self.at as i64,
            self.pc as i64,
            i64::from(self.running),
            self.steps as i64,
        ];
        out.extend_from_slice(&self.registers);
        out.extend(self.stack.iter().flat_map(|e| [e.tag, e.a, e.b, e.c]));
        out
    }

    /// Bytes that storing it takes.
    pub fn size(&self) -> usize {
        (HEADER + self.registers.len() + self.stack.len() * 4) * 8
    }

    /// Steps so far.
    pub fn steps(&self) -> u64 {
        self.steps
    }

    /// Searches for so many steps.
    pub fn run(&mut self, budget: u64) -> Outcome {
        // Storing a large stack must not take longer than the work between.
        let end = self.steps + budget.max(self.stack.len() as u64 * 4);
        loop {
            if !self.running {
                if !self.next_start() {
                    return Outcome::Nothing;
                }
                self.registers.fill(-1);
                self.registers[0] = self.start as i64;
                self.stack.clear();
                self.at = self.start;
                self.pc = 0;
                self.running = true;
            }
            match self.path(end) {
                Some(true) => {
                    self.registers[1] = self.at as i64;
                    return Outcome::Found(self.registers[..self.program.groups * 2].to_vec());
                }
                Some(false) => {
                    self.running = false;
                    if self.start >= self.text.len() || self.program.anchored {
                        return Outcome::Nothing;
                    }
                    self.start += self.width(self.start);
                }
                None if self.steps > STEPS || self.stack.len() > STACK => return Outcome::Limit,
                None => return Outcome::Paused,
            }
        }
    }

    /// Moves to the next position where a match may begin.
    fn next_start(&mut self) -> bool {
        let Some(first) = &self.program.first else { return true };
        let rest = &self.text[self.start..];
        let Some(skipped) = rest.iter().position(|&b| first[usize::from(b)]) else {
            self.steps += rest.len() as u64 / 4;
            return false;
        };
        self.steps += skipped as u64 / 4;
        self.start += skipped;
        true
    }

    /// Bytes of the character at a position before the end.
    fn width(&self, at: usize) -> usize {
        if self.program.flags.utf { crate::characters::first_len(&self.text[at..]) } else { 1 }
    }

    #[inline(always)]
    fn read(&self, at: usize) -> Option<(u32, usize)> {
        let byte = *self.text.get(at)?;
        if byte < 128 || !self.program.flags.utf {
            return Some((u32::from(byte), 1));
        }
        let n = crate::characters::first_len(&self.text[at..]);
        Some((crate::characters::scalar(&self.text[at..at + n]), n))
    }

    /// Where the character before a position begins.
    fn before(&self, at: usize) -> Option<usize> {
        let mut at = at.checked_sub(1)?;
        while self.program.flags.utf && at > 0 && self.text[at] & 0xc0 == 0x80 {
            at -= 1;
        }
        Some(at)
    }

    fn push(&mut self, tag: i64, a: usize, b: usize, c: usize) {
        self.stack.push(Entry { tag, a: a as i64, b: b as i64, c: c as i64 });
    }

    #[inline]
    fn set(&mut self, register: usize, value: usize) {
        if !self.stack.is_empty() {
            self.stack.push(Entry { tag: RESTORE, a: register as i64, b: self.registers[register], c: 0 });
        }
        self.registers[register] = value as i64;
    }

    /// Remembers height and position, so that what was there before comes back with what is below.
    fn enter(&mut self, register: usize) {
        self.set(register + 1, self.at);
        self.set(register, 0);
        self.registers[register] = self.stack.len() as i64;
    }

    /// Forgets the other paths above a height, but not what registers were.
    fn cut(&mut self, height: i64) {
        let height = height as usize;
        let mut kept = height;
        for i in height..self.stack.len() {
            if self.stack[i].tag == RESTORE {
                self.stack[kept] = self.stack[i];
                kept += 1;
            }
        }
        self.steps += (self.stack.len() - height) as u64;
        self.stack.truncate(kept);
    }

    /// Goes back to the last choice. False if there is none.
    fn fail(&mut self) -> bool {
        while let Some(top) = self.stack.pop() {
            self.steps += 1;
            let (a, b, c) = (top.a as usize, top.b as usize, top.c as usize);
            match top.tag {
                RESTORE => self.registers[a] = top.b,
                BRANCH => {
                    self.pc = a;
                    self.at = b;
                    return true;
                }
                GIVE_BACK => {
                    self.at = self.before(c).unwrap_or(0);
                    self.pc = a;
                    if self.at > b {
                        self.push(GIVE_BACK, a, b, self.at);
                    }
                    return true;
                }
                TAKE_MORE => {
                    if let Inst::Run { set, max, .. } = self.program.code[a]
                        && let Some((found, n)) = self.read(b)
                        && self.program.sets[set as usize].has(found)
                    {
                        if c + 1 < max as usize {
                            self.push(TAKE_MORE, a, b + n, c + 1);
                        }
                        self.at = b + n;
                        self.pc = a + 1;
                        return true;
                    }
                }
                _ => {
                    if let Inst::Count { register, body, .. } = self.program.code[a] {
                        self.at = b;
                        self.pc = body;
                        self.set(register, self.registers[register] as usize + 1);
                        return true;
                    }
                }
            }
        }
        false
    }

    /// Follows the path. Whether it leads to a match; none if there was no end to it yet.
    fn path(&mut self, end: u64) -> Option<bool> {
        loop {
            if self.steps >= end || self.steps > STEPS || self.stack.len() > STACK {
                return None;
            }
            self.steps += 1;
            let ok = match self.program.code[self.pc] {
                Inst::Char(c) => self.character(|found| found == c),
                Inst::Cased(c, other) => self.character(|found| found == c || found == other),
                Inst::Set(set) => {
                    let set = &self.program.sets[set as usize];
                    match self.read(self.at) {
                        Some((c, n)) if set.has(c) => {
                            self.at += n;
                            true
                        }
                        _ => false,
                    }
                }
                Inst::Place(place) => self.stands(place),
                Inst::Keep => {
                    self.set(0, self.at);
                    true
                }
                Inst::Back(group, ignore_case) => self.again(group, ignore_case),
                Inst::Close { group, start } => {
                    let start = self.registers[start] as usize;
                    self.set(group * 2, start);
                    self.set(group * 2 + 1, self.at);
                    true
                }
                Inst::Jump(to) => {
                    self.pc = to;
                    continue;
                }
                Inst::Split(first, second) => {
                    self.push(BRANCH, second, self.at, 0);
                    self.pc = first;
                    continue;
                }
                Inst::Run { set, min, max, greed } => self.run_of(set, min, max, greed),
                Inst::Mark(register) => {
                    self.set(register, self.at);
                    true
                }
                Inst::Progress(mark, exit) => {
                    if self.registers[mark] == self.at as i64 {
                        self.pc = exit;
                        continue;
                    }
                    true
                }
                Inst::Reset(register) => {
                    self.set(register, 0);
                    true
                }
                Inst::Count { register, min, max, body, exit, lazy } => {
                    let n = self.registers[register] as usize;
                    let this = std::mem::replace(&mut self.pc, body);
                    if n >= max as usize || n >= min as usize && lazy {
                        if n < max as usize {
                            self.push(AGAIN, this, self.at, 0);
                        }
                        self.pc = exit;
                        continue;
                    }
                    if n >= min as usize {
                        self.push(BRANCH, exit, self.at, 0);
                    }
                    self.set(register, n + 1);
                    continue;
                }
                Inst::Enter(register) => {
                    self.enter(register);
                    true
                }
                Inst::Commit(register) => {
                    self.cut(self.registers[register]);
                    true
                }
                Inst::Found(register) => {
                    self.cut(self.registers[register]);
                    self.at = self.registers[register + 1] as usize;
                    true
                }
                Inst::Unless(register, exit) => {
                    self.enter(register);
                    self.push(BRANCH, exit, self.at, 0);
                    true
                }
                Inst::Refuse(register) => {
                    let height = self.registers[register] as usize;
                    while self.stack.len() > height {
                        if let Some(Entry { tag: RESTORE, a, b, .. }) = self.stack.pop() {
                            self.registers[a as usize] = b;
                        }
                    }
                    false
                }
                Inst::Behind(n) => self.behind(n),
                Inst::Matched(group, otherwise) => {
                    if self.registers[group * 2] < 0 {
                        self.pc = otherwise;
                        continue;
                    }
                    true
                }
                Inst::Match => {
                    if self.not_empty_at != Some(self.at) || self.at != self.start {
                        return Some(true);
                    }
                    false
                }
            };
            if ok {
                self.pc += 1;
            } else if !self.fail() {
                return Some(false);
            }
        }
    }

    #[inline(always)]
    fn character(&mut self, is: impl Fn(u32) -> bool) -> bool {
        match self.read(self.at) {
            Some((c, n)) if is(c) => {
                self.at += n;
                true
            }
            _ => false,
        }
    }

    fn run_of(&mut self, set: u32, min: u32, max: u32, greed: Greed) -> bool {
        let program = self.program;
        let set = &program.sets[set as usize];
        let (most, start) = (if greed == Greed::Lazy { min } else { max }, self.at);
        let (mut at, mut n, mut least) = (start, 0, start);
        while n < most {
            match self.read(at) {
                Some((c, width)) if set.has(c) => at += width,
                _ => break,
            }
            n += 1;
            if n <= min {
                least = at;
            }
        }
        self.steps += u64::from(n) / 8;
        if n < min {
            return false;
        }
        self.at = at;
        match greed {
            Greed::Greedy if at > least => self.push(GIVE_BACK, self.pc + 1, least, at),
            Greed::Lazy if n < max => self.push(TAKE_MORE, self.pc, at, n as usize),
            _ => {}
        }
        true
    }

    fn behind(&mut self, n: u32) -> bool {
        if !self.program.flags.utf {
            return match self.at.checked_sub(n as usize) {
                Some(at) => {
                    self.at = at;
                    true
                }
                None => false,
            };
        }
        self.steps += u64::from(n) / 8;
        for _ in 0..n {
            match self.before(self.at) {
                Some(at) => self.at = at,
                None => return false,
            }
        }
        true
    }

    /// Whether the text of a group comes again. One that has not matched does not.
    fn again(&mut self, group: usize, ignore_case: bool) -> bool {
        let (from, to) = (self.registers[group * 2], self.registers[group * 2 + 1]);
        if from < 0 {
            return false;
        }
        let (mut from, to) = (from as usize, to as usize);
        self.steps += (to - from) as u64 / 8;
        if !ignore_case {
            let wanted = &self.text[from..to];
            let found = self.text[self.at..].starts_with(wanted);
            self.at += if found { wanted.len() } else { 0 };
            return found;
        }
        let mut at = self.at;
        while from < to {
            let (Some((wanted, n)), Some((found, m))) = (self.read(from), self.read(at)) else { return false };
            if wanted != found && !other_cases(wanted, self.program.flags.utf).any(|c| c == found) {
                return false;
            }
            from += n;
            at += m;
        }
        self.at = at;
        true
    }

    fn stands(&self, place: Place) -> bool {
        let (at, len) = (self.at, self.text.len());
        let line_end = |at: usize| self.text.get(at) == Some(&b'\n');
        let word = |at: Option<usize>| at.and_then(|at| self.read(at)).is_some_and(|(c, _)| is_word(c));
        match place {
            Place::TextStart => at == 0,
            Place::TextEnd => at == len,
            Place::LastLineEnd => at == len || at + 1 == len && line_end(at),
            // A line end at the end of the text begins no line.
            Place::LineStart => at == 0 || at < len && line_end(at - 1),
            Place::LineEnd => at == len || line_end(at),
            Place::WordEdge => word(self.before(at)) != word(Some(at)),
            Place::NoWordEdge => word(self.before(at)) == word(Some(at)),
            Place::SearchStart => at == self.from,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::pattern::Flags;
    use super::super::program::compile;
    use super::*;

    /// The match and its groups, with `-` for those that took no part.
    fn found(pattern: &str, flags: i64, text: &str) -> Option<Vec<String>> {
        let program = compile(pattern.as_bytes(), Flags::from_bits(flags)).unwrap_or_else(|e| panic!("{pattern}: {e}"));
        let mut machine = Machine::new(&program, text.as_bytes(), 0, None);
        loop {
            match machine.run(3) {
                Outcome::Found(positions) => {
                    let show = |p: &[i64]| match p[0] < 0 {
                        true => "-".to_string(),
                        false => text[p[0] as usize..p[1] as usize].to_string(),
                    };
                    return Some(positions.chunks(2).map(show).collect());
                }
                Outcome::Nothing => return None,
                Outcome::Limit => panic!("{pattern}: step limit"),
                Outcome::Paused => machine = Machine::load(&program, text.as_bytes(), &machine.store()),
            }
        }
    }

    /// Pattern, flags, text, and what is found: the match and the groups by `|`, or `none`.
    const CASES: &[(&str, i64, &str, &str)] = &[
        ("abc", 0, "xabcx", "abc"),
        ("a|ab", 0, "ab", "a"),
        ("(a)|(b)", 0, "b", "b|-|b"),
        ("a*", 0, "aaa", "aaa"),
        ("a*?b", 0, "aab", "aab"),
        ("a{2,3}", 0, "aaaa", "aaa"),
        ("a{2,3}?", 0, "aaaa", "aa"),
        ("a{,2}", 0, "aaaa", "aa"),
        ("a{x}", 0, "a{x}", "a{x}"),
        ("(ab){2}", 0, "ababab", "abab|ab"),
        ("(?:ab){2,}?c", 0, "abababc", "abababc"),
        ("(a|b)*c", 0, "abac", "abac|a"),
        ("(a?)*b", 0, "aab", "aab|"),
        ("(a?){3,}b", 0, "b", "b|"),
        ("(?:a?){2,4}?b", 0, "aaaab", "aaaab"),
        ("a++b", 0, "aab", "aab"),
        ("a++ab", 0, "aaab", "none"),
        ("(?>a+)ab", 0, "aaab", "none"),
        ("(?>a|ab)c", 0, "abc", "none"),
        ("a(?=b)", 0, "acab", "a"),
        ("a(?!b)", 0, "aba", "a"),
        ("(?<=x)a", 0, "axa", "a"),
        ("(?<!x)a", 0, "xaa", "a"),
        ("(?<=ab|c)d", 0, "adcd", "d"),
        ("(?=(a+))a*b\\1", 0, "baaabac", "aba|a"),
        ("(a+)\\1", 0, "aaaaa", "aaaa|aa"),
        ("(?<n>a)\\k<n>", 0, "aa", "aa|a"),
        ("(?P<n>a)(?P=n)", 0, "aa", "aa|a"),
        ("(a)\\g{-1}\\g1", 0, "aaa", "aaa|a"),
        ("(a)?(?(1)b|c)", 0, "ab", "ab|a"),
        ("(a)?(?(1)b|c)", 0, "c", "c|-"),
        ("(?<q>['\"])?x(?(<q>)\\k<q>)", 0, "'x'", "'x'|'"),
        ("(?i)aB", 0, "Ab", "Ab"),
        ("(?i:a)b", 0, "AB", "none"),
        ("(a(?i)b)c", 0, "aBc", "aBc|aB"),
        ("abc", 1, "aBC", "aBC"),
        ("(a)\\1", 1, "aA", "aA|a"),
        ("^b", 0, "a\nb", "none"),
        ("^b$", 2, "a\nb\nc", "b"),
        ("a$", 0, "a\n", "a"),
        ("a\\z", 0, "a\n", "none"),
        ("a.b", 0, "a\nb", "none"),
        ("a.b", 4, "a\nb", "a\nb"),
        ("a b # comment\n c", 16, "abc", "abc"),
        ("\\bfoo\\b", 0, "xfoo foo", "foo"),
        ("\\Boo", 0, "oo foo", "oo"),
        ("[a-c]+", 0, "xabcd", "abc"),
        ("[^a-c]+", 0, "abxyc", "xy"),
        ("[]a]+", 0, "]a", "]a"),
        ("[a\\]-]+", 0, "]-a", "]-a"),
        ("[[:alpha:]_]+", 0, "1a_b", "a_b"),
        ("[\\d.]+", 0, "x1.5", "1.5"),
        ("[^\\d\\s]+", 0, "1 ab", "ab"),
        ("\\Qa.b\\E+", 0, "a.bb", "a.bb"),
        ("\\x41\\x{42}\\103", 0, "ABC", "ABC"),
        ("foo\\Kbar", 0, "foobar", "bar"),
        ("a(?#comment)b", 0, "ab", "ab"),
        ("\\R", 0, "a\r\nb", "\r\n"),
        ("\\h+", 0, "a \tb", " \t"),
        (".", 8, "\u{e9}", "\u{e9}"),
        ("[\u{e0}-\u{ef}]+", 8, "x\u{e9}\u{e8}", "\u{e9}\u{e8}"),
        ("\\p{Lu}+", 8, "ab\u{c9}C", "\u{c9}C"),
        ("\\P{L}+", 8, "a1 b", "1 "),
        ("\u{c9}", 9, "\u{e9}", "\u{e9}"),
        ("(?<=\u{e9})x", 8, "\u{e9}x", "x"),
        ("(?:(?=(\\w+))\\1:)+", 0, "ab:cd:", "ab:cd:|cd"),
        ("^(?:(.)(?!.*\\1))+$", 0, "abc", "abc|c"),
        ("^(?:(.)(?!.*\\1))+$", 0, "abca", "none"),
        ("(x(a|b)*)+y", 0, "xabxby", "xabxby|xb|b"),
        ("", 0, "a", ""),
    ];

    #[test]
    fn patterns_find_what_pcre2_finds() {
        for (pattern, flags, text, expected) in CASES {
            let shown = found(pattern, *flags, text).map_or("none".to_string(), |groups| groups.join("|"));
            assert_eq!(shown, *expected, "{pattern} in {text:?}");
        }
    }

    #[test]
    fn invalid_patterns_are_refused() {
        for pattern in [
            "(",
            ")",
            "a**b(",
            "[a",
            "*a",
            "a{3,2}",
            "\\",
            "(?<n>a)(?<n>b)",
            "\\2",
            "(?<=a+)b",
            "(?",
            "[b-a]",
            "\\y",
            "(?P>x)",
        ] {
            assert!(compile(pattern.as_bytes(), Flags::from_bits(0)).is_err(), "{pattern}");
        }
    }

    #[test]
    fn what_would_take_for_ever_is_stopped() {
        let program = compile(b"^(a+)+$", Flags::from_bits(0)).unwrap();
        let text = [b"a".repeat(40), b"b".to_vec()].concat();
        let mut machine = Machine::new(&program, &text, 0, None);
        let outcome = loop {
            match machine.run(100_000) {
                Outcome::Paused => {}
                other => break other,
            }
        };
        assert_eq!(outcome, Outcome::Limit);
    }
}
