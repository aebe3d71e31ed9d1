//! Random Fun programs: arithmetic, text, arrays, maps, closures, classes, exceptions, `finally`, `defer`, loops, `match`,
//! destructuring, arguments of every kind.
//!
//! They compile, and they end: loops are counted, functions call only earlier ones, and every function takes a unit from a
//! budget and returns at once when it is used up. Operations mostly get operands that they define; an error that nothing
//! catches is an ending like another.

use super::random::Random;
use std::fmt::Write;

/// How many calls of named functions a program may make, roughly.
const BUDGET: usize = 150;
/// How deep statements and loops are nested.
const DEEPEST: usize = 3;

/// What kind of value an expression gives, most of the time.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Int,
    Text,
    Array,
    Map,
}

const KINDS: [Kind; 4] = [Kind::Int, Kind::Text, Kind::Array, Kind::Map];

/// A program from a seed.
pub fn program(seed: u64) -> String {
    let mut generator = Generator {
        random: Random::new(seed),
        text: String::new(),
        functions: 0,
        names: 0,
        place: Place::Top,
        loops: 0,
    };
    generator.program();
    generator.text
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Top,
    /// A function whose calls may go to functions below this number.
    Function(usize),
}

struct Generator {
    random: Random,
    text: String,
    /// Functions that are written.
    functions: usize,
    names: usize,
    place: Place,
    /// Loops around the statement that is written, in its function.
    loops: usize,
}

/// The variables in reach: two of each kind.
fn variable(kind: Kind, number: usize) -> String {
    let letter = match kind {
        Kind::Int => "n",
        Kind::Text => "s",
        Kind::Array => "a",
        Kind::Map => "m",
    };
    format!("{letter}{number}")
}

impl Generator {
    fn program(&mut self) {
        self.line(0, "budget = [0]");
        self.line(0, "shared = []");
        self.class();
        for _ in 0..1 + self.random.below(4) {
            self.function();
        }
        self.variables(0);
        for _ in 0..6 + self.random.below(10) {
            self.guarded(0);
        }
        self.line(0, "print(n0, n1, s0, s1, a0, a1, m0, m1, shared)");
        if self.random.one_in(8) {
            let code = self.random.below(4);
            self.line(0, &format!("exit({code})"));
        }
    }

    fn line(&mut self, indent: usize, text: &str) {
        let _ = writeln!(self.text, "{:width$}{text}", "", width = indent * 2);
    }

    fn name(&mut self, prefix: &str) -> String {
        self.names += 1;
        format!("{prefix}_{}", self.names)
    }

    fn class(&mut self) {
        let init = self.literal(Kind::Int);
        let sum = self.random.of(&["this.x + k", "this.x * k", "k - this.x", "this.x ^ k"]);
        self.line(0, "class Base(x)");
        self.line(1, &format!("y = {init}"));
        self.line(1, "_hidden = x");
        self.line(1, "fun change(this, k)");
        self.line(2, &format!("this.x = {sum}"));
        self.line(2, "return this");
        self.line(1, "fun get(this) => this.x ?? this.y");
        self.line(1, "fun each_of(this, list) => list.map(fn(v) => [v, this.y])");
        let parent = self.random.of(&["Base(x)", "Base(x: x)", "Base(...[x])", "Base"]);
        self.line(0, &format!("class Sub(x, z = 3) extends {parent}"));
        self.line(1, "fun change(this, k)");
        if self.random.one_in(2) {
            self.line(2, "this.z += 1");
        }
        self.line(2, "return super.change(k + this.z)");
        self.line(1, "fun toString(this) => f\"Sub of {this.x} and {this.z}\"");
    }

    fn variables(&mut self, indent: usize) {
        for kind in KINDS {
            for number in 0..2 {
                let value = self.literal(kind);
                let name = variable(kind, number);
                self.line(indent, &format!("{name} = {value}"));
            }
        }
    }

    /// A function `f0(p, q = ..)`; its variables are its own.
    fn function(&mut self) {
        let number = self.functions;
        let default = match self.random.below(3) {
            0 => "p".to_string(),
            _ => self.literal(Kind::Int),
        };
        self.line(0, &format!("fun f{number}(p, q = {default}, ...others)"));
        self.line(1, "budget[0] += 1");
        self.line(1, &format!("if budget[0] > {BUDGET}"));
        self.line(2, "return 0");
        self.place = Place::Function(number);
        self.variables(1);
        self.line(1, "n0 = p");
        if self.random.one_in(2) {
            self.line(1, "n1 = q");
            self.line(1, "a0 = others");
        }
        if self.random.one_in(4) {
            self.line(1, "defer push(shared, n1)");
        }
        for _ in 0..2 + self.random.below(7) {
            self.guarded(1);
        }
        let result = self.expression(Kind::Int, 0);
        self.line(1, &format!("return {result}"));
        self.place = Place::Top;
        self.functions += 1;
    }

    /// A statement whose errors are mostly caught, so that the program goes on.
    fn guarded(&mut self, indent: usize) {
        if self.random.one_in(24) {
            return self.statement(indent, 0);
        }
        let error = self.name("e");
        self.line(indent, "try");
        self.statement(indent + 1, 0);
        self.line(indent, &format!("catch {error}"));
        self.line(indent + 1, &format!("print(\"error\", {error})"));
    }

    fn block(&mut self, indent: usize, deep: usize) {
        for _ in 0..1 + self.random.below(3) {
            self.statement(indent, deep);
        }
    }

    fn pick(&mut self, kind: Kind) -> String {
        variable(kind, self.random.below(2))
    }

    fn statement(&mut self, indent: usize, deep: usize) {
        let kind = KINDS[self.random.below(4)];
        match self.random.below(if deep < DEEPEST { 28 } else { 14 }) {
            0..=3 => {
                let (name, value) = (self.pick(kind), self.expression(kind, 0));
                self.line(indent, &format!("{name} = {value}"));
            }
            4 => {
                let operator = self.random.of(&["+=", "-=", "*=", "/=", "%="]);
                let (name, value) = (self.pick(Kind::Int), self.expression(Kind::Int, 1));
                self.line(indent, &format!("{name} {operator} {value}"));
            }
            5 => {
                let (array, value) = (self.pick(Kind::Array), self.scalar());
                match self.random.below(4) {
                    0 => self.line(indent, &format!("pop({array})")),
                    1 => {
                        let index = self.random.below(4);
                        self.line(indent, &format!("{array}[{index}] = {value}"));
                    }
                    way => {
                        let text = if way == 2 {
                            format!("push({array}, {value})")
                        } else {
                            format!("insert({array}, 0, {value})")
                        };
                        self.line(indent, &format!("if len({array}) < 12"));
                        self.line(indent + 1, &text);
                    }
                }
            }
            6 | 7 => {
                let (map, key, value) = (self.pick(Kind::Map), self.key(), self.scalar());
                let text = match self.random.below(4) {
                    0 => format!("delete({map}, {key})"),
                    1 => format!("{map}.b = {value}"),
                    2 => format!("{map}[{key}] ??= {value}"),
                    _ => format!("{map}[{key}] = {value}"),
                };
                self.line(indent, &text);
            }
            8 => {
                let (kind, other) = (KINDS[self.random.below(4)], KINDS[self.random.below(4)]);
                let (x, y) = (self.expression(kind, 1), self.pick(other));
                self.line(indent, &format!("print({x}, {y})"));
            }
            9 => self.object(indent),
            10 => self.closure(indent),
            11 if self.loops > 0 => {
                let condition = self.condition(1);
                let way = self.random.of(&["break", "continue"]);
                self.line(indent, &format!("if {condition}"));
                self.line(indent + 1, way);
            }
            12 if self.place != Place::Top => {
                let (condition, value) = (self.condition(1), self.expression(Kind::Int, 1));
                self.line(indent, &format!("if {condition}"));
                self.line(indent + 1, &format!("return {value}"));
            }
            11 | 12 => {
                let value = self.scalar();
                self.line(indent, "if len(shared) < 20");
                self.line(indent + 1, &format!("push(shared, {value})"));
            }
            13 => self.destructuring(indent),
            14 | 15 => {
                let condition = self.condition(0);
                self.line(indent, &format!("if {condition}"));
                self.block(indent + 1, deep + 1);
                if self.random.one_in(2) {
                    self.line(indent, "else");
                    self.block(indent + 1, deep + 1);
                }
            }
            16..=19 => self.counted(indent, deep),
            20..=23 => self.matching(indent, deep),
            _ => self.protected(indent, deep),
        }
    }

    fn destructuring(&mut self, indent: usize) {
        let (x, y) = (self.scalar(), self.scalar());
        let array = self.pick(Kind::Array);
        let text = match self.random.below(6) {
            0 => "n0, n1 = n1, n0".to_string(),
            1 => "[s0, s1] = [s1, s0]".to_string(),
            2 => format!("n0, {array} = {array}"),
            3 => format!("m0.a, n1 = {x}, {y}"),
            4 => format!("[n0, m1[{}]] = [{x}, {y}]", self.key()),
            _ => format!("n1, a1 = {array}[0:2]"),
        };
        self.line(indent, &text);
    }

    fn matching(&mut self, indent: usize, deep: usize) {
        let kind = KINDS[self.random.below(4)];
        let subject = match self.random.below(4) {
            0 => format!("[{}, {}]", self.scalar(), self.pick(kind)),
            1 => format!("{}(n0)", self.random.of(&["Base", "Sub"])),
            _ => self.pick(kind),
        };
        let value = self.random.one_in(2);
        let to = self.pick(Kind::Text);
        match value {
            true => self.line(indent, &format!("{to} = match {subject}")),
            false => self.line(indent, &format!("match {subject}")),
        }
        let arms = 1 + self.random.below(7);
        for _ in 0..arms {
            let mut names = Vec::new();
            let pattern = self.pattern(0, &mut names);
            let guard = match self.random.below(5) {
                0 => format!(" when {}", self.condition(1)),
                1 if !names.is_empty() => format!(" when {} != nil", names[0]),
                _ => String::new(),
            };
            self.line(indent + 1, &format!("case {pattern}{guard}"));
            if let Some(name) = names.first()
                && self.random.one_in(3)
            {
                self.line(indent + 2, &format!("push(shared[0:1], fn() => {name})"));
                self.line(indent + 2, &format!("{name} = [{name}]"));
            }
            self.line(
                indent + 2,
                &format!("print(\"matched\", {})", if names.is_empty() { "0".into() } else { names.join(", ") }),
            );
            match value {
                true => self.line(indent + 2, &format!("f\"{{n0}}{{{to}}}\"[0:20]")),
                false => self.block(indent + 2, deep + 1),
            }
        }
        if self.random.one_in(3) {
            self.line(indent + 1, "case _ => \"otherwise\"");
        }
    }

    fn pattern(&mut self, deep: usize, names: &mut Vec<String>) -> String {
        let inner = |this: &mut Self, names: &mut Vec<String>| match deep {
            0 | 1 => this.pattern(deep + 1, names),
            _ => "_".to_string(),
        };
        let bind = |this: &mut Self, names: &mut Vec<String>| {
            let name = this.name("x");
            names.push(name.clone());
            name
        };
        match self.random.below(16) {
            0..=3 => self.random.of(&["1", "2", "3", "-1", "0", "nil", "true", "\"a\"", "\"b\"", "2.5"]).to_string(),
            4 => self.random.of(&["0 | 1 | 2", "\"a\" | \"b\"", "0..5", "-10..=10", "\"a\"..\"c\""]).to_string(),
            5 => format!("^{}", self.pick(Kind::Int)),
            6 | 7 => bind(self, names),
            8 => {
                let tag = self.random.of(&["1", "2", "3", "\"a\"", "\"x\""]).to_string();
                format!("[{tag}, {}]", inner(self, names))
            }
            9 => format!("[{}, ...{}]", inner(self, names), bind(self, names)),
            10 => format!("[...{}, {}]", bind(self, names), inner(self, names)),
            11 => format!("{{a: {}, ...{}}}", inner(self, names), bind(self, names)),
            12 => {
                let key = self.random.of(&["a", "b", "1", "\"c\""]).to_string();
                let value = self.random.of(&["1", "\"two\"", "nil", "2"]).to_string();
                format!("{{{key}: {value}}}")
            }
            13 => format!("({}) as {}", inner(self, names), bind(self, names)),
            14 => {
                let class =
                    self.random.of(&["Base", "Sub", "Number", "String", "Array", "Map", "Function"]).to_string();
                match class.as_str() {
                    "Base" => format!("Base(x: {})", inner(self, names)),
                    "Sub" => format!("Sub({}, {})", inner(self, names), inner(self, names)),
                    kind => format!("{kind}({})", bind(self, names)),
                }
            }
            _ => "_".to_string(),
        }
    }

    fn counted(&mut self, indent: usize, deep: usize) {
        let (name, count) = (self.name("i"), 1 + self.random.below(4));
        let array = self.pick(Kind::Array);
        match self.random.below(5) {
            0 => {
                self.line(indent, &format!("{name} = {count}"));
                self.line(indent, &format!("while {name} > 0"));
                self.line(indent + 1, &format!("{name} -= 1"));
            }
            1 => self.line(indent, &format!("for {name} in {array}[0:{count}]")),
            2 => {
                let map = self.pick(Kind::Map);
                self.line(indent, &format!("for {name} in keys({map})[0:{count}]"));
            }
            3 => {
                let value = self.name("v");
                self.line(indent, &format!("for ({name}, {value}) in copy({array}[0:{count}])"));
            }
            _ => self.line(indent, &format!("for {name} in range({count})")),
        }
        if self.random.one_in(3) {
            let to = self.pick(Kind::Text);
            self.line(indent + 1, &format!("{to} = f\"{{{name}}}{{{to}}}\"[0:24]"));
        }
        self.loops += 1;
        self.block(indent + 1, deep + 1);
        self.loops -= 1;
    }

    fn protected(&mut self, indent: usize, deep: usize) {
        let (error, form) = (self.name("e"), self.random.below(4));
        self.line(indent, "try");
        self.block(indent + 1, deep + 1);
        if self.random.one_in(3) {
            let thrown = self.scalar();
            let text = self.random.of(&["throw", "error"]);
            match text {
                "throw" => self.line(indent + 1, &format!("throw {thrown}")),
                _ => self.line(indent + 1, &format!("error(f\"about {{{thrown}}}\", \"OwnError\")")),
            }
        }
        if form != 0 {
            match self.random.below(4) {
                0 => self.line(indent, &format!("catch {error} when kind({error}) == \"Number\"")),
                _ => self.line(indent, &format!("catch {error}")),
            }
            self.line(indent + 1, &format!("print(\"caught\", {error})"));
            self.block(indent + 1, deep + 1);
        }
        if form <= 1 {
            self.line(indent, "finally");
            self.line(indent + 1, "print(\"finally\", n0, s1)");
            self.block(indent + 1, deep + 1);
        }
    }

    fn object(&mut self, indent: usize) {
        let (name, class) = (self.name("o"), self.random.of(&["Base", "Sub"]).to_string());
        let (x, k) = (self.expression(Kind::Int, 1), self.expression(Kind::Int, 1));
        self.line(indent, &format!("{name} = {class}({x})"));
        let to = self.pick(Kind::Int);
        let text = match self.random.below(5) {
            0 => format!("{to} = {name}.change({k}).get()"),
            1 => format!("{name}.extra = {k}"),
            2 => format!("{to} = len({name}.each_of([1, {k}]))"),
            3 => format!("{to} = {name}._hidden"),
            _ => format!("{name}.x += {k}"),
        };
        self.line(indent, &text);
        self.line(indent, &format!("print({name}, {to})"));
    }

    /// A closure that changes what it captures.
    fn closure(&mut self, indent: usize) {
        let (name, counter) = (self.name("g"), self.name("c"));
        let (start, step) = (self.expression(Kind::Int, 1), self.expression(Kind::Int, 1));
        let array = self.pick(Kind::Array);
        self.line(indent, &format!("{counter} = {start}"));
        self.line(indent, &format!("{name} = fn(k)"));
        self.line(indent + 1, &format!("{counter} += k"));
        self.line(indent + 1, &format!("return {counter} - {step}"));
        match self.random.below(3) {
            0 => self.line(indent, &format!("print({array}.map(fn(v) => {name}(1)), {counter})")),
            1 => self.line(indent, &format!("print({name}({name}(2)), {counter})")),
            _ => self.line(indent, &format!("print(sort([3, 1, 2], fn(x, y) => {name}(0) * 0 + x - y), {counter})")),
        }
    }

    fn key(&mut self) -> String {
        match self.random.below(5) {
            0 => self.pick(Kind::Int),
            1 => self.pick(Kind::Text),
            _ => self.random.of(&["\"a\"", "\"b\"", "\"long enough to lie in the heap\"", "1", "2"]).to_string(),
        }
    }

    fn scalar(&mut self) -> String {
        let kind = if self.random.one_in(3) { Kind::Text } else { Kind::Int };
        self.expression(kind, 1)
    }

    fn condition(&mut self, deep: usize) -> String {
        let (x, y) = (self.expression(Kind::Int, deep + 1), self.expression(Kind::Int, deep + 1));
        match self.random.below(8) {
            0 => format!("{} == {}", self.pick(Kind::Text), self.literal(Kind::Text)),
            1 => format!("{} in {}", self.key(), self.pick(Kind::Map)),
            2 => {
                let kind = KINDS[self.random.below(4)];
                self.pick(kind)
            }
            3 => format!("not ({x} < {y})"),
            4 => format!("{x} > {y} and {} != nil", self.pick(Kind::Array)),
            _ => format!("{x} {} {y}", self.random.of(&["<", "<=", ">", ">=", "==", "!="])),
        }
    }

    fn literal(&mut self, kind: Kind) -> String {
        match kind {
            Kind::Int => match self.random.below(8) {
                0 => self.random.of(&["9223372036854775807", "4294967296", "2.5", "-0.0", "1e300"]).to_string(),
                1 => format!("-{}", self.random.below(100)),
                _ => self.random.below(10).to_string(),
            },
            Kind::Text => {
                let all = ["\"\"", "\"a\"", "\"b\"", "\"h\\u{e9}llo\"", "\"a text that is longer than a value\""];
                self.random.of(&all).to_string()
            }
            Kind::Array => {
                self.random.of(&["[]", "[1, 2, 3]", "[1.5, 2.5]", "[\"x\", nil, 4]", "range(4)[0:]"]).to_string()
            }
            Kind::Map => self.random.of(&["{}", "{a: 1}", "{a: 1, b: \"two\", c: nil}", "{1: 2, 2: 3}"]).to_string(),
        }
    }

    fn expression(&mut self, kind: Kind, deep: usize) -> String {
        if deep >= DEEPEST || self.random.one_in(4) {
            return if self.random.one_in(3) { self.literal(kind) } else { self.pick(kind) };
        }
        let next = deep + 1;
        match (kind, self.random.below(10)) {
            (Kind::Int, 0..=3) => {
                let operator = self.random.of(&["+", "-", "*", "+", "-", "/", "%", "&", "|", "^", "<<", ">>"]);
                let (x, y) = (self.expression(Kind::Int, next), self.expression(Kind::Int, next));
                format!("({x} {operator} {y})")
            }
            (Kind::Int, 4) => {
                let kind = KINDS[1 + self.random.below(3)];
                format!("len({})", self.pick(kind))
            }
            (Kind::Int, 5) => format!("{}[{}]", self.pick(Kind::Array), self.random.below(4)),
            (Kind::Int, 6) => {
                format!("({}[{}] ?? {})", self.pick(Kind::Map), self.key(), self.expression(Kind::Int, next))
            }
            (Kind::Int, 7) => format!("reduce({}, fn(x, y) => len([x, y]), 1)", self.pick(Kind::Array)),
            (Kind::Int, _) => {
                let below = match self.place {
                    Place::Top => self.functions,
                    Place::Function(number) => number,
                };
                let (x, y) = (self.expression(Kind::Int, next), self.expression(Kind::Int, next));
                if below == 0 {
                    return format!("(fn(x, y) => x ?? y)({x}, {y})");
                }
                let (function, array) = (self.random.below(below), self.pick(Kind::Array));
                match self.random.below(8) {
                    0 | 1 => format!("f{function}({x})"),
                    2 => format!("f{function}(q: {x}, p: {y})"),
                    3 => format!("f{function}({x}, q: {y})"),
                    4 => format!("f{function}({x}, ...{array})"),
                    5 => format!("f{function}({x}, {y}, {y}, ...{array})"),
                    _ => format!("f{function}({x}, {y})"),
                }
            }
            (Kind::Text, 0..=3) => {
                format!("({} + {})[0:20]", self.expression(Kind::Text, next), self.expression(Kind::Text, next))
            }
            (Kind::Text, 4 | 5) => {
                let (x, y) = (self.pick(Kind::Int), self.pick(Kind::Text));
                format!("f\"<{{{x}}}{{{y}:>6}}>\"[0:30]")
            }
            (Kind::Text, 6) => format!("upper({})", self.pick(Kind::Text)),
            (Kind::Text, 7) => format!("to_string({})[0:16]", self.pick(Kind::Array)),
            (Kind::Text, _) => format!("join({}, \"-\")[0:20]", self.pick(Kind::Array)),
            (Kind::Array, 0 | 1) => format!("[{}, {}]", self.scalar(), self.scalar()),
            (Kind::Array, 2) => format!("({} + {})[0:9]", self.pick(Kind::Array), self.pick(Kind::Array)),
            (Kind::Array, 3) => {
                let value = self.expression(Kind::Int, next);
                format!("{}.map(fn(v) => [v, {value}][0])", self.pick(Kind::Array))
            }
            (Kind::Array, 4) => {
                format!("filter({}, fn(v) => v != {})", self.pick(Kind::Array), self.literal(Kind::Int))
            }
            (Kind::Array, 5) => format!("keys({})", self.pick(Kind::Map)),
            (Kind::Array, 6) => format!("{}[{}:]", self.pick(Kind::Array), self.random.below(3)),
            (Kind::Array, 7) => format!("sort({}, fn(x, y) => x - y)", self.pick(Kind::Array)),
            (Kind::Array, _) => format!("copy({})", self.pick(Kind::Array)),
            (Kind::Map, 0..=2) => format!("{{a: {}, [{}]: {}}}", self.scalar(), self.key(), self.scalar()),
            (Kind::Map, 3) => format!("merge({}, {})", self.pick(Kind::Map), self.pick(Kind::Map)),
            (Kind::Map, _) => format!("copy({})", self.pick(Kind::Map)),
        }
    }
}
