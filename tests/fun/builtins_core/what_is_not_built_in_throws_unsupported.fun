// section: 16.9.absent 16.9
fun why(body)
  try
    return body()
  catch e
    return str(e)

absent = [redis_connect, redis_cmd, redis_close, pcsc_establish, pcsc_release, pcsc_list_readers, pcsc_connect, pcsc_disconnect,
  pcsc_transmit, kcgi_parse, kcgi_reply_start, kcgi_write, kcgi_end, rust_hello, rust_hello_args, rust_hello_args_return,
  rust_get_sp, rust_set_exit, cpp_add]
print(absent.map(fn(f) => why(fn() => f(...array(arity(f))))).unique().join("\n"))
// > Unsupported: redis support is not built in
// > Unsupported: pcsc support is not built in
// > Unsupported: kcgi support is not built in
// > Unsupported: rust support is not built in
// > Unsupported: cpp support is not built in
print(why(fn() => redis_connect("localhost", 6379)))  // > Unsupported: redis support is not built in
print(why(fn() => absent[1](1)))                      // > ArityError: redis_cmd() expects 2 arguments, got 1
has_it = features()
print(has_it["json"], has_it["redis"], has_it["kcgi"]) // > true false false
