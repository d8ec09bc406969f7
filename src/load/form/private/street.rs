//! Street addresses: where a shelter lies is not to be known.

use std::ops::Range;

/// Endings of streets' names as one word.
const ENDINGS: [&str; 22] = [
    "gatan",
    "gata",
    "vägen",
    "väg",
    "gränd",
    "gränden",
    "stigen",
    "stig",
    "torget",
    "torg",
    "allén",
    "allé",
    "backen",
    "kajen",
    "esplanaden",
    "boulevarden",
    "promenaden",
    "platsen",
    "stråket",
    "slingan",
    "stranden",
    "svängen",
];

/// Words for streets that stand alone after a name.
const ALONE: [&str; 14] = [
    "gata", "väg", "gränd", "stig", "torg", "allé", "backe", "kaj", "plats", "plan", "esplanad",
    "gatan", "vägen", "torget",
];

/// Where streets with a number stand, with letter, flat, and postcode and town behind:
/// `Storgatan 12 B, 123 45 Björkby`, `Anna Lindhs gata 3`. A street without a number
/// says little and is left.
pub(super) fn addresses(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let words: Vec<(usize, &str)> = words(text);
    for (place, &(start, word)) in words.iter().enumerate() {
        let lower = word.to_lowercase();
        let capital = word.starts_with(char::is_uppercase);
        let compound = capital
            && ENDINGS
                .iter()
                .any(|end| lower.strip_suffix(end).is_some_and(|stem| stem.chars().count() >= 2));
        let (first, is_street) = if compound {
            (place, true)
        } else if ALONE.contains(&lower.as_str()) {
            let names = capitals_before(text, &words, place);
            (place - names, names > 0)
        } else {
            (place, false)
        };
        if let Some(end) = is_street.then(|| number_after(text, start + word.len())).flatten() {
            // `Norra Storgatan 12`, `Stora Nygatan 7`: what stands before belongs to it.
            let before = if compound { directions_before(text, &words, place) } else { 0 };
            found.push(words[first - before].0..end);
        }
    }
    found
}

fn words(text: &str) -> Vec<(usize, &str)> {
    let mut words = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (c.is_alphabetic() || c == '-' || c == '’', start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                words.push((from, &text[from..at]));
                start = None;
            }
            _ => {}
        }
    }
    words
}

/// How many capitalised words stand right before a word, three at most.
fn capitals_before(text: &str, words: &[(usize, &str)], place: usize) -> usize {
    let mut count = 0;
    while count < 3 && count < place {
        let (start, word) = words[place - count - 1];
        let next = words[place - count].0;
        if &text[start + word.len()..next] != " " || !word.starts_with(char::is_uppercase) {
            break;
        }
        count += 1;
    }
    count
}

fn directions_before(text: &str, words: &[(usize, &str)], place: usize) -> usize {
    const PARTS: [&str; 12] = [
        "norra",
        "södra",
        "östra",
        "västra",
        "stora",
        "lilla",
        "gamla",
        "nya",
        "övre",
        "nedre",
        "mellersta",
        "inre",
    ];
    let Some(&(start, word)) = place.checked_sub(1).and_then(|before| words.get(before)) else {
        return 0;
    };
    let joined = &text[start + word.len()..words[place].0] == " ";
    usize::from(joined && PARTS.contains(&word.to_lowercase().as_str()))
}

/// The end of a house number here, with what belongs to it.
fn number_after(text: &str, at: usize) -> Option<usize> {
    let rest = text[at..].strip_prefix([' ', '\u{A0}'])?;
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    if !(1..=3).contains(&digits) || rest.starts_with('0') {
        return None;
    }
    let mut end = text.len() - rest.len() + digits;
    // 12 B, 12b, 12–14
    let after = &text[end..];
    let letter = after.strip_prefix(' ').unwrap_or(after);
    let mut chars = letter.chars();
    if let Some(c) = chars.next()
        && c.is_ascii_alphabetic()
        && (c.is_ascii_uppercase() || after.starts_with(c))
        && !chars.next().is_some_and(char::is_alphanumeric)
    {
        end = text.len() - letter.len() + 1;
    } else if let Some(to) = after.strip_prefix(['-', '–']) {
        let more = to.bytes().take_while(u8::is_ascii_digit).count();
        if (1..=3).contains(&more) {
            end = text.len() - to.len() + more;
        }
    }
    if text[end..].starts_with(|c: char| c.is_alphanumeric()) {
        return None;
    }
    Some(postcode_after(text, end).unwrap_or(end))
}

/// The end of `, 123 45 Björkby` here.
fn postcode_after(text: &str, at: usize) -> Option<usize> {
    let rest = text[at..].trim_start_matches([',', ' ', '\n', '\r']);
    let rest = rest.strip_prefix("SE-").or_else(|| rest.strip_prefix("S-")).unwrap_or(rest);
    let head: String = rest.chars().take(6).collect();
    let code: String = head.chars().filter(char::is_ascii_digit).collect();
    let spaced = head.len() == 6 && code.len() == 5 && head.as_bytes().get(3) == Some(&b' ');
    if !spaced {
        return None;
    }
    let town = rest[6..].trim_start_matches(' ');
    let letters: usize =
        town.chars().take_while(|c| c.is_alphabetic() || *c == '-').map(char::len_utf8).sum();
    let end = text.len() - town.len();
    Some(if town.starts_with(char::is_uppercase) { end + letters } else { end.min(text.len()) })
}
