//! Hooks: what a process does, as it does it. Installed hooks make the instrumented interpreter run the process;
//! without them there is not one instruction of cost.

use crate::process::Process;
use crate::value::Value;
use quintet_bytecode::Op;

/// What hooks are told before an instruction.
pub struct Site<'a> {
    /// The function's name.
    pub function: &'a str,
    /// The file and line, if known.
    pub file: &'a str,
    /// From 1; 0 if not known.
    pub line: u32,
    /// Index of the instruction's word.
    pub pc: usize,
    /// The op.
    pub op: Op,
    /// Frames in use.
    pub depth: usize,
}

/// Called by the instrumented interpreter. Methods other than `instruction` do nothing unless overridden.
pub trait Hooks: Send {
    /// Before each instruction.
    fn instruction(&mut self, process: &mut Process, site: &Site);
    /// When a value is thrown, before it travels outward.
    fn throw(&mut self, _process: &mut Process, _value: Value) {}
    /// Before a collection.
    fn collection(&mut self, _process: &mut Process) {}
}

impl Process {
    /// Tells the hooks of the instruction at `insn`.
    pub(crate) fn hook_instruction(&mut self, op: Op) {
        let Some(mut hooks) = self.hooks.take() else { return };
        let code = self.code();
        let pc = code.index_of(self.insn);
        let line = code.def.line_at(pc);
        let files = &code.module().module.files;
        let file = line.and_then(|l| files.get(l.file as usize)).map_or("", |f| f.name.as_str());
        let site = Site {
            function: crate::process::display_name(code),
            file,
            line: line.map_or(0, |l| l.line),
            pc,
            op,
            depth: self.depth(),
        };
        hooks.instruction(self, &site);
        self.hooks = Some(hooks);
    }

    /// The values of the running function's named locals at its pc.
    pub fn locals(&self) -> Vec<(String, Value)> {
        let code = self.code();
        let pc = code.index_of(self.insn) as u32;
        let live = code.def.locals.iter().filter(|l| l.start <= pc && pc < l.end);
        live.map(|l| (l.name.clone(), self.at(l.register * 16))).collect()
    }
}
