// section: 16.7
// What each builtin throws for too few, too many and wrong arguments. Written by generate_builtins.py.
class C
  x = 1
fun call(f, ...args)
  try
    f(...args)
    print("no error")
  catch e
    print(e)
call(read_file) // > ArityError: read_file() expects 1 argument, got 0
call(read_file, "s", 1) // > ArityError: read_file() expects 1 argument, got 2
call(read_file, 1) // > TypeError: read_file expects (string), got int
call(os_list_dir) // > ArityError: os_list_dir() expects 1 argument, got 0
call(os_list_dir, "s", 1) // > ArityError: os_list_dir() expects 1 argument, got 2
call(os_list_dir, 1) // > TypeError: os_list_dir expects (string), got int
call(read_bytes) // > ArityError: read_bytes() expects 1 argument, got 0
call(read_bytes, "s", 1) // > ArityError: read_bytes() expects 1 argument, got 2
call(read_bytes, 1) // > TypeError: read_bytes expects (string), got int
call(read_lines) // > ArityError: read_lines() expects 1 argument, got 0
call(read_lines, "s", 1) // > ArityError: read_lines() expects 1 argument, got 2
call(read_lines, 1) // > TypeError: read_lines expects (string), got int
call(file_exists) // > ArityError: file_exists() expects 1 argument, got 0
call(file_exists, "s", 1) // > ArityError: file_exists() expects 1 argument, got 2
call(file_exists, 1) // > TypeError: file_exists expects (string), got int
call(is_dir) // > ArityError: is_dir() expects 1 argument, got 0
call(is_dir, "s", 1) // > ArityError: is_dir() expects 1 argument, got 2
call(is_dir, 1) // > TypeError: is_dir expects (string), got int
call(file_size) // > ArityError: file_size() expects 1 argument, got 0
call(file_size, "s", 1) // > ArityError: file_size() expects 1 argument, got 2
call(file_size, 1) // > TypeError: file_size expects (string), got int
call(stat) // > ArityError: stat() expects 1 argument, got 0
call(stat, "s", 1) // > ArityError: stat() expects 1 argument, got 2
call(stat, 1) // > TypeError: stat expects (string), got int
call(walk) // > ArityError: walk() expects 1 argument, got 0
call(walk, "s", 1) // > ArityError: walk() expects 1 argument, got 2
call(walk, 1) // > TypeError: walk expects (string), got int
call(glob) // > ArityError: glob() expects 1 argument, got 0
call(glob, "s", 1) // > ArityError: glob() expects 1 argument, got 2
call(glob, 1) // > TypeError: glob expects (string), got int
call(real_path) // > ArityError: real_path() expects 1 argument, got 0
call(real_path, "s", 1) // > ArityError: real_path() expects 1 argument, got 2
call(real_path, 1) // > TypeError: real_path expects (string), got int
call(write_file, "s") // > ArityError: write_file() expects 2 arguments, got 1
call(write_file, "s", "s", 1) // > ArityError: write_file() expects 2 arguments, got 3
call(write_file, 1, "s") // > TypeError: write_file expects (string, string|bytes), got int and string
call(write_file, "s", 1) // > TypeError: write_file expects (string, string|bytes), got string and int
call(append_file, "s") // > ArityError: append_file() expects 2 arguments, got 1
call(append_file, "s", "s", 1) // > ArityError: append_file() expects 2 arguments, got 3
call(append_file, 1, "s") // > TypeError: append_file expects (string, string|bytes), got int and string
call(append_file, "s", 1) // > TypeError: append_file expects (string, string|bytes), got string and int
call(write_bytes, "s") // > ArityError: write_bytes() expects 2 arguments, got 1
call(write_bytes, "s", "s", 1) // > ArityError: write_bytes() expects 2 arguments, got 3
call(write_bytes, 1, "s") // > TypeError: write_bytes expects (string, string|bytes), got int and string
call(write_bytes, "s", 1) // > TypeError: write_bytes expects (string, string|bytes), got string and int
call(mkdir) // > ArityError: mkdir() expects 1 to 2 arguments, got 0
call(mkdir, "s", 1, 1) // > ArityError: mkdir() expects 1 to 2 arguments, got 3
call(mkdir, 1) // > TypeError: mkdir expects (string), got int
call(remove_file) // > ArityError: remove_file() expects 1 argument, got 0
call(remove_file, "s", 1) // > ArityError: remove_file() expects 1 argument, got 2
call(remove_file, 1) // > TypeError: remove_file expects (string), got int
call(remove_dir) // > ArityError: remove_dir() expects 1 to 2 arguments, got 0
call(remove_dir, "s", 1, 1) // > ArityError: remove_dir() expects 1 to 2 arguments, got 3
call(remove_dir, 1) // > TypeError: remove_dir expects (string), got int
call(move, "s") // > ArityError: move() expects 2 arguments, got 1
call(move, "s", "s", 1) // > ArityError: move() expects 2 arguments, got 3
call(move, 1, "s") // > TypeError: move expects (string, string), got int and string
call(move, "s", 1) // > TypeError: move expects (string, string), got string and int
call(copy_file, "s") // > ArityError: copy_file() expects 2 arguments, got 1
call(copy_file, "s", "s", 1) // > ArityError: copy_file() expects 2 arguments, got 3
call(copy_file, 1, "s") // > TypeError: copy_file expects (string, string), got int and string
call(copy_file, "s", 1) // > TypeError: copy_file expects (string, string), got string and int
call(temp_file, 1) // > ArityError: temp_file() expects 0 arguments, got 1
call(temp_dir, 1) // > ArityError: temp_dir() expects 0 arguments, got 1
call(chmod, "s") // > ArityError: chmod() expects 2 arguments, got 1
call(chmod, "s", 1, 1) // > ArityError: chmod() expects 2 arguments, got 3
call(chmod, 1, 1) // > TypeError: chmod expects (string, int), got int and int
call(chmod, "s", 1.5) // > TypeError: chmod expects (string, int), got string and float
call(open, "s") // > ArityError: open() expects 2 arguments, got 1
call(open, "s", "s", 1) // > ArityError: open() expects 2 arguments, got 3
call(open, 1, "s") // > TypeError: open expects (string, string), got int and string
call(open, "s", 1) // > TypeError: open expects (string, string), got string and int
call(path_join) // > ArityError: path_join() expects at least 1 argument, got 0
call(path_join, 1) // > TypeError: path_join expects (string), got int
call(path_join, "s", 1) // > TypeError: path_join expects (string, string), got string and int
call(path_dir) // > ArityError: path_dir() expects 1 argument, got 0
call(path_dir, "s", 1) // > ArityError: path_dir() expects 1 argument, got 2
call(path_dir, 1) // > TypeError: path_dir expects (string), got int
call(path_base) // > ArityError: path_base() expects 1 argument, got 0
call(path_base, "s", 1) // > ArityError: path_base() expects 1 argument, got 2
call(path_base, 1) // > TypeError: path_base expects (string), got int
call(path_ext) // > ArityError: path_ext() expects 1 argument, got 0
call(path_ext, "s", 1) // > ArityError: path_ext() expects 1 argument, got 2
call(path_ext, 1) // > TypeError: path_ext expects (string), got int
call(path_stem) // > ArityError: path_stem() expects 1 argument, got 0
call(path_stem, "s", 1) // > ArityError: path_stem() expects 1 argument, got 2
call(path_stem, 1) // > TypeError: path_stem expects (string), got int
call(path_abs) // > ArityError: path_abs() expects 1 argument, got 0
call(path_abs, "s", 1) // > ArityError: path_abs() expects 1 argument, got 2
call(path_abs, 1) // > TypeError: path_abs expects (string), got int
call(path_normalize) // > ArityError: path_normalize() expects 1 argument, got 0
call(path_normalize, "s", 1) // > ArityError: path_normalize() expects 1 argument, got 2
call(path_normalize, 1) // > TypeError: path_normalize expects (string), got int
call(path_is_abs) // > ArityError: path_is_abs() expects 1 argument, got 0
call(path_is_abs, "s", 1) // > ArityError: path_is_abs() expects 1 argument, got 2
call(path_is_abs, 1) // > TypeError: path_is_abs expects (string), got int
