//! Strings: searching, cutting, joining. Positions count bytes; characters are as in [`crate::characters`].

use crate::arguments::{arg, bytes, int, int_or, room, size, string_array};
use crate::characters::{byte_position, characters, count, first_len, map_text, scalar};
use crate::pieces::{PIECE, STATE, piecewise};
use memchr::memmem;
use quintet_runtime::walk::order;
use quintet_runtime::{Context, Cost, ElementKind, Frame, Kind, NativeDef, Result, Step, Trap, Value};
use unicode_normalization::char::canonical_combining_class;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick, is_nfkc_quick};

pub(crate) fn natives(defs: &mut Vec<NativeDef>) {
    let mut linear = |name, signature, function| {
        defs.push(NativeDef::short(name, signature, function).costs(Cost::Sizes(1)));
    };
    linear("split", "s: string, separator: string", split);
    linear("find", "s: string, needle: string, [from: int]", find);
    linear("rfind", "s: string, needle: string", |_, args| {
        let (s, needle) = (arg(args, 0), arg(args, 1));
        let found = memmem::rfind(bytes(&s), bytes(&needle));
        Ok(Value::int(found.map_or(-1, |i| i as i64)))
    });
    linear("find_all", "s: string, needle: string", |ctx, args| {
        let (s, needle) = (arg(args, 0), arg(args, 1));
        let positions: Vec<i64> = occurrences(bytes(&s), bytes(&needle)).map(|i| i as i64).collect();
        ctx.new_int_array(&positions)
    });
    linear("count_of", "s: string, needle: string", |_, args| {
        let (s, needle) = (arg(args, 0), arg(args, 1));
        Ok(Value::int(occurrences(bytes(&s), bytes(&needle)).count() as i64))
    });
    linear("replace", "s: string, old: string, new: string, [n: int]", replace);
    linear("chars", "s: string", |ctx, args| {
        let s = arg(args, 0);
        ctx.reserve(s.size() * size_of::<Value>())?;
        string_array(ctx, characters(bytes(&s)))
    });
    linear("char_count", "s: string", |_, args| Ok(Value::int(count(bytes(&arg(args, 0))) as i64)));
    linear("upper", "s: string", |ctx, args| {
        changed(ctx, args, <[u8]>::make_ascii_uppercase, |s, out| out.push_str(&s.to_uppercase()))
    });
    linear("lower", "s: string", |ctx, args| {
        changed(ctx, args, <[u8]>::make_ascii_lowercase, |s, out| out.push_str(&s.to_lowercase()))
    });
    linear("capitalize", "s: string", capitalize);
    linear("title", "s: string", title);
    linear("trim", "s: string, [chars: string]", |ctx, args| trim(ctx, args, true, true));
    linear("ltrim", "s: string, [chars: string]", |ctx, args| trim(ctx, args, true, false));
    linear("rtrim", "s: string, [chars: string]", |ctx, args| trim(ctx, args, false, true));
    linear("words", "s: string", words);
    linear("is_utf8", "s: string", |_, args| Ok(Value::bool(std::str::from_utf8(bytes(&arg(args, 0))).is_ok())));
    linear("escape_html", "s: string", escape_html);
    linear("ord", "s: string", ord);

    let padded = Cost::Makes(|args| size(args, 1).saturating_add(arg(args, 0).size()));
    defs.push(NativeDef::stepped("normalize", "s: string, form: string", STATE, normalize));
    defs.extend([
        NativeDef::short("substr", "s: string, start: int, length: int", substr),
        NativeDef::short("byte_at", "s: string, i: int", byte_at),
        NativeDef::short("byte_len", "s: string", |_, args| Ok(Value::int(arg(args, 0).size() as i64))),
        NativeDef::short("chr", "n: int", chr),
        NativeDef::short("starts_with", "s: string, prefix: string", |_, args| {
            Ok(Value::bool(bytes(&arg(args, 0)).starts_with(bytes(&arg(args, 1)))))
        }),
        NativeDef::short("ends_with", "s: string, suffix: string", |_, args| {
            Ok(Value::bool(bytes(&arg(args, 0)).ends_with(bytes(&arg(args, 1)))))
        }),
        NativeDef::short("repeat", "s: string, n: int", repeat)
            .costs(Cost::Makes(|args| arg(args, 0).size().saturating_mul(size(args, 1)))),
        NativeDef::short("pad_left", "s: string, n: int, [fill: string]", |ctx, args| pad(ctx, args, |n| (n, 0)))
            .costs(padded),
        NativeDef::short("pad_right", "s: string, n: int, [fill: string]", |ctx, args| pad(ctx, args, |n| (0, n)))
            .costs(padded),
        NativeDef::short("pad_center", "s: string, n: int, [fill: string]", |ctx, args| {
            pad(ctx, args, |n| (n / 2, n - n / 2))
        })
        .costs(padded),
        NativeDef::short("compare", "v: any, w: any", |ctx, args| {
            let ordering = order::compare(ctx, arg(args, 0), arg(args, 1), "LT")?;
            Ok(Value::int(ordering.map_or(0, |o| o as i64)))
        }),
    ]);
}

/// Where a needle begins, without overlaps. An empty one is nowhere.
fn occurrences<'a>(s: &'a [u8], needle: &'a [u8]) -> impl Iterator<Item = usize> + 'a {
    // Preparing a search of a short text takes longer than the search.
    const SHORT: usize = 64;
    let finder = (s.len() > SHORT).then(|| memmem::Finder::new(needle));
    let mut at = if needle.is_empty() { s.len() + 1 } else { 0 };
    std::iter::from_fn(move || {
        let rest = s.get(at..)?;
        let found = match &finder {
            Some(finder) => finder.find(rest),
            None => memmem::find(rest, needle),
        };
        let found = at + found?;
        at = found + needle.len();
        Some(found)
    })
}

fn split(ctx: &mut Context, args: &[Value]) -> Result<Value> {
    let (s, separator) = (arg(args, 0), arg(args, 1));
    let (text, separator) = (bytes(&s), bytes(&separator));
    if separator.is_empty() {
        if text.is_empty() {
            return ctx.new_array(&[Value::EMPTY]);
        }
        ctx.reserve(text.len() * size_of::<Value>())?;
        return string_array(ctx, characters(text));
    }
    // Room for a few words, at most as many as there can be.
    let out = ctx.array_with_capacity(ElementKind::VALUE, (text.len() / (separator.len() + 4) + 1).min(256))?;
    let mut start = 0;
    let mut add = |ctx: &mut Context, end: usize| {
        let part = ctx.slice_bytes(s, start, end)?;
        start = end + separator.len();
        ctx.array_push(out, part)
    };
    match *separator {
        [byte] => memchr::memchr_iter(byte, text).try_for_each(|end| add(ctx, end))?,
        _ => occurrences(text, separator).try_for_each(|end| add(ctx, end))?,
    }
    add(ctx, text.len())?;
    Ok(out)
}

fn find(_: &mut Context, args: &[Value]) -> Result<Value> {
    let (s, needle, from) = (arg(args, 0), arg(args, 1), int_or(args, 2, 0).max(0) as usize);
    let found = bytes(&s).get(from..).and_then(|rest| memmem::find(rest, bytes(&needle)));
    Ok(Value::int(found.map_or(-1, |i| (i + from) as i64)))
}

fn substr(ctx: &mut Context, args: &[Value]) -> Result<Value> {
    let (s, start, len) = (arg(args, 0), int(args, 1).max(0) as usize, int(args, 2).max(0) as usize);
    let n = s.size();
    let start = start.min(n);
    ctx.slice_bytes(s, start, start.saturating_add(len).min(n))
}

fn byte_at(ctx: &mut Context, args: &[Value]) -> Result<Value> {
    let (s, i) = (arg(args, 0), int(args, 1));
    let i = if i < 0 { i + s.size() as i64 } else { i };
    match usize::try_from(i).ok().and_then(|i| bytes(&s).get(i)) {
        Some(byte) => Ok(Value::int(i64::from(*byte))),
        None => Err(ctx.index_error("index out of range")),
    }
}

fn ord(ctx: &mut Context, args: &[Value]) -> Result<Value> {
    let s = arg(args, 0);
    let text = bytes(&s);
    match first_len(text) {
        0 => Err(ctx.value_error("ord expects a character, got an empty string")),
        n => Ok(Value::int(i64::from(scalar(&text[..n])))),
    }
}

fn chr(ctx: &mut Context, args: &[Value]) -> Result<Value> {
    let n = int(args, 0);
    match u32::try_from(n).ok().and_then(char::from_u32) {
        Some(c) => ctx.new_string(c.encode_utf8(&mut [0; 4]).as_bytes()),
        None => Err(ctx.value_error(format!("chr expects a Unicode scalar, got {n}"))),
    }
}

fn replace(ctx: &mut Context, args: &[Value]) -> Result<Value> {
    let (s, old, new) = (arg(args, 0), arg(args, 1), arg(args, 2));
    let most = int_or(args, 3, -1);
    let most = usize::try_from(most).unwrap_or(usize::MAX);
    let text = bytes(&s);
    let found: smallvec::SmallVec<[usize; 16]> = occurrences(text, bytes(&old)).take(most).collect();
    if found.is_empty() {
        return Ok(s);
    }
    let longer = found.len().saturating_mul(new.size().saturating_sub(old.size()));
    let mut out = room(ctx, text.len().saturating_add(longer))?;
    let mut start = 0;
    for at in found {
        out.extend_from_slice(&text[start..at]);
        out.extend_from_slice(bytes(&new));
        start = at + old.size();
    }
    out.extend_from_slice(&text[start..]);
    ctx.new_string_from(out)
}

fn mapped(ctx: &mut Context, args: &[Value], f: impl FnMut(&str, &mut String)) -> Result<Value> {
    let s = arg(args, 0);
    ctx.reserve(s.size().saturating_mul(2))?;
    let out = map_text(bytes(&s), f);
    // Few texts grow; those that do are looked at again.
    ctx.reserve(out.capacity())?;
    ctx.new_string_from(out)
}

/// As [`mapped`], with a function on bytes for text that is ASCII.
fn changed(
    ctx: &mut Context,
    args: &[Value],
    ascii: fn(&mut [u8]),
    other: impl FnMut(&str, &mut String),
) -> Result<Value> {
    let s = arg(args, 0);
    let text = bytes(&s);
    if !text.is_ascii() {
        return mapped(ctx, args, other);
    }
    let mut small = [0; 64];
    if let Some(small) = small.get_mut(..text.len()) {
        small.copy_from_slice(text);
        ascii(small);
        return ctx.new_string(small);
    }
    let mut out = room(ctx, text.len())?;
    out.extend_from_slice(text);
    ascii(&mut out);
    ctx.new_string_from(out)
}

fn capitalize(ctx: &mut Context, args: &[Value]) -> Result<Value> {
    let mut first = true;
    mapped(ctx, args, |s, out| {
        let mut chars = s.chars();
        if first && let Some(c) = chars.next() {
            out.extend(c.to_uppercase());
            first = false;
        }
        out.push_str(&chars.as_str().to_lowercase());
    })
}

fn title(ctx: &mut Context, args: &[Value]) -> Result<Value> {
    let mut inside = false;
    mapped(ctx, args, |s, out| {
        for c in s.chars() {
            let letter = c.is_alphanumeric() || c == '\'';
            match (letter, inside) {
                (true, false) => out.extend(c.to_uppercase()),
                (true, true) => out.extend(c.to_lowercase()),
                (false, _) => out.push(c),
            }
            inside = letter;
        }
    })
}

fn trim(ctx: &mut Context, args: &[Value], left: bool, right: bool) -> Result<Value> {
    let (s, set) = (arg(args, 0), arg(args, 1));
    let text = bytes(&s);
    let drop = |c: &[u8]| match set.as_string() {
        Some(set) => characters(set).any(|x| x == c),
        None => match c {
            [byte] => matches!(byte, 9..=13 | 32),
            _ => std::str::from_utf8(c).is_ok_and(|c| c.chars().all(char::is_whitespace)),
        },
    };
    let mut start = 0;
    let mut end = text.len();
    if left {
        for c in characters(text) {
            if !drop(c) {
                break;
            }
            start += c.len();
        }
    }
    if right {
        while end > start {
            // The last character begins at most four bytes before the end.
            let last = (end.saturating_sub(4).max(start)..end).find(|&i| first_len(&text[i..end]) == end - i);
            let last = last.unwrap_or(end - 1);
            if !drop(&text[last..end]) {
                break;
            }
            end = last;
        }
    }
    ctx.slice_bytes(s, start, end)
}

fn repeat(ctx: &mut Context, args: &[Value]) -> Result<Value> {
    let (s, n) = (arg(args, 0), int(args, 1).max(0) as usize);
    let total = s.size().checked_mul(n).ok_or(Trap::Collect(usize::MAX))?;
    let mut out = room(ctx, total)?;
    out.extend_from_slice(&bytes(&s)[..s.size().min(total)]);
    // Doubled as long as that is not too much.
    while out.len() < total {
        out.extend_from_within(..out.len().min(total - out.len()));
    }
    ctx.new_string_from(out)
}

/// Adds characters until there are `n`; `sides` says how many come before and how many behind.
fn pad(ctx: &mut Context, args: &[Value], sides: impl FnOnce(usize) -> (usize, usize)) -> Result<Value> {
    let (s, n, fill) = (arg(args, 0), int(args, 1).max(0) as usize, arg(args, 2));
    let fill = if fill.is_nil() { b" " } else { bytes(&fill) };
    let missing = n.saturating_sub(count(bytes(&s)));
    if missing == 0 || fill.is_empty() {
        return Ok(s);
    }
    let (before, behind) = sides(missing);
    let mut out = room(ctx, s.size().saturating_add(missing.saturating_mul(fill.len().min(4))))?;
    extend_fill(&mut out, fill, before);
    out.extend_from_slice(bytes(&s));
    extend_fill(&mut out, fill, behind);
    ctx.new_string_from(out)
}

/// Appends `n` characters of a text, over and over.
fn extend_fill(out: &mut Vec<u8>, fill: &[u8], n: usize) {
    let chars = count(fill);
    for _ in 0..n / chars {
        out.extend_from_slice(fill);
    }
    out.extend_from_slice(&fill[..byte_position(fill, n % chars)]);
}

/// The lines without their ends: LF, CRLF or CR. A last end begins no further line.
pub(crate) fn split_lines(text: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut left = text;
    std::iter::from_fn(move || {
        if left.is_empty() {
            return None;
        }
        let end = memchr::memchr2(b'\n', b'\r', left).unwrap_or(left.len());
        let line = &left[..end];
        let skip = match left.get(end..end + 2) {
            Some(b"\r\n") => 2,
            _ => 1,
        };
        left = left.get(end + skip..).unwrap_or_default();
        Some(line)
    })
}

fn words(ctx: &mut Context, args: &[Value]) -> Result<Value> {
    let s = arg(args, 0);
    let text = bytes(&s);
    let out = ctx.new_array(&[])?;
    let (mut at, mut start) = (0, None);
    for c in characters(text).chain([&b" "[..]]) {
        let space = std::str::from_utf8(c).is_ok_and(|c| c.chars().all(char::is_whitespace));
        match (space, start) {
            (true, Some(from)) => {
                let word = ctx.new_string(&text[from..at])?;
                ctx.array_push(out, word)?;
                start = None;
            }
            (false, None) => start = Some(at),
            _ => {}
        }
        at += c.len();
    }
    Ok(out)
}

fn normalize(ctx: &mut Context, frame: &mut Frame) -> Result<Step> {
    type Change = fn(&str, &mut String);
    type Check = fn(std::option::IntoIter<char>) -> IsNormalized;
    let form = frame.registers[1];
    let form = String::from_utf8_lossy(bytes(&form)).to_ascii_uppercase();
    let (change, check): (Change, Check) = match form.as_str() {
        "NFC" => (|s, out| out.extend(s.nfc()), is_nfc_quick),
        "NFD" => (|s, out| out.extend(s.nfd()), is_nfc_quick),
        "NFKC" => (|s, out| out.extend(s.nfkc()), is_nfkc_quick),
        "NFKD" => (|s, out| out.extend(s.nfkd()), is_nfkc_quick),
        other => return Err(ctx.value_error(format!("unknown normalization form '{other}'"))),
    };
    // What stands before such a character, or before a byte that is none, has nothing to do with what follows.
    let begins = |c: &[u8]| {
        let Some(c) = std::str::from_utf8(c).ok().and_then(|c| c.chars().next()) else { return true };
        canonical_combining_class(c) == 0 && check(Some(c).into_iter()) == IsNormalized::Yes
    };
    let end = |text: &[u8], start: usize| {
        let rest = text.get(start + PIECE..).unwrap_or_default();
        let inside = rest.iter().take(3).take_while(|byte| *byte & 0xc0 == 0x80).count();
        let on = characters(&rest[inside..]).take_while(|c| !begins(c)).map(<[u8]>::len);
        start + PIECE + inside + on.sum::<usize>()
    };
    piecewise(ctx, frame, 2, Kind::STRING, end, |ctx, piece| {
        ctx.reserve(piece.bytes.len().saturating_mul(2))?;
        Ok(map_text(piece.bytes, change))
    })
}

fn escape_html(ctx: &mut Context, args: &[Value]) -> Result<Value> {
    let s = arg(args, 0);
    let mut out = room(ctx, s.size())?;
    for &b in bytes(&s) {
        match b {
            b'&' => out.extend_from_slice(b"&amp;"),
            b'<' => out.extend_from_slice(b"&lt;"),
            b'>' => out.extend_from_slice(b"&gt;"),
            b'"' => out.extend_from_slice(b"&quot;"),
            b'\'' => out.extend_from_slice(b"&#39;"),
            _ => out.push(b),
        }
    }
    ctx.new_string_from(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_end_in_every_style() {
        let lines = |text: &'static str| split_lines(text.as_bytes()).map(<[u8]>::len).collect::<Vec<_>>();
        assert_eq!(lines("a\nbb\r\nccc\rd"), [1, 2, 3, 1]);
        assert_eq!(lines("\n\n"), [0, 0]);
        assert_eq!(lines(""), []);
    }

    #[test]
    fn fills_are_cut_at_a_character() {
        let mut out = Vec::new();
        extend_fill(&mut out, "äb".as_bytes(), 3);
        assert_eq!(out, "äbä".as_bytes());
    }
}
