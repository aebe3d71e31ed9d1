//! What a value is: kinds, classes, identity, copies.

use crate::arguments::{arg, bytes};
use crate::display::{DISPLAY, Turn, joined, units};
use quintet_runtime::walk::copy;
use quintet_runtime::walk::print::Form;
use quintet_runtime::{Context, Cost, Frame, Intrinsic, Kind, NativeDef, Result, Step, Value, kind_name};

pub(crate) fn natives(defs: &mut Vec<NativeDef>) {
    defs.extend([
        NativeDef::stepped("len", "value: any", 1, |ctx, frame| len(ctx, frame, false))
            .quick(|_, args| match arg(args, 0).kind() {
                Kind::RECORD | Kind::ERROR | Kind::MODULE => None,
                _ => Some(Value::int(arg(args, 0).size() as i64)),
            })
            .intrinsic(Intrinsic::Len),
        NativeDef::stepped("size", "value: any", 1, |ctx, frame| len(ctx, frame, true)).costs(Cost::Sizes(1)),
        NativeDef::stepped("typeof", "value: any", 2 + DISPLAY as u16, type_of),
        NativeDef::short("kind", "value: any", |ctx, args| ctx.new_string(kind_name(arg(args, 0).kind()).as_bytes())),
        NativeDef::short("class_of", "value: any", |_, args| Ok(class_of(arg(args, 0)))),
        NativeDef::short("instance_of", "value: any, class: class", instance_of),
        NativeDef::short("callable", "value: any", |ctx, args| {
            let value = arg(args, 0);
            Ok(Value::bool(value.is_callable() || ctx.method(value, b"_call").is_some()))
        }),
        NativeDef::short("is_nan", "x: any", |_, args| {
            Ok(Value::bool(arg(args, 0).as_float().is_some_and(f64::is_nan)))
        }),
        NativeDef::short("fun_version", "", |ctx, _| ctx.new_string(b"0.42.2")),
        NativeDef::short("quintet_version", "", |ctx, _| ctx.new_string(env!("CARGO_PKG_VERSION").as_bytes())),
        NativeDef::short("hash", "value: any", |ctx, args| Ok(Value::int(i64::from(ctx.hash_of(arg(args, 0))?))))
            .costs(Cost::Sizes(1)),
        NativeDef::short("id", "value: any", |ctx, args| Ok(Value::int(ctx.identity_number(arg(args, 0)) as i64))),
        NativeDef::short("freeze", "value: any", |ctx, args| copy::freeze(ctx, arg(args, 0))).costs(Cost::Sizes(1)),
        NativeDef::short("is_frozen", "value: any", |_, args| Ok(Value::bool(is_frozen(arg(args, 0))))),
        NativeDef::short("thaw", "value: any", |ctx, args| copy::thaw(ctx, arg(args, 0))).costs(Cost::Sizes(1)),
        NativeDef::short("copy", "value: any", |ctx, args| copy::copy(ctx, arg(args, 0))).costs(Cost::Sizes(1)),
        NativeDef::short("deep_copy", "value: any", |ctx, args| copy::deep_copy(ctx, arg(args, 0)))
            .costs(Cost::Sizes(1)),
        NativeDef::short("caller", "", |ctx, _| match ctx.caller_name() {
            Some(name) => ctx.new_string(name.as_bytes()),
            None => Ok(Value::NIL),
        })
        .reads_frames(),
        NativeDef::short("arity", "f: function", |ctx, args| {
            Ok(Value::int(ctx.parameter_counts(arg(args, 0)).map_or(0, |(required, _)| required as i64)))
        }),
        NativeDef::short("header_names", "class: class, count: number", header_names),
        NativeDef::short("check_class", "value: any, class: any, name: string, message: string", check_class),
        NativeDef::short(
            "check_elements",
            "value: any, type: string, message: string, ...classes: any",
            check_elements,
        )
        .costs(Cost::Sizes(1)),
    ]);
}

/// The number of elements, of a string's bytes, of an instance's fields; 0 for everything else, unless `strict`, which
/// also counts a string's characters.
fn len(ctx: &mut Context, frame: &mut Frame, strict: bool) -> Result<Step> {
    let value = frame.registers[0];
    if !frame.registers[1].is_nil() {
        return match frame.input.as_int() {
            Some(_) => Ok(Step::Done(frame.input)),
            None => {
                let word = frame.input.kind().word();
                Err(ctx.type_error(format!("_len must return a number, got {word}")))
            }
        };
    }
    let n = match value.kind() {
        Kind::RECORD | Kind::ERROR => {
            if let Some(method) = ctx.method(value, b"_len") {
                frame.registers[1] = Value::TRUE;
                return Ok(Step::call(method, &[value]));
            }
            ctx.fields(value)?.len()
        }
        Kind::SHORT | Kind::STRING if strict => crate::characters::count(bytes(&value)),
        Kind::SHORT | Kind::STRING | Kind::BYTES | Kind::ARRAY | Kind::MAP | Kind::RANGE | Kind::TUPLE => value.size(),
        Kind::MODULE => ctx.module_names(value)?.len(),
        kind if strict => return Err(ctx.type_error(format!("size expects (any container), got {}", kind.word()))),
        _ => 0,
    };
    Ok(Step::Done(Value::int(n as i64)))
}

/// As `kind`, but a class is a Function, and an instance tells by its `toString`, if that takes only `this`, or by the
/// name of its class.
fn type_of(ctx: &mut Context, frame: &mut Frame) -> Result<Step> {
    // State: false while `toString` runs, then true and what it returned.
    const STATE: usize = 1;
    const ANSWER: usize = 2;
    let value = frame.registers[0];
    if frame.registers[STATE] == Value::FALSE {
        frame.registers[STATE] = Value::TRUE;
        frame.registers[ANSWER] = frame.input;
    }
    if frame.registers[STATE] == Value::TRUE {
        let answer = frame.registers[ANSWER];
        return match joined(ctx, frame, 3, &[answer], Form::Print, b"")? {
            Turn::Ready(text) => Ok(Step::Spent(ctx.new_string(&text)?, units(frame, 3, &text))),
            Turn::Wait(step) => Ok(step),
        };
    }
    match value.kind() {
        Kind::CLASS => Ok(Step::Done(ctx.new_string(b"Function")?)),
        Kind::RECORD => {
            if let Some(method) = ctx.method(value, b"toString")
                && ctx.parameter_counts(method) == Some((1, Some(1)))
            {
                frame.registers[STATE] = Value::FALSE;
                return Ok(Step::call(method, &[value]));
            }
            let name = ctx.class_name(value);
            Ok(Step::Done(ctx.new_string(name.as_bytes())?))
        }
        _ => Ok(Step::Done(ctx.new_string(kind_name(value.kind()).as_bytes())?)),
    }
}

fn class_of(value: Value) -> Value {
    value.as_record().map_or(Value::NIL, |r| r.class())
}

fn instance_of(ctx: &mut Context, args: &[Value]) -> Result<Value> {
    Ok(Value::bool(ctx.is_subclass(class_of(arg(args, 0)), arg(args, 1))))
}

fn is_frozen(value: Value) -> bool {
    match value.kind() {
        Kind::ARRAY | Kind::MAP | Kind::RECORD | Kind::ERROR => value.is_frozen(),
        Kind::FOREIGN | Kind::FIBER | Kind::CELL => false,
        _ => true,
    }
}

/// The parameters of a class's header, or nil if they are fewer than `count`.
fn header_names(ctx: &mut Context, args: &[Value]) -> Result<Value> {
    let names = ctx.header_names(arg(args, 0));
    if (names.len() as i64) < arg(args, 1).as_int().unwrap_or(0) {
        return Ok(Value::NIL);
    }
    let names = names.iter().map(|name| ctx.new_string(name.as_bytes())).collect::<Result<Vec<Value>>>()?;
    ctx.new_array(&names)
}

fn check_class(ctx: &mut Context, args: &[Value]) -> Result<Value> {
    let (value, class) = (arg(args, 0), arg(args, 1));
    if class.kind() != Kind::CLASS {
        let name = arg(args, 2);
        let name = String::from_utf8_lossy(bytes(&name)).into_owned();
        return Err(ctx.type_error(format!("'{name}' is not a class")));
    }
    if ctx.is_subclass(class_of(value), class) {
        return Ok(value);
    }
    let message = arg(args, 3);
    let message = String::from_utf8_lossy(bytes(&message)).into_owned();
    Err(ctx.type_error(message))
}

/// Whether a value is accepted by a type: `number`, `array<#0?>`; `classes` are what `#n` names.
fn accepts(ctx: &Context, value: Value, ty: &str, classes: &[Value]) -> bool {
    let ty = ty.trim();
    let ty = match ty.strip_suffix('?') {
        Some(_) if value.is_nil() => return true,
        Some(ty) => ty,
        None => ty,
    };
    if let Some(n) = ty.strip_prefix('#') {
        let class = n.parse::<usize>().ok().map_or(Value::NIL, |n| arg(classes, n));
        return ctx.is_subclass(class_of(value), class);
    }
    let (name, parameters) = match ty.split_once('<') {
        Some((name, parameters)) => (name, parameters.strip_suffix('>')),
        None => (ty, None),
    };
    match name {
        "any" => true,
        "nil" => value.is_nil(),
        "string" => value.is_string(),
        "bytes" => value.kind() == Kind::BYTES,
        "boolean" => matches!(value.kind(), Kind::BOOL | Kind::INT),
        "float" => value.as_number().is_some(),
        "function" => value.is_callable(),
        "instance" => value.as_record().is_some(),
        "array" => value.as_array().is_some_and(|a| match parameters {
            Some(element) => a.iter().all(|v| accepts(ctx, v, element, classes)),
            None => true,
        }),
        "map" => value.as_map().is_some_and(|m| match parameters.map(split_pair) {
            Some((k, v)) => {
                m.iter().all(|(key, value)| accepts(ctx, key, k, classes) && accepts(ctx, value, v, classes))
            }
            None => true,
        }),
        // The integer types.
        _ => match value.kind() {
            Kind::INT | Kind::BOOL => true,
            Kind::FLOAT => value.as_float().and_then(quintet_bytecode::number::float_as_int).is_some(),
            _ => false,
        },
    }
}

/// The two types of `K, V`.
fn split_pair(types: &str) -> (&str, &str) {
    let mut depth = 0;
    for (i, c) in types.char_indices() {
        match c {
            '<' => depth += 1,
            '>' => depth -= 1,
            ',' if depth == 0 => return (&types[..i], &types[i + 1..]),
            _ => {}
        }
    }
    (types, "any")
}

fn check_elements(ctx: &mut Context, args: &[Value]) -> Result<Value> {
    let (value, ty, message) = (arg(args, 0), arg(args, 1), arg(args, 2));
    if accepts(ctx, value, ty.as_str().unwrap_or("any"), args.get(3..).unwrap_or_default()) {
        return Ok(value);
    }
    let message = String::from_utf8_lossy(bytes(&message)).into_owned();
    Err(ctx.type_error(message))
}

#[cfg(test)]
mod tests {
    #[test]
    fn pairs_of_types_are_split_at_the_outer_comma() {
        assert_eq!(super::split_pair("string, array<#0?>"), ("string", " array<#0?>"));
        assert_eq!(super::split_pair("map<string, any>,nil"), ("map<string, any>", "nil"));
    }
}
