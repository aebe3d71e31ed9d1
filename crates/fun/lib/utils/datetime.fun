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
