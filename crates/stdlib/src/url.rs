//! URLs: pure functions on their text.

use crate::arguments::{arg, bytes, map_of, room};
use quintet_runtime::{Context, Cost, ErrorKind, NativeDef, Result, Value};

pub(crate) fn natives(defs: &mut Vec<NativeDef>) {
    defs.extend([
        NativeDef::short("url_encode", "s: string|bytes", |ctx, args| {
            let s = arg(args, 0);
            let mut out = room(ctx, s.size() * 3)?;
            for &b in bytes(&s) {
                match b {
                    b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => out.push(b),
                    _ => out.extend_from_slice(format!("%{b:02X}").as_bytes()),
                }
            }
            ctx.new_string(&out)
        })
        .costs(Cost::Sizes(1)),
        NativeDef::short("url_decode", "s: string", |ctx, args| {
            let s = arg(args, 0);
            let out = decode(bytes(&s), true);
            ctx.new_string(&out)
        })
        .costs(Cost::Sizes(1)),
        NativeDef::short("url_parse", "url: string", url_parse),
    ]);
}

/// Replaces `%XX` by the byte, and `+` by a space if asked to; anything malformed stays as it is.
fn decode(text: &[u8], plus: bool) -> Vec<u8> {
    let digit = |i: usize| text.get(i).and_then(|&b| char::from(b).to_digit(16)).map(|d| d as u8);
    let mut out = Vec::with_capacity(text.len());
    let mut i = 0;
    while i < text.len() {
        match (text[i], digit(i + 1), digit(i + 2)) {
            (b'%', Some(high), Some(low)) => {
                out.push(high << 4 | low);
                i += 3;
                continue;
            }
            (b'+', _, _) if plus => out.push(b' '),
            (b, _, _) => out.push(b),
        }
        i += 1;
    }
    out
}

/// The parts of a URL.
#[derive(Debug, PartialEq)]
struct Parts<'a> {
    scheme: &'a str,
    user: &'a str,
    host: &'a str,
    port: Option<u16>,
    path: &'a str,
    query: &'a str,
    fragment: &'a str,
}

/// Splits a URL as RFC 3986 says; `None` if it has no scheme or a port that is no number.
fn split(url: &str) -> Option<Parts<'_>> {
    let (scheme, rest) = url.split_once(':')?;
    let valid = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.');
    if !scheme.starts_with(|c: char| c.is_ascii_alphabetic()) || !scheme.chars().all(valid) {
        return None;
    }
    let (rest, fragment) = rest.split_once('#').unwrap_or((rest, ""));
    let (rest, query) = rest.split_once('?').unwrap_or((rest, ""));
    let (authority, path) = match rest.strip_prefix("//") {
        Some(rest) => rest.split_at(rest.find('/').unwrap_or(rest.len())),
        None => ("", rest),
    };
    let (user, address) = authority.rsplit_once('@').unwrap_or(("", authority));
    let (host, port) = match address.rfind(':').filter(|&i| !address[i..].contains(']')) {
        Some(i) => (&address[..i], &address[i + 1..]),
        None => (address, ""),
    };
    let host = host.strip_prefix('[').and_then(|h| h.strip_suffix(']')).unwrap_or(host);
    let port = if port.is_empty() { None } else { Some(port.parse().ok()?) };
    Some(Parts { scheme, user, host, port, path, query, fragment })
}

/// `{scheme, user, host, port, path, query, fragment, params}`; `params` are the query's pairs, decoded.
fn url_parse(ctx: &mut Context, args: &[Value]) -> Result<Value> {
    let url = arg(args, 0);
    let Some(parts) = url.as_str().and_then(split) else {
        let shown = crate::errors::shown(&url);
        return Err(ctx.error(ErrorKind::ParseError, format!("invalid URL '{shown}'")));
    };
    let scheme = ctx.new_string(parts.scheme.to_ascii_lowercase().as_bytes())?;
    let host = ctx.new_string(parts.host.to_ascii_lowercase().as_bytes())?;
    let [user, path, query, fragment] = [parts.user, parts.path, parts.query, parts.fragment].map(str::as_bytes);
    let user = ctx.new_string(user)?;
    let path = ctx.new_string(path)?;
    let fragment = ctx.new_string(fragment)?;
    let params = ctx.new_map(0)?;
    for pair in query.split(|&b| b == b'&').filter(|p| !p.is_empty()) {
        let middle = pair.iter().position(|&b| b == b'=').unwrap_or(pair.len());
        let key = ctx.new_string(&decode(&pair[..middle], true))?;
        let value = ctx.new_string(&decode(pair.get(middle + 1..).unwrap_or_default(), true))?;
        ctx.map_set(params, key, value)?;
    }
    let query = ctx.new_string(query)?;
    map_of(
        ctx,
        &[
            ("scheme", scheme),
            ("user", user),
            ("host", host),
            ("port", parts.port.map_or(Value::NIL, |p| Value::int(i64::from(p)))),
            ("path", path),
            ("query", query),
            ("fragment", fragment),
            ("params", params),
        ],
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn urls_are_split() {
        let parts = split("https://me@[::1]:8080/a/b?x=1#top").unwrap();
        assert_eq!((parts.scheme, parts.user, parts.host, parts.port), ("https", "me", "::1", Some(8080)));
        assert_eq!((parts.path, parts.query, parts.fragment), ("/a/b", "x=1", "top"));
        assert_eq!(split("mailto:a@b").map(|p| p.path), Some("a@b"));
        assert_eq!(split("no scheme"), None);
        assert_eq!(decode(b"a%20b+c%zz", true), b"a b c%zz");
    }
}
