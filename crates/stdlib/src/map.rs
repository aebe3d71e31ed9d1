//! Maps, and the fields of instances.

use crate::arguments::{arg, bytes, one_or_zero};
use crate::iterate::{CHUNK, Look, SCAN, scan};
use quintet_runtime::walk::truth;
use quintet_runtime::{Context, Cost, Frame, Kind, NativeDef, Result, Step, Value};

pub(crate) fn natives(defs: &mut Vec<NativeDef>) {
    defs.extend([
        NativeDef::short("keys", "m: map|instance|error", |ctx, args| {
            list(ctx, arg(args, 0), |ctx, out, k, _| ctx.array_push(out, k))
        })
        .costs(Cost::Sizes(1)),
        NativeDef::short("values", "m: map|instance|error", |ctx, args| {
            list(ctx, arg(args, 0), |ctx, out, _, v| ctx.array_push(out, v))
        })
        .costs(Cost::Sizes(1)),
        NativeDef::short("items", "m: map|instance|error", |ctx, args| {
            list(ctx, arg(args, 0), |ctx, out, k, v| {
                let pair = ctx.new_array(&[k, v])?;
                ctx.array_push(out, pair)
            })
        })
        .costs(Cost::Sizes(1)),
        NativeDef::short("has", "m: map|instance|error, key: any", has),
        NativeDef::short("has_key", "m: map|instance|error, key: any", has),
        NativeDef::short("delete", "m: map|instance|error, key: any", delete),
        NativeDef::short("get", "m: map|instance|error|array, key: any, [default: any]", get),
        NativeDef::short("merge", "m: map, ...more: map", merge)
            .costs(Cost::Of(|args| 1 + args.iter().map(|a| a.size() as u64 / 16).sum::<u64>())),
        NativeDef::short("update", "m: map, other: map", |ctx, args| {
            extend(ctx, arg(args, 0), arg(args, 1))?;
            Ok(arg(args, 0))
        })
        .costs(Cost::Sizes(2)),
        NativeDef::stepped("from_items", "a: array|map|instance", SCAN as u16, from_items),
        NativeDef::short("invert", "m: map", |ctx, args| {
            let out = ctx.new_map(arg(args, 0).size())?;
            each_entry(ctx, arg(args, 0), |ctx, k, v| ctx.map_set(out, v, k))?;
            Ok(out)
        })
        .costs(Cost::Sizes(1)),
        NativeDef::stepped("map_values", "m: map, f: function|instance", 3, |ctx, frame| transform(ctx, frame, false)),
        NativeDef::stepped("filter_map", "m: map, f: function|instance", 3, |ctx, frame| transform(ctx, frame, true)),
    ]);
}

/// Calls `f` with every entry of a map or field of an instance.
fn each_entry(ctx: &mut Context, m: Value, mut f: impl FnMut(&mut Context, Value, Value) -> Result<()>) -> Result<()> {
    if m.as_record().is_some() {
        for (k, v) in ctx.fields(m)? {
            f(ctx, k, v)?;
        }
        return Ok(());
    }
    let Some(map) = m.as_map() else { return Ok(()) };
    for position in 0..map.positions() {
        if let Some((k, v)) = map.entry(position) {
            f(ctx, k, v)?;
        }
    }
    Ok(())
}

fn list(
    ctx: &mut Context,
    m: Value,
    mut add: impl FnMut(&mut Context, Value, Value, Value) -> Result<()>,
) -> Result<Value> {
    ctx.reserve(m.size() * size_of::<Value>())?;
    let out = ctx.new_array(&[])?;
    each_entry(ctx, m, |ctx, k, v| add(ctx, out, k, v))?;
    Ok(out)
}

/// The value of a key or field, if it is there. An error's hidden fields are not its own.
fn lookup(ctx: &mut Context, m: Value, key: Value) -> Result<Option<Value>> {
    match m.kind() {
        Kind::MAP => ctx.map_get(m, key),
        Kind::ERROR => {
            Ok(ctx.fields(m)?.into_iter().find(|(name, _)| name.as_string() == key.as_string()).map(|f| f.1))
        }
        _ => Ok(key.as_string().and_then(|name| ctx.field(m, name))),
    }
}

fn has(ctx: &mut Context, args: &[Value]) -> Result<Value> {
    Ok(one_or_zero(lookup(ctx, arg(args, 0), arg(args, 1))?.is_some()))
}

fn delete(ctx: &mut Context, args: &[Value]) -> Result<Value> {
    let (m, key) = (arg(args, 0), arg(args, 1));
    let old = if m.kind() == Kind::MAP { ctx.map_delete(m, key)? } else { ctx.delete_field(m, bytes(&key))? };
    Ok(old.unwrap_or(Value::NIL))
}

fn get(ctx: &mut Context, args: &[Value]) -> Result<Value> {
    let (m, key) = (arg(args, 0), arg(args, 1));
    let found = match m.as_array() {
        Some(a) => key.as_int().and_then(|i| {
            let i = if i < 0 { i + a.len() as i64 } else { i };
            usize::try_from(i).ok().and_then(|i| a.get(i))
        }),
        None => lookup(ctx, m, key)?,
    };
    Ok(found.unwrap_or(arg(args, 2)))
}

fn extend(ctx: &mut Context, m: Value, other: Value) -> Result<()> {
    ctx.reserve((m.size() + other.size()) * 6 * size_of::<Value>())?;
    each_entry(ctx, other, |ctx, k, v| ctx.map_set(m, k, v))
}

fn merge(ctx: &mut Context, args: &[Value]) -> Result<Value> {
    let out = ctx.new_map(args.iter().map(|m| m.size()).max().unwrap_or(0))?;
    for m in args {
        extend(ctx, out, *m)?;
    }
    Ok(out)
}

/// A map of an array of `[key, value]` pairs; of a map, a copy.
fn from_items(ctx: &mut Context, frame: &mut Frame) -> Result<Step> {
    let given = frame.registers[0];
    if given.kind() == Kind::MAP {
        return Ok(Step::Spent(quintet_runtime::walk::copy::copy(ctx, given)?, given.size() as u64 / 16));
    }
    scan(
        ctx,
        frame,
        0,
        1,
        |ctx, n| ctx.new_map(n.min(CHUNK)),
        |ctx, out, item, _| {
            let pair = item.as_array().filter(|a| a.len() == 2).map(|a| (a.at(0), a.at(1)));
            let Some((key, value)) = pair.or_else(|| item.as_pair().map(|p| p.values())) else {
                return Err(ctx.type_error("from_items expects an array of [key, value] arrays"));
            };
            ctx.map_set(*out, key, value)?;
            Ok(Look::Next)
        },
    )
}

/// Calls a function for each entry of a map, of which a new one is made: `keep` asks `f(k, v)` which entries it has, else
/// it has what `f(v)` gives. State: the position, the new map, the keys as they were at the start.
fn transform(ctx: &mut Context, frame: &mut Frame, keep: bool) -> Result<Step> {
    const POSITION: usize = 2;
    const OUT: usize = 3;
    const KEYS: usize = 4;
    let m = frame.registers[0];
    let mut next = match frame.registers[POSITION].as_int() {
        None => {
            let keys = list(ctx, m, |ctx, out, k, _| ctx.array_push(out, k))?;
            frame.registers[OUT] = ctx.new_map(m.size().min(CHUNK))?;
            frame.registers[KEYS] = keys;
            0
        }
        Some(i) => {
            let key = crate::iterate::element(frame.registers[KEYS], i as usize).unwrap_or(Value::NIL);
            let answer = frame.input;
            if !keep {
                ctx.map_set(frame.registers[OUT], key, answer)?;
            } else if truth(answer)
                && let Some(value) = ctx.map_get(m, key)?
            {
                ctx.map_set(frame.registers[OUT], key, value)?;
            }
            i as usize + 1
        }
    };
    while let Some(key) = crate::iterate::element(frame.registers[KEYS], next) {
        if let Some(value) = ctx.map_get(m, key)? {
            frame.registers[POSITION] = Value::int(next as i64);
            let args = if keep { vec![key, value] } else { vec![value] };
            return Ok(Step::call(frame.registers[1], &args));
        }
        next += 1;
    }
    Ok(Step::Done(frame.registers[OUT]))
}
