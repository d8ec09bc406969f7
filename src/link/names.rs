//! Names in a form in which spelling and punctuation play no part.

/// A name in lower case, with one space for each run of spaces, hyphens and
/// punctuation. Å, ä and ö are letters and stay.
pub fn normal(name: &str) -> String {
    let lower = name.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spelling_and_punctuation_play_no_part_but_letters_do() {
        assert_eq!(normal("Kultur- och  fritidsnämnden"), "kultur och fritidsnämnden");
        assert_eq!(normal("RVC/Öppenvård"), "rvc öppenvård");
        assert_ne!(normal("Nämnden"), normal("Namnden"));
    }
}
