//! Builtins that the language names and that are not built in: calling one throws Unsupported, so that a program which
//! only may need it runs. `features` tells beforehand.

use crate::arguments::map_of;
use quintet_runtime::{Context, ErrorKind, NativeDef, Result, Value};

/// What `features` answers true for.
const PRESENT: &[&str] = &["ini", "json", "openssl", "pcre2", "processes", "threads", "xml"];

macro_rules! absent {
    ($($area:literal { $($name:ident $least:literal $most:literal)* })*) => {
        const ABSENT: &[&str] = &[$($area),*];

        pub(crate) fn natives(defs: &mut Vec<NativeDef>) {
            $({
                fn throw(ctx: &mut Context, _: &[Value]) -> Result<Value> {
                    Err(ctx.error(ErrorKind::Unsupported, concat!($area, " support is not built in")))
                }
                defs.extend([$(NativeDef::short(stringify!($name), signature($least, $most), throw)),*]);
            })*
            defs.push(NativeDef::short("features", "", features));
        }
    };
}

absent! {
    "network" {
        tcp_listen 2 2 tcp_accept 1 1 tcp_connect 2 2 unix_listen 2 2 unix_connect 1 1 sock_send 2 2 sock_recv 2 2
        sock_close 1 1 fd_set_nonblock 2 2 fd_poll_read 2 2 fd_poll_write 2 2 handle_own 1 2 sock_recv_bytes 2 2
        sock_timeout 2 2 sock_peer 1 1 udp_bind 2 2 udp_send 4 4 udp_recv 2 2 tls_connect 2 3 dns_lookup 1 1
        http_get 1 2 http_post 2 3 http_request 1 1
    }
    "curl" { curl_get 1 1 curl_post 2 2 curl_download 2 2 }
    "sqlite" { sqlite_open 1 1 sqlite_exec 2 2 sqlite_query 2 2 sqlite_close 1 1 sqlite_run 3 3 sqlite_all 3 3 }
    "serial" { serial_open 2 2 serial_config 5 5 serial_send 2 2 serial_recv 2 2 serial_close 1 1 }
    "redis" { redis_connect 2 2 redis_cmd 2 2 redis_close 1 1 }
    "pcsc" {
        pcsc_establish 0 0 pcsc_release 1 1 pcsc_list_readers 1 1 pcsc_connect 2 2 pcsc_disconnect 1 1
        pcsc_transmit 2 2
    }
    "kcgi" { kcgi_parse 0 0 kcgi_reply_start 2 2 kcgi_write 1 1 kcgi_end 0 0 }
    "rust" {
        rust_hello 0 0 rust_hello_args 1 1 rust_hello_args_return 1 1 rust_get_sp 0 0 rust_set_exit 1 1
    }
    "cpp" { cpp_add 2 2 }
}

/// So many arguments of any kind.
fn signature(least: usize, most: usize) -> &'static str {
    const ALL: [&str; 6] = [
        "",
        "a: any",
        "a: any, b: any",
        "a: any, b: any, c: any",
        "a: any, b: any, c: any, d: any",
        "a: any, b: any, c: any, d: any, e: any",
    ];
    match (least, most) {
        (1, 2) => "a: any, [b: any]",
        (2, 3) => "a: any, b: any, [c: any]",
        _ => ALL[most],
    }
}

fn features(ctx: &mut Context, _: &[Value]) -> Result<Value> {
    let mut all: Vec<(&str, Value)> = PRESENT.iter().map(|name| (*name, Value::TRUE)).collect();
    all.extend(ABSENT.iter().map(|name| (*name, Value::FALSE)));
    all.sort_by_key(|(name, _)| *name);
    map_of(ctx, &all)
}
