//! The natives of the language's library: values, arrays, maps, strings, numbers, dates, files, programs, data formats,
//! hashes. Those that touch the outside need a capability; those that may call back into the program are machines of
//! steps. [`host`] holds the hosts that go with them.
#![forbid(unsafe_code)]

mod arguments;
mod array;
mod callbacks;
mod characters;
mod conversion;
mod display;
mod elements;
mod errors;
mod format;
pub mod host;
mod io;
mod iterate;
mod map;
mod number;
mod sort;
mod string;
mod time;
mod values;

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
    ];
    for module in modules {
        module(&mut all);
    }
    all
}
