//! Clocks and dates.

use crate::arguments::{arg, bytes, map_of};
use jiff::fmt::strtime;
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};
use quintet_runtime::{Capability, Context, ErrorKind, Frame, NativeDef, Result, Step, Trap, Value};

pub(crate) fn natives(defs: &mut Vec<NativeDef>) {
    let clocks = [
        NativeDef::short("time_now_ms", "", |ctx, _| Ok(Value::int((ctx.host.wall_ns() / 1_000_000) as i64))),
        NativeDef::short("clock_mono_ms", "", |ctx, _| Ok(Value::int((ctx.host.monotonic_ns() / 1_000_000) as i64))),
        NativeDef::short("time_ns", "", |ctx, _| Ok(Value::int(ctx.host.wall_ns() as i64))),
        NativeDef::stepped("timeit", "f: function|instance", 1, timeit),
        NativeDef::short("date_format", "ms: number, format: string", date_format),
        NativeDef::short("tz_offset", "ms: number", |ctx, args| {
            let zoned = zoned(ctx, args)?;
            Ok(Value::int(i64::from(zoned.offset().seconds())))
        }),
    ];
    defs.extend(clocks.into_iter().map(|def| def.needs(Capability::Clock)));
    defs.extend([
        NativeDef::short("date_utc", "ms: number", date_utc),
        NativeDef::short("date_parse", "text: string, format: string", date_parse),
        NativeDef::short("iso", "ms: number", |ctx, args| {
            let timestamp = timestamp(ctx, args)?;
            let text = timestamp.strftime("%Y-%m-%dT%H:%M:%S.%3fZ").to_string();
            ctx.new_string(text.as_bytes())
        }),
    ]);
}

/// Milliseconds that a call takes. State: when it began.
fn timeit(ctx: &mut Context, frame: &mut Frame) -> Result<Step> {
    let now = ctx.host.monotonic_ns();
    match frame.registers[1].as_int() {
        None => {
            frame.registers[1] = Value::int(now as i64);
            Ok(Step::call(frame.registers[0], &[]))
        }
        Some(start) => Ok(Step::Done(Value::float(now.saturating_sub(start as u64) as f64 / 1e6))),
    }
}

/// The milliseconds since 1970 in argument 0 as a point in time.
fn timestamp(ctx: &mut Context, args: &[Value]) -> Result<Timestamp> {
    let ms = arg(args, 0).as_int().unwrap_or_else(|| arg(args, 0).as_number().unwrap_or(0.0) as i64);
    Timestamp::from_millisecond(ms).map_err(|_| ctx.value_error(format!("time out of range: {ms}")))
}

fn zoned(ctx: &mut Context, args: &[Value]) -> Result<Zoned> {
    Ok(timestamp(ctx, args)?.to_zoned(TimeZone::system()))
}

fn date_format(ctx: &mut Context, args: &[Value]) -> Result<Value> {
    let format = arg(args, 1);
    let zoned = zoned(ctx, args)?;
    let format = String::from_utf8_lossy(bytes(&format)).into_owned();
    match strtime::format(&format, &zoned) {
        Ok(text) => ctx.new_string(text.as_bytes()),
        Err(e) => Err(ctx.value_error(format!("invalid date format '{format}': {e}"))),
    }
}

fn date_utc(ctx: &mut Context, args: &[Value]) -> Result<Value> {
    let time = timestamp(ctx, args)?.to_zoned(TimeZone::UTC);
    let entries = [
        ("year", i64::from(time.year())),
        ("month", i64::from(time.month())),
        ("day", i64::from(time.day())),
        ("hour", i64::from(time.hour())),
        ("minute", i64::from(time.minute())),
        ("second", i64::from(time.second())),
        ("ms", i64::from(time.millisecond())),
        ("weekday", i64::from(time.weekday().to_sunday_zero_offset())),
        ("yearday", i64::from(time.day_of_year())),
    ];
    map_of(ctx, &entries.map(|(key, n)| (key, Value::int(n))))
}

/// Reads a date. Without an offset or a zone in the text it is local time; without a time of day it is midnight.
fn date_parse(ctx: &mut Context, args: &[Value]) -> Result<Value> {
    let (text, format) = (arg(args, 0), arg(args, 1));
    let text = String::from_utf8_lossy(bytes(&text)).into_owned();
    let format = String::from_utf8_lossy(bytes(&format)).into_owned();
    match parse(&text, &format) {
        Ok(ms) => Ok(Value::int(ms)),
        Err(e) => Err(bad_date(ctx, &text, &e)),
    }
}

fn bad_date(ctx: &mut Context, text: &str, error: &jiff::Error) -> Trap {
    ctx.error(ErrorKind::ParseError, format!("cannot read the date '{text}': {error}"))
}

fn parse(text: &str, format: &str) -> std::result::Result<i64, jiff::Error> {
    let broken = strtime::BrokenDownTime::parse(format, text)?;
    if let Ok(timestamp) = broken.to_timestamp() {
        return Ok(timestamp.as_millisecond());
    }
    let date = broken.to_date()?;
    let time = broken.to_time().unwrap_or(jiff::civil::Time::midnight());
    let zone = match broken.offset() {
        Some(offset) => TimeZone::fixed(offset),
        None => TimeZone::system(),
    };
    Ok(date.to_datetime(time).to_zoned(zone)?.timestamp().as_millisecond())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_with_an_offset_do_not_depend_on_the_local_zone() {
        assert_eq!(parse("2024-02-29 12:30:00 +0200", "%Y-%m-%d %H:%M:%S %z").unwrap(), 1_709_202_600_000);
        assert_eq!(parse("1970-01-02 +0000", "%Y-%m-%d %z").unwrap(), 86_400_000);
        assert!(parse("2024-13-01 +0000", "%Y-%m-%d %z").is_err());
    }
}
