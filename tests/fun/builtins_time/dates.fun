// section: 16.6
// env: TZ=UTC
print(date_format(0, "%Y-%m-%d %H:%M:%S"), date_format(86400000, "%d")) // > 1970-01-01 00:00:00 02
print(date_parse("1970-01-02 00:00:01", "%Y-%m-%d %H:%M:%S"), tz_offset(0)) // > 86401000 0
print(starts_with(iso(0), "1970-01-01T00:00:00"), kind(date_utc(0))) // > true Map
