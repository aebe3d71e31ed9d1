// Clocks and dates, as methods.

// Reads the clocks and writes times as text.
class DateTime()
  // Milliseconds since 1970 in UTC.
  fun now_ms(this) => time_now_ms()

  // Milliseconds of a clock that is never put back.
  fun mono_ms(this) => clock_mono_ms()

  // A time in milliseconds since 1970 as text in the local zone, by a format as of strftime.
  fun format(this, ms, layout) => date_format(to_number(ms), to_string(layout))

  // The time now, as in 2026-01-31T12:00:00.
  fun iso_now(this) => this.format(time_now_ms(), "%Y-%m-%dT%H:%M:%S")

  // A time as in 2026-01-31T12:00:00, its date, and its time of day.
  fun iso_from(this, ms) => this.format(ms, "%Y-%m-%dT%H:%M:%S")
  fun date_str(this, ms) => this.format(ms, "%Y-%m-%d")
  fun time_str(this, ms) => this.format(ms, "%H:%M:%S")

  // Today's date.
  fun today_str(this) => this.date_str(time_now_ms())

  // Whole seconds since 1970.
  fun now_s(this) => time_now_ms() / 1000

  // Whole seconds of milliseconds, and milliseconds of seconds.
  fun ms_to_s(this, ms) => ms / 1000
  fun s_to_ms(this, s) => s * 1000

  // A time so many milliseconds, seconds, minutes, hours, days later.
  fun add_ms(this, ms, n) => ms + n
  fun add_seconds(this, ms, n) => ms + n * 1000
  fun add_minutes(this, ms, n) => ms + n * 60000
  fun add_hours(this, ms, n) => ms + n * 3600000
  fun add_days(this, ms, n) => ms + n * 86400000

  // How much later the second time is.
  fun diff_ms(this, first_ms, second_ms) => second_ms - first_ms

  // A moment to measure from, and the milliseconds since.
  fun start_timer(this) => clock_mono_ms()
  fun elapsed_ms(this, started) => clock_mono_ms() - started

  // Waits.
  fun sleep_ms(this, ms) => sleep(to_number(ms))
  fun sleep_s(this, s) => sleep((s * 1000).round())
