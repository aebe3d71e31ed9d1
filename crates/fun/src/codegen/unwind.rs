//! `try`, `finally`, `defer` and the ways out of them.
//!
//! Cleanup code exists once. Before it runs, a [`Completion`] says how its block was left: `kind` is 0 at the block's
//! end, 1 while unwinding (`value` and the register behind it hold what a cleanup handler was given), and from 2 on for
//! the exits of the block (`return`, with the result in `value`, `break`, `continue`). Behind the cleanup code the
//! completion is taken up again. So nested cleanups cost code in proportion to the text.

use super::control::{Cleanup, Completion, Control, Exit, Target};
use super::*;
use crate::ast::{Block, Catch, Try};
use quintet_bytecode::{HandlerKind, Label};

/// The kinds of completion below those of the exits.
const AT_END: i32 = 0;
const UNWINDING: i32 = 1;
const FIRST_EXIT: usize = 2;
/// The signal of an error, as cleanup handlers get it.
const ERROR_SIGNAL: i32 = 1;

impl<'a> Codegen<'a> {
    pub(super) fn try_stmt(&mut self, s: &'a Try) {
        match &s.finally {
            None => self.try_catch(s),
            Some(finally) => {
                let completion = self.completion();
                self.cleanup(completion, |this| this.try_catch(s), |this| this.finally(finally, completion));
            }
        }
    }

    /// Registers for a completion, with nothing in them.
    fn completion(&mut self) -> Completion {
        let first = self.temps(3);
        let value = first.offset(1);
        self.emit(Instruction::LoadNil { a: value });
        self.emit(Instruction::LoadNil { a: value.offset(1) });
        Completion { kind: first, value }
    }

    /// `code`, then `cleanup` however `code` is left.
    fn cleanup(&mut self, completion: Completion, code: impl FnOnce(&mut Self), cleanup: impl FnOnce(&mut Self)) {
        let Completion { kind, value } = completion;
        let entry = self.label();
        self.state.control.push(Control::Cleanup(Cleanup { completion, entry, exits: Vec::new() }));
        self.state.tries += 1;
        let start = self.state.builder.here();
        code(self);
        self.emit(Instruction::LoadInt { a: kind, d: AT_END });
        self.goto(entry);
        let unwinding = self.state.builder.here();
        self.state.builder.handler(start, unwinding, unwinding, value, HandlerKind::Cleanup);
        self.emit(Instruction::LoadInt { a: kind, d: UNWINDING });
        self.place_label(entry);
        self.state.tries -= 1;
        let exits = match self.state.control.pop() {
            Some(Control::Cleanup(cleanup)) => cleanup.exits,
            _ => Vec::new(),
        };
        self.state.control.push(Control::CleaningUp(completion));
        cleanup(self);
        self.state.control.pop();
        self.resume(completion, &exits);
    }

    /// Goes on as the completion says.
    fn resume(&mut self, completion: Completion, exits: &[Exit]) {
        let Completion { kind, value } = completion;
        let end = self.label();
        self.jump(Instruction::JumpIfNotRich { a: kind, d: 0 }, end);
        for (index, &exit) in exits.iter().enumerate() {
            let next = self.unless_equal(kind, (FIRST_EXIT + index) as i32);
            if exit == Exit::Return {
                self.return_value(value);
            } else {
                self.leave(exit);
            }
            self.place_label(next);
        }
        self.emit(Instruction::Rethrow { a: value });
        self.place_label(end);
    }

    /// Jumps to the label it gives unless `b` holds the integer `d`.
    fn unless_equal(&mut self, b: Reg, d: i32) -> Label {
        let next = self.label();
        let mark = self.mark();
        let (a, c) = (self.temp(), self.temp());
        self.emit(Instruction::LoadInt { a: c, d });
        self.emit(Instruction::Eq { a, b, c });
        self.jump(Instruction::JumpIfNot { a, d: 0 }, next);
        self.release(mark);
        next
    }

    /// Returns what is in `a` after the cleanups around.
    fn return_value(&mut self, a: Reg) {
        let around = self.state.control.iter().rev().find_map(|control| match control {
            Control::Cleanup(cleanup) => Some(cleanup.completion),
            _ => None,
        });
        match around {
            Some(completion) => {
                self.move_to(completion.value, a);
                self.close_loops();
                self.leave(Exit::Return);
            }
            None => {
                self.close_loops();
                self.stop_cleaning_up();
                self.emit(Instruction::Ret { a });
            }
        }
    }

    /// Leaves a block by `break`, `continue`, or `return` with the result in the completion around.
    pub(super) fn leave(&mut self, exit: Exit) {
        let mut ending = Vec::new();
        let mut way = None;
        for control in self.state.control.iter_mut().rev() {
            match control {
                Control::CleaningUp(completion) => ending.push(*completion),
                Control::Loop(around) if exit != Exit::Return => {
                    way = Some((None, around.way_out(exit)));
                    break;
                }
                Control::Loop(_) => {}
                Control::Cleanup(cleanup) => {
                    let known = cleanup.exits.iter().position(|&known| known == exit);
                    let index = known.unwrap_or_else(|| {
                        cleanup.exits.push(exit);
                        cleanup.exits.len() - 1
                    });
                    way = Some((Some((cleanup.completion.kind, FIRST_EXIT + index)), cleanup.entry));
                    break;
                }
            }
        }
        ending.iter().for_each(|&completion| self.keep_exiting(completion));
        let Some((kind, label)) = way else { return };
        if let Some((a, kind)) = kind {
            self.emit(Instruction::LoadInt { a, d: kind as i32 });
        }
        self.goto(label);
    }

    /// Before cleanup code is left by a `return` to the caller.
    pub(super) fn stop_cleaning_up(&mut self) {
        let ending: Vec<Completion> = self
            .state
            .control
            .iter()
            .rev()
            .filter_map(|control| match control {
                Control::CleaningUp(completion) => Some(*completion),
                _ => None,
            })
            .collect();
        ending.iter().for_each(|&completion| self.keep_exiting(completion));
    }

    /// Cleanup code that leaves early replaces its completion, but not the exit or cancellation it may be part of.
    fn keep_exiting(&mut self, completion: Completion) {
        let replaced = self.unless_equal(completion.kind, UNWINDING);
        let mark = self.mark();
        let (a, c) = (self.temp(), self.temp());
        self.emit(Instruction::LoadInt { a: c, d: ERROR_SIGNAL });
        self.emit(Instruction::Eq { a, b: completion.value.offset(1), c });
        self.jump(Instruction::JumpIf { a, d: 0 }, replaced);
        self.release(mark);
        self.emit(Instruction::Rethrow { a: completion.value });
        self.place_label(replaced);
    }

    /// The body of `finally`. An error in it replaces the pending one, which becomes its cause.
    fn finally(&mut self, block: &'a Block, completion: Completion) {
        let mark = self.mark();
        let error = self.temp();
        let start = self.state.builder.here();
        self.state.tries += 1;
        self.block(block);
        self.state.tries -= 1;
        let end = self.state.builder.here();
        self.release(mark);
        if block.stmts.is_empty() {
            return;
        }
        let done = self.label();
        self.goto(done);
        let failed = self.state.builder.here();
        self.state.builder.handler(start, end, failed, error, HandlerKind::Catch);
        self.temp();
        self.replace_error(completion, error);
        self.emit(Instruction::Throw { a: error });
        self.place_label(done);
        self.release(mark);
    }

    /// Cleanup code threw `error`: links it to a pending error; during an exit, reports it and goes on exiting.
    fn replace_error(&mut self, completion: Completion, error: Reg) {
        let fresh = self.unless_equal(completion.kind, UNWINDING);
        let exiting = self.unless_equal(completion.value.offset(1), ERROR_SIGNAL);
        self.emit(Instruction::SetCause { a: error, b: completion.value });
        self.goto(fresh);
        self.place_label(exiting);
        let mark = self.mark();
        let window = self.temp();
        let argument = self.temp();
        self.move_to(argument, error);
        self.call_internal("cleanup_failed", window, window, 1, Span::NONE);
        self.release(mark);
        self.emit(Instruction::Rethrow { a: completion.value });
        self.place_label(fresh);
    }

    fn try_catch(&mut self, s: &'a Try) {
        if s.catches.is_empty() {
            return self.block(&s.body);
        }
        let mark = self.mark();
        let caught = self.variable_register();
        let (done, failed) = (self.label(), self.label());
        self.state.tries += 1;
        let start = self.state.builder.here();
        self.block(&s.body);
        let end = self.state.builder.here();
        self.goto(done);
        let clauses = self.state.builder.here();
        self.state.builder.handler(start, end, clauses, caught, HandlerKind::Catch);
        let again = self.temp();
        let mut covered = false;
        for catch in &s.catches {
            covered |= self.catch(catch, caught, again, failed, done);
        }
        // An unfiltered clause takes everything.
        if s.catches.iter().all(|catch| catch.filter.is_some()) {
            self.emit(Instruction::Throw { a: caught });
        }
        if covered {
            self.place_label(failed);
            self.emit(Instruction::SetCause { a: again, b: caught });
            self.emit(Instruction::Throw { a: again });
        }
        self.state.tries -= 1;
        self.place_label(done);
        self.set_variable(caught, false);
        self.release(mark);
    }

    /// One clause; says whether its body uses the handler that sets causes.
    fn catch(&mut self, catch: &'a Catch, caught: Reg, again: Reg, failed: Label, done: Label) -> bool {
        let (names, mark) = (self.names.mark(), self.mark());
        let first = self.state.builder.pc();
        let id = catch.name.and_then(|name| self.resolution.bound_at.get(&name.span.start).copied());
        if let Some(id) = id {
            let variable = self.resolution.variable(id);
            let (shared, writes) = (variable.shared, variable.writes);
            let register = if shared || writes > 0 { self.variable_register() } else { caught };
            match shared {
                true => self.emit(Instruction::CellNew { a: register, b: caught }),
                false => self.move_to(register, caught),
            }
            self.bind(id, register);
        }
        let next = self.label();
        if let Some(filter) = &catch.filter {
            let start = self.state.builder.here();
            self.branch(filter, Target::forward(next), false);
            let end = self.state.builder.here();
            self.state.builder.handler(start, end, next, again, HandlerKind::Catch);
        }
        let start = self.state.builder.here();
        let before = self.state.builder.pc();
        self.block(&catch.body);
        let covered = self.state.builder.pc() != before;
        let end = self.state.builder.here();
        if covered {
            self.state.builder.handler(start, end, failed, again, HandlerKind::Catch);
        }
        self.goto(done);
        self.place_label(next);
        if let Some(id) = id {
            self.name_register(id, first);
            let register = self.registers[id.index()];
            if register != caught {
                self.set_variable(register, false);
            }
        }
        self.names.undo(names);
        self.release(mark);
        covered
    }

    /// `defer`: a function that runs when this one is left.
    pub(super) fn defer_stmt(&mut self, body: &'a Block, span: Span) {
        let Some(array) = self.state.deferred else { return };
        let index = self.index_at(span.start);
        self.open_function(span.start, "<fn>".to_string(), FunctionKind::Lambda, &[], None);
        self.parameters(&[], 0);
        self.body(&body.stmts);
        self.close_function(index);
        let b = self.temp();
        self.at(span.start);
        self.emit(Instruction::Closure { a: b, d: index });
        self.emit(Instruction::ArrayPush { a: array, b });
    }

    /// `code` of a function that defers.
    pub(super) fn with_deferred(&mut self, code: impl FnOnce(&mut Self)) {
        let array = self.variable_register();
        self.state.deferred = Some(array);
        self.emit(Instruction::ArrayNew { a: array, b: array, x: 0 });
        let completion = self.completion();
        self.cleanup(completion, code, |this| this.run_deferred(array, completion));
        self.emit(Instruction::RetNil {});
    }

    /// Calls the deferred functions, last first, each even if others fail.
    fn run_deferred(&mut self, array: Reg, completion: Completion) {
        let mark = self.mark();
        let failure = self.temps(2);
        let (call, next, done) = (self.label(), self.label(), self.label());
        self.goto(next);
        self.place_label(call);
        let start = self.state.builder.here();
        let window = self.temp();
        let argument = self.temp();
        self.move_to(argument, array);
        self.call_internal("pop", window, window, 1, Span::NONE);
        self.emit(Instruction::Call { b: window, a: window, x: 0 });
        self.release(window.index());
        let end = self.state.builder.here();
        self.place_label(next);
        let left = self.temp();
        self.emit(Instruction::Len { a: left, b: array });
        self.jump(Instruction::LoopIfRich { a: left, d: 0 }, call);
        self.goto(done);
        self.release(left.index());
        let failed = self.state.builder.here();
        self.state.builder.handler(start, end, failed, failure, HandlerKind::Cleanup);
        self.deferred_failed(completion, failure);
        let left = self.temp();
        self.emit(Instruction::Len { a: left, b: array });
        self.jump(Instruction::LoopIfRich { a: left, d: 0 }, call);
        self.place_label(done);
        self.release(mark);
    }

    /// A deferred function was left by an error or an exit: that becomes what the others run for.
    fn deferred_failed(&mut self, completion: Completion, failure: Reg) {
        let Completion { kind, value } = completion;
        let signal = value.offset(1);
        let take = self.label();
        let done = self.label();
        let exit = self.unless_equal(failure.offset(1), ERROR_SIGNAL);
        let fresh = self.unless_equal(kind, UNWINDING);
        let exiting = self.unless_equal(signal, ERROR_SIGNAL);
        self.emit(Instruction::SetCause { a: failure, b: value });
        self.goto(take);
        self.place_label(exiting);
        let mark = self.mark();
        let window = self.temp();
        let argument = self.temp();
        self.move_to(argument, failure);
        self.call_internal("cleanup_failed", window, window, 1, Span::NONE);
        self.release(mark);
        self.goto(done);
        self.place_label(exit);
        self.place_label(fresh);
        self.place_label(take);
        self.move_to(value, failure);
        self.move_to(signal, failure.offset(1));
        self.emit(Instruction::LoadInt { a: kind, d: UNWINDING });
        self.place_label(done);
    }
}
