//! Ages as people write them: "70", "84 år", "70-årig", "13–17 år", "65+", "80-årsåldern",
//! "sjuttioåring", "8 månader".

use crate::load::mention::words::{Token, TokenKind};
use crate::model::AgeRange;

/// Nobody is older: a larger number is something else.
const OLDEST: u32 = 115;

/// An age from a word on: how many words, and the years.
pub(super) fn age(tokens: &[Token]) -> Option<(usize, AgeRange)> {
    let first = tokens.first()?;
    let bound = match first.lower.as_str() {
        "över" | "minst" | "fyllt" | "over" | "från" | "from" => Some(Bound::From),
        "under" | "högst" => Some(Bound::Below),
        "mellan" | "between" => Some(Bound::Between),
        _ => None,
    };
    if let Some(bound) = bound {
        let (words, range) = number(tokens.get(1..)?)?;
        let age = match bound {
            Bound::From => {
                AgeRange { min: range.min, max: range.max.filter(|_| range.min != range.max) }
            }
            Bound::Below => {
                AgeRange { min: None, max: range.max?.checked_sub(u32::from(first.is("under"))) }
            }
            Bound::Between => range,
        };
        return Some((words + 1, age));
    }
    if first.kind == TokenKind::Number {
        return number(tokens);
    }
    let years = in_words(&first.lower)?;
    Some((1, exactly(years)))
}

enum Bound {
    From,
    Below,
    Between,
}

fn exactly(years: u32) -> AgeRange {
    AgeRange { min: Some(years), max: Some(years) }
}

fn decade(years: u32) -> AgeRange {
    AgeRange { min: Some(years), max: Some(years + 9) }
}

/// What follows a number of years.
fn number(tokens: &[Token]) -> Option<(usize, AgeRange)> {
    let word = |n: usize| tokens.get(n).map_or("", |token| token.lower.as_str());
    let first = tokens.first().filter(|token| token.kind == TokenKind::Number)?;
    let digits: String = first.lower.chars().take_while(char::is_ascii_digit).collect();
    let years: u32 = digits.parse().ok().filter(|&years| years <= OLDEST)?;
    let tail = &first.lower[digits.len()..];
    match tail {
        "" => {}
        "s" | "talet" if years >= 20 => return Some((1, decade(years))),
        _ if tail.starts_with("år") => return Some((1, exactly(years))),
        _ => return None,
    }
    let dash = |n: usize| matches!(word(n), "-" | "–" | "‑" | "/");
    let age = match word(1) {
        _ if dash(1) && word(2).starts_with("årsåld") => (3, decade(years)),
        _ if dash(1) && word(2).starts_with("tal") => (3, decade(years)),
        _ if dash(1) && word(2).starts_with("år") => (3, exactly(years)),
        _ if dash(1) && word(2).starts_with("year-old") => (3, exactly(years)),
        _ if dash(1) && word(2).starts_with("year") && dash(3) && word(4) == "old" => {
            (5, exactly(years))
        }
        "till" | "to" | "och" | "and" | "-" | "–" | "‑" => {
            let (words, upper) = number(tokens.get(2..)?)
                .filter(|(_, upper)| upper.max.is_some_and(|max| max >= years))
                .or_else(|| matches!(word(1), "och" | "and").then_some((0, exactly(years))))?;
            if words == 0 {
                return Some((1, exactly(years)));
            }
            return Some((words + 2, AgeRange { min: Some(years), max: upper.max }));
        }
        "+" | "plus" => (2, AgeRange { min: Some(years), max: None }),
        "månader" | "mån" | "months" | "month" | "månad" => (2, exactly(years / 12)),
        "veckor" | "vecka" | "weeks" => (2, exactly(years / 52)),
        "år" | "åring" | "årig" | "years" | "year" | "yrs" => {
            let open = matches!(word(2), "och" | "eller" | "and" | "or")
                && matches!(word(3), "äldre" | "uppåt" | "över" | "older" | "over" | "mer");
            let old = matches!(word(2), "gammal" | "gamla" | "gammalt" | "old");
            match (open, old) {
                (true, _) => (4, AgeRange { min: Some(years), max: None }),
                (_, true) => (3, exactly(years)),
                _ => (2, exactly(years)),
            }
        }
        _ => (1, exactly(years)),
    };
    Some(age)
}

/// Years in Swedish words with their noun: *sjuttioåring*, *åttiofemårig*.
fn in_words(word: &str) -> Option<u32> {
    const TENS: [(&str, u32); 8] = [
        ("tjugo", 20),
        ("trettio", 30),
        ("fyrtio", 40),
        ("femtio", 50),
        ("sextio", 60),
        ("sjuttio", 70),
        ("åttio", 80),
        ("nittio", 90),
    ];
    const ONES: [(&str, u32); 19] = [
        ("ett", 1),
        ("två", 2),
        ("tre", 3),
        ("fyra", 4),
        ("fem", 5),
        ("sex", 6),
        ("sju", 7),
        ("åtta", 8),
        ("nio", 9),
        ("tio", 10),
        ("elva", 11),
        ("tolv", 12),
        ("tretton", 13),
        ("fjorton", 14),
        ("femton", 15),
        ("sexton", 16),
        ("sjutton", 17),
        ("arton", 18),
        ("nitton", 19),
    ];
    let at = word.find("åri")?;
    let number = word.get(..at)?;
    let one = |text: &str| ONES.iter().find(|(name, _)| *name == text).map(|(_, n)| *n);
    if let Some(years) = one(number) {
        return Some(years);
    }
    let (rest, tens) =
        TENS.iter().find_map(|(name, tens)| Some((number.strip_prefix(name)?, *tens)))?;
    if rest.is_empty() { Some(tens) } else { one(rest).filter(|&n| n < 10).map(|n| tens + n) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::mention::words::tokens;

    fn read(text: &str) -> Option<(u32, u32)> {
        let (_, range) = age(&tokens(text))?;
        Some((range.min.unwrap_or(0), range.max.unwrap_or(999)))
    }

    #[test]
    fn ages_as_people_write_them() {
        for (text, years) in [
            ("70", (70, 70)),
            ("84 år", (84, 84)),
            ("70-årig", (70, 70)),
            ("70-åring", (70, 70)),
            ("75årig", (75, 75)),
            ("13–17 år", (13, 17)),
            ("13-17 år", (13, 17)),
            ("15 till 20 år", (15, 20)),
            ("mellan 13 och 17", (13, 17)),
            ("65+", (65, 999)),
            ("65 år och äldre", (65, 999)),
            ("över 65", (65, 999)),
            ("under 18", (0, 17)),
            ("80-årsåldern", (80, 89)),
            ("80s", (80, 89)),
            ("70-year-old", (70, 70)),
            ("sjuttioåring", (70, 70)),
            ("åttiofemårig", (85, 85)),
            ("8 månader", (0, 0)),
            ("15 månader", (1, 1)),
            ("3 och 5 år", (3, 5)),
        ] {
            assert_eq!(read(text), Some(years), "{text}");
        }
        for text in ["1950", "200 kr", "år", "vintrig", "70x", ""] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
