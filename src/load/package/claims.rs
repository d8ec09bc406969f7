//! The `claims` cell: `source#place how interview date`, `;` between claims.

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
    let mut tokens = part.split_whitespace();
    let place = tokens.next().and_then(|token| token.split_once('#'));
    let Some((source, place)) = place.filter(|(s, p)| !s.is_empty() && !p.is_empty()) else {
        return Err((
            part.to_owned(),
            Text::new(
                "skriv källa#plats, till exempel kartlaggning#6.2 stated",
                "write source#place, such as kartlaggning#6.2 stated",
            ),
        ));
    };
    let mut claim = Claim {
        source: source.into(),
        place: place.to_owned(),
        obtained: Obtained::Stated,
        interview: None,
        date: None,
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
    fn a_claim_without_place_is_refused() {
        assert_eq!(read("kartlaggning").unwrap_err().0, "kartlaggning");
        assert!(read("#6").is_err());
    }
}
