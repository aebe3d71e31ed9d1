//! Changed copies of files: bytes flipped, cut, doubled, taken from elsewhere, numbers at their limits.

use super::random::Random;

/// Bytes that mean something in one of the forms.
const PIECES: [&[u8]; 30] = [
    b"\n",
    b"\n  ",
    b"(",
    b")",
    b"[",
    b"]",
    b"{",
    b"}",
    b"\"",
    b"f\"{",
    b"'",
    b"\\u{",
    b"//",
    b"/*",
    b":",
    b"=>",
    b".",
    b"-",
    b"9223372036854775808",
    b"0x",
    b"1e999",
    b"\xff",
    b"\0",
    b"\t",
    b"r65535",
    b"r4096",
    b".end",
    b"%",
    b"fn(",
    b"try\n",
];

/// A changed copy of one of `corpus`.
pub fn mutate(random: &mut Random, corpus: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = corpus[random.below(corpus.len())].clone();
    for _ in 0..1 + random.below(6) {
        let at = random.below(bytes.len() + 1);
        let most = 1 << random.below(8);
        let end = (at + 1 + random.below(most)).min(bytes.len());
        match random.below(10) {
            0..=2 if at < bytes.len() => bytes[at] ^= 1 << random.below(8),
            3 if at < bytes.len() => bytes[at] = [0, 1, 0x7f, 0x80, 0xff][random.below(5)],
            4 => drop(bytes.drain(at..end)),
            5 => {
                let copy = bytes[at..end].to_vec();
                let to = random.below(bytes.len() + 1);
                bytes.splice(to..to, copy);
            }
            6 => {
                let other = &corpus[random.below(corpus.len())];
                let from = random.below(other.len() + 1);
                let to = (from + random.below(200)).min(other.len());
                bytes.splice(at..end, other[from..to].iter().copied());
            }
            7 | 8 => drop(bytes.splice(at..at, PIECES[random.below(PIECES.len())].iter().copied())),
            9 if random.one_in(8) => bytes.truncate(at),
            _ => {
                let line = bytes[at..].iter().position(|&b| b == b'\n').map_or(bytes.len(), |n| at + n);
                bytes.drain(at..line);
            }
        }
    }
    bytes
}
