//! Walks over graphs of values: printing, comparing, ordering, copying.
//!
//! None of them recurses: each keeps its own stack, so that a list nested ten million deep goes through, in time and
//! space linear in what is reached, cycles and shared structure included. (What printing shows of shared structure is
//! as long as it is; see [`print::display`] for its bound.) Addresses serve as identities, which is sound because
//! nothing moves between charge points and a walk is within one instruction.

pub mod copy;
pub mod equal;
pub mod order;
pub mod print;
pub(crate) mod transfer;

use crate::context::Context;
use crate::value::{Kind, Value};
use print::Form;
use std::collections::{HashMap, HashSet};

/// A map by the address of an object.
type AddressMap<T> = HashMap<u64, T, foldhash::fast::FixedState>;
/// A set of addresses of objects.
type AddressSet = HashSet<u64, foldhash::fast::FixedState>;

/// Walks are checked for cycles by looking through the containers on the way to here, up to this many; deeper ones are
/// kept in a hash set. So shallow structure, which nearly all is, costs no hashing.
const SHALLOW: usize = 16;

/// Fun's truth: everything but nil, false, zero and what is empty.
#[inline]
pub fn truth(value: Value) -> bool {
    match value.kind() {
        Kind::BOOL | Kind::INT => value.payload() != 0,
        // Both zeros are untrue; NaN is true.
        Kind::FLOAT => value.payload() << 1 != 0,
        Kind::NIL | Kind::ABSENT => false,
        Kind::SHORT => !value.short_bytes().is_empty(),
        Kind::STRING | Kind::BYTES | Kind::ARRAY | Kind::MAP | Kind::RANGE | Kind::TUPLE => value.size() != 0,
        _ => true,
    }
}

/// The print form for messages: calls nothing, so instances with a `toString` are shown by their fields and errors by
/// their display text. Bytes that are not UTF-8 are replaced.
pub fn display_string(ctx: &mut Context, value: Value) -> String {
    text(ctx, value, Form::Print)
}

/// The repr form for messages. Bytes that are not UTF-8 are escaped.
pub fn repr_string(ctx: &mut Context, value: Value) -> String {
    text(ctx, value, Form::Repr)
}

fn text(ctx: &mut Context, value: Value, form: Form) -> String {
    let mut out = Vec::new();
    print::display_fields(ctx, value, form, &mut out);
    String::from_utf8(out).unwrap_or_else(|e| String::from_utf8_lossy(e.as_bytes()).into_owned())
}

#[cfg(test)]
pub(crate) mod testing {
    //! What the tests of walks share.

    use crate::context::{Context, Limits};
    use crate::host::NoHost;
    use crate::object::array::ElementKind;
    use crate::runtime::Runtime;
    use crate::value::Value;

    /// Deep enough to overflow the native stack of a test if something recursed.
    pub const DEEP: usize = 300_000;

    /// A context without a process.
    pub fn context() -> Context {
        Context::new(Runtime::builder().hash_seed(1).build(), Limits::default(), Box::new(NoHost))
    }

    /// A string.
    pub fn string(ctx: &mut Context, text: &str) -> Value {
        ctx.new_string(text.as_bytes()).unwrap()
    }

    /// An array.
    pub fn array(ctx: &mut Context, values: &[Value]) -> Value {
        ctx.new_array(values).unwrap()
    }

    /// An array of ints that are not packed.
    pub fn wide(ctx: &mut Context, ints: &[i64]) -> Value {
        let array = ctx.array_with_capacity(ElementKind::VALUE, ints.len()).unwrap();
        for i in ints {
            ctx.array_push(array, Value::int(*i)).unwrap();
        }
        array
    }

    /// A map.
    pub fn map(ctx: &mut Context, entries: &[(&str, Value)]) -> Value {
        let map = ctx.new_map(entries.len()).unwrap();
        for (key, value) in entries {
            let key = string(ctx, key);
            ctx.map_set(map, key, *value).unwrap();
        }
        map
    }

    /// `[[[...[innermost]...]]]`
    pub fn nested(ctx: &mut Context, depth: usize, innermost: Value) -> Value {
        (0..depth).fold(innermost, |inner, _| ctx.new_array(&[inner]).unwrap())
    }

    /// `x = [x, x]`, so many times over: exponential for a walk that does not know where it has been.
    pub fn doubled(ctx: &mut Context, times: usize, innermost: Value) -> Value {
        (0..times).fold(innermost, |inner, _| ctx.new_array(&[inner, inner]).unwrap())
    }

    /// `[x, itself]`
    pub fn ring(ctx: &mut Context, x: Value) -> Value {
        let ring = ctx.new_array(&[x, Value::NIL]).unwrap();
        ctx.array_set(ring, 1, ring).unwrap();
        ring
    }
}

#[cfg(test)]
mod tests {
    use super::testing::*;
    use super::*;

    #[test]
    fn truth_of_every_kind() {
        let mut ctx = context();
        let long = string(&mut ctx, "longer than fourteen bytes");
        let (some, none) = (array(&mut ctx, &[Value::NIL]), array(&mut ctx, &[]));
        let (map, no_map) = (map(&mut ctx, &[("a", Value::NIL)]), map(&mut ctx, &[]));
        let (range, no_range) = (ctx.new_range(0, 1, 1).unwrap(), ctx.new_range(0, 0, 1).unwrap());
        let (bytes, no_bytes) = (ctx.new_bytes(b"a").unwrap(), ctx.new_bytes(b"").unwrap());
        let class = ctx.runtime().error_class();
        let nan = Value::float(f64::NAN);
        let short = string(&mut ctx, "a");
        for yes in [Value::TRUE, Value::int(-1), nan, Value::float(0.1), short, long, some, map, range, bytes, class] {
            assert!(truth(yes), "{yes:?}");
        }
        let zeros = [Value::float(0.0), Value::float(-0.0), Value::int(0)];
        let empty = [Value::NIL, Value::FALSE, Value::EMPTY, none, no_map, no_range, no_bytes];
        for no in zeros.into_iter().chain(empty) {
            assert!(!truth(no), "{no:?}");
        }
    }
}
