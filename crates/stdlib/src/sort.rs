//! Sorting: stable merge sorts. The elements are copied first and stored at the end, so a comparator sees the array as it was
//! and may throw. Without one the sort is a machine of steps; with one it is bytecode (`sort.qasm`). Integers alone, where
//! nobody can tell equal ones apart, are sorted where they are.

use crate::elements::sequence;
use crate::iterate::{CHUNK, ITERATE, element, indexable, into_array};
use quintet_runtime::walk::order;
use quintet_runtime::{Context, Cost, ElementKind, Frame, Kind, NativeDef, Result, Step, Value};
use std::cmp::Ordering;

/// Elements of a run that is sorted in one step.
const RUN: usize = 1024;

/// State registers of [`Merge`] and [`Quick`], from the first.
const STATE: usize = 8;

pub(crate) fn natives(defs: &mut Vec<NativeDef>) {
    let state = (ITERATE + STATE) as u16;
    defs.extend([
        NativeDef::stepped("sort", "a: array, [compare: function|instance|nil]", state, |ctx, frame| {
            sort(ctx, frame, true)
        })
        .costs(Cost::Sizes(1)),
        NativeDef::stepped("sorted", sequence!(", [compare: function|instance|nil]"), state, |ctx, frame| {
            sort(ctx, frame, false)
        })
        .costs(Cost::Sizes(1)),
        NativeDef::short("sort.answer", "answer: any", |ctx, args| Ok(Value::bool(comes_first(ctx, args[0])?))),
        NativeDef::stepped("sort_by", sequence!(", key: function|instance"), state, sort_by).costs(Cost::Sizes(1)),
    ]);
}

fn sort(ctx: &mut Context, frame: &mut Frame, in_place: bool) -> Result<Step> {
    const AT: usize = 2;
    let given = frame.registers[0];
    if in_place && given.is_frozen() {
        return Err(ctx.frozen_error("frozen Array"));
    }
    if let Some(step) = into_array(ctx, frame, 0, AT)? {
        return Ok(step);
    }
    let merge = Merge { at: AT + ITERATE };
    let quicksort = Quick { at: merge.at };
    let compare = frame.registers[1];
    if merge.source(frame).is_nil() {
        let array = frame.registers[0];
        let quick = compare.is_nil() && array.as_array().is_some_and(|a| a.ints().is_some());
        if quick && in_place {
            quicksort.begin(ctx, frame, array)?;
            return Ok(Step::Again(1));
        }
        let copy = ctx.array_slice(array, 0, array.size())?;
        if quick {
            quicksort.begin(ctx, frame, copy)?;
            return Ok(Step::Again(1));
        }
        if !compare.is_nil() {
            let spare = ctx.array_slice(copy, 0, copy.size())?;
            let function = ctx.library_function("merge")?;
            frame.registers[merge.at] = Value::TRUE;
            return Ok(Step::call(function, &[copy, spare, compare]));
        }
        merge.begin(ctx, frame, copy)?;
    }
    let step = match compare.is_nil() {
        true if quicksort.is_under_way(frame) => quicksort.step(ctx, frame)?,
        true => merge.step(ctx, frame)?,
        false => Step::Done(frame.input),
    };
    match step {
        Step::Done(sorted) if in_place && sorted != given => {
            // Taken again after a collection, this does the same again.
            ctx.reserve(sorted.size() * size_of::<Value>())?;
            ctx.array_clear(given)?;
            ctx.array_extend(given, sorted)?;
            Ok(Step::Done(given))
        }
        other => Ok(other),
    }
}

/// A new array sorted by what the function gives for each element: pairs of key and element are sorted by key.
fn sort_by(ctx: &mut Context, frame: &mut Frame) -> Result<Step> {
    const AT: usize = 2;
    let merge = Merge { at: AT + ITERATE };
    let index = AT + ITERATE + STATE - 1;
    if let Some(step) = indexable(ctx, frame, 0, AT)? {
        return Ok(step);
    }
    if let Some(i) = frame.registers[index].as_int() {
        // Collecting the keys.
        let source = frame.registers[0];
        let pairs = frame.registers[merge.at];
        if pairs.size() < i as usize {
            let value = frame.registers[merge.at + 1];
            let pair = ctx.new_pair(frame.input, value)?;
            ctx.array_push(pairs, pair)?;
        }
        if let Some(value) = element(source, i as usize) {
            frame.registers[merge.at + 1] = value;
            frame.registers[index] = Value::int(i + 1);
            return Ok(Step::call(frame.registers[1], &[value]));
        }
        merge.begin(ctx, frame, pairs)?;
        frame.registers[index] = Value::TRUE;
    } else if frame.registers[index].is_nil() {
        frame.registers[merge.at] = ctx.new_array(&[])?;
        frame.registers[index] = Value::int(0);
        return Ok(Step::Again(1));
    }
    if frame.registers[index] == Value::TRUE {
        match merge.step(ctx, frame)? {
            Step::Done(sorted) => {
                // The sorted pairs become the elements.
                frame.registers[index] = Value::FALSE;
                frame.registers[merge.at] = sorted;
                frame.registers[merge.at + 1] = ctx.new_array(&[])?;
            }
            other => return Ok(other),
        }
    }
    let (sorted, out) = (frame.registers[merge.at], frame.registers[merge.at + 1]);
    for i in out.size()..sorted.size().min(out.size() + CHUNK) {
        let pair = element(sorted, i).unwrap_or(Value::NIL);
        ctx.array_push(out, pair.as_pair().map_or(Value::NIL, |p| p.values().1))?;
    }
    if out.size() < sorted.size() { Ok(Step::Again(CHUNK as u64 / 4)) } else { Ok(Step::Done(out)) }
}

/// A bottom-up merge sort whose state is in registers: the array that is read, the array that is written, the width of
/// the runs that are sorted, where the present pair of runs begins, and the next element of either.
struct Merge {
    at: usize,
}

impl Merge {
    const WRITE: usize = 1;
    const WIDTH: usize = 2;
    const LOW: usize = 3;
    const LEFT: usize = 4;
    const RIGHT: usize = 5;

    fn source(&self, frame: &Frame) -> Value {
        frame.registers[self.at]
    }
    fn int(&self, frame: &Frame, i: usize) -> usize {
        frame.registers[self.at + i].as_int().unwrap_or(0) as usize
    }
    fn set(&self, frame: &mut Frame, i: usize, n: usize) {
        frame.registers[self.at + i] = Value::int(n as i64);
    }

    /// Begins to sort this array, which nobody else sees.
    fn begin(&self, ctx: &mut Context, frame: &mut Frame, array: Value) -> Result<()> {
        let kind = array.as_array().map_or(ElementKind::VALUE, |a| a.elements());
        let n = array.size();
        let write = ctx.array_with_capacity(kind, n)?;
        frame.registers[self.at] = array;
        frame.registers[self.at + Self::WRITE] = write;
        for i in [Self::WIDTH, Self::LOW, Self::LEFT, Self::RIGHT] {
            self.set(frame, i, 0);
        }
        Ok(())
    }

    /// The ends of the present pair of runs.
    fn ends(&self, frame: &Frame, n: usize) -> (usize, usize) {
        let (low, width) = (self.int(frame, Self::LOW), self.int(frame, Self::WIDTH));
        ((low + width).min(n), (low + width * 2).min(n))
    }

    fn start_pair(&self, frame: &mut Frame, low: usize) {
        let width = self.int(frame, Self::WIDTH);
        self.set(frame, Self::LOW, low);
        self.set(frame, Self::LEFT, low);
        self.set(frame, Self::RIGHT, low + width);
    }

    /// All pairs of this width are merged: what was written is read from now on. Whether everything is one run.
    fn next_width(&self, ctx: &mut Context, frame: &mut Frame) -> Result<bool> {
        let (read, write) = (frame.registers[self.at], frame.registers[self.at + Self::WRITE]);
        ctx.array_clear(read)?;
        frame.registers[self.at] = write;
        frame.registers[self.at + Self::WRITE] = read;
        let width = self.int(frame, Self::WIDTH) * 2;
        self.set(frame, Self::WIDTH, width);
        self.start_pair(frame, 0);
        Ok(width >= write.size())
    }

    /// A step of sorting by the order of the language.
    fn step(&self, ctx: &mut Context, frame: &mut Frame) -> Result<Step> {
        let source = self.source(frame);
        let n = source.size();
        if self.int(frame, Self::WIDTH) == 0 {
            let write = frame.registers[self.at + Self::WRITE];
            let start = write.size();
            let end = n.min(start + RUN);
            let run = sorted_run(ctx, source, start, end)?;
            ctx.array_extend(write, run)?;
            if end < n {
                return Ok(Step::Again(RUN as u64));
            }
            self.set(frame, Self::WIDTH, RUN / 2);
            if self.next_width(ctx, frame)? {
                return Ok(Step::Done(self.source(frame)));
            }
            return Ok(Step::Again(RUN as u64));
        }
        self.merge_some(ctx, frame)
    }

    /// Merges up to [`CHUNK`] elements.
    fn merge_some(&self, ctx: &mut Context, frame: &mut Frame) -> Result<Step> {
        let (source, write) = (self.source(frame), frame.registers[self.at + Self::WRITE]);
        let (middle, high) = self.ends(frame, source.size());
        let (left, right) = (self.int(frame, Self::LEFT), self.int(frame, Self::RIGHT).min(high));
        let Some(array) = source.as_array() else { return Ok(Step::Done(source)) };
        let (a, b, merged) = if let Some(ints) = array.ints() {
            let (a, b, out) = merge_slices(ints, left, middle, right, high, |y, x| y < x);
            (a, b, ctx.new_int_array(&out)?)
        } else if let Some(floats) = array.floats() {
            let (a, b, out) = merge_slices(floats, left, middle, right, high, |y, x| float_order(y, x).is_lt());
            (a, b, ctx.new_float_array(&out)?)
        } else {
            self.merge_values(ctx, source, (left, middle), (right, high))?
        };
        ctx.array_extend(write, merged)?;
        self.set(frame, Self::LEFT, a);
        self.set(frame, Self::RIGHT, b);
        if a == middle && b == high {
            if high >= source.size() {
                if self.next_width(ctx, frame)? {
                    return Ok(Step::Done(self.source(frame)));
                }
            } else {
                self.start_pair(frame, high);
            }
        }
        Ok(Step::Again(CHUNK as u64 / 4))
    }

    fn merge_values(
        &self,
        ctx: &mut Context,
        source: Value,
        (mut a, middle): (usize, usize),
        (mut b, high): (usize, usize),
    ) -> Result<(usize, usize, Value)> {
        let mut out = Vec::with_capacity(CHUNK.min(middle - a + high - b));
        while out.len() < CHUNK && (a < middle || b < high) {
            let take_right = match (element(source, a).filter(|_| a < middle), element(source, b).filter(|_| b < high))
            {
                (Some(x), Some(y)) => natural(ctx, y, x)?.is_lt(),
                (None, _) => true,
                (_, None) => false,
            };
            let from = if take_right { &mut b } else { &mut a };
            out.push(element(source, *from).unwrap_or(Value::NIL));
            *from += 1;
        }
        let merged = ctx.new_array(&out)?;
        Ok((a, b, merged))
    }
}

/// A quicksort of integers where they are: at every step the array holds the elements it held before. The ranges that are
/// still to be sorted lie in an array, beginning and end of each, the one at work last.
struct Quick {
    at: usize,
}

impl Quick {
    const RANGES: usize = 1;
    /// The elements of the range below here have been looked at; nil between two partitions.
    const SCAN: usize = 2;
    /// And of those, the ones below here belong before the others.
    const STORE: usize = 3;
    const PIVOT: usize = 4;
    /// Whether what equals the pivot belongs before the others.
    const EQUAL: usize = 5;
    /// How many partitions have been of little use; nil if this machine is not at work.
    const BAD: usize = 6;
    /// How long the array was at the beginning.
    const LENGTH: usize = 7;

    /// Ends of ranges that have room: each range but the last is longer than all behind it together.
    const RANGES_AT_MOST: usize = 128;
    /// Ranges up to this length are sorted in one step.
    const SMALL: usize = 2048;
    /// After so many bad partitions the elements are merged instead, which takes n log n whatever they are.
    const TOO_BAD: i64 = 24;

    fn begin(&self, ctx: &mut Context, frame: &mut Frame, array: Value) -> Result<()> {
        let ranges = ctx.array_with_capacity(ElementKind::INT, Self::RANGES_AT_MOST)?;
        for end in [0, array.size()] {
            ctx.array_push(ranges, Value::int(end as i64))?;
        }
        frame.registers[self.at + Self::RANGES] = ranges;
        frame.registers[self.at + Self::LENGTH] = Value::int(array.size() as i64);
        frame.registers[self.at + Self::SCAN] = Value::NIL;
        frame.registers[self.at + Self::BAD] = Value::int(0);
        frame.registers[self.at] = array;
        Ok(())
    }

    fn is_under_way(&self, frame: &Frame) -> bool {
        !frame.registers[self.at + Self::BAD].is_nil()
    }

    fn int(&self, frame: &Frame, i: usize) -> i64 {
        frame.registers[self.at + i].as_int().unwrap_or(0)
    }

    fn step(&self, ctx: &mut Context, frame: &mut Frame) -> Result<Step> {
        let (array, ranges) = (frame.registers[self.at], frame.registers[self.at + Self::RANGES]);
        let bad = self.int(frame, Self::BAD);
        let same = array.size() as i64 == self.int(frame, Self::LENGTH);
        if !same || bad > Self::TOO_BAD || array.as_array().is_none_or(|a| a.ints().is_none()) {
            // Whoever gave fuel for this has changed the array, or its elements are made to be hard: merged they are anew.
            let copy = ctx.array_slice(array, 0, array.size())?;
            Merge { at: self.at }.begin(ctx, frame, copy)?;
            frame.registers[self.at + Self::BAD] = Value::NIL;
            return Ok(Step::Again(CHUNK as u64));
        }
        let Some(range) = ranges.as_array().and_then(|r| r.ints()) else { return Ok(Step::Done(array)) };
        let &[.., low, high] = range else { return Ok(Step::Done(array)) };
        let (low, high) = (low as usize, high as usize);
        let Some(ints) = ctx.array_ints(array)? else { return Ok(Step::Done(array)) };
        let part = &mut ints[low..high];
        let length = part.len();
        if length <= Self::SMALL {
            part.sort_unstable();
            ctx.array_truncate(ranges, ranges.size() - 2)?;
            return Ok(Step::Again(length as u64));
        }
        if frame.registers[self.at + Self::SCAN].is_nil() {
            frame.registers[self.at + Self::PIVOT] = Value::int(pivot(part));
            frame.registers[self.at + Self::SCAN] = Value::int(0);
            frame.registers[self.at + Self::STORE] = Value::int(0);
            frame.registers[self.at + Self::EQUAL] = Value::FALSE;
        }
        let pivot = self.int(frame, Self::PIVOT);
        let equal = frame.registers[self.at + Self::EQUAL] == Value::TRUE;
        let (scan, mut store) = (self.int(frame, Self::SCAN) as usize, self.int(frame, Self::STORE) as usize);
        let (scan, end) = (scan.min(length), (scan + CHUNK).min(length));
        store = store.min(scan);
        for i in scan..end {
            let value = part[i];
            part.swap(i, store);
            store += usize::from(value < pivot || (equal && value == pivot));
        }
        frame.registers[self.at + Self::SCAN] = Value::int(end as i64);
        frame.registers[self.at + Self::STORE] = Value::int(store as i64);
        if end < length {
            return Ok(Step::Again(CHUNK as u64 / 4));
        }
        if store == 0 && !equal {
            // Nothing is smaller than the pivot: what equals it is put in its place next.
            frame.registers[self.at + Self::SCAN] = Value::int(0);
            frame.registers[self.at + Self::EQUAL] = Value::TRUE;
            return Ok(Step::Again(CHUNK as u64 / 4));
        }
        frame.registers[self.at + Self::SCAN] = Value::NIL;
        if !equal && store.min(length - store) < length / 16 {
            frame.registers[self.at + Self::BAD] = Value::int(bad + 1);
        }
        let middle = low + store;
        let rest: &[(usize, usize)] = match equal {
            true => &[(middle, high)],
            false if store < length - store => &[(middle, high), (low, middle)],
            false => &[(low, middle), (middle, high)],
        };
        // The shorter one is sorted first, so that few ranges wait.
        ctx.array_truncate(ranges, ranges.size() - 2)?;
        for &(low, high) in rest {
            ctx.array_push(ranges, Value::int(low as i64))?;
            ctx.array_push(ranges, Value::int(high as i64))?;
        }
        Ok(Step::Again(CHUNK as u64 / 4))
    }
}

/// The middle one of nine elements that lie far apart.
fn pivot(part: &[i64]) -> i64 {
    let mut samples: [i64; 9] = std::array::from_fn(|i| part[(part.len() - 1) / 8 * i]);
    samples.sort_unstable();
    samples[4]
}

/// What a comparator's answer means: whether its first argument comes before its second.
fn comes_first(ctx: &mut Context, answer: Value) -> Result<bool> {
    match answer.kind() {
        Kind::BOOL => Ok(answer == Value::TRUE),
        Kind::INT | Kind::FLOAT => Ok(answer.as_number().is_some_and(|n| n < 0.0)),
        kind => Err(ctx.type_error(format!("a comparator must return a number or a boolean, got {}", kind.word()))),
    }
}

/// Merges up to [`CHUNK`] elements of two runs of a slice. How far it came in either, and what it merged.
fn merge_slices<T: Copy>(
    slice: &[T],
    mut a: usize,
    middle: usize,
    mut b: usize,
    high: usize,
    less: impl Fn(T, T) -> bool,
) -> (usize, usize, Vec<T>) {
    let n = CHUNK.min(middle - a + high - b);
    let mut out = Vec::with_capacity(n);
    while out.len() < n && a < middle && b < high {
        let right = less(slice[b], slice[a]);
        out.push(if right { slice[b] } else { slice[a] });
        a += usize::from(!right);
        b += usize::from(right);
    }
    let more = (n - out.len()).min(middle - a);
    out.extend_from_slice(&slice[a..a + more]);
    a += more;
    let more = (n - out.len()).min(high - b);
    out.extend_from_slice(&slice[b..b + more]);
    (a, b + more, out)
}

/// Floats by their order; NaN comes last, and all NaN are equal.
fn float_order(a: f64, b: f64) -> Ordering {
    a.partial_cmp(&b).unwrap_or_else(|| a.is_nan().cmp(&b.is_nan()))
}

/// How two values compare, made total: NaN comes after everything else.
fn natural(ctx: &mut Context, a: Value, b: Value) -> Result<Ordering> {
    let (mut a, mut b) = (a, b);
    while let (Some(x), Some(y)) = (a.as_pair(), b.as_pair()) {
        (a, b) = (x.values().0, y.values().0);
    }
    match order::compare(ctx, a, b, "LT")? {
        Some(ordering) => Ok(ordering),
        None => {
            let nan = |v: Value| v.as_float().is_some_and(f64::is_nan);
            Ok(nan(a).cmp(&nan(b)))
        }
    }
}

/// The elements `start..end` of an array in order, as a new array.
fn sorted_run(ctx: &mut Context, source: Value, start: usize, end: usize) -> Result<Value> {
    let Some(array) = source.as_array() else { return Ok(source) };
    if let Some(ints) = array.ints() {
        let mut run = ints[start..end].to_vec();
        run.sort_unstable();
        return ctx.new_int_array(&run);
    }
    if let Some(floats) = array.floats() {
        let mut run = floats[start..end].to_vec();
        run.sort_by(|a, b| float_order(*a, *b));
        return ctx.new_float_array(&run);
    }
    let mut run: Vec<Value> = (start..end).filter_map(|i| array.get(i)).collect();
    let mut spare = run.clone();
    // The order may be inconsistent, or fail: an own sort does not mind.
    let mut width = 1;
    while width < run.len() {
        for low in (0..run.len()).step_by(width * 2) {
            let (middle, high) = ((low + width).min(run.len()), (low + width * 2).min(run.len()));
            let (mut a, mut b) = (low, middle);
            for slot in &mut spare[low..high] {
                let right = a == middle || b < high && natural(ctx, run[b], run[a])?.is_lt();
                let from = if right { &mut b } else { &mut a };
                *slot = run[*from];
                *from += 1;
            }
        }
        std::mem::swap(&mut run, &mut spare);
        width *= 2;
    }
    ctx.new_array(&run)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slices_merge_in_order_with_nan_last() {
        let (a, b, out) = merge_slices(&[1, 4, 9, 2, 4, 8], 0, 3, 3, 6, |y, x| y < x);
        assert_eq!((a, b, out), (3, 6, vec![1, 2, 4, 4, 8, 9]));
        let mut floats = [f64::NAN, 1.0, -0.0, f64::INFINITY];
        floats.sort_by(|a, b| float_order(*a, *b));
        assert!(floats[3].is_nan() && floats[2] == f64::INFINITY && floats[0] == 0.0);
    }
}
