//! Swedish personal numbers and coordination numbers.

use std::ops::Range;

/// Where personal numbers stand: `850101-1234`, `19850101-1234`, `850101+1234`, with
/// spaces about the sign, or solid with 10 or 12 digits; coordination numbers, whose
/// day is 60 higher, count.
///
/// With a sign a valid date is enough: a slip in the last digits still points at
/// somebody. Without one the checksum must hold too, so that case and telephone
/// numbers are left alone. Numbers of bodies, whose *month* is 20 or more, never count.
///
/// # Source
/// Folkbokföringslag (1991:481), 18 §, for the form; the checksum is that of H. P. Luhn,
/// "Computer for Verifying Numbers", US patent 2 950 048 (1960).
pub(super) fn personal_numbers(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let before = text.get(..at).unwrap_or_default();
        if bytes[at].is_ascii_digit() && !before.ends_with(char::is_alphanumeric) {
            if let Some(end) = number_at(text, at) {
                found.push(at..end);
                at = end;
                continue;
            }
            at += digits(&text[at..]);
        } else {
            at += 1;
        }
    }
    found
}

fn digits(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

fn number_at(text: &str, start: usize) -> Option<usize> {
    let birth = digits(&text[start..]);
    let ends = |end: usize| !text[end..].starts_with(|c: char| c.is_alphanumeric());
    match birth {
        10 | 12 => {
            let end = start + birth;
            (ends(end) && is_valid(&text[start..end], Checksum::Asked)).then_some(end)
        }
        6 | 8 => {
            let rest = &text[start + birth..];
            let bare = rest.trim_start_matches([' ', '\u{A0}']);
            let signed = bare.trim_start_matches(['-', '+', '–', '−', '‑']);
            let has_sign = signed.len() < bare.len();
            let last = if has_sign { signed.trim_start_matches([' ', '\u{A0}']) } else { bare };
            if digits(last) != 4 || rest.len() - last.len() > 8 || rest.len() == last.len() {
                return None;
            }
            let end = text.len() - last.len() + 4;
            let number = format!("{}{}", &text[start..start + birth], &last[..4]);
            let checksum = if has_sign { Checksum::Waived } else { Checksum::Asked };
            (ends(end) && is_valid(&number, checksum)).then_some(end)
        }
        _ => None,
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Checksum {
    Asked,
    Waived,
}

/// Whether 10 or 12 digits are a personal number.
fn is_valid(digits: &str, checksum: Checksum) -> bool {
    let (century, short) = digits.split_at(digits.len() - 10);
    if !["", "18", "19", "20"].contains(&century) {
        return false;
    }
    let two = |at: usize| short[at..at + 2].parse::<u32>().unwrap_or(0);
    let (year, month, day) = (two(0), two(2), two(4));
    let day = if day > 60 { day - 60 } else { day };
    let leap = match century {
        "" => year % 4 == 0,
        // 1800 and 1900 were no leap years; 2000 was.
        _ => year % 4 == 0 && (year != 0 || century == "20"),
    };
    let days = match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return false,
    };
    (1..=days).contains(&day) && (checksum == Checksum::Waived || luhn(short))
}

/// Luhn's checksum of ten digits.
fn luhn(digits: &str) -> bool {
    let sum: u32 = digits
        .bytes()
        .enumerate()
        .map(|(place, digit)| {
            let value = u32::from(digit - b'0') * if place % 2 == 0 { 2 } else { 1 };
            value / 10 + value % 10
        })
        .sum();
    sum.is_multiple_of(10)
}
