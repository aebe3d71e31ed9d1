//! `match`: its arms are paths, their names visible in them only.

use super::*;

/// The kinds that a class pattern tests if nothing else has the name. `Error` is a class.
pub(crate) fn is_kind(name: &str) -> bool {
    const KINDS: [&str; 13] = [
        "Number", "Float", "String", "Bytes", "Boolean", "Array", "Map", "Function", "Pid", "Ref", "Fiber", "Port",
        "Buffer",
    ];
    KINDS.contains(&name)
}

impl<'a> Walk<'a> {
    /// Says whether execution can go on behind it.
    pub(super) fn match_expr(&mut self, m: &Match) -> bool {
        self.expr(&m.subject);
        self.arms(&m.arms, None)
    }

    /// The same of a `receive`: its timeout is evaluated before.
    pub(super) fn receive_expr(&mut self, receive: &Receive) -> bool {
        let after = receive.after.as_ref();
        if let Some(after) = after {
            self.expr(&after.timeout);
        }
        self.arms(&receive.arms, after.map(|after| &after.body))
    }

    /// Arms of which one is taken, or what is done if none is.
    fn arms(&mut self, arms: &[Arm], after: Option<&Block>) -> bool {
        let mut paths = Vec::new();
        for arm in arms {
            self.pattern_uses(&arm.pattern);
            let names = self.names.mark();
            self.bind_pattern(&arm.pattern);
            if let Some(guard) = &arm.guard {
                self.expr(guard);
            }
            paths.extend(self.path(&arm.body.stmts));
            self.names.undo(names);
        }
        if let Some(after) = after {
            paths.extend(self.path(&after.stmts));
        }
        let goes_on = !paths.is_empty();
        self.meet(paths);
        goes_on
    }

    /// What a pattern reads, in the scope around it.
    fn pattern_uses(&mut self, pattern: &Pattern) {
        match &pattern.kind {
            PatternKind::Pin(e) => self.expr(e),
            PatternKind::Class(class) => {
                let kind = matches!(&*class.path, [name] if self.is_kind_name(name.name));
                if !kind {
                    self.use_path(&class.path);
                }
            }
            _ => {}
        }
        pattern.for_each_inner(&mut |inner| self.pattern_uses(inner));
    }

    /// Whether a class pattern of that name tests the kind.
    fn is_kind_name(&self, name: Symbol) -> bool {
        self.names.get(name).is_none() && self.result.global(name).is_none() && is_kind(self.text(name))
    }

    /// Binds the names of a pattern. One that several alternatives bind is one variable.
    fn bind_pattern(&mut self, pattern: &Pattern) {
        let frame = self.frames.len() - 1;
        let mut bound: Vec<(Symbol, VariableId)> = Vec::new();
        pattern.for_each_name(&mut |ident| {
            let known = bound.iter().find(|(name, _)| *name == ident.name).map(|&(_, id)| id);
            let id = known.unwrap_or_else(|| {
                let id = self.add_variable(ident, VariableKind::Pattern, frame);
                bound.push((ident.name, id));
                id
            });
            self.result.bound_at.insert(ident.span.start, id);
        });
        for (name, id) in bound {
            self.begin(id);
            self.names.bind(name, Place::Variable(id));
        }
    }
}
