//! Sequences as natives go through them, as machines of steps: 4,000 elements a step, and the protocol method `_iter`
//! called in between. A fiber is resumed once for each element, as a loop does, unless all elements are needed at once;
//! one that is left before its end is cancelled.

use crate::characters::characters;
use quintet_runtime::ElementKind;
use quintet_runtime::{Context, Frame, Kind, Result, Step, Value};

/// How many registers [`indexable`], [`iterable`] and [`into_array`] keep their state in.
pub(crate) const ITERATE: usize = 2;
/// How many registers [`scan`] and [`call_each`] keep their state in.
pub(crate) const SCAN: usize = ITERATE + 3;
/// Elements that are handled in one step.
pub(crate) const CHUNK: usize = 4000;

const READY: Value = Value::TRUE;
const ASKED: Value = Value::FALSE;
/// A fiber that is left early runs its cleanup code; the native's result is kept meanwhile.
const CLOSING: Value = Value::EMPTY;

/// The number of elements of what [`indexable`] has left.
pub(crate) fn length(source: Value) -> usize {
    source.size()
}

/// Element `i` of what [`indexable`] has left.
#[inline]
pub(crate) fn element(source: Value, i: usize) -> Option<Value> {
    match source.kind() {
        Kind::ARRAY => source.as_array()?.get(i),
        Kind::RANGE => {
            let range = source.as_range()?;
            if (i as u64) < range.count() { Some(Value::int(range.nth(i as u64))) } else { None }
        }
        Kind::BYTES => Some(Value::int(i64::from(*source.as_bytes()?.get(i)?))),
        Kind::TUPLE => source.as_tuple()?.values().get(i).copied(),
        _ => None,
    }
}

/// Makes what can be iterated something that [`element`] can be asked for, in register `which`: arrays, ranges, bytes and
/// tuples stay, everything else becomes an array. Returns the step to take until that is done.
pub(crate) fn indexable(ctx: &mut Context, frame: &mut Frame, which: usize, at: usize) -> Result<Option<Step>> {
    prepare(ctx, frame, which, at, true)
}

/// As [`indexable`], but fibers stay too: [`pull`] gives their elements.
pub(crate) fn iterable(ctx: &mut Context, frame: &mut Frame, which: usize, at: usize) -> Result<Option<Step>> {
    prepare(ctx, frame, which, at, false)
}

fn prepare(ctx: &mut Context, frame: &mut Frame, which: usize, at: usize, drain: bool) -> Result<Option<Step>> {
    if frame.registers[at] == READY {
        return Ok(None);
    }
    if frame.registers[at] == CLOSING {
        return Ok(Some(Step::Done(frame.registers[at + 1])));
    }
    if frame.registers[at] == ASKED {
        frame.registers[which] = frame.input;
        frame.registers[at] = Value::NIL;
    }
    let source = frame.registers[which];
    match source.kind() {
        Kind::ARRAY | Kind::RANGE | Kind::BYTES | Kind::TUPLE => {}
        Kind::RECORD | Kind::ERROR => {
            if let Some(method) = ctx.method(source, b"_iter") {
                frame.registers[at] = ASKED;
                return Ok(Some(Step::call(method, &[source])));
            }
            let names: Vec<Value> = ctx.fields(source)?.into_iter().map(|(name, _)| name).collect();
            frame.registers[which] = ctx.new_array(&names)?;
        }
        Kind::SHORT | Kind::STRING => return characters_of(ctx, frame, which, at),
        Kind::MAP => return keys_of(ctx, frame, which, at),
        Kind::FIBER if drain => return yielded_by(ctx, frame, which, at),
        Kind::FIBER => {}
        kind => return Err(ctx.type_error(format!("cannot iterate over {}", kind.word()))),
    }
    frame.registers[at] = READY;
    Ok(None)
}

/// What [`pull`] comes to.
pub(crate) enum Pull {
    /// The element. [`taken`] says that it is done with.
    Element(Value),
    /// There are no more.
    End,
    /// This step is to be taken first.
    Wait(Step),
}

/// Element `i` of what [`iterable`] has left in register `which`. Of a fiber it is the next one: it was asked for in one step
/// and is the input of the next.
pub(crate) fn pull(ctx: &Context, frame: &mut Frame, which: usize, at: usize, i: usize) -> Pull {
    let source = frame.registers[which];
    if source.kind() != Kind::FIBER {
        return element(source, i).map_or(Pull::End, Pull::Element);
    }
    if is_awaited(frame, at) {
        return if source.is_returned_fiber() { Pull::End } else { Pull::Element(frame.input) };
    }
    if source.is_finished_fiber() {
        return Pull::End;
    }
    frame.registers[at + 1] = Value::TRUE;
    let resume = ctx.runtime().native_value("resume").unwrap_or(Value::NIL);
    Pull::Wait(Step::call(resume, &[source]))
}

/// The element that [`pull`] gave is done with; the step does not fail any more.
pub(crate) fn taken(frame: &mut Frame, at: usize) {
    if is_awaited(frame, at) {
        frame.registers[at + 1] = Value::NIL;
    }
}

/// Whether the step's input is what a fiber gave.
fn is_awaited(frame: &Frame, at: usize) -> bool {
    frame.registers[at + 1] == Value::TRUE
}

/// The step that ends the native with a result before its source has come to its end: a fiber is cancelled.
pub(crate) fn close(ctx: &Context, frame: &mut Frame, which: usize, at: usize, result: Value) -> Step {
    match cancelled(ctx, frame.registers[which]) {
        Some(step) => {
            frame.registers[at] = CLOSING;
            frame.registers[at + 1] = result;
            step
        }
        None => Step::Done(result),
    }
}

/// The step that cancels a source that is a fiber, unless it has ended.
pub(crate) fn cancelled(ctx: &Context, source: Value) -> Option<Step> {
    let cancel = ctx.runtime().native_value("cancel").filter(|_| source.is_open_fiber())?;
    Some(Step::call(cancel, &[source]))
}

/// The array that is being built and how far its source has been read.
fn building(ctx: &mut Context, frame: &mut Frame, at: usize, kind: ElementKind, n: usize) -> Result<(Value, usize)> {
    if let Some(position) = frame.registers[at].as_int() {
        return Ok((frame.registers[at + 1], position as usize));
    }
    let array = ctx.array_with_capacity(kind, n)?;
    frame.registers[at] = Value::int(0);
    frame.registers[at + 1] = array;
    Ok((array, 0))
}

/// The array is complete; the last step made so many elements of it.
fn built(frame: &mut Frame, which: usize, at: usize, made: usize) -> Result<Option<Step>> {
    frame.registers[which] = frame.registers[at + 1];
    frame.registers[at] = READY;
    frame.registers[at + 1] = Value::NIL;
    Ok(if made < 4 { None } else { Some(Step::Again(made as u64 / 4)) })
}

fn characters_of(ctx: &mut Context, frame: &mut Frame, which: usize, at: usize) -> Result<Option<Step>> {
    let source = frame.registers[which];
    let text = source.as_string().unwrap_or_default();
    let (array, mut position) = building(ctx, frame, at, ElementKind::VALUE, text.len())?;
    let mut made = 0;
    for c in characters(&text[position..]).take(CHUNK) {
        let value = ctx.new_string(c)?;
        ctx.array_push(array, value)?;
        position += c.len();
        made += 1;
        frame.registers[at] = Value::int(position as i64);
    }
    if position < text.len() { Ok(Some(Step::Again(CHUNK as u64 / 4))) } else { built(frame, which, at, made) }
}

/// What a fiber yields until it ends, which it is resumed for once a step.
fn yielded_by(ctx: &mut Context, frame: &mut Frame, which: usize, at: usize) -> Result<Option<Step>> {
    let fiber = frame.registers[which];
    let begun = frame.registers[at].is_int();
    let (array, n) = building(ctx, frame, at, ElementKind::VALUE, 0)?;
    if begun && !fiber.is_returned_fiber() {
        ctx.array_push(array, frame.input)?;
        frame.registers[at] = Value::int(n as i64 + 1);
    }
    if fiber.is_finished_fiber() {
        return built(frame, which, at, 0);
    }
    let resume = ctx.runtime().native_value("resume").unwrap_or(Value::NIL);
    Ok(Some(Step::call(resume, &[fiber])))
}

fn keys_of(ctx: &mut Context, frame: &mut Frame, which: usize, at: usize) -> Result<Option<Step>> {
    let source = frame.registers[which];
    let Some(map) = source.as_map() else { return Ok(None) };
    let (array, start) = building(ctx, frame, at, ElementKind::VALUE, map.len())?;
    let end = map.positions().min(start + CHUNK);
    for position in start..end {
        if let Some((key, _)) = map.entry(position) {
            ctx.array_push(array, key)?;
        }
        frame.registers[at] = Value::int(position as i64 + 1);
    }
    if end < map.positions() {
        Ok(Some(Step::Again(CHUNK as u64 / 4)))
    } else {
        built(frame, which, at, end.saturating_sub(start))
    }
}

/// Makes what can be iterated an array, in register `which`. One that is an array already stays the same array.
pub(crate) fn into_array(ctx: &mut Context, frame: &mut Frame, which: usize, at: usize) -> Result<Option<Step>> {
    if frame.registers[which].kind() == Kind::ARRAY && frame.registers[at] == READY {
        return Ok(None);
    }
    if !frame.registers[at].is_int()
        && let Some(step) = indexable(ctx, frame, which, at)?
    {
        return Ok(Some(step));
    }
    let source = frame.registers[which];
    if source.kind() == Kind::ARRAY {
        return Ok(None);
    }
    if matches!(source.kind(), Kind::SHORT | Kind::STRING | Kind::MAP | Kind::FIBER) {
        return indexable(ctx, frame, which, at);
    }
    let n = length(source);
    let kind = if source.kind() == Kind::TUPLE { ElementKind::VALUE } else { ElementKind::INT };
    let (array, start) = building(ctx, frame, at, kind, n)?;
    let end = n.min(start + CHUNK);
    for i in start..end {
        ctx.array_push(array, element(source, i).unwrap_or(Value::NIL))?;
        frame.registers[at] = Value::int(i as i64 + 1);
    }
    if end < n { Ok(Some(Step::Again(CHUNK as u64 / 4))) } else { built(frame, which, at, end.saturating_sub(start)) }
}

/// What a look at one element comes to.
pub(crate) enum Look {
    /// The next one.
    Next,
    /// The next one, and it took so many units more than usual.
    Took(u64),
    /// This is the result.
    Stop(Value),
}

/// Goes through the sequence in register `which` without calling anything. `begin` makes what is gathered, from the number
/// of elements; `look` is given it with an element and its index, and may replace it, but must not have changed
/// anything when it fails. What is gathered is the result.
pub(crate) fn scan(
    ctx: &mut Context,
    frame: &mut Frame,
    which: usize,
    at: usize,
    begin: impl FnOnce(&mut Context, usize) -> Result<Value>,
    mut look: impl FnMut(&mut Context, &mut Value, Value, usize) -> Result<Look>,
) -> Result<Step> {
    if let Some(step) = iterable(ctx, frame, which, at)? {
        return Ok(step);
    }
    let source = frame.registers[which];
    let (index, gathered) = (at + ITERATE, at + ITERATE + 1);
    if frame.registers[index].is_nil() {
        frame.registers[gathered] = begin(ctx, length(source))?;
        frame.registers[index] = Value::int(0);
    }
    let start = frame.registers[index].as_int().unwrap_or(0) as usize;
    let mut result = frame.registers[gathered];
    if source.kind() == Kind::FIBER {
        if is_awaited(frame, at) && !source.is_returned_fiber() {
            let look = look(ctx, &mut result, frame.input, start)?;
            taken(frame, at);
            frame.registers[index] = Value::int(start as i64 + 1);
            frame.registers[gathered] = result;
            match look {
                Look::Next => {}
                Look::Took(units) if units < CHUNK as u64 / 4 => {}
                Look::Took(units) => return Ok(Step::Again(units)),
                Look::Stop(value) => return Ok(close(ctx, frame, which, at, value)),
            }
        }
        return Ok(match pull(ctx, frame, which, at, start) {
            Pull::Wait(step) => step,
            _ => Step::Done(result),
        });
    }
    let mut extra = 0;
    let units = |i: usize, extra: u64| (i - start) as u64 / 4 + extra;
    for i in start..start + CHUNK {
        let Some(value) = element(source, i) else { return Ok(Step::Spent(result, units(i, extra))) };
        match look(ctx, &mut result, value, i) {
            Ok(Look::Next) => {}
            Ok(Look::Stop(value)) => return Ok(Step::Spent(value, units(i, extra))),
            Ok(Look::Took(units_more)) => {
                extra += units_more;
                if extra >= CHUNK as u64 {
                    frame.registers[index] = Value::int(i as i64 + 1);
                    frame.registers[gathered] = result;
                    return Ok(Step::Again(units(i, extra)));
                }
            }
            Err(trap) => {
                frame.registers[index] = Value::int(i as i64);
                frame.registers[gathered] = result;
                return Err(trap);
            }
        }
    }
    frame.registers[index] = Value::int((start + CHUNK) as i64);
    frame.registers[gathered] = result;
    Ok(Step::Again(units(start + CHUNK, extra)))
}

/// Calls the function in register 1 with each element of the sequence in register 0. `begin` makes what is gathered; `take`
/// is given it with an element and what the call returned, and may replace it, but must not have changed anything
/// when it fails. What is gathered is the result.
pub(crate) fn call_each(
    ctx: &mut Context,
    frame: &mut Frame,
    begin: impl FnOnce(&mut Context, usize) -> Result<Value>,
    take: impl FnOnce(&mut Context, &mut Value, Value, usize, Value) -> Result<Look>,
) -> Result<Step> {
    const AT: usize = 2;
    if let Some(step) = iterable(ctx, frame, 0, AT)? {
        return Ok(step);
    }
    let (index, gathered, current) = (AT + ITERATE, AT + ITERATE + 1, AT + ITERATE + 2);
    let source = frame.registers[0];
    let last = frame.registers[index].as_int();
    if !is_awaited(frame, AT) {
        match last {
            None => frame.registers[gathered] = begin(ctx, length(source))?,
            Some(i) => {
                let mut result = frame.registers[gathered];
                let look = take(ctx, &mut result, frame.registers[current], i as usize, frame.input)?;
                frame.registers[gathered] = result;
                if let Look::Stop(value) = look {
                    return Ok(close(ctx, frame, 0, AT, value));
                }
            }
        }
    }
    let next = last.map_or(0, |i| i as usize + 1);
    Ok(match pull(ctx, frame, 0, AT, next) {
        Pull::Element(value) => {
            taken(frame, AT);
            frame.registers[index] = Value::int(next as i64);
            frame.registers[current] = value;
            Step::call(frame.registers[1], &[value])
        }
        Pull::End => Step::Done(frame.registers[gathered]),
        Pull::Wait(step) => step,
    })
}
