//! Properties of generated programs, and what they say about the rest of the crate.

use quintet_bytecode::*;
use std::collections::BTreeSet;

#[test]
fn generated_modules_verify_and_use_every_op() {
    let mut missing: BTreeSet<&str> = Op::ALL.iter().map(|op| op.name()).collect();
    for op in ["native_step", "ext", "load_native", "call_native", "pick_callable"] {
        missing.remove(op);
    }
    // Sequences are chosen by what real programs do.
    let fused = Fused::ALL.iter().filter(|f| f.shape() != FusedShape::Sequence);
    let mut fused: BTreeSet<&str> = fused.map(|f| f.name()).collect();
    for seed in 0..10_000u64 {
        let module = generate(seed, 2 + seed as usize % 10);
        if seed % 50 == 0 {
            let printed = disassemble(&module);
            assert_eq!(assemble(&printed).as_ref(), Ok(&module), "seed {seed}");
            assert_eq!(decode(&encode(&module, Debug::Keep)).as_ref(), Ok(&module), "seed {seed}");
        }
        let module = match verify(module.clone()) {
            Ok(module) => module,
            Err(error) => panic!("seed {seed}: {error}\n{}", disassemble(&module)),
        };
        for (index, function) in module.functions.iter().enumerate() {
            let mut pc = 0;
            while pc < function.code.len() {
                let info = Op::from_byte(function.code[pc].op()).unwrap().info();
                missing.remove(info.name);
                pc += info.words();
            }
            if seed % 12 == 0 {
                let fusion = fuse(&module, index as u32);
                for (given, original) in fusion.code.iter().zip(&function.code) {
                    assert_eq!(Fused::original(*given), *original);
                }
                fusion.sites.iter().for_each(|site| {
                    fused.remove(site.fused.name());
                });
            }
        }
    }
    assert!(missing.is_empty(), "never generated: {missing:?}");
    assert!(fused.is_empty(), "never fused: {fused:?}");
}

#[test]
fn a_seed_gives_one_module() {
    for seed in [0, 1, 99, u64::MAX] {
        assert_eq!(generate(seed, 20), generate(seed, 20));
        assert_ne!(generate(seed, 20), generate(seed ^ 2, 20));
    }
}
