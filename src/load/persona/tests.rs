//! Recognition: words to fields, and every word accounted for.

use proptest::prelude::*;

use super::*;
use crate::load::mention::words::{TokenKind, tokens};

fn network() -> Network {
    let group = |id: &str, name: &str, conditions: &[&str]| {
        Row::bare(Group {
            id: id.into(),
            name: name.to_owned(),
            conditions: conditions.iter().map(|c| (*c).to_owned()).collect(),
            ..Group::default()
        })
    };
    Network {
        groups: vec![
            group("valdsutsatta", "Våldsutsatta", &["exposed"]),
            group("demens", "Personer med demens", &["dementia"]),
            group("familjer", "Familjer i Lilla byn", &["parent", "village"]),
        ],
        ..Network::default()
    }
}

fn person(text: &str) -> Profile {
    read(Some(text), &Fields::default(), &network())
}

/// Ages, sex and what is said, as one line: what a reader would check.
fn line(text: &str) -> String {
    let profile = person(text);
    let end = |end: Option<u32>| end.map_or(String::new(), |years| years.to_string());
    let age = profile.group.age;
    let years = match (age.min, age.max) {
        (None, None) => "?".to_owned(),
        (a, b) if a == b => end(a),
        (a, b) => format!("{}-{}", end(a), end(b)),
    };
    let sex = match profile.group.sex {
        Some(Sex::Female) => "f",
        Some(Sex::Male) => "m",
        None => "?",
    };
    let silent = ["adult", "child", "young", "older", "exposed", "close_relation"];
    let mut said: Vec<&str> = profile
        .held
        .iter()
        .filter(|held| matches!(held.ground, Ground::Words | Ground::Group))
        .map(|held| held.slug.as_str())
        .filter(|slug| !silent.contains(slug))
        .collect();
    said.sort_unstable();
    format!("{sex} {years} {}", said.join(" ")).trim_end().to_owned()
}

#[test]
fn words_become_fields() {
    for (text, expected) in [
        ("kvinna 70, bor med förövaren, demens i hemmet", "f 70 dementia lives_with_perpetrator"),
        ("70-årig kvinna", "f 70"),
        ("En sjuttioåring, hon bor med sin man", "f 70"),
        ("84 år", "? 84"),
        ("tonåring", "? 13-19"),
        ("tonårstjej i hederskontext", "f 13-25 honour"),
        ("par i 80-årsåldern, kvinnan är dement", "f 80-89 dementia"),
        ("man 45 som slår sin sambo", "m 45 perpetrator"),
        ("man 52, våldsutövare med missbruk", "m 52 addiction perpetrator"),
        ("kvinna som utövar våld", "f ? perpetrator"),
        ("flicka 9 år som sett pappa slå mamma", "f 9 child_witness"),
        ("pojke 6, bevittnat våld", "m 6 child_witness"),
        ("barn 3 år", "? 3"),
        ("ung kvinna 19, hotas av tvångsgifte", "f 19 forced_marriage"),
        ("lesbisk kvinna 24", "f 24 lgbtq"),
        ("transkvinna 33 slagen av sin partner", "f 33 lgbtq partner_violence"),
        ("kvinna 40 med intellektuell funktionsnedsättning", "f 40 intellectual_disability"),
        ("rullstolsburen man 58, slagen av sin hustru", "m 58 disability partner_violence"),
        (
            "kvinna 35, alkoholmissbruk och psykisk ohälsa, hemlös",
            "f 35 addiction homeless mental_illness",
        ),
        (
            "papperslös kvinna 32 från Thailand, slagen av sin man",
            "f 32 foreign_born partner_violence undocumented",
        ),
        ("gravid 28, pojkvännen slår henne", "f 28 partner_violence pregnant"),
        ("mamma 34 med två barn, i skyddat boende", "f 34 in_shelter parent"),
        ("mamma 80 som slås av sin son", "f 80"),
        ("elev i årskurs 7", "? 13-14 grade_7 pupil"),
        (
            "woman, 70 years old, living with her abuser, dementia",
            "f 70 dementia lives_with_perpetrator",
        ),
        ("70-year-old woman beaten by her husband", "f 70 partner_violence"),
        ("undocumented woman, 30, pregnant", "f 30 pregnant undocumented"),
        ("boy, 8, saw his father hit his mother", "m 8 child_witness"),
        ("ensamkommande pojke 17", "m 17"),
        ("våldsutsatta kvinnor", "f ?"),
        ("personer i familjer i lilla byn", "? ? parent village"),
    ] {
        assert_eq!(line(text), expected, "{text}");
    }
}

#[test]
fn whom_violence_is_done_to_tells_who_is_the_victim() {
    for (text, expected) in [
        ("kvinna 75, mannen är dement och slår henne", "f 75 dementia partner_violence"),
        ("man 72 vars fru har demens och slår honom", "m 72 dementia partner_violence"),
        ("kvinna 75, mannen dricker, slår henne", "f 75 partner_violence"),
        ("kvinna 75, mannen dricker och utsätter henne för våld", "f 75 partner_violence"),
        ("kvinna 40, mannen dricker och slår", "f 40 partner_violence"),
        ("kvinna 80, sonen är arbetslös och hotar henne", "f 80"),
        ("woman 75, her husband has dementia and hits her", "f 75 dementia partner_violence"),
        ("kvinna 45, exmannen förföljer henne och hotar barnen", "f 45 parent partner_violence"),
        ("kvinna 70, slår tillbaka", "f 70"),
        // Who hits whom is not said: nobody is made an offender.
        ("kvinna 40, mannen dricker, hotar", "f 40"),
        ("kvinna 70 bor med sin dotter, slår henne", "f 70"),
        // Who does it to another does it.
        ("man 45 bor med sin sambo och slår henne", "m 45 perpetrator"),
        ("man 45, frun är sjuk, han slår henne", "m 45 perpetrator"),
        ("kvinna 75, mannen är dement och hon slår honom", "f 75 dementia perpetrator"),
        ("woman 40 hits her mother", "f 40 perpetrator"),
    ] {
        assert_eq!(line(text), expected, "{text}");
    }
    let asked = |text: &str| person(text).receipt.iter().any(|read| read.used == Use::Unknown);
    assert!(asked("kvinna 40, mannen dricker, hotar") && !asked("kvinna 75, mannen slår henne"));
}

#[test]
fn what_is_denied_does_not_hold() {
    for (text, denied) in [
        ("kvinna 40, inget missbruk", "addiction"),
        ("kvinna 40 utan missbruk", "addiction"),
        ("kvinna 82, inte dement", "dementia"),
        ("woman 40, no addiction", "addiction"),
        ("kvinna 40, bor inte med förövaren", "lives_with_perpetrator"),
        ("kvinna 40, inte utsatt för våld", "exposed"),
        ("kvinna 40 utan barn", "parent"),
    ] {
        let profile = person(text);
        assert_eq!(profile.denied, [denied], "{text}");
        assert!(!profile.holds(denied), "{text}");
        assert!(profile.receipt.iter().any(|read| read.used == Use::Denied), "{text}");
    }
    // Lacking a home or papers is a condition, not a denial.
    assert!(person("kvinna utan bostad").holds("homeless"));
    assert!(person("kvinna utan uppehållstillstånd").holds("undocumented"));
    assert!(person("kvinna utan barn som dricker").holds("addiction"));
}

#[test]
fn what_others_have_is_theirs_but_dementia_is_the_homes() {
    let hers = person("kvinna 45 slagen av sin man som missbrukar");
    assert!(!hers.holds("addiction"));
    assert!(hers.receipt.iter().any(|read| read.used == Use::SomebodyElse));
    assert!(person("kvinna 75, maken har demens").holds("dementia"));
    assert_eq!(person("kvinna 45, maken är 80 år").group.age.max, Some(45));
    assert!(person("kvinna 45, maken slår henne, bor med honom").holds("lives_with_perpetrator"));
}

#[test]
fn what_is_assumed_is_said_to_be() {
    let ground = |text: &str, slug: &str| {
        person(text).held.into_iter().find(|held| held.slug == slug).map(|held| held.ground)
    };
    assert_eq!(ground("kvinna 70", "exposed"), Some(Ground::Assumed));
    assert_eq!(ground("våldsutsatt kvinna 70", "exposed"), Some(Ground::Words));
    assert_eq!(ground("kvinna 70 bor med förövaren", "exposed"), Some(Ground::Implied));
    assert_eq!(ground("man 40 som slår sin fru", "exposed"), None);
    assert_eq!(ground("kvinna 70", "older"), Some(Ground::Age));
    assert_eq!(ground("kvinna 17", "adult"), None);
}

#[test]
fn what_the_network_does_not_know_is_said() {
    let profile = person("kvinna 30 med missbruk och demens, flintskallig");
    let known = |slug: &str| profile.held.iter().find(|held| held.slug == slug).unwrap().in_network;
    assert!(known("dementia") && !known("addiction"));
    let unknown: Vec<&str> = profile
        .receipt
        .iter()
        .filter(|read| read.used == Use::Unknown)
        .map(|read| &profile.text.as_deref().unwrap()[read.span.clone()])
        .collect();
    assert_eq!(unknown, ["flintskallig"]);
}

#[test]
fn fields_go_before_words_and_are_read_strictly() {
    assert_eq!(ages("70"), Some(AgeRange { min: Some(70), max: Some(70) }));
    assert_eq!(ages("18-25"), Some(AgeRange { min: Some(18), max: Some(25) }));
    assert_eq!(ages("65-"), Some(AgeRange { min: Some(65), max: None }));
    assert_eq!(ages("-17"), Some(AgeRange { min: None, max: Some(17) }));
    for bad in ["", "-", "gammal", "30-20", "999", "7 0"] {
        assert_eq!(ages(bad), None, "{bad}");
    }
    let fields =
        Fields { age: ages("50"), sex: sex("man"), conditions: vec!["odd_slug".to_owned()] };
    let profile = read(Some("kvinna 70"), &fields, &network());
    assert_eq!((profile.group.age.min, profile.group.sex), (Some(50), Some(Sex::Male)));
    assert!(profile.holds("odd_slug"));
}

#[test]
fn nothing_is_understood_where_nothing_is_said() {
    for text in ["", "   ", "xyzzy plugh", "\u{0}\u{1}\u{7f}", "och i på", "!!!"] {
        assert!(!person(text).says_something(), "{text:?}");
    }
}

#[test]
fn long_texts_are_read_in_part() {
    let text = "kvinna ".repeat(10_000);
    let profile = person(&text);
    assert!(profile.cut);
    assert_eq!(profile.text.as_ref().unwrap().chars().count(), LONGEST);
    assert!(!person("kvinna 70").cut);
}

/// Every word of a text is in one row, in order.
fn accounted_for(text: &str) -> Result<(), TestCaseError> {
    let profile = person(text);
    let read = profile.text.clone().unwrap_or_default();
    let mut end = 0;
    for row in &profile.receipt {
        prop_assert!(row.span.start >= end && row.span.end <= read.len());
        prop_assert!(read.get(row.span.clone()).is_some());
        end = row.span.end;
    }
    for token in tokens(&read).into_iter().filter(|token| token.kind != TokenKind::Mark) {
        let within =
            |row: &Read| row.span.start <= token.span.start && token.span.end <= row.span.end;
        prop_assert!(profile.receipt.iter().any(within), "{:?}", &read[token.span]);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn every_word_is_accounted_for(text in "\\PC{0,120}") {
        accounted_for(&text)?;
    }

    #[test]
    fn every_word_of_what_people_write_is_accounted_for(
        words in prop::collection::vec(prop::sample::select(vec![
            "kvinna", "man", "70", "år", "som", "slår", "sin", "fru", "inte", "utan", "barn", ",",
            "demens", "bor", "med", "förövaren", "och", "maken", "missbruk", "13-17", "hon", "av",
            "våld", "tonåring", ".", "har", "sett", "pappa", "65+", "utsatt", "för", "flicka",
        ]), 0..24),
    ) {
        accounted_for(&words.join(" "))?;
    }
}
