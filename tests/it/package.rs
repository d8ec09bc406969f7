//! The package of the 2020 mapping: sound, complete as the issue counts, and
//! free of people.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use samkarta::load::package::{Column, Kind, Need, Table};
use samkarta::model::{self, ActorKind, Network, Scope, StatementKind};
use serde_json::Value;

use crate::fixture::{REAL, files, real, relative, root, run};

/// A table as text: its header, and rows by column.
struct Sheet {
    name: String,
    header: Vec<String>,
    rows: Vec<BTreeMap<String, String>>,
}

fn sheets() -> Vec<Sheet> {
    files(REAL, &[".csv"])
        .iter()
        .map(|path| {
            let mut reader = csv::Reader::from_path(path).unwrap();
            let header: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
            let row = |record: csv::StringRecord| {
                header.iter().cloned().zip(record.iter().map(str::to_owned)).collect()
            };
            let rows = reader.records().map(|record| row(record.unwrap())).collect();
            Sheet { name: path.file_stem().unwrap().to_string_lossy().into_owned(), header, rows }
        })
        .collect()
}

#[test]
fn check_finds_nothing() {
    let ended = run(&["check", REAL]);
    assert_eq!((ended.code, ended.out.as_str()), (0, ""), "{}", ended.err);
    assert!(ended.err.contains("0 fel, 0 påpekanden"), "{}", ended.err);
}

#[test]
fn every_claim_points_to_a_section_that_is_there() {
    let sheets = sheets();
    let sections = sheets.iter().find(|sheet| sheet.name == "sections").unwrap();
    let places: BTreeSet<String> =
        sections.rows.iter().map(|row| format!("{}#{}", row["source"], row["place"])).collect();
    assert_eq!(places.len(), sections.rows.len(), "a section stands twice");
    let mut seen = 0;
    for sheet in &sheets {
        if ["sources", "sections", "decisions", "positions"].contains(&sheet.name.as_str()) {
            continue;
        }
        for (n, row) in sheet.rows.iter().enumerate() {
            let line = n + 2;
            let claims = row["claims"].split(';').filter(|claim| !claim.is_empty());
            let mut any = false;
            for claim in claims {
                let place = claim.split(' ').next().unwrap();
                assert!(places.contains(place), "{}.csv:{line}: no {place}", sheet.name);
                (any, seen) = (true, seen + 1);
            }
            assert!(any, "{}.csv:{line} has no claim", sheet.name);
        }
    }
    assert!(seen > 1000, "only {seen} claims");
}

#[test]
fn thirty_interviews_with_thirty_one_people() {
    let network = real().network;
    let counts: Vec<(&str, u32)> =
        network.participation.iter().map(|p| (p.principal.as_str(), p.interviews)).collect();
    assert_eq!(
        counts,
        [
            ("sodertalje-kommun", 14),
            ("region-stockholm", 6),
            ("civilsamhallet", 6),
            ("polis-och-aklagare", 2),
            ("arbetsformedlingen", 1),
            ("lansstyrelsen", 1),
        ]
    );
    assert_eq!(counts.iter().map(|(_, n)| n).sum::<u32>(), 30);
    let figure = |id: &str| {
        let row = network.figures.iter().find(|figure| figure.id == id);
        row.map(|figure| (figure.value.value, figure.value.of))
            .unwrap_or_else(|| panic!("no figure {id}"))
    };
    assert_eq!(figure("f-intervjuer"), (30.0, None));
    assert_eq!(figure("f-personer"), (31.0, None));
    assert_eq!(figure("f-handlingsplan"), (25.0, Some(30.0)));
    assert_eq!(figure("f-andel-fran-polis").0, 90.0);
}

/// Forum, convener, meetings a year, persons; `None` where the text names none.
type Known = (&'static str, Option<&'static str>, Option<(f64, f64)>, Option<u32>);

#[test]
fn the_forums_of_the_text_are_there_with_rhythm_size_and_convener() {
    let network = real().network;
    let known: [Known; 9] = [
        ("samverkansgruppen", Some("samordnare-vald"), Some((4.0, 6.0)), Some(25)),
        ("potusgruppen", None, None, None),
        ("lunagruppen", None, Some((4.0, 4.0)), None),
        ("plattformen-operation-kvinnofrid", Some("lansstyrelsen"), None, None),
        ("natverksmoten-fastighetsagare", None, Some((4.0, 4.0)), None),
        ("elevhalsoteammotet", None, Some((52.0, 52.0)), None),
        ("veckomote-barngruppen-rvc", None, Some((52.0, 52.0)), None),
        ("barnahusmodellen", None, None, None),
        ("sodertaljejourernas-forening", None, None, None),
    ];
    for (id, convener, rhythm, size) in known {
        let forum = network.forum(id).unwrap_or_else(|| panic!("no forum {id}"));
        assert_eq!(forum.convener.as_ref().map(|c| c.as_str()), convener, "{id}");
        let range = forum.meetings_per_year;
        assert_eq!(range.min.zip(range.max), rhythm, "{id}");
        assert_eq!(forum.size, size, "{id}");
        let members = network.affiliations.iter().filter(|row| row.forum.as_str() == id).count();
        assert!(members >= 2, "{id} has {members} members");
    }
    assert_eq!(network.forum("samverkansgruppen").unwrap().members_complete, Some(false));
    let alias = |name: &str| network.aliases.iter().find(|a| a.name.to_lowercase() == name);
    let big = alias("stora gruppen").expect("`stora gruppen` is another name");
    assert_eq!(big.forum.as_ref().map(|f| f.as_str()), Some("samverkansgruppen"));
}

#[test]
fn the_roles_and_the_unasked_of_the_text_are_there() {
    let network = real().network;
    let actor = |id: &str| network.actor(id).unwrap_or_else(|| panic!("no actor {id}"));
    assert_eq!(actor("samordnare-vald").kind, Some(ActorKind::Role));
    assert_eq!(actor("samordnare-vald").persons, Some(1));
    assert_eq!(actor("vrakningsforebyggare").kind, Some(ActorKind::Role));
    assert_eq!(network.actors.iter().filter(|a| a.kind == Some(ActorKind::Public)).count(), 1);
    for id in ["aldreomsorgen", "hemtjansten", "bup", "kronofogden", "systembolaget"] {
        assert_eq!(actor(id).interviewed, Some(false), "{id}");
    }
    for id in ["rvc", "polisen", "sodertalje-sjukhus", "brottsofferjouren", "samordnare-vald"] {
        assert_eq!(actor(id).interviewed, Some(true), "{id}");
    }
}

#[test]
fn the_groups_of_the_text_are_there_with_ages_and_conditions() {
    let network = real().network;
    let group = |id: &str| network.group(id).unwrap_or_else(|| panic!("no group {id}"));
    for (id, min, max) in [
        ("aldre-over-65", Some(65), None),
        ("ungdomar-13-23", Some(13), Some(23)),
        ("barn-upp-till-5", None, Some(5)),
    ] {
        assert_eq!((group(id).age.min, group(id).age.max), (min, max), "{id}");
    }
    for (id, condition) in [
        ("utsatta-man", "exposed"),
        ("personer-med-intellektuell-funktionsnedsattning", "intellectual_disability"),
        ("personer-i-hederskontext", "honour"),
        ("hbtq-ungdomar", "lgbtq"),
        ("kvinnor-med-barn-i-skyddat-boende", "in_shelter"),
        ("kvinnor-med-missbruk", "addiction"),
        ("valdsutovare", "perpetrator"),
    ] {
        assert!(group(id).conditions.iter().any(|c| c == condition), "{id} lacks {condition}");
    }
}

#[test]
fn ninety_per_cent_of_the_victim_support_come_from_the_police_with_consent() {
    let network = real().network;
    let referral = network
        .referrals
        .iter()
        .find(|r| r.to.as_str() == "brottsofferjouren" && r.share == Some(0.9))
        .expect("a referral with share 0.9");
    assert!(referral.from.as_str().starts_with("polis"), "{}", referral.from);
    assert_eq!(referral.basis.map(model::Word::slug), Some("consent"));
}

#[test]
fn that_everyone_has_contact_is_a_statement_and_no_tie() {
    let network = real().network;
    let sweeping: Vec<_> = network
        .statements
        .iter()
        .filter(|s| {
            s.text.to_lowercase().contains("alla") && s.text.contains("kontakt med varandra")
        })
        .collect();
    assert_eq!(sweeping.len(), 1, "{sweeping:?}");
    assert!(!sweeping[0].claims.is_empty());
    let all = |text: &Option<String>| {
        let text = text.as_deref().unwrap_or_default().to_lowercase();
        text.contains("kontakt med varandra") || text.contains("alla har kontakt")
    };
    assert!(!network.ties.iter().any(|tie| all(&tie.about)));
    assert!(!network.referrals.iter().any(|row| all(&row.condition) || all(&row.channel)));
    // Read as ties it would join each to each: everybody with everybody.
    let mut partners: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for tie in &network.ties {
        partners.entry(tie.from.as_str()).or_default().insert(tie.to.as_str());
        partners.entry(tie.to.as_str()).or_default().insert(tie.from.as_str());
    }
    let most = partners.values().map(BTreeSet::len).max().unwrap_or(0);
    assert!(most * 4 < network.actors.len(), "somebody is tied to {most}");
    let said_by = sweeping[0].actor.as_ref().expect("it says who said it").as_str();
    let here = |claims: &[model::Claim]| claims.iter().all(|c| sweeping[0].claims.contains(c));
    let ties = network.ties.iter().filter(|tie| tie.from.as_str() == said_by && here(&tie.claims));
    assert_eq!(ties.count(), 0, "the sweeping claim became ties of {said_by}");
}

#[test]
fn wishes_are_anonymous_and_say_how_far_they_reach() {
    let network = real().network;
    let wishes: Vec<_> =
        network.statements.iter().filter(|s| s.kind == Some(StatementKind::Wish)).collect();
    assert!(wishes.len() > 20, "only {} wishes", wishes.len());
    for wish in &wishes {
        // The chapter of wishes names nobody; elsewhere the text itself says who.
        if wish.claims.iter().any(|claim| claim.place.starts_with("9")) {
            assert_eq!((&wish.actor, &wish.role), (&None, &None), "{} is not anonymous", wish.id);
        } else {
            assert!(wish.actor.is_some(), "{} is from outside the chapter of wishes", wish.id);
        }
        assert!(wish.scope.is_some(), "{} has no scope", wish.id);
    }
    for scope in [Scope::Local, Scope::Society] {
        assert!(wishes.iter().any(|wish| wish.scope == Some(scope)), "no wish is {scope:?}");
    }
    for kind in [StatementKind::SuccessFactor, StatementKind::Challenge] {
        let of = network.statements.iter().filter(|s| s.kind == Some(kind));
        assert!(of.clone().count() > 20 && of.clone().all(|s| s.theme.is_some()), "{kind:?}");
    }
}

#[test]
fn statements_are_paraphrases_of_a_dozen_words() {
    for statement in &real().network.statements {
        let words = statement.text.split_whitespace().count();
        assert!((1..=12).contains(&words), "{}: {words} words", statement.id);
    }
}

/// Common given names in Sweden, none of which is the name of an actor.
const GIVEN_NAMES: &str = "Anders Andreas Anette Ann Anna Annika Anneli Annelie Arne Åke Åsa \
    Barbro Bengt Berit Bertil Birgitta Björn Bo Britt Camilla Carina Caroline Catarina Cecilia \
    Charlotte Christer Christina Christoffer Daniel David Elin Elisabeth Emelie Emil Emma Erik \
    Eva Fatima Fredrik Gabriel Göran Gunilla Gunnar Gustav Hanna Hans Helena Henrik Håkan Ida \
    Inga Inger Ingrid Ingvar Irene Jan Jenny Jessica Johan Johanna Jonas Josefin Julia Karin Karl \
    Katarina Kenneth Kerstin Kjell Klas Kristina Lars Leif Lena Linda Linnéa Lisa Louise Madeleine \
    Magnus Maja Malin Margareta Maria Marianne Marie Martin Mats Mattias Mikael Mohamed Monica \
    Niklas Nils Ola Olof Oskar Patrik Per Pernilla Peter Petra Pia Rebecka Robert Roger Rolf \
    Sandra Sara Siv Sofia Sofie Sonja Stefan Sten Stig Susanne Sven Therese Thomas Tobias Tommy \
    Tomas Torbjörn Ulf Ulla Ulrika Urban Victoria Yvonne";

#[test]
fn no_cell_holds_a_person_a_number_or_an_address() {
    let names: BTreeSet<&str> = GIVEN_NAMES.split_whitespace().collect();
    let plain = ["id", "claims", "published", "file", "starts", "ends", "date", "x", "y"];
    for sheet in sheets() {
        for (n, row) in sheet.rows.iter().enumerate() {
            for (column, text) in row.iter().filter(|(name, _)| !plain.contains(&name.as_str())) {
                let place = format!("{}.csv:{}, {column}: {text}", sheet.name, n + 2);
                assert!(!text.contains('@'), "{place}: an e-mail address");
                assert!(!long_number(text), "{place}: a telephone or personal number");
                let mut words = text.split(|c: char| !c.is_alphabetic());
                assert!(!words.any(|word| names.contains(word)), "{place}: a given name");
            }
        }
    }
    assert!(long_number("ring 08-123 45 678") && long_number("19450101-1234"));
    assert!(!long_number("13–23 år") && !long_number("2020-2021"));
}

/// Whether digits, with spaces and hyphens between, add up to more than dates
/// and figures have.
fn long_number(text: &str) -> bool {
    text.split(|c: char| !(c.is_ascii_digit() || " -".contains(c)))
        .any(|run| run.chars().filter(char::is_ascii_digit).count() > 8)
}

fn declared(name: &str) -> &'static [Column] {
    macro_rules! tables {
        ($($row:ident)*) => {
            $(if <model::$row as Table>::NAME == name {
                return <model::$row as Table>::COLUMNS;
            })*
        };
    }
    tables!(Source Section Actor Alias Group Forum Affiliation Service Referral Tie Agreement
        Measure Mandate Statement Interview Participation Figure Decision Position);
    panic!("datapackage.json lists {name}, which the code does not know")
}

fn type_and_words(kind: Kind) -> (&'static str, Option<Vec<&'static str>>) {
    match kind {
        Kind::Integer => ("integer", None),
        Kind::Number => ("number", None),
        Kind::Word(words) => ("string", Some(words())),
        Kind::YesNo => ("string", Some(vec!["yes", "no"])),
        Kind::Text | Kind::Texts | Kind::Id(_) | Kind::Ids(_) => ("string", None),
    }
}

#[test]
fn the_descriptor_says_what_the_code_declares() {
    let path = root().join(REAL).join("datapackage.json");
    let descriptor: Value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
    let resources = descriptor["resources"].as_array().unwrap();
    let listed: BTreeSet<&str> = resources.iter().map(|r| r["name"].as_str().unwrap()).collect();
    let sheets = sheets();
    let there: BTreeSet<&str> = sheets.iter().map(|sheet| sheet.name.as_str()).collect();
    assert_eq!(listed, there, "{}", relative(&path));
    for resource in resources {
        let name = resource["name"].as_str().unwrap();
        let columns = declared(name);
        let schema = &resource["schema"];
        let fields = schema["fields"].as_array().unwrap();
        let names: Vec<&str> = fields.iter().map(|f| f["name"].as_str().unwrap()).collect();
        let sheet = sheets.iter().find(|sheet| sheet.name == name).unwrap();
        assert_eq!(names, sheet.header, "{name}: fields are not the header");
        for field in fields {
            let place = format!("{name}.{}", field["name"].as_str().unwrap());
            let Some(column) = columns.iter().find(|c| field["name"] == c.name) else {
                assert_eq!(field["type"], "string", "{place} is kept as it comes");
                continue;
            };
            let (r#type, words) = type_and_words(column.kind);
            assert_eq!(field["type"], r#type, "{place}");
            let constraints = &field["constraints"];
            assert_eq!(constraints["required"] == true, column.need != Need::May, "{place}");
            let written = constraints["enum"].as_array();
            let written = written.map(|w| w.iter().map(|w| w.as_str().unwrap()).collect());
            assert_eq!(written, words, "{place}");
        }
        let key = columns.iter().find(|column| column.need == Need::Key);
        if let Some(key) = key {
            assert_eq!(schema["primaryKey"], serde_json::json!([key.name]), "{name}");
        }
        let keys = schema["foreignKeys"].as_array().cloned().unwrap_or_default();
        let mut written: Vec<(String, String)> = keys
            .iter()
            .map(|key| {
                let to = key["reference"]["resource"].as_str().unwrap();
                let field = key["fields"].as_str().or(key["fields"][0].as_str()).unwrap();
                (field.to_owned(), if to.is_empty() { name } else { to }.to_owned())
            })
            .collect();
        written.sort();
        let own = |column: &Column| column.need == Need::Key && name != "participation";
        let mut wanted: Vec<(String, String)> = columns
            .iter()
            .filter(|column| !own(column) && sheet.header.iter().any(|h| h == column.name))
            .filter_map(|column| match column.kind {
                Kind::Id(target) => Some((column.name.to_owned(), target.to_owned())),
                _ => None,
            })
            .collect();
        wanted.sort();
        assert_eq!(written, wanted, "{name}: foreign keys");
    }
}

#[test]
fn ids_are_slugs() {
    let Network { actors, forums, groups, services, .. } = real().network;
    let ids = actors
        .iter()
        .map(|row| row.id.as_str())
        .chain(forums.iter().map(|row| row.id.as_str()))
        .chain(groups.iter().map(|row| row.id.as_str()))
        .chain(services.iter().map(|row| row.id.as_str()));
    for id in ids {
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        assert!(!id.is_empty() && id.chars().all(plain), "{id}");
    }
}
