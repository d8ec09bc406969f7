//! A number as a person would write it: 15 digits, ISO dates.

use std::borrow::Cow;

use super::style::{Look, Moment, Shown, Styles};

/// The day from which a workbook counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Epoch {
    /// 1 January 1900 is day 1, and 29 February 1900, which never was, is day 60.
    #[default]
    Y1900,
    /// 1 January 1904 is day 0.
    Y1904,
}

/// The last day Excel knows, 31 December 9999.
const LAST_DAY: f64 = 2_958_465.0;

/// The text of a number as the workbook stores it.
///
/// Numbers have the 15 digits that Excel shows: `0.1 + 0.2` is `0.3`, and `3.0` is `3`.
/// Dates are ISO 8601 and say no more than is shown: a first of the month shown as
/// `mar-26` is `2026-03`. What is no number, or no day of the calendar, stays as it is.
///
/// # Source
/// ECMA-376-1:2016, 18.17.4 (dates), both date bases; day 60 of the 1900 base is
/// written as Excel shows it.
pub(super) fn number<'a>(raw: &'a str, look: Look, styles: &Styles, epoch: Epoch) -> Cow<'a, str> {
    let raw = raw.trim();
    let Some(value) = raw.parse::<f64>().ok().filter(|value| value.is_finite()) else {
        return Cow::Borrowed(raw);
    };
    let digits = raw.strip_prefix('-').unwrap_or(raw);
    let is_whole = digits.bytes().all(|b| b.is_ascii_digit());
    let shown = match look {
        Look::Plain => None,
        Look::Percent => Some(format!("{}%", rounded(value * 100.0))),
        Look::Moment(moment) => date_and_time(value, moment, epoch),
        Look::Elapsed => elapsed(value),
        Look::Mask(place) if is_whole => masked(raw, styles.mask(place)),
        Look::Mask(_) => None,
    };
    match shown {
        Some(shown) => Cow::Owned(shown),
        None if is_whole => Cow::Borrowed(raw),
        None => Cow::Owned(rounded(value)),
    }
}

/// A number with at most 15 digits, without an exponent as long as that is readable.
fn rounded(value: f64) -> String {
    if value == 0.0 {
        return "0".to_owned();
    }
    let scientific = format!("{value:.14e}");
    let (mantissa, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    if (-10..21).contains(&exponent) {
        let places = usize::try_from(14 - exponent).unwrap_or(0);
        let rounded: f64 = scientific.parse().unwrap_or(value);
        let text = format!("{rounded:.places$}");
        return match text.contains('.') {
            true => text.trim_end_matches('0').trim_end_matches('.').to_owned(),
            false => text,
        };
    }
    format!("{}E{exponent}", mantissa.trim_end_matches('0').trim_end_matches('.'))
}

fn date_and_time(value: f64, moment: Moment, epoch: Epoch) -> Option<String> {
    // Milliseconds, because seconds are stored as fractions of days.
    let thousandths = (value * 86_400_000.0).round();
    if !(0.0..=(LAST_DAY + 1.0) * 86_400_000.0).contains(&thousandths) {
        return None;
    }
    let seconds = (thousandths / 1000.0).round() as i64;
    let (day, second) = (seconds / 86_400, seconds % 86_400);
    let time = (second != 0 || moment.time != Shown::Nothing).then(|| clock(second));
    if moment.date == Shown::Nothing && day == 0 {
        return time;
    }
    let (year, month, day) = calendar(day, epoch)?;
    Some(match (moment.date, time) {
        (Shown::Year, None) if month == 1 && day == 1 => format!("{year:04}"),
        (Shown::Month, None) if day == 1 => format!("{year:04}-{month:02}"),
        (_, None) => format!("{year:04}-{month:02}-{day:02}"),
        (_, Some(time)) => format!("{year:04}-{month:02}-{day:02}T{time}"),
    })
}

fn clock(second: i64) -> String {
    let (hours, minutes, seconds) = (second / 3600, second / 60 % 60, second % 60);
    match seconds {
        0 => format!("{hours:02}:{minutes:02}"),
        _ => format!("{hours:02}:{minutes:02}:{seconds:02}"),
    }
}

fn elapsed(value: f64) -> Option<String> {
    let seconds = (value * 86_400.0).round();
    (0.0..=(LAST_DAY * 86_400.0)).contains(&seconds).then(|| clock(seconds as i64))
}

/// Year, month and day of a day number.
///
/// # Source
/// H. Hinnant, "chrono-Compatible Low-Level Date Algorithms", `civil_from_days`.
fn calendar(day: i64, epoch: Epoch) -> Option<(i64, i64, i64)> {
    let day = match epoch {
        Epoch::Y1904 => day + 1462,
        Epoch::Y1900 => day,
    };
    let since_1970 = match day {
        1..60 => day - 25_568,
        60 => return Some((1900, 2, 29)),
        61.. if day <= LAST_DAY as i64 => day - 25_569,
        _ => return None,
    };
    let shifted = since_1970 + 719_468;
    let (era, of_era) = (shifted.div_euclid(146_097), shifted.rem_euclid(146_097));
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let from_march = (5 * of_year + 2) / 153;
    let day = of_year - (153 * from_march + 2) / 5 + 1;
    let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
    Some((year_of_era + era * 400 + i64::from(month <= 2), month, day))
}

/// A whole number in a mask: its digits from the right on the zeros.
fn masked(raw: &str, mask: &str) -> Option<String> {
    if raw.starts_with('-') || raw.len() > mask.bytes().filter(|b| *b == b'0').count() {
        return None;
    }
    let mut digits = raw.bytes().rev();
    let text: Vec<char> = mask
        .chars()
        .rev()
        .map(|c| if c == '0' { digits.next().map_or('0', char::from) } else { c })
        .collect();
    Some(text.into_iter().rev().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(raw: &str) -> String {
        number(raw, Look::Plain, &Styles::default(), Epoch::Y1900).into_owned()
    }

    fn dated(raw: &str, date: Shown, time: Shown, epoch: Epoch) -> String {
        number(raw, Look::Moment(Moment { date, time }), &Styles::default(), epoch).into_owned()
    }

    #[test]
    fn numbers_as_typed() {
        for (raw, want) in [
            ("3", "3"),
            ("3.0", "3"),
            ("-0.0", "0"),
            ("0.30000000000000004", "0.3"),
            ("1.1000000000000001", "1.1"),
            ("99.999999999999986", "100"),
            ("1234567.89", "1234567.89"),
            ("1E-3", "0.001"),
            ("1E+20", "100000000000000000000"),
            ("1.5E+300", "1.5E300"),
            ("198001011234", "198001011234"),
            ("12345678901234567890", "12345678901234567890"),
            ("-17.5", "-17.5"),
            ("NaN", "NaN"),
            ("1,5", "1,5"),
            ("", ""),
        ] {
            assert_eq!(plain(raw), want, "{raw}");
        }
        let percent = number("0.07", Look::Percent, &Styles::default(), Epoch::Y1900);
        assert_eq!(percent, "7%");
    }

    #[test]
    fn dates_of_both_systems() {
        let day = |raw, epoch| dated(raw, Shown::All, Shown::Nothing, epoch);
        for (raw, want) in [
            ("1", "1900-01-01"),
            ("59", "1900-02-28"),
            ("60", "1900-02-29"),
            ("61", "1900-03-01"),
            ("46082", "2026-03-01"),
            ("2958465", "9999-12-31"),
            ("2958466", "2958466"),
            ("0", "0"),
            ("-1", "-1"),
            ("45000.00000001", "2023-03-15"),
            ("45000.5", "2023-03-15T12:00"),
        ] {
            assert_eq!(day(raw, Epoch::Y1900), want, "{raw}");
        }
        assert_eq!(day("0", Epoch::Y1904), "1904-01-01");
        assert_eq!(day("44620", Epoch::Y1904), "2026-03-01");
    }

    #[test]
    fn dates_say_no_more_than_is_shown() {
        let shown = |raw, date, time| dated(raw, date, time, Epoch::Y1900);
        assert_eq!(shown("46082", Shown::Month, Shown::Nothing), "2026-03");
        assert_eq!(shown("46083", Shown::Month, Shown::Nothing), "2026-03-02");
        assert_eq!(shown("46023", Shown::Year, Shown::Nothing), "2026");
        assert_eq!(shown("0.59375", Shown::Nothing, Shown::All), "14:15");
        assert_eq!(shown("46082.59375", Shown::Nothing, Shown::All), "2026-03-01T14:15");
        assert_eq!(shown("46082.000011574", Shown::All, Shown::All), "2026-03-01T00:00:01");
        assert_eq!(elapsed("1.5".parse().unwrap_or(0.0)).as_deref(), Some("36:00"));
    }

    #[test]
    fn masks_keep_leading_zeros() {
        assert_eq!(masked("101011234", "000000-0000").as_deref(), Some("010101-1234"));
        assert_eq!(masked("15131", "000 00").as_deref(), Some("151 31"));
        assert_eq!(masked("1234567", "000 00"), None);
    }
}
