//! Searches in time linear in the text, whatever the pattern. What a search costs depends on pattern, text and where it
//! begins alone, never on what was searched before:
//!
//! - Short texts go to the engines of `regex-automata` as they are.
//! - Long ones are read by an automaton made on the way, a byte at a time, so that it is known how far it has looked.
//! - Where that does not pay (a text that needs ever new states, word boundaries beyond ASCII) the states of the
//!   nondeterministic automaton are followed, which can stop after so much work and go on.

use regex_automata::hybrid::dfa::{self, DFA};
use regex_automata::meta;
use regex_automata::nfa::thompson::{self, NFA, State, WhichCaptures};
use regex_automata::util::primitives::StateID;
use regex_automata::{Anchored, Input, MatchKind};
use regex_syntax::ParserBuilder;
use regex_syntax::hir::Hir;

/// Longer texts are not left to engines that do not tell how far they have looked.
const SHORT: usize = 4096;
/// Bytes of the automaton of a pattern.
const AUTOMATON: usize = 1 << 20;
/// Bytes of the states that are made on the way, and how often they may be thrown away in a search.
const STATES: usize = 2 << 20;
const CLEARS: usize = 4;

/// A compiled pattern.
pub(super) struct Linear {
    engines: meta::Regex,
    nfa: NFA,
    hir: Hir,
    lazy: std::cell::OnceCell<Option<(DFA, DFA)>>,
    /// Units of fuel that 16 bytes cost: more for patterns of many states.
    weight: u64,
}

/// What a stretch of a search came to.
pub(super) enum Outcome {
    /// The positions of the match and of the groups, -1 for groups that took no part.
    Found(Vec<i64>),
    Nothing,
    /// There is more to do, from this state.
    Paused(Vec<i64>),
}

/// What the searches of one step share.
pub(super) struct Work {
    /// The states that were made on the way, forwards and backwards.
    scratch: Option<(dfa::Cache, dfa::Cache)>,
    /// Units of fuel that the searches have cost.
    pub spent: u64,
    /// Where a search that can be paused is.
    budget: u64,
}

impl Work {
    /// Searches are paused when they have cost so much.
    pub fn new(budget: u64) -> Work {
        Work { scratch: None, spent: 0, budget }
    }
}

enum Scan {
    /// Begin and end.
    Match(usize, usize),
    Nothing,
    GaveUp,
}

impl Linear {
    /// Compiles a pattern of `regex` syntax; with `whole`, one that matches whole texts only.
    pub fn compile(pattern: &str, whole: bool) -> Result<Linear, String> {
        // Alone first: a group around an unbalanced pattern could make it balanced.
        let parse = |text: &str| {
            // As in POSIX, a dot matches line ends too.
            let parsed =
                ParserBuilder::new().utf8(false).dot_matches_new_line(true).nest_limit(200).build().parse(text);
            parsed.map_err(|e| match e {
                regex_syntax::Error::Parse(e) => e.kind().to_string(),
                regex_syntax::Error::Translate(e) => e.kind().to_string(),
                other => other.to_string(),
            })
        };
        let mut hir = parse(pattern)?;
        if whole {
            hir = Hir::concat(vec![parse("\\A")?, hir, parse("\\z")?]);
        }
        let config = |reverse| thompson::Config::new().utf8(false).reverse(reverse).nfa_size_limit(Some(AUTOMATON));
        let too_large = |_| "the pattern is too large".to_string();
        let nfa = thompson::Compiler::new().configure(config(false)).build_from_hir(&hir).map_err(too_large)?;
        let limits = meta::Config::new().utf8_empty(false).nfa_size_limit(Some(AUTOMATON));
        let engines = meta::Builder::new().configure(limits).build_from_hir(&hir);
        let engines = engines.map_err(|_| "the pattern is too large".to_string())?;
        let weight = 1 + nfa.states().len() as u64 / 128;
        Ok(Linear { engines, nfa, hir, lazy: std::cell::OnceCell::new(), weight })
    }

    /// Groups, the whole match counted.
    pub fn groups(&self) -> usize {
        self.engines.captures_len()
    }

    /// The number of a named group.
    pub fn group(&self, name: &str) -> Option<usize> {
        self.engines.group_info().to_index(regex_automata::PatternID::ZERO, name)
    }

    /// Fuel for so many bytes.
    pub fn units(&self, bytes: usize) -> u64 {
        (bytes as u64 * self.weight).div_ceil(16)
    }

    fn lazy(&self) -> Option<&(DFA, DFA)> {
        let make = || {
            let config =
                dfa::Config::new().cache_capacity(STATES).skip_cache_capacity_check(true).unicode_word_boundary(true);
            let forward = dfa::Builder::new().configure(config.clone()).build_from_nfa(self.nfa.clone()).ok()?;
            let backward = thompson::Config::new().utf8(false).reverse(true).which_captures(WhichCaptures::None);
            let backward = thompson::Compiler::new().configure(backward).build_from_hir(&self.hir).ok()?;
            let config = config.match_kind(MatchKind::All).prefilter(None).specialize_start_states(false);
            Some((forward, dfa::Builder::new().configure(config).build_from_nfa(backward).ok()?))
        };
        self.lazy.get_or_init(make).as_ref()
    }

    /// The first match from a position on, with the positions of its groups if they are wanted. Adds what it costs to
    /// the work. A search that was paused goes on from `paused`.
    pub fn search(&self, text: &[u8], at: usize, groups: bool, paused: Option<&[i64]>, work: &mut Work) -> Outcome {
        let groups = groups && self.groups() > 1;
        if let Some(paused) = paused {
            return Threads::load(self, text, paused).run(&mut work.spent, work.budget);
        }
        let input = Input::new(text).span(at..text.len());
        if text.len() <= SHORT {
            return self.engine(input, groups, &mut work.spent);
        }
        match self.scan(text, at, work) {
            Scan::Nothing => Outcome::Nothing,
            Scan::Match(start, end) if !groups => Outcome::Found(vec![start as i64, end as i64]),
            Scan::Match(start, end) if end - start <= SHORT => {
                let input = Input::new(text).span(start..end).anchored(Anchored::Yes);
                work.spent += self.units(end - start);
                let mut found = self.engine(input, true, &mut 0);
                if let Outcome::Found(positions) = &mut found {
                    positions[0] = start as i64;
                }
                found
            }
            Scan::Match(start, end) => Threads::new(self, text, start, end, true).run(&mut work.spent, work.budget),
            Scan::GaveUp => Threads::new(self, text, at, text.len(), false).run(&mut work.spent, work.budget),
        }
    }

    fn engine(&self, input: Input<'_>, groups: bool, spent: &mut u64) -> Outcome {
        let (from, to) = (input.start(), input.end());
        let found = if groups {
            let mut captures = self.engines.create_captures();
            self.engines.search_captures(&input, &mut captures);
            let position = |i: usize| {
                let span = captures.get_group(i);
                [span.map_or(-1, |s| s.start as i64), span.map_or(-1, |s| s.end as i64)]
            };
            captures.is_match().then(|| (0..self.groups()).flat_map(position).collect::<Vec<_>>())
        } else {
            self.engines.search(&input).map(|m| vec![m.start() as i64, m.end() as i64])
        };
        match found {
            Some(found) => {
                // As what long texts take: forwards, backwards, and once more for groups.
                let times = if groups { 3 } else { 2 };
                *spent += times * self.units(found[1] as usize - from);
                Outcome::Found(found)
            }
            None => {
                *spent += self.units(to - from);
                Outcome::Nothing
            }
        }
    }

    /// Reads forwards to where the leftmost match ends, then backwards to where it begins.
    fn scan(&self, text: &[u8], from: usize, work: &mut Work) -> Scan {
        let Some((forward, backward)) = self.lazy() else { return Scan::GaveUp };
        let (cache, back) = work.scratch.get_or_insert_with(|| (forward.create_cache(), backward.create_cache()));
        let clears = cache.clear_count();
        let (mut at, mut end) = (from, None);
        let finished = (|| {
            let mut state = forward.start_state_forward(cache, &Input::new(text).span(from..text.len())).ok()?;
            while at < text.len() {
                state = forward.next_state(cache, state, text[at]).ok()?;
                if state.is_tagged() {
                    if state.is_match() {
                        // Known one byte late.
                        end = Some(at);
                    } else if state.is_dead() {
                        return Some(());
                    } else if state.is_quit() || cache.clear_count() > clears + CLEARS {
                        return None;
                    }
                }
                at += 1;
            }
            let state = forward.next_eoi_state(cache, state).ok()?;
            if state.is_match() {
                end = Some(text.len());
            }
            Some(())
        })();
        work.spent += self.units(at - from);
        match (finished, end) {
            (None, _) => Scan::GaveUp,
            (_, None) => Scan::Nothing,
            (_, Some(end)) => {
                work.spent += self.units(end - from);
                let input = Input::new(text).span(from..end).anchored(Anchored::Yes);
                match backward.try_search_rev(back, &input) {
                    Ok(Some(start)) => Scan::Match(start.offset(), end),
                    _ => Scan::GaveUp,
                }
            }
        }
    }
}

/// The states of the automaton that can be reached, in order of preference, each with the positions of groups so far.
struct Threads<'a> {
    linear: &'a Linear,
    text: &'a [u8],
    at: usize,
    /// Where the text ends for this search.
    end: usize,
    anchored: bool,
    /// Where the search began: an anchored match begins there.
    from: usize,
    found: Option<Vec<i64>>,
    current: List,
}

/// A thread is a state and its positions, one behind the other in `threads`.
struct List {
    threads: Vec<i64>,
    /// In which round a state was entered last.
    seen: Vec<u32>,
    round: u32,
}

const HEADER: usize = 5;

impl<'a> Threads<'a> {
    fn new(linear: &'a Linear, text: &'a [u8], at: usize, end: usize, anchored: bool) -> Threads<'a> {
        let seen = vec![0; linear.nfa.states().len()];
        let current = List { threads: Vec::new(), seen, round: 1 };
        Threads { linear, text, at, end, anchored, from: at, found: None, current }
    }

    fn slots(&self) -> usize {
        self.linear.groups() * 2
    }

    fn load(linear: &'a Linear, text: &'a [u8], stored: &[i64]) -> Threads<'a> {
        let mut threads = Threads::new(linear, text, 0, 0, false);
        let (header, rest) = stored.split_at(HEADER.min(stored.len()));
        if let [at, end, anchored, from, found] = *header {
            threads.at = at as usize;
            threads.end = end as usize;
            threads.anchored = anchored != 0;
            threads.from = from as usize;
            let (positions, rest) = rest.split_at(if found != 0 { threads.slots() } else { 0 });
            threads.found = (found != 0).then(|| positions.to_vec());
            threads.current.threads.extend_from_slice(rest);
            for thread in rest.chunks_exact(1 + threads.slots()) {
                threads.current.seen[thread[0] as usize] = threads.current.round;
            }
        }
        threads
    }

    fn store(&self) -> Vec<i64> {
        let (anchored, found) = (i64::from(self.anchored), i64::from(self.found.is_some()));
        let mut out = vec![self.at as i64, self.end as i64, anchored, self.from as i64, found];
        out.extend(self.found.iter().flatten());
        out.extend_from_slice(&self.current.threads);
        out
    }

    fn run(mut self, spent: &mut u64, budget: u64) -> Outcome {
        let width = 1 + self.slots();
        let mut next = List { threads: Vec::new(), seen: vec![0; self.current.seen.len()], round: 0 };
        let (mut work, mut stack) = (0u64, Vec::new());
        let before = *spent;
        loop {
            if self.found.is_none() && (!self.anchored || self.at == self.from) {
                let start = self.linear.nfa.start_anchored();
                let mut slots = vec![-1; width - 1];
                slots[0] = self.at as i64;
                work += self.enter(None, start, self.at, &mut slots, &mut stack);
            }
            if self.current.threads.is_empty() {
                let done = self.found.is_some() || self.anchored || self.at >= self.end;
                if done {
                    *spent = before + work / 16;
                    return self.found.map_or(Outcome::Nothing, Outcome::Found);
                }
            }
            next.threads.clear();
            next.round += 1;
            let threads = std::mem::take(&mut self.current.threads);
            for thread in threads.chunks_exact(width) {
                work += 1;
                let to = match self.linear.nfa.state(state_id(thread[0])) {
                    State::Match { .. } => {
                        let mut positions = thread[1..].to_vec();
                        positions[1] = self.at as i64;
                        self.found = Some(positions);
                        // The others are less preferred.
                        break;
                    }
                    _ if self.at >= self.end => None,
                    State::ByteRange { trans } => trans.matches_byte(self.text[self.at]).then_some(trans.next),
                    State::Sparse(transitions) => transitions.matches_byte(self.text[self.at]),
                    State::Dense(transitions) => transitions.matches_byte(self.text[self.at]),
                    _ => None,
                };
                if let Some(to) = to {
                    let mut slots = thread[1..].to_vec();
                    work += self.enter(Some(&mut next), to, self.at + 1, &mut slots, &mut stack);
                }
            }
            std::mem::swap(&mut self.current, &mut next);
            if self.at >= self.end {
                *spent = before + work / 16;
                return self.found.map_or(Outcome::Nothing, Outcome::Found);
            }
            self.at += 1;
            *spent = before + work / 16;
            if *spent >= budget {
                return Outcome::Paused(self.store());
            }
        }
    }

    /// Adds a state and all that can be reached from it without reading, to a list or to the current one. What it took.
    fn enter(
        &mut self,
        list: Option<&mut List>,
        state: StateID,
        at: usize,
        slots: &mut [i64],
        stack: &mut Vec<Visit>,
    ) -> u64 {
        let nfa = &self.linear.nfa;
        let list = list.unwrap_or(&mut self.current);
        let mut work = 0;
        stack.push(Visit::State(state));
        while let Some(visit) = stack.pop() {
            work += 1;
            let mut state = match visit {
                Visit::State(state) => state,
                Visit::Restore(slot, old) => {
                    slots[slot] = old;
                    continue;
                }
            };
            loop {
                if list.seen[state.as_usize()] == list.round {
                    break;
                }
                list.seen[state.as_usize()] = list.round;
                match nfa.state(state) {
                    State::Union { alternates } => {
                        let Some((first, others)) = alternates.split_first() else { break };
                        stack.extend(others.iter().rev().map(|s| Visit::State(*s)));
                        state = *first;
                    }
                    State::BinaryUnion { alt1, alt2 } => {
                        stack.push(Visit::State(*alt2));
                        state = *alt1;
                    }
                    State::Look { look, next } => {
                        if !nfa.look_matcher().matches(*look, self.text, at) {
                            break;
                        }
                        state = *next;
                    }
                    State::Capture { next, slot, .. } => {
                        let slot = slot.as_usize();
                        stack.push(Visit::Restore(slot, slots[slot]));
                        slots[slot] = at as i64;
                        state = *next;
                    }
                    State::Fail => break,
                    _ => {
                        list.threads.push(state.as_usize() as i64);
                        list.threads.extend_from_slice(slots);
                        break;
                    }
                }
            }
        }
        work
    }
}

enum Visit {
    State(StateID),
    /// What a position was before this path changed it.
    Restore(usize, i64),
}

fn state_id(n: i64) -> StateID {
    // Comes from an identifier of the same automaton.
    StateID::new(n as usize).unwrap_or(StateID::ZERO)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn threads(linear: &Linear, text: &str) -> Option<Vec<i64>> {
        let mut outcome = Threads::new(linear, text.as_bytes(), 0, text.len(), false).run(&mut 0, 1);
        loop {
            match outcome {
                Outcome::Found(found) => return Some(found),
                Outcome::Nothing => return None,
                Outcome::Paused(state) => {
                    outcome = Threads::load(linear, text.as_bytes(), &state).run(&mut 0, 1);
                }
            }
        }
    }

    #[test]
    fn all_ways_to_search_agree() {
        let patterns = [
            "abc",
            "a|ab",
            "(a)|(b)",
            "a*",
            "a*?b",
            "(a|b)*c",
            "(\\w+)@(\\w+)",
            "^a",
            "b$",
            "\\bfoo\\b",
            "x?",
            "(a?)*b",
            "(?i)AbC",
            "[^a]+",
            "(a+)(b+)?",
            "é+",
            "(?:a|aa)(?:a|aaa)",
        ];
        let texts =
            ["", "abc", "xxabc", "ab c", "joe@home x", "foo", "a foo b", "aaab", "bbb", "ABCabc", "ééx", "aaaa"];
        for pattern in patterns {
            let linear = Linear::compile(pattern, false).unwrap();
            for text in texts {
                let input = Input::new(text);
                let engine = match linear.engine(input, true, &mut 0) {
                    Outcome::Found(found) => Some(found),
                    _ => None,
                };
                assert_eq!(threads(&linear, text), engine, "{pattern} in {text:?}");
                let scanned = linear.scan(text.as_bytes(), 0, &mut Work::new(1));
                let bounds = engine.map(|found| (found[0] as usize, found[1] as usize));
                match scanned {
                    Scan::Match(start, end) => assert_eq!(Some((start, end)), bounds, "{pattern} in {text:?}"),
                    Scan::Nothing => assert_eq!(None, bounds, "{pattern} in {text:?}"),
                    Scan::GaveUp => assert!(!text.is_ascii(), "{pattern} in {text:?}"),
                }
            }
        }
    }
}
