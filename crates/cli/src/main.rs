//! The program `quintet`.
#![forbid(unsafe_code)]

fn main() {
    std::process::exit(quintet_cli::command(std::env::args_os().skip(1)));
}
