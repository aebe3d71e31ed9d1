//! Arrays: what changes them or makes them, without calling anything.

use crate::arguments::{arg, int, int_or, size};
use quintet_runtime::ElementKind;
use quintet_runtime::{Context, Cost, Intrinsic, Kind, NativeDef, Result, Trap, Value};

pub(crate) fn natives(defs: &mut Vec<NativeDef>) {
    defs.extend([
        NativeDef::short("push", "a: array, value: any, ...more: any", push).intrinsic(Intrinsic::Push),
        NativeDef::short("pop", "a: array", pop),
        NativeDef::short("set", "a: array|map, index: any, value: any", set),
        NativeDef::short("insert", "a: array, index: int, value: any", insert).costs(Cost::Sizes(1)),
        NativeDef::short("remove", "a: array, index: int", remove).costs(Cost::Sizes(1)),
        NativeDef::short("clear", "a: array|map", |ctx, args| {
            match arg(args, 0).kind() {
                Kind::MAP => ctx.map_clear(arg(args, 0))?,
                _ => ctx.array_clear(arg(args, 0))?,
            }
            Ok(Value::int(0))
        }),
        NativeDef::short("fill", "a: array, value: any", fill).costs(Cost::Sizes(1)),
        NativeDef::short("range", "a: int, [b: int], [step: int]", range),
        NativeDef::short("array", "n: int, [value: any]", array)
            .costs(Cost::Makes(|args| size(args, 0).saturating_mul(size_of::<Value>()))),
    ]);
}

fn push(ctx: &mut Context, args: &[Value]) -> Result<Value> {
    let a = arg(args, 0);
    if args.len() > 2 {
        ctx.reserve((a.size() + args.len()) * 2 * size_of::<Value>())?;
    }
    for value in &args[1..] {
        ctx.array_push(a, *value)?;
    }
    Ok(Value::int(a.size() as i64))
}

fn pop(ctx: &mut Context, args: &[Value]) -> Result<Value> {
    match ctx.array_pop(arg(args, 0))? {
        Some(value) => Ok(value),
        None => Err(ctx.index_error("pop from empty array")),
    }
}

fn set(ctx: &mut Context, args: &[Value]) -> Result<Value> {
    let (a, index, value) = (arg(args, 0), arg(args, 1), arg(args, 2));
    if a.kind() == Kind::MAP {
        ctx.map_set(a, index, value)?;
        return Ok(value);
    }
    let Some(i) = index.as_int() else {
        let word = index.kind().word();
        return Err(
            ctx.type_error(format!("set expects (array, int, any), got array, {word} and {}", value.kind().word()))
        );
    };
    let n = a.size();
    let at = if i < 0 { i + n as i64 } else { i };
    if at >= 0 && (at as usize) < n && ctx.array_set(a, at as usize, value)? {
        return Ok(value);
    }
    Err(ctx.index_error("index out of range"))
}

fn insert(ctx: &mut Context, args: &[Value]) -> Result<Value> {
    let (a, i) = (arg(args, 0), int(args, 1));
    let n = a.size();
    let at = if i < 0 { (i + n as i64).max(0) } else { i.min(n as i64) };
    ctx.array_insert(a, at as usize, arg(args, 2))?;
    Ok(Value::int(n as i64 + 1))
}

fn remove(ctx: &mut Context, args: &[Value]) -> Result<Value> {
    let (a, i) = (arg(args, 0), int(args, 1));
    let at = if i < 0 { i + a.size() as i64 } else { i };
    if at >= 0
        && let Some(value) = ctx.array_remove(a, at as usize)?
    {
        return Ok(value);
    }
    Err(ctx.index_error("remove index out of range"))
}

fn fill(ctx: &mut Context, args: &[Value]) -> Result<Value> {
    let (a, value) = (arg(args, 0), arg(args, 1));
    ctx.reserve(a.size() * size_of::<Value>())?;
    for i in 0..a.size() {
        ctx.array_set(a, i, value)?;
    }
    Ok(a)
}

fn range(ctx: &mut Context, args: &[Value]) -> Result<Value> {
    let (start, stop) = match args.get(1) {
        Some(_) => (int(args, 0), int(args, 1)),
        None => (0, int(args, 0)),
    };
    ctx.new_range(start, stop, int_or(args, 2, 1))
}

fn array(ctx: &mut Context, args: &[Value]) -> Result<Value> {
    let (n, value) = (int(args, 0), arg(args, 1));
    let Ok(n) = usize::try_from(n) else {
        return Err(ctx.value_error(format!("array length must not be negative, got {n}")));
    };
    ctx.reserve(n.checked_mul(size_of::<Value>()).ok_or(Trap::Collect(usize::MAX))?)?;
    let a = ctx.array_with_capacity(ElementKind::of(value), n)?;
    for _ in 0..n {
        ctx.array_push(a, value)?;
    }
    Ok(a)
}
