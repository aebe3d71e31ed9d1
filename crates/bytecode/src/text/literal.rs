//! Literals as they are printed.

use super::lexer::is_identifier;
use crate::module::Constant;
use std::fmt::Write;

/// Appends a string in quotes. What is not printable UTF-8 is escaped.
pub(super) fn quote(bytes: &[u8], out: &mut String) {
    out.push('"');
    for chunk in bytes.utf8_chunks() {
        for c in chunk.valid().chars() {
            match c {
                '\n' => out.push_str("\\n"),
                '\r' => out.push_str("\\r"),
                '\t' => out.push_str("\\t"),
                '"' => out.push_str("\\\""),
                '\\' => out.push_str("\\\\"),
                // Escaped where an editor or terminal would act on it or show nothing.
                _ if c.is_control() || is_invisible(c) => {
                    out.push_str("\\u{");
                    let _ = write!(out, "{:x}", c as u32);
                    out.push('}');
                }
                _ => out.push(c),
            }
        }
        chunk.invalid().iter().for_each(|byte| {
            let _ = write!(out, "\\x{byte:02x}");
        });
    }
    out.push('"');
}

/// Line separators, direction marks and the like.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// Appends a name, in quotes if it needs them.
pub(super) fn name(text: &str, out: &mut String) {
    match is_identifier(text) {
        true => out.push_str(text),
        false => quote(text.as_bytes(), out),
    }
}

/// Appends names in parentheses.
pub(super) fn names(all: &[String], out: &mut String) {
    out.push('(');
    for (i, text) in all.iter().enumerate() {
        if i > 0 {
            out.push_str(", ");
        }
        name(text, out);
    }
    out.push(')');
}

/// Appends a constant.
pub(super) fn constant(constant: &Constant, out: &mut String) {
    match constant {
        Constant::Int(i) => {
            let _ = write!(out, "{i}");
        }
        Constant::Float(bits) => {
            let f = bits.float();
            let _ = match f {
                _ if bits.0 == f64::NAN.to_bits() => write!(out, "nan"),
                _ if f.is_nan() => write!(out, "nan:{:#018x}", bits.0),
                _ if f.is_infinite() => write!(out, "{}", if f > 0.0 { "inf" } else { "-inf" }),
                _ => write!(out, "{f:?}"),
            };
        }
        Constant::String(s) => quote(s, out),
        Constant::Bytes(b) => {
            out.push_str("b\"");
            let _ = write!(out, "{}", Escaped(b));
            out.push('"');
        }
        Constant::Symbol(s) => {
            out.push(':');
            name(s, out);
        }
        Constant::Names(all) => names(all, out),
    }
}

/// Bytes in ASCII.
struct Escaped<'a>(&'a [u8]);

impl std::fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.iter().try_for_each(|&byte| match byte {
            b'"' | b'\\' => write!(f, "\\{}", byte as char),
            b' '..=b'~' => write!(f, "{}", byte as char),
            _ => write!(f, "\\x{byte:02x}"),
        })
    }
}
