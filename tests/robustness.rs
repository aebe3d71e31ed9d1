//! Changed copies of the test files: no front end, assembler, decoder or verifier may panic on any input, and what the
//! verifier accepts can be analysed and fused.
//!
//! A normal run tries 2,000 inputs a target; `QUINTET_FUZZ=n` tries n more, behind those. Each input follows from its
//! number alone. `fuzz/` holds the same targets for a fuzzer that is guided by coverage.

#[path = "nets/mutate.rs"]
mod mutate;
#[path = "nets/programs.rs"]
mod programs;
#[path = "nets/random.rs"]
mod random;

use mutate::mutate;
use quintet::bytecode::binary::decode_unsummed;
use quintet::bytecode::{
    BitSet, Debug, Liveness, Module, Word, assemble, decode, disassemble, encode, fuse, generate, verify,
};
use random::Random;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

const NORMAL: u64 = 2_000;
/// Inputs shown before a test gives up.
const SHOWN: usize = 3;

/// Tries inputs by number; those that panic are shown.
fn tries<T>(make: impl Fn(u64) -> T, shown: impl Fn(&T) -> String, check: impl Fn(&T) -> bool) {
    let more = std::env::var("QUINTET_FUZZ").ok().map_or(0, |n| n.parse().expect("QUINTET_FUZZ is a number"));
    let (mut panics, mut accepted) = (Vec::new(), 0u64);
    for number in 0..NORMAL + more {
        let input = make(number);
        match catch_unwind(AssertUnwindSafe(|| check(&input))) {
            Ok(good) => accepted += u64::from(good),
            Err(_) => panics.push(format!("input {number}:\n{}", shown(&input))),
        }
        if panics.len() == SHOWN {
            break;
        }
    }
    assert!(panics.is_empty(), "{} inputs panic:\n{}", panics.len(), panics.join("\n"));
    println!("{} inputs, {accepted} accepted", NORMAL + more);
}

/// The files below a directory with that extension, by name.
fn corpus(directory: &str, extension: &str) -> Vec<Vec<u8>> {
    fn walk(directory: &Path, extension: &str, found: &mut Vec<Vec<u8>>) {
        let mut paths: Vec<_> = fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().path()).collect();
        paths.sort();
        for path in paths {
            if path.is_dir() {
                walk(&path, extension, found);
            } else if path.extension().is_some_and(|e| e == extension) {
                found.push(fs::read(&path).unwrap());
            }
        }
    }
    let mut found = Vec::new();
    walk(&Path::new(env!("CARGO_MANIFEST_DIR")).join(directory), extension, &mut found);
    assert!(!found.is_empty(), "{directory} has files");
    found
}

/// Verifies, and if that succeeds does what is done with verified modules before they run.
fn use_module(module: Module) -> bool {
    let Ok(module) = verify(module) else { return false };
    for (index, function) in module.functions.iter().enumerate() {
        let liveness = Liveness::compute(&module, function);
        let mut live = BitSet::default();
        for pc in 0..function.code.len() {
            liveness.before(pc, &mut live);
            liveness.during_call(pc, &mut live);
        }
        fuse(&module, index as u32);
    }
    true
}

#[test]
fn fun_source() {
    let corpus = corpus("fun", "fun");
    let make = |number| mutate(&mut Random::new(number), &corpus);
    tries(
        make,
        |bytes| bytes.escape_ascii().to_string(),
        |bytes| {
            let options = quintet::fun::compile::Options { warnings: true, source_text: true };
            let mut loader = quintet::fun::include::NoFiles;
            match quintet::compile_source("changed.fun", None, bytes, &mut loader, options) {
                Ok((_, compiled)) => {
                    let text = disassemble(&compiled.module);
                    assert!(use_module(compiled.module), "the compiler's module is refused:\n{text}");
                    true
                }
                Err(error) => {
                    assert!(!error.render(false).is_empty());
                    false
                }
            }
        },
    );
}

/// Whatever parses can be formatted, and formatting it again changes nothing. Also a program with its white space changed.
#[test]
fn formatted_source() {
    let mut corpus = corpus("fun", "fun");
    corpus.retain(|text| text.len() < 2_000);
    let make = |number| {
        let random = &mut Random::new(number);
        match number % 3 {
            0 => mutate(random, &corpus),
            1 => {
                let text = &corpus[random.below(corpus.len())];
                respace(random, text)
            }
            _ => respace(random, programs::program(number).as_bytes()),
        }
    };
    tries(
        make,
        |bytes| bytes.escape_ascii().to_string().replace("\\n", "\n"),
        |bytes| {
            use quintet::fun::format::{FormatError, format};
            let once = match format("changed.fun", bytes) {
                Ok(once) => once,
                Err(FormatError::Syntax(..)) => return false,
                Err(FormatError::Changed(what)) => panic!("{what}"),
            };
            let twice = format("changed.fun", &once).unwrap();
            assert_eq!(String::from_utf8_lossy(&once), String::from_utf8_lossy(&twice));
            true
        },
    );
}

/// The same text with spaces and comments put in, and lines broken, where that may be allowed.
fn respace(random: &mut Random, text: &[u8]) -> Vec<u8> {
    let often = 4 + random.below(60);
    let mut out = Vec::with_capacity(text.len() * 2);
    for &byte in text {
        if matches!(byte, b',' | b'(' | b'[' | b'{' | b')' | b']' | b'}' | b' ' | b'=' | b'+') && random.one_in(often) {
            let pieces: [&[u8]; 10] = [
                b" ",
                b"   ",
                b"\n",
                b"\n      ",
                b" /* c */ ",
                b" // c\n",
                b"\n\n\n",
                b"/* a\n   b */",
                b"\t",
                b"\n  // d\n",
            ];
            let piece = pieces[random.below(pieces.len())];
            match random.one_in(2) {
                true => out.extend([piece, &[byte]].concat()),
                false => out.extend([&[byte], piece].concat()),
            }
        } else {
            out.push(byte);
        }
    }
    out
}

#[test]
fn assembler_text() {
    let corpus = corpus("bytecode", "qasm");
    let make = |number| mutate(&mut Random::new(number), &corpus);
    tries(
        make,
        |bytes| bytes.escape_ascii().to_string(),
        |bytes| {
            let Ok(module) = assemble(&String::from_utf8_lossy(bytes)) else { return false };
            assert_eq!(assemble(&disassemble(&module)).as_ref(), Ok(&module));
            use_module(module)
        },
    );
}

#[test]
fn binary_form() {
    let mut corpus: Vec<Vec<u8>> = corpus("bytecode", "qasm")
        .iter()
        .filter_map(|text| assemble(&String::from_utf8_lossy(text)).ok())
        .map(|module| encode(&module, Debug::Keep))
        .collect();
    corpus.extend((0..20).map(|seed| encode(&generate(seed, 6), Debug::Keep)));
    let make = |number| mutate(&mut Random::new(number), &corpus);
    tries(
        make,
        |bytes| bytes.escape_ascii().to_string(),
        |bytes| {
            let _ = decode(bytes);
            let Ok(module) = decode_unsummed(bytes) else { return false };
            assert_eq!(decode(&encode(&module, Debug::Keep)).as_ref(), Ok(&module));
            assert_eq!(assemble(&disassemble(&module)).as_ref(), Ok(&module));
            use_module(module)
        },
    );
}

/// A valid module with a few words, handlers and counts changed.
fn changed_module(number: u64) -> Module {
    let mut random = Random::new(number);
    let mut module = generate(number / 8, 6);
    for _ in 0..1 + random.below(3) {
        let count = module.functions.len();
        let function = &mut module.functions[random.below(count)];
        if function.code.is_empty() {
            continue;
        }
        let at = random.below(function.code.len());
        let shift = [0, 8, 16, 32, 48][random.below(5)];
        let small = random.below(24) as u64;
        match random.below(9) {
            0..=3 if shift >= 16 => {
                let word = &mut function.code[at];
                *word = Word(word.0 & !(0xffff << shift) | (small << 4) << shift);
            }
            0..=3 => {
                let word = &mut function.code[at];
                *word = Word(word.0 & !(0xff << shift) | random.below(256) as u64 & 0xff << shift);
            }
            4 => function.code[at].0 ^= 1 << random.below(64),
            5 => function.code[at] = Word(random.word()),
            6 if !function.handlers.is_empty() => {
                let size = function.code.len() as u32 + 2;
                let n = function.handlers.len();
                let handler = &mut function.handlers[random.below(n)];
                let value = random.word() as u32 % size;
                match random.below(4) {
                    0 => handler.start = value,
                    1 => handler.end = value,
                    2 => handler.target = value,
                    _ => handler.register = small as u16,
                }
            }
            7 => function.registers = (function.registers + small as u16).saturating_sub(12),
            _ => {
                let other = random.below(function.code.len());
                function.code.swap(at, other);
            }
        }
    }
    module
}

#[test]
fn words() {
    let shown = |module: &Module| {
        let code: Vec<String> = module.functions.iter().map(|f| format!("{:x?}", f.code)).collect();
        code.join("\n")
    };
    tries(changed_module, shown, |module| use_module(module.clone()));
}
