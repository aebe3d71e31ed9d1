//! Arms that a constant tells apart: the subject itself, the first element of an array, or the value of a key. It is loaded
//! once and looked up, numbers by halving; only the arms with that constant are tried, in their order.

use super::matching::Wanted;
use super::*;
use crate::ast::{Arm, Literal, MapPattern, Pattern, PatternKind};
use quintet_bytecode::{CoerceType, Label};

/// Fewer arms are tried one after the other.
const LEAST: usize = 4;
/// So many numbers are compared one after the other.
const LEAF: usize = 4;

/// What tells arms apart.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Tag {
    /// The subject.
    Whole,
    /// The first element.
    First,
    /// The value of a key.
    Key(Literal),
}

/// A run of arms with one tag.
pub(super) struct Switch {
    tag: Tag,
    /// The constants and the arms that have them.
    cases: Vec<(Literal, usize)>,
}

impl<'a> Codegen<'a> {
    /// How many of the first arms have one tag, if it is worth while.
    pub(super) fn switch_of(&self, arms: &[Arm]) -> Option<(usize, Switch)> {
        let tag = tag_of(&arms.first()?.pattern)?;
        let mut cases = Vec::new();
        let mut count = 0;
        for arm in arms {
            let before = cases.len();
            if !add_cases(&arm.pattern, &tag, count, arm.guard.is_some(), &mut cases) {
                cases.truncate(before);
                break;
            }
            count += 1;
        }
        (count >= LEAST).then_some((count, Switch { tag, cases }))
    }

    /// The arms of a switch; goes on behind them if none matches.
    pub(super) fn switch(&mut self, arms: &'a [Arm], switch: &Switch, subject: Reg, end: Label, wanted: Wanted) {
        let mark = self.mark();
        let entries: Vec<Label> = arms.iter().map(|_| self.label()).collect();
        let after = self.label();
        self.at(arms[0].pattern.span.start);
        let value = self.tag_value(&switch.tag, subject, after, arms[0].pattern.span);
        // The first arm of each constant, and for each arm the next one with its constant.
        let mut first_of: HashMap<(u8, u64), usize> = HashMap::new();
        let mut last_of: HashMap<(u8, u64), usize> = HashMap::new();
        let mut next_of = vec![after; arms.len()];
        let (mut numbers, mut others) = (Vec::new(), Vec::new());
        for &(literal, arm) in &switch.cases {
            if let Some(before) = last_of.insert(key(&literal), arm) {
                next_of[before] = entries[arm];
                continue;
            }
            first_of.insert(key(&literal), arm);
            match literal {
                Literal::Int(i) => numbers.push(i),
                _ => others.push(literal),
            }
        }
        let first = |literal: &Literal| first_of.get(&key(literal)).map_or(after, |&arm| entries[arm]);
        if numbers.len() > LEAF {
            numbers.sort_unstable();
            let (found, not) = (self.label(), self.label());
            self.type_test(value, CoerceType::Int64, found, true);
            self.type_test(value, CoerceType::Float, not, false);
            self.place_label(found);
            self.numbers(&numbers, value, after, &first);
            self.place_label(not);
        } else {
            numbers.iter().for_each(|&i| self.literal_test(&Literal::Int(i), value, first(&Literal::Int(i)), true));
        }
        for literal in &others {
            self.literal_test(literal, value, first(literal), true);
        }
        self.goto(after);
        self.release(mark);
        for (index, arm) in arms.iter().enumerate() {
            self.place_label(entries[index]);
            self.arm(arm, subject, Some(&switch.tag), next_of[index], end, wanted);
        }
        self.place_label(after);
    }

    /// Goes to what `first` says of the number in `value`, else to `after`.
    fn numbers(&mut self, numbers: &[i64], value: Reg, after: Label, first: &dyn Fn(&Literal) -> Label) {
        if numbers.len() <= LEAF {
            numbers.iter().for_each(|&i| self.literal_test(&Literal::Int(i), value, first(&Literal::Int(i)), true));
            return self.goto(after);
        }
        let (low, high) = numbers.split_at(numbers.len() / 2);
        let mark = self.mark();
        let (a, c, upper) = (self.temp(), self.temp(), self.label());
        self.literal(&Literal::Int(high[0]), c);
        self.emit(Instruction::Lt { a, b: value, c });
        self.jump_on(a, upper, false);
        self.release(mark);
        self.numbers(low, value, after, first);
        self.place_label(upper);
        self.numbers(high, value, after, first);
    }

    /// The register with what the tag means of the subject.
    fn tag_value(&mut self, tag: &Tag, subject: Reg, after: Label, span: Span) -> Reg {
        if let Tag::Whole = tag {
            return subject;
        }
        let value = self.temp();
        let mark = self.mark();
        match tag {
            Tag::Whole => {}
            Tag::First => {
                let a = self.temp();
                self.emit(Instruction::IsArrayFrom { a, b: subject, c: 1 });
                self.jump_on(a, after, false);
                self.emit(Instruction::LoadInt { a, d: 0 });
                self.emit(Instruction::GetIndex { a: value, b: subject, c: a });
            }
            Tag::Key(key) => {
                self.type_test(subject, CoerceType::Map, after, false);
                self.load_key(key, subject, value, span);
            }
        }
        self.release(mark);
        value
    }

    /// A pattern whose tag is known to be right.
    pub(super) fn tagged_pattern(&mut self, pattern: &'a Pattern, v: Reg, tag: &Tag, fail: Label) {
        match (&pattern.kind, tag) {
            (PatternKind::Array(array), Tag::First) => self.array_pattern(array, v, fail, pattern.span, 1),
            (PatternKind::Map(map), Tag::Key(key)) => self.map_pattern(map, v, fail, pattern.span, Some(key)),
            _ => {}
        }
    }
}

/// A constant as a key of tables; of those that [`constant`] gives, equal ones have equal keys.
fn key(literal: &Literal) -> (u8, u64) {
    match *literal {
        Literal::Nil => (0, 0),
        Literal::Bool(b) => (1, u64::from(b)),
        Literal::Int(i) => (2, i as u64),
        Literal::Float(f) => (3, f.to_bits()),
        Literal::Str(text) => (4, text.index() as u64),
        Literal::Bytes(text) => (5, text.index() as u64),
    }
}

/// What tells a pattern apart from others; none if nothing constant does.
fn tag_of(pattern: &Pattern) -> Option<Tag> {
    match &pattern.kind {
        PatternKind::Literal(_) | PatternKind::Or(_) => Some(Tag::Whole),
        PatternKind::Array(array) => array.before.first().and_then(constant).map(|_| Tag::First),
        PatternKind::Map(map) => {
            let entry = map.entries.iter().find(|entry| constant(&entry.pattern).is_some());
            entry.map(|entry| Tag::Key(entry.key))
        }
        _ => None,
    }
}

/// Adds the constants that a pattern has as its tag; false if it has none or the tag alone does not decide.
fn add_cases(pattern: &Pattern, tag: &Tag, arm: usize, guarded: bool, cases: &mut Vec<(Literal, usize)>) -> bool {
    let found = match (&pattern.kind, tag) {
        (PatternKind::Literal(_), Tag::Whole) => constant(pattern),
        // A guard that fails would have to know which alternative it was.
        (PatternKind::Or(alternatives), Tag::Whole) if !guarded => {
            for alternative in alternatives {
                let Some(literal) = constant(alternative) else { return false };
                cases.push((literal, arm));
            }
            return true;
        }
        (PatternKind::Array(array), Tag::First) => array.before.first().and_then(constant),
        (PatternKind::Map(map), Tag::Key(key)) => entry(map, key).and_then(constant),
        _ => None,
    };
    cases.extend(found.map(|literal| (literal, arm)));
    found.is_some()
}

fn entry<'p>(map: &'p MapPattern, key: &Literal) -> Option<&'p Pattern> {
    // A key that is named twice has to match both.
    let mut found = map.entries.iter().filter(|entry| entry.key == *key);
    let first = found.next()?;
    if found.next().is_some() { None } else { Some(&first.pattern) }
}

/// The constant of a literal pattern that equals no other constant written differently. Nil is also what a missing key
/// gives.
fn constant(pattern: &Pattern) -> Option<Literal> {
    match pattern.kind {
        PatternKind::Literal(Literal::Nil | Literal::Float(_)) => None,
        PatternKind::Literal(literal) => Some(literal),
        _ => None,
    }
}
