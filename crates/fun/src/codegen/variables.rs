//! Names in code: where a variable is, reading and writing it.

use super::*;
use crate::resolve::VariableKind;

/// Where the current function finds a variable.
#[derive(Clone, Copy)]
pub(super) enum Location {
    Register(Reg),
    Cell(Reg),
    Capture(u32),
    CaptureCell(u32),
    Global(u32),
}

/// What a name means.
#[derive(Clone, Copy)]
pub(super) enum Meaning {
    Place(Place),
    Builtin(BuiltinId),
    /// Reported, or to be thrown when executed.
    Undefined,
}

impl<'a> Codegen<'a> {
    pub(super) fn meaning(&self, name: Symbol) -> Meaning {
        if let Some(place) = self.place(name) {
            return Meaning::Place(place);
        }
        match self.builtins.get(name) {
            Some(builtin) if builtin.row().is_registered() => Meaning::Builtin(builtin),
            _ => Meaning::Undefined,
        }
    }

    /// The variable that a name means.
    pub(super) fn place(&self, name: Symbol) -> Option<Place> {
        if let Some(place) = self.names.get(name) {
            return Some(place);
        }
        let id = self.resolution.global(name)?;
        Some(Place::Global(self.resolution.target(id).unwrap_or(id)))
    }

    pub(super) fn locate(&mut self, place: Place) -> Location {
        let id = match place {
            Place::Global(global) => return Location::Global(global.0),
            Place::Variable(id) => id,
        };
        let variable = self.resolution.variable(id);
        let (owner, shared) = (variable.owner, variable.shared);
        if owner == self.state.scope {
            let register = self.registers[id.index()];
            return if shared { Location::Cell(register) } else { Location::Register(register) };
        }
        let index = capture_index(&mut self.state, id);
        if shared { Location::CaptureCell(index) } else { Location::Capture(index) }
    }

    /// The register of a variable that can be read in place.
    pub(super) fn in_place(&mut self, name: Symbol) -> Option<Reg> {
        let Meaning::Place(place) = self.meaning(name) else { return None };
        if let Place::Variable(id) = place
            && self.state.unready.contains(&id)
        {
            return None;
        }
        match self.locate(place) {
            Location::Register(register) => Some(register),
            _ => None,
        }
    }

    pub(super) fn read(&mut self, place: Place, a: Reg) {
        if let Place::Variable(id) = place
            && self.state.unready.contains(&id)
        {
            return self.emit(Instruction::LoadNil { a });
        }
        match self.locate(place) {
            Location::Register(b) => self.move_to(a, b),
            Location::Cell(b) => self.emit(Instruction::CellGet { a, b }),
            Location::Capture(d) => self.emit(Instruction::CaptureGet { a, d }),
            Location::CaptureCell(d) => self.emit(Instruction::CaptureCellGet { a, d }),
            Location::Global(d) => self.emit(Instruction::GlobalGet { a, d }),
        }
    }

    /// The value of a name.
    pub(super) fn read_name(&mut self, name: Symbol, span: Span, a: Reg) {
        match self.meaning(name) {
            Meaning::Place(place) => self.read(place, a),
            Meaning::Builtin(builtin) => {
                let d = self.builtin(builtin);
                self.emit(Instruction::LoadNative { a, d });
            }
            Meaning::Undefined => self.undefined(name, span),
        }
    }

    pub(super) fn undefined(&mut self, name: Symbol, span: Span) {
        let d = self.string_constant(name);
        self.at(span.start);
        self.emit(Instruction::Undefined { d });
    }

    /// The assignment at `position` of what is in `b`.
    pub(super) fn write(&mut self, place: Place, b: Reg, position: u32) {
        match self.locate(place) {
            Location::Register(a) => self.move_to(a, b),
            Location::Cell(a) => {
                if self.makes_cell(place, position) {
                    self.emit(Instruction::CellNew { a, b });
                } else {
                    self.emit(Instruction::CellSet { a, b });
                }
            }
            Location::Capture(_) => {}
            Location::CaptureCell(d) => self.emit(Instruction::CaptureCellSet { a: b, d }),
            Location::Global(d) => self.emit(Instruction::GlobalSet { a: b, d }),
        }
        if let Place::Variable(id) = place {
            let from = &mut self.written_from[id.index()];
            *from = (*from).min(self.state.builder.pc());
        }
        if let Place::Variable(id) = place
            && let Some(&mirror) = self.mirrors.get(&id)
            && self.resolution.variable(id).owner == self.state.scope
        {
            self.write(mirror, b, u32::MAX - 1);
        }
    }

    fn makes_cell(&self, place: Place, position: u32) -> bool {
        matches!(place, Place::Variable(id) if self.resolution.variable(id).cell_made_at == position)
    }

    /// Binds a name of a clause or loop to `register` until names are undone.
    pub(super) fn bind(&mut self, id: VariableId, register: Reg) {
        self.registers[id.index()] = register;
        let name = self.resolution.variable(id).name;
        self.names.bind(name, Place::Variable(id));
    }

    /// A variable that only generated code uses; functions inside capture its value.
    pub(super) fn hidden_variable(&mut self, register: Reg) -> VariableId {
        let id = VariableId(self.resolution.variables.len() as u32);
        self.resolution.variables.push(crate::resolve::Variable {
            name: crate::symbol::word::EMPTY,
            owner: self.state.scope,
            kind: VariableKind::Local,
            captured: true,
            shared: false,
            starts_nil: false,
            cell_made_at: u32::MAX,
            uses: 1,
            writes: 1,
            separate: true,
            constant: true,
        });
        self.registers.push(register);
        self.written_from.push(u32::MAX);
        id
    }

    /// Names a register for debuggers from `start` to here.
    pub(super) fn name_register(&mut self, id: VariableId, start: u32) {
        let variable = self.resolution.variable(id);
        let (name, cell, register) = (self.interner.name(variable.name), variable.shared, self.registers[id.index()]);
        let end = self.state.builder.pc();
        self.state.builder.local(name, register, cell, start, end);
    }
}

/// The index of a variable of an enclosing function among the captures.
pub(super) fn capture_index(state: &mut State<'_>, id: VariableId) -> u32 {
    let known = state.captures.iter().position(|&known| known == id);
    known.unwrap_or_else(|| {
        state.captures.push(id);
        state.captures.len() - 1
    }) as u32
}
