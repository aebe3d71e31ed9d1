//! Texts for bytes, hashes of bytes, and compression.

use crate::arguments::{arg, bytes, room};
use crate::pieces::{PIECE, Piece, STATE, piecewise};
use base64::Engine;
use base64::alphabet::{STANDARD, URL_SAFE};
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use hmac::{Hmac, KeyInit, Mac};
use quintet_runtime::{
    Begun, Context, Cost, ErrorKind, FinishFn, Frame, Kind, NativeDef, NativeFn, PrepareFn, Result, Step, Trap, Value,
    WorkResult, outcome,
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
    defs.push(
        NativeDef::short("crc32", "s: string|bytes", |_, args| {
            Ok(Value::int(i64::from(crc32fast::hash(bytes(&arg(args, 0))))))
        })
        .costs(Cost::Sizes(1)),
    );
    let mut linear = |name, function| defs.push(NativeDef::stepped(name, "s: string|bytes", STATE, function));
    linear("base64_encode", |ctx, frame| encode(ctx, frame, &STANDARD_ENGINE));
    linear("base64_decode", |ctx, frame| decode(ctx, frame, &STANDARD_ENGINE));
    linear("base64url_encode", |ctx, frame| encode(ctx, frame, &URL_ENGINE));
    linear("base64url_decode", |ctx, frame| decode(ctx, frame, &URL_ENGINE));
    linear("hex_encode", |ctx, frame| {
        piecewise(ctx, frame, 1, Kind::STRING, |_, at| at + PIECE, |ctx, piece| hex_digits(ctx, piece.bytes))
    });
    linear("hex_decode", |ctx, frame| {
        piecewise(ctx, frame, 1, Kind::BYTES, |_, at| at + PIECE, |ctx, piece| hex_decode(ctx, piece))
    });
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

fn hex_digits(ctx: &mut Context, bytes: &[u8]) -> Result<Vec<u8>> {
    let mut out = room(ctx, bytes.len() * 2)?;
    out.extend(bytes.iter().flat_map(|b| [DIGITS[usize::from(b >> 4)], DIGITS[usize::from(b & 15)]]));
    Ok(out)
}

pub(crate) fn hex_string(ctx: &mut Context, bytes: &[u8]) -> Result<Value> {
    let digits = hex_digits(ctx, bytes)?;
    ctx.new_string_from(digits)
}

fn bad_input(ctx: &mut Context, what: &str, at: usize) -> Trap {
    ctx.error(ErrorKind::ParseError, format!("{what} at line 1 column {}", at + 1))
}

fn hex_decode(ctx: &mut Context, piece: Piece) -> Result<Vec<u8>> {
    let text = piece.bytes;
    let mut out = room(ctx, text.len() / 2)?;
    let digit = |i: usize| text.get(i).and_then(|&b| char::from(b).to_digit(16)).map(|d| d as u8);
    for i in (0..text.len()).step_by(2) {
        match (digit(i), digit(i + 1)) {
            (Some(high), Some(low)) => out.push(high << 4 | low),
            (high, _) => {
                let at = piece.start + i + usize::from(high.is_some());
                return Err(bad_input(ctx, "invalid hex digit", at));
            }
        }
    }
    Ok(out)
}

fn encode(ctx: &mut Context, frame: &mut Frame, engine: &GeneralPurpose) -> Result<Step> {
    piecewise(
        ctx,
        frame,
        1,
        Kind::STRING,
        |_, at| at + PIECE,
        |ctx, piece| {
            ctx.reserve(piece.bytes.len() / 3 * 4 + 4)?;
            Ok(engine.encode(piece.bytes).into_bytes())
        },
    )
}

/// Line ends and spaces are skipped, and do not count in the positions of errors. State: characters that wait for others of
/// their group of four, and how many have been decoded.
fn decode(ctx: &mut Context, frame: &mut Frame, engine: &GeneralPurpose) -> Result<Step> {
    piecewise(
        ctx,
        frame,
        1,
        Kind::BYTES,
        |_, at| at + PIECE,
        |ctx, piece| {
            let [waiting, decoded] = piece.state;
            let before = decoded.as_int().unwrap_or(0) as usize;
            ctx.reserve(2 * piece.bytes.len())?;
            let mut text = waiting.as_string().unwrap_or_default().to_vec();
            text.extend(piece.bytes.iter().filter(|b| !b.is_ascii_whitespace()));
            // Padding ends the text: its group waits to see whether anything follows.
            let padding = memchr::memchr(b'=', &text).unwrap_or(text.len());
            let whole = if piece.last { text.len() } else { padding.min(text.len()) / 4 * 4 };
            let waits = if text.len() - whole > 4 { 0 } else { text.len() - whole };
            let (now, later) = text.split_at(text.len() - waits);
            match engine.decode(now) {
                Ok(bytes) => {
                    (*waiting, *decoded) = (ctx.new_string(later)?, Value::int((before + now.len()) as i64));
                    Ok(bytes)
                }
                Err(e) => {
                    use base64::DecodeError::*;
                    let at = match e {
                        InvalidByte(at, _) | InvalidLastSymbol { offset: at, .. } => at,
                        _ => text.len(),
                    };
                    Err(bad_input(ctx, "invalid base64", before + at))
                }
            }
        },
    )
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
    let room = packed.as_ref().map_or(0, Vec::len);
    match ctx.reserve_for(room, packed)? {
        Ok(packed) => ctx.new_bytes(&packed),
        Err(e) => Err(crate::errors::stream_error(ctx, &e, "cannot compress")),
    }
}

/// What unpacking may give; more is taken for an attack.
const UNPACKED_MAX: usize = 1 << 32;

fn begin_gunzip(ctx: &mut Context, args: &[Value]) -> Result<Begun> {
    // Twice, for the buffer that grows.
    let most = (ctx.memory_limit() / 2).min(UNPACKED_MAX);
    elsewhere(ctx, arg(args, 0), unpacked, move |bytes| -> Packed {
        crate::disk::read(flate2::read::MultiGzDecoder::new(bytes), bytes.len() as u64, most)
    })
}

fn unpacked(ctx: &mut Context, result: WorkResult) -> Result<Value> {
    let unpacked: Packed = outcome(ctx, result)?;
    // Twice, as what reads it has counted.
    let room = unpacked.as_ref().map_or(0, |out| out.len().saturating_mul(2));
    match ctx.reserve_for(room, unpacked)? {
        Ok(out) => {
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
