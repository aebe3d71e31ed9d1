//! Generated modules with some changes: the verifier does not panic, and what it accepts can be analysed and fused.
//!
//! The input is a seed of 2 bytes, then changes of 6 bytes: function, kind, position (2 bytes), value (2 bytes).
#![no_main]

use libfuzzer_sys::fuzz_target;
use quintet_bytecode::{BitSet, Liveness, Module, Word, fuse, generate, verify};

fn change(module: &mut Module, change: &[u8; 6]) {
    let [function, kind, a, b, c, d] = change.map(usize::from);
    let (position, value) = (a | b << 8, c | d << 8);
    let n = module.functions.len();
    let Some(function) = module.functions.get_mut(function % n) else { return };
    let size = function.code.len().max(1);
    let value16 = value as u16;
    match kind % 8 {
        // A register operand or an opcode becomes another.
        0..=4 => {
            let Some(word) = function.code.get_mut(position % size) else { return };
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
}

fuzz_target!(|bytes: &[u8]| {
    let Some((seed, changes)) = bytes.split_first_chunk::<2>() else { return };
    let mut module = generate(u64::from(u16::from_le_bytes(*seed)), 6);
    let (changes, _) = changes.as_chunks::<6>();
    changes.iter().for_each(|c| change(&mut module, c));
    let Ok(module) = verify(module) else { return };
    for (index, function) in module.functions.iter().enumerate() {
        let liveness = Liveness::compute(&module, function);
        let mut live = BitSet::default();
        for pc in 0..function.code.len() {
            liveness.before(pc, &mut live);
        }
        fuse(&module, index as u32);
    }
});
