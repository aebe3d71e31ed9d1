//! The names in force at a point of a walk over the tree.

use super::{GlobalId, VariableId};
use crate::symbol::Symbol;

/// What a name that is bound somewhere in the program means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    /// A variable of a function.
    Variable(VariableId),
    /// A module variable.
    Global(GlobalId),
}

#[derive(Debug)]
struct Entry {
    name: Symbol,
    place: Place,
    /// The entry that this one hides, plus one.
    hidden: u32,
}

/// Bindings of enclosing functions, clauses and loops: an entry hides the earlier ones of its name until it is undone.
#[derive(Debug)]
pub struct Names {
    /// By symbol: the entry in force, plus one.
    heads: Vec<u32>,
    entries: Vec<Entry>,
}

impl Names {
    /// Nothing bound, for an interner with so many symbols.
    pub fn new(symbols: usize) -> Names {
        Names { heads: vec![0; symbols], entries: Vec::new() }
    }

    /// Binds a name until [`Self::undo`] with an earlier mark.
    pub fn bind(&mut self, name: Symbol, place: Place) {
        if let Some(head) = self.heads.get_mut(name.index()) {
            self.entries.push(Entry { name, place, hidden: *head });
            *head = self.entries.len() as u32;
        }
    }

    /// To be given to [`Self::undo`].
    pub fn mark(&self) -> usize {
        self.entries.len()
    }

    /// Takes back all bindings since `mark`.
    pub fn undo(&mut self, mark: usize) {
        while self.entries.len() > mark {
            if let Some(entry) = self.entries.pop() {
                self.heads[entry.name.index()] = entry.hidden;
            }
        }
    }

    /// What the name means; none if it is a module variable, a builtin or undefined.
    pub fn get(&self, name: Symbol) -> Option<Place> {
        self.all(name).next()
    }

    /// All that the name means in the enclosing scopes, from the inside out.
    pub fn all(&self, name: Symbol) -> impl Iterator<Item = Place> + '_ {
        let mut at = self.heads.get(name.index()).copied().unwrap_or(0);
        std::iter::from_fn(move || {
            let entry = self.entries.get(at.checked_sub(1)? as usize)?;
            at = entry.hidden;
            Some(entry.place)
        })
    }
}
