//! Regular expressions: in linear time, with the syntax of POSIX ERE and more; and a backtracking engine with
//! back references, whose steps are limited.

use crate::arguments::{arg, bytes, int, map_of, one_or_zero, string_array};
use crate::characters::first_len;
use crate::display::{DISPLAY, Turn, joined};
use quintet_runtime::walk::print::Form;
use quintet_runtime::{Context, Cost, ErrorKind, Frame, NativeDef, Result, Step, Trap, Value};
use regex::bytes::{Captures, Regex, RegexBuilder};
use std::cell::RefCell;
use std::collections::HashMap;
use std::hash::Hash;
use std::rc::Rc;

pub(crate) fn natives(defs: &mut Vec<NativeDef>) {
    let mut linear = |name, signature, function| {
        defs.push(NativeDef::short(name, signature, function).costs(Cost::Sizes(1)));
    };
    linear("regex_match", "s: string, pattern: string", |_, args| {
        let (s, pattern) = (arg(args, 0), arg(args, 1));
        let found = compiled(bytes(&pattern), true).is_ok_and(|r| r.is_match(bytes(&s)));
        Ok(one_or_zero(found))
    });
    linear("regex_search", "s: string, pattern: string", search);
    linear("regex_replace", "s: string, pattern: string, replacement: string", |ctx, args| {
        let (s, pattern, replacement) = (arg(args, 0), arg(args, 1), arg(args, 2));
        let Ok(regex) = compiled(bytes(&pattern), false) else { return Ok(s) };
        let replaced = regex.replace_all(bytes(&s), regex::bytes::NoExpand(bytes(&replacement)));
        ctx.reserve(replaced.len())?;
        ctx.new_string(&replaced)
    });
    linear("regex_find_all", "s: string, pattern: string", |ctx, args| {
        let s = arg(args, 0);
        let regex = must_compile(ctx, arg(args, 1))?;
        string_array(ctx, regex.find_iter(bytes(&s)).map(|m| m.as_bytes()))
    });
    linear("regex_split", "s: string, pattern: string", |ctx, args| {
        let s = arg(args, 0);
        let regex = must_compile(ctx, arg(args, 1))?;
        string_array(ctx, regex.split(bytes(&s)))
    });
    linear("pcre2_test", "pattern: string, text: string, flags: int", |ctx, args| {
        Ok(one_or_zero(backtrack(ctx, args, Some(1))?.is_some_and(|found| !found.is_empty())))
    });
    linear("pcre2_match", "pattern: string, text: string, flags: int", |ctx, args| {
        let found = backtrack(ctx, args, Some(1))?.unwrap_or_default();
        match found.into_iter().next() {
            Some(found) => found_map(ctx, arg(args, 1), &found),
            None => Ok(Value::NIL),
        }
    });
    linear("pcre2_findall", "pattern: string, text: string, flags: int", |ctx, args| {
        let out = ctx.new_array(&[])?;
        for found in backtrack(ctx, args, None)?.unwrap_or_default() {
            let map = found_map(ctx, arg(args, 1), &found)?;
            ctx.array_push(out, map)?;
        }
        Ok(out)
    });
    defs.push(
        NativeDef::stepped(
            "regex_sub",
            "s: string, pattern: string, replacement: string|function|instance",
            6 + DISPLAY as u16,
            substitute,
        )
        .costs(Cost::Sizes(1)),
    );
}

/// Compiled expressions that a thread keeps.
const CACHED: usize = 128;

struct Cache<K, R> {
    entries: HashMap<K, Rc<R>>,
}

impl<K: Hash + Eq, R> Cache<K, R> {
    fn new() -> Self {
        Cache { entries: HashMap::new() }
    }
    fn get<E>(&mut self, key: K, make: impl FnOnce() -> std::result::Result<R, E>) -> std::result::Result<Rc<R>, E> {
        if let Some(found) = self.entries.get(&key) {
            return Ok(found.clone());
        }
        let made = Rc::new(make()?);
        if self.entries.len() >= CACHED {
            self.entries.clear();
        }
        self.entries.insert(key, made.clone());
        Ok(made)
    }
}

thread_local! {
    static LINEAR: RefCell<Cache<(Vec<u8>, bool), Regex>> = RefCell::new(Cache::new());
    static BACKTRACKING: RefCell<Cache<(String, i64), fancy_regex::Regex>> = RefCell::new(Cache::new());
}

/// The expression of a pattern; with `whole`, one that matches whole texts only.
fn compiled(pattern: &[u8], whole: bool) -> std::result::Result<Rc<Regex>, String> {
    LINEAR.with_borrow_mut(|cache| {
        cache.get((pattern.to_vec(), whole), || {
            let text = std::str::from_utf8(pattern).map_err(|_| "the pattern is not UTF-8".to_string())?;
            let text = translate(text);
            let text = if whole { format!("^(?:{text})$") } else { text };
            // As in POSIX, a dot matches line ends too.
            let built = RegexBuilder::new(&text).dot_matches_new_line(true).size_limit(1 << 24).build();
            built.map_err(|e| match e {
                regex::Error::Syntax(text) => last_line(&text),
                other => other.to_string(),
            })
        })
    })
}

/// What a syntax error says, without the picture.
fn last_line(text: &str) -> String {
    let line = text.lines().last().unwrap_or(text);
    line.strip_prefix("error: ").unwrap_or(line).to_string()
}

fn must_compile(ctx: &mut Context, pattern: Value) -> Result<Rc<Regex>> {
    compiled(bytes(&pattern), false).map_err(|why| bad_pattern(ctx, &pattern, &why))
}

fn bad_pattern(ctx: &mut Context, pattern: &Value, why: &str) -> Trap {
    let shown = String::from_utf8_lossy(bytes(pattern)).into_owned();
    ctx.value_error(format!("invalid pattern '{shown}': {why}"))
}

/// Writes bracket expressions as the engine wants them: a `[` that opens no class, and the set operators `&&`, `~~` and
/// `--`, stand for themselves in ERE.
fn translate(pattern: &str) -> String {
    let mut out = String::with_capacity(pattern.len());
    let mut chars = pattern.chars().peekable();
    let mut inside = false;
    let mut first = false;
    let mut previous = '\0';
    while let Some(c) = chars.next() {
        match c {
            '\\' => {
                out.push(c);
                out.extend(chars.next());
                first = false;
                previous = '\0';
                continue;
            }
            '[' if !inside => {
                inside = true;
                first = true;
                out.push(c);
                if chars.peek() == Some(&'^') {
                    out.extend(chars.next());
                }
                previous = '\0';
                continue;
            }
            '[' if chars.peek() == Some(&':') => {
                // A named class, up to `:]`.
                out.push(c);
                let mut colon = false;
                for c in chars.by_ref() {
                    out.push(c);
                    if colon && c == ']' {
                        break;
                    }
                    colon = c == ':' && out.as_bytes()[out.len() - 2] != b'[';
                }
            }
            '[' => out.push_str("\\["),
            ']' if inside && !first => {
                inside = false;
                out.push(c);
            }
            ']' if inside => out.push_str("\\]"),
            '&' | '~' | '-' if inside && previous == c => {
                out.push('\\');
                out.push(c);
            }
            _ => out.push(c),
        }
        first = false;
        previous = c;
    }
    out
}

/// `{match, start, end, groups}`; positions count bytes, groups that took no part are empty.
fn search(ctx: &mut Context, args: &[Value]) -> Result<Value> {
    let (s, pattern) = (arg(args, 0), arg(args, 1));
    let regex = compiled(bytes(&pattern), false).ok();
    let found = regex.as_ref().and_then(|r| r.captures(bytes(&s)));
    let (whole, groups, start, end) = match &found {
        Some(captures) => {
            let (start, end) = captures.get(0).map_or((0, 0), |m| (m.start() as i64, m.end() as i64));
            (ctx.new_string(&captures[0])?, groups_array(ctx, captures)?, start, end)
        }
        None => (Value::EMPTY, ctx.new_array(&[])?, -1, -1),
    };
    map_of(ctx, &[("match", whole), ("start", Value::int(start)), ("end", Value::int(end)), ("groups", groups)])
}

/// Replaces every match by a template in which `$1`, `${name}` and `$0` are groups, or by what a function gives for the
/// text of the match, and an array of its groups if it requires two arguments.
fn substitute(ctx: &mut Context, frame: &mut Frame) -> Result<Step> {
    // State: where the search goes on, how far the text is done, what is done, the match that is being asked about.
    const AT: usize = 3;
    const COPIED: usize = 4;
    const OUT: usize = 5;
    const START: usize = 6;
    const END: usize = 7;
    // The answer, once it has come, is kept in an array while its own text is asked for.
    const ANSWER: usize = 8;
    const SHOWN: usize = 9;
    let (s, pattern, replacement) = (frame.registers[0], frame.registers[1], frame.registers[2]);
    let regex = must_compile(ctx, pattern)?;
    if replacement.is_string() {
        let replaced = regex.replace_all(bytes(&s), bytes(&replacement));
        ctx.reserve(replaced.len())?;
        return Ok(Step::Done(ctx.new_string(&replaced)?));
    }
    let text = bytes(&s);
    let position = |frame: &Frame, i: usize| frame.registers[i].as_int().map(|n| n as usize);
    if let (Some(start), Some(end)) = (position(frame, START), position(frame, END)) {
        if frame.registers[ANSWER].is_nil() {
            frame.registers[ANSWER] = ctx.new_array(&[frame.input])?;
        }
        let answer = frame.registers[ANSWER].as_array().and_then(|a| a.get(0)).unwrap_or(Value::NIL);
        let shown = if answer.is_string() {
            bytes(&answer).to_vec()
        } else {
            match joined(ctx, frame, SHOWN, &[answer], Form::Print, b"")? {
                Turn::Ready(text) => text,
                Turn::Wait(step) => return Ok(step),
            }
        };
        let copied = position(frame, COPIED).unwrap_or(0);
        let part = ctx.new_string(&[&text[copied..start], &shown].concat())?;
        frame.registers[OUT] = ctx.concat(frame.registers[OUT], part)?;
        frame.registers[COPIED] = Value::int(end as i64);
        frame.registers[AT] = Value::int(end as i64);
        frame.registers[START] = Value::NIL;
        frame.registers[ANSWER] = Value::NIL;
        frame.registers[SHOWN..SHOWN + DISPLAY].fill(Value::NIL);
    } else if frame.registers[OUT].is_nil() {
        frame.registers[OUT] = Value::EMPTY;
        frame.registers[AT] = Value::int(0);
    }
    let mut at = position(frame, AT).unwrap_or(0);
    while at <= text.len()
        && let Some(found) = regex.captures_at(text, at)
        && let Some(whole) = found.get(0)
    {
        if whole.is_empty() && Some(whole.end()) == position(frame, COPIED) {
            // Right behind a match nothing empty matches.
            at = whole.end() + first_len(&text[whole.end()..]).max(1);
            continue;
        }
        let mut args = vec![ctx.new_string(whole.as_bytes())?];
        if ctx.parameter_counts(replacement).is_some_and(|(required, _)| required >= 2) {
            args.push(groups_array(ctx, &found)?);
        }
        frame.registers[START] = Value::int(whole.start() as i64);
        frame.registers[END] = Value::int(whole.end() as i64);
        return Ok(Step::call(replacement, &args));
    }
    let copied = position(frame, COPIED).unwrap_or(0);
    let tail = ctx.slice_bytes(s, copied, text.len())?;
    Ok(Step::Done(ctx.concat(frame.registers[OUT], tail)?))
}

fn groups_array(ctx: &mut Context, captures: &Captures) -> Result<Value> {
    string_array(ctx, captures.iter().skip(1).map(|g| g.map_or(&b""[..], |g| g.as_bytes())))
}

// ---- backtracking ----

/// Steps that a search may take.
const BACKTRACKS: usize = 1_000_000;

/// The byte positions of a match and of its groups.
type Found = Vec<Option<(usize, usize)>>;

/// Up to `most` matches of the pattern in argument 0 in the text in argument 1; `None` if the pattern is invalid.
fn backtrack(ctx: &mut Context, args: &[Value], most: Option<usize>) -> Result<Option<Vec<Found>>> {
    let (pattern, text, flags) = (arg(args, 0), arg(args, 1), int(args, 2));
    let Some(regex) = pattern.as_str().and_then(|p| backtracking(p, flags)) else { return Ok(None) };
    // The engine takes UTF-8. In other texts each byte stands for the character of that number.
    let latin: Option<(String, Vec<usize>)> = text.as_str().is_none().then(|| {
        let mut positions = Vec::new();
        let mut out = String::new();
        for (i, &byte) in bytes(&text).iter().enumerate() {
            out.push(char::from(byte));
            positions.resize(out.len(), i);
        }
        positions.push(bytes(&text).len());
        (out, positions)
    });
    let haystack = latin.as_ref().map_or_else(|| text.as_str().unwrap_or_default(), |(text, _)| text);
    let original = |position: usize| latin.as_ref().map_or(position, |(_, positions)| positions[position]);
    let mut all = Vec::new();
    for found in regex.captures_iter(haystack).take(most.unwrap_or(usize::MAX)) {
        match found {
            Ok(captures) => {
                let groups = captures.iter().map(|g| g.map(|g| (original(g.start()), original(g.end()))));
                all.push(groups.collect());
            }
            Err(_) => return Err(ctx.error(ErrorKind::RegexLimit, "regex step limit")),
        }
    }
    Ok(Some(all))
}

/// The expression of a pattern with the flags 1 i, 2 m, 4 s, 16 x.
fn backtracking(pattern: &str, flags: i64) -> Option<Rc<fancy_regex::Regex>> {
    BACKTRACKING.with_borrow_mut(|cache| {
        let made = cache.get((pattern.to_string(), flags), || {
            let letters: String = [(1, 'i'), (2, 'm'), (4, 's'), (16, 'x')]
                .into_iter()
                .filter_map(|(bit, letter)| (flags & bit != 0).then_some(letter))
                .collect();
            let text = if letters.is_empty() { pattern.to_string() } else { format!("(?{letters}){pattern}") };
            fancy_regex::RegexBuilder::new(&text).backtrack_limit(BACKTRACKS).build()
        });
        made.ok()
    })
}

/// `{full, start, end, groups}`
fn found_map(ctx: &mut Context, text: Value, found: &Found) -> Result<Value> {
    let text = bytes(&text);
    let (start, end) = found.first().copied().flatten().unwrap_or((0, 0));
    let full = ctx.new_string(&text[start..end])?;
    let groups = found.iter().skip(1).map(|g| g.map_or(&b""[..], |(start, end)| &text[start..end]));
    let groups = string_array(ctx, groups)?;
    map_of(
        ctx,
        &[("full", full), ("start", Value::int(start as i64)), ("end", Value::int(end as i64)), ("groups", groups)],
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole(pattern: &str, text: &str) -> bool {
        compiled(pattern.as_bytes(), true).unwrap().is_match(text.as_bytes())
    }

    #[test]
    fn bracket_expressions_are_those_of_ere() {
        assert!(whole("[]a]+", "]a"));
        assert!(whole("[^]a]", "b"));
        assert!(whole("[[a]+", "[a"));
        assert!(whole("[[:alpha:]_&&-]+", "a_&-"));
        assert!(whole(r"[\d.]+", "1.5"));
        assert!(whole("a|bc", "bc") && !whole("a|bc", "ac"));
        assert!(whole("a.b", "a\nb"));
        assert!(compiled(b"(", false).is_err());
    }
}
