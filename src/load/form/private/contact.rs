//! Mail addresses and telephone numbers.

use std::ops::Range;

/// Where mail addresses stand, also those written with `(at)` or `[at]`.
pub(super) fn emails(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for mark in ["@", "(at)", "[at]", " (at) ", " [at] ", "(snabel-a)"] {
        for (at, _) in text.match_indices(mark) {
            let local = text[..at].chars().rev();
            let local: usize = local
                .take_while(|c| c.is_alphanumeric() || "._%+-".contains(*c))
                .map(char::len_utf8)
                .sum();
            let after = at + mark.len();
            let domain = text[after..].chars();
            let domain: usize = domain
                .take_while(|c| c.is_alphanumeric() || ".-".contains(*c))
                .map(char::len_utf8)
                .sum();
            let domain = text[after..after + domain].trim_end_matches(['.', '-']);
            let top = domain.rsplit('.').next().unwrap_or_default();
            let dotted = domain.len() > top.len() + 1;
            let is_top = top.len() >= 2 && top.chars().all(char::is_alphabetic);
            let start = at - local + text[at - local..at].len()
                - text[at - local..at].trim_start_matches(['.', '-']).len();
            if start < at && dotted && is_top {
                found.push(start..after + domain.len());
            }
        }
    }
    found.sort_by_key(|span| span.start);
    found.dedup_by(|b, a| b.start < a.end);
    found
}

/// Words after which digits without an area code are a telephone number.
const LABELS: [&str; 8] =
    ["tel", "tfn", "telefon", "telefonnummer", "telnr", "mobil", "mobilnummer", "direktnummer"];

/// Where telephone numbers stand: `070-123 45 67`, `08/123 456 78`, `(0512) 123 45`,
/// `+46 70 123 45 67`, `0046…`, other countries with `+`, and after a word like *tel*
/// also without area code.
///
/// Not reported, since everybody may call them: 020, 0200, 0771 and others of 077,
/// 0900, 0939, 0944; 112, 113 13, 114 14, 116 xxx, 118 xxx, 1177; 90 510 and others
/// of 90. Opening hours and years are told from numbers by their digits.
///
/// # Source
/// PTS, Svensk telefonnummerplan (the national plan of E.164 numbers), for area codes
/// and lengths.
pub(super) fn phones(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let before = text.get(..at).unwrap_or_default();
        let fresh = !before.ends_with(|c: char| c.is_alphanumeric())
            && !before.trim_end_matches(['-', '.', ',', ':', '–', '/']).ends_with(|c: char| {
                c.is_ascii_digit() && !before.ends_with(", ") && !before.ends_with(' ')
            });
        let starts = matches!(bytes[at], b'+' | b'(' | b'0'..=b'9');
        match (starts && fresh && text.is_char_boundary(at)).then(|| phone_at(text, at)).flatten() {
            Some(end) => {
                let open = text[at..end].starts_with('(') && !text[at..end].contains(')');
                found.push(at + usize::from(open)..end);
                at = end;
            }
            None if bytes[at].is_ascii_digit() => {
                while at < bytes.len() && bytes[at].is_ascii_digit() {
                    at += 1;
                }
            }
            None => at += 1,
        }
    }
    found
}

/// The end of the longest telephone number that starts here.
fn phone_at(text: &str, start: usize) -> Option<usize> {
    let rest = &text[start..];
    let mut groups: Vec<Range<usize>> = Vec::new();
    let mut chars = rest.char_indices().peekable();
    let mut gap = String::new();
    while let Some(&(at, c)) = chars.peek() {
        if c.is_ascii_digit() {
            if !groups.is_empty() && !is_gap(&gap) {
                break;
            }
            gap.clear();
            let mut end = at;
            while let Some(&(next, c)) = chars.peek()
                && c.is_ascii_digit()
            {
                end = next + 1;
                chars.next();
            }
            groups.push(at..end);
        } else if "+()-–‑/ \u{A0}".contains(c) {
            gap.push(c);
            chars.next();
        } else {
            break;
        }
    }
    let foreign = rest.starts_with('+') || rest.starts_with("(+");
    (1..=groups.len()).rev().find_map(|n| {
        let groups = &groups[..n];
        let end = groups.last()?.end;
        let parts: Vec<&str> = groups.iter().map(|group| &rest[group.clone()]).collect();
        let written = &rest[..end];
        let free = !rest[end..].starts_with(|c: char| c.is_alphanumeric())
            && !rest[end..]
                .strip_prefix([':', '.', ','])
                .is_some_and(|after| after.starts_with(|c: char| c.is_ascii_digit()));
        let is_one = if foreign || written.starts_with("00") {
            is_abroad(&parts)
        } else if parts[0].starts_with('0') {
            is_national(&parts, written)
        } else {
            is_labelled(&text[..start]) && is_local(&parts)
        };
        (free && is_one).then_some(start + end)
    })
}

/// Whether two groups of digits may have this between them within one number.
fn is_gap(gap: &str) -> bool {
    let signs = gap.trim_matches([' ', '\u{A0}']);
    gap.chars().count() <= 3
        && (signs.chars().count() <= 1 || ["(", ")", ")(", ") "].contains(&signs))
}

fn is_abroad(parts: &[&str]) -> bool {
    let digits: String = parts.concat();
    let digits = digits.trim_start_matches("00");
    match digits.strip_prefix("46") {
        Some(swedish) => {
            let national = format!("0{}", swedish.trim_start_matches('0'));
            is_subscriber(&national)
        }
        None => (8..=15).contains(&digits.len()),
    }
}

fn is_national(parts: &[&str], written: &str) -> bool {
    let digits = parts.concat();
    let single = parts.iter().skip(1).any(|part| part.len() < 2);
    // Opening hours: 08 30 – 16 30.
    let hours = digits.len() == 8 && {
        let two = |at: usize| digits[at..at + 2].parse::<u32>().unwrap_or(99);
        let middle = written.contains(['-', '–'])
            && (parts.len() == 2 && parts[0].len() == 4 || parts.len() == 4);
        middle && two(0) < 24 && two(2) < 60 && two(4) <= 24 && two(6) < 60
    };
    !single && !hours && is_subscriber(&digits)
}

/// Whether these digits, from the leading 0, are the number of a subscriber.
fn is_subscriber(digits: &str) -> bool {
    let public = ["020", "077", "0900", "0939", "0944"];
    if public.iter().any(|code| digits.starts_with(code)) {
        return false;
    }
    let n = digits.len();
    let nth = |at: usize| digits.as_bytes().get(at).copied().unwrap_or(b'0');
    match (nth(1), nth(2)) {
        (b'7', b'0' | b'2' | b'3' | b'6' | b'9') | (b'1', b'0') => n == 10,
        (b'8', third) => (8..=10).contains(&n) && third != b'0',
        (b'1'..=b'9', _) => (9..=10).contains(&n),
        _ => false,
    }
}

fn is_labelled(before: &str) -> bool {
    let before = before.trim_end_matches([' ', '.', ':', '\u{A0}', '-', '/']);
    let word = before.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    LABELS.contains(&word.to_lowercase().as_str())
}

/// Whether these digits are a number without area code, and not everybody's to call.
fn is_local(parts: &[&str]) -> bool {
    let digits = parts.concat();
    let public = digits.starts_with("11") || digits.starts_with("90") && digits.len() <= 6;
    (5..=8).contains(&digits.len()) && !public
}
