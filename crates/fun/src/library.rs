//! The standard library that is written in the language: files that `import` and `#include` find without a directory.

/// The text of a file by its path, such as `io/json.fun`.
pub fn file(path: &str) -> Option<&'static [u8]> {
    FILES.iter().find(|(known, _)| *known == path).map(|(_, text)| *text)
}

macro_rules! files {
    ($($path:literal)*) => { &[$(($path, include_bytes!(concat!("../lib/", $path)))),*] };
}

/// All files: paths and texts.
pub const FILES: &[(&str, &[u8])] = files! {
    "arrays.fun"
    "async/scheduler.fun"
    "cli.fun"
    "core/string_to_bytes_ascii.fun"
    "crypt/_bytes.fun" "crypt/aes256.fun" "crypt/crc32.fun" "crypt/crc32c.fun" "crypt/md5.fun" "crypt/md5_legacy.fun"
    "crypt/ripemd160.fun" "crypt/ripemd160_new_try.fun" "crypt/sha1.fun" "crypt/sha256.fun" "crypt/sha384.fun"
    "crypt/sha512.fun"
    "encoding/base64.fun"
    "hello.fun"
    "hex.fun"
    "io/console.fun" "io/ini.fun" "io/json.fun" "io/pcsc.fun" "io/pcsc2.fun" "io/process.fun" "io/serial.fun" "io/socket.fun"
    "io/thread.fun" "io/xml.fun"
    "math.fun"
    "net/cgi.fun" "net/http_cgi_lib_server.fun" "net/http_cgi_server.fun" "net/http_server.fun" "net/irc.fun" "net/kcgi.fun"
    "pool.fun" "pubsub.fun"
    "regex.fun" "regex/pcre2.fun"
    "registry.fun" "server.fun" "statem.fun"
    "strings.fun"
    "supervisor.fun"
    "task.fun"
    "test.fun" "test/include_divzero.fun"
    "ui/notcurses.fun" "ui/tk.fun"
    "utils/datetime.fun" "utils/match.fun" "utils/math.fun" "utils/option.fun" "utils/range.fun" "utils/result.fun"
};
