//! Equality: the rich `==` of Fun, the strict one of machines, and identity.
//!
//! Equality of containers is one big conjunction, so a pair of containers that is being compared, or was compared
//! without ending the walk, may be taken as equal. Known pairs are kept as classes of equal containers (union-find
//! after Hopcroft and Karp), which bounds the walk by the number of containers rather than of pairs. Nothing is noted
//! while a walk is shallow and short.

use super::{AddressMap, SHALLOW};
use crate::context::Context;
use crate::object::RangeObject;
use crate::object::array::{ArrayObject, ElementKind};
use crate::value::{Kind, Value};
use quintet_bytecode::number;

/// Elements that a walk compares before it notes pairs at every depth. Noting costs as much as comparing some twenty
/// elements, so that only structure shared over and over gains from it.
const UNNOTED: usize = 1 << 22;

/// Fun's `==`. Never throws, allocates nothing in the heap.
#[inline]
pub fn equal(ctx: &mut Context, a: Value, b: Value) -> bool {
    match (a.kind(), b.kind()) {
        (Kind::INT, Kind::INT) | (Kind::BOOL, Kind::BOOL) | (Kind::SHORT, Kind::SHORT) => a == b,
        (Kind::NIL, Kind::NIL) => true,
        _ => equal_slow(ctx, a, b),
    }
}

#[cold]
#[inline(never)]
fn equal_slow(ctx: &mut Context, a: Value, b: Value) -> bool {
    match verdict(a, b) {
        Verdict::Descend => {
            let mut equality = Equality::default();
            let equal = equality.walk(ctx, a, b);
            ctx.walked(equality.known.work);
            equal
        }
        verdict => {
            ctx.walked(shallow_work(a, b));
            matches!(verdict, Verdict::Equal)
        }
    }
}

/// Elements that [`verdict`] compares of two long strings or packed arrays; sixteen bytes count as one.
fn shallow_work(a: Value, b: Value) -> usize {
    match a.kind() {
        Kind::STRING | Kind::BYTES | Kind::ARRAY if a.kind() == b.kind() && a != b && a.size() == b.size() => {
            if a.kind() == Kind::ARRAY { a.size() } else { a.size() / 16 }
        }
        _ => 0,
    }
}

/// The strict `==`: numbers mathematically, strings and byte sequences by content, everything else by identity.
#[inline]
pub fn strict_equal(a: Value, b: Value) -> bool {
    if a == b { !a.as_float().is_some_and(f64::is_nan) } else { strict_equal_slow(a, b) }
}

#[inline(never)]
fn strict_equal_slow(a: Value, b: Value) -> bool {
    match (a.kind(), b.kind()) {
        (Kind::INT | Kind::FLOAT | Kind::BIGINT, Kind::INT | Kind::FLOAT | Kind::BIGINT) => numbers_equal(a, b),
        (Kind::STRING, Kind::STRING) | (Kind::BYTES, Kind::BYTES) => a.as_any_bytes() == b.as_any_bytes(),
        _ => false,
    }
}

/// `is`: the same object; for kinds without identity, equal and of the same kind. NaN is NaN, 1 is not 1.0.
#[inline]
pub fn same(a: Value, b: Value) -> bool {
    a == b || a.kind() == b.kind() && same_slow(a, b)
}

#[inline(never)]
fn same_slow(a: Value, b: Value) -> bool {
    match a.kind() {
        Kind::FLOAT => {
            let (a, b) = (f64::from_bits(a.payload()), f64::from_bits(b.payload()));
            a == b || a.is_nan() && b.is_nan()
        }
        Kind::STRING | Kind::BYTES => a.as_any_bytes() == b.as_any_bytes(),
        Kind::BIGINT => crate::bigint::bytes(a) == crate::bigint::bytes(b),
        Kind::RANGE => ranges_equal(a, b),
        _ => false,
    }
}

/// What can be said of two values without looking into containers.
pub(super) enum Verdict {
    /// They are equal.
    Equal,
    /// They are not.
    Different,
    /// They are two containers of one kind and size.
    Descend,
}

impl From<bool> for Verdict {
    fn from(equal: bool) -> Verdict {
        if equal { Verdict::Equal } else { Verdict::Different }
    }
}

/// How far `==` gets without a walk. Packed arrays are compared here.
pub(super) fn verdict(a: Value, b: Value) -> Verdict {
    match (a.kind(), b.kind()) {
        (Kind::INT | Kind::FLOAT | Kind::BIGINT, Kind::INT | Kind::FLOAT | Kind::BIGINT) => numbers_equal(a, b).into(),
        (Kind::BOOL, Kind::INT | Kind::FLOAT) => numbers_equal(Value::int(a.payload() as i64), b).into(),
        (Kind::INT | Kind::FLOAT, Kind::BOOL) => numbers_equal(a, Value::int(b.payload() as i64)).into(),
        (Kind::STRING, Kind::STRING) | (Kind::BYTES, Kind::BYTES) => {
            (a == b || a.as_any_bytes() == b.as_any_bytes()).into()
        }
        (Kind::RANGE, Kind::RANGE) => ranges_equal(a, b).into(),
        (Kind::ARRAY, Kind::ARRAY) => match (a.as_array(), b.as_array()) {
            (Some(x), Some(y)) => arrays(x, y),
            _ => Verdict::Different,
        },
        (Kind::MAP, Kind::MAP) | (Kind::TUPLE, Kind::TUPLE) => match (a.size(), b.size()) {
            (0, 0) => Verdict::Equal,
            (m, n) if m == n => Verdict::Descend,
            _ => Verdict::Different,
        },
        (Kind::PAIR, Kind::PAIR) => Verdict::Descend,
        _ => (a == b).into(),
    }
}

fn arrays(x: &ArrayObject, y: &ArrayObject) -> Verdict {
    if x.len() != y.len() {
        return Verdict::Different;
    }
    if x.is_empty() {
        return Verdict::Equal;
    }
    if let (Some(x), Some(y)) = (x.ints(), y.ints()) {
        return (x == y).into();
    }
    if let (Some(x), Some(y)) = (x.floats(), y.floats()) {
        return (x == y).into();
    }
    if x.elements() == ElementKind::VALUE && y.elements() == ElementKind::VALUE {
        return Verdict::Descend;
    }
    // One at least holds nothing but numbers or booleans, so that no element is a container on both sides.
    x.iter().zip(y.iter()).all(|(x, y)| matches!(verdict(x, y), Verdict::Equal)).into()
}

/// Whether two numbers of any kind are the same.
#[inline]
fn numbers_equal(a: Value, b: Value) -> bool {
    match (a.kind(), b.kind()) {
        (Kind::INT, Kind::INT) => a == b,
        (Kind::FLOAT, Kind::FLOAT) => f64::from_bits(a.payload()) == f64::from_bits(b.payload()),
        (Kind::INT, Kind::FLOAT) => number::eq_int_float(a.payload() as i64, f64::from_bits(b.payload())),
        (Kind::FLOAT, Kind::INT) => number::eq_int_float(b.payload() as i64, f64::from_bits(a.payload())),
        _ => crate::bigint::cmp(a, b).is_some_and(|o| o.is_eq()),
    }
}

/// Whether two ranges have the same elements.
fn ranges_equal(a: Value, b: Value) -> bool {
    let (Some(x), Some(y)) = (a.as_range(), b.as_range()) else { return false };
    let same_step = |x: &RangeObject, y: &RangeObject| x.step == y.step;
    match (x.count(), y.count()) {
        (0, 0) => true,
        (1, 1) => x.start == y.start,
        (m, n) => m == n && x.start == y.start && same_step(x, y),
    }
}

/// Containers known to be equal, or assumed to be while they are compared.
#[derive(Default)]
pub(super) struct Known {
    /// By address; what has no entry was not met yet, what is its own parent stands for its class.
    parents: AddressMap<u64>,
    /// Elements compared so far.
    work: usize,
}

impl Known {
    /// Whether two containers, met at this depth, are to be compared; notes that they are. An object is not taken as
    /// equal to itself unless it was compared to something: it may contain NaN.
    pub fn begin(&mut self, depth: usize, a: Value, b: Value) -> bool {
        if depth < SHALLOW && self.work < UNNOTED {
            return true;
        }
        let (x, y) = (self.find(a.payload()), self.find(b.payload()));
        if x.is_some() && x == y {
            return false;
        }
        let root = x.or(y).unwrap_or(a.payload());
        for (address, found) in [(a.payload(), x), (b.payload(), y)] {
            self.parents.insert(found.unwrap_or(address), root);
        }
        true
    }

    /// Elements compared so far.
    pub fn work(&self) -> usize {
        self.work
    }

    /// Counts elements as compared.
    pub fn worked(&mut self, elements: usize) {
        self.work += elements;
    }

    /// What stands for the class of an address; halves the way there.
    fn find(&mut self, mut at: u64) -> Option<u64> {
        let mut parent = *self.parents.get(&at)?;
        while parent != at {
            let grandparent = self.parents.get(&parent).copied().unwrap_or(parent);
            self.parents.insert(at, grandparent);
            (at, parent) = (parent, grandparent);
        }
        Some(at)
    }
}

/// Two containers of one kind that are being compared, and how far that got.
#[derive(Clone, Copy)]
pub(super) struct Pair {
    pub a: Value,
    pub b: Value,
    /// The next element, or position of an entry.
    pub next: usize,
}

/// A walk over two graphs at once.
#[derive(Default)]
pub(super) struct Equality {
    stack: Vec<Pair>,
    /// What walks before this one found equal, if they did not end.
    pub known: Known,
}

/// Where the comparison of two containers stopped.
enum Scan {
    /// At two containers.
    Descend(Value, Value),
    /// At two values that are not equal.
    Different,
    /// At the end.
    End,
}

impl Equality {
    /// Whether two containers are equal for which [`verdict`] said `Descend`.
    pub fn walk(&mut self, ctx: &mut Context, a: Value, b: Value) -> bool {
        self.enter(a, b);
        while let Some(top) = self.stack.last_mut() {
            let start = top.next;
            let mut long = 0;
            let scan = scan(ctx, top, &mut long);
            self.known.worked(top.next - start + long);
            match scan {
                Scan::Descend(a, b) => self.enter(a, b),
                Scan::End => drop(self.stack.pop()),
                Scan::Different => {
                    self.stack.clear();
                    return false;
                }
            }
        }
        true
    }

    fn enter(&mut self, a: Value, b: Value) {
        if self.known.begin(self.stack.len(), a, b) {
            self.stack.push(Pair { a, b, next: 0 });
        }
    }
}

/// Whether two sequences that can be keys of maps are the same, element by element; `same` compares what is no sequence.
pub(crate) fn same_sequences(a: Value, b: Value, same: impl Fn(Value, Value) -> bool) -> bool {
    let is_sequence = |v: Value| matches!(v.kind(), Kind::ARRAY | Kind::TUPLE);
    let element = |of: Value, i: usize| match of.as_array() {
        Some(array) => array.get(i),
        None => of.as_tuple()?.values().get(i).copied(),
    };
    let mut known = Known::default();
    let mut stack = vec![Pair { a, b, next: 0 }];
    while let Some(top) = stack.last_mut() {
        let (x, y) = match (element(top.a, top.next), element(top.b, top.next)) {
            (Some(x), Some(y)) => (x, y),
            (None, None) => {
                stack.pop();
                continue;
            }
            _ => return false,
        };
        top.next += 1;
        known.worked(1);
        if !is_sequence(x) {
            if !same(x, y) {
                return false;
            }
        } else if x.kind() != y.kind() || x.size() != y.size() {
            return false;
        } else if known.begin(stack.len(), x, y) {
            stack.push(Pair { a: x, b: y, next: 0 });
        }
    }
    true
}

/// Compares as much of two containers as there is before two containers within them.
///
/// `long` counts what long strings and packed arrays cost beside their number.
fn scan(ctx: &mut Context, pair: &mut Pair, long: &mut usize) -> Scan {
    let Pair { a, b, next } = pair;
    match a.kind() {
        Kind::ARRAY => match (a.as_array(), b.as_array()) {
            (Some(x), Some(y)) => elements(next, long, |i| Some((x.get(i)?, y.get(i)?))),
            _ => Scan::Different,
        },
        Kind::TUPLE => match (a.as_tuple(), b.as_tuple()) {
            (Some(x), Some(y)) => elements(next, long, |i| Some((*x.values().get(i)?, *y.values().get(i)?))),
            _ => Scan::Different,
        },
        Kind::PAIR => match (a.as_pair(), b.as_pair()) {
            (Some(x), Some(y)) => {
                let ((x0, x1), (y0, y1)) = (x.values(), y.values());
                elements(next, long, |i| [(x0, y0), (x1, y1)].get(i).copied())
            }
            _ => Scan::Different,
        },
        _ => entries(ctx, *a, *b, next, long),
    }
}

fn elements(next: &mut usize, long: &mut usize, at: impl Fn(usize) -> Option<(Value, Value)>) -> Scan {
    while let Some((a, b)) = at(*next) {
        *next += 1;
        *long += shallow_work(a, b);
        match verdict(a, b) {
            Verdict::Equal => {}
            Verdict::Different => return Scan::Different,
            Verdict::Descend => return Scan::Descend(a, b),
        }
    }
    Scan::End
}

/// Compares the values of equal keys.
fn entries(ctx: &mut Context, a: Value, b: Value, next: &mut usize, long: &mut usize) -> Scan {
    let (Some(x), Some(y)) = (a.as_map(), b.as_map()) else { return Scan::Different };
    while *next < x.positions() {
        let position = *next;
        *next += 1;
        let Some((key, value)) = x.entry(position) else { continue };
        // Maps that were filled alike have their keys at the same positions.
        let other = match y.entry(position) {
            Some((k, v)) if k == key => Some(v),
            // What is a key has a hash.
            _ => ctx.map_get(b, key).unwrap_or(None),
        };
        let Some(other) = other else { return Scan::Different };
        *long += shallow_work(value, other);
        match verdict(value, other) {
            Verdict::Equal => {}
            Verdict::Different => return Scan::Different,
            Verdict::Descend => return Scan::Descend(value, other),
        }
    }
    Scan::End
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::walk::testing::*;

    /// Asserts what `==` gives, both ways round.
    #[track_caller]
    fn check(ctx: &mut Context, a: Value, b: Value, expected: bool) {
        assert_eq!(equal(ctx, a, b), expected, "{a:?} == {b:?}");
        assert_eq!(equal(ctx, b, a), expected, "{b:?} == {a:?}");
    }

    #[test]
    fn numbers_and_booleans() {
        let mut ctx = context();
        let int = Value::int;
        let float = Value::float;
        for (a, b, rich, strict) in [
            (int(1), int(1), true, true),
            (int(1), float(1.0), true, true),
            (float(0.0), float(-0.0), true, true),
            (float(f64::NAN), float(f64::NAN), false, false),
            (int((1 << 53) + 1), float(9007199254740992.0), false, false),
            (int(i64::MAX), float(9223372036854775808.0), false, false),
            (int(i64::MIN), float(-9223372036854775808.0), true, true),
            (Value::TRUE, int(1), true, false),
            (Value::TRUE, float(1.0), true, false),
            (Value::TRUE, int(2), false, false),
            (Value::FALSE, float(-0.0), true, false),
            (Value::FALSE, Value::NIL, false, false),
            (Value::NIL, int(0), false, false),
            (Value::NIL, Value::NIL, true, true),
        ] {
            check(&mut ctx, a, b, rich);
            assert_eq!(strict_equal(a, b), strict, "{a:?} == {b:?}");
            assert_eq!(strict_equal(b, a), strict, "{b:?} == {a:?}");
        }
        assert!(same(float(f64::NAN), float(-f64::NAN)));
        assert!(same(float(0.0), float(-0.0)));
        assert!(!same(int(1), float(1.0)));
        assert!(!same(int(1), Value::TRUE));
    }

    #[test]
    fn content_and_identity() {
        let mut ctx = context();
        let text = "longer than fourteen bytes";
        let (s, t) = (string(&mut ctx, text), string(&mut ctx, text));
        let bytes = ctx.new_bytes(text.as_bytes()).unwrap();
        check(&mut ctx, s, t, true);
        check(&mut ctx, s, bytes, false);
        assert!(strict_equal(s, t) && same(s, t) && !strict_equal(s, bytes) && !same(s, bytes));
        let (x, y) = (array(&mut ctx, &[s]), array(&mut ctx, &[t]));
        check(&mut ctx, x, y, true);
        assert!(!strict_equal(x, y) && !same(x, y) && strict_equal(x, x) && same(x, x));
        let class = ctx.runtime().error_class();
        let (e, f) = (ctx.new_record(class).unwrap(), ctx.new_record(class).unwrap());
        check(&mut ctx, e, f, false);
        check(&mut ctx, e, e, true);
    }

    #[test]
    fn ranges_by_sequence() {
        let mut ctx = context();
        let mut range = |a, b, c| ctx.new_range(a, b, c).unwrap();
        let equal_pairs = [
            (range(0, 5, 2), range(0, 6, 2)),
            (range(3, 3, 1), range(9, 0, 4)),
            (range(4, 5, 1), range(4, 0, -9)),
            (range(i64::MIN, i64::MAX - 1, i64::MAX), range(i64::MIN, 0, i64::MAX)),
        ];
        let different = [(range(0, 5, 1), range(0, 5, 2)), (range(0, 5, 1), range(1, 6, 1))];
        for (a, b) in equal_pairs {
            check(&mut ctx, a, b, true);
            assert!(same(a, b));
        }
        for (a, b) in different {
            check(&mut ctx, a, b, false);
        }
    }

    #[test]
    fn arrays_by_element_however_they_lie() {
        let mut ctx = context();
        let packed = array(&mut ctx, &[Value::int(1), Value::int(0)]);
        let values = wide(&mut ctx, &[1, 0]);
        let floats = array(&mut ctx, &[Value::float(1.0), Value::float(-0.0)]);
        let bools = array(&mut ctx, &[Value::TRUE, Value::FALSE]);
        let mixed = array(&mut ctx, &[Value::TRUE, Value::float(0.0)]);
        let all = [packed, values, floats, bools, mixed];
        for a in all {
            for b in all {
                check(&mut ctx, a, b, true);
            }
        }
        let other = wide(&mut ctx, &[1, 1]);
        let short = wide(&mut ctx, &[1]);
        let nans = array(&mut ctx, &[Value::float(f64::NAN), Value::NIL]);
        for a in all {
            check(&mut ctx, a, other, false);
            check(&mut ctx, a, short, false);
        }
        check(&mut ctx, nans, nans, false);
        let deep = nested(&mut ctx, 100, nans);
        check(&mut ctx, deep, deep, false);
    }

    #[test]
    fn maps_regardless_of_order() {
        let mut ctx = context();
        let one = [Value::int(1)];
        let (x, y) = (array(&mut ctx, &one), array(&mut ctx, &one));
        let a = map(&mut ctx, &[("a", x), ("b", Value::int(2)), ("c", Value::NIL)]);
        let b = map(&mut ctx, &[("c", Value::NIL), ("b", Value::float(2.0)), ("a", y)]);
        check(&mut ctx, a, b, true);
        let c = map(&mut ctx, &[("c", Value::NIL), ("b", Value::int(2)), ("d", y)]);
        check(&mut ctx, a, c, false);
        ctx.array_push(y, Value::NIL).unwrap();
        check(&mut ctx, a, b, false);
        let (p, q) = (ctx.new_pair(x, a).unwrap(), ctx.new_pair(x, a).unwrap());
        check(&mut ctx, p, q, true);
        let (p, q) = (ctx.new_tuple(&[p, x]).unwrap(), ctx.new_tuple(&[q, y]).unwrap());
        check(&mut ctx, p, q, false);
    }

    #[test]
    fn cycles_end() {
        let mut ctx = context();
        let (a, b) = (ring(&mut ctx, Value::int(1)), ring(&mut ctx, Value::int(1)));
        let c = ring(&mut ctx, Value::int(2));
        check(&mut ctx, a, b, true);
        check(&mut ctx, a, a, true);
        check(&mut ctx, a, c, false);
        // Rings of different lengths: the number of pairs is the product, the work must not be.
        let mut long_ring = |n: usize, last: i64| {
            let innermost = ctx.new_array(&[Value::NIL, Value::int(last)]).unwrap();
            let mut at = innermost;
            for _ in 1..n {
                at = ctx.new_array(&[at, Value::int(1)]).unwrap();
            }
            ctx.array_set(innermost, 0, at).unwrap();
            at
        };
        let (p, q, r) = (long_ring(9_999, 1), long_ring(10_000, 1), long_ring(10_000, 2));
        check(&mut ctx, p, q, true);
        check(&mut ctx, p, r, false);
        let m = map(&mut ctx, &[]);
        let n = map(&mut ctx, &[]);
        let key = string(&mut ctx, "me");
        ctx.map_set(m, key, n).unwrap();
        ctx.map_set(n, key, m).unwrap();
        check(&mut ctx, m, n, true);
    }

    #[test]
    fn shared_and_deep_structure_is_linear() {
        let mut ctx = context();
        let (a, b) = (doubled(&mut ctx, 60, Value::int(1)), doubled(&mut ctx, 60, Value::float(1.0)));
        check(&mut ctx, a, b, true);
        let c = doubled(&mut ctx, 60, Value::int(2));
        check(&mut ctx, a, c, false);
        let (a, b) = (nested(&mut ctx, DEEP, Value::int(1)), nested(&mut ctx, DEEP, Value::int(1)));
        let c = nested(&mut ctx, DEEP, Value::int(2));
        check(&mut ctx, a, b, true);
        check(&mut ctx, a, a, true);
        check(&mut ctx, a, c, false);
        // Few levels, each with very many references to the next.
        let mut level = |leaf| {
            (0..8).fold(Value::int(leaf), |inner, _| {
                let elements = vec![inner; 1000];
                ctx.new_array(&elements).unwrap()
            })
        };
        let (a, b) = (level(1), level(1));
        check(&mut ctx, a, b, true);
    }
}
