// section: 16.9.documents
// Names are read in either case; comments and quotes are no part of values; documents are changed and saved.
dir = temp_dir()
path = path_join(dir, "a.ini")
write_file(path, "top = 1\n; comment\n[Server]\nHost = example.org ; here\nport=8080\nratio: 0.5\nquoted = \" a ; b \"\non = Yes\noff = 0\nempty =\n\n[other]\nx = 0x1F\n")
h = ini_load(path)
print(h > 0, ini_load(path_join(dir, "none")), ini_get_string(h, "", "top", "?")) // > true 0 1
print(ini_get_string(h, "server", "HOST", "?"), ini_get_int(h, "SERVER", "port", 1), ini_get_double(h, "server", "ratio", 1.0)) // > example.org 8080 0.5
print(repr(ini_get_string(h, "server", "quoted", "?")), ini_get_bool(h, "server", "on", 0), ini_get_bool(h, "server", "off", 1)) // > " a ; b " 1 0
print(repr(ini_get_string(h, "server", "empty", "?")), ini_get_int(h, "other", "x", 0), ini_get_int(h, "other", "y", 7), ini_get_bool(h, "none", "y", 5)) // > "" 31 7 5
print(ini_set(h, "new", "Key", 12), ini_set(h, "server", "host", "b ; c"), ini_unset(h, "other", "x"), ini_unset(h, "other", "x")) // > 1 1 1 0
print(ini_save(h, path), ini_free(h), ini_free(h), ini_get_int(h, "server", "port", -1), ini_set(h, "a", "b", "c"), ini_save(h, path)) // > 1 1 0 -1 0 0
h = ini_load(path)
print(ini_get_string(h, "server", "host", "?"), ini_get_int(h, "new", "key", 0), ini_get_string(h, "server", "quoted", "?")) // > b ; c 12  a ; b 
remove_dir(dir, true)
