//! Terms: the words of a heading that carry its meaning, in one form.

/// How much a word can say about which question is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// It says what is asked for.
    Telling,
    /// A question word or one of reach: it tells near questions apart, no more.
    Asking,
}

/// A word of a heading in one form.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Term {
    /// The word in lower case without accents.
    pub(super) word: String,
    /// Its stem; words with one stem are one term.
    pub(super) stem: String,
    /// How much it can say.
    pub(super) class: Class,
    /// Whether a form tool may have cut it.
    pub(super) cut: bool,
}

/// Words that say nothing about which question is asked, without accents: small
/// words, and what every question of such a form is about.
const EMPTY: &str = "
    i pa av och eller att det den de som en ett for fran till med om under vid hos inom ut
    ni du er era ert din ditt dina vi var vart man sig ar har kan ska gor gors goras galler er
    nagon nagot nagra aven samt mm t ex etc dvs bl a ange beskriv beratta garna kort har fyll
    vald valdet nara relation relationer hedersvald hedersrelaterat hedersfortryck fortryck
    valdsutsatta utsatta valdsutsatthet utsatts utsatt drabbade vinr vin vir hrv idag dag nulaget
    dig mig oss dem svar svaren
    the a an of and or to in for on at with by is are do does you your we our us please describe
    any it its this that from be been there have has when regarding concerning about
    violence intimate partner domestic close relationships relationship honour related oppression
";

/// Question words, and words for how far a question reaches.
const ASKING: &str = "
    kommun kommunen lokalt lokala samhallet samhalle stort
    municipality municipal locally local society large
    vilka vilken vilket vad hur vem vilkas finns kommer tycker anser ser vill se upplever
    which what how who whom see want think
";

/// Words of one meaning, the first for all.
const ALIKE: &[&[&str]] = &[
    &["samarbetar", "samverkar", "samverkan", "samarbete", "samarbeten"],
    &["collaborate", "cooperate", "collaboration", "cooperation", "collaborates", "collaborating"],
    &["epost", "mail", "mejl", "email", "epostadress", "mailadress", "mejladress", "emailadress"],
    &["telefon", "tel", "tfn", "telefonnummer", "telnr", "mobil", "mobilnummer", "mobiltelefon"],
    &["kommun", "kommunen", "kommuner"],
    &["besokare", "klienter", "brukare", "stodsokande", "hjalpsokande", "gaster"],
    &["visitors", "clients", "users", "guests"],
    &["organisation", "organization", "organisationen"],
    &["organised", "organized"],
    &["volontarer", "ideella"],
    &["annat", "andra", "ovriga", "ovrig"],
    &["samhallet", "samhalle"],
    &["lokal_rum", "lokaler", "lokalerna"],
    &["nar_ut", "nar", "na", "nas"],
    &["malgrupp", "malgrupper", "malgruppen", "malgrupperna"],
    &["handlingsplan", "handlingsplaner", "beredskapsplan"],
    &["insatser", "aktiviteter", "stodinsatser", "atgarder"],
    &["services", "interventions", "activities", "measures"],
    &["agencies", "authorities"],
];

/// Endings taken off, one after another, while four letters are left.
const ENDINGS: [&str; 26] = [
    "ning", "ing", "ernas", "arnas", "ornas", "erna", "arna", "orna", "ens", "ets", "ade", "ers",
    "ars", "ors", "en", "et", "er", "ar", "or", "ad", "as", "es", "ed", "a", "e", "s",
];

/// A text in lower case without accents: *å* and *ä* become *a*, *ö* becomes *o*,
/// for tools that drop them and hands that forget them.
pub(super) fn plain(text: &str) -> String {
    text.to_lowercase().chars().map(bare).collect()
}

fn bare(c: char) -> char {
    match c {
        'å' | 'ä' | 'á' | 'à' | 'æ' => 'a',
        'ö' | 'ø' | 'ó' => 'o',
        'é' | 'è' | 'ë' => 'e',
        'ü' => 'u',
        c => c,
    }
}

fn is_listed(list: &str, word: &str) -> bool {
    list.split_ascii_whitespace().any(|other| other == word)
}

/// The terms of a text, in its order; each stem once. Words that say nothing are left
/// out unless there are no others. `cut`: whether the last word may be cut short.
pub(super) fn terms(text: &str, cut: bool) -> Vec<Term> {
    let lower = text.to_lowercase().replace("e-post", "epost").replace("e-mail", "epost");
    // The one hyphen that stands for a word of the guides.
    let lower = lower.replace("in- och ut", "ingångar ut");
    let words: Vec<&str> =
        lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let mut all = Vec::new();
    let mut told = Vec::new();
    for (place, original) in words.iter().enumerate() {
        let word = plain(original);
        // *När* asks for a time or begins "när det gäller"; *når* is another word.
        let about = words.get(place + 1).is_some_and(|next| ["det", "de"].contains(next));
        let when = *original == "när" || word == "nar" && about;
        let empty = when || word.bytes().all(|b| b.is_ascii_digit()) || is_listed(EMPTY, &word);
        let is_last = place + 1 == words.len();
        let term = if when {
            Term { word: "nar".into(), stem: "nar_tid".into(), class: Class::Telling, cut: false }
        } else {
            term(word, cut && is_last)
        };
        if all.iter().any(|other: &Term| other.stem == term.stem) {
            continue;
        }
        if !empty {
            told.push(term.clone());
        }
        all.push(term);
    }
    if told.iter().any(|term| term.class == Class::Telling) { told } else { all }
}

fn term(word: String, cut: bool) -> Term {
    let own = stem(&word);
    let class = match ASKING.split_ascii_whitespace().any(|other| stem(other) == own) {
        true => Class::Asking,
        false => Class::Telling,
    };
    let alike = ALIKE.iter().find(|words| words.iter().any(|other| stem(other) == own));
    let stem = alike.map_or(own, |words| stem(words[0])).to_owned();
    Term { word, stem, class, cut }
}

/// A word without its endings.
///
/// Coarser than a stemmer of Swedish: it only has to bring the forms of one word
/// together among some hundred words.
fn stem(word: &str) -> &str {
    let mut word = word;
    while let Some(shorter) =
        ENDINGS.iter().find_map(|end| word.strip_suffix(end).filter(|left| left.len() >= 4))
    {
        word = shorter;
    }
    word
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stems(text: &str) -> Vec<String> {
        terms(text, false).into_iter().map(|term| term.stem).collect()
    }

    #[test]
    fn forms_of_a_word_are_one_term() {
        for pair in [
            ["målgruppen", "Målgrupper"],
            ["samverkan", "samarbetar"],
            ["utmaning", "UTMANINGARNA"],
            ["enheten", "enheter"],
            ["insatserna", "insats"],
            ["E-post", "mailadress"],
            ["role", "roles"],
        ] {
            assert_eq!(stems(pair[0]), stems(pair[1]), "{pair:?}");
        }
        for pair in [["ingångar", "utgångar"], ["organisation", "organiserad"], ["når", "när"]]
        {
            assert_ne!(stems(pair[0]), stems(pair[1]), "{pair:?}");
        }
    }

    #[test]
    fn words_that_say_nothing_go_unless_alone() {
        assert_eq!(stems("Våld i nära relationer").len(), 4);
        assert_eq!(stems("utmaningar när det gäller våld i nära relationer").len(), 1);
    }
}
