//! Values: two words, a tag and a payload, and the one place where payloads become pointers.
//!
//! Rules of this module:
//! 1. The low byte of the tag is the kind; its other bytes are zero except in short strings.
//! 2. A string of up to 14 bytes is always in the value itself, so that two words decide equality.
//! 3. A heap value's payload is the exposed address of an object whose header names the same kind. The object is
//!    alive as long as the value can be reached from the process's roots, and does not move between charge points.
//! 4. Values are copied as two words, never as one 16-byte unit: see [`copy`].

use crate::object::Header;
use quintet_bytecode::CoerceType;
use std::fmt;

#[cfg(not(target_endian = "little"))]
compile_error!("only little-endian targets are supported");

/// What a value is. Kinds from [`Kind::STRING`] up are heap objects, whose headers hold the same byte.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(transparent)]
pub struct Kind(pub u8);

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident = $n:literal, $word:literal;)*) => {
        impl Kind {
            $($(#[$doc])* pub const $name: Kind = Kind($n);)*
            /// The word that error messages use.
            pub fn word(self) -> &'static str {
                match self { $(Kind::$name => $word,)* _ => "value" }
            }
        }
    };
}

kinds! {
    /// Nothing.
    NIL = 0, "nil";
    /// A boolean; payload 0 or 1.
    BOOL = 1, "boolean";
    /// A 64-bit signed integer.
    INT = 2, "int";
    /// An IEEE 754 double.
    FLOAT = 3, "float";
    /// A name in loaded code.
    SYMBOL = 4, "symbol";
    /// A native function, by index in the runtime.
    NATIVE = 5, "function";
    /// A process identifier.
    PID = 6, "pid";
    /// A unique reference.
    REF = 7, "ref";
    /// A string of up to 14 bytes, in the value.
    SHORT = 8, "string";
    /// A queue of messages between processes.
    PORT = 9, "port";
    /// A function that captures nothing: loaded code.
    FUNCTION = 10, "function";
    /// An optional argument that was not given; no program can see it.
    ABSENT = 12, "absent";
    /// A part of a program as a value: the names it exports.
    MODULE = 14, "module";
    /// A longer string.
    STRING = 16, "string";
    /// A byte sequence.
    BYTES = 18, "bytes";
    /// A growable array.
    ARRAY = 20, "array";
    /// An insertion-ordered map.
    MAP = 22, "map";
    /// An instance of a class.
    RECORD = 24, "instance";
    /// An instance of Error or a subclass.
    ERROR = 26, "error";
    /// A class.
    CLASS = 28, "class";
    /// A function with captured values.
    CLOSURE = 30, "function";
    /// An arithmetic sequence.
    RANGE = 32, "range";
    /// A fixed sequence.
    TUPLE = 34, "tuple";
    /// A pair.
    PAIR = 36, "pair";
    /// A captured variable.
    CELL = 38, "cell";
    /// An integer beyond 64 bits.
    BIGINT = 40, "bigint";
    /// An object of the host.
    FOREIGN = 42, "foreign";
    /// A suspended or running computation with its own stack.
    FIBER = 48, "fiber";
    /// Storage of values; internal.
    SLOTS = 44, "storage";
    /// Storage of bytes; internal.
    RAW = 46, "storage";
    /// A reference that does not keep its target.
    WEAK = 50, "weak";
    /// A value that lives as long as a key does.
    EPHEMERON = 52, "ephemeron";
}

/// By type code: the kinds of that type, one bit each.
const TYPE_KINDS: [u64; 16] = {
    const fn bits(kinds: &[Kind]) -> u64 {
        let (mut bits, mut i) = (0, 0);
        while i < kinds.len() {
            bits |= 1 << kinds[i].0;
            i += 1;
        }
        bits
    }
    let mut table = [0; 16];
    let mut i = 0;
    while i < CoerceType::ALL.len() {
        use CoerceType::*;
        table[i] = match CoerceType::ALL[i] {
            Int64 | Int8 | Int16 | Int32 | Uint8 | Uint16 | Uint32 => bits(&[Kind::INT]),
            Float => bits(&[Kind::FLOAT]),
            String => bits(&[Kind::SHORT, Kind::STRING]),
            Bytes => bits(&[Kind::BYTES]),
            Boolean => bits(&[Kind::BOOL]),
            Array => bits(&[Kind::ARRAY]),
            Map => bits(&[Kind::MAP]),
            Function => bits(&[Kind::NATIVE, Kind::FUNCTION, Kind::CLOSURE]),
            Nil => bits(&[Kind::NIL]),
        };
        i += 1;
    }
    table
};

impl fmt::Debug for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Kind({}: {})", self.0, self.word())
    }
}

/// A value. Two are `==` if they are the same two words, which is identity for objects and equality for
/// all immediates but floats.
#[derive(Clone, Copy, PartialEq, Eq)]
#[repr(C)]
pub struct Value {
    tag: u64,
    payload: u64,
}

const _: () = assert!(size_of::<Value>() == 16);

/// Copies a value as two words. A 16-byte move after two 8-byte stores defeats store forwarding and costs
/// the interpreter 20 to 50 percent.
///
/// # Safety
/// `from` is readable and `to` writable, both aligned.
#[inline(always)]
pub unsafe fn copy(to: *mut Value, from: *const Value) {
    // SAFETY: the caller's promise. Volatile reads keep the compiler from merging the halves.
    unsafe {
        let tag = (&raw const (*from).tag).read_volatile();
        let payload = (&raw const (*from).payload).read_volatile();
        (*to).tag = tag;
        (*to).payload = payload;
    }
}

impl Value {
    /// The longest string that is held in the value itself.
    pub const SHORT_MAX: usize = 14;
    /// nil
    pub const NIL: Value = Value { tag: Kind::NIL.0 as u64, payload: 0 };
    /// true
    pub const TRUE: Value = Value { tag: Kind::BOOL.0 as u64, payload: 1 };
    /// false
    pub const FALSE: Value = Value { tag: Kind::BOOL.0 as u64, payload: 0 };
    /// An optional argument that was not given.
    pub const ABSENT: Value = Value { tag: Kind::ABSENT.0 as u64, payload: 0 };
    /// The empty string.
    pub const EMPTY: Value = Value { tag: Kind::SHORT.0 as u64, payload: 0 };

    /// An integer.
    #[inline(always)]
    pub const fn int(i: i64) -> Value {
        Value { tag: Kind::INT.0 as u64, payload: i as u64 }
    }
    /// A float.
    #[inline(always)]
    pub const fn float(f: f64) -> Value {
        Value { tag: Kind::FLOAT.0 as u64, payload: f.to_bits() }
    }
    /// A boolean.
    #[inline(always)]
    pub const fn bool(b: bool) -> Value {
        Value { tag: Kind::BOOL.0 as u64, payload: b as u64 }
    }
    /// A native function, by its index in the runtime.
    pub const fn native(index: u32) -> Value {
        Value { tag: Kind::NATIVE.0 as u64, payload: index as u64 }
    }
    /// A symbol, by its index in the runtime.
    pub const fn symbol(index: u32) -> Value {
        Value { tag: Kind::SYMBOL.0 as u64, payload: index as u64 }
    }
    /// An immediate of a kind whose payload is a plain number.
    pub(crate) const fn immediate(kind: Kind, payload: u64) -> Value {
        Value { tag: kind.0 as u64, payload }
    }

    /// A string of up to [`Self::SHORT_MAX`] bytes.
    #[inline]
    pub fn short(bytes: &[u8]) -> Option<Value> {
        if bytes.len() > Self::SHORT_MAX {
            return None;
        }
        let mut words = [0u8; 16];
        words[0] = Kind::SHORT.0;
        words[1] = bytes.len() as u8;
        words[2..2 + bytes.len()].copy_from_slice(bytes);
        let (tag, payload) = words.split_at(8);
        Some(Value {
            tag: u64::from_le_bytes(tag.try_into().ok()?),
            payload: u64::from_le_bytes(payload.try_into().ok()?),
        })
    }

    /// The kind.
    #[inline(always)]
    pub const fn kind(self) -> Kind {
        Kind(self.tag as u8)
    }
    /// The whole tag word. Equal to the kind's number for all but short strings.
    #[inline(always)]
    pub const fn tag(self) -> u64 {
        self.tag
    }
    /// The payload word.
    #[inline(always)]
    pub const fn payload(self) -> u64 {
        self.payload
    }
    /// Whether it is nil.
    #[inline(always)]
    pub fn is_nil(self) -> bool {
        self.kind() == Kind::NIL
    }
    /// Whether it is an integer.
    #[inline(always)]
    pub fn is_int(self) -> bool {
        self.tag == Kind::INT.0 as u64
    }
    /// Whether it is a float.
    #[inline(always)]
    pub fn is_float(self) -> bool {
        self.tag == Kind::FLOAT.0 as u64
    }
    /// Whether it is a heap object.
    #[inline(always)]
    pub fn is_object(self) -> bool {
        self.kind() >= Kind::STRING
    }
    /// Whether it is a string.
    #[inline(always)]
    pub fn is_string(self) -> bool {
        self.kind() == Kind::SHORT || self.kind() == Kind::STRING
    }
    /// Whether it can be called: a function, a native or a class.
    pub fn is_callable(self) -> bool {
        matches!(self.kind(), Kind::FUNCTION | Kind::CLOSURE | Kind::NATIVE | Kind::CLASS)
    }

    /// Whether it is of the kind that a [`CoerceType`] names, without any conversion.
    #[inline(always)]
    pub fn is_type(self, code: u16) -> bool {
        let kinds = TYPE_KINDS[usize::from(code) & 15] | u64::from(code & CoerceType::NULLABLE != 0);
        kinds >> (self.kind().0 & 63) & 1 != 0
    }

    /// The integer.
    #[inline(always)]
    pub fn as_int(self) -> Option<i64> {
        if self.is_int() { Some(self.payload as i64) } else { None }
    }
    /// The float.
    #[inline(always)]
    pub fn as_float(self) -> Option<f64> {
        if self.is_float() { Some(f64::from_bits(self.payload)) } else { None }
    }
    /// The boolean.
    #[inline(always)]
    pub fn as_bool(self) -> Option<bool> {
        if self.kind() == Kind::BOOL { Some(self.payload != 0) } else { None }
    }
    /// The number as a float; integers are rounded to the nearest.
    #[inline(always)]
    pub fn as_number(self) -> Option<f64> {
        match self.kind() {
            Kind::FLOAT => Some(f64::from_bits(self.payload)),
            Kind::INT => Some(self.payload as i64 as f64),
            _ => None,
        }
    }

    /// The value of an object.
    ///
    /// The address is exposed here and nowhere else; [`Value::object`] takes it back.
    #[inline(always)]
    pub(crate) fn from_object(kind: Kind, object: *mut Header) -> Value {
        Value { tag: kind.0 as u64, payload: object.expose_provenance() as u64 }
    }
    /// The object's address. Meaningful for heap values only.
    #[inline(always)]
    pub(crate) fn object(self) -> *mut Header {
        std::ptr::with_exposed_provenance_mut(self.payload as usize)
    }
    /// A value of a kind whose payload is the address of something that lives outside the heaps.
    pub(crate) fn from_address<T>(kind: Kind, address: *const T) -> Value {
        Value { tag: kind.0 as u64, payload: address.expose_provenance() as u64 }
    }
    /// Takes back what [`Value::from_address`] was given.
    #[inline(always)]
    pub(crate) fn address<T>(self) -> *const T {
        std::ptr::with_exposed_provenance(self.payload as usize)
    }

    /// The bytes of a string that lies in the value, behind them zeros, and their number: quicker to copy than a slice.
    #[inline]
    pub fn as_short(self) -> Option<([u8; Self::SHORT_MAX], usize)> {
        if self.kind() != Kind::SHORT {
            return None;
        }
        let mut bytes = [0; Self::SHORT_MAX];
        bytes[..6].copy_from_slice(&self.tag.to_le_bytes()[2..]);
        bytes[6..].copy_from_slice(&self.payload.to_le_bytes());
        Some((bytes, self.short_bytes().len()))
    }

    /// The bytes of a short string.
    #[inline]
    pub(crate) fn short_bytes(&self) -> &[u8] {
        debug_assert!(self.kind() == Kind::SHORT);
        let len = usize::from((self.tag >> 8) as u8).min(Self::SHORT_MAX);
        // SAFETY: a `Value` is 16 initialised bytes without padding; bytes 2 to 16 hold the string and `len` is
        // at most 14. The slice borrows from `self`.
        unsafe { std::slice::from_raw_parts((self as *const Value as *const u8).add(2), len) }
    }
}

impl fmt::Debug for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.kind() {
            Kind::NIL => f.write_str("nil"),
            Kind::BOOL => write!(f, "{}", self.payload != 0),
            Kind::INT => write!(f, "{}", self.payload as i64),
            Kind::FLOAT => write!(f, "{:?}", f64::from_bits(self.payload)),
            Kind::SHORT => write!(f, "{:?}", String::from_utf8_lossy(self.short_bytes())),
            kind => write!(f, "<{} {:x}>", kind.word(), self.payload),
        }
    }
}
