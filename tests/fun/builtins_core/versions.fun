// section: 16.1
print(starts_with(fun_version(), "0.42"), kind(quintet_version())) // > true String
