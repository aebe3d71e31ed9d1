//! The builtin names the compiler knows: for undefined names, arity errors at compile time and suggestions.
//!
//! What they do is the business of the natives registered under the same names. Besides these, generated code calls a
//! few **internal natives**, which no source text can name because they are not in the table:
//!
//! | native | contract |
//! |---|---|
//! | `format_value(v, spec)` | String: `v` formatted as `format("{:spec}", v)` would; a bad spec throws ValueError |
//! | `check_class(v, class, name, message)` | `v` if it is an instance of `class` (or of a subclass); TypeError `'name' is not a class` if `class` is none, else TypeError `message` |
//! | `check_elements(v, type, message, classes…)` | `v` unchanged if every element (key and value) is accepted by `type`, else TypeError `message`. `type` is as `array<number>` or `map<string, array<#0?>>`: type words in their short forms (`number` for int64), `#n` for the n-th of `classes`, `?` for nil too |
//! | `header_names(class, n)` | the Array of the names of the class's header parameters; nil if they are fewer than `n` |
//! | `cleanup_failed(e)` | takes `e`, thrown by cleanup code: while a fiber is cancelled, whoever cancels it gets it; while the program exits, it is reported and makes the exit code 1; nil |
//!
//! The builtins `pop` (deferred functions), `range` (`for` with a pair), `str` (f-strings), and `char_count copy delete error
//! kind repr` (patterns) are called for syntax too.

use crate::symbol::{Interner, Symbol};

/// A group of builtins that is there or not as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Area {
    /// Values, arrays, maps, strings.
    Core,
    /// Numbers.
    Math,
    /// Random numbers.
    Random,
    /// Clocks and dates.
    Time,
    /// Files and paths.
    Files,
    /// Environment, standard streams, other programs.
    Os,
    /// Regular expressions.
    Regex,
    /// JSON, CSV, URLs.
    Formats,
    /// XML and ini files, by handles.
    Documents,
    /// Hashes, encodings, compression.
    Crypto,
    /// Sockets, HTTP.
    Net,
    /// SQLite.
    Database,
    /// Serial lines.
    Serial,
    /// What only special builds provide.
    Optional,
    /// Fibers and signals.
    Fibers,
    /// Processes, timers, names.
    Processes,
    /// Ports.
    Ports,
    /// Buffers.
    Buffers,
    /// What tools ask for.
    Tools,
}

/// Areas whose builtins are named in the reference but are not in this version: using one is a compile error.
const MISSING: &[Area] = &[Area::Buffers, Area::Tools];

/// Areas that are not built in: calling one of their builtins throws Unsupported.
const ABSENT: &[Area] = &[Area::Net, Area::Database, Area::Serial, Area::Optional];

/// Any number of further arguments.
pub const MANY: u8 = u8::MAX;

/// A row of the table.
#[derive(Debug)]
pub struct Builtin {
    /// Its name.
    pub name: &'static str,
    /// Least number of arguments.
    pub min: u8,
    /// Greatest number of arguments, or [`MANY`].
    pub max: u8,
    /// Where it belongs.
    pub area: Area,
}

impl Builtin {
    /// Whether this version does what it is for.
    pub fn is_available(&self) -> bool {
        self.is_registered() && !ABSENT.contains(&self.area)
    }

    /// Whether there is a native for it, which may throw Unsupported.
    pub fn is_registered(&self) -> bool {
        !MISSING.contains(&self.area)
    }

    /// Whether it is a class: called as a value, not as a native.
    pub fn is_class(&self) -> bool {
        matches!(self.name, "Error" | "Signal")
    }

    /// What wrong arity says: `len expects 1 argument`.
    pub fn arity_message(&self) -> String {
        let plural = |n: u8| if n == 1 { "" } else { "s" };
        match (self.min, self.max) {
            (min, MANY) => format!("{} expects at least {min} argument{}", self.name, plural(min)),
            (min, max) if min == max => format!("{} expects {min} argument{}", self.name, plural(min)),
            (min, max) => format!("{} expects {min} to {max} arguments", self.name),
        }
    }
}

/// An index into [`BUILTINS`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct BuiltinId(pub u16);

impl BuiltinId {
    /// Its row.
    pub fn row(self) -> &'static Builtin {
        &BUILTINS[usize::from(self.0)]
    }
}

/// Which symbols of an interner are builtins. Made in O(table) for each compilation.
pub struct BuiltinTable {
    by_symbol: Vec<u16>,
}

impl BuiltinTable {
    /// The table for the symbols that `interner` has now.
    pub fn new(interner: &Interner) -> BuiltinTable {
        let mut by_symbol = vec![u16::MAX; interner.len()];
        for (index, row) in BUILTINS.iter().enumerate() {
            if let Some(symbol) = interner.get(row.name.as_bytes()) {
                by_symbol[symbol.index()] = index as u16;
            }
        }
        BuiltinTable { by_symbol }
    }

    /// The builtin of that name.
    pub fn get(&self, name: Symbol) -> Option<BuiltinId> {
        self.by_symbol.get(name.index()).copied().filter(|&id| id != u16::MAX).map(BuiltinId)
    }
}

macro_rules! builtins {
    ($($area:ident { $($name:ident $min:literal $max:tt)* })*) => {
        /// All builtins of the language.
        pub static BUILTINS: &[Builtin] = &[$($(Builtin {
            name: stringify!($name), min: $min, max: builtins!(@max $max), area: Area::$area,
        }),*),*];
    };
    (@max *) => { MANY };
    (@max $max:literal) => { $max };
}

builtins! {
    Core {
        print 0 * echo 0 *
        len 1 1 size 1 1 to_number 1 1 parse_number 1 1 to_int 1 1 to_float 1 1 to_string 1 1 str 1 1 repr 1 1
        to_boolean 1 1 cast 2 2 typeof 1 1 kind 1 1 class_of 1 1 instance_of 2 2 callable 1 1 is_nan 1 1
        fun_version 0 0 quintet_version 0 0 error 1 3 Error 0 3 assert 1 2 hash 1 1 id 1 1 freeze 1 1 thaw 1 1
        copy 1 1 deep_copy 1 1 is_frozen 1 1 argv 0 0 features 0 0 caller 0 0
        arity 1 1
        push 2 * pop 1 1 set 3 3 insert 3 3 remove 2 2 clear 1 1 contains 2 2 indexOf 2 2 enumerate 1 1 zip 2 2
        join 2 2 map 2 2 filter 2 2 reduce 3 3 sort 1 2 sorted 1 2 sort_by 2 2 reverse 1 1 range 1 3 array 1 2
        to_array 1 1 first 1 1 last 1 1 slice 2 3 concat 0 * flatten 1 2 unique 1 1 fill 2 2 find_index 2 2
        find_first 2 2 any 1 2 all 1 2 count 2 2 sum 1 1 product 1 1 group_by 2 2 partition 2 2 chunk 2 2 each 2 2
        bsearch 2 2
        keys 1 1 values 1 1 has 2 2 has_key 2 2 delete 2 2 get 2 3 items 1 1 merge 1 * update 2 2 from_items 1 1
        map_values 2 2 filter_map 2 2 invert 1 1
        split 2 2 substr 3 3 find 2 3 chars 1 1 char_count 1 1 byte_at 2 2 byte_len 1 1 ord 1 1 chr 1 1 upper 1 1
        lower 1 1 capitalize 1 1 title 1 1 trim 1 2 ltrim 1 2 rtrim 1 2 replace 3 4 starts_with 2 2 ends_with 2 2
        repeat 2 2 pad_left 2 3 pad_right 2 3 pad_center 2 3 lines 1 1 words 1 1 rfind 2 2 find_all 2 2
        count_of 2 2 is_utf8 1 1 normalize 2 2 escape_html 1 1 compare 2 2 format 1 * hex 1 1 oct 1 1 bin 1 1
        to_bytes 1 1 decode 1 2 encode 2 2
    }
    Math {
        abs 1 1 min 1 * max 1 * clamp 3 3 pow 2 2 floor 1 1 ceil 1 1 trunc 1 1 round 1 1 sqrt 1 1 fmin 2 2 fmax 2 2
        sin 1 1 cos 1 1 tan 1 1 exp 1 1 log 1 1 log10 1 1 gcd 2 2 lcm 2 2 isqrt 1 1 sign 1 1 asin 1 1 acos 1 1
        atan 1 1 atan2 2 2 sinh 1 1 cosh 1 1 tanh 1 1 log2 1 1 cbrt 1 1 hypot 2 2 fpow 2 2 pi 0 0 e 0 0 inf 0 0
        nan 0 0 divmod 2 2 udiv 2 2 umod 2 2 ult 2 2 lsr 2 2 popcount 1 1 clz 1 1 ctz 1 1 checked_add 2 2
        checked_sub 2 2 checked_mul 2 2 checked_pow 2 2 band 2 2 bor 2 2 bxor 2 2 bnot 1 1 shl 2 2 shr 2 2 rol 2 2
        ror 2 2
    }
    Random {
        random_seed 1 1 random_int 2 2 random_number 1 1 random 0 0 random_bytes 1 1 uuid 0 0 uuid7 0 0 shuffle 1 1
        sample 1 1
    }
    Time {
        time_now_ms 0 0 clock_mono_ms 0 0 date_format 2 2 sleep 1 1 sleep_ms 1 1 time_ns 0 0 date_utc 1 1
        date_parse 2 2 tz_offset 1 1 iso 1 1 timeit 1 1
    }
    Files {
        read_file 1 1 os_list_dir 1 1 read_bytes 1 1 read_lines 1 1 file_exists 1 1 is_dir 1 1 file_size 1 1 stat 1 1
        walk 1 1 glob 1 1 real_path 1 1 write_file 2 2 append_file 2 2 write_bytes 2 2 mkdir 1 2 remove_file 1 1
        remove_dir 1 2 move 2 2 copy_file 2 2 temp_file 0 0 temp_dir 0 0 chmod 2 2 open 2 2
        path_join 1 * path_dir 1 1 path_base 1 1 path_ext 1 1 path_stem 1 1 path_abs 1 1 path_normalize 1 1
        path_is_abs 1 1
    }
    Os {
        input 0 1 input_hidden 0 1 read_stdin 0 0 eprint 0 * flush 0 0 is_tty 0 0 term_size 0 0 env 1 1 env_all 0 0
        env_get 1 2 env_set 2 2 cwd 0 0 chdir 1 1 hostname 0 0 os_name 0 0 cpu_count 0 0 os_pid 0 0 proc_run 1 1
        system 1 1 exec 1 2 proc_spawn 1 2
    }
    Regex {
        regex_match 2 2 regex_search 2 2 regex_replace 3 3 regex_find_all 2 2 regex_split 2 2 regex_sub 3 3
        pcre2_test 3 3 pcre2_match 3 3 pcre2_findall 3 3
    }
    Formats {
        json_parse 1 1 json_stringify 2 2 json_from_file 1 1 json_to_file 3 3 json_decode 1 1 json_encode 1 2
        csv_parse 1 2 csv_stringify 1 2 url_parse 1 1 url_encode 1 1 url_decode 1 1
    }
    Documents {
        ini_load 1 1 ini_free 1 1 ini_get_string 4 4 ini_get_int 4 4 ini_get_double 4 4 ini_get_bool 4 4 ini_set 4 4
        ini_unset 3 3 ini_save 2 2 xml_parse 1 1 xml_root 1 1 xml_name 1 1 xml_text 1 1 xml_attr 2 2 xml_children 1 1
        xml_escape 1 1
    }
    Crypto {
        openssl_md5 1 1 openssl_sha256 1 1 openssl_sha512 1 1 openssl_ripemd160 1 1 sha1 1 1 sha256 1 1 sha384 1 1
        sha512 1 1 blake3 1 1 md5 1 1 crc32 1 1 hmac 3 3 constant_time_eq 2 2 base64_encode 1 1 base64_decode 1 1
        base64url_encode 1 1 base64url_decode 1 1 hex_encode 1 1 hex_decode 1 1 gzip 1 1 gunzip 1 1
    }
    Net {
        tcp_listen 2 2 tcp_accept 1 1 tcp_connect 2 2 unix_listen 2 2 unix_connect 1 1 sock_send 2 2 sock_recv 2 2
        sock_close 1 1 fd_set_nonblock 2 2 fd_poll_read 2 2 fd_poll_write 2 2 handle_own 1 2 sock_recv_bytes 2 2
        sock_timeout 2 2 sock_peer 1 1 udp_bind 2 2 udp_send 4 4 udp_recv 2 2 tls_connect 2 3 dns_lookup 1 1
        http_get 1 2 http_post 2 3 http_request 1 1 curl_get 1 1
        curl_post 2 2 curl_download 2 2
    }
    Database {
        sqlite_open 1 1 sqlite_exec 2 2 sqlite_query 2 2 sqlite_close 1 1 sqlite_run 3 3 sqlite_all 3 3
    }
    Serial { serial_open 2 2 serial_config 5 5 serial_send 2 2 serial_recv 2 2 serial_close 1 1 }
    Optional {
        redis_connect 2 2 redis_cmd 2 2 redis_close 1 1 pcsc_establish 0 0 pcsc_release 1 1 pcsc_list_readers 1 1
        pcsc_connect 2 2 pcsc_disconnect 1 1 pcsc_transmit 2 2 kcgi_parse 0 0 kcgi_reply_start 2 2 kcgi_write 1 1
        kcgi_end 0 0 rust_hello 0 0 rust_hello_args 1 1 rust_hello_args_return 1 1 rust_get_sp 0 0 rust_set_exit 1 1
        cpp_add 2 2
    }
    Fibers { fiber 1 2 emit 2 2 is_signal 1 1 fiber_current 0 0 breakpoint 0 0 Signal 0 0 }
    Processes {
        spawn 1 * spawn_link 1 * spawn_monitor 1 * spawn_opt 2 * self 0 0 send 2 2 receive_any 0 1 mailbox_len 0 0
        link 1 1 unlink 1 1 monitor 1 1 demonitor 1 2 send_exit 2 2 exit_self 1 1 trap_exit 1 1 register 2 2
        unregister 1 1 whereis 1 1 registered 0 0 is_alive 1 1 processes 0 0 process_info 1 1 process_flag 2 2 wait 1 2
        send_after 3 3 cancel_timer 1 1 send_reply 2 2 make_ref 0 0 thread_spawn 1 2 thread_join 1 1
    }
    Ports { port 1 1 port_select 1 2 }
    Buffers { buffer 1 1 }
    Tools { gc 0 0 memory_used 0 0 stack_trace 0 0 doc 1 1 disasm 1 1 compile 1 1 vm_stats 0 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_is_listed_twice_and_symbols_find_their_rows() {
        let mut interner = Interner::new();
        for (index, row) in BUILTINS.iter().enumerate() {
            assert!(row.min <= row.max, "{}", row.name);
            assert!(!BUILTINS[..index].iter().any(|other| other.name == row.name), "{}", row.name);
            interner.intern(row.name.as_bytes());
        }
        let table = BuiltinTable::new(&interner);
        let found = interner.get(b"len").and_then(|symbol| table.get(symbol)).map(|id| id.row().arity_message());
        assert_eq!(found.as_deref(), Some("len expects 1 argument"));
    }
}
