//! Strings by character: a Unicode scalar, or one byte where the bytes are not UTF-8.

/// The length in bytes of the first character; 0 if there is none.
#[inline]
pub(crate) fn first_len(bytes: &[u8]) -> usize {
    let n = match bytes.first() {
        None => return 0,
        Some(0xc2..=0xdf) => 2,
        Some(0xe0..=0xef) => 3,
        Some(0xf0..=0xf4) => 4,
        Some(_) => return 1,
    };
    match bytes.get(..n) {
        Some(c) if std::str::from_utf8(c).is_ok() => n,
        _ => 1,
    }
}

/// The characters in order.
pub(crate) fn characters(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut left = bytes;
    std::iter::from_fn(move || {
        let (c, more) = left.split_at(first_len(left));
        left = more;
        if c.is_empty() { None } else { Some(c) }
    })
}

/// The number of characters.
pub(crate) fn count(bytes: &[u8]) -> usize {
    if bytes.is_ascii() { bytes.len() } else { characters(bytes).count() }
}

/// The position in bytes of character `n`, or the length if there are not so many.
pub(crate) fn byte_position(bytes: &[u8], n: usize) -> usize {
    if bytes.is_ascii() { n.min(bytes.len()) } else { characters(bytes).take(n).map(<[u8]>::len).sum() }
}

/// The scalar that a character is, or its byte if it is not UTF-8.
pub(crate) fn scalar(character: &[u8]) -> u32 {
    match std::str::from_utf8(character) {
        Ok(text) => text.chars().next().map_or(0, u32::from),
        Err(_) => character.first().copied().map_or(0, u32::from),
    }
}

/// Applies a function to the parts that are UTF-8; other bytes stay as they are.
pub(crate) fn map_text(bytes: &[u8], mut f: impl FnMut(&str, &mut String)) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    let mut text = String::new();
    for chunk in bytes.utf8_chunks() {
        text.clear();
        f(chunk.valid(), &mut text);
        out.extend_from_slice(text.as_bytes());
        out.extend_from_slice(chunk.invalid());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn invalid_bytes_are_characters_of_their_own() {
        let found: Vec<&[u8]> = characters(b"a\xc3\xa9\xe2\x82z\xff\xed\xa0\x80").collect();
        let expected: [&[u8]; 9] = [b"a", b"\xc3\xa9", b"\xe2", b"\x82", b"z", b"\xff", b"\xed", b"\xa0", b"\x80"];
        assert_eq!(found, expected);
        assert_eq!(count("häß".as_bytes()), 3);
        assert_eq!(byte_position("häß".as_bytes(), 2), 3);
    }
}
