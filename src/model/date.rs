//! Dates as sources give them: a year, a month or a day.

use std::fmt;

use jiff::civil;

/// An ISO 8601 date whose month and day may be unknown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    year: i16,
    month: Option<i8>,
    day: Option<i8>,
}

impl Date {
    /// Reads `2024`, `2024-01` or `2024-01-31`; `None` for anything else, a
    /// day that is in no calendar included.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let mut take = |width: usize| -> Option<Option<i16>> {
            let Some(part) = parts.next() else { return Some(None) };
            let digits = part.len() == width && part.bytes().all(|b| b.is_ascii_digit());
            digits.then(|| part.parse().ok())
        };
        let year = take(4)??;
        let month = take(2)?.map(|m| m as i8);
        let day = take(2)?.map(|d| d as i8);
        civil::Date::new(year, month.unwrap_or(1), day.unwrap_or(1)).ok()?;
        parts.next().is_none().then_some(Self { year, month, day })
    }

    /// The first day it can mean.
    pub fn first_day(self) -> civil::Date {
        self.whole(self.month.unwrap_or(1), self.day.unwrap_or(1))
    }

    /// The last day it can mean.
    pub fn last_day(self) -> civil::Date {
        let month = self.month.unwrap_or(12);
        match self.day {
            Some(day) => self.whole(month, day),
            None => self.whole(month, 1).last_of_month(),
        }
    }

    /// Days from the first day that `self` can mean to the last that `end`
    /// can; negative when that has passed.
    pub fn days_left(self, end: Date) -> i32 {
        let span = self.first_day().until(end.last_day());
        span.map_or(0, |span| span.get_days())
    }

    fn whole(self, month: i8, day: i8) -> civil::Date {
        civil::Date::new(self.year, month, day).unwrap_or(civil::Date::ZERO)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        for part in [self.month, self.day].into_iter().flatten() {
            write!(f, "-{part:02}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_dates_are_dates() {
        for good in ["2024", "2024-02", "2024-02-29", "0001-12-31"] {
            assert_eq!(Date::parse(good).unwrap().to_string(), good);
        }
        for bad in ["", "24", "2024-13", "2023-02-29", "2024-1", "2024-01-01-01", "våren 2024"] {
            assert_eq!(Date::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_year_ends_with_its_last_day() {
        let at = |text| Date::parse(text).unwrap();
        assert_eq!(at("2023-12-30").days_left(at("2023")), 1);
        assert_eq!(at("2024").days_left(at("2024")), 365);
        assert_eq!(at("2024-03-01").days_left(at("2024-02")), -1);
        assert_eq!(at("2026-11-22").days_left(at("2022")), -1422);
    }
}
