//! Patterns as instructions for [`super::machine`].

use super::pattern::{Fault, Flags, Greed, Node, Place, Set, other_cases, parse};

/// An instruction. Targets are indexes of instructions; registers hold positions and heights of the stack.
#[derive(Debug)]
pub(super) enum Inst {
    Char(u32),
    /// Either of two.
    Cased(u32, u32),
    Set(u32),
    Place(Place),
    Keep,
    Back(usize, bool),
    /// The group ends; where it began is in the register.
    Close {
        group: usize,
        start: usize,
    },
    Jump(usize),
    /// Goes on at the first, and at the second if that fails.
    Split(usize, usize),
    /// So many characters of a set, as many as possible, or as few.
    Run {
        set: u32,
        min: u32,
        max: u32,
        greed: Greed,
    },
    /// Remembers the position.
    Mark(usize),
    /// To the target if nothing was read since the mark: an empty round ends a loop.
    Progress(usize, usize),
    /// Sets a counter to 0.
    Reset(usize),
    /// Another round of the body, counted: while there are less than `min`, and if possible up to `max`.
    Count {
        register: usize,
        min: u32,
        max: u32,
        body: usize,
        exit: usize,
        lazy: bool,
    },
    /// Remembers the height of the stack, and the position in the register behind.
    Enter(usize),
    /// Forgets what else could have been tried since.
    Commit(usize),
    /// The same, and goes back to the position.
    Found(usize),
    /// What must not match begins; the target is where to go on if it has not.
    Unless(usize, usize),
    /// It has matched.
    Refuse(usize),
    /// So many characters back.
    Behind(u32),
    /// To the target unless the group has matched.
    Matched(usize, usize),
    Match,
}

/// A compiled pattern.
pub(super) struct Program {
    pub code: Vec<Inst>,
    pub sets: Vec<Set>,
    /// Capturing groups with the whole match.
    pub groups: usize,
    /// Registers: two for each group, then those of marks and counters.
    pub registers: usize,
    pub flags: Flags,
    /// The bytes with which a match may begin, if not any.
    pub first: Option<Box<[bool; 256]>>,
    /// A match can only be at the start of the text.
    pub anchored: bool,
}

/// Instructions of a program.
const LONGEST: usize = 1 << 17;

/// Compiles a pattern.
pub(super) fn compile(pattern: &[u8], flags: Flags) -> Result<Program, Fault> {
    let pattern = parse(pattern, flags)?;
    let groups = pattern.groups + 1;
    let mut compiler = Compiler { code: Vec::new(), sets: Vec::new(), registers: groups * 2, utf: flags.utf };
    compiler.node(&pattern.node)?;
    compiler.emit(Inst::Match)?;
    let mut bytes = Box::new([false; 256]);
    let first = first_bytes(&pattern.node, flags.utf, &mut bytes).then_some(bytes);
    let Compiler { code, sets, registers, .. } = compiler;
    Ok(Program { code, sets, groups, registers, flags, first, anchored: is_anchored(&pattern.node) })
}

struct Compiler {
    code: Vec<Inst>,
    sets: Vec<Set>,
    registers: usize,
    utf: bool,
}

type Compiled = Result<(), Fault>;

impl Compiler {
    fn emit(&mut self, inst: Inst) -> Compiled {
        if self.code.len() >= LONGEST {
            return Err("the pattern is too large".to_string());
        }
        self.code.push(inst);
        Ok(())
    }

    /// An instruction whose target is not known yet.
    fn later(&mut self) -> Result<usize, Fault> {
        self.emit(Inst::Jump(0))?;
        Ok(self.code.len() - 1)
    }

    fn register(&mut self, n: usize) -> usize {
        self.registers += n;
        self.registers - n
    }

    fn set(&mut self, set: &Set) -> u32 {
        let known = self.sets.iter().position(|s| s == set);
        known.unwrap_or_else(|| {
            self.sets.push(set.clone());
            self.sets.len() - 1
        }) as u32
    }

    fn node(&mut self, node: &Node) -> Compiled {
        match node {
            Node::Empty => Ok(()),
            Node::Char(c, false) => self.emit(Inst::Char(*c)),
            Node::Char(c, true) => match other_cases(*c, self.utf).next() {
                Some(other) => self.emit(Inst::Cased(*c, other)),
                None => self.emit(Inst::Char(*c)),
            },
            Node::Set(set) => {
                let set = self.set(set);
                self.emit(Inst::Set(set))
            }
            Node::Place(place) => self.emit(Inst::Place(*place)),
            Node::Keep => self.emit(Inst::Keep),
            Node::Back(group, ignore_case) => self.emit(Inst::Back(*group, *ignore_case)),
            Node::Group(node, None) => self.node(node),
            Node::Group(node, Some(group)) => {
                // Where the group begins counts once it has ended.
                let start = self.register(1);
                self.emit(Inst::Mark(start))?;
                self.node(node)?;
                self.emit(Inst::Close { group: *group, start })
            }
            Node::All(nodes) => nodes.iter().try_for_each(|node| self.node(node)),
            Node::Any(nodes) => self.alternatives(nodes.len(), |compiler, i| compiler.node(&nodes[i])),
            Node::Repeat(node, min, max, greed) => self.repeat(node, *min, *max, *greed),
            Node::Atomic(node) => {
                let register = self.register(2);
                self.emit(Inst::Enter(register))?;
                self.node(node)?;
                self.emit(Inst::Commit(register))
            }
            Node::Look { node, ahead, negative } => {
                let register = self.register(2);
                let unless = self.code.len();
                self.emit(if *negative { Inst::Unless(register, 0) } else { Inst::Enter(register) })?;
                if *ahead {
                    self.node(node)?
                } else {
                    self.behind(node)?
                }
                self.emit(if *negative { Inst::Refuse(register) } else { Inst::Found(register) })?;
                if *negative {
                    self.code[unless] = Inst::Unless(register, self.code.len());
                }
                Ok(())
            }
            Node::If(group, yes, no) => {
                let test = self.later()?;
                self.node(yes)?;
                let end = self.later()?;
                self.code[test] = Inst::Matched(*group, self.code.len());
                self.node(no)?;
                self.code[end] = Inst::Jump(self.code.len());
                Ok(())
            }
        }
    }

    fn alternatives(&mut self, n: usize, mut each: impl FnMut(&mut Self, usize) -> Compiled) -> Compiled {
        let mut ends = Vec::new();
        for i in 0..n {
            if i + 1 == n {
                each(self, i)?;
                break;
            }
            let split = self.later()?;
            each(self, i)?;
            ends.push(self.later()?);
            self.code[split] = Inst::Split(split + 1, self.code.len());
        }
        for end in ends {
            self.code[end] = Inst::Jump(self.code.len());
        }
        Ok(())
    }

    /// What stands before a position: each alternative has a length of its own.
    fn behind(&mut self, node: &Node) -> Compiled {
        let alone = [node.clone()];
        let branches = match node {
            Node::Any(branches) => branches.as_slice(),
            Node::Group(inner, None) => return self.behind(inner),
            _ => &alone,
        };
        let lengths: Option<Vec<u32>> = branches.iter().map(length).collect();
        let Some(lengths) = lengths else { return Err("lookbehind assertion is not fixed length".to_string()) };
        self.alternatives(branches.len(), |compiler, i| {
            compiler.emit(Inst::Behind(lengths[i]))?;
            compiler.node(&branches[i])
        })
    }

    fn repeat(&mut self, node: &Node, min: u32, max: Option<u32>, greed: Greed) -> Compiled {
        if max == Some(0) {
            return Ok(());
        }
        if let Some(set) = single(node, self.utf) {
            let set = self.set(&set);
            return self.emit(Inst::Run { set, min, max: max.unwrap_or(u32::MAX), greed });
        }
        if greed == Greed::Possessive {
            let inner = Node::Repeat(Box::new(node.clone()), min, max, Greed::Greedy);
            return self.node(&Node::Atomic(Box::new(inner)));
        }
        let lazy = greed == Greed::Lazy;
        let split = |to: usize, other: usize| if lazy { Inst::Split(other, to) } else { Inst::Split(to, other) };
        if (min, max) == (0, Some(1)) {
            let at = self.later()?;
            self.node(node)?;
            self.code[at] = split(at + 1, self.code.len());
            return Ok(());
        }
        let mark = may_be_empty(node).then(|| self.register(1));
        let counter = if min > 1 || max.is_some() { Some(self.register(1)) } else { None };
        if let Some(counter) = counter {
            self.emit(Inst::Reset(counter))?;
        }
        // x+ is x x*, with one copy of x: the test comes behind it.
        let first = if min == 0 || counter.is_some() { Some(self.later()?) } else { None };
        let body = self.code.len();
        if let Some(mark) = mark {
            self.emit(Inst::Mark(mark))?;
        }
        self.node(node)?;
        let progress = self.code.len();
        if let Some(mark) = mark {
            self.emit(Inst::Progress(mark, 0))?;
        }
        let last = self.later()?;
        let exit = self.code.len();
        if let Some(mark) = mark {
            self.code[progress] = Inst::Progress(mark, exit);
        }
        match (counter, first) {
            (Some(register), Some(first)) => {
                let max = max.unwrap_or(u32::MAX);
                self.code[first] = Inst::Count { register, min, max, body, exit, lazy };
                self.code[last] = Inst::Jump(first);
            }
            _ => {
                self.code[last] = split(body, exit);
                if let Some(first) = first {
                    self.code[first] = split(body, exit);
                }
            }
        }
        Ok(())
    }
}

/// The characters of a node that is one character.
fn single(node: &Node, utf: bool) -> Option<Set> {
    match node {
        Node::Set(set) => Some(set.clone()),
        Node::Char(c, ignore_case) => {
            let mut ranges = vec![(*c, *c)];
            if *ignore_case {
                ranges.extend(other_cases(*c, utf).map(|c| (c, c)));
            }
            Some(Set::of(&ranges))
        }
        Node::Group(node, None) => single(node, utf),
        _ => None,
    }
}

fn may_be_empty(node: &Node) -> bool {
    match node {
        Node::Char(..) | Node::Set(_) => false,
        Node::Group(node, _) | Node::Atomic(node) => may_be_empty(node),
        Node::All(nodes) => nodes.iter().all(may_be_empty),
        Node::Any(nodes) => nodes.iter().any(may_be_empty),
        Node::Repeat(node, min, ..) => *min == 0 || may_be_empty(node),
        Node::If(_, yes, no) => may_be_empty(yes) || may_be_empty(no),
        _ => true,
    }
}

/// How many characters a node reads, if always the same.
fn length(node: &Node) -> Option<u32> {
    match node {
        Node::Char(..) | Node::Set(_) => Some(1),
        Node::Empty | Node::Place(_) | Node::Look { .. } | Node::Keep => Some(0),
        Node::Group(node, _) | Node::Atomic(node) => length(node),
        Node::All(nodes) => nodes.iter().try_fold(0u32, |sum, node| sum.checked_add(length(node)?)),
        Node::Any(nodes) => {
            let first = length(nodes.first()?)?;
            nodes.iter().all(|node| length(node) == Some(first)).then_some(first)
        }
        Node::Repeat(node, min, max, _) if *max == Some(*min) => length(node)?.checked_mul(*min),
        _ => None,
    }
}

/// Adds the bytes with which a match may begin. False if it may begin with anything, or be empty.
fn first_bytes(node: &Node, utf: bool, out: &mut [bool; 256]) -> bool {
    let mut add = |c: u32| {
        let mut buffer = [0; 4];
        let byte = match char::from_u32(c) {
            Some(c) if utf => c.encode_utf8(&mut buffer).as_bytes()[0],
            _ => c as u8,
        };
        out[usize::from(byte)] = true;
    };
    match node {
        Node::Char(c, ignore_case) => {
            add(*c);
            if *ignore_case {
                other_cases(*c, utf).for_each(add);
            }
            true
        }
        Node::Set(set) => {
            if utf && set.ranges.iter().any(|r| r.1 > 127) {
                (128..=255).for_each(|b| out[b] = true);
            }
            let most = if utf { 127 } else { 255 };
            (0..=most).filter(|&c| set.has(c)).for_each(|c| out[c as usize] = true);
            true
        }
        Node::Group(node, _) | Node::Atomic(node) => first_bytes(node, utf, out),
        Node::Repeat(node, min, ..) => *min > 0 && first_bytes(node, utf, out),
        Node::All(nodes) => {
            let skipped = |n: &&Node| matches!(n, Node::Place(_) | Node::Look { .. } | Node::Empty | Node::Keep);
            nodes.iter().find(|n| !skipped(n)).is_some_and(|node| first_bytes(node, utf, out))
        }
        Node::Any(nodes) => nodes.iter().all(|node| first_bytes(node, utf, out)),
        _ => false,
    }
}

fn is_anchored(node: &Node) -> bool {
    match node {
        Node::Place(Place::TextStart) => true,
        Node::Group(node, _) | Node::Atomic(node) => is_anchored(node),
        Node::All(nodes) => nodes.first().is_some_and(is_anchored),
        Node::Any(nodes) => nodes.iter().all(is_anchored),
        _ => false,
    }
}
