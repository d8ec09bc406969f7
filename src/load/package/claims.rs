//! The `claims` cell: `source#place how interview date [words as printed]`,
//! `;` between claims.

use crate::model::text::{Text, Word};
use crate::model::{Claim, Obtained};

/// Reads a claims cell.
///
/// # Errors
/// The part that could not be read, and what was expected.
pub(super) fn read(cell: &str) -> Result<Vec<Claim>, (String, Text)> {
    cell.split(';').map(str::trim).filter(|part| !part.is_empty()).map(read_one).collect()
}

fn read_one(part: &str) -> Result<Claim, (String, Text)> {
    let refuse = |sv, en| Err((part.to_owned(), Text::new(sv, en)));
    let (head, printed) = match part.split_once('[') {
        None => (part, None),
        Some((head, rest)) => match rest.strip_suffix(']').map(str::trim) {
            Some(words) if !words.is_empty() && !words.contains(['[', ']']) => {
                (head, Some(words.to_owned()))
            }
            _ => {
                return refuse(
                    "sätt källans ord inom hakparentes sist i belägget, till exempel plan#3:1 stated [Indikativ]",
                    "put the printed words in brackets at the end, such as plan#3:1 stated [Indikativ]",
                );
            }
        },
    };
    let mut tokens = head.split_whitespace();
    let place = tokens.next().and_then(|token| token.split_once('#'));
    let Some((source, place)) = place.filter(|(s, p)| !s.is_empty() && !p.is_empty()) else {
        return refuse(
            "skriv källa#plats, till exempel kartlaggning#6.2 stated",
            "write source#place, such as kartlaggning#6.2 stated",
        );
    };
    let mut claim = Claim {
        source: source.into(),
        place: place.to_owned(),
        obtained: Obtained::Stated,
        interview: None,
        date: None,
        printed,
    };
    for token in tokens {
        if let Some(obtained) = Obtained::from_slug(token) {
            claim.obtained = obtained;
        } else if is_date(token) {
            claim.date = Some(token.to_owned());
        } else {
            claim.interview = Some(token.to_owned());
        }
    }
    Ok(claim)
}

fn is_date(token: &str) -> bool {
    let digits = token.bytes().filter(u8::is_ascii_digit).count();
    token.bytes().all(|b| b.is_ascii_digit() || b == b'-') && matches!(digits, 4 | 6 | 8)
}

/// Writes a claims cell, the same that [`read`] reads.
pub(super) fn write(claims: &[Claim]) -> String {
    let mut parts = Vec::with_capacity(claims.len());
    for claim in claims {
        let mut part = format!("{}#{} {}", claim.source, claim.place, claim.obtained.slug());
        for token in [&claim.interview, &claim.date].into_iter().flatten() {
            part.push(' ');
            part.push_str(token);
        }
        if let Some(printed) = &claim.printed {
            part.push_str(&format!(" [{printed}]"));
        }
        parts.push(part);
    }
    parts.join(";")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_claim_reads_back_as_written() {
        let cell = "kartlaggning#6.2 stated;enkat#Blad1!B7 coded i07 2020-05-11";
        let claims = read(cell).unwrap();
        assert_eq!(claims[1].interview.as_deref(), Some("i07"));
        assert_eq!(claims[1].date.as_deref(), Some("2020-05-11"));
        assert_eq!(write(&claims), cell);
    }

    #[test]
    fn words_as_printed_stand_in_brackets() {
        let cell = "plan#3:1 stated [Indikativ, Selektiv];plan#F4 coded i07 2024";
        let claims = read(cell).unwrap();
        assert_eq!(claims[0].printed.as_deref(), Some("Indikativ, Selektiv"));
        assert_eq!(claims[1].printed, None);
        assert_eq!(write(&claims), cell);
        for broken in ["plan#1 [", "plan#1 []", "plan#1 [a] b", "plan#1 [a]b]", "[a]"] {
            assert!(read(broken).is_err(), "{broken}");
        }
    }

    #[test]
    fn a_claim_without_place_is_refused() {
        assert_eq!(read("kartlaggning").unwrap_err().0, "kartlaggning");
        assert!(read("#6").is_err());
    }
}
