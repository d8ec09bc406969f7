//! Personal data in free text: names, mail, telephone and personal numbers, addresses.
//!
//! Found by their looks alone; there is no register of people behind it. So it misses
//! names, most of all rare ones without a title or surname beside them, and now and
//! then takes a body for a person: a person should look before a text is shown to
//! others. Lines of help that everybody may call (020, 0771, 112, 113 13, 114 14,
//! 116 xxx, 1177, 90 510) are no personal data and stay.
//!
//! *Invariant*: what is found does not overlap and comes in the order of the text;
//! nothing here keeps or logs a text.

mod contact;
mod name;
mod number;
mod street;
mod words;

use std::ops::Range;

use crate::model::text::{Word, words};

words! {
    /// A sort of personal data.
    What {
        Name = "name", "namn", "name";
        Email = "email", "e-post", "e-mail";
        Phone = "phone", "telefon", "telephone";
        PersonalNumber = "personal_number", "personnummer", "personal number";
        /// A street with a number: where a shelter or a person may be.
        Address = "address", "adress", "address";
    }
}

/// Personal data found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Where, in bytes of the text.
    pub span: Range<usize>,
    /// What.
    pub what: What,
}

/// Finds personal data in a text.
///
/// `known`: names of actors, forums and the like. A personal name that is part of one
/// of them where it stands in the text, as in *Kvinnojouren Anna*, is not reported.
///
/// # Shape
/// In the order of the text, without overlaps. Where two sorts claim one place mail
/// goes before personal number, telephone, address and name.
///
/// # Cost
/// Time O(n) for n bytes; each text in which a name is found costs O(n · known) more.
pub fn find(text: &str, known: &[String]) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    let mut add = |spans: Vec<Range<usize>>, what: What| {
        for span in spans {
            let free = found.iter().all(|f| f.span.end <= span.start || span.end <= f.span.start);
            if free {
                found.push(Found { span, what });
            }
        }
    };
    add(contact::emails(text), What::Email);
    if text.bytes().any(|b| b.is_ascii_digit()) {
        add(number::personal_numbers(text), What::PersonalNumber);
        add(contact::phones(text), What::Phone);
        add(street::addresses(text), What::Address);
    }
    let contacts: Vec<Range<usize>> = found
        .iter()
        .filter(|f| matches!(f.what, What::Email | What::Phone))
        .map(|f| f.span.clone())
        .collect();
    let mut names = name::names(text, &contacts);
    if !names.is_empty() && !known.is_empty() {
        let taken = places_of(text, known);
        names.retain(|name| !taken.iter().any(|k| k.start <= name.start && name.end <= k.end));
    }
    let mut add = |span: Range<usize>| {
        let free = found.iter().all(|f| f.span.end <= span.start || span.end <= f.span.start);
        if free {
            found.push(Found { span, what: What::Name });
        }
    };
    names.into_iter().for_each(&mut add);
    found.sort_by_key(|f| f.span.start);
    found
}

/// A text with blanks where personal data stands: places in it stay what they were.
pub fn blanked(text: &str, found: &[Found]) -> String {
    let mut blanked = String::with_capacity(text.len());
    let mut at = 0;
    for one in found {
        blanked.push_str(text.get(at..one.span.start).unwrap_or_default());
        let gone = text.get(one.span.clone()).unwrap_or_default();
        // Blanks of the same length in bytes, so that places stay what they were.
        blanked.extend(gone.chars().flat_map(|c| {
            match c.len_utf8() {
                1 => [Some(' '), None],
                2 => [Some('\u{a0}'), None],
                3 => [Some('\u{2003}'), None],
                _ => [Some('\u{a0}'), Some('\u{a0}')],
            }
            .into_iter()
            .flatten()
        }));
        at = one.span.end;
    }
    blanked.push_str(text.get(at..).unwrap_or_default());
    blanked
}

/// The text with what was found replaced: `[namn]`, `[e-post]`, `[telefon]`,
/// `[personnummer]`, `[adress]`.
///
/// `found` must come from [`find`] on the same text; a span that does not fit is left
/// out.
pub fn masked(text: &str, found: &[Found]) -> String {
    let (mut out, mut at) = (String::with_capacity(text.len()), 0);
    for Found { span, what } in found {
        let Some(before) = text.get(at..span.start) else { continue };
        if !text.is_char_boundary(span.end) {
            continue;
        }
        out.push_str(before);
        out.push_str(&format!("[{}]", what.label().sv));
        at = span.end;
    }
    out.push_str(text.get(at..).unwrap_or_default());
    out
}

/// Where known names stand, whatever the case, up to the end of the word.
fn places_of(text: &str, known: &[String]) -> Vec<Range<usize>> {
    // Lower case has the same length in every alphabet we meet; if not, case counts.
    let lower = |s: &str| Some(s.to_lowercase()).filter(|lower| lower.len() == s.len());
    let hay = lower(text).unwrap_or_else(|| text.to_owned());
    let mut places = Vec::new();
    for name in known.iter().filter(|name| name.chars().count() >= 3) {
        let needle = lower(name).unwrap_or_else(|| name.clone());
        for (start, _) in hay.match_indices(needle.trim()) {
            if hay[..start].ends_with(char::is_alphanumeric) {
                continue;
            }
            let end = start + needle.trim().len();
            let more = hay[end..].find(|c: char| !c.is_alphabetic()).unwrap_or(hay.len() - end);
            places.push(start..end + more);
        }
    }
    places
}

#[cfg(test)]
mod tests;
