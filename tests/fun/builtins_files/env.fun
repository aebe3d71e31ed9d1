// section: 16.7
// env: QUINTET_TEST_VALUE=hello
print(env("QUINTET_TEST_VALUE"), env("QUINTET_NOT_SET") == "") // > hello true
print(env_get("QUINTET_TEST_VALUE"), env_get("QUINTET_NOT_SET", "default"), env_all()["QUINTET_TEST_VALUE"]) // > hello default hello
env_set("QUINTET_NEW", "set")
print(env("QUINTET_NEW")) // > set
print(len(cwd()) > 0, len(os_name()) > 0, cpu_count() >= 1, os_pid() > 0) // > true true true true
