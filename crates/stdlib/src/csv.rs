//! CSV as RFC 4180 has it: fields separated by a character, quoted where they hold it, quotes doubled.

use crate::arguments::{arg, bytes, flag};
use crate::display::{DISPLAY, Turn, render, units};
use crate::iterate::{element, length};
use quintet_runtime::walk::print::{self, Form, NeedsCall};
use quintet_runtime::{Context, Cost, ErrorKind, Frame, Kind, NativeDef, Result, Step, Value};

pub(crate) fn natives(defs: &mut Vec<NativeDef>) {
    defs.extend([
        NativeDef::short("csv_parse", "s: string, [options: map]", parse).costs(Cost::Sizes(1)),
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

/// Splits a text into rows of fields. Where a quote is not closed is the error.
fn split(text: &[u8], separator: u8) -> std::result::Result<Vec<Vec<Vec<u8>>>, usize> {
    let mut rows = Vec::new();
    let mut row = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let mut field = Vec::new();
        if text[at] == b'"' {
            let opening = at;
            at += 1;
            loop {
                match (text.get(at), text.get(at + 1)) {
                    (None, _) => return Err(opening),
                    (Some(b'"'), Some(b'"')) => {
                        field.push(b'"');
                        at += 2;
                    }
                    (Some(b'"'), _) => {
                        at += 1;
                        break;
                    }
                    (Some(&b), _) => {
                        field.push(b);
                        at += 1;
                    }
                }
            }
        }
        while at < text.len() && text[at] != separator && !matches!(text[at], b'\n' | b'\r') {
            field.push(text[at]);
            at += 1;
        }
        row.push(field);
        match text.get(at) {
            Some(b'\n' | b'\r') => {
                at += if text[at..].starts_with(b"\r\n") { 2 } else { 1 };
                rows.push(std::mem::take(&mut row));
            }
            Some(_) => {
                at += 1;
                if at == text.len() {
                    row.push(Vec::new());
                }
            }
            None => {}
        }
    }
    if !row.is_empty() {
        rows.push(row);
    }
    Ok(rows)
}

/// An array of rows, each an array of strings; with the option `header`, each a map by the first row's names.
fn parse(ctx: &mut Context, args: &[Value]) -> Result<Value> {
    let (s, options) = (arg(args, 0), arg(args, 1));
    let separator = separator(ctx, options)?;
    let header = flag(option(ctx, options, "header")?);
    let text = bytes(&s);
    let rows = match split(text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text), separator) {
        Ok(rows) => rows,
        Err(at) => {
            let (line, column) = crate::json::position(text, at);
            return Err(ctx.error(ErrorKind::ParseError, format!("unterminated quote at line {line} column {column}")));
        }
    };
    let out = ctx.new_array(&[])?;
    let mut rows = rows.iter();
    let names = if header { rows.next() } else { None };
    for row in rows {
        let value = match names {
            None => crate::arguments::string_array(ctx, row)?,
            Some(names) => {
                let map = ctx.new_map(names.len())?;
                for (i, name) in names.iter().enumerate() {
                    let key = ctx.new_string(name)?;
                    let value = ctx.new_string(row.get(i).map_or(&b""[..], Vec::as_slice))?;
                    ctx.map_set(map, key, value)?;
                }
                map
            }
        };
        ctx.array_push(out, value)?;
    }
    Ok(out)
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
    fn quoted_fields_hold_separators_quotes_and_line_ends() {
        let text = b"a,\"b,\"\"c\"\"\nd\",\r\n,x\n\ny";
        let rows = split(text, b',').unwrap();
        let shown: Vec<Vec<&str>> =
            rows.iter().map(|r| r.iter().map(|f| std::str::from_utf8(f).unwrap()).collect()).collect();
        assert_eq!(shown, [vec!["a", "b,\"c\"\nd", ""], vec!["", "x"], vec![""], vec!["y"]]);
        assert_eq!(split(b"a,\"b", b','), Err(2));
        let mut out = Vec::new();
        quote(b"a\"b", b',', &mut out);
        assert_eq!(out, b"\"a\"\"b\"");
    }
}
