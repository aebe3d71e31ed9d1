//! Strings by character: a character is a Unicode scalar, or one byte where the bytes are not valid UTF-8.

/// The length in bytes of the character at the start of `bytes`, which is not empty.
pub(crate) fn char_len(bytes: &[u8]) -> usize {
    let n = match bytes[0] {
        0..=0x7f => return 1,
        0xc2..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf4 => 4,
        _ => return 1,
    };
    match bytes.get(..n) {
        Some(c) if std::str::from_utf8(c).is_ok() => n,
        _ => 1,
    }
}

/// The byte offset at which character `n` begins; the length if there are fewer: O(n).
pub(crate) fn char_offset(bytes: &[u8], n: usize) -> usize {
    let mut at = 0;
    for _ in 0..n {
        if at >= bytes.len() {
            break;
        }
        at += char_len(&bytes[at..]);
    }
    at
}

/// The number of characters: O(length).
pub fn char_count(bytes: &[u8]) -> usize {
    let mut at = 0;
    let mut n = 0;
    while at < bytes.len() {
        at += char_len(&bytes[at..]);
        n += 1;
    }
    n
}
