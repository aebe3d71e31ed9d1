//! Variables: what their uses say about their storage, and which are assigned on every path.

use super::*;

impl<'a> Walk<'a> {
    pub(super) fn add_variable(&mut self, ident: Ident, kind: VariableKind, frame: usize) -> VariableId {
        let id = VariableId(self.result.variables.len() as u32);
        let owner = self.frames[frame].scope;
        self.result.variables.push(Variable {
            name: ident.name,
            owner,
            kind,
            captured: false,
            shared: false,
            starts_nil: false,
            cell_made_at: u32::MAX,
            uses: 0,
            writes: 0,
            separate: false,
            constant: false,
        });
        self.facts.push(Facts {
            assigned: false,
            touched: false,
            read: false,
            first_capture: u32::MAX,
            last_write: 0,
            written_inside: false,
            early_cell: false,
            loop_depth: self.frames[frame].loops.len(),
            frame,
            position: ident.span.start,
            outer: None,
        });
        id
    }

    pub(super) fn tick(&mut self) -> u32 {
        self.clock += 1;
        self.clock
    }

    /// Notes a use from inside another function.
    pub(super) fn capture(&mut self, id: VariableId) {
        let facts = &mut self.facts[id.index()];
        let frame = &self.frames[facts.frame];
        let at = frame.loops.get(facts.loop_depth).copied().unwrap_or(self.clock);
        facts.first_capture = facts.first_capture.min(at);
        if frame.in_defaults {
            self.result.scopes[frame.scope.index()].defaults_capture = true;
        }
        self.result.variables[id.index()].captured = true;
    }

    pub(super) fn is_outer(&self, id: VariableId) -> bool {
        self.facts[id.index()].frame + 1 != self.frames.len()
    }

    pub(super) fn read(&mut self, id: VariableId) {
        self.tick();
        if self.is_outer(id) {
            self.capture(id);
        }
        let (variable, facts) = (&mut self.result.variables[id.index()], &mut self.facts[id.index()]);
        variable.uses += 1;
        facts.read = true;
        if !facts.assigned {
            variable.starts_nil = true;
            facts.early_cell = true;
        }
        facts.touched = true;
    }

    /// An assignment; `header` if a loop does it at each turn.
    pub(super) fn write(&mut self, id: VariableId, position: u32, header: bool) {
        let now = self.tick();
        let outer = self.is_outer(id);
        if outer {
            self.capture(id);
        }
        let (variable, facts) = (&mut self.result.variables[id.index()], &mut self.facts[id.index()]);
        variable.uses += u32::from(!header);
        if outer {
            facts.written_inside = true;
            if !facts.assigned {
                variable.starts_nil = true;
                facts.early_cell = true;
            }
            facts.touched = true;
            return;
        }
        variable.writes += 1;
        facts.last_write = now;
        if !facts.assigned {
            let frame = &mut self.frames[facts.frame];
            if facts.touched || frame.loops.len() != facts.loop_depth {
                facts.early_cell = true;
            } else {
                variable.cell_made_at = position;
            }
            facts.assigned = true;
            frame.trail.push(id);
        }
        facts.touched = true;
    }

    /// What the parameters and clause names have from the start.
    pub(super) fn begin(&mut self, id: VariableId) {
        let now = self.tick();
        let facts = &mut self.facts[id.index()];
        facts.assigned = true;
        facts.touched = true;
        facts.last_write = now;
    }

    pub(super) fn settle_variables(&mut self) {
        for (variable, facts) in self.result.variables.iter_mut().zip(&self.facts) {
            variable.shared = variable.captured && (facts.written_inside || facts.last_write >= facts.first_capture);
            if variable.shared {
                variable.starts_nil |= facts.early_cell;
                if variable.starts_nil {
                    variable.cell_made_at = u32::MAX;
                }
            }
        }
        for index in 0..self.facts.len() {
            let variable = &self.result.variables[index];
            if variable.kind != VariableKind::Loop {
                continue;
            }
            let outer_changes = match self.facts[index].outer {
                Some(Place::Global(global)) => self.result.globals[global.index()].assigned_in_functions,
                _ => false,
            };
            let separate = variable.captured || (variable.writes == 0 && !outer_changes);
            self.result.variables[index].separate = separate;
            if let (false, Some(Place::Variable(outer))) = (separate, self.facts[index].outer) {
                self.result.variables[outer.index()].uses += 1;
            }
        }
    }

    // Paths.

    pub(super) fn frame(&mut self) -> &mut Frame {
        let last = self.frames.len() - 1;
        &mut self.frames[last]
    }

    pub(super) fn trail_mark(&mut self) -> usize {
        self.frame().trail.len()
    }

    /// What became assigned since `mark` is unassigned again.
    pub(super) fn leave_path(&mut self, mark: usize) -> Vec<VariableId> {
        let assigned = self.frame().trail.split_off(mark);
        for id in &assigned {
            self.facts[id.index()].assigned = false;
        }
        assigned
    }

    /// Goes on where several paths meet: what all of them assigned is assigned.
    pub(super) fn meet(&mut self, mut paths: Vec<Vec<VariableId>>) {
        let Some(mut common) = paths.pop() else { return };
        common.retain(|id| paths.iter().all(|path| path.contains(id)));
        for &id in &common {
            self.facts[id.index()].assigned = true;
        }
        self.frame().trail.extend(common);
    }
}
