//! Any text: the assembler does not panic, and what it reads is printed and read back the same.
#![no_main]

use libfuzzer_sys::fuzz_target;
use quintet_bytecode::{assemble, disassemble, verify};

fuzz_target!(|text: &str| {
    if let Ok(module) = assemble(text) {
        assert_eq!(assemble(&disassemble(&module)).as_ref(), Ok(&module));
        let _ = verify(module);
    }
});
