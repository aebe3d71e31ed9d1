//! Functions: parameters, the prologue, captures.

use super::types::Check;
use super::*;
use crate::ast::{FunctionBody, Param, Stmt, StmtKind};
use quintet_bytecode::{Capture, CaptureSource, Label};

/// Locals that a function may have; the other registers are left for temporaries.
const MAX_LOCALS: usize = 3900;

impl<'a> Codegen<'a> {
    /// Compiles a function in the current one; gives its index and what its closures capture.
    pub(super) fn function(&mut self, f: &'a ast::Function, name: String, kind: FunctionKind) -> u32 {
        let index = self.index_at(f.span.start);
        self.open_function(f.span.start, name, kind, &f.params, None);
        self.state.result = f.result.as_ref();
        if let Some(result) = &f.result {
            let text = self.type_name(result);
            self.state.builder.function_mut().result_type = text;
        }
        self.state.tail_calls = f.result.is_none() && !self.resolution.scopes[self.state.scope.index()].defers;
        self.parameters(&f.params, 0);
        self.begin_generator(f.generator);
        match &f.body {
            FunctionBody::Block(block) => self.body(&block.stmts),
            FunctionBody::Expr(e) => {
                self.at(e.span.start);
                self.deferring(|this| this.return_stmt(Some(e)), false);
            }
        }
        self.close_function(index);
        index
    }

    /// The index taken in advance for the function at `position`, or a new one.
    pub(super) fn index_at(&mut self, position: u32) -> u32 {
        self.reserved.get(&position).copied().unwrap_or_else(|| {
            self.functions.push(None);
            self.functions.len() as u32 - 1
        })
    }

    /// Begins a function; `first` is a parameter in front of `params`.
    pub(super) fn open_function(
        &mut self,
        position: u32,
        name: String,
        kind: FunctionKind,
        params: &[Param],
        first: Option<&str>,
    ) {
        let mut parameters = Parameters::default();
        parameters.names.extend(first.map(str::to_string));
        parameters.required = u16::from(first.is_some());
        for param in params {
            parameters.names.push(self.text(param.name.name).to_string());
            match (param.rest, &param.default) {
                (true, _) => parameters.rest = true,
                (_, Some(_)) => parameters.optional += 1,
                (_, None) => parameters.required += 1,
            }
        }
        let scope = self.resolution.scope_at.get(&position).copied().unwrap_or(MAIN);
        let builder = FunctionBuilder::new(name, kind, parameters);
        let state = State::new(builder, scope, self.names.mark(), position);
        self.enclosing.push(std::mem::replace(&mut self.state, state));
        self.at(position);
        let decided = &self.resolution.scopes[scope.index()];
        for &(name, place) in &decided.names {
            self.names.bind(name, place);
        }
        for (index, &id) in decided.parameters.iter().enumerate() {
            self.registers[id.index()] = Reg(index as u16);
        }
    }

    /// Computes defaults, makes the cells and the locals that need it, checks declared types.
    pub(super) fn parameters(&mut self, params: &'a [Param], first: usize) {
        let scope = &self.resolution.scopes[self.state.scope.index()];
        let ids = scope.parameters.clone();
        let defaults_capture = scope.defaults_capture && ids.iter().any(|&id| self.resolution.variable(id).shared);
        let optional = params.iter().any(|param| param.default.is_some());
        if defaults_capture {
            self.early_cells(&ids, params, first);
        }
        if optional {
            let later = params.iter().zip(&ids[first..]).filter(|(param, _)| param.default.is_some());
            self.state.unready = later.map(|(_, &id)| id).collect();
            for (index, param) in params.iter().enumerate() {
                if let Some(default) = &param.default {
                    self.default(default, Reg((first + index) as u16), ids[first + index], defaults_capture);
                }
            }
            if !defaults_capture {
                self.state.builder.body_here();
            }
        }
        for (index, param) in params.iter().enumerate() {
            if let Some(ty) = &param.ty {
                let register = Reg((first + index) as u16);
                self.at(param.name.span.start);
                self.check(register, register, ty, Check::Argument(param.name.name));
                self.declared.insert(Place::Variable(ids[first + index]), ty);
            }
        }
        for (index, &id) in ids.iter().enumerate() {
            let variable = self.resolution.variable(id);
            if !variable.shared {
                continue;
            }
            let b = Reg(index as u16);
            let a = self.registers[id.index()];
            let typed = index.checked_sub(first).is_some_and(|index| params[index].ty.is_some());
            if a == b {
                self.emit(Instruction::CellNew { a, b });
            } else if typed {
                self.emit(Instruction::CellSet { a, b });
            }
        }
        let now = self.state.builder.pc();
        for (index, id) in ids.into_iter().enumerate() {
            let computed = index.checked_sub(first).is_some_and(|index| params[index].default.is_some());
            let early = !computed && !self.resolution.variable(id).shared;
            self.written_from[id.index()] = if early { 0 } else { now };
        }
        self.locals();
    }

    /// Functions in defaults capture parameters, so the cells exist before the values do.
    fn early_cells(&mut self, ids: &[VariableId], params: &[Param], first: usize) {
        for (index, &id) in ids.iter().enumerate() {
            if !self.resolution.variable(id).shared {
                continue;
            }
            let a = self.variable_register();
            let computed = index.checked_sub(first).is_some_and(|index| params[index].default.is_some());
            let b = if computed { a } else { Reg(index as u16) };
            if computed {
                self.emit(Instruction::LoadNil { a });
            }
            self.emit(Instruction::CellNew { a, b });
            self.registers[id.index()] = a;
        }
    }

    fn default(&mut self, e: &'a ast::Expr, a: Reg, id: VariableId, fill_cell: bool) {
        let given = self.state.builder.label();
        self.jump(Instruction::JumpIfGiven { a, d: 0 }, given);
        self.expr(e, a);
        self.state.builder.place(given);
        self.state.unready.retain(|&later| later != id);
        if fill_cell && self.resolution.variable(id).shared {
            let cell = self.registers[id.index()];
            self.emit(Instruction::CellSet { a: cell, b: a });
        }
    }

    /// Takes registers for the locals of the function; those that may be read before they are assigned become nil.
    fn locals(&mut self) {
        let count = self.resolution.scopes[self.state.scope.index()].locals.len();
        if count > MAX_LOCALS {
            let (name, position) = (&self.state.builder.function().name, self.state.position);
            let message = format!("function '{name}' has more than {MAX_LOCALS} locals");
            return self.error(Span::new(position, position), message);
        }
        for index in 0..count {
            let id = self.resolution.scopes[self.state.scope.index()].locals[index];
            let variable = self.resolution.variable(id);
            let (used, nil, shared) = (variable.uses > 0, variable.starts_nil, variable.shared);
            if !used {
                continue;
            }
            let a = self.variable_register();
            self.registers[id.index()] = a;
            if nil {
                self.emit(Instruction::LoadNil { a });
                if shared {
                    self.emit(Instruction::CellNew { a, b: a });
                }
                self.written_from[id.index()] = self.state.builder.pc();
            }
        }
    }

    /// Statements of a function, then its end.
    pub(super) fn body(&mut self, stmts: &'a [Stmt]) {
        let ends = matches!(stmts.last().map(|stmt| &stmt.kind), Some(StmtKind::Return(_) | StmtKind::Throw(_)));
        self.deferring(|this| this.stmts(stmts), !ends);
    }

    /// Emits `code`, which may register deferred functions; `falls` says that it may reach its end.
    pub(super) fn deferring(&mut self, code: impl FnOnce(&mut Self), falls: bool) {
        if self.resolution.scopes[self.state.scope.index()].defers {
            return self.with_deferred(code);
        }
        code(self);
        if falls {
            // Falling off the end yields nil, which a declared result may refuse.
            match self.state.result {
                Some(_) => self.return_stmt(None),
                None => self.emit(Instruction::RetNil {}),
            }
        }
    }

    /// Ends the function and stores it.
    pub(super) fn close_function(&mut self, index: u32) {
        let captured = std::mem::take(&mut self.state.captures);
        let function = self.finish_function();
        let Some(enclosing) = self.enclosing.pop() else { return };
        self.names.undo(self.state.names);
        self.state = enclosing;
        let mut function = function.unwrap_or_default();
        for id in captured {
            let name = self.interner.name(self.resolution.variable(id).name).to_string();
            let source = if self.resolution.variable(id).owner == self.state.scope {
                CaptureSource::Register(self.registers[id.index()].0)
            } else {
                CaptureSource::Capture(variables::capture_index(&mut self.state, id))
            };
            function.captures.push(Capture { name, source });
        }
        self.functions[index as usize] = Some(function);
    }

    /// The function built in the current state; none if it is too large, which is reported.
    pub(super) fn finish_function(&mut self) -> Option<Function> {
        let scope = self.state.scope;
        let declared = &self.resolution.scopes[scope.index()];
        let ids: Vec<VariableId> = declared.parameters.iter().chain(&declared.locals).copied().collect();
        for id in ids {
            let start = self.written_from[id.index()];
            if start != u32::MAX {
                self.name_register(id, start);
            }
        }
        let empty = FunctionBuilder::new(String::new(), FunctionKind::Function, Parameters::default());
        let builder = std::mem::replace(&mut self.state.builder, empty);
        let name = builder.function().name.clone();
        match builder.finish() {
            Ok(function) => Some(function),
            Err(error) => {
                let span = Span::new(self.state.position, self.state.position);
                self.error(span, format!("function '{name}' is too large: {error}"));
                None
            }
        }
    }

    pub(super) fn jump(&mut self, instruction: Instruction, label: Label) {
        self.state.builder.jump(instruction, label);
    }

    /// A function literal or statement as a value.
    pub(super) fn closure(&mut self, f: &'a ast::Function, a: Reg) {
        let (name, kind) = match f.name {
            Some(name) => (self.text(name.name).to_string(), FunctionKind::Function),
            None => ("<fn>".to_string(), FunctionKind::Lambda),
        };
        let d = self.function(f, name, kind);
        self.at(f.span.start);
        self.emit(Instruction::Closure { a, d });
    }
}
