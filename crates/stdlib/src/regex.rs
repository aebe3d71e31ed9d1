//! Regular expressions: in linear time, with the syntax of POSIX ERE and more; and a backtracking engine with
//! back references, whose steps are limited.

use crate::arguments::{arg, bytes, int, map_of, one_or_zero, string_array};
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
            2 + DISPLAY as u16,
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
            let groups = captures.iter().skip(1).map(|g| g.map_or(&b""[..], |g| g.as_bytes()));
            let groups = string_array(ctx, groups)?;
            (ctx.new_string(&captures[0])?, groups, start, end)
        }
        None => (Value::EMPTY, ctx.new_array(&[])?, -1, -1),
    };
    map_of(ctx, &[("match", whole), ("start", Value::int(start)), ("end", Value::int(end)), ("groups", groups)])
}

/// Replaces every match by a template in which `$1`, `${name}` and `$0` are groups, or by what a function gives for the
/// match, or for its groups if it takes more than one argument. State: where the search goes on, and what is done.
fn substitute(ctx: &mut Context, frame: &mut Frame) -> Result<Step> {
    const AT: usize = 3;
    const OUT: usize = 4;
    const SHOWN: usize = 5;
    let (s, pattern, replacement) = (frame.registers[0], frame.registers[1], frame.registers[2]);
    let regex = must_compile(ctx, pattern)?;
    if replacement.is_string() {
        let replaced = regex.replace_all(bytes(&s), bytes(&replacement));
        ctx.reserve(replaced.len())?;
        return Ok(Step::Done(ctx.new_string(&replaced)?));
    }
    let text = bytes(&s);
    let mut at = 0;
    let mut from = 0;
    if let Some(position) = frame.registers[AT].as_int() {
        // The match that was asked about is found again; it is cheaper than keeping it.
        at = position as usize;
        let Some((found, copied)) = next_match(&regex, text, at) else { return Ok(Step::Done(frame.registers[OUT])) };
        let Some(whole) = found.get(0) else { return Ok(Step::Done(frame.registers[OUT])) };
        let shown = match frame.input {
            input if input.is_string() && frame.registers[SHOWN].is_nil() => bytes(&input).to_vec(),
            input => match joined(ctx, frame, SHOWN, &[input], Form::Print, b"")? {
                Turn::Ready(text) => text,
                Turn::Wait(step) => return Ok(step),
            },
        };
        let mut part = text[copied..whole.start()].to_vec();
        part.extend_from_slice(&shown);
        let part = ctx.new_string(&part)?;
        frame.registers[OUT] = ctx.concat(frame.registers[OUT], part)?;
        for register in &mut frame.registers[SHOWN..SHOWN + DISPLAY] {
            *register = Value::NIL;
        }
        from = whole.end();
        at = if whole.is_empty() { whole.end() + 1 } else { whole.end() };
        // An empty match leaves the character behind it to be copied.
        frame.registers[AT] = Value::NIL;
    } else if frame.registers[OUT].is_nil() {
        frame.registers[OUT] = Value::EMPTY;
    }
    let _ = (at, from);
    advance(ctx, frame, &regex, at, from)
}
