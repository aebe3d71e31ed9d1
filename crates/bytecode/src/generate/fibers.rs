//! Statements about fibers. Any function may yield: outside of a fiber that is an error like others.

use super::function::{FunctionGen, Kind};
use super::*;

/// What the resumer of a new fiber may want to see: yields, errors, fuel, programs' signals, exits.
const MASKS: [i64; 7] = [2, 3, 6, 0x0100, 0x0302, 34, 0];
/// What is emitted by its bits.
const SIGNALS: [i64; 5] = [2, 0x0100, 0x0200, 0x0302, 16];

impl FunctionGen<'_> {
    pub fn fibers(&mut self) {
        if !self.has(Kind::Fib) {
            return self.suspension();
        }
        let a = if self.has(Kind::Any) { self.local(Kind::Any) } else { self.b.register() };
        let b = self.local(Kind::Fib);
        match self.random().below(12) {
            0 => {
                let a = self.local(Kind::Fib);
                self.constant(a, Kind::Fib);
            }
            1 => {
                let a = self.local(Kind::Str);
                self.b.emit(Instruction::FiberStatus { a, b });
            }
            2 => {
                let c = self.scalar();
                self.risky(|g| g.b.emit(Instruction::FiberThrow { a, b, c }));
            }
            3 => {
                let c = self.scalar();
                self.risky(|g| g.b.emit(Instruction::FiberCancel { a, b, c }));
            }
            4 => self.risky(|g| g.b.emit(Instruction::FiberProceed { a, b })),
            5 => self.risky(|g| g.b.emit(Instruction::IterClose { a: b })),
            6 if self.may_nest() => self.turns(b),
            7 => self.suspension(),
            _ => self.resume(a, b),
        }
    }

    /// Resumes with a few values.
    fn resume(&mut self, b: Reg, fiber: Reg) {
        let x = self.random().below(3);
        let mark = self.b.mark();
        let a = self.b.registers(2 + x);
        self.b.emit(Instruction::Move { a: a.offset(1), b: fiber });
        for i in 0..x {
            self.constant(a.offset(2 + i), Kind::Any);
        }
        let c = self.b.string("resume") as u16;
        self.risky(|g| g.b.emit(Instruction::Resume { b, a, x: 1 + x as u8, c }));
        self.b.release_to(mark);
    }

    /// A loop over what a fiber yields, left after a few turns.
    fn turns(&mut self, fiber: Reg) {
        let a = self.b.registers(5);
        let (n, most, t) = (self.b.register(), self.b.register(), self.b.register());
        let x = self.random().of(&[1, 2]);
        let turns = self.random().below(4) as i64;
        self.b.load_int(n, 0);
        self.b.load_int(most, turns);
        let (close, step) = (self.b.label(), self.b.label());
        let to = self.local(Kind::Any);
        self.risky(|g| {
            g.b.emit(Instruction::Move { a, b: fiber });
            g.b.emit(Instruction::IterPrep { a, x });
            g.b.jump(Instruction::Jump { d: 0 }, step);
            let top = g.b.here();
            g.b.emit(Instruction::Move { a: to, b: a.offset(2 + usize::from(x)) });
            g.b.load_int(t, 1);
            g.b.emit(Instruction::Add { a: n, b: n, c: t });
            g.b.emit(Instruction::Gt { a: t, b: n, c: most });
            g.b.jump(Instruction::JumpIf { a: t, d: 0 }, close);
            let breaks = std::mem::take(&mut g.breaks);
            g.block();
            g.breaks = breaks;
            g.b.place(step);
            g.b.jump(Instruction::IterLoop { a, x, d: 0 }, top);
            g.b.place(close);
            g.b.emit(Instruction::IterClose { a });
        });
    }

    /// Leaves the running fiber, if there is one.
    pub fn suspension(&mut self) {
        let a = if self.has(Kind::Any) { self.local(Kind::Any) } else { self.b.register() };
        match self.random().below(6) {
            0 => self.b.emit(Instruction::FiberCurrent { a }),
            1 | 2 => {
                let (b, c) = (self.b.register(), self.scalar());
                match self.random().one_in(3) {
                    true => self.b.load_string(b, b"ask"),
                    false => {
                        let word = self.random().of(&SIGNALS);
                        self.b.load_int(b, word);
                    }
                }
                self.risky(|g| g.b.emit(Instruction::Emit { a, b, c }));
            }
            _ => {
                let b = self.scalar();
                self.risky(|g| g.b.emit(Instruction::Yield { a, b }));
            }
        }
    }

    /// A new fiber of one of the module's functions.
    pub fn new_fiber(&mut self, a: Reg) {
        let functions = self.g.signatures.clone();
        let d = self.random().of(&functions.iter().map(|f| f.index).collect::<Vec<_>>());
        let mark = self.b.mark();
        let (f, options, key, value) = (self.b.register(), self.b.register(), self.b.register(), self.b.register());
        self.b.emit(Instruction::Closure { a: f, d });
        match self.random().one_in(2) {
            true => self.b.emit(Instruction::LoadNil { a: options }),
            false => {
                self.b.emit(Instruction::MapNew { a: options, d: 2 });
                let mask = self.random().of(&MASKS);
                self.b.load_string(key, b"mask");
                self.b.load_int(value, mask);
                self.b.emit(Instruction::MapInsert { a: options, b: key, c: value });
                if self.random().one_in(2) {
                    let fuel = self.random().below(60) as i64;
                    self.b.load_string(key, b"fuel");
                    self.b.load_int(value, fuel);
                    self.b.emit(Instruction::MapInsert { a: options, b: key, c: value });
                }
            }
        }
        self.b.emit(Instruction::FiberNew { a, b: f, c: options });
        self.b.release_to(mark);
    }
}
