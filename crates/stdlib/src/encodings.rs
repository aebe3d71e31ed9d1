//! Texts for bytes, hashes of bytes, and compression.

use crate::arguments::{arg, bytes, room};
use base64::Engine;
use base64::alphabet::{STANDARD, URL_SAFE};
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use hmac::{Hmac, KeyInit, Mac};
use quintet_runtime::{
    Begun, Context, Cost, ErrorKind, FinishFn, NativeDef, NativeFn, PrepareFn, Result, Trap, Value, WorkResult, outcome,
};
use sha1::Digest;
use std::io::Write;

pub(crate) fn natives(defs: &mut Vec<NativeDef>) {
    macro_rules! hashes {
        ($($name:literal $hash:expr;)*) => {
            $(defs.push(worked($name, |ctx, args| {
                elsewhere(ctx, arg(args, 0), hash_made, |bytes| $hash(bytes).to_vec())
            }, hash_made));)*
        };
    }
    hashes! {
        "openssl_md5" md5::Md5::digest;
        "md5" md5::Md5::digest;
        "openssl_ripemd160" ripemd::Ripemd160::digest;
        "sha1" sha1::Sha1::digest;
        "openssl_sha256" sha2::Sha256::digest;
        "sha256" sha2::Sha256::digest;
        "sha384" sha2::Sha384::digest;
        "openssl_sha512" sha2::Sha512::digest;
        "sha512" sha2::Sha512::digest;
        "blake3" (|bytes| *blake3::hash(bytes).as_bytes());
    }
    let mut linear = |name, signature, function| {
        defs.push(NativeDef::short(name, signature, function).costs(Cost::Sizes(1)));
    };
    linear("crc32", "s: string|bytes", |_, args| Ok(Value::int(i64::from(crc32fast::hash(bytes(&arg(args, 0)))))));
    linear("base64_encode", "s: string|bytes", |ctx, args| encode(ctx, args, &STANDARD_ENGINE));
    linear("base64_decode", "s: string|bytes", |ctx, args| decode(ctx, args, &STANDARD_ENGINE));
    linear("base64url_encode", "s: string|bytes", |ctx, args| encode(ctx, args, &URL_ENGINE));
    linear("base64url_decode", "s: string|bytes", |ctx, args| decode(ctx, args, &URL_ENGINE));
    linear("hex_encode", "s: string|bytes", |ctx, args| hex_string(ctx, bytes(&arg(args, 0))));
    linear("hex_decode", "s: string|bytes", hex_decode);
    defs.extend([
        worked("gzip", |ctx, args| elsewhere(ctx, arg(args, 0), packed, pack), packed),
        worked("gunzip", begin_gunzip, unpacked),
        NativeDef::new(
            "hmac",
            "algorithm: string, key: string|bytes, s: string|bytes",
            NativeFn::Blocking(hmac, hash_made),
        )
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

// ---- what is done on another thread if it is much ----

/// Bytes that are worked on at once: 4,000 units.
const AT_ONCE: usize = 16 * 4000;

/// A native that works on its one argument.
fn worked(name: &'static str, begin: PrepareFn, end: FinishFn) -> NativeDef {
    NativeDef::new(name, "s: string|bytes", NativeFn::Blocking(begin, end)).costs(Cost::Sizes(1))
}

/// Works on a value's bytes: at once, or on another thread if they are many.
fn elsewhere<T: Send + 'static>(
    ctx: &mut Context,
    value: Value,
    end: FinishFn,
    work: impl FnOnce(&[u8]) -> T + Send + 'static,
) -> Result<Begun> {
    if value.size() <= AT_ONCE {
        return end(ctx, Box::new(work(bytes(&value)))).map(Begun::Done);
    }
    let shared = ctx.shared_bytes(value);
    Ok(Begun::waits(move || work(shared.as_slice())))
}

fn hash_made(ctx: &mut Context, result: WorkResult) -> Result<Value> {
    let hash: Vec<u8> = outcome(ctx, result)?;
    hex_string(ctx, &hash)
}

type Packed = std::io::Result<Vec<u8>>;

fn pack(bytes: &[u8]) -> Packed {
    let mut out = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    out.write_all(bytes).and_then(|()| out.finish())
}

fn packed(ctx: &mut Context, result: WorkResult) -> Result<Value> {
    let packed: Packed = outcome(ctx, result)?;
    match packed {
        Ok(packed) => ctx.new_bytes(&packed),
        Err(e) => Err(crate::errors::stream_error(ctx, &e, "cannot compress")),
    }
}

/// What unpacking may give; more is taken for an attack.
const UNPACKED_MAX: usize = 1 << 32;

fn begin_gunzip(ctx: &mut Context, args: &[Value]) -> Result<Begun> {
    // Twice, for the buffer that grows.
    let most = (ctx.memory_left() / 2).min(UNPACKED_MAX);
    elsewhere(ctx, arg(args, 0), unpacked, move |bytes| -> Packed {
        crate::disk::read(flate2::read::MultiGzDecoder::new(bytes), bytes.len() as u64, most)
    })
}

fn unpacked(ctx: &mut Context, result: WorkResult) -> Result<Value> {
    let unpacked: Packed = outcome(ctx, result)?;
    match unpacked {
        Ok(out) => {
            // Twice, as what reads it has counted.
            ctx.reserve(out.len().saturating_mul(2))?;
            ctx.spend(out.len() as u64 / 16);
            ctx.new_bytes(&out)
        }
        Err(_) => Err(ctx.error(ErrorKind::ParseError, "invalid gzip data")),
    }
}

fn hmac(ctx: &mut Context, args: &[Value]) -> Result<Begun> {
    let (algorithm, key, s) = (arg(args, 0), arg(args, 1), arg(args, 2));
    let name = String::from_utf8_lossy(bytes(&algorithm)).to_ascii_lowercase().replace('-', "");
    let key = bytes(&key).to_vec();
    macro_rules! mac {
        ($ty:ty) => {{
            // Keys of every length are accepted.
            let Ok(mut mac) = Hmac::<$ty>::new_from_slice(&key) else {
                return Err(ctx.value_error("invalid key"));
            };
            elsewhere(ctx, s, hash_made, move |bytes| {
                mac.update(bytes);
                mac.finalize().into_bytes().to_vec()
            })
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
