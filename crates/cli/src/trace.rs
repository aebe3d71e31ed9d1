//! `--trace`: every instruction on the standard error, as it is executed.

use quintet::runtime::{Hooks, Process, Site, Value};

/// Prints where the program is before each instruction, and what is thrown.
pub struct Tracer;

impl Hooks for Tracer {
    fn instruction(&mut self, _: &mut Process, site: &Site) {
        let Site { function, file, line, pc, op, depth } = site;
        eprintln!("{:indent$}{function} {file}:{line} {pc:04} {}", "", op.name(), indent = depth.min(&40) * 2);
    }

    fn throw(&mut self, process: &mut Process, value: Value) {
        eprintln!("throw {}", process.repr(value));
    }

    fn collection(&mut self, _: &mut Process) {
        eprintln!("collection");
    }
}
