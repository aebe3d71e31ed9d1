// section: 15.files
// env: TZ=UTC
#include <utils/datetime.fun>

dt = DateTime()
noon = 1765368000123
print(dt.format(noon, "%Y-%m-%d %H:%M"))                             // > 2025-12-10 12:00
print(dt.iso_from(noon), dt.date_str(noon), dt.time_str(noon))       // > 2025-12-10T12:00:00 2025-12-10 12:00:00
print(dt.ms_to_s(1999), dt.s_to_ms(2))                               // > 1 2000
print(dt.add_seconds(noon, 2) - noon, dt.diff_ms(noon, dt.add_days(noon, 1))) // > 2000 86400000
print(dt.add_ms(1, 2), dt.add_minutes(0, 2), dt.add_hours(0, 1))     // > 3 120000 3600000
print(abs(dt.now_ms() / 1000 - dt.now_s()) < 60, len(dt.iso_now()), len(dt.today_str()))   // > true 19 10
started = dt.start_timer()
before = dt.mono_ms()
dt.sleep_ms(1)
dt.sleep_s(0.001)
dt.sleep_s(0)
print(dt.elapsed_ms(started) >= 0, dt.mono_ms() - before >= 0)       // > true true
