//! Sequences: what looks at their elements without calling a function for each.

use crate::arguments::{arg, bytes, one_or_zero};
use crate::display::{DISPLAY, Turn, joined, paid};
use crate::iterate::{
    CHUNK, ITERATE, Look, Pull, SCAN, cancelled, close, element, indexable, into_array, iterable, length, pull, scan,
    taken,
};
use quintet_runtime::ElementKind;
use quintet_runtime::walk::print::{self, Form};
use quintet_runtime::walk::{equal, order};
use quintet_runtime::{Context, Cost, Frame, Kind, NativeDef, Result, Step, Trap, Value};
use std::cmp::Ordering;

/// What can be iterated.
macro_rules! sequence {
    ($($more:literal)?) => { concat!("a: array|range|string|bytes|map|instance|tuple|fiber", $($more)?) };
}
pub(crate) use sequence;

pub(crate) fn natives(defs: &mut Vec<NativeDef>) {
    let state = SCAN as u16;
    defs.extend([
        NativeDef::stepped("to_array", sequence!(), state, to_array),
        NativeDef::stepped("contains", sequence!(", value: any"), state, contains).quick(|ctx, args| {
            let (a, wanted) = (arg(args, 0), arg(args, 1));
            let found = match a.kind() {
                Kind::MAP if wanted.is_string() || wanted.kind() == Kind::INT => ctx.map_get(a, wanted).ok()?.is_some(),
                Kind::SHORT | Kind::STRING if a.size() <= 256 => {
                    wanted.as_string().is_some_and(|w| memchr::memmem::find(bytes(&a), w).is_some())
                }
                _ => return None,
            };
            Some(one_or_zero(found))
        }),
        NativeDef::stepped("indexOf", sequence!(", value: any"), state, |ctx, frame| {
            let wanted = frame.registers[1];
            scan(
                ctx,
                frame,
                0,
                2,
                |_, _| Ok(Value::int(-1)),
                |ctx, _, value, i| {
                    Ok(if equal::equal(ctx, value, wanted) { Look::Stop(Value::int(i as i64)) } else { Look::Next })
                },
            )
        }),
        NativeDef::stepped("enumerate", sequence!(), state, |ctx, frame| {
            scan(ctx, frame, 0, 1, empty_array, |ctx, out, value, i| {
                let pair = ctx.new_array(&[Value::int(i as i64), value])?;
                ctx.array_push(*out, pair).map(|()| Look::Next)
            })
        }),
        NativeDef::stepped(
            "zip",
            sequence!(", b: array|range|string|bytes|map|instance|tuple|fiber"),
            2 * ITERATE as u16 + 4,
            zip,
        )
        .iterates(2),
        NativeDef::stepped("join", sequence!(", separator: string"), (ITERATE + 2 + DISPLAY) as u16, join)
            .quick(quick_join),
        NativeDef::stepped("first", sequence!(), ITERATE as u16, first),
        NativeDef::stepped("last", sequence!(), ITERATE as u16, last),
        NativeDef::stepped("unique", sequence!(), state + 1, unique),
        NativeDef::stepped("sum", sequence!(), state, |ctx, frame| fold_numbers(ctx, frame, "sum", 0)),
        NativeDef::stepped("product", sequence!(), state, |ctx, frame| fold_numbers(ctx, frame, "product", 1)),
        NativeDef::stepped("chunk", sequence!(", n: int"), state, chunk),
        NativeDef::stepped("reverse", sequence!(), ITERATE as u16 + 2, reverse),
        NativeDef::stepped("flatten", sequence!(", [depth: int]"), ITERATE as u16 + 3, flatten),
        NativeDef::stepped("bsearch", sequence!(", value: any"), ITERATE as u16, bsearch),
        NativeDef::short("slice", "a: array|range|string|bytes|tuple, start: int|nil, [stop: int|nil]", |ctx, args| {
            ctx.get_slice(arg(args, 0), arg(args, 1), arg(args, 2))
        })
        .costs(Cost::Sizes(1)),
        NativeDef::short("concat", "...a: array", concat)
            .costs(Cost::Of(|args| 1 + args.iter().map(|a| a.size() as u64 / 16).sum::<u64>())),
    ]);
}

pub(crate) fn empty_array(ctx: &mut Context, _: usize) -> Result<Value> {
    ctx.new_array(&[])
}

/// A new array of the elements.
fn to_array(ctx: &mut Context, frame: &mut Frame) -> Result<Step> {
    let given = frame.registers[0];
    if given.kind() == Kind::ARRAY {
        return Ok(Step::Spent(ctx.array_slice(given, 0, given.size())?, given.size() as u64 / 16));
    }
    match into_array(ctx, frame, 0, 1)? {
        Some(step) => Ok(step),
        None => Ok(Step::Done(frame.registers[0])),
    }
}

/// Whether an element equals the value; of a string, whether it is part of it.
fn contains(ctx: &mut Context, frame: &mut Frame) -> Result<Step> {
    let (a, wanted) = (frame.registers[0], frame.registers[1]);
    match a.kind() {
        Kind::SHORT | Kind::STRING => {
            let found = wanted.as_string().is_some_and(|w| memchr::memmem::find(bytes(&a), w).is_some());
            Ok(Step::Spent(one_or_zero(found), a.size() as u64 / 16))
        }
        Kind::MAP => Ok(Step::Done(one_or_zero(ctx.map_get(a, wanted)?.is_some()))),
        Kind::RANGE => Ok(Step::Done(one_or_zero(ctx.contains(wanted, a)?))),
        _ => scan(
            ctx,
            frame,
            0,
            2,
            |_, _| Ok(Value::int(0)),
            |ctx, _, value, _| {
                Ok(if equal::equal(ctx, value, wanted) { Look::Stop(Value::int(1)) } else { Look::Next })
            },
        ),
    }
}

/// Pairs until one of both has no more elements.
fn zip(ctx: &mut Context, frame: &mut Frame) -> Result<Step> {
    // State: of both sequences, the pairs, the first half of one and whether there is one, whether all is done.
    const A: usize = 2;
    const B: usize = A + ITERATE;
    const OUT: usize = B + ITERATE;
    const FIRST: usize = OUT + 1;
    const HALF: usize = OUT + 2;
    const ENDING: usize = OUT + 3;
    for (which, at) in [(0, A), (1, B)] {
        if let Some(step) = iterable(ctx, frame, which, at)? {
            return Ok(step);
        }
    }
    if frame.registers[OUT].is_nil() {
        frame.registers[OUT] = ctx.new_array(&[])?;
    }
    let out = frame.registers[OUT];
    let begun = out.size();
    while frame.registers[ENDING].is_nil() {
        let i = out.size();
        if i - begun == CHUNK {
            return Ok(Step::Again(CHUNK as u64 / 4));
        }
        if frame.registers[HALF].is_nil() {
            match pull(ctx, frame, 0, A, i) {
                Pull::Wait(step) => return Ok(step),
                Pull::End => frame.registers[ENDING] = Value::TRUE,
                Pull::Element(value) => {
                    taken(frame, A);
                    frame.registers[FIRST] = value;
                    frame.registers[HALF] = Value::TRUE;
                }
            }
            continue;
        }
        match pull(ctx, frame, 1, B, i) {
            Pull::Wait(step) => return Ok(step),
            Pull::End => frame.registers[ENDING] = Value::TRUE,
            Pull::Element(value) => {
                let pair = ctx.new_array(&[frame.registers[FIRST], value])?;
                ctx.array_push(out, pair)?;
                taken(frame, B);
                frame.registers[HALF] = Value::NIL;
            }
        }
    }
    let unfinished = [0, 1].into_iter().find_map(|which| cancelled(ctx, frame.registers[which]));
    Ok(unfinished.unwrap_or(Step::Spent(out, (out.size() - begun) as u64 / 4)))
}

/// Bytes and elements that a step of [`join`] takes.
const PIECE: usize = 60_000;
/// Where [`join`] keeps the number of the next element, the text so far, and what shows an element.
const JOIN: usize = 2 + ITERATE;

fn join(ctx: &mut Context, frame: &mut Frame) -> Result<Step> {
    if let Some(step) = indexable(ctx, frame, 0, 2)? {
        return Ok(step);
    }
    let (source, separator) = (frame.registers[0], frame.registers[1]);
    let separator = bytes(&separator);
    let begin = frame.registers[JOIN].as_int().unwrap_or(0) as usize;
    let (mut i, end) = (begin, length(source));
    let mut out = Vec::with_capacity(PIECE.min((end - i.min(end)).saturating_mul(16)));
    while i < end && out.len() + (i - begin) < PIECE {
        let Some(value) = element(source, i) else { break };
        let shown = value.is_object() && !value.is_string();
        if shown && i > begin {
            break;
        }
        if i > 0 {
            out.extend_from_slice(separator);
        }
        i += 1;
        if let Some((padded, len)) = value.as_short() {
            let at = out.len();
            out.extend_from_slice(&padded);
            out.truncate(at + len);
        } else if let Some(text) = value.as_string() {
            if text.len() > PIECE {
                ctx.reserve(text.len())?;
                out.try_reserve(text.len()).map_err(|_| Trap::Collect(text.len()))?;
            }
            out.extend_from_slice(text);
        } else if !shown {
            // What is no object needs no call.
            let _ = print::display(ctx, value, Form::ToString, &[], &mut out);
        } else {
            match joined(ctx, frame, JOIN + 2, &[value], Form::ToString, b"")? {
                Turn::Ready(text) => out.extend_from_slice(&text),
                Turn::Wait(step) => return Ok(step),
            }
            break;
        }
    }
    let units = (out.len().saturating_sub(paid(frame, JOIN + 2)) + i - begin) as u64 / 16;
    let text = frame.registers[JOIN + 1];
    let text = if text.is_nil() && i >= end { ctx.new_string_from(out)? } else { ctx.append(text_of(text), &out)? };
    if i >= end {
        return Ok(Step::Spent(text, units));
    }
    frame.registers[JOIN] = Value::int(i as i64);
    frame.registers[JOIN + 1] = text;
    frame.registers[JOIN + 2..JOIN + 2 + DISPLAY].fill(Value::NIL);
    Ok(Step::Again(units))
}

fn text_of(value: Value) -> Value {
    if value.is_nil() { Value::EMPTY } else { value }
}

/// The strings of a short array, joined.
fn quick_join(ctx: &mut Context, args: &[Value]) -> Option<Value> {
    let (source, separator) = (arg(args, 0), arg(args, 1));
    let array = source.as_array().filter(|a| a.len() <= 16)?;
    let mut out = smallvec::SmallVec::<[u8; 256]>::new();
    for (i, value) in array.iter().enumerate() {
        if i > 0 {
            out.extend_from_slice(bytes(&separator));
        }
        out.extend_from_slice(value.as_string()?);
        if out.len() > 256 {
            return None;
        }
    }
    ctx.new_string(&out).ok()
}

fn first(ctx: &mut Context, frame: &mut Frame) -> Result<Step> {
    // All characters are not needed.
    let source = frame.registers[0];
    if let Some(c) = source.as_string().and_then(|s| crate::characters::characters(s).next()) {
        return Ok(Step::Done(ctx.new_string(c)?));
    }
    if let Some(step) = iterable(ctx, frame, 0, 1)? {
        return Ok(step);
    }
    Ok(match pull(ctx, frame, 0, 1, 0) {
        Pull::Element(value) => close(ctx, frame, 0, 1, value),
        Pull::End => Step::Done(Value::NIL),
        Pull::Wait(step) => step,
    })
}

fn last(ctx: &mut Context, frame: &mut Frame) -> Result<Step> {
    if let Some(step) = indexable(ctx, frame, 0, 1)? {
        return Ok(step);
    }
    let source = frame.registers[0];
    let last = match source.as_range() {
        // May have more elements than `length` says.
        Some(range) => range.count().checked_sub(1).map(|i| Value::int(range.nth(i))),
        None => length(source).checked_sub(1).and_then(|i| element(source, i)),
    };
    Ok(Step::Done(last.unwrap_or(Value::NIL)))
}

/// The elements without those that equal an earlier one. Those that can be map keys are remembered in a map; others are
/// compared one by one.
fn unique(ctx: &mut Context, frame: &mut Frame) -> Result<Step> {
    let seen_at = 1 + SCAN;
    if frame.registers[seen_at].is_nil() {
        frame.registers[seen_at] = ctx.new_map(0)?;
    }
    let seen = frame.registers[seen_at];
    scan(ctx, frame, 0, 1, empty_array, |ctx, out, value, _| {
        let hashable = match value.kind() {
            // Booleans equal numbers but are other keys.
            Kind::BOOL => Some(Value::int(i64::from(value == Value::TRUE))),
            Kind::FLOAT => (!value.as_float().is_some_and(f64::is_nan)).then_some(value),
            Kind::NIL | Kind::INT | Kind::SHORT | Kind::STRING | Kind::BYTES => Some(value),
            _ => None,
        };
        match hashable {
            Some(key) => {
                if ctx.map_get(seen, key)?.is_some() {
                    return Ok(Look::Next);
                }
                ctx.map_set(seen, key, Value::TRUE)?;
                // A step that fails is taken again.
                if let Err(trap) = ctx.array_push(*out, value) {
                    ctx.map_delete(seen, key)?;
                    return Err(trap);
                }
            }
            None => {
                let compared = out.size() as u64 / 4;
                for i in 0..out.size() {
                    let other = element(*out, i).unwrap_or(Value::NIL);
                    if equal::equal(ctx, other, value) {
                        return Ok(Look::Took(i as u64 / 4));
                    }
                }
                ctx.array_push(*out, value)?;
                return Ok(Look::Took(compared));
            }
        }
        Ok(Look::Next)
    })
}

/// The sum or the product of numbers.
fn fold_numbers(ctx: &mut Context, frame: &mut Frame, name: &'static str, start: i64) -> Result<Step> {
    if name == "sum"
        && let Some(range) = frame.registers[0].as_range()
    {
        let n = u128::from(range.count());
        // Exact in 128 bits; only the low 64 bits of the products are kept.
        let steps = (n * n.saturating_sub(1) / 2) as i64;
        let total = (n as i64).wrapping_mul(range.nth(0)).wrapping_add(steps.wrapping_mul(range.bounds().2));
        return Ok(Step::Done(Value::int(total)));
    }
    scan(
        ctx,
        frame,
        0,
        1,
        |_, _| Ok(Value::int(start)),
        |ctx, total, value, _| {
            let product = name == "product";
            *total = match (total.as_int(), value.as_int()) {
                (Some(a), Some(b)) => Value::int(if product { a.wrapping_mul(b) } else { a.wrapping_add(b) }),
                _ => match (total.as_number(), value.as_number()) {
                    (Some(a), Some(b)) => Value::float(if product { a * b } else { a + b }),
                    _ => {
                        let word = value.kind().word();
                        return Err(ctx.type_error(format!("{name} expects an array of numbers, got {word}")));
                    }
                },
            };
            Ok(Look::Next)
        },
    )
}

/// Arrays of `n` elements each; the last may be shorter.
fn chunk(ctx: &mut Context, frame: &mut Frame) -> Result<Step> {
    let n = frame.registers[1].as_int().unwrap_or(0);
    if n < 1 {
        return Err(ctx.value_error(format!("chunk size must be at least 1, got {n}")));
    }
    scan(ctx, frame, 0, 2, empty_array, |ctx, out, value, i| {
        if i as i64 % n == 0 {
            let part = ctx.new_array(&[value])?;
            ctx.array_push(*out, part)?;
        } else if let Some(last) = out.as_array().and_then(|o| o.get(o.len() - 1)) {
            ctx.array_push(last, value)?;
        }
        Ok(Look::Next)
    })
}

/// A new array, string or byte sequence with the elements in the opposite order.
fn reverse(ctx: &mut Context, frame: &mut Frame) -> Result<Step> {
    let given = frame.registers[0];
    if given.is_string() {
        ctx.reserve(given.size())?;
        let units = given.size() as u64 / 4;
        if given.is_ascii() {
            let mut reversed = crate::arguments::room(ctx, given.size())?;
            reversed.extend(bytes(&given).iter().rev());
            return Ok(Step::Spent(ctx.new_string_from(reversed)?, units));
        }
        let parts: Vec<&[u8]> = crate::characters::characters(bytes(&given)).collect();
        let reversed: Vec<u8> = parts.into_iter().rev().flatten().copied().collect();
        return Ok(Step::Spent(ctx.new_string_from(reversed)?, units));
    }
    if given.kind() == Kind::BYTES {
        let reversed: Vec<u8> = bytes(&given).iter().rev().copied().collect();
        return Ok(Step::Spent(ctx.new_bytes(&reversed)?, given.size() as u64 / 16));
    }
    if let Some(step) = indexable(ctx, frame, 0, 1)? {
        return Ok(step);
    }
    let source = frame.registers[0];
    let n = length(source);
    let out_at = 1 + ITERATE;
    if frame.registers[out_at].is_nil() {
        let kind = source.as_array().map_or(ElementKind::VALUE, |a| a.elements());
        ctx.reserve(n.checked_mul(size_of::<Value>()).ok_or(Trap::Collect(usize::MAX))?)?;
        frame.registers[out_at] = ctx.array_with_capacity(kind, n)?;
    }
    let out = frame.registers[out_at];
    let begun = out.size();
    for i in begun..n.min(begun + CHUNK) {
        ctx.array_push(out, element(source, n - 1 - i).unwrap_or(Value::NIL))?;
    }
    let units = (out.size() - begun) as u64 / 4;
    Ok(if out.size() < n { Step::Again(units) } else { Step::Spent(out, units) })
}

/// Arrays in the array are replaced by their elements, `depth` levels deep. State: the open arrays and, for each, the
/// index of its next element.
fn flatten(ctx: &mut Context, frame: &mut Frame) -> Result<Step> {
    if let Some(step) = indexable(ctx, frame, 0, 2)? {
        return Ok(step);
    }
    const OUT: usize = 2 + ITERATE;
    const OUTERMOST: usize = 16;
    let depth = frame.registers[1].as_int().unwrap_or(1).max(0) as usize;
    if frame.registers[OUT].is_nil() {
        let source = frame.registers[0];
        let out = ctx.new_array(&[])?;
        frame.registers[OUT + 1] = ctx.new_array(&[source])?;
        frame.registers[OUT + 2] = ctx.new_array(&[Value::int(0)])?;
        frame.registers[OUT] = out;
    }
    let (out, open, indexes) = (frame.registers[OUT], frame.registers[OUT + 1], frame.registers[OUT + 2]);
    for looked in 0..CHUNK as u64 {
        let level = open.size();
        let (Some(array), Some(i)) = (
            level.checked_sub(1).and_then(|l| element(open, l)),
            level.checked_sub(1).and_then(|l| element(indexes, l)).and_then(Value::as_int),
        ) else {
            return Ok(Step::Spent(out, looked / 4));
        };
        match element(array, i as usize) {
            None => {
                ctx.array_pop(open)?;
                ctx.array_pop(indexes)?;
            }
            Some(inner) if inner.kind() == Kind::ARRAY && level <= depth => {
                // A cycle is met in one of the outermost arrays, or else, as everything in it repeats, in the one on
                // the way here whose depth is the greatest power of two.
                let ancestors = (0..level.min(OUTERMOST)).chain([1 << level.ilog2()]);
                if ancestors.into_iter().any(|l| element(open, l).is_some_and(|a| a == inner)) {
                    return Err(ctx.value_error("cannot flatten a cyclic array"));
                }
                // Nothing may fail between the three changes.
                ctx.reserve((level + 4) * 4 * size_of::<Value>())?;
                ctx.array_set(indexes, level - 1, Value::int(i + 1))?;
                ctx.array_push(open, inner)?;
                ctx.array_push(indexes, Value::int(0))?;
            }
            Some(inner) => {
                ctx.array_push(out, inner)?;
                ctx.array_set(indexes, level - 1, Value::int(i + 1))?;
            }
        }
    }
    Ok(Step::Again(CHUNK as u64 / 4))
}

/// The index of a value in a sorted sequence, or -1.
fn bsearch(ctx: &mut Context, frame: &mut Frame) -> Result<Step> {
    if let Some(step) = indexable(ctx, frame, 0, 2)? {
        return Ok(step);
    }
    let (source, wanted) = (frame.registers[0], frame.registers[1]);
    let (mut low, mut high) = (0, length(source));
    while low < high {
        let middle = low + (high - low) / 2;
        let Some(value) = element(source, middle) else { break };
        match order::compare(ctx, value, wanted, "LT")? {
            Some(Ordering::Less) => low = middle + 1,
            _ => high = middle,
        }
    }
    let found = element(source, low).is_some_and(|v| equal::equal(ctx, v, wanted));
    Ok(Step::Done(Value::int(if found { low as i64 } else { -1 })))
}

fn concat(ctx: &mut Context, args: &[Value]) -> Result<Value> {
    ctx.reserve(args.iter().map(|a| a.size()).sum::<usize>() * size_of::<Value>())?;
    let out = ctx.new_array(&[])?;
    for a in args {
        ctx.array_extend(out, *a)?;
    }
    Ok(out)
}
