//! Sequences: what calls a function for each element.

use crate::elements::{empty_array, sequence};
use crate::iterate::{ITERATE, Look, Pull, SCAN, call_each, element, iterable, pull, scan, taken};
use quintet_runtime::walk::equal;
use quintet_runtime::walk::truth;
use quintet_runtime::{Context, Frame, NativeDef, Result, Step, Value};

pub(crate) fn natives(defs: &mut Vec<NativeDef>) {
    let mut add = |name, signature, step| {
        defs.push(NativeDef::stepped(name, signature, SCAN as u16, step).iterates(1));
    };
    const BOTH: &str = sequence!(", f: function|instance");
    add("map", BOTH, map);
    add("filter", BOTH, |ctx, frame| {
        call_each(ctx, frame, empty_array, |ctx, out, value, _, kept| {
            if truth(kept) {
                ctx.array_push(*out, value)?;
            }
            Ok(Look::Next)
        })
    });
    add("each", BOTH, |ctx, frame| call_each(ctx, frame, |_, _| Ok(Value::NIL), |_, _, _, _, _| Ok(Look::Next)));
    add("find_index", BOTH, |ctx, frame| {
        call_each(
            ctx,
            frame,
            |_, _| Ok(Value::int(-1)),
            |_, _, _, i, found| Ok(if truth(found) { Look::Stop(Value::int(i as i64)) } else { Look::Next }),
        )
    });
    add("find_first", BOTH, |ctx, frame| {
        call_each(
            ctx,
            frame,
            |_, _| Ok(Value::NIL),
            |_, _, value, _, found| Ok(if truth(found) { Look::Stop(value) } else { Look::Next }),
        )
    });
    add("group_by", BOTH, |ctx, frame| call_each(ctx, frame, |ctx, _| ctx.new_map(0), group));
    add("partition", BOTH, |ctx, frame| {
        let begin = |ctx: &mut Context, _| {
            let (yes, no) = (ctx.new_array(&[])?, ctx.new_array(&[])?);
            ctx.new_array(&[yes, no])
        };
        call_each(ctx, frame, begin, |ctx, out, value, _, side| {
            let side = element(*out, usize::from(!truth(side))).unwrap_or(Value::NIL);
            ctx.array_push(side, value)?;
            Ok(Look::Next)
        })
    });
    const MAYBE: &str = sequence!(", [f: function|instance|nil]");
    add("any", MAYBE, |ctx, frame| quantify(ctx, frame, true));
    add("all", MAYBE, |ctx, frame| quantify(ctx, frame, false));
    add("count", sequence!(", f: any"), count);
    add("reduce", sequence!(", start: any, f: function|instance"), reduce);
}

/// What the function gives for each element.
fn map(ctx: &mut Context, frame: &mut Frame) -> Result<Step> {
    call_each(ctx, frame, empty_array, |ctx, out, _, _, result| {
        ctx.array_push(*out, result)?;
        Ok(Look::Next)
    })
}

/// Appends an element to the group of its key, which is made if need be.
fn group(ctx: &mut Context, out: &mut Value, value: Value, _: usize, key: Value) -> Result<Look> {
    match ctx.map_get(*out, key)? {
        Some(members) => ctx.array_push(members, value)?,
        None => {
            let members = ctx.new_array(&[value])?;
            ctx.map_set(*out, key, members)?;
        }
    }
    Ok(Look::Next)
}

/// Whether any element, or every element, is true or makes the function answer so.
fn quantify(ctx: &mut Context, frame: &mut Frame, any: bool) -> Result<Step> {
    let begin = |_: &mut Context, _: usize| Ok(Value::bool(!any));
    let decide = |v: Value| if truth(v) == any { Look::Stop(Value::bool(any)) } else { Look::Next };
    if frame.registers[1].is_nil() {
        return scan(ctx, frame, 0, 2, begin, |_, _, value, _| Ok(decide(value)));
    }
    call_each(ctx, frame, begin, |_, _, _, _, answer| Ok(decide(answer)))
}

/// How many elements equal a value, or make a function answer true.
fn count(ctx: &mut Context, frame: &mut Frame) -> Result<Step> {
    let wanted = frame.registers[1];
    let add = |n: &mut Value, yes: bool| {
        *n = Value::int(n.as_int().unwrap_or(0) + i64::from(yes));
        Look::Next
    };
    if wanted.is_callable() {
        return call_each(ctx, frame, |_, _| Ok(Value::int(0)), |_, n, _, _, answer| Ok(add(n, truth(answer))));
    }
    scan(ctx, frame, 0, 2, |_, _| Ok(Value::int(0)), |ctx, n, value, _| Ok(add(n, equal::equal(ctx, value, wanted))))
}

/// Register 1 is what has been reduced so far.
fn reduce(ctx: &mut Context, frame: &mut Frame) -> Result<Step> {
    const AT: usize = 3;
    if let Some(step) = iterable(ctx, frame, 0, AT)? {
        return Ok(step);
    }
    // The number of the element that the function was called with, until what it gave is taken; then negative.
    let called = AT + ITERATE;
    let next = match frame.registers[called].as_int() {
        None => 0,
        Some(i) if i < 0 => !i as usize,
        Some(i) => {
            frame.registers[1] = frame.input;
            frame.registers[called] = Value::int(!(i + 1));
            i as usize + 1
        }
    };
    Ok(match pull(ctx, frame, 0, AT, next) {
        Pull::Element(value) => {
            taken(frame, AT);
            frame.registers[called] = Value::int(next as i64);
            Step::call(frame.registers[2], &[frame.registers[1], value])
        }
        Pull::End => Step::Done(frame.registers[1]),
        Pull::Wait(step) => step,
    })
}
