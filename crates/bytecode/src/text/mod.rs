//! The text form of modules, `.qasm`: [`assemble`] and [`disassemble`], which are inverse to each other bit for bit.
//!
//! One statement a line, comments from `;` on. What a well-formed module cannot hold still has a notation (`.word`, numbers
//! in the place of names and labels), so that every module can be printed and read back; only the verifier judges it.
//! The grammar stands in [`GRAMMAR`], which the reference prints.

mod assembler;
mod disassembler;
mod lexer;
mod literal;

pub use assembler::{AsmError, AsmErrors, assemble};
pub use disassembler::disassemble;

/// The grammar, for the reference.
pub const GRAMMAR: &str = r##"
module     = { line }
line       = [ statement ] [ ";" comment ]
statement  = ".module" name
           | ".file" name [ "text" string ]
           | ".global" name
           | ".native" name
           | ".extension" name name                     namespace, name
           | ".class" name names [ "fields" names ]     parameters of its header, fields
           | ".fallback" op "," function
           | ".main" function
           | ".function" name [ kind ] "(" [ parameter { "," parameter } ] ")" [ "registers" number ]
           | inside ".function" and ".end": part
kind       = "lambda" | "method" | "initializer" | "main"
parameter  = name [ "?" ] | "..." name                  "?": optional; "...": rest, last
part       = label ":" [ instruction ]
           | instruction
           | ".line" [ file ":" ] number ":" number     line and column of what follows; without a file, the one of the line before
           | ".line_at" number file ":" number ":" number
           | ".try" place ".." place ( "catch" | "cleanup" ) register "->" place
           | ".local" name register [ "cell" ] place ".." place
           | ".capture" name ( register | "capture" number )
           | ".body" place
           | ".result" string
           | ".arity" number number [ "rest" ]          required, optional; only if the header cannot say it
           | ".const" constant                          adds a row to the constants; others are added as they are used
           | ".word" [ op ] number                      a word as it is; with an op, its opcode is added
           | ".end"
file       = string | number
place      = label | number                             a number is a pc
instruction = op [ operand { "," operand } ]            operands in the order of the op table
operand    = register                                   "r0", "r1", ...
           | number                                     counts, integers
           | place | [ "+" ] number                     of jumps; a number is a distance
           | function | name | number                   functions, natives, classes, variables, captures: by name or index
           | name ":" name | number                     extension ops: namespace and name, or index
           | constant | name | "#" number               constants: a literal, of strings also a bare name, or an index
           | type [ "?" ]                               "int64", "float", ...; "?": nil too
           | "inside" | "outside"
constant   = number | float | string | "b" string | ":" name | names
float      = digits with "." or "e" | "inf" | "-inf" | "nan" | "nan" ":" number      the number: all 64 bits
names      = "(" [ name { "," name } ] ")"
name       = identifier | string                        identifiers may have dots inside
string     = '"' { character | "\n" | "\r" | "\t" | "\0" | "\\" | '\"' | "\x" 2 hex digits | "\u{" hex digits "}" } '"'
number     = [ "-" ] ( digits | "0x" hex digits )
"##;
