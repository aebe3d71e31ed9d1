//! Generated modules with some changes: the verifier does not panic, and what it accepts can be analysed and fused.
//!
//! The input is a seed of 1 byte, then changes of 6 bytes: function, kind, position (2 bytes), value (2 bytes). The modules of all
//! seeds are generated once: that takes longer than to verify one.
#![no_main]

use libfuzzer_sys::fuzz_target;
use quintet_bytecode::{BitSet, Liveness, Module, Word, fuse, generate, verify};
use std::sync::LazyLock;

static MODULES: LazyLock<Vec<Module>> = LazyLock::new(|| (0..256).map(|seed| generate(seed, 1 + seed as usize % 4)).collect());

/// Makes a change and says in which function.
fn change(module: &mut Module, change: &[u8; 6]) -> usize {
    let [function, kind, a, b, c, d] = change.map(usize::from);
    let (position, value) = (a | b << 8, c | d << 8);
    let index = function % module.functions.len();
    let function = &mut module.functions[index];
    let size = function.code.len().max(1);
    let value16 = value as u16;
    match kind % 8 {
        // A register operand or an opcode becomes another.
        0..=4 => {
            let Some(word) = function.code.get_mut(position % size) else { return index };
            let shift = [0, 8, 16, 32, 48][kind % 8];
            let (bits, mask) = match shift {
                0 | 8 => (value as u64 & 0xff, 0xffu64),
                _ => ((value as u64 & 0xfff) << 4, 0xffff),
            };
            *word = Word(word.0 & !(mask << shift) | bits << shift);
        }
        5 => {
            if let Some(word) = function.code.get_mut(position % size) {
                *word = word.with_d(i32::from(value16 as i16) as u32);
            }
        }
        6 => {
            let n = function.handlers.len().max(1);
            if let Some(h) = function.handlers.get_mut(position % n) {
                match value % 4 {
                    0 => h.start = value as u32 >> 2,
                    1 => h.end = value as u32 >> 2,
                    2 => h.target = value as u32 >> 2,
                    _ => h.register = value16 >> 2,
                }
            }
        }
        _ => function.registers = value16 % 64,
    }
    index
}

fuzz_target!(|bytes: &[u8]| {
    let Some((seed, changes)) = bytes.split_first() else { return };
    let mut module = MODULES[usize::from(*seed)].clone();
    let (changes, _) = changes.as_chunks::<6>();
    let changed: Vec<usize> = changes.iter().map(|c| change(&mut module, c)).collect();
    let Ok(module) = verify(module) else { return };
    for index in changed {
        let function = &module.functions[index];
        let liveness = Liveness::compute(&module, function);
        let mut live = BitSet::default();
        for pc in 0..function.code.len() {
            liveness.before(pc, &mut live);
        }
        fuse(&module, index as u32);
    }
});
