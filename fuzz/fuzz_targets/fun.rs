//! Any bytes as Fun source: the front end does not panic, errors can be shown, and what it compiles passes the verifier.
#![no_main]

use libfuzzer_sys::fuzz_target;
use quintet_bytecode::verify;
use quintet_fun::compile::{Options, compile};
use quintet_fun::diagnostics::render_all;
use quintet_fun::include::NoFiles;
use quintet_fun::source::SourceMap;

fuzz_target!(|bytes: &[u8]| {
    let mut sources = SourceMap::new();
    let Ok(main) = sources.add_file("fuzz.fun", None, bytes) else { return };
    let options = Options { warnings: true, source_text: true };
    match compile(&mut sources, main, &mut NoFiles, options) {
        Ok(compiled) => {
            verify(compiled.module).expect("the compiler's modules are valid");
        }
        Err(diagnostics) => {
            // Most inputs have dozens; to show all of them would take most of the time.
            let some = &diagnostics[..diagnostics.len().min(3)];
            assert!(!render_all(some, &sources, false, true).is_empty());
        }
    }
});
