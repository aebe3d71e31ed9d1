//! CSV as RFC 4180 has it: fields separated by a character, quoted where they hold it, quotes doubled.

use crate::arguments::{bytes, flag};
use crate::display::{DISPLAY, Turn, render, units};
use crate::iterate::{element, length};
use quintet_runtime::walk::print::{self, Form, NeedsCall};
use quintet_runtime::{Context, Cost, ErrorKind, Frame, Kind, NativeDef, Result, Step, Value};

pub(crate) fn natives(defs: &mut Vec<NativeDef>) {
    defs.extend([
        NativeDef::stepped("csv_parse", "s: string, [options: map]", PARSER, parse),
        NativeDef::stepped("csv_stringify", "rows: array, [options: map]", DISPLAY as u16, stringify)
            .costs(Cost::Sizes(1)),
    ]);
}

fn option(ctx: &mut Context, options: Value, name: &str) -> Result<Value> {
    if options.kind() != Kind::MAP {
        return Ok(Value::NIL);
    }
    let key = ctx.new_string(name.as_bytes())?;
    Ok(ctx.map_get(options, key)?.unwrap_or(Value::NIL))
}

/// The option `separator`, one byte; a comma if it is not given.
fn separator(ctx: &mut Context, options: Value) -> Result<u8> {
    let given = option(ctx, options, "separator")?;
    match (given.is_nil(), given.as_string()) {
        (true, _) => Ok(b','),
        (_, Some(&[byte])) => Ok(byte),
        _ => Err(ctx.value_error("separator must be one byte")),
    }
}

/// Bytes read in a step.
const STEP: usize = 32 * 1024;

/// The registers of a parser behind its arguments.
const PARSER: u16 = 5;
const AT: usize = 2;
/// What comes next: see below.
const NEXT: usize = 3;
const ROWS: usize = 4;
const ROW: usize = 5;
/// The first row, if it names the others' fields.
const NAMES: usize = 6;

/// A row, or the end of the text.
const ROW_OR_END: i64 = 0;
/// What separates a field from the next, or ends the row.
const SEPARATOR: i64 = 1;
/// A field, be it empty at the end of the text.
const FIELD: i64 = 2;

/// An array of rows, each an array of strings; with the option `header`, each a map by the first row's names. What is done
/// of a step stays done if it ends with a trap: a field is in its row before the position moves behind it.
fn parse(ctx: &mut Context, frame: &mut Frame) -> Result<Step> {
    let (s, options) = (frame.registers[0], frame.registers[1]);
    let (separator, header) = (separator(ctx, options)?, flag(option(ctx, options, "header")?));
    let text = bytes(&s);
    let r = &mut *frame.registers;
    if r[ROWS].is_nil() {
        r[ROWS] = ctx.new_array(&[])?;
        r[AT] = Value::int(if text.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 });
        r[NEXT] = Value::int(ROW_OR_END);
    }
    let start = r[AT].as_int().unwrap_or(0) as usize;
    let mut at = start;
    let mut field = Vec::new();
    while at < start + STEP {
        match r[NEXT].as_int() {
            Some(ROW_OR_END) if at == text.len() => return Ok(Step::Spent(r[ROWS], (at - start) as u64 / 16)),
            Some(SEPARATOR) if text.get(at) == Some(&separator) => {
                at += 1;
                r[NEXT] = Value::int(FIELD);
            }
            Some(SEPARATOR) => {
                end_row(ctx, r, header)?;
                at += if text[at..].starts_with(b"\r\n") { 2 } else { usize::from(at < text.len()) };
                (r[ROW], r[NEXT]) = (Value::NIL, Value::int(ROW_OR_END));
            }
            _ => {
                if r[ROW].is_nil() {
                    r[ROW] = ctx.new_array(&[])?;
                }
                field.clear();
                let Some(end) = read_field(text, at, separator, &mut field) else {
                    let (line, column) = crate::json::position(text, at);
                    let message = format!("unterminated quote at line {line} column {column}");
                    return Err(ctx.error(ErrorKind::ParseError, message));
                };
                let value = ctx.new_string(&field)?;
                ctx.array_push(r[ROW], value)?;
                at = end;
                r[NEXT] = Value::int(SEPARATOR);
            }
        }
        r[AT] = Value::int(at as i64);
    }
    Ok(Step::Again((at - start) as u64 / 16))
}

/// Puts the row that is whole among the others.
fn end_row(ctx: &mut Context, r: &mut [Value], header: bool) -> Result<()> {
    if header && r[NAMES].is_nil() {
        r[NAMES] = r[ROW];
        return Ok(());
    }
    let row = match header {
        false => r[ROW],
        true => {
            let map = ctx.new_map(length(r[NAMES]))?;
            for i in 0..length(r[NAMES]) {
                let key = element(r[NAMES], i).unwrap_or(Value::EMPTY);
                ctx.map_set(map, key, element(r[ROW], i).unwrap_or(Value::EMPTY))?;
            }
            map
        }
    };
    ctx.array_push(r[ROWS], row)
}

/// Reads the field that begins at a position. Where it ends; none if its quote is not closed.
fn read_field(text: &[u8], mut at: usize, separator: u8, field: &mut Vec<u8>) -> Option<usize> {
    if text.get(at) == Some(&b'"') {
        at += 1;
        loop {
            let n = memchr::memchr(b'"', &text[at..])?;
            field.extend_from_slice(&text[at..at + n]);
            at += n + 1;
            if text.get(at) != Some(&b'"') {
                break;
            }
            field.push(b'"');
            at += 1;
        }
    }
    let n = memchr::memchr3(separator, b'\n', b'\r', &text[at..]).unwrap_or(text.len() - at);
    field.extend_from_slice(&text[at..at + n]);
    Some(at + n)
}

/// The text of an array of rows. Rows that are maps are preceded by a row of the first one's keys.
fn stringify(ctx: &mut Context, frame: &mut Frame) -> Result<Step> {
    let (rows, options) = (frame.registers[0], frame.registers[1]);
    let separator = separator(ctx, options)?;
    let mut lines: Vec<Vec<Value>> = Vec::new();
    let first = element(rows, 0);
    let names: Option<Vec<Value>> = first.and_then(|row| Some(row.as_map()?.iter().map(|(k, _)| k).collect()));
    lines.extend(names.clone());
    for i in 0..length(rows) {
        let row = element(rows, i).unwrap_or(Value::NIL);
        match (row.kind(), &names) {
            (Kind::ARRAY | Kind::RANGE | Kind::TUPLE, _) => {
                lines.push((0..length(row)).filter_map(|i| element(row, i)).collect());
            }
            (Kind::MAP, Some(names)) => {
                let mut line = Vec::new();
                for name in names {
                    line.push(ctx.map_get(row, *name)?.unwrap_or(Value::EMPTY));
                }
                lines.push(line);
            }
            (kind, _) => {
                return Err(ctx.type_error(format!("csv_stringify expects an array of arrays, got {}", kind.word())));
            }
        }
    }
    let drawn = render(ctx, frame, 2, |ctx, replaced, longest| {
        let mut out = Vec::new();
        let mut missing = Vec::new();
        let mut field = Vec::new();
        for line in &lines {
            for (i, value) in line.iter().enumerate() {
                if i > 0 {
                    out.push(separator);
                }
                field.clear();
                // Nothing is an empty field.
                if !value.is_nil()
                    && let Err(NeedsCall(more)) = print::display(ctx, *value, Form::Print, replaced, &mut field)
                {
                    missing.extend(more);
                }
                quote(&field, separator, &mut out);
            }
            out.push(b'\n');
            *longest = out.len();
            if out.len() > ctx.print_limit {
                break;
            }
        }
        if missing.is_empty() { Ok(out) } else { Err(NeedsCall(missing)) }
    })?;
    match drawn {
        Turn::Ready(text) => Ok(Step::Spent(ctx.new_string(&text)?, units(frame, 2, &text))),
        Turn::Wait(step) => Ok(step),
    }
}

fn quote(field: &[u8], separator: u8, out: &mut Vec<u8>) {
    let special = |b: &u8| *b == separator || matches!(b, b'"' | b'\n' | b'\r');
    if !field.iter().any(special) {
        out.extend_from_slice(field);
        return;
    }
    out.push(b'"');
    for &b in field {
        if b == b'"' {
            out.push(b'"');
        }
        out.push(b);
    }
    out.push(b'"');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_with_separators_quotes_and_line_ends() {
        let text = b"a,\"b,\"\"c\"\"\nd\",\r\n\"x\"y";
        let mut fields = Vec::new();
        let mut at = 0;
        while at <= text.len() {
            let mut field = Vec::new();
            at = read_field(text, at, b',', &mut field).unwrap();
            fields.push(String::from_utf8(field).unwrap());
            at += if text[at..].starts_with(b"\r\n") { 2 } else { 1 };
        }
        assert_eq!(fields, ["a", "b,\"c\"\nd", "", "xy"]);
        assert_eq!(read_field(b"\"b", 0, b',', &mut Vec::new()), None);
        let mut out = Vec::new();
        quote(b"a\"b", b',', &mut out);
        assert_eq!(out, b"\"a\"\"b\"");
    }
}
