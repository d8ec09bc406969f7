//! Yes, no or unknown.

use crate::load::mention::words::tokens;

/// Whether there is a written plan, by the first word that says so: `yes`, `no` or
/// `unknown`.
///
/// # Undefined
/// `None` for an answer that says none of the three; the answer itself is kept as a
/// statement.
pub fn plan(answer: &str) -> Option<&'static str> {
    let tokens = tokens(answer);
    let word = |i: usize| tokens.get(i).map_or("", |t| t.lower.as_str());
    for i in 0..tokens.len() {
        match word(i) {
            "vet" | "osäker" | "osäkert" | "oklart" | "oklar" | "tror" | "kanske" | "känner"
            | "unknown" | "don't" | "?" => {
                return Some("unknown");
            }
            "ja" | "japp" | "jo" | "jajamän" | "yes" | "x" => return Some("yes"),
            "nej" | "nä" | "nope" | "no" | "saknas" | "saknar" | "ingen" | "inga" | "inget" => {
                return Some("no");
            }
            "inte" | "ej" => return Some(if word(i + 1) == "vad" { "unknown" } else { "no" }),
            "finns" | "har" | "antagen" | "antagna" => {
                let denied = ["inte", "ej", "ingen", "inga", "inget"];
                let behind = (i + 1..i + 4).any(|j| denied.contains(&word(j)));
                return Some(if behind { "no" } else { "yes" });
            }
            "på" if matches!(word(i + 1), "gång" | "väg") => return Some("unknown"),
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_values_and_none() {
        for (answer, expected) in [
            ("Ja, reviderad 2024", Some("yes")),
            ("JA!", Some("yes")),
            ("Nej", Some("no")),
            ("Inte vad jag vet", Some("unknown")),
            ("Vet inte, tror att något är på gång", Some("unknown")),
            ("Det finns en gammal från 2015", Some("yes")),
            ("Det finns ingen", Some("no")),
            ("På gång", Some("unknown")),
            ("Rutiner saknas", Some("no")),
            ("–", None),
        ] {
            assert_eq!(plan(answer), expected, "{answer}");
        }
    }
}
