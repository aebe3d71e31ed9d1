//! What is known of registers at a place: the state of the analysis and of the translation.

use quintet_runtime::Kind;

/// What a register holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Ty {
    /// Nothing that is needed.
    Dead,
    /// Some value, in its window.
    Any,
    /// A value with exactly this tag; its payload is in a variable.
    Is(u8),
}

pub(crate) const NIL: u8 = Kind::NIL.0;
pub(crate) const BOOL: u8 = Kind::BOOL.0;
pub(crate) const INT: u8 = Kind::INT.0;
pub(crate) const FLOAT: u8 = Kind::FLOAT.0;
pub(crate) const FUNCTION: u8 = Kind::FUNCTION.0;
pub(crate) const ARRAY: u8 = Kind::ARRAY.0;
pub(crate) const RECORD: u8 = Kind::RECORD.0;
pub(crate) const CLOSURE: u8 = Kind::CLOSURE.0;
pub(crate) const CELL: u8 = Kind::CELL.0;

/// One register.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Slot {
    pub ty: Ty,
    /// The window holds the value too.
    pub clean: bool,
    /// The integer that it always is.
    pub constant: Option<i32>,
}

impl Slot {
    pub const DEAD: Slot = Slot { ty: Ty::Dead, clean: true, constant: None };
    pub const ANY: Slot = Slot { ty: Ty::Any, clean: true, constant: None };

    /// A value of a kind that is in a variable only.
    pub fn fresh(kind: u8) -> Slot {
        Slot { ty: Ty::Is(kind), clean: false, constant: None }
    }
    /// A value of a kind that is in its window and in a variable.
    pub fn known(kind: u8) -> Slot {
        Slot { ty: Ty::Is(kind), clean: true, constant: None }
    }
    /// The kind, if it must be written to the window before anybody looks there.
    pub fn dirty(self) -> Option<u8> {
        match self.ty {
            Ty::Is(kind) if !self.clean => Some(kind),
            _ => None,
        }
    }
    /// What is true of both.
    fn join(self, other: Slot) -> Slot {
        match (self.ty, other.ty) {
            (Ty::Dead, _) | (_, Ty::Dead) => Slot::DEAD,
            (Ty::Is(a), Ty::Is(b)) if a == b => Slot {
                ty: Ty::Is(a),
                clean: self.clean && other.clean,
                constant: self.constant.filter(|_| self.constant == other.constant),
            },
            _ => Slot::ANY,
        }
    }
}

/// All registers.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct State(pub Vec<Slot>);

impl State {
    /// Makes this what is true of both; whether it has changed.
    pub fn join(&mut self, other: &State) -> bool {
        let mut changed = false;
        for (mine, theirs) in self.0.iter_mut().zip(&other.0) {
            let joined = mine.join(*theirs);
            changed |= joined != *mine;
            *mine = joined;
        }
        changed
    }
    pub fn kind(&self, register: usize) -> Option<u8> {
        match self.0[register].ty {
            Ty::Is(kind) => Some(kind),
            _ => None,
        }
    }
}
