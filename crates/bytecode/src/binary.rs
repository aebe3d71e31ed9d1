//! The binary form of modules, `.qbc`: [`encode`] and [`decode`].
//!
//! All numbers are little-endian; a *number* below is a LEB128 of at most 64 bits, a *string* its length in bytes and the
//! bytes, a *list* its length and the elements. What is read is not trusted: lengths are held against the bytes that are
//! left before anything is allocated, and what comes out still has to pass the verifier.

use crate::module::*;
use crate::op::{OPS, Op};
use crate::operand::Word;
use std::fmt;
use std::sync::OnceLock;

/// The layout, for the reference.
pub const LAYOUT: &str = "\
header     magic 00 'q' 'b' 'c'; version, 16 bits; flags, 16 bits (1: there is a debug section);
           fingerprint of the op table, 32 bits; CRC-32 of all bytes behind it, 32 bits
sections   each its id, 8 bits, its length, 32 bits, and its contents: module, functions, debug, in this order
module 1   name, main, list of variables' names, list of natives' names, list of extension ops (namespace, name),
           list of classes (name, list of parameters, list of fields), list of fallbacks (opcode, function),
           list of namespaces (name, list of exports: name, variable)
functions 2  list of functions: name, kind (8 bits), list of parameters' names, required, optional, rest (8 bits), body,
           registers, list of words (64 bits each), list of constants (tag, 8 bits; then integer and float: 64 bits;
           string, bytes, symbol: a string; names: a list of strings), list of handlers (start, end, target, register,
           kind: 8 bits), list of captures (name, 0 and register or 1 and capture), result type
debug 3    list of files (name; 0, or 1 and the text), then for each function the list of rows of its line table (pc as the
           difference to the row before, file, line, column) and the list of its locals (name, register, cell: 8 bits,
           start, end)
";

/// The first bytes of the form.
pub const MAGIC: [u8; 4] = *b"\0qbc";
/// The version that this crate writes and the only one that it reads.
pub const VERSION: u16 = 2;

const HEADER: usize = 16;
const HAS_DEBUG: u16 = 1;
const SECTION_MODULE: u8 = 1;
const SECTION_FUNCTIONS: u8 = 2;
const SECTION_DEBUG: u8 = 3;

/// Whether files, lines and locals are kept.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Debug {
    /// They are written too.
    Keep,
    /// They are left out.
    Strip,
}

/// Why bytes are no module.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecodeError {
    /// Where, in bytes from the beginning.
    pub offset: usize,
    /// What would have been right.
    pub expected: String,
    /// What was there.
    pub given: String,
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "byte {}: expected {}, given {}", self.offset, self.expected, self.given)
    }
}

impl std::error::Error for DecodeError {}

/// Identifies the op table: opcodes and operands mean the same if it is the same.
pub fn fingerprint() -> u32 {
    static FINGERPRINT: OnceLock<u32> = OnceLock::new();
    *FINGERPRINT.get_or_init(|| {
        let mut hasher = crc32fast::Hasher::new();
        for info in OPS {
            hasher.update(info.name.as_bytes());
            for operand in info.operands {
                hasher.update(format!(" {}:{:?}", operand.slot.letter(), operand.kind).as_bytes());
            }
            hasher.update(b"\n");
        }
        hasher.finalize()
    })
}

/// The binary form of a module, verified or not. With [`Debug::Strip`], decoding gives the module without files, lines
/// and locals.
pub fn encode(module: &Module, debug: Debug) -> Vec<u8> {
    let mut out = Vec::new();
    out.extend_from_slice(&MAGIC);
    out.extend_from_slice(&VERSION.to_le_bytes());
    let flags = if debug == Debug::Keep { HAS_DEBUG } else { 0 };
    out.extend_from_slice(&flags.to_le_bytes());
    out.extend_from_slice(&fingerprint().to_le_bytes());
    out.extend_from_slice(&[0; 4]);
    section(&mut out, SECTION_MODULE, |w| w.module(module));
    section(&mut out, SECTION_FUNCTIONS, |w| w.list(&module.functions, Writer::function));
    if debug == Debug::Keep {
        section(&mut out, SECTION_DEBUG, |w| w.debug(module));
    }
    let sum = crc32fast::hash(&out[HEADER..]);
    out[HEADER - 4..HEADER].copy_from_slice(&sum.to_le_bytes());
    out
}

fn section(out: &mut Vec<u8>, id: u8, write: impl FnOnce(&mut Writer)) {
    let mut writer = Writer { out: Vec::new() };
    write(&mut writer);
    out.push(id);
    out.extend_from_slice(&(writer.out.len() as u32).to_le_bytes());
    out.append(&mut writer.out);
}

struct Writer {
    out: Vec<u8>,
}

impl Writer {
    fn byte(&mut self, byte: u8) {
        self.out.push(byte);
    }
    fn number(&mut self, mut value: u64) {
        while value >= 0x80 {
            self.out.push(value as u8 | 0x80);
            value >>= 7;
        }
        self.out.push(value as u8);
    }
    fn bytes(&mut self, bytes: &[u8]) {
        self.number(bytes.len() as u64);
        self.out.extend_from_slice(bytes);
    }
    fn string(&mut self, text: &String) {
        self.bytes(text.as_bytes());
    }
    fn list<T>(&mut self, all: &[T], mut write: impl FnMut(&mut Self, &T)) {
        self.number(all.len() as u64);
        all.iter().for_each(|one| write(self, one));
    }
    fn strings(&mut self, all: &[String]) {
        self.list(all, Writer::string);
    }

    fn module(&mut self, module: &Module) {
        self.string(&module.name);
        self.number(u64::from(module.main));
        self.strings(&module.globals);
        self.strings(&module.natives);
        self.list(&module.extensions, |w, e| {
            w.string(&e.namespace);
            w.string(&e.name);
        });
        self.list(&module.classes, |w, c| {
            w.string(&c.name);
            w.strings(&c.parameters);
            w.strings(&c.fields);
        });
        self.list(&module.fallbacks, |w, f| {
            w.byte(f.op as u8);
            w.number(u64::from(f.function));
        });
        self.list(&module.namespaces, |w, n| {
            w.string(&n.name);
            w.list(&n.exports, |w, (name, slot)| {
                w.string(name);
                w.number(u64::from(*slot));
            });
        });
    }

    fn function(&mut self, f: &Function) {
        self.string(&f.name);
        self.byte(f.kind as u8);
        self.strings(&f.parameters.names);
        self.number(u64::from(f.parameters.required));
        self.number(u64::from(f.parameters.optional));
        self.byte(u8::from(f.parameters.rest));
        self.number(u64::from(f.body));
        self.number(u64::from(f.registers));
        self.list(&f.code, |w, word| w.out.extend_from_slice(&word.0.to_le_bytes()));
        self.list(&f.constants, Writer::constant);
        self.list(&f.handlers, |w, h| {
            w.number(u64::from(h.start));
            w.number(u64::from(h.end));
            w.number(u64::from(h.target));
            w.number(u64::from(h.register));
            w.byte(u8::from(h.kind == HandlerKind::Cleanup));
        });
        self.list(&f.captures, |w, c| {
            w.string(&c.name);
            let (tag, index) = match c.source {
                CaptureSource::Register(r) => (0, u32::from(r)),
                CaptureSource::Capture(c) => (1, c),
            };
            w.byte(tag);
            w.number(u64::from(index));
        });
        self.string(&f.result_type);
    }

    fn constant(&mut self, constant: &Constant) {
        match constant {
            Constant::Int(i) => {
                self.byte(0);
                self.out.extend_from_slice(&i.to_le_bytes());
            }
            Constant::Float(bits) => {
                self.byte(1);
                self.out.extend_from_slice(&bits.0.to_le_bytes());
            }
            Constant::String(s) => {
                self.byte(2);
                self.bytes(s);
            }
            Constant::Bytes(b) => {
                self.byte(3);
                self.bytes(b);
            }
            Constant::Symbol(s) => {
                self.byte(4);
                self.string(s);
            }
            Constant::Names(names) => {
                self.byte(5);
                self.strings(names);
            }
        }
    }

    fn debug(&mut self, module: &Module) {
        self.list(&module.files, |w, f| {
            w.string(&f.name);
            w.byte(u8::from(f.text.is_some()));
            f.text.iter().for_each(|text| w.string(text));
        });
        for f in &module.functions {
            let mut previous = 0u32;
            self.list(&f.lines, |w, l| {
                w.number(u64::from(l.pc.wrapping_sub(previous)));
                previous = l.pc;
                w.number(u64::from(l.file));
                w.number(u64::from(l.line));
                w.number(u64::from(l.column));
            });
            self.list(&f.locals, |w, l| {
                w.string(&l.name);
                w.number(u64::from(l.register));
                w.byte(u8::from(l.cell));
                w.number(u64::from(l.start));
                w.number(u64::from(l.end));
            });
        }
    }
}

type Result<T> = std::result::Result<T, DecodeError>;

/// Reads a module. Linear in the number of bytes; reserves no more than a small multiple of it.
pub fn decode(bytes: &[u8]) -> Result<Module> {
    decode_with(bytes, true)
}

/// As [`decode`], but a wrong checksum is no error; for fuzzers.
#[doc(hidden)]
pub fn decode_unsummed(bytes: &[u8]) -> Result<Module> {
    decode_with(bytes, false)
}

fn decode_with(bytes: &[u8], check: bool) -> Result<Module> {
    let mut r = Reader { bytes, at: 0 };
    let magic = r.take(4, "the magic bytes 00 'q' 'b' 'c'")?;
    if magic != MAGIC {
        return Err(r.error_at(0, "the magic bytes 00 'q' 'b' 'c'", format!("{magic:02x?}")));
    }
    let version = u16::from_le_bytes(r.array("the version")?);
    if version != VERSION {
        return Err(r.error_at(
            4,
            format!("version {VERSION}, the one that this build reads"),
            format!("version {version}"),
        ));
    }
    let flags = u16::from_le_bytes(r.array("the flags")?);
    if flags & !HAS_DEBUG != 0 {
        return Err(r.error_at(6, "known flags", format!("{flags:#06x}")));
    }
    let table = u32::from_le_bytes(r.array("the op table's fingerprint")?);
    if table != fingerprint() {
        let expected = format!("code for this build's op table ({:08x})", fingerprint());
        return Err(r.error_at(8, expected, format!("code for another one ({table:08x})")));
    }
    let sum = u32::from_le_bytes(r.array("the checksum")?);
    let computed = if check { crc32fast::hash(&bytes[HEADER..]) } else { sum };
    if sum != computed {
        return Err(r.error_at(12, format!("the checksum {computed:08x}"), format!("{sum:08x}")));
    }
    let mut section = r.section(SECTION_MODULE, "the module section")?;
    let mut module = section.module()?;
    section.end()?;
    let mut section = r.section(SECTION_FUNCTIONS, "the functions section")?;
    module.functions = section.list(Reader::function)?;
    section.end()?;
    if flags & HAS_DEBUG != 0 {
        let mut section = r.section(SECTION_DEBUG, "the debug section")?;
        section.debug(&mut module)?;
        section.end()?;
    }
    r.end()?;
    Ok(module)
}

/// Bytes up to the end of a section, read from `at` on.
struct Reader<'b> {
    bytes: &'b [u8],
    at: usize,
}

impl<'b> Reader<'b> {
    fn error_at(&self, offset: usize, expected: impl Into<String>, given: impl Into<String>) -> DecodeError {
        DecodeError { offset, expected: expected.into(), given: given.into() }
    }
    fn left(&self) -> usize {
        self.bytes.len() - self.at
    }
    fn take(&mut self, n: usize, what: &str) -> Result<&'b [u8]> {
        let Some(taken) = self.bytes[self.at..].get(..n) else {
            let given = format!("{} bytes and the end", self.left());
            return Err(self.error_at(self.at, format!("{what} of {n} bytes"), given));
        };
        self.at += n;
        Ok(taken)
    }
    fn array<const N: usize>(&mut self, what: &str) -> Result<[u8; N]> {
        let mut array = [0; N];
        array.copy_from_slice(self.take(N, what)?);
        Ok(array)
    }
    fn byte(&mut self, below: u8, what: &str) -> Result<u8> {
        let byte = self.array::<1>(what)?[0];
        if byte < below { Ok(byte) } else { Err(self.error_at(self.at - 1, what, byte.to_string())) }
    }
    fn flag(&mut self) -> Result<bool> {
        Ok(self.byte(2, "0 or 1")? == 1)
    }
    fn number<T: TryFrom<u64>>(&mut self) -> Result<T> {
        let start = self.at;
        let what = "a number";
        let mut value = 0u64;
        for shift in (0..64).step_by(7) {
            let byte = self.array::<1>(what)?[0];
            let bits = u64::from(byte & 0x7f);
            if bits << shift >> shift != bits || byte == 0 && shift > 0 {
                break;
            }
            value |= bits << shift;
            if byte < 0x80 {
                let bits = 8 * size_of::<T>();
                let expected = format!("a number of at most {bits} bits");
                return T::try_from(value).map_err(|_| self.error_at(start, expected, value.to_string()));
            }
        }
        Err(self.error_at(start, "a number in its shortest form", "a longer one"))
    }
    fn register(&mut self) -> Result<u16> {
        let start = self.at;
        let register = self.number()?;
        match register <= Word::MAX_REGISTER {
            true => Ok(register),
            false => Err(self.error_at(start, "a register up to r4095", format!("r{register}"))),
        }
    }
    fn slice(&mut self) -> Result<&'b [u8]> {
        let n = self.number::<u32>()? as usize;
        self.take(n, "a string")
    }
    fn string(&mut self) -> Result<String> {
        let start = self.at;
        let bytes = self.slice()?;
        match std::str::from_utf8(bytes) {
            Ok(text) => Ok(text.to_string()),
            Err(_) => {
                Err(self.error_at(start, "UTF-8", format!("\"{}\"", bytes[..bytes.len().min(40)].escape_ascii())))
            }
        }
    }
    /// Elements are at least one byte long, so a length beyond what is left is refused at once.
    fn list<T>(&mut self, mut read: impl FnMut(&mut Self) -> Result<T>) -> Result<Vec<T>> {
        let start = self.at;
        let n = self.number::<u32>()? as usize;
        if n > self.left() {
            let expected = format!("a length of at most {}, the bytes that are left", self.left());
            return Err(self.error_at(start, expected, n.to_string()));
        }
        let mut all = Vec::new();
        for _ in 0..n {
            all.push(read(self)?);
        }
        Ok(all)
    }
    fn strings(&mut self) -> Result<Vec<String>> {
        self.list(Reader::string)
    }
    fn end(&self) -> Result<()> {
        match self.left() {
            0 => Ok(()),
            n => Err(self.error_at(self.at, "the end", format!("{n} more bytes"))),
        }
    }
    fn section(&mut self, id: u8, what: &str) -> Result<Reader<'b>> {
        let given = self.array::<1>(what)?[0];
        if given != id {
            return Err(self.error_at(self.at - 1, format!("{what} ({id})"), given.to_string()));
        }
        let n = u32::from_le_bytes(self.array(what)?) as usize;
        let start = self.at;
        self.take(n, what)?;
        Ok(Reader { bytes: &self.bytes[..self.at], at: start })
    }

    fn module(&mut self) -> Result<Module> {
        Ok(Module {
            name: self.string()?,
            main: self.number()?,
            globals: self.strings()?,
            natives: self.strings()?,
            extensions: self.list(|r| Ok(ExtensionImport { namespace: r.string()?, name: r.string()? }))?,
            classes: self
                .list(|r| Ok(ClassTemplate { name: r.string()?, parameters: r.strings()?, fields: r.strings()? }))?,
            fallbacks: self.list(|r| {
                let start = r.at;
                let byte = r.array::<1>("an opcode")?[0];
                let op = Op::from_byte(byte).ok_or_else(|| r.error_at(start, "a known opcode", byte.to_string()))?;
                Ok(Fallback { op, function: r.number()? })
            })?,
            namespaces: self
                .list(|r| Ok(Namespace { name: r.string()?, exports: r.list(|r| Ok((r.string()?, r.number()?)))? }))?,
            ..Module::default()
        })
    }

    fn function(&mut self) -> Result<Function> {
        Ok(Function {
            name: self.string()?,
            kind: match self.byte(5, "the kind of a function")? {
                0 => FunctionKind::Function,
                1 => FunctionKind::Lambda,
                2 => FunctionKind::Method,
                3 => FunctionKind::Initializer,
                _ => FunctionKind::Main,
            },
            parameters: Parameters {
                names: self.strings()?,
                required: self.number()?,
                optional: self.number()?,
                rest: self.flag()?,
            },
            body: self.number()?,
            registers: self.number()?,
            code: self.list(|r| Ok(Word(u64::from_le_bytes(r.array("a word")?))))?,
            constants: self.list(Reader::constant)?,
            handlers: self.list(|r| {
                Ok(Handler {
                    start: r.number()?,
                    end: r.number()?,
                    target: r.number()?,
                    register: r.register()?,
                    kind: if r.flag()? { HandlerKind::Cleanup } else { HandlerKind::Catch },
                })
            })?,
            captures: self.list(|r| {
                let name = r.string()?;
                let source = match r.flag()? {
                    false => CaptureSource::Register(r.register()?),
                    true => CaptureSource::Capture(r.number()?),
                };
                Ok(Capture { name, source })
            })?,
            result_type: self.string()?,
            ..Function::default()
        })
    }

    fn constant(&mut self) -> Result<Constant> {
        Ok(match self.byte(6, "the tag of a constant")? {
            0 => Constant::Int(i64::from_le_bytes(self.array("an integer")?)),
            1 => Constant::Float(Bits(u64::from_le_bytes(self.array("a float")?))),
            2 => Constant::String(self.slice()?.to_vec()),
            3 => Constant::Bytes(self.slice()?.to_vec()),
            4 => Constant::Symbol(self.string()?),
            _ => Constant::Names(self.strings()?),
        })
    }

    fn debug(&mut self, module: &mut Module) -> Result<()> {
        module.files = self.list(|r| {
            let name = r.string()?;
            let text = if r.flag()? { Some(r.string()?) } else { None };
            Ok(SourceFile { name, text })
        })?;
        for function in &mut module.functions {
            let mut pc = 0u32;
            function.lines = self.list(|r| {
                pc = pc.wrapping_add(r.number()?);
                Ok(Line { pc, file: r.number()?, line: r.number()?, column: r.number()? })
            })?;
            function.locals = self.list(|r| {
                Ok(Local {
                    name: r.string()?,
                    register: r.register()?,
                    cell: r.flag()?,
                    start: r.number()?,
                    end: r.number()?,
                })
            })?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::assemble;

    fn sample() -> Module {
        let text = r#"
            .module sample
            .file "a" text "x\n"
            .file "b"
            .global g
            .native len
            .extension ns op
            .class Point(x, y) fields (x, y, "z z")
            .namespace part (g 0, "other name" 0)
            .fallback add, f
            .main main
            .function f (a, b?, ...c)
                .capture q r1
                .capture p capture 3
                .result "Number"
                .body L1
                .try L1..L2 cleanup r3 -> L3
                .local a r0 cell L1..L2
              L1:
                .line 3:4
                load_const r3, nan:0x7ff0000000000001
              L2:
                .line 1:5:6
                load_const r3, "\xff\x00é"
              L3:
                load_const r4, b"\x80"
                load_const r4, :sym
                load_const r4, -9223372036854775808
                load_const r4, -0.0
                call_args r1, r2, 0, (a, b)
                ret r0
            .end
            .function main main ()
                ret_nil
            .end
        "#;
        assemble(text).unwrap()
    }

    #[test]
    fn round_trip() {
        let module = sample();
        let bytes = encode(&module, Debug::Keep);
        assert_eq!(decode(&bytes).as_ref(), Ok(&module));
        let stripped = decode(&encode(&module, Debug::Strip)).unwrap();
        let mut expected = module;
        expected.files.clear();
        for f in &mut expected.functions {
            f.lines.clear();
            f.locals.clear();
        }
        assert_eq!(stripped, expected);
    }

    #[test]
    fn every_prefix_and_every_changed_byte_is_refused() {
        let bytes = encode(&sample(), Debug::Keep);
        for n in 0..bytes.len() {
            assert!(decode(&bytes[..n]).is_err(), "{n} bytes");
            let mut changed = bytes.clone();
            changed[n] ^= 0x41;
            assert!(decode(&changed).is_err(), "byte {n}");
            // Without the checksum it may be a module; it must not panic or take long.
            for value in [0, 1, 2, 3, 5, 0x7f, 0x80, 0xff] {
                changed[n] = value;
                let _ = decode_unsummed(&changed);
            }
        }
        let mut longer = bytes;
        longer.push(0);
        assert!(decode(&longer).is_err());
    }

    #[test]
    fn refusals_say_why() {
        let bytes = encode(&sample(), Debug::Keep);
        let refuse = |at: usize, value: u8| {
            let mut changed = bytes.clone();
            changed[at] = value;
            decode(&changed).unwrap_err().to_string()
        };
        assert!(refuse(1, b'x').contains("expected the magic bytes"));
        assert_eq!(refuse(4, 9), "byte 4: expected version 2, the one that this build reads, given version 9");
        assert!(refuse(9, bytes[9] ^ 1).contains("expected code for this build's op table"));
        assert!(refuse(14, bytes[14] ^ 1).contains("expected the checksum"));
    }

    #[test]
    fn numbers_have_one_form() {
        for value in [0, 1, 127, 128, 300, u64::from(u32::MAX), u64::MAX] {
            let mut w = Writer { out: Vec::new() };
            w.number(value);
            let mut r = Reader { bytes: &w.out, at: 0 };
            assert_eq!(r.number::<u64>(), Ok(value));
            assert_eq!(r.left(), 0);
        }
        for bytes in
            [&[0x80, 0][..], &[0xff; 9], &[0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 2], &[0x80; 12]]
        {
            assert!(Reader { bytes, at: 0 }.number::<u64>().is_err());
        }
        assert!(Reader { bytes: &[0xff, 0xff, 4], at: 0 }.number::<u16>().is_err());
        // Text has no name for higher registers.
        assert_eq!(Reader { bytes: &[0xff, 0x1f], at: 0 }.register(), Ok(4095));
        assert!(Reader { bytes: &[0x80, 0x20], at: 0 }.register().is_err());
    }
}
