//! Reading the arguments of natives. The call has checked their kinds against the signature.

use quintet_runtime::{Context, ElementKind, Kind, Result, Trap, Value};

/// Argument `i`, or nil if it was not given.
pub(crate) fn arg(args: &[Value], i: usize) -> Value {
    match args.get(i) {
        Some(v) if v.kind() != Kind::ABSENT => *v,
        _ => Value::NIL,
    }
}

/// Argument `i`, an integer; 0 if it is none.
pub(crate) fn int(args: &[Value], i: usize) -> i64 {
    arg(args, i).as_int().unwrap_or(0)
}

/// Argument `i`, an integer, or what stands for one that was not given.
pub(crate) fn int_or(args: &[Value], i: usize, default: i64) -> i64 {
    arg(args, i).as_int().unwrap_or(default)
}

/// Argument `i`, the size of something; 0 if it is negative.
pub(crate) fn size(args: &[Value], i: usize) -> usize {
    int(args, i).max(0) as usize
}

/// Argument `i`, a number, as a float.
pub(crate) fn float(args: &[Value], i: usize) -> f64 {
    arg(args, i).as_number().unwrap_or(0.0)
}

/// The bytes of a string or byte sequence; none of anything else.
pub(crate) fn bytes(value: &Value) -> &[u8] {
    value.as_any_bytes().unwrap_or_default()
}

/// Whether the value is `true`, or a number that is not 0.
pub(crate) fn flag(value: Value) -> bool {
    quintet_runtime::walk::truth(value)
}

/// 1 or 0, as functions that come from upstream answer.
pub(crate) fn one_or_zero(b: bool) -> Value {
    Value::int(i64::from(b))
}

/// An empty buffer with room for `bytes`, accounted before it is made.
pub(crate) fn room(ctx: &mut Context, bytes: usize) -> Result<Vec<u8>> {
    ctx.reserve(bytes)?;
    let mut buffer = Vec::new();
    buffer.try_reserve_exact(bytes).map_err(|_| Trap::Collect(bytes))?;
    Ok(buffer)
}

/// A map with string keys.
pub(crate) fn map_of(ctx: &mut Context, entries: &[(&str, Value)]) -> Result<Value> {
    let map = ctx.new_map(entries.len())?;
    for (key, value) in entries {
        let key = ctx.new_string(key.as_bytes())?;
        ctx.map_set(map, key, *value)?;
    }
    Ok(map)
}

/// A new array of strings.
pub(crate) fn string_array<T: AsRef<[u8]>>(ctx: &mut Context, strings: impl IntoIterator<Item = T>) -> Result<Value> {
    let strings = strings.into_iter();
    let array = ctx.array_with_capacity(ElementKind::VALUE, strings.size_hint().0)?;
    for string in strings {
        let string = ctx.new_string(string.as_ref())?;
        ctx.array_push(array, string)?;
    }
    Ok(array)
}
