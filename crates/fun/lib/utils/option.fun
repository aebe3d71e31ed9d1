// A value that may be missing: a Map whose `_tag` is Some, with a `value`, or None.

// One with a value.
fun some(x) => {"_tag": "Some", "value": x}

// One without.
fun none() => {"_tag": "None"}

// Whether it has a value.
fun is_some(opt) => opt["_tag"] == "Some"

// Whether it has none.
fun is_none(opt) => opt["_tag"] == "None"

// The value; throws an Error if there is none.
fun unwrap(opt) => is_some(opt) ? opt["value"] : error("called unwrap() on None")

// The value, or `default`.
fun unwrap_or(opt, default) => is_some(opt) ? opt["value"] : default

// One with f(value); none for none.
fun option_map(opt, f) => is_some(opt) ? some(f(opt["value"])) : none()

// What f makes of the value, itself an option; none for none.
fun and_then(opt, f) => is_some(opt) ? f(opt["value"]) : none()

// The option itself if it has a value, else what f gives.
fun or_else(opt, f) => is_some(opt) ? opt : f()

// A result, as `utils/result.fun` has them: Ok with the value, or Err with `problem`.
fun to_result(opt, problem)
  return is_some(opt) ? {"_tag": "Ok", "value": opt["value"]} : {"_tag": "Err", "error": problem}

// The value of a key of a Map, none if it does not have it.
fun try_get(dict, key) => has_key(dict, key) ? some(dict[key]) : none()
