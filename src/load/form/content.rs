//! What the answers of a column look like.

use super::private::{self, What};
use super::question::Question;
use super::terms::plain;

/// The looks of a column's answers: how many say something, and shares of those.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Content {
    /// How many cells say something.
    pub(super) filled: usize,
    /// Dates, with or without a time.
    pub(super) dates: f64,
    /// Dates with a time of day.
    pub(super) times: f64,
    /// Mail addresses and little more.
    pub(super) emails: f64,
    /// Telephone numbers and little more.
    pub(super) phones: f64,
    /// Personal numbers and little more.
    pub(super) personal_numbers: f64,
    /// Names of people and little more.
    pub(super) people: f64,
    /// Answers that begin with yes, no or don't know.
    pub(super) verdicts: f64,
    /// Signs of a ticked box.
    pub(super) ticks: f64,
    /// Numbers.
    pub(super) numbers: f64,
    /// Answers of more than twelve words.
    pub(super) long: f64,
    /// Names of bodies: *jouren*, *enheten*, *kommun*.
    pub(super) bodies: f64,
}

const YES_NO: [&str; 17] = [
    "ja",
    "nej",
    "vet inte",
    "vet ej",
    "oklart",
    "delvis",
    "osäker",
    "jo",
    "japp",
    "nja",
    "yes",
    "no",
    "don't know",
    "dont know",
    "unknown",
    "not sure",
    "inte",
];

const TICKS: [&str; 14] =
    ["x", "1", "0", "ja", "nej", "yes", "no", "true", "false", "sant", "falskt", "✓", "✔", "☒"];

const BODIES: [&str; 26] = [
    "enhet",
    "jour",
    "mottagning",
    "kommun",
    "region",
    "förening",
    "stiftelse",
    "församling",
    "skola",
    "central",
    "myndighet",
    "polis",
    "socialtjänst",
    "kontor",
    "förvaltning",
    "boende",
    "verksamhet",
    "organisation",
    "hälsa",
    "kyrka",
    "team",
    "grupp",
    "unit",
    "service",
    "nämnd",
    "klinik",
];

impl Content {
    /// The looks of some cells.
    ///
    /// # Cost
    /// Time O(n) for n characters of the cells.
    pub(super) fn of<'a>(cells: impl Iterator<Item = &'a str>) -> Self {
        let mut seen = Self::default();
        for cell in cells {
            let cell = cell.trim();
            if !cell.is_empty() {
                seen.count(cell);
            }
        }
        let n = seen.filled.max(1) as f64;
        for share in [
            &mut seen.dates,
            &mut seen.times,
            &mut seen.emails,
            &mut seen.phones,
            &mut seen.personal_numbers,
            &mut seen.people,
            &mut seen.verdicts,
            &mut seen.ticks,
            &mut seen.numbers,
            &mut seen.long,
            &mut seen.bodies,
        ] {
            *share /= n;
        }
        seen
    }

    fn count(&mut self, cell: &str) {
        let lower = cell.to_lowercase();
        let add = |share: &mut f64, holds: bool| *share += f64::from(u8::from(holds));
        self.filled += 1;
        let is_date = is_date(cell);
        add(&mut self.dates, is_date);
        add(&mut self.times, is_date && cell.contains(':'));
        let short = cell.len() <= 80;
        let personal = if short { private::find(cell, &[]) } else { Vec::new() };
        let mostly = |what: What| {
            let found = personal.iter().filter(|found| found.what == what);
            found.map(|found| found.span.len()).sum::<usize>() * 2 > cell.len()
        };
        add(&mut self.emails, mostly(What::Email));
        add(&mut self.phones, mostly(What::Phone));
        add(&mut self.personal_numbers, mostly(What::PersonalNumber));
        add(&mut self.people, mostly(What::Name));
        let verdict = YES_NO.iter().any(|word| {
            lower.strip_prefix(word).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
        });
        add(&mut self.verdicts, verdict);
        add(&mut self.ticks, TICKS.contains(&lower.as_str()));
        let is_number = !is_date
            && cell.len() <= 12
            && cell.bytes().any(|b| b.is_ascii_digit())
            && cell.chars().all(|c| c.is_ascii_digit() || " ,.%/-\u{A0}".contains(c));
        add(&mut self.numbers, is_number);
        add(&mut self.long, cell.split_whitespace().count() > 12);
        let folded = plain(cell);
        add(&mut self.bodies, BODIES.iter().any(|word| folded.contains(&plain(word))));
    }

    /// How well the answers go with a question: above 1 they speak for it, under 1
    /// against it, 1 is neither.
    pub(super) fn fit(&self, question: Question) -> f64 {
        if self.filled == 0 {
            return 1.0;
        }
        let is = |share: f64| match share {
            share if share >= 0.5 => FOR,
            share if share >= 0.2 => 1.0,
            _ => AGAINST,
        };
        // What a short, plain answer is about is not a long text, date or address.
        let label = self.long.max(self.dates).max(self.emails).max(self.phones);
        let other_than_label = if label >= 0.5 { AGAINST } else { 1.0 };
        match question {
            Question::Date => is(self.dates),
            Question::Timestamp => is(self.times.max(self.dates)),
            Question::Email => is(self.emails),
            Question::Phone => is(self.phones),
            Question::PersonalNumber => is(self.personal_numbers),
            Question::Person if self.people >= 0.5 => FOR,
            Question::Person if self.bodies >= 0.5 => AGAINST,
            Question::Person | Question::Role | Question::Mode | Question::Place => {
                other_than_label
            }
            Question::Unit if self.people >= 0.5 => AGAINST,
            Question::Unit if self.bodies >= 0.3 && label < 0.5 => FOR,
            Question::Unit | Question::Submission => other_than_label,
            Question::Grade => is(self.numbers),
            Question::Collaborates if self.verdicts >= 0.6 => FOR,
            Question::Collaborates => SLIGHTLY_AGAINST,
            Question::Partners if self.verdicts >= 0.6 => SLIGHTLY_AGAINST,
            Question::Mission if self.long >= 0.3 => FOR,
            _ if self.dates.max(self.emails).max(self.phones).max(self.personal_numbers) >= 0.5 => {
                AGAINST
            }
            _ => 1.0,
        }
    }

    /// What the answers alone make of a column whose heading says nothing.
    pub(super) fn alone(&self) -> Option<(Question, f64)> {
        let share = [
            (Question::Email, self.emails),
            (Question::PersonalNumber, self.personal_numbers),
            (Question::Phone, self.phones),
            (Question::Timestamp, self.times),
            (Question::Person, self.people),
            (Question::Date, self.dates),
        ];
        share.into_iter().find(|(_, share)| *share >= 0.8)
    }
}

/// Answers that speak for a question, against it, and slightly against it.
const FOR: f64 = 1.05;
const AGAINST: f64 = 0.6;
const SLIGHTLY_AGAINST: f64 = 0.95;

/// Whether a cell is a day, `2026-03-01`, `1/3 2026`, `1 mars 2026`, or a serial
/// number with a time.
fn is_date(cell: &str) -> bool {
    const MONTHS: [&str; 14] = [
        "jan", "feb", "mar", "apr", "maj", "may", "jun", "jul", "aug", "sep", "okt", "oct", "nov",
        "dec",
    ];
    if cell.len() > 40 || !cell.starts_with(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let day = cell.split(['T', ':']).next().unwrap_or(cell);
    let parts: Vec<&str> = day.split(['-', '/', '.', ' ', ',']).filter(|p| !p.is_empty()).collect();
    let digits = |p: &&&str| p.len() <= 4 && p.bytes().all(|b| b.is_ascii_digit());
    let numbers = parts.iter().filter(digits).count();
    let months = parts
        .iter()
        .filter(|p| MONTHS.iter().any(|month| p.to_lowercase().starts_with(month)))
        .count();
    let year = parts.iter().any(|p| p.len() == 4 && (p.starts_with("20") || p.starts_with("19")));
    match (numbers, months) {
        (2.., 1) => year || parts.len() <= 3,
        (3, 0) => year || parts.iter().all(|p| p.len() <= 2),
        (4, 0) => year,
        (2, 0) => parts.len() == 2 && day.contains('/'),
        (0, 0) => {
            let solid = day.len() == 8 && day.bytes().all(|b| b.is_ascii_digit());
            solid && (day.starts_with("20") || day.starts_with("19"))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_told_from_other_numbers() {
        for cell in [
            "2026-03-01",
            "1/3 2026",
            "1 mars 2026",
            "20260301",
            "2026-03-01 10:15:00",
            "3/14/2026 9:05",
            "12/3",
            "26-03-01",
            "2026-03-01T10:00:00Z",
        ] {
            assert!(is_date(cell), "{cell}");
        }
        for cell in ["Ja", "4-6", "3", "070-123 45 67", "12 personer", "2 av 3", "", "0-18 år"] {
            assert!(!is_date(cell), "{cell}");
        }
    }

    #[test]
    fn shares_are_of_the_cells_that_say_something() {
        let seen =
            Content::of(["Ja", "", "nej, inte än", "Vet inte", "Vi har en plan"].into_iter());
        assert_eq!((seen.filled, seen.verdicts), (4, 0.75));
        assert_eq!(Content::of(["", " "].into_iter()), Content::default());
    }
}
