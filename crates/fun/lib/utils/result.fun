// What an attempt came to: a Map whose `_tag` is Ok, with a `value`, or Err, with an `error`.

// A success.
fun ok(x) => {"_tag": "Ok", "value": x}

// A failure.
fun err(e) => {"_tag": "Err", "error": e}

// Whether it is a success.
fun is_ok(res) => res["_tag"] == "Ok"

// Whether it is a failure.
fun is_err(res) => res["_tag"] == "Err"

// The value; throws an Error for a failure.
fun unwrap(res) => is_ok(res) ?
    res["value"] :
    error("called unwrap() on Err: " + to_string(res["error"]))

// The value, or `default`.
fun unwrap_or(res, default) => is_ok(res) ? res["value"] : default

// The error; throws an Error for a success.
fun unwrap_err(res) => is_err(res) ? res["error"] : error("called unwrap_err() on Ok")

// A success with f(value); a failure as it is.
fun result_map(res, f) => is_ok(res) ? ok(f(res["value"])) : res

// A failure with f(error); a success as it is.
fun map_err(res, f) => is_err(res) ? err(f(res["error"])) : res

// What f makes of the value, itself a result; a failure as it is.
fun and_then(res, f) => is_ok(res) ? f(res["value"]) : res

// A success as it is, else what f gives.
fun or_else(res, f) => is_ok(res) ? res : f()

// An option, as `utils/option.fun` has them: Some with the value, or None.
fun to_option(res) => is_ok(res) ? {"_tag": "Some", "value": res["value"]} : {"_tag": "None"}
