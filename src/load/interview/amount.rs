//! Amounts in words: rhythms, shares, the days on which something ends.

use std::ops::Range as Tokens;

use super::heard::Heard;
use crate::load::mention::words::TokenKind;
use crate::model::Range;

const NUMBERS: &[(&str, f64)] = &[
    ("en", 1.0),
    ("ett", 1.0),
    ("två", 2.0),
    ("tre", 3.0),
    ("fyra", 4.0),
    ("fem", 5.0),
    ("sex", 6.0),
    ("sju", 7.0),
    ("åtta", 8.0),
    ("nio", 9.0),
    ("tio", 10.0),
    ("elva", 11.0),
    ("tolv", 12.0),
    ("femton", 15.0),
    ("tjugo", 20.0),
    ("one", 1.0),
    ("two", 2.0),
    ("three", 3.0),
    ("four", 4.0),
    ("six", 6.0),
    ("nine", 9.0),
    ("ten", 10.0),
];

/// Ordinals as in "var tredje vecka".
const EVERY: &[(&str, f64)] =
    &[("varje", 1.0), ("var", 1.0), ("varannan", 2.0), ("vartannat", 2.0), ("varenda", 1.0)];

const ORDINALS: &[(&str, f64)] = &[
    ("andra", 2.0),
    ("tredje", 3.0),
    ("fjärde", 4.0),
    ("femte", 5.0),
    ("sjätte", 6.0),
    ("tionde", 10.0),
];

/// How many there are of a unit of time in a year. A term is half a year, and a month
/// counts twelve times: summers off are not guessed.
const PERIODS: &[(&str, f64)] = &[
    ("dagligen", 365.0),
    ("dag", 365.0),
    ("vecka", 52.0),
    ("veckan", 52.0),
    ("v", 52.0),
    ("veckovis", 52.0),
    ("måndag", 52.0),
    ("tisdag", 52.0),
    ("onsdag", 52.0),
    ("torsdag", 52.0),
    ("fredag", 52.0),
    ("månad", 12.0),
    ("månaden", 12.0),
    ("mån", 12.0),
    ("månadsvis", 12.0),
    ("månatligen", 12.0),
    ("kvartal", 4.0),
    ("kvartalet", 4.0),
    ("kvartalsvis", 4.0),
    ("termin", 2.0),
    ("terminen", 2.0),
    ("halvår", 2.0),
    ("halvåret", 2.0),
    ("år", 1.0),
    ("året", 1.0),
    ("årligen", 1.0),
    ("läsår", 1.0),
    ("läsåret", 1.0),
    ("week", 52.0),
    ("month", 12.0),
    ("quarter", 4.0),
    ("term", 2.0),
    ("year", 1.0),
];

fn look(table: &[(&str, f64)], word: &str) -> Option<f64> {
    table.iter().find(|(name, _)| *name == word).map(|(_, n)| *n)
}

/// The number that a word or a figure says, decimal comma included.
pub(super) fn number(heard: &Heard, at: usize) -> Option<f64> {
    let word = heard.word(at);
    look(NUMBERS, word).or_else(|| word.replace(',', ".").parse().ok())
}

/// How often a year: *varannan månad*, *fyra till sex gånger per termin*, *1-2 ggr/mån*.
///
/// # Units
/// Times a year; both ends are the same where one number is said.
///
/// # Undefined
/// `None` where no rhythm stands in the stretch.
pub(super) fn rhythm(heard: &Heard, stretch: &Tokens<usize>) -> Option<Range> {
    for at in stretch.clone() {
        let word = heard.word(at);
        if ["veckovis", "månadsvis", "månatligen", "kvartalsvis", "årligen"].contains(&word) {
            let n = look(PERIODS, word)?;
            return Some(Range { min: Some(n), max: Some(n) });
        }
        if let Some(mut step) = look(EVERY, word) {
            let mut next = at + 1;
            if let Some(ordinal) = look(ORDINALS, heard.word(next)) {
                step = ordinal;
                next += 1;
            }
            if let Some(n) = look(PERIODS, heard.word(next)).filter(|_| next < stretch.end) {
                let n = (n / step).round();
                return Some(Range { min: Some(n), max: Some(n) });
            }
        }
        let Some(low) = number(heard, at) else { continue };
        let mut next = at + 1;
        let mut high = low;
        if matches!(heard.word(next), "till" | "-" | "–" | "to")
            && let Some(n) = number(heard, next + 1)
        {
            high = n;
            next += 2;
        }
        let times = matches!(
            heard.word(next),
            "gånger"
                | "g"
                | "gång"
                | "ggr"
                | "ggn"
                | "ggr."
                | "möten"
                | "möte"
                | "träffar"
                | "träff"
                | "times"
                | "once"
        );
        next += usize::from(times);
        while matches!(
            heard.word(next),
            "." | "per" | "i" | "om" | "/" | "a" | "varje" | "under" | "en"
        ) {
            next += 1;
        }
        let glued = next > at + 1 + usize::from(times);
        if (times || glued)
            && next < stretch.end
            && let Some(n) = look(PERIODS, heard.word(next))
            && (times || heard.before(next) != "i" || low < 60.0)
            && low < 400.0
        {
            return Some(Range { min: Some(low * n), max: Some(high * n) });
        }
    }
    None
}

/// A share of cases: *nio av tio*, *90 %*, *hälften*, *en tredjedel*.
///
/// # Units
/// 0 to 1.
///
/// # Undefined
/// `None` where no share stands in the stretch; *de flesta* is no number.
pub(super) fn share(heard: &Heard, stretch: &Tokens<usize>) -> Option<f64> {
    for at in stretch.clone() {
        let word = heard.word(at);
        if word == "hälften" {
            return Some(0.5);
        }
        // "vart fjärde ärende" is a quarter, "var fjärde vecka" a rhythm.
        if matches!(word, "var" | "vart")
            && let Some(n) = look(ORDINALS, heard.word(at + 1))
            && look(PERIODS, heard.word(at + 2)).is_none()
        {
            return Some(1.0 / n);
        }
        let Some(n) = number(heard, at) else { continue };
        let next = heard.word(at + 1);
        let found = match next {
            "av" | "of" => {
                number(heard, at + 2).filter(|of| *of > 1.0 && n <= *of).map(|of| n / of)
            }
            "%" | "procent" => Some(n / 100.0),
            "tredjedel" | "tredjedelar" => Some(n / 3.0),
            "fjärdedel" | "fjärdedelar" => Some(n / 4.0),
            _ => None,
        };
        if let Some(share) = found.filter(|share| (0.0..=1.0).contains(share)) {
            return Some((share * 10_000.0).round() / 10_000.0);
        }
    }
    None
}

const MONTHS: [&str; 12] = [
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
];

/// The date that stands in a stretch, as far as it is said: `2026-06-30`, `2026-06`, `2026`.
pub(super) fn date(text: &str, heard: &Heard, stretch: &Tokens<usize>) -> Option<String> {
    for at in stretch.clone() {
        let token = &heard.tokens[at];
        if token.kind != TokenKind::Number {
            continue;
        }
        let year = token.lower.parse::<u32>().ok().filter(|y| (1990..2100).contains(y));
        if let Some(year) = year {
            // ISO: 2026-06-30 is five tokens without spaces.
            let rest: String = text[token.span.end..].chars().take(6).collect();
            let digits = |part: &str| part.len() == 2 && part.bytes().all(|b| b.is_ascii_digit());
            if let Some(day) = rest.strip_prefix('-') {
                let parts: Vec<&str> = day.split('-').collect();
                match parts.as_slice() {
                    [m, d, ..] if digits(m) && d.len() >= 2 && digits(&d[..2]) => {
                        return Some(format!("{year}-{m}-{}", &d[..2]));
                    }
                    [m, ..] if digits(&m[..m.len().min(2)]) => {
                        return Some(format!("{year}-{}", &m[..2]));
                    }
                    _ => {}
                }
            }
            let word = heard.before(at);
            let month = MONTHS
                .iter()
                .position(|month| word.chars().count() >= 3 && month.starts_with(word))
                .or_else(|| MONTHS.iter().position(|month| *month == word));
            return Some(match month {
                None => year.to_string(),
                Some(m) => match at.checked_sub(2).and_then(|at| number(heard, at)) {
                    _ if at >= 2 && heard.word(at - 2) == "sista" => {
                        let days = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
                        format!("{year}-{:02}-{}", m + 1, days.get(m).unwrap_or(&28))
                    }
                    Some(day) if (1.0..32.0).contains(&day) => {
                        format!("{year}-{:02}-{day:02}", m + 1)
                    }
                    _ => format!("{year}-{:02}", m + 1),
                },
            });
        }
    }
    None
}
