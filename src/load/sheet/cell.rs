//! What a cell looks like, without saying what it means.

use super::guess::DateOrder;

/// The looks of a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Nothing, or a sign for nothing: `-`, `n/a`, `NaN`.
    Empty,
    /// A number, with or without currency, percent and thousands.
    Number,
    /// A date, with or without a time.
    Date,
    /// A time of day.
    Time,
    /// Anything else.
    Text,
}

impl Kind {
    /// Whether values of this kind tell a column from its name.
    pub(super) fn is_value(self) -> bool {
        matches!(self, Kind::Number | Kind::Date | Kind::Time)
    }
}

const NOTHING: [&str; 9] = ["-", "–", ".", "..", "n/a", "na", "nan", "null", "none"];

const MONTHS: [&str; 15] = [
    "jan", "feb", "mar", "apr", "maj", "may", "jun", "jul", "aug", "sep", "okt", "oct", "nov",
    "dec", "sept",
];

/// The kind of a cell. Decimal comma and decimal point count alike, as do spaces,
/// commas, points and apostrophes between thousands.
pub(super) fn kind(cell: &str) -> Kind {
    let cell = cell.trim();
    if cell.is_empty() || NOTHING.iter().any(|no| cell.eq_ignore_ascii_case(no)) {
        Kind::Empty
    } else if cell.len() > 40 || !cell.bytes().any(|b| b.is_ascii_digit()) {
        Kind::Text
    } else if number(cell).is_some() {
        Kind::Number
    } else if is_time(cell) {
        Kind::Time
    } else if is_date(cell) {
        Kind::Date
    } else {
        Kind::Text
    }
}

/// The decimal mark of a number that has one for certain: `1,5` and `1.234,5` but
/// not `1,500`, which may be thousands.
pub(super) fn decimal_mark(cell: &str) -> Option<char> {
    let (mark, places) = number(cell.trim())??;
    (places != 3).then_some(mark)
}

/// `None`: no number. `Some(None)`: whole. Otherwise its last mark and how many
/// digits follow it.
fn number(cell: &str) -> Option<Option<(char, usize)>> {
    let bare = cell.trim_matches(|c: char| "$£€%()+-−<>=≤≥~ \u{A0}".contains(c));
    let bare = bare.trim_end_matches([':', '-']);
    let bare = ["kr", "SEK", "tkr", "mkr", "EUR", "USD"]
        .iter()
        .find_map(|unit| bare.strip_suffix(unit).or_else(|| bare.strip_prefix(unit)))
        .unwrap_or(bare)
        .trim();
    let (bare, power) = match bare.find(['e', 'E']) {
        Some(at) => (&bare[..at], Some(&bare[at + 1..])),
        None => (bare, None),
    };
    let power_is_whole = power.is_none_or(|p| {
        let digits = p.trim_start_matches(['+', '-']);
        !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())
    });
    if !power_is_whole || !bare.bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    let is_mark = |c: char| matches!(c, ',' | '.' | ' ' | '\u{A0}' | '\u{202F}' | '\'' | '’');
    if !bare.chars().all(|c| c.is_ascii_digit() || is_mark(c)) {
        return None;
    }
    let groups: Vec<&str> = bare.split(is_mark).collect();
    let Some(last) = bare.rfind(is_mark) else { return Some(None) };
    let mark = bare[last..].chars().next()?;
    let inner = &groups[1..groups.len() - 1];
    let thousands =
        inner.iter().all(|g| g.len() == 3) && (inner.is_empty() || groups[0].len() <= 3);
    let places = groups[groups.len() - 1].len();
    let spaced = !matches!(mark, ',' | '.');
    (thousands && (!spaced || places == 3)).then_some((!spaced).then_some((mark, places)))
}

fn is_time(cell: &str) -> bool {
    let clock = cell.trim_end_matches(|c: char| " AaPpMmZ".contains(c));
    let clock = clock.strip_prefix("kl ").or_else(|| clock.strip_prefix("kl. ")).unwrap_or(clock);
    let clock = clock.split(['.', ',']).next().unwrap_or(clock);
    let parts: Vec<&str> = clock.split(':').collect();
    (2..=3).contains(&parts.len())
        && parts.iter().all(|p| (1..=2).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_digit()))
}

/// Two or three numbers between the same signs, or a month's name with a number or
/// two; a time may follow.
fn is_date(cell: &str) -> bool {
    let (day, time) = match cell.find([' ', 'T']).filter(|at| cell[*at..].contains(':')) {
        Some(_) => {
            let colon = cell.find(':').unwrap_or(0);
            let cut = cell[..colon].rfind([' ', 'T']).unwrap_or(0);
            (&cell[..cut], Some(cell[cut..].trim_start_matches([' ', 'T'])))
        }
        None => (cell, None),
    };
    if time.is_some_and(|time| !is_time(time.split('+').next().unwrap_or(time))) {
        return false;
    }
    let parts: Vec<&str> =
        day.split(['-', '/', '.', ' ', ',']).filter(|part| !part.is_empty()).collect();
    let digits = |p: &&&str| p.len() <= 4 && p.bytes().all(|b| b.is_ascii_digit());
    let numbers = parts.iter().filter(digits).count();
    let months = parts.iter().filter(|p| is_month(p)).count();
    match (numbers, months) {
        (3, 0) => parts.len() == 3 && parts.iter().any(|p| p.len() <= 2),
        (2, 0) => {
            parts.len() == 2 && day.contains(['/', '-']) && parts.iter().all(|p| p.len() != 3)
        }
        (1 | 2, 1) => parts.len() == numbers + 1,
        _ => false,
    }
}

/// The order of the parts of a date that has all three; one with day and month both
/// below 13 is unclear, unless it has points or spaces between them, as only those do
/// who put the day first.
pub(super) fn date_order(cell: &str) -> Option<DateOrder> {
    let day = cell.trim();
    let day =
        day.find(':').and_then(|colon| day[..colon].rfind([' ', 'T'])).map_or(day, |at| &day[..at]);
    let parts: Vec<&str> =
        day.split(['-', '/', '.', ' ', ',']).filter(|part| !part.is_empty()).collect();
    let [first, second, third] = parts.as_slice() else { return None };
    let number = |part: &str| part.parse::<u16>().ok();
    match (number(first), number(second), number(third)) {
        (Some(_), _, _) if first.len() == 4 => Some(DateOrder::YearMonthDay),
        (Some(_), None, Some(_)) => Some(DateOrder::DayMonthYear),
        (None, Some(_), Some(_)) => Some(DateOrder::MonthDayYear),
        (Some(a), Some(b), Some(_)) if a <= 31 && b <= 31 => Some(match (a > 12, b > 12) {
            (true, false) => DateOrder::DayMonthYear,
            (false, true) => DateOrder::MonthDayYear,
            _ if day.contains(['.', ' ']) => DateOrder::DayMonthYear,
            _ => DateOrder::Unclear,
        }),
        _ => None,
    }
}

fn is_month(part: &str) -> bool {
    let part = part.to_lowercase();
    part.chars().all(char::is_alphabetic)
        && part.len() <= 9
        && MONTHS.iter().any(|month| part.starts_with(month))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_both_worlds() {
        for cell in [
            "0",
            "-1",
            "1,5",
            "1.5",
            "1 234,50",
            "1\u{A0}234",
            "$74.69",
            "£512.20",
            "12 kr",
            "80 %",
            "1.0e-5",
            "45,000,000",
            "(12)",
            "<=5",
            "2.35e+00",
            ".5",
        ] {
            assert_eq!(kind(cell), Kind::Number, "{cell}");
        }
        for cell in ["MG-8769", "e5", "12 a", "1-2-x", "A1", "v. 3", "Göteborg 2", "1 2 3 4"] {
            assert_eq!(kind(cell), Kind::Text, "{cell}");
        }
    }

    #[test]
    fn dates_times_and_nothing() {
        for cell in [
            "2024-03-12",
            "12/3 2024",
            "28/01/2018",
            "12 mars 2024",
            "Apr-16",
            "28-Feb",
            "1.2.2024",
            "2024-03-12T10:00",
            "01/01/2006 00:15",
            "12/3",
            "2013-14",
        ] {
            assert_eq!(kind(cell), Kind::Date, "{cell}");
        }
        for cell in ["00:15", "kl 10:30", "1:00:00", "3:15 PM"] {
            assert_eq!(kind(cell), Kind::Time, "{cell}");
        }
        for cell in ["", "  ", "-", "N/A", "NaN"] {
            assert_eq!(kind(cell), Kind::Empty, "{cell}");
        }
    }

    #[test]
    fn dates_tell_their_order_when_they_can() {
        for (cell, order) in [
            ("2026-03-01", Some(DateOrder::YearMonthDay)),
            ("2026-03-01T14:30", Some(DateOrder::YearMonthDay)),
            ("1/3 2026", Some(DateOrder::DayMonthYear)),
            ("1.3.2026", Some(DateOrder::DayMonthYear)),
            ("1 mars 2026", Some(DateOrder::DayMonthYear)),
            ("14/3/2026 08:00", Some(DateOrder::DayMonthYear)),
            ("3/14/2026", Some(DateOrder::MonthDayYear)),
            ("March 1, 2026", Some(DateOrder::MonthDayYear)),
            ("3/4/2026", Some(DateOrder::Unclear)),
            ("12/3", None),
        ] {
            assert_eq!(date_order(cell), order, "{cell}");
        }
    }

    #[test]
    fn a_decimal_mark_is_told_only_when_certain() {
        assert_eq!(decimal_mark("1,5"), Some(','));
        assert_eq!(decimal_mark("1.234,50 kr"), Some(','));
        assert_eq!(decimal_mark("$74.69"), Some('.'));
        assert_eq!(decimal_mark("1,500"), None);
        assert_eq!(decimal_mark("Anna, 5"), None);
    }
}
