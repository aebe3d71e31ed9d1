//! Texts for bytes, hashes of bytes, and compression.

use crate::arguments::{arg, bytes, room};
use base64::Engine;
use base64::alphabet::{STANDARD, URL_SAFE};
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use hmac::{Hmac, KeyInit, Mac};
use quintet_runtime::{Context, Cost, ErrorKind, NativeDef, Result, Step, Trap, Value};
use sha1::Digest;
use std::io::{Read, Write};

pub(crate) fn natives(defs: &mut Vec<NativeDef>) {
    macro_rules! hashes {
        ($($name:literal $ty:ty;)*) => {
            $(defs.push(NativeDef::short($name, "s: string|bytes", |ctx, args| {
                let hash = <$ty>::digest(bytes(&arg(args, 0)));
                hex_string(ctx, hash.as_ref())
            }).costs(Cost::Sizes(1)));)*
        };
    }
    hashes! {
        "openssl_md5" md5::Md5;
        "md5" md5::Md5;
        "openssl_ripemd160" ripemd::Ripemd160;
        "sha1" sha1::Sha1;
        "openssl_sha256" sha2::Sha256;
        "sha256" sha2::Sha256;
        "sha384" sha2::Sha384;
        "openssl_sha512" sha2::Sha512;
        "sha512" sha2::Sha512;
    }
    let mut linear = |name, signature, function| {
        defs.push(NativeDef::short(name, signature, function).costs(Cost::Sizes(1)));
    };
    linear("blake3", "s: string|bytes", |ctx, args| {
        let hash = blake3::hash(bytes(&arg(args, 0)));
        hex_string(ctx, hash.as_bytes())
    });
    linear("crc32", "s: string|bytes", |_, args| Ok(Value::int(i64::from(crc32fast::hash(bytes(&arg(args, 0)))))));
    linear("base64_encode", "s: string|bytes", |ctx, args| encode(ctx, args, &STANDARD_ENGINE));
    linear("base64_decode", "s: string|bytes", |ctx, args| decode(ctx, args, &STANDARD_ENGINE));
    linear("base64url_encode", "s: string|bytes", |ctx, args| encode(ctx, args, &URL_ENGINE));
    linear("base64url_decode", "s: string|bytes", |ctx, args| decode(ctx, args, &URL_ENGINE));
    linear("hex_encode", "s: string|bytes", |ctx, args| hex_string(ctx, bytes(&arg(args, 0))));
    linear("hex_decode", "s: string|bytes", hex_decode);
    linear("gzip", "s: string|bytes", |ctx, args| {
        let mut out = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        let packed = out.write_all(bytes(&arg(args, 0))).and_then(|()| out.finish());
        match packed {
            Ok(packed) => ctx.new_bytes(&packed),
            Err(e) => Err(crate::errors::stream_error(ctx, &e, "cannot compress")),
        }
    });
    defs.extend([
        NativeDef::stepped("gunzip", "s: string|bytes", 0, |ctx, frame| {
            let unpacked = gunzip(ctx, frame.registers)?;
            Ok(Step::Spent(unpacked, unpacked.size() as u64 / 16))
        })
        .costs(Cost::Sizes(1)),
        NativeDef::short("hmac", "algorithm: string, key: string|bytes, s: string|bytes", hmac_hex)
            .costs(Cost::Sizes(0b110)),
        NativeDef::short("constant_time_eq", "x: string|bytes, y: string|bytes", |_, args| {
            let (x, y) = (arg(args, 0), arg(args, 1));
            let differing = bytes(&x).iter().zip(bytes(&y)).fold(0, |all, (a, b)| all | (a ^ b));
            Ok(Value::bool(x.size() == y.size() && std::hint::black_box(differing) == 0))
        })
        .costs(Cost::Sizes(1)),
    ]);
}

/// Padding is written, and accepted or not when read.
const STANDARD_ENGINE: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);
/// No padding is written; it is accepted when read.
const URL_ENGINE: GeneralPurpose = GeneralPurpose::new(
    &URL_SAFE,
    GeneralPurposeConfig::new().with_encode_padding(false).with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

const DIGITS: &[u8; 16] = b"0123456789abcdef";

pub(crate) fn hex_string(ctx: &mut Context, bytes: &[u8]) -> Result<Value> {
    let mut out = room(ctx, bytes.len() * 2)?;
    out.extend(bytes.iter().flat_map(|b| [DIGITS[usize::from(b >> 4)], DIGITS[usize::from(b & 15)]]));
    ctx.new_string_from(out)
}

fn bad_input(ctx: &mut Context, what: &str, at: usize) -> Trap {
    ctx.error(ErrorKind::ParseError, format!("{what} at line 1 column {}", at + 1))
}

fn hex_decode(ctx: &mut Context, args: &[Value]) -> Result<Value> {
    let s = arg(args, 0);
    let text = bytes(&s);
    let mut out = room(ctx, text.len() / 2)?;
    let digit = |i: usize| text.get(i).and_then(|&b| char::from(b).to_digit(16)).map(|d| d as u8);
    for i in (0..text.len()).step_by(2) {
        match (digit(i), digit(i + 1)) {
            (Some(high), Some(low)) => out.push(high << 4 | low),
            (high, _) => return Err(bad_input(ctx, "invalid hex digit", if high.is_some() { i + 1 } else { i })),
        }
    }
    ctx.new_bytes(&out)
}

fn encode(ctx: &mut Context, args: &[Value], engine: &GeneralPurpose) -> Result<Value> {
    let s = arg(args, 0);
    ctx.reserve(s.size() / 3 * 4 + 4)?;
    let text = engine.encode(bytes(&s));
    ctx.new_string_from(text.into_bytes())
}

/// Line ends and spaces are skipped.
fn decode(ctx: &mut Context, args: &[Value], engine: &GeneralPurpose) -> Result<Value> {
    let s = arg(args, 0);
    ctx.reserve(s.size())?;
    let text: Vec<u8> = bytes(&s).iter().copied().filter(|b| !b.is_ascii_whitespace()).collect();
    match engine.decode(&text) {
        Ok(decoded) => ctx.new_bytes(&decoded),
        Err(e) => {
            use base64::DecodeError::*;
            let at = match e {
                InvalidByte(at, _) | InvalidLastSymbol { offset: at, .. } => at,
                _ => text.len(),
            };
            Err(bad_input(ctx, "invalid base64", at))
        }
    }
}

/// What unpacking may give; more is taken for an attack.
const UNPACKED_MAX: u64 = 1 << 32;

fn gunzip(ctx: &mut Context, args: &[Value]) -> Result<Value> {
    let s = arg(args, 0);
    let mut out = Vec::new();
    let mut reader = flate2::read::MultiGzDecoder::new(bytes(&s)).take(UNPACKED_MAX);
    let mut part = [0; 64 * 1024];
    loop {
        match reader.read(&mut part) {
            Ok(0) => return ctx.new_bytes(&out),
            Ok(n) => {
                out.extend_from_slice(&part[..n]);
                ctx.reserve(out.len())?;
            }
            Err(_) => return Err(ctx.error(ErrorKind::ParseError, "invalid gzip data")),
        }
    }
}

fn hmac_hex(ctx: &mut Context, args: &[Value]) -> Result<Value> {
    let (algorithm, key, s) = (arg(args, 0), arg(args, 1), arg(args, 2));
    let name = String::from_utf8_lossy(bytes(&algorithm)).to_ascii_lowercase().replace('-', "");
    macro_rules! mac {
        ($ty:ty) => {{
            // Keys of every length are accepted.
            let Ok(mut mac) = Hmac::<$ty>::new_from_slice(bytes(&key)) else {
                return Err(ctx.value_error("invalid key"));
            };
            mac.update(bytes(&s));
            hex_string(ctx, mac.finalize().into_bytes().as_ref())
        }};
    }
    match name.as_str() {
        "md5" => mac!(md5::Md5),
        "sha1" => mac!(sha1::Sha1),
        "sha256" => mac!(sha2::Sha256),
        "sha384" => mac!(sha2::Sha384),
        "sha512" => mac!(sha2::Sha512),
        "ripemd160" => mac!(ripemd::Ripemd160),
        _ => Err(ctx.value_error(format!("unknown hash '{}'", crate::errors::shown(&algorithm)))),
    }
}
