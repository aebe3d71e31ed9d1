//! Calls.
//!
//! A call has a window: the register of the callee, then the arguments. Everything from the window up is lost by the
//! call, so it is always the end of the temporaries. If the destination is the last temporary, the window begins there.

use super::variables::Meaning;
use super::*;
use crate::ast::{Arg, Call, Expr, ExprKind, Ident, MethodCall, Param, SuperCall};
use crate::symbol::word;
use quintet_bytecode::MAX_ARGUMENTS;

/// What is done with a call's result.
#[derive(Clone, Copy)]
enum Want {
    /// It goes to this register.
    In(Reg),
    /// It is what the function returns.
    Returned,
}

/// What is called.
enum Callee {
    /// The value in the window's first register.
    Value,
    /// A constant function of the module.
    Function(u32),
    /// A native.
    Native(u32),
}

impl<'a> Codegen<'a> {
    /// A call whose result goes to `a`, or nowhere.
    pub(super) fn call_expr(&mut self, e: &'a Expr, a: Option<Reg>) {
        let mark = self.mark();
        let a = a.unwrap_or_else(|| self.temp());
        self.any_call(e, Want::In(a));
        self.release(mark);
    }

    /// Returns what a call returns, which runs in this frame's place.
    pub(super) fn tail_call(&mut self, e: &'a Expr) {
        let mark = self.mark();
        self.any_call(e, Want::Returned);
        self.release(mark);
    }

    fn any_call(&mut self, e: &'a Expr, want: Want) {
        match &e.kind {
            ExprKind::Call(call) => self.call(call, e.span, want),
            ExprKind::MethodCall(call) => self.method_call(call, want),
            ExprKind::SuperCall(call) => self.super_call(call, want),
            _ => {}
        }
    }

    /// The first register of a window.
    fn call_window(&mut self, want: Want) -> Reg {
        match want {
            Want::In(a) if a.index() + 1 == self.mark() && self.is_temporary(a) => a,
            _ => self.temp(),
        }
    }

    fn emit_call(&mut self, want: Want, window: Reg, x: u8, callee: Callee, span: Span) {
        let a = window;
        match (want, callee) {
            (Want::In(b), Callee::Value) => self.emit(Instruction::Call { b, a, x }),
            (Want::Returned, Callee::Value) => self.emit_last(Instruction::TailCall { a, x }),
            (_, Callee::Function(index)) => {
                let c = self.narrow(index, span);
                match want {
                    Want::In(b) => self.emit(Instruction::CallFunction { b, a, x, c }),
                    Want::Returned => self.emit_last(Instruction::TailCallFunction { a, x, c }),
                }
            }
            (_, Callee::Native(index)) => {
                let c = self.narrow(index, span);
                let b = if let Want::In(b) = want { b } else { a };
                self.emit(Instruction::CallNative { b, a, x, c });
                if let Want::Returned = want {
                    self.emit_last(Instruction::Ret { a: b });
                }
            }
        }
    }

    fn call(&mut self, call: &'a Call, span: Span, want: Want) {
        if let Some(text) = self.constant_typeof(call) {
            return self.known_result(text, want);
        }
        let plain = is_plain(&call.args, 0);
        let window = self.call_window(want);
        let (callee, params) = self.callee(&call.callee, plain, window);
        self.call_with(callee, params, &call.args, span, want, window, |this| this.expr(&call.callee, window));
    }

    /// Calls a callee with arguments; `load` puts its value into the window if the call needs it there.
    #[expect(clippy::too_many_arguments, reason = "two kinds of calls share this")]
    fn call_with(
        &mut self,
        callee: Callee,
        params: Option<&'a [Param]>,
        args: &'a [Arg],
        span: Span,
        want: Want,
        window: Reg,
        load: impl FnOnce(&mut Self),
    ) {
        let plain = is_plain(args, 0);
        let order = if plain { None } else { params.and_then(|params| reorder(params, args)) };
        if plain {
            self.positional(args);
            self.at(span.start);
            return self.emit_call(want, window, args.len() as u8, callee, span);
        }
        if let Some(order) = order {
            self.reordered(args, &order, window);
            self.at(span.start);
            return self.emit_call(want, window, args.len() as u8, callee, span);
        }
        if let Callee::Function(_) | Callee::Native(_) = callee {
            load(self);
        }
        let (x, w) = self.general_args(args);
        self.at(span.start);
        match want {
            Want::In(b) => self.emit(Instruction::CallArgs { b, a: window, x, w }),
            Want::Returned => self.emit_last(Instruction::TailCallArgs { a: window, x, w }),
        }
    }

    /// A call whose result is a text known now.
    fn known_result(&mut self, text: &str, want: Want) {
        match want {
            Want::In(a) => self.load_text(a, text),
            Want::Returned => {
                let a = self.temp();
                self.load_text(a, text);
                self.emit_last(Instruction::Ret { a });
            }
        }
    }

    /// Decides how to call, and puts the callee into the window if it must be there.
    fn callee(&mut self, callee: &'a Expr, plain: bool, window: Reg) -> (Callee, Option<&'a [Param]>) {
        let ExprKind::Name(name) = callee.kind else {
            self.expr(callee, window);
            return (Callee::Value, None);
        };
        match self.meaning(name) {
            Meaning::Place(Place::Global(global))
                if self.known_functions.contains_key(&global)
                    || self.known_classes.contains_key(&global)
                    || self.known_natives.contains_key(&global) =>
            {
                self.global_callee(global, plain, window)
            }
            Meaning::Place(place) => {
                self.read(place, window);
                if let Some(builtin) = self.builtins.get(name).filter(|builtin| builtin.row().is_registered()) {
                    let d = self.builtin(builtin);
                    self.emit(Instruction::PickCallable { a: window, d });
                }
                (Callee::Value, None)
            }
            Meaning::Builtin(builtin) if plain && !builtin.row().is_class() => {
                (Callee::Native(self.builtin(builtin)), None)
            }
            Meaning::Builtin(_) | Meaning::Undefined => {
                self.read_name(name, callee.span, window);
                (Callee::Value, None)
            }
        }
    }

    /// How a module variable is called.
    fn global_callee(&mut self, global: GlobalId, plain: bool, window: Reg) -> (Callee, Option<&'a [Param]>) {
        if let Some(&function) = self.known_functions.get(&global)
            && let Some(&index) = self.reserved.get(&function.span.start)
        {
            return (Callee::Function(index), Some(&function.params));
        }
        if let (Some(native), true) = (self.known_natives.get(&global), plain) {
            return (Callee::Native(self.native(native)), None);
        }
        self.read(Place::Global(global), window);
        (Callee::Value, self.known_classes.get(&global).map(|class| &class.params[..]))
    }

    /// `typeof(x)` of a variable whose declared type decides it.
    fn constant_typeof(&self, call: &Call) -> Option<&'static str> {
        let (ExprKind::Name(word::TYPEOF), [Arg::Positional(argument)]) = (&call.callee.kind, &call.args[..]) else {
            return None;
        };
        let (Meaning::Builtin(_), ExprKind::Name(name)) = (self.meaning(word::TYPEOF), &argument.kind) else {
            return None;
        };
        self.declared_typeof(self.place(*name)?)
    }

    fn positional(&mut self, args: &'a [Arg]) {
        for arg in args {
            if let Arg::Positional(e) = arg {
                let a = self.temp();
                self.expr(e, a);
            }
        }
    }

    /// Arguments into the places that `order` gives them, in the order in which they are written.
    pub(super) fn reordered(&mut self, args: &'a [Arg], order: &[usize], window: Reg) {
        self.temps(args.len());
        for (arg, &place) in args.iter().zip(order) {
            if let Arg::Positional(e) | Arg::Named(_, e) = arg {
                self.expr(e, window.offset(1 + place));
            }
        }
    }

    /// The array of positional arguments, and behind it the named ones. Gives their number and the constant with their
    /// names.
    fn general_args(&mut self, args: &'a [Arg]) -> (u8, u32) {
        let array = self.temp();
        let mark = self.mark();
        let plain = args.iter().take_while(|arg| matches!(arg, Arg::Positional(_))).count();
        let first = if plain == 0 { array } else { self.next_register() };
        self.positional(&args[..plain]);
        self.emit(Instruction::ArrayNew { a: array, b: first, x: plain as u8 });
        self.release(mark);
        self.append_args(&args[plain..], array)
    }

    fn method_call(&mut self, call: &'a MethodCall, want: Want) {
        let window = self.call_window(want);
        if !call.optional
            && let Some(export) = self.export(&call.object, call.name.name)
        {
            let (callee, params) = self.global_callee(export, is_plain(&call.args, 0), window);
            let load = |this: &mut Self| this.read(Place::Global(export), window);
            return self.call_with(callee, params, &call.args, call.name.span, want, window, load);
        }
        let receiver = self.temp();
        self.expr(&call.object, receiver);
        let ends = if call.optional { Some((self.label(), self.label())) } else { None };
        if let Some((nil, _)) = ends {
            self.jump(Instruction::JumpIfNil { a: receiver, d: 0 }, nil);
        }
        let outside = self.is_outside(&call.object, call.name.name);
        let c = self.name_operand(call.name.name, call.name.span);
        if is_plain(&call.args, 1) {
            self.positional(&call.args);
            self.at(call.name.span.start);
            let (a, x) = (window, call.args.len() as u8 + 1);
            match (want, outside) {
                (Want::In(b), _) if self.text(call.name.name) == "resume" => {
                    self.emit(Instruction::Resume { b, a, x, c })
                }
                (Want::In(b), false) => self.emit(Instruction::CallMethod { b, a, x, c }),
                (Want::In(b), true) => self.emit(Instruction::CallMethodOutside { b, a, x, c }),
                (Want::Returned, false) => self.emit_last(Instruction::TailCallMethod { a, x, c }),
                (Want::Returned, true) => self.emit_last(Instruction::TailCallMethodOutside { a, x, c }),
            }
        } else {
            // The array takes the receiver's place in the window.
            self.release(receiver.index());
            let (x, w) = self.method_args(&call.args, |this, a| this.move_to(a, receiver));
            self.at(call.name.span.start);
            let a = window;
            match (want, outside) {
                (Want::In(b), false) => self.emit(Instruction::CallMethodArgs { b, a, x, c, w }),
                (Want::In(b), true) => self.emit(Instruction::CallMethodArgsOutside { b, a, x, c, w }),
                (Want::Returned, false) => self.emit_last(Instruction::TailCallMethodArgs { a, x, c, w }),
                (Want::Returned, true) => self.emit_last(Instruction::TailCallMethodArgsOutside { a, x, c, w }),
            }
        }
        if let Some((nil, end)) = ends {
            self.optional_end(want, nil, end);
        }
    }

    /// The other way to end an optional call: with nil.
    fn optional_end(&mut self, want: Want, nil: quintet_bytecode::Label, end: quintet_bytecode::Label) {
        match want {
            Want::In(a) => {
                self.goto(end);
                self.place_label(nil);
                self.emit(Instruction::LoadNil { a });
                self.place_label(end);
            }
            Want::Returned => {
                self.place_label(nil);
                self.emit_last(Instruction::RetNil {});
            }
        }
    }

    /// The array of the receiver, which `load` reads, and positional arguments, and behind it the named ones.
    pub(super) fn method_args(&mut self, args: &'a [Arg], load: impl FnOnce(&mut Self, Reg)) -> (u8, u32) {
        let array = self.temp();
        let mark = self.mark();
        let receiver = self.temp();
        load(self, receiver);
        self.emit(Instruction::ArrayNew { a: array, b: receiver, x: 1 });
        self.release(mark);
        self.append_args(args, array)
    }

    /// Appends positional arguments to an array and puts named ones behind it.
    fn append_args(&mut self, args: &'a [Arg], array: Reg) -> (u8, u32) {
        let mark = self.mark();
        let mut names = Vec::new();
        for arg in args {
            match arg {
                Arg::Positional(e) => {
                    let b = self.operand(e);
                    self.emit(Instruction::ArrayPush { a: array, b });
                    self.release(mark);
                }
                Arg::Spread(e) => {
                    let b = self.operand(e);
                    self.at(e.span.start);
                    self.emit(Instruction::ArrayExtend { a: array, b });
                    self.release(mark);
                }
                Arg::Named(name, e) => {
                    names.push(self.text(name.name).to_string());
                    let a = self.temp();
                    self.expr(e, a);
                }
            }
        }
        let x = names.len() as u8;
        (x, self.state.builder.constant(Constant::Names(names)))
    }

    fn super_call(&mut self, call: &'a SuperCall, want: Want) {
        let window = self.call_window(want);
        self.super_member(call.name, window);
        if is_plain(&call.args, 1) {
            let receiver = self.temp();
            self.read_name(word::THIS, call.name.span, receiver);
            self.positional(&call.args);
            self.at(call.name.span.start);
            return self.emit_call(want, window, call.args.len() as u8 + 1, Callee::Value, call.name.span);
        }
        let (x, w) = self.method_args(&call.args, |this, a| this.read_name(word::THIS, call.name.span, a));
        self.at(call.name.span.start);
        match want {
            Want::In(b) => self.emit(Instruction::CallArgs { b, a: window, x, w }),
            Want::Returned => self.emit_last(Instruction::TailCallArgs { a: window, x, w }),
        }
    }

    /// The parent's method of that name.
    pub(super) fn super_member(&mut self, name: Ident, a: Reg) {
        let Some(class) = self.class else { return self.emit(Instruction::LoadNil { a }) };
        let mark = self.mark();
        let t = self.scratch(a);
        let c = self.name_operand(name.name, name.span);
        self.read(class.value, t);
        self.at(name.span.start);
        self.emit(Instruction::ClassParent { a: t, b: t });
        self.emit(Instruction::GetMethod { a, b: t, c });
        self.release(mark);
    }
}

/// Whether arguments, and `more` before them, are just put into a window.
pub(super) fn is_plain(args: &[Arg], more: usize) -> bool {
    args.len() + more <= MAX_ARGUMENTS && args.iter().all(|arg| matches!(arg, Arg::Positional(_)))
}

/// For each argument the parameter it is for, if all are positional or named and they are just the first parameters.
pub(super) fn reorder(params: &[Param], args: &[Arg]) -> Option<Vec<usize>> {
    let mut order = Vec::with_capacity(args.len());
    for (index, arg) in args.iter().enumerate() {
        let place = match arg {
            Arg::Positional(_) => index,
            Arg::Named(name, _) => params.iter().position(|param| param.name.name == name.name)?,
            Arg::Spread(_) => return None,
        };
        if place >= args.len() || params.get(place)?.rest || order.contains(&place) {
            return None;
        }
        order.push(place);
    }
    Some(order)
}
