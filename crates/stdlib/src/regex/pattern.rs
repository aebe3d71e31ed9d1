//! Reads patterns in the syntax of PCRE2 into a tree, for [`super::program`].

use regex_syntax::hir::{Class, HirKind};
use std::cmp::Ordering;

/// What makes a pattern invalid.
pub(super) type Fault = String;
type Parsed<T> = Result<T, Fault>;

/// The flags of `pcre2_*`, and those that `(?…)` sets.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Flags {
    pub ignore_case: bool,
    pub multi_line: bool,
    pub dot_all: bool,
    pub extended: bool,
    /// Characters are Unicode scalars, not bytes.
    pub utf: bool,
}

impl Flags {
    /// From the bits 1 i, 2 m, 4 s, 8 u, 16 x.
    pub fn from_bits(bits: i64) -> Flags {
        let bit = |n: i64| bits & n != 0;
        Flags { ignore_case: bit(1), multi_line: bit(2), dot_all: bit(4), utf: bit(8), extended: bit(16) }
    }
}

/// A set of characters: sorted ranges that do not touch.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Set {
    pub ranges: Vec<(u32, u32)>,
    /// Bits of the first 256 characters.
    low: [u64; 4],
}

const LAST: u32 = 0x10ffff;

impl Set {
    pub fn of(ranges: &[(u32, u32)]) -> Set {
        Set { ranges: ranges.to_vec(), low: [0; 4] }.normal()
    }

    fn add(&mut self, from: u32, to: u32) {
        self.ranges.push((from, to));
    }

    /// Sorted, joined, with the bits of the first characters.
    fn normal(mut self) -> Set {
        self.ranges.sort_unstable();
        let mut joined: Vec<(u32, u32)> = Vec::new();
        for (from, to) in self.ranges {
            match joined.last_mut() {
                Some(last) if from <= last.1.saturating_add(1) => last.1 = last.1.max(to),
                _ => joined.push((from, to)),
            }
        }
        let mut low = [0u64; 4];
        for &(from, to) in &joined {
            for c in from..=to.min(255) {
                low[c as usize / 64] |= 1 << (c % 64);
            }
        }
        Set { ranges: joined, low }
    }

    fn inverse(&self) -> Set {
        let mut ranges = Vec::new();
        let mut next = 0;
        for &(from, to) in &self.ranges {
            if from > next {
                ranges.push((next, from - 1));
            }
            next = to + 1;
        }
        if next <= LAST {
            ranges.push((next, LAST));
        }
        Set { ranges, low: [0; 4] }.normal()
    }

    /// With the other case of each letter.
    fn both_cases(mut self, utf: bool) -> Set {
        for (from, to) in self.ranges.clone() {
            // Large sets have both cases already.
            if to - from > 0x500 {
                continue;
            }
            for c in from..=to {
                for other in other_cases(c, utf) {
                    self.add(other, other);
                }
            }
        }
        self.normal()
    }

    #[inline]
    pub fn has(&self, c: u32) -> bool {
        if c < 256 {
            return self.low[c as usize / 64] >> (c % 64) & 1 != 0;
        }
        self.ranges
            .binary_search_by(|&(from, to)| {
                if to < c {
                    Ordering::Less
                } else if from > c {
                    Ordering::Greater
                } else {
                    Ordering::Equal
                }
            })
            .is_ok()
    }
}

/// The other case of a letter, if it has one.
pub(super) fn other_cases(c: u32, utf: bool) -> impl Iterator<Item = u32> {
    let letter = char::from_u32(c).filter(|c| utf || c.is_ascii());
    let single = |mut all: Box<dyn Iterator<Item = char>>| match (all.next(), all.next()) {
        (Some(c), None) => Some(c as u32),
        _ => None,
    };
    let lower = letter.and_then(|c| single(Box::new(c.to_lowercase())));
    let upper = letter.and_then(|c| single(Box::new(c.to_uppercase())));
    [lower, upper].into_iter().flatten().filter(move |&other| other != c)
}

const DIGIT: &[(u32, u32)] = &[(0x30, 0x39)];
const SPACE: &[(u32, u32)] = &[(9, 13), (32, 32)];
const WORD: &[(u32, u32)] = &[(0x30, 0x39), (0x41, 0x5a), (0x5f, 0x5f), (0x61, 0x7a)];
const HORIZONTAL: &[(u32, u32)] = &[
    (9, 9),
    (32, 32),
    (0xa0, 0xa0),
    (0x1680, 0x1680),
    (0x2000, 0x200a),
    (0x202f, 0x202f),
    (0x205f, 0x205f),
    (0x3000, 0x3000),
];
const VERTICAL: &[(u32, u32)] = &[(10, 13), (0x85, 0x85), (0x2028, 0x2029)];

/// Whether a character is one of `\w`.
pub(super) fn is_word(c: u32) -> bool {
    WORD.iter().any(|&(from, to)| (from..=to).contains(&c))
}

/// Where a match may stand.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Place {
    LineStart,
    LineEnd,
    TextStart,
    TextEnd,
    /// The end, or before a last line end.
    LastLineEnd,
    WordEdge,
    NoWordEdge,
    SearchStart,
}

/// How much a repetition takes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Greed {
    Greedy,
    Lazy,
    Possessive,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Node {
    Empty,
    /// A character, and whether its other case will do.
    Char(u32, bool),
    Set(Set),
    Place(Place),
    /// `\K`
    Keep,
    Back(usize, bool),
    Group(Box<Node>, Option<usize>),
    All(Vec<Node>),
    Any(Vec<Node>),
    Repeat(Box<Node>, u32, Option<u32>, Greed),
    Look {
        node: Box<Node>,
        ahead: bool,
        negative: bool,
    },
    Atomic(Box<Node>),
    /// If the group has matched, this, else that.
    If(usize, Box<Node>, Box<Node>),
}

/// A pattern that has been read.
pub(super) struct Pattern {
    pub node: Node,
    /// Capturing groups, the whole match not counted.
    pub groups: usize,
}

/// Groups within groups.
const DEPTH: usize = 250;

struct Parser<'p> {
    units: Vec<u32>,
    at: usize,
    flags: Flags,
    groups: usize,
    /// How many groups the pattern has in all, for references ahead.
    total: usize,
    names: Vec<(Vec<u32>, usize)>,
    depth: usize,
    source: &'p [u8],
}

/// Reads a pattern.
pub(super) fn parse(source: &[u8], flags: Flags) -> Parsed<Pattern> {
    let units: Vec<u32> = match (flags.utf, std::str::from_utf8(source)) {
        (false, _) => source.iter().map(|&b| u32::from(b)).collect(),
        (true, Ok(text)) => text.chars().map(u32::from).collect(),
        (true, Err(_)) => return Err("the pattern is not UTF-8".to_string()),
    };
    // Read twice: the first time finds the groups and their names, which may be referred to before they come.
    let parser = || Parser {
        units: units.clone(),
        at: 0,
        flags,
        groups: 0,
        total: usize::MAX,
        names: Vec::new(),
        depth: 0,
        source,
    };
    let mut first = parser();
    first.all()?;
    let mut second = Parser { total: first.groups, names: std::mem::take(&mut first.names), ..parser() };
    let node = second.all()?;
    Ok(Pattern { node, groups: second.groups })
}

fn is(c: Option<u32>, ascii: u8) -> bool {
    c == Some(u32::from(ascii))
}

impl Parser<'_> {
    fn all(&mut self) -> Parsed<Node> {
        let node = self.alternatives()?;
        if self.at < self.units.len() {
            return Err("unmatched ')'".to_string());
        }
        Ok(node)
    }

    fn peek(&self) -> Option<u32> {
        self.units.get(self.at).copied()
    }

    fn next(&mut self) -> Option<u32> {
        let c = self.peek();
        self.at += usize::from(c.is_some());
        c
    }

    fn take(&mut self, ascii: u8) -> bool {
        let found = is(self.peek(), ascii);
        self.at += usize::from(found);
        found
    }

    fn take_all(&mut self, text: &str) -> bool {
        let found = text.bytes().enumerate().all(|(i, b)| is(self.units.get(self.at + i).copied(), b));
        self.at += if found { text.len() } else { 0 };
        found
    }

    fn alternatives(&mut self) -> Parsed<Node> {
        if self.depth > DEPTH {
            return Err("groups are nested too deeply".to_string());
        }
        let flags = self.flags;
        let mut branches = vec![self.sequence()?];
        while self.take(b'|') {
            branches.push(self.sequence()?);
        }
        self.flags = flags;
        Ok(if branches.len() == 1 { branches.remove(0) } else { Node::Any(branches) })
    }

    fn skip_extended(&mut self) {
        while self.flags.extended {
            match self.peek() {
                Some(c) if SPACE.iter().any(|&(from, to)| (from..=to).contains(&c)) => self.at += 1,
                Some(0x23) => {
                    while let Some(c) = self.next() {
                        if c == 10 {
                            break;
                        }
                    }
                }
                _ => return,
            }
        }
    }

    fn sequence(&mut self) -> Parsed<Node> {
        let mut nodes = Vec::new();
        loop {
            self.skip_extended();
            match self.peek() {
                None => break,
                Some(c) if is(Some(c), b'|') || is(Some(c), b')') => break,
                _ => {}
            }
            if self.take_all("\\Q") {
                let first = nodes.len();
                while self.at < self.units.len() && !self.take_all("\\E") {
                    let c = self.next().unwrap_or(0);
                    nodes.push(Node::Char(c, self.flags.ignore_case));
                }
                if nodes.len() > first
                    && let Some(last) = nodes.pop()
                {
                    let last = self.repeated(last)?;
                    nodes.push(last);
                }
                continue;
            }
            if self.take_all("\\E") {
                continue;
            }
            if let Some(node) = self.atom()? {
                let node = self.repeated(node)?;
                nodes.push(node);
            }
        }
        Ok(match nodes.len() {
            0 => Node::Empty,
            1 => nodes.remove(0),
            _ => Node::All(nodes),
        })
    }

    fn number(&mut self) -> Option<u32> {
        let start = self.at;
        let mut n = 0u32;
        while let Some(c @ 0x30..=0x39) = self.peek() {
            n = n.saturating_mul(10).saturating_add(c - 0x30);
            self.at += 1;
        }
        (self.at > start).then_some(n)
    }

    /// The bounds of a quantifier, if one comes next.
    fn bounds(&mut self) -> Parsed<Option<(u32, Option<u32>)>> {
        const MOST: u32 = 65535;
        let start = self.at;
        Ok(match self.next() {
            Some(0x2a) => Some((0, None)),
            Some(0x2b) => Some((1, None)),
            Some(0x3f) => Some((0, Some(1))),
            Some(0x7b) => {
                let min = self.number();
                let max = if self.take(b',') { self.number().map(Some).or(Some(None)) } else { min.map(Some) };
                let complete = self.take(b'}') && (min.is_some() || matches!(max, Some(Some(_))));
                match (complete, max) {
                    (true, Some(max)) => {
                        let min = min.unwrap_or(0);
                        if min > MOST || max.is_some_and(|n| n > MOST) {
                            return Err("number too big in {} quantifier".to_string());
                        }
                        if max.is_some_and(|n| n < min) {
                            return Err("numbers out of order in {} quantifier".to_string());
                        }
                        Some((min, max))
                    }
                    _ => {
                        self.at = start;
                        None
                    }
                }
            }
            _ => {
                self.at = start;
                None
            }
        })
    }

    fn repeated(&mut self, mut node: Node) -> Parsed<Node> {
        loop {
            self.skip_extended();
            let Some((min, max)) = self.bounds()? else { return Ok(node) };
            let greed = match () {
                () if self.take(b'?') => Greed::Lazy,
                () if self.take(b'+') => Greed::Possessive,
                () => Greed::Greedy,
            };
            if let Node::Place(_) | Node::Keep = node {
                // Repeating a place changes nothing, unless it need not be there.
                node = if min == 0 { Node::Empty } else { node };
                continue;
            }
            node = Node::Repeat(Box::new(node), min, max, greed);
        }
    }

    fn set(&self, set: Set) -> Node {
        Node::Set(if self.flags.ignore_case { set.both_cases(self.flags.utf) } else { set })
    }

    /// One atom; none if it only changed flags or was a comment.
    fn atom(&mut self) -> Parsed<Option<Node>> {
        if self.bounds()?.is_some() {
            return Err("quantifier does not follow a repeatable item".to_string());
        }
        let Some(c) = self.next() else { return Ok(None) };
        let Flags { multi_line, dot_all, ignore_case, .. } = self.flags;
        Ok(Some(match u8::try_from(c).unwrap_or(0) {
            b'.' if dot_all => Node::Set(Set::of(&[(0, LAST)])),
            b'.' => Node::Set(Set::of(&[(10, 10)]).inverse()),
            b'^' => Node::Place(if multi_line { Place::LineStart } else { Place::TextStart }),
            b'$' => Node::Place(if multi_line { Place::LineEnd } else { Place::LastLineEnd }),
            b'(' => return self.group(),
            b'[' => {
                let set = self.class()?;
                self.set(set)
            }
            b'\\' => self.escape()?,
            _ => Node::Char(c, ignore_case),
        }))
    }

    fn close(&mut self) -> Parsed<()> {
        if self.take(b')') { Ok(()) } else { Err("missing closing parenthesis".to_string()) }
    }

    fn inner(&mut self) -> Parsed<Box<Node>> {
        self.depth += 1;
        let node = self.alternatives()?;
        self.depth -= 1;
        self.close()?;
        Ok(Box::new(node))
    }

    fn capture(&mut self) -> Parsed<Node> {
        self.groups += 1;
        let number = self.groups;
        Ok(Node::Group(self.inner()?, Some(number)))
    }

    fn name(&mut self, end: u8) -> Parsed<Vec<u32>> {
        let start = self.at;
        while self.peek().is_some_and(is_word) {
            self.at += 1;
        }
        let name = self.units[start..self.at].to_vec();
        if name.is_empty() || !self.take(end) {
            return Err("subpattern name expected".to_string());
        }
        Ok(name)
    }

    fn numbered(&self, name: &[u32]) -> Parsed<usize> {
        if let Some((_, number)) = self.names.iter().find(|(known, _)| known == name) {
            return Ok(*number);
        }
        // In the first reading names may be yet to come.
        if self.total == usize::MAX { Ok(0) } else { Err("reference to non-existent subpattern".to_string()) }
    }

    fn group(&mut self) -> Parsed<Option<Node>> {
        if is(self.peek(), b'*') {
            return Err("verbs are not supported".to_string());
        }
        if !self.take(b'?') {
            return self.capture().map(Some);
        }
        let look = |node, ahead, negative| Some(Node::Look { node, ahead, negative });
        Ok(match self.next().and_then(|c| u8::try_from(c).ok()) {
            Some(b':') => Some(Node::Group(self.inner()?, None)),
            Some(b'=') => look(self.inner()?, true, false),
            Some(b'!') => look(self.inner()?, true, true),
            Some(b'>') => Some(Node::Atomic(self.inner()?)),
            Some(b'<') if self.take(b'=') => look(self.inner()?, false, false),
            Some(b'<') if self.take(b'!') => look(self.inner()?, false, true),
            Some(b'<') => Some(self.named(b'>')?),
            Some(b'\'') => Some(self.named(b'\'')?),
            Some(b'P') if self.take(b'<') => Some(self.named(b'>')?),
            Some(b'P') if self.take(b'=') => {
                let name = self.name(b')')?;
                Some(Node::Back(self.numbered(&name)?, self.flags.ignore_case))
            }
            Some(b'(') => Some(self.condition()?),
            Some(b'#') => {
                while self.peek().is_some_and(|c| c != u32::from(b')')) {
                    self.at += 1;
                }
                self.close()?;
                None
            }
            _ => {
                self.at -= 1;
                return self.inline_flags();
            }
        })
    }

    fn named(&mut self, end: u8) -> Parsed<Node> {
        let name = self.name(end)?;
        if self.total == usize::MAX {
            if self.names.iter().any(|(known, _)| *known == name) {
                return Err("two named subpatterns have the same name".to_string());
            }
            self.names.push((name, self.groups + 1));
        }
        self.capture()
    }

    fn condition(&mut self) -> Parsed<Node> {
        let number = match self.number() {
            Some(number) if self.take(b')') => number as usize,
            Some(_) => return Err("missing closing parenthesis for condition".to_string()),
            None => {
                let end = if self.take(b'<') {
                    b'>'
                } else if self.take(b'\'') {
                    b'\''
                } else {
                    return Err("unsupported condition".to_string());
                };
                let name = self.name(end)?;
                self.close()?;
                self.numbered(&name)?
            }
        };
        self.known(number)?;
        let mut branches = match *self.inner()? {
            Node::Any(branches) => branches,
            node => vec![node],
        };
        if branches.len() > 2 {
            return Err("conditional subpattern contains more than two branches".to_string());
        }
        let no = if branches.len() == 2 { branches.remove(1) } else { Node::Empty };
        Ok(Node::If(number, Box::new(branches.remove(0)), Box::new(no)))
    }

    fn known(&self, number: usize) -> Parsed<()> {
        if number <= self.total { Ok(()) } else { Err("reference to non-existent subpattern".to_string()) }
    }

    /// `(?i)`, `(?i:…)`, `(?-i)`
    fn inline_flags(&mut self) -> Parsed<Option<Node>> {
        let outer = self.flags;
        let mut on = true;
        if self.take(b'^') {
            self.flags = Flags { utf: outer.utf, ..Flags::from_bits(0) };
        }
        loop {
            match self.next().and_then(|c| u8::try_from(c).ok()) {
                Some(b'-') if on => on = false,
                Some(b'i') => self.flags.ignore_case = on,
                Some(b'm') => self.flags.multi_line = on,
                Some(b's') => self.flags.dot_all = on,
                Some(b'x') => self.flags.extended = on,
                // Until the end of the group around it, which puts the flags back.
                Some(b')') => return Ok(None),
                Some(b':') => {
                    let node = self.inner()?;
                    self.flags = outer;
                    return Ok(Some(Node::Group(node, None)));
                }
                _ => return Err("unrecognized character after (? or (?-".to_string()),
            }
        }
    }

    fn hex(&mut self, most: usize) -> u32 {
        let mut n = 0u32;
        for _ in 0..most {
            let Some(digit) = self.peek().and_then(char::from_u32).and_then(|c| c.to_digit(16)) else { break };
            n = n.saturating_mul(16).saturating_add(digit);
            self.at += 1;
        }
        n
    }

    fn scalar(&self, n: u32) -> Parsed<u32> {
        let most = if self.flags.utf { LAST } else { 255 };
        if n > most { Err("character code point value is too large".to_string()) } else { Ok(n) }
    }

    /// The character that an escape stands for, inside and outside of classes.
    fn escaped_character(&mut self, c: u8) -> Parsed<u32> {
        Ok(match c {
            b'a' => 7,
            b'e' => 27,
            b'f' => 12,
            b'n' => 10,
            b'r' => 13,
            b't' => 9,
            b'c' => match self.next() {
                Some(c @ 0x20..0x7f) => u32::from((c as u8).to_ascii_uppercase() ^ 0x40),
                _ => return Err("\\c must be followed by a printable character".to_string()),
            },
            b'x' if self.take(b'{') => {
                let n = self.hex(8);
                if !self.take(b'}') {
                    return Err("missing terminating } for \\x{".to_string());
                }
                self.scalar(n)?
            }
            b'x' => self.hex(2),
            b'0'..=b'7' => {
                let mut n = u32::from(c - b'0');
                for _ in 0..2 {
                    let Some(digit @ 0x30..0x38) = self.peek() else { break };
                    n = n * 8 + digit - 0x30;
                    self.at += 1;
                }
                self.scalar(n)?
            }
            _ if c.is_ascii_alphanumeric() => return Err("unrecognized character follows \\".to_string()),
            _ => u32::from(c),
        })
    }

    /// The set that an escape stands for: `\d`, `\p{L}`.
    fn escaped_set(&mut self, c: u8) -> Parsed<Option<Set>> {
        let ranges = match c.to_ascii_lowercase() {
            b'd' => DIGIT,
            b's' => SPACE,
            b'w' => WORD,
            b'h' => HORIZONTAL,
            b'v' => VERTICAL,
            b'n' if c == b'N' => &[(10, 10)],
            b'p' => return self.property(c).map(Some),
            _ => return Ok(None),
        };
        let set = Set::of(ranges);
        Ok(Some(if c.is_ascii_uppercase() { set.inverse() } else { set }))
    }

    fn property(&mut self, c: u8) -> Parsed<Set> {
        let start = self.at;
        if self.take(b'{') {
            while self.peek().is_some_and(|c| c != u32::from(b'}')) {
                self.at += 1;
            }
        }
        self.at = (self.at + 1).min(self.units.len());
        let name: String = self.units[start..self.at].iter().filter_map(|&c| char::from_u32(c)).collect();
        let unknown = || "unknown property after \\P or \\p".to_string();
        let hir = regex_syntax::parse(&format!("\\{}{name}", char::from(c))).map_err(|_| unknown())?;
        match hir.into_kind() {
            HirKind::Class(Class::Unicode(class)) => {
                let ranges: Vec<(u32, u32)> =
                    class.iter().map(|r| (u32::from(r.start()), u32::from(r.end()))).collect();
                Ok(Set::of(&ranges))
            }
            HirKind::Literal(literal) => {
                let c = std::str::from_utf8(&literal.0).ok().and_then(|s| s.chars().next());
                c.map(|c| Set::of(&[(u32::from(c), u32::from(c))])).ok_or_else(unknown)
            }
            _ => Err(unknown()),
        }
    }

    fn escape(&mut self) -> Parsed<Node> {
        let ignore_case = self.flags.ignore_case;
        let Some(c) = self.next() else { return Err("\\ at end of pattern".to_string()) };
        let Ok(c) = u8::try_from(c) else { return Ok(Node::Char(c, ignore_case)) };
        if c >= 0x80 {
            return Ok(Node::Char(u32::from(c), ignore_case));
        }
        if let Some(set) = self.escaped_set(c)? {
            return Ok(self.set(set));
        }
        Ok(match c {
            b'b' => Node::Place(Place::WordEdge),
            b'B' => Node::Place(Place::NoWordEdge),
            b'A' => Node::Place(Place::TextStart),
            b'z' => Node::Place(Place::TextEnd),
            b'Z' => Node::Place(Place::LastLineEnd),
            b'G' => Node::Place(Place::SearchStart),
            b'K' => Node::Keep,
            b'R' => {
                let crlf = Node::All(vec![Node::Char(13, false), Node::Char(10, false)]);
                Node::Atomic(Box::new(Node::Any(vec![crlf, Node::Set(Set::of(VERTICAL))])))
            }
            b'k' => {
                let end = match self.next() {
                    Some(0x3c) => b'>',
                    Some(0x27) => b'\'',
                    Some(0x7b) => b'}',
                    _ => return Err("\\k is not followed by a name".to_string()),
                };
                let name = self.name(end)?;
                Node::Back(self.numbered(&name)?, ignore_case)
            }
            b'g' => {
                let braced = self.take(b'{');
                let relative = self.take(b'-');
                let number = match self.number() {
                    Some(n) if relative => (self.groups + 1).checked_sub(n as usize).filter(|&n| n > 0),
                    Some(n) => Some(n as usize),
                    None if braced => {
                        let name = self.name(b'}')?;
                        return Ok(Node::Back(self.numbered(&name)?, ignore_case));
                    }
                    None => None,
                };
                let Some(number) = number.filter(|_| !braced || self.take(b'}')) else {
                    return Err("a numbered reference must not be zero".to_string());
                };
                self.known(number)?;
                Node::Back(number, ignore_case)
            }
            b'1'..=b'9' => {
                let start = self.at;
                self.at -= 1;
                let number = self.number().unwrap_or(0) as usize;
                if number < 10 || number <= self.total.min(self.units.len()) && number <= self.groups.max(self.total) {
                    self.known(number)?;
                    return Ok(Node::Back(number, ignore_case));
                }
                self.at = start;
                Node::Char(self.escaped_character(c)?, ignore_case)
            }
            _ => Node::Char(self.escaped_character(c)?, ignore_case),
        })
    }

    /// A bracket expression, behind its `[`.
    fn class(&mut self) -> Parsed<Set> {
        let negative = self.take(b'^');
        let mut set = Set::default();
        let mut first = true;
        loop {
            let Some(c) = self.next() else {
                return Err(format!(
                    "missing terminating ] for character class in {}",
                    String::from_utf8_lossy(self.source)
                ));
            };
            if is(Some(c), b']') && !first {
                break;
            }
            first = false;
            if is(Some(c), b'[') && is(self.peek(), b':') && self.posix(&mut set)? {
                continue;
            }
            let Some(from) = self.class_character(c, &mut set)? else { continue };
            let dash = is(self.peek(), b'-') && self.units.get(self.at + 1).is_some_and(|&c| c != u32::from(b']'));
            if !dash {
                set.add(from, from);
                continue;
            }
            self.at += 1;
            let c = self.next().unwrap_or(0);
            match self.class_character(c, &mut set)? {
                Some(to) if to < from => return Err("range out of order in character class".to_string()),
                Some(to) => set.add(from, to),
                None => {
                    set.add(from, from);
                    set.add(0x2d, 0x2d);
                }
            }
        }
        let set = set.normal();
        let set = if self.flags.ignore_case { set.both_cases(self.flags.utf) } else { set };
        Ok(if negative { set.inverse() } else { set })
    }

    /// A character of a class; none if it was a set, which is added.
    fn class_character(&mut self, c: u32, set: &mut Set) -> Parsed<Option<u32>> {
        if !is(Some(c), b'\\') {
            return Ok(Some(c));
        }
        let Some(c) = self.next() else { return Err("\\ at end of pattern".to_string()) };
        let Some(ascii) = u8::try_from(c).ok().filter(u8::is_ascii) else { return Ok(Some(c)) };
        if ascii == b'b' {
            return Ok(Some(8));
        }
        if let Some(more) = self.escaped_set(ascii)? {
            set.ranges.extend(more.ranges);
            return Ok(None);
        }
        self.escaped_character(ascii).map(Some)
    }

    /// `[:alpha:]` within a class. Whether there is one.
    fn posix(&mut self, set: &mut Set) -> Parsed<bool> {
        let rest: String = self.units[self.at..].iter().take(12).filter_map(|&c| char::from_u32(c)).collect();
        let Some(end) = rest.find(":]") else { return Ok(false) };
        let name = rest.get(1..end).unwrap_or_default();
        let (negative, name) = name.strip_prefix('^').map_or((false, name), |name| (true, name));
        let matches: fn(&u8) -> bool = match name {
            "alpha" => u8::is_ascii_alphabetic,
            "digit" => u8::is_ascii_digit,
            "alnum" => u8::is_ascii_alphanumeric,
            "upper" => u8::is_ascii_uppercase,
            "lower" => u8::is_ascii_lowercase,
            "space" => |b| matches!(b, 9..=13 | 32),
            "blank" => |b| matches!(b, 9 | 32),
            "punct" => u8::is_ascii_punctuation,
            "xdigit" => u8::is_ascii_hexdigit,
            "cntrl" => u8::is_ascii_control,
            "graph" => u8::is_ascii_graphic,
            "print" => |b| (32..127).contains(b),
            "word" => |b| is_word(u32::from(*b)),
            "ascii" => u8::is_ascii,
            _ => return Err("unknown POSIX class name".to_string()),
        };
        let ranges: Vec<(u32, u32)> = (0..=127u8).filter(matches).map(|b| (u32::from(b), u32::from(b))).collect();
        let class = Set::of(&ranges);
        set.ranges.extend(if negative { class.inverse().ranges } else { class.ranges });
        self.at += end + 2;
        Ok(true)
    }
}
