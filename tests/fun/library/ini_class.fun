// section: 15.files
#include <io/ini.fun>
path = path_join(temp_dir(), "app.ini")
write_file(path, "[net]\nport = 80\nrate = 1.5\nup = yes\n")
ini = INI()
print(ini.is_open(), ini.get_string("net", "port", 1), ini.get_bool("net", "up", nil), ini.set("a", "b", 1), ini.save(nil)) // > false 1 0 0 0
print(ini.load(path) > 0, ini.is_open(), ini.get_int("net", "port", 1), ini.get_double("net", "rate", 0), ini.get_bool("net", "up", 0))
// > true true 80 1.5 1
print(ini.set("net", "host", "here"), ini.unset("net", "port"), ini.save(nil), ini.close(), ini.is_open(), ini.close()) // > 1 1 1 1 false 1
print(ini.load(path) > 0, ini.get_string("net", "host", ""), ini.get_int("net", "port", 8080)) // > true here 8080
print(ini.load(path + "?"), ini.is_open()) // > 0 false
