//! Running one program after another in the same process: what a program that is typed bit by bit needs.

use super::Process;
use crate::code::LoadedModule;
use crate::error::Trap;
use crate::value::Value;

impl Process {
    /// Makes a process that has ended run the top level of another module. Heap and module variables stay as they are; a
    /// module loaded by [`Runtime::load_after`](crate::Runtime::load_after) finds those of its predecessor.
    ///
    /// Returns false, and does nothing, if the process has not ended or its limits leave no room.
    pub fn run_again(&mut self, module: &LoadedModule) -> bool {
        if self.ended.is_none() {
            return false;
        }
        self.add_variables(module);
        // The record below the first function stays.
        while self.depth() > 1 {
            self.pop_frame();
        }
        (self.paid, self.charged, self.debt, self.ctx.owed) = (0, 0, 0, 0);
        self.trapped = None;
        (self.blocked, self.work) = (None, None);
        self.ctx.cleanup_failed = false;
        let main = module.main();
        self.place_stack(16);
        self.function = main;
        (self.pc, self.insn) = (main.body, main.body);
        self.leave_reserve();
        let has_room = self.need_stack(main.window as usize).is_ok();
        if has_room {
            self.ended = None;
        }
        has_room
    }

    /// Gives a continued module room for the variables that it adds.
    fn add_variables(&mut self, module: &LoadedModule) {
        let wanted = module.module.globals.len();
        let known = self.globals_of(module);
        if known.len() < wanted {
            let mut values = known.to_vec();
            values.resize(wanted, Value::NIL);
            self.globals[module.storage as usize] = Some(values.into());
        }
    }

    /// Ends what the process is doing as `exit` with this code would: `finally` and `defer` run, then it has ended. To be
    /// called between slices; work that it waits for is forgotten.
    pub fn interrupt(&mut self, code: i32) {
        if self.ended.is_some() {
            return;
        }
        self.forget_work();
        self.come_back();
        self.handle(Trap::Exit(code));
    }

    /// The value of a module variable; nil if there is none in this slot.
    pub fn variable(&mut self, module: &LoadedModule, slot: u32) -> Value {
        self.globals_of(module).get(slot as usize).copied().unwrap_or(Value::NIL)
    }
}
