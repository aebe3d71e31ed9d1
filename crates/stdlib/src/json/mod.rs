//! JSON: read and written without recursion, 32 KiB a step. [`read`] and [`write`] keep what they are doing in the
//! registers of the native's frame between steps.

mod read;
mod write;

use crate::arguments::{arg, bytes, flag, one_or_zero};
use quintet_runtime::{Capability, Context, Frame, NativeDef, Result, Step, Value};
use read::{Bad, read};
use write::{Style, write};

pub(crate) use read::position;

pub(crate) fn natives(defs: &mut Vec<NativeDef>) {
    let state = |arguments: u16, state: usize| arguments + state as u16;
    defs.extend([
        NativeDef::stepped("json_parse", "s: string", read::STATE as u16, |ctx, frame| {
            read(ctx, frame, 0, 1, Bad::IsNil)
        }),
        NativeDef::stepped("json_decode", "s: string|bytes", read::STATE as u16, |ctx, frame| {
            read(ctx, frame, 0, 1, Bad::Throws)
        }),
        NativeDef::stepped("json_stringify", "value: any, pretty: any", write::STATE as u16, |ctx, frame| {
            let style = Style::upstream(frame.registers[1]);
            write(ctx, frame, 0, 2, style)
        }),
        NativeDef::stepped("json_encode", "value: any, [options: any]", write::STATE as u16, |ctx, frame| {
            let style = Style::from_options(ctx, frame.registers[1])?;
            write(ctx, frame, 0, 2, style)
        }),
        NativeDef::stepped("json_from_file", "path: string", state(1, read::STATE), from_file)
            .needs_path(Capability::FsRead, 0),
        NativeDef::stepped("json_to_file", "path: string, value: any, pretty: any", write::STATE as u16, to_file)
            .needs_path(Capability::FsWrite, 0),
    ]);
}

fn from_file(ctx: &mut Context, frame: &mut Frame) -> Result<Step> {
    if frame.registers[1].is_nil() {
        let path = frame.registers[0];
        let Ok(content) = crate::files::load(ctx, path)? else { return Ok(Step::Done(Value::NIL)) };
        frame.registers[1] = ctx.new_string_from(content)?;
    }
    read(ctx, frame, 1, 2, Bad::IsNil)
}

fn to_file(ctx: &mut Context, frame: &mut Frame) -> Result<Step> {
    let style = Style::upstream(frame.registers[2]);
    let path = frame.registers[0];
    let (text, units) = match write(ctx, frame, 1, 3, style)? {
        Step::Done(text) => (text, 0),
        Step::Spent(text, units) => (text, units),
        step => return Ok(step),
    };
    let saved = crate::files::save(ctx, path, bytes(&text))?;
    Ok(Step::Spent(one_or_zero(saved), units))
}

/// An option of a map of options; nil if it is not given or there is no map.
fn option(ctx: &mut Context, options: Value, name: &str) -> Result<Value> {
    let key = ctx.new_string(name.as_bytes())?;
    Ok(ctx.map_get(options, key)?.unwrap_or(Value::NIL))
}

impl Style {
    /// As upstream writes: on one line, or two spaces a level and none behind the colon.
    fn upstream(pretty: Value) -> Style {
        Style { indent: if flag(pretty) { 2 } else { 0 }, space: false, sorted: false }
    }

    /// `{"pretty": …, "indent": …, "sort_keys": …}`, or anything true for pretty.
    fn from_options(ctx: &mut Context, options: Value) -> Result<Style> {
        if options.kind() != quintet_runtime::Kind::MAP {
            return Ok(Style { indent: if flag(options) { 2 } else { 0 }, space: flag(options), sorted: false });
        }
        let (pretty, sorted) = (option(ctx, options, "pretty")?, option(ctx, options, "sort_keys")?);
        let default = if flag(pretty) { 2 } else { 0 };
        let indent = arg(&[option(ctx, options, "indent")?], 0).as_int();
        let indent = indent.map_or(default, |n| n.clamp(0, 16) as usize);
        Ok(Style { indent, space: indent > 0, sorted: flag(sorted) })
    }
}

/// How many bytes at the start of a string need no escape: neither quote, backslash nor control character.
#[inline]
fn plain_len(text: &[u8]) -> usize {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const HIGHS: u64 = 0x8080_8080_8080_8080;
    let mut at = 0;
    while let Some(chunk) = text.get(at..).and_then(|rest| rest.first_chunk::<8>()) {
        let word = u64::from_le_bytes(*chunk);
        // A byte's high bit is set where it is below 0x20, `"`, `\`; above the first such byte there may be more.
        let below = word.wrapping_sub(ONES * 0x20) & !word;
        let (quote, backslash) = (word ^ (ONES * 0x22), word ^ (ONES * 0x5c));
        let quote = quote.wrapping_sub(ONES) & !quote;
        let backslash = backslash.wrapping_sub(ONES) & !backslash;
        let found = (below | quote | backslash) & HIGHS;
        if found != 0 {
            return at + found.trailing_zeros() as usize / 8;
        }
        at += 8;
    }
    let special = |b: &u8| matches!(b, b'"' | b'\\' | 0..0x20);
    text[at..].iter().position(special).map_or(text.len(), |i| at + i)
}

#[cfg(test)]
mod tests {
    use super::plain_len;

    #[test]
    fn what_needs_no_escape_is_found_as_one_by_one() {
        let special = |b: &u8| matches!(b, b'"' | b'\\' | 0..0x20);
        for byte in 0..=255u8 {
            for at in 0..20 {
                let mut text = b"abcdefgh\xff\x80ijklm\x20\x21\x23pq".to_vec();
                text[at] = byte;
                let expected = text.iter().position(special).unwrap_or(text.len());
                assert_eq!(plain_len(&text), expected, "{byte:#x} at {at}");
            }
        }
    }
}
