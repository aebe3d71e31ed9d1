//! Regular expressions. The `regex_*` functions search in linear time, with the syntax of POSIX ERE and more
//! ([`linear`]); the `pcre2_*` functions backtrack, with back references and look-around and a limit of their steps
//! ([`machine`]). Both work in steps and are charged for what they looked at.

mod linear;
mod machine;
mod pattern;
mod program;

use crate::arguments::{bytes, map_of, one_or_zero, string_array};
use crate::characters::first_len;
use crate::display::{DISPLAY, Turn, joined};
use linear::{Linear, Work};
use machine::{Machine, Outcome};
use pattern::Flags;
use program::{Program, compile};
use quintet_runtime::walk::print::Form;
use quintet_runtime::{Context, Cost, ErrorKind, Frame, NativeDef, Result, Step, Trap, Value};
use std::cell::RefCell;
use std::collections::HashMap;
use std::hash::Hash;
use std::rc::Rc;

pub(crate) fn natives(defs: &mut Vec<NativeDef>) {
    let mut linear = |name, signature, registers, step| {
        defs.push(NativeDef::stepped(name, signature, registers, step).costs(Cost::Sizes(0b10)));
    };
    const SEARCH: u16 = STATE as u16;
    linear("regex_match", "s: string, pattern: string", SEARCH, |ctx, frame| {
        let Ok(regex) = compiled(bytes(&frame.registers[1]), true) else { return Ok(Step::Done(Value::int(0))) };
        each_match(ctx, frame, 2, &regex, false, |_, m| Ok(After::End(one_or_zero(!m.found.is_empty()))))
    });
    linear("regex_search", "s: string, pattern: string", SEARCH, |ctx, frame| {
        let Ok(regex) = compiled(bytes(&frame.registers[1]), false) else {
            return Ok(Step::Done(found_map(ctx, "match", frame.registers[0], &[-1, -1])?));
        };
        each_match(ctx, frame, 2, &regex, true, |ctx, m| {
            let found = if m.found.is_empty() { &[-1, -1] } else { m.found };
            found_map(ctx, "match", m.source, found).map(After::End)
        })
    });
    linear("regex_find_all", "s: string, pattern: string", SEARCH, |ctx, frame| {
        let regex = must_compile(ctx, frame.registers[1])?;
        each_match(ctx, frame, 2, &regex, false, |ctx, m| {
            let all = m.array(ctx)?;
            if m.found.is_empty() {
                return Ok(After::End(all));
            }
            let part = ctx.new_string(m.part(0))?;
            ctx.array_push(all, part)?;
            Ok(After::More)
        })
    });
    linear("regex_split", "s: string, pattern: string", SEARCH, |ctx, frame| {
        let regex = must_compile(ctx, frame.registers[1])?;
        each_match(ctx, frame, 2, &regex, false, |ctx, m| {
            let all = m.array(ctx)?;
            let part = ctx.slice_bytes(m.source, m.since, m.start())?;
            ctx.array_push(all, part)?;
            Ok(if m.found.is_empty() { After::End(all) } else { After::More })
        })
    });
    linear("regex_replace", "s: string, pattern: string, replacement: string", SEARCH, |ctx, frame| {
        let [source, pattern, replacement] = [frame.registers[0], frame.registers[1], frame.registers[2]];
        let Ok(regex) = compiled(bytes(&pattern), false) else { return Ok(Step::Done(source)) };
        each_match(ctx, frame, 3, &regex, false, |ctx, m| {
            m.replace(ctx, |out| out.extend_from_slice(bytes(&replacement)))
        })
    });
    let registers = (STATE + 4 + DISPLAY) as u16;
    linear(
        "regex_sub",
        "s: string, pattern: string, replacement: string|function|instance",
        registers,
        |ctx, frame| {
            let regex = must_compile(ctx, frame.registers[1])?;
            let template = frame.registers[2];
            if !template.is_string() {
                return substitute(ctx, frame, &regex);
            }
            each_match(ctx, frame, 3, &regex, true, |ctx, m| {
                m.replace(ctx, |out| expand(bytes(&template), &regex, m, out))
            })
        },
    );
    let mut backtracking = |name, step| {
        defs.push(NativeDef::stepped(name, "pattern: string, text: string, flags: int", 2, step).costs(Cost::Sizes(1)));
    };
    backtracking("pcre2_test", |ctx, frame| {
        backtrack(ctx, frame, |_, _, found| Ok(After::End(one_or_zero(!found.is_empty()))))
    });
    backtracking("pcre2_match", |ctx, frame| {
        backtrack(ctx, frame, |ctx, text, found| match found {
            [] => Ok(After::End(Value::NIL)),
            found => found_map(ctx, "full", text, found).map(After::End),
        })
    });
    backtracking("pcre2_findall", |ctx, frame| {
        if frame.registers[ALL].is_nil() {
            frame.registers[ALL] = ctx.new_array(&[])?;
        }
        let all = frame.registers[ALL];
        backtrack(ctx, frame, |ctx, text, found| {
            if found.is_empty() {
                return Ok(After::End(all));
            }
            let map = found_map(ctx, "full", text, found)?;
            ctx.array_push(all, map)?;
            Ok(After::More)
        })
    });
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
    static LINEAR: RefCell<Cache<(Vec<u8>, bool), Linear>> = RefCell::new(Cache::new());
    static BACKTRACKING: RefCell<Cache<(Vec<u8>, i64), Program>> = RefCell::new(Cache::new());
}

/// The expression of a pattern; with `whole`, one that matches whole texts only.
fn compiled(pattern: &[u8], whole: bool) -> std::result::Result<Rc<Linear>, String> {
    LINEAR.with_borrow_mut(|cache| {
        cache.get((pattern.to_vec(), whole), || {
            let text = std::str::from_utf8(pattern).map_err(|_| "the pattern is not UTF-8".to_string())?;
            Linear::compile(&translate(text), whole)
        })
    })
}

fn must_compile(ctx: &mut Context, pattern: Value) -> Result<Rc<Linear>> {
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

// ---- linear ----

/// The registers of a search, behind the arguments: where it goes on, where the last match ended, a paused search, and
/// what has been gathered.
const STATE: usize = 4;
const AT: usize = 0;
const SINCE: usize = 1;
const PAUSED: usize = 2;
const OUT: usize = 3;
/// Units of a step.
const UNITS: u64 = 4000;

/// What comes after a match.
enum After {
    /// The next one.
    More,
    /// This is the result.
    End(Value),
}

/// A match as the functions see it, or the end of the search.
struct Match<'a> {
    source: Value,
    /// The positions of the match and of its groups; none at the end.
    found: &'a [i64],
    /// Where the match before it ended.
    since: usize,
    out: &'a std::cell::Cell<Value>,
}

impl Match<'_> {
    /// Where it begins, at the end the end of the text.
    fn start(&self) -> usize {
        self.found.first().map_or(self.source.size(), |&start| start as usize)
    }

    /// The text of a group; empty if it took no part.
    fn part(&self, group: usize) -> &[u8] {
        match self.found.get(group * 2..group * 2 + 2) {
            Some(&[start, end]) if start >= 0 => &bytes(&self.source)[start as usize..end as usize],
            _ => b"",
        }
    }

    /// The array that is gathered.
    fn array(&self, ctx: &mut Context) -> Result<Value> {
        if self.out.get().is_nil() {
            self.out.set(ctx.new_array(&[])?);
        }
        Ok(self.out.get())
    }

    /// Gathers the text with what is written instead of the match.
    fn replace(&self, ctx: &mut Context, write: impl FnOnce(&mut Vec<u8>)) -> Result<After> {
        let out = self.out.get();
        if self.found.is_empty() && out.is_nil() {
            return Ok(After::End(self.source));
        }
        let mut more = bytes(&self.source)[self.since..self.start()].to_vec();
        if !self.found.is_empty() {
            write(&mut more);
        }
        let out = ctx.append(if out.is_nil() { Value::EMPTY } else { out }, &more)?;
        self.out.set(out);
        Ok(if self.found.is_empty() { After::End(out) } else { After::More })
    }
}

fn position(value: Value) -> Option<usize> {
    value.as_int().map(|n| n as usize)
}

/// The next match of a search whose state lies in registers. None at the end; a step to take before it is known.
fn next_match(
    ctx: &mut Context,
    source: Value,
    regex: &Linear,
    groups: bool,
    state: &mut [Value],
    work: &mut Work,
) -> Result<std::result::Result<Vec<i64>, Step>> {
    let text = bytes(&source);
    loop {
        let at = position(state[AT]).unwrap_or(0);
        if at > text.len() {
            return Ok(Ok(Vec::new()));
        }
        let paused = state[PAUSED];
        let paused = paused.as_array().and_then(|a| a.ints());
        match regex.search(text, at, groups, paused, work) {
            linear::Outcome::Paused(threads) => {
                state[PAUSED] = ctx.new_int_array(&threads)?;
                return Ok(Err(Step::Again(work.spent)));
            }
            linear::Outcome::Nothing => {
                state[PAUSED] = Value::NIL;
                state[AT] = Value::int(text.len() as i64 + 1);
                return Ok(Ok(Vec::new()));
            }
            linear::Outcome::Found(found) => {
                let end = found[1] as usize;
                if found[0] == found[1] && position(state[SINCE]) == Some(end) {
                    // Right behind a match nothing empty matches.
                    state[PAUSED] = Value::NIL;
                    state[AT] = Value::int((end + first_len(&text[end..]).max(1)) as i64);
                    continue;
                }
                return Ok(Ok(found));
            }
        }
    }
}

/// The search goes on behind a match.
fn pass(state: &mut [Value], end: i64) {
    state[PAUSED] = Value::NIL;
    state[AT] = Value::int(end);
    state[SINCE] = Value::int(end);
}

/// Gives every match in the text in register 0 to a function, and none at the end. It must not have changed anything when
/// it fails, but for the value that is gathered.
fn each_match(
    ctx: &mut Context,
    frame: &mut Frame,
    base: usize,
    regex: &Linear,
    groups: bool,
    each: impl Fn(&mut Context, &Match) -> Result<After>,
) -> Result<Step> {
    let source = frame.registers[0];
    let state = &mut frame.registers[base..base + STATE];
    let mut work = Work::new(UNITS);
    loop {
        let found = match next_match(ctx, source, regex, groups, state, &mut work)? {
            Ok(found) => found,
            Err(step) => return Ok(step),
        };
        let out = std::cell::Cell::new(state[OUT]);
        let since = position(state[SINCE]).unwrap_or(0);
        let after = each(ctx, &Match { source, found: &found, since, out: &out });
        state[OUT] = out.get();
        match (after?, found.get(1)) {
            (After::End(value), _) => return Ok(Step::Spent(value, work.spent)),
            (After::More, Some(end)) => pass(state, *end),
            (After::More, None) => return Ok(Step::Spent(Value::NIL, work.spent)),
        }
        if work.spent >= UNITS {
            return Ok(Step::Again(work.spent));
        }
    }
}

/// A template in which `$1`, `${1}`, `$name` and `${name}` are groups, `$0` is the match and `$$` a dollar.
fn expand(template: &[u8], regex: &Linear, m: &Match, out: &mut Vec<u8>) {
    let mut left = template;
    while let Some(dollar) = memchr::memchr(b'$', left) {
        out.extend_from_slice(&left[..dollar]);
        left = &left[dollar + 1..];
        let run = |text: &[u8], is: fn(&u8) -> bool| text.iter().take_while(|b| is(b)).count();
        let word: fn(&u8) -> bool = |b| b.is_ascii_alphanumeric() || *b == b'_';
        let (name, rest) = match left.first() {
            Some(b'$') => {
                out.push(b'$');
                left = &left[1..];
                continue;
            }
            Some(b'{') => match memchr::memchr(b'}', left) {
                Some(end) => (&left[1..end], &left[end + 1..]),
                None => (&b""[..], left),
            },
            Some(b'0'..=b'9') => left.split_at(run(left, u8::is_ascii_digit)),
            _ => left.split_at(run(left, word)),
        };
        if name.is_empty() {
            out.push(b'$');
            continue;
        }
        left = rest;
        let name = std::str::from_utf8(name).unwrap_or_default();
        let group = name.parse().ok().or_else(|| regex.group(name));
        out.extend_from_slice(group.map_or(&b""[..], |group| m.part(group)));
    }
    out.extend_from_slice(left);
}

/// Replaces every match by what a function gives for the text of the match, and an array of its groups if it requires two
/// arguments.
fn substitute(ctx: &mut Context, frame: &mut Frame, regex: &Linear) -> Result<Step> {
    const BASE: usize = 3;
    // The match that is being asked about and what it took to find it; the answer, once it has come, is kept in an array while its own text is
    // asked for.
    const START: usize = BASE + STATE;
    const END: usize = START + 1;
    const ANSWER: usize = START + 2;
    const SPENT: usize = START + 3;
    const SHOWN: usize = START + 4;
    let (source, function) = (frame.registers[0], frame.registers[2]);
    if let (Some(start), Some(end)) = (frame.registers[START].as_int(), frame.registers[END].as_int()) {
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
        let state = &mut frame.registers[BASE..BASE + STATE];
        let out = std::cell::Cell::new(state[OUT]);
        let since = position(state[SINCE]).unwrap_or(0);
        let found = [start, end];
        let replaced = Match { source, found: &found, since, out: &out };
        replaced.replace(ctx, |out| out.extend_from_slice(&shown))?;
        state[OUT] = out.get();
        pass(state, end);
        frame.registers[START] = Value::NIL;
        frame.registers[ANSWER] = Value::NIL;
        frame.registers[SHOWN..SHOWN + DISPLAY].fill(Value::NIL);
        return Ok(Step::Again(frame.registers[SPENT].as_int().map_or(1, |n| n.max(1) as u64)));
    }
    let mut work = Work::new(UNITS);
    let state = &mut frame.registers[BASE..BASE + STATE];
    let found = match next_match(ctx, source, regex, true, state, &mut work)? {
        Ok(found) => found,
        Err(step) => return Ok(step),
    };
    let out = std::cell::Cell::new(state[OUT]);
    let m = Match { source, found: &found, since: position(state[SINCE]).unwrap_or(0), out: &out };
    if found.is_empty() {
        return Ok(match m.replace(ctx, |_| {})? {
            After::End(text) => Step::Spent(text, work.spent),
            After::More => Step::Spent(source, work.spent),
        });
    }
    let mut args = vec![ctx.new_string(m.part(0))?];
    if ctx.parameter_counts(function).is_some_and(|(required, _)| required >= 2) {
        let groups = (1..regex.groups()).map(|group| m.part(group));
        args.push(string_array(ctx, groups)?);
    }
    frame.registers[START] = Value::int(found[0]);
    frame.registers[END] = Value::int(found[1]);
    frame.registers[SPENT] = Value::int(work.spent as i64);
    Ok(Step::call(function, &args))
}

// ---- backtracking ----

/// The registers of the backtracking natives: the machine between steps, and what was found so far.
const MACHINE: usize = 3;
const ALL: usize = 4;
/// Steps of a machine for a unit of fuel.
const STEPS_A_UNIT: u64 = 16;
/// Looks for matches of the pattern in register 0 in the text in register 1. `each` is given the positions of each match and
/// its groups, and none at the end or if the pattern is invalid; it must not have changed anything when it fails.
fn backtrack(
    ctx: &mut Context,
    frame: &mut Frame,
    each: impl Fn(&mut Context, Value, &[i64]) -> Result<After>,
) -> Result<Step> {
    let (pattern, source, flags) = (frame.registers[0], frame.registers[1], frame.registers[2].as_int().unwrap_or(0));
    let finish = |ctx: &mut Context, units| match each(ctx, source, &[])? {
        After::End(value) => Ok(Step::Spent(value, units)),
        After::More => Ok(Step::Spent(Value::NIL, units)),
    };
    let text = bytes(&source);
    let Some(program) = backtracking(bytes(&pattern), flags) else { return finish(ctx, 0) };
    if program.flags.utf && std::str::from_utf8(text).is_err() {
        return finish(ctx, 0);
    }
    let mut machine = match frame.registers[MACHINE].as_array().and_then(|a| a.ints()) {
        Some(stored) => Machine::load(&program, text, stored),
        None => Machine::new(&program, text, 0, None),
    };
    let mut spent = 0;
    loop {
        let before = machine.steps();
        let outcome = machine.run((UNITS * STEPS_A_UNIT).saturating_sub(spent));
        spent += machine.steps() - before;
        let units = spent / STEPS_A_UNIT;
        match outcome {
            Outcome::Nothing => return finish(ctx, units),
            Outcome::Limit => return Err(ctx.error(ErrorKind::RegexLimit, "regex step limit")),
            Outcome::Paused => {
                ctx.reserve(machine.size())?;
                frame.registers[MACHINE] = ctx.new_int_array(&machine.store())?;
                return Ok(Step::Again(units));
            }
            Outcome::Found(found) => {
                if let After::End(value) = each(ctx, source, &found)? {
                    return Ok(Step::Spent(value, units));
                }
                // An empty match is not found again. The next search begins anew, and so do its steps.
                let end = found[1].max(found[0]) as usize;
                machine = Machine::new(&program, text, end, (found[0] == found[1]).then_some(end));
                if spent >= UNITS * STEPS_A_UNIT {
                    frame.registers[MACHINE] = ctx.new_int_array(&machine.store())?;
                    return Ok(Step::Again(units));
                }
            }
        }
    }
}

/// The program of a pattern with the flags 1 i, 2 m, 4 s, 8 u, 16 x; none if it is invalid.
fn backtracking(pattern: &[u8], flags: i64) -> Option<Rc<Program>> {
    let key = (pattern.to_vec(), flags & 31);
    BACKTRACKING.with_borrow_mut(|cache| cache.get(key, || compile(pattern, Flags::from_bits(flags))).ok())
}

/// `{full, start, end, groups}`, the first under the name given; groups that took no part are empty.
fn found_map(ctx: &mut Context, name: &str, text: Value, found: &[i64]) -> Result<Value> {
    let text = bytes(&text);
    let part = |group: &[i64]| match group {
        [start, end] if *start >= 0 && start <= end => &text[*start as usize..*end as usize],
        _ => &b""[..],
    };
    let (full, groups) = found.split_at(2);
    let whole = ctx.new_string(part(full))?;
    let groups = string_array(ctx, groups.chunks(2).map(part))?;
    let (start, end) = (Value::int(full[0]), Value::int(full[1]));
    map_of(ctx, &[(name, whole), ("start", start), ("end", end), ("groups", groups)])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole(pattern: &str, text: &str) -> bool {
        let regex = compiled(pattern.as_bytes(), true).unwrap();
        let found = regex.search(text.as_bytes(), 0, false, None, &mut Work::new(UNITS));
        matches!(found, linear::Outcome::Found(_))
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
