//! A column's heading taken apart: number, option, aside and terms.

use super::terms::{Term, plain, terms};

/// A heading, taken apart.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Heading {
    /// The number it begins with: `7.`, `Fråga 7:`, `Q7_`, `11b`.
    pub(super) number: Option<u8>,
    /// What a column of a tick-box question stands for: `[SIP]`.
    pub(super) option: Option<String>,
    /// Its words without number and option, in lower case and without accents.
    pub(super) text: String,
    /// The terms of all its words.
    pub(super) all: Vec<Term>,
    /// The terms of its words outside parentheses, when it has any inside.
    pub(super) outside: Option<Vec<Term>>,
    /// Whether it names a place: `i Björkby`.
    pub(super) names_place: bool,
}

/// Words that stand before the number of a question.
const NUMBERED: [&str; 9] = ["fråga", "fraga", "question", "nr", "nummer", "item", "fr", "q", "f"];

/// Takes a heading apart.
///
/// # Cost
/// Time O(n) for n characters.
pub(super) fn heading(raw: &str) -> Heading {
    let clean = cleaned(raw);
    let (number, rest) = numbered(&clean);
    let (rest, option) = optioned(rest);
    let cut = is_cut(rest);
    let without = outside_parentheses(rest);
    let outside = (without.trim() != rest.trim())
        .then(|| terms(&without, false))
        .filter(|terms| !terms.is_empty());
    Heading {
        number,
        option,
        text: plain(rest),
        all: terms(rest, cut),
        outside,
        names_place: names_place(rest),
    }
}

/// Without tags, entities, line breaks, underscores, marks of damaged UTF-8 and runs
/// of spaces.
pub(super) fn cleaned(raw: &str) -> String {
    let mut text = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(at) = rest.find('<') {
        let tag = rest[at + 1..].chars().next().is_some_and(|c| c.is_alphabetic() || c == '/');
        text.push_str(&rest[..at]);
        rest = match rest[at..].find('>') {
            Some(end) if tag => {
                text.push(' ');
                &rest[at + end + 1..]
            }
            _ => {
                text.push('<');
                &rest[at + 1..]
            }
        };
    }
    text.push_str(rest);
    for (from, to) in REMAINS {
        if text.contains(from) {
            text = text.replace(from, to);
        }
    }
    let text: String = text
        .chars()
        .filter(|c| !matches!(c, '\u{300}'..='\u{36F}' | '\u{AD}' | '\u{200B}' | '\u{FEFF}'))
        .map(|c| if c == '_' { ' ' } else { c })
        .collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What web pages and wrong encodings leave in headings.
const REMAINS: [(&str, &str); 24] = [
    ("&nbsp;", " "),
    ("&amp;", "&"),
    ("&quot;", "\""),
    ("&aring;", "å"),
    ("&auml;", "ä"),
    ("&ouml;", "ö"),
    ("&Aring;", "Å"),
    ("&Auml;", "Ä"),
    ("&Ouml;", "Ö"),
    ("&eacute;", "é"),
    ("&#229;", "å"),
    ("&#228;", "ä"),
    ("&#246;", "ö"),
    ("&#197;", "Å"),
    ("&#196;", "Ä"),
    ("&#214;", "Ö"),
    ("&#39;", "'"),
    ("Ã¥", "å"),
    ("Ã¤", "ä"),
    ("Ã¶", "ö"),
    ("Ã…", "Å"),
    ("Ã„", "Ä"),
    ("Ã–", "Ö"),
    ("\u{A0}", " "),
];

/// The number at the start and what follows it. A number that is part of the
/// question (`3 viktigaste utmaningar`) is followed by a space alone, and so is none.
fn numbered(text: &str) -> (Option<u8>, &str) {
    let lower = text.to_lowercase();
    let named = NUMBERED.iter().find(|word| {
        lower.strip_prefix(*word).is_some_and(|rest| {
            let rest = rest.trim_start_matches([' ', '.', ':', '#', '-']);
            rest.starts_with(|c: char| c.is_ascii_digit())
        })
    });
    let start = match named {
        Some(_) => text.find(|c: char| c.is_ascii_digit()).unwrap_or(0),
        None => text.len() - text.trim_start_matches(['#', '(', '*', ' ']).len(),
    };
    let rest = &text[start..];
    let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    if digits == 0 || digits > 2 {
        return (None, text);
    }
    let (number, mut rest) = rest.split_at(digits);
    if let Some(letter) = rest.chars().next().filter(char::is_ascii_alphabetic)
        && !rest[1..].starts_with(char::is_alphanumeric)
    {
        rest = &rest[letter.len_utf8()..];
    }
    let after = rest.trim_start_matches(['.', ')', ':', ']', '-', '–', '/']);
    let marked = named.is_some() || after.len() < rest.len() || after.is_empty();
    if !marked || rest.starts_with(['-', '–', '/']) && after.starts_with(char::is_numeric) {
        return (None, text);
    }
    // `1.2 Roll`: part of a question, and still that question.
    let after = match after.starts_with(|c: char| c.is_ascii_digit()) {
        true => after.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.'),
        false => after,
    };
    (number.parse().ok(), after.trim_start_matches([' ', ':', '-', '–']))
}

/// A heading and its option in brackets at the end, as survey tools write it.
fn optioned(text: &str) -> (&str, Option<String>) {
    let trimmed = text.trim_end();
    for (open, close) in [("[", "]"), ("(choice=", ")"), ("{", "}")] {
        if let Some(inner) = trimmed.strip_suffix(close)
            && let Some(at) = inner.rfind(open)
            && at > 0
        {
            let option = inner[at + open.len()..].trim();
            if !option.is_empty() {
                return (text[..at].trim_end(), Some(option.to_owned()));
            }
        }
    }
    (text, None)
}

/// Whether a form tool has cut it: long, and ended by no mark, or by three dots.
fn is_cut(text: &str) -> bool {
    let text = text.trim_end();
    if text.ends_with("...") || text.ends_with('…') {
        return true;
    }
    text.chars().count() >= 25 && text.ends_with(char::is_alphanumeric)
}

fn outside_parentheses(text: &str) -> String {
    let (mut depth, mut outside) = (0u32, String::new());
    for c in text.chars() {
        match c {
            '(' => depth += 1,
            ')' if depth > 0 => depth -= 1,
            _ if depth == 0 => outside.push(c),
            _ => {}
        }
    }
    outside
}

/// Whether `i`, `in`, `inom` or `på` stands before a capitalised word that is no
/// heading in capitals.
fn names_place(text: &str) -> bool {
    if !text.chars().any(char::is_lowercase) {
        return false;
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    words.windows(2).any(|pair| {
        ["i", "in", "inom", "på"].contains(&pair[0].to_lowercase().as_str())
            && pair[1].chars().next().is_some_and(char::is_uppercase)
            && pair[1].chars().any(char::is_lowercase)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_and_taken_off() {
        for (raw, number, rest) in [
            ("7. Hur ofta", Some(7), "Hur ofta"),
            ("Fråga 7: Hur ofta", Some(7), "Hur ofta"),
            ("FRÅGA 12 - Hur", Some(12), "Hur"),
            ("Q7_Hur ofta".replace('_', " ").as_str(), Some(7), "Hur ofta"),
            ("11b) Sätt", Some(11), "Sätt"),
            ("#3 Enheter", None, "#3 Enheter"),
            ("1.2 Roll", Some(1), "Roll"),
            ("11.", Some(11), ""),
            ("3 viktigaste utmaningar", None, "3 viktigaste utmaningar"),
            ("2020 års plan", None, "2020 års plan"),
            ("0-18 år", None, "0-18 år"),
            ("Funktion", None, "Funktion"),
            ("Q10", Some(10), ""),
        ] {
            let (found, after) = numbered(raw);
            assert_eq!((found, after), (number, rest), "{raw}");
        }
    }

    #[test]
    fn options_stand_in_brackets() {
        let heading = heading("På vilket sätt samarbetar ni? [SIP]");
        assert_eq!(heading.option.as_deref(), Some("SIP"));
        assert_eq!(heading.text, "pa vilket satt samarbetar ni?");
    }

    #[test]
    fn remains_of_the_web_go() {
        assert_eq!(cleaned("<p>Hur&nbsp;n&aring;r<br/>ni</p>"), "Hur når ni");
        assert_eq!(cleaned("m\u{e5}l\n grupp"), "mål grupp");
        assert_eq!(cleaned("< 18 år"), "< 18 år");
    }

    #[test]
    fn a_place_is_a_capitalised_word_after_a_preposition() {
        assert!(heading("Vad vill du ändra i Björkby?").names_place);
        assert!(!heading("VAD VILL DU ÄNDRA I KOMMUNEN").names_place);
        assert!(!heading("Vad vill du ändra i kommunen").names_place);
    }
}
