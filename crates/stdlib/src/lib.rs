//! The natives of the language's library: values, arrays, maps, strings, numbers, dates, files, programs, data formats,
//! hashes. Those that touch the outside need a capability; those that may call back into the program are machines of
//! steps. [`host`] holds the hosts that go with them.
#![forbid(unsafe_code)]

mod absent;
mod arguments;
mod array;
mod callbacks;
mod characters;
mod conversion;
mod csv;
mod disk;
mod display;
mod docs;
mod documents;
mod elements;
mod encodings;
mod errors;
mod files;
mod format;
mod handles;
pub mod host;
mod io;
mod iterate;
mod json;
mod map;
mod number;
mod os;
mod paths;
mod pieces;
mod programs;
mod regex;
mod sort;
mod string;
mod time;
mod url;
mod values;

use quintet_bytecode::Module;
use quintet_runtime::NativeDef;

/// All natives, for [`quintet_runtime::RuntimeBuilder::natives`]. Cheap: nothing is compiled or read here.
pub fn natives() -> Vec<NativeDef> {
    let mut all = Vec::with_capacity(400);
    let modules: &[fn(&mut Vec<NativeDef>)] = &[
        values::natives,
        conversion::natives,
        errors::natives,
        io::natives,
        array::natives,
        elements::natives,
        callbacks::natives,
        sort::natives,
        map::natives,
        string::natives,
        format::natives,
        number::natives,
        time::natives,
        paths::natives,
        files::natives,
        handles::natives,
        os::natives,
        programs::natives,
        regex::natives,
        json::natives,
        csv::natives,
        encodings::natives,
        documents::natives,
        url::natives,
        absent::natives,
    ];
    for module in modules {
        module(&mut all);
    }
    all.extend(quintet_runtime::fiber_natives());
    all.extend(quintet_runtime::process_natives());
    for def in &mut all {
        def.doc_from(docs::line);
    }
    all
}

/// What natives do in bytecode, for [`quintet_runtime::RuntimeBuilder::library`].
pub fn library() -> Module {
    // A test assembles it.
    quintet_bytecode::assemble(include_str!("sort.qasm")).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_library_is_valid() {
        let module = quintet_bytecode::assemble(include_str!("sort.qasm")).unwrap();
        quintet_bytecode::verify(module).unwrap();
    }
}
