//! Any bytes: the decoder does not panic, what it reads is written and read back the same, the verifier does not panic on it, and
//! what passes the verifier can be analysed and fused.
#![no_main]

use libfuzzer_sys::fuzz_target;
use quintet_bytecode::binary::decode_unsummed;
use quintet_bytecode::{BitSet, Debug, Liveness, assemble, decode, disassemble, encode, fuse, verify};

fuzz_target!(|bytes: &[u8]| {
    let Ok(module) = decode_unsummed(bytes) else { return };
    assert_eq!(decode(&encode(&module, Debug::Keep)).as_ref(), Ok(&module));
    assert_eq!(assemble(&disassemble(&module)).as_ref(), Ok(&module));
    let Ok(module) = verify(module) else { return };
    for (index, function) in module.functions.iter().enumerate() {
        let liveness = Liveness::compute(&module, function);
        let mut live = BitSet::default();
        for pc in 0..function.code.len() {
            liveness.before(pc, &mut live);
            liveness.during_call(pc, &mut live);
        }
        fuse(&module, index as u32);
    }
});
