//! What is loaded is what is written: nothing lost, nothing added.

use std::fs;

use proptest::prelude::*;
use samkarta::load::Package;
use samkarta::model::{
    Access, Actor, ActorId, ActorKind, AgeRange, Attributes, Claim, Door, Forum, Function, Group,
    Network, Obtained, Range, Referral, Row, Section, Sector, Service, Source, Tie, TieKind,
};

use crate::fixture::{copy, folder, open, real, root, written};

/// Loads what writing a package leaves on disk.
fn reloaded(package: &Package) -> Package {
    open(written(package).path())
}

/// A network without the digest of the files that it came from, which may say
/// the same otherwise.
fn content(package: &Package) -> Network {
    Network { digest: None, ..package.network.clone() }
}

fn assert_same(before: &Package, after: &Package) {
    assert_eq!(after.problems, [], "the written package has problems");
    assert!(content(before) == content(after), "the rows differ");
}

#[test]
fn the_real_package_comes_back_whole() {
    let before = real();
    let after = reloaded(&before);
    assert_same(&before, &after);
    assert_eq!(after.headers, before.headers);
    assert!(before.network.statements.len() > 300 && before.network.actors.len() > 100);
}

#[test]
fn writing_twice_gives_the_same_bytes() {
    let first = samkarta::export::csv::package(&real()).unwrap();
    let second = samkarta::export::csv::package(&real()).unwrap();
    assert!(first == second);
    let again = samkarta::export::csv::package(&reloaded(&real())).unwrap();
    for ((name, one), (_, other)) in first.iter().zip(&again) {
        assert_eq!(String::from_utf8_lossy(one), String::from_utf8_lossy(other), "{name}");
    }
    assert_eq!(first.len(), again.len());
}

#[test]
fn tables_of_the_real_package_are_written_as_they_stand() {
    for (name, bytes) in samkarta::export::csv::package(&real()).unwrap() {
        if name.ends_with(".csv") {
            let there = fs::read(root().join(crate::fixture::REAL).join(&name)).unwrap();
            assert_eq!(String::from_utf8_lossy(&bytes), String::from_utf8_lossy(&there), "{name}");
        }
    }
}

#[test]
fn tables_that_nothing_reads_are_written_as_they_came() {
    let (_guard, place) = copy(&root().join(crate::fixture::REAL));
    let bytes = b"name,change\nutan rvc,rvc\n";
    fs::write(place.join("scenarios.csv"), bytes).unwrap();
    let descriptor = place.join("datapackage.json");
    let mut json: serde_json::Value =
        serde_json::from_slice(&fs::read(&descriptor).unwrap()).unwrap();
    let entry = serde_json::json!({ "name": "scenarios", "path": "scenarios.csv" });
    json["resources"].as_array_mut().unwrap().push(entry.clone());
    fs::write(&descriptor, json.to_string()).unwrap();

    let after = written(&open(&place));
    assert_eq!(fs::read(after.path().join("scenarios.csv")).unwrap(), bytes);
    let json: serde_json::Value =
        serde_json::from_slice(&fs::read(after.path().join("datapackage.json")).unwrap()).unwrap();
    assert!(json["resources"].as_array().unwrap().contains(&entry));
}

#[test]
fn unknown_columns_survive_wherever_they_stand() {
    let (_guard, place) = copy(&root().join(crate::fixture::REAL));
    let table = place.join("forums.csv");
    let text = fs::read_to_string(&table).unwrap();
    let lines: Vec<String> = text
        .lines()
        .enumerate()
        .map(|(n, line)| match n {
            0 => format!("lokal,{line},\"a, \"\"b\"\"\""),
            1 => format!("Stadshuset,{line},\"två\nrader\""),
            _ => format!(",{line}, "),
        })
        .collect();
    fs::write(&table, lines.join("\n") + "\n").unwrap();
    let before = open(&place);
    assert_eq!(before.network.forums[0].attributes["lokal"], "Stadshuset");
    assert_eq!(before.network.forums[0].attributes["a, \"b\""], "två\nrader");
    let after = reloaded(&before);
    assert!(content(&before) == content(&after), "the rows differ");
    assert_eq!(before.headers["forums"], after.headers["forums"]);
}

#[test]
fn unreadable_cells_are_written_as_they_came() {
    let place = folder(&[
        ("actors.csv", "id,name,kind,persons\nrvc,RVC,enhet,en eller två\n"),
        ("participation.csv", "principal,interviews\nrvc,flera\n"),
        ("figures.csv", "id,name,value\nf,Besök,cirka 30\n"),
        ("positions.csv", "id,x,y\nrvc,här,2\n"),
        ("services.csv", "id,actor,name,access,acute\ns,rvc,Stöd,bakvägen,kanske\n"),
    ]);
    let before = open(place.path());
    assert!(before.problems.iter().any(|p| p.column.as_deref() == Some("interviews")));
    let target = written(&before);
    for name in ["actors", "participation", "figures", "positions", "services"] {
        let file = format!("{name}.csv");
        let was = fs::read_to_string(place.path().join(&file)).unwrap();
        let is = fs::read_to_string(target.path().join(&file)).unwrap();
        assert_eq!(was, is, "{file}");
    }
}

#[test]
fn a_package_with_its_tables_in_a_folder_is_written_flat() {
    let package = open(&root().join("tests/data/subfolder"));
    let after = reloaded(&package);
    assert_eq!(package.network.actors, after.network.actors);
    assert_eq!(package.network.ties, after.network.ties);
}

/// Text with what breaks careless writers; trimmed, as cells are.
fn text() -> impl Strategy<Value = String> {
    let odd = prop::sample::select(vec![
        "a", "å", "Ö", ",", ";", "\"", "'", "\n", " ", "\\", "->", "{", "<b>", "=1+1", "7", "#",
        "é",
    ]);
    prop::collection::vec(odd, 1..8).prop_map(|parts| {
        let text = parts.concat();
        let text = text.trim();
        if text.is_empty() { "x".to_owned() } else { text.to_owned() }
    })
}

fn slug() -> impl Strategy<Value = usize> {
    0..5usize
}

fn claims() -> impl Strategy<Value = Vec<Claim>> {
    let how = prop::sample::select(vec![Obtained::Stated, Obtained::Coded, Obtained::Inferred]);
    let date = prop::option::of(prop::sample::select(vec!["2020", "2020-05", "2020-05-11"]));
    let interview = prop::option::of(prop::sample::select(vec!["i01", "i30"]));
    let printed = prop::option::of(prop::sample::select(vec!["Indikativ", "Råd, 7 # x"]));
    let one =
        (how, date, interview, printed).prop_map(|(obtained, date, interview, printed)| Claim {
            source: "k".into(),
            place: "1".to_owned(),
            obtained,
            interview: interview.map(str::to_owned),
            date: date.map(str::to_owned),
            printed: printed.map(str::to_owned),
        });
    prop::collection::vec(one, 1..3)
}

fn attributes() -> impl Strategy<Value = Attributes> {
    prop::collection::btree_map(prop::sample::select(vec!["anteckning", "årskurs"]), text(), 0..3)
        .prop_map(|cells| cells.into_iter().map(|(k, v)| (k.to_owned(), v)).collect())
}

fn row<T: std::fmt::Debug>(value: impl Strategy<Value = T>) -> impl Strategy<Value = Row<T>> {
    (value, claims(), attributes()).prop_map(|(value, claims, attributes)| Row {
        value,
        claims,
        attributes,
    })
}

fn rows<T: std::fmt::Debug>(value: impl Strategy<Value = T>) -> impl Strategy<Value = Vec<Row<T>>> {
    prop::collection::vec(row(value), 0..5)
}

fn actor_id(n: usize) -> ActorId {
    format!("a{n}").as_str().into()
}

fn actor() -> impl Strategy<Value = Actor> {
    let kind = prop::option::of(prop::sample::select(vec![ActorKind::Unit, ActorKind::Role]));
    let sector = prop::option::of(prop::sample::select(vec![Sector::State, Sector::Private]));
    (text(), kind, sector, prop::option::of(any::<bool>()), prop::option::of(any::<u32>()))
        .prop_map(|(name, kind, sector, interviewed, persons)| Actor {
            name,
            kind,
            sector,
            interviewed,
            persons,
            ..Actor::default()
        })
}

fn forum() -> impl Strategy<Value = Forum> {
    (text(), prop::option::of(slug()), prop::option::of(0.0..400.0f64), prop::option::of(text()))
        .prop_map(|(name, convener, rhythm, purpose)| Forum {
            name,
            convener: convener.map(actor_id),
            meetings_per_year: Range { min: rhythm, max: rhythm.map(|n| n + 0.5) },
            purpose,
            members_complete: Some(false),
            ..Forum::default()
        })
}

fn group() -> impl Strategy<Value = Group> {
    (text(), prop::option::of(0..60u32), prop::collection::vec("[a-z_]{1,6}", 0..3)).prop_map(
        |(name, min, conditions)| Group {
            name,
            age: AgeRange { min, max: min.map(|n| n + 10) },
            conditions,
            ..Group::default()
        },
    )
}

fn service() -> impl Strategy<Value = Service> {
    let function = prop::option::of(prop::sample::select(vec![Function::Protect, Function::House]));
    let door = prop::collection::vec(
        prop::sample::select(vec![Access::Open, Access::Referral, Access::Diagnosis]),
        1..3,
    );
    let doors = prop::collection::vec(door.prop_map(Door), 0..3);
    (slug(), text(), function, doors).prop_map(|(actor, name, function, access)| Service {
        actor: actor_id(actor),
        name,
        function,
        access,
        ..Service::default()
    })
}

fn tie() -> impl Strategy<Value = Tie> {
    let kind = prop::option::of(prop::sample::select(vec![TieKind::Consults, TieKind::Wishes]));
    let strength = prop::option::of(-1e9..1e9f64);
    (slug(), slug(), kind, strength, prop::option::of(text())).prop_map(
        |(from, to, kind, strength, about)| Tie {
            from: actor_id(from),
            to: actor_id(to),
            kind,
            strength,
            about,
            claimed_by: vec![actor_id(0), actor_id(1)],
            ..Tie::default()
        },
    )
}

fn referral() -> impl Strategy<Value = Referral> {
    (slug(), slug(), prop::option::of(0.0..=1.0f64), prop::option::of(text())).prop_map(
        |(from, to, share, condition)| Referral {
            from: actor_id(from),
            to: actor_id(to),
            share,
            condition,
            ..Referral::default()
        },
    )
}

/// A small network whose references all lead somewhere.
fn network() -> impl Strategy<Value = Network> {
    let actors = prop::collection::vec(row(actor()), 5);
    let parts =
        (actors, rows(forum()), rows(group()), rows(service()), rows(tie()), rows(referral()));
    (parts, text()).prop_map(|((actors, forums, groups, services, ties, referrals), title)| {
        let mut network = Network {
            id: "n".to_owned(),
            title,
            actors,
            forums,
            groups,
            services,
            ties,
            referrals,
            ..Network::default()
        };
        let source = Source { id: "k".into(), title: "Källa".to_owned(), ..Source::default() };
        let place = Section { source: "k".into(), place: "1".to_owned(), title: "Ett".to_owned() };
        network.sources.push(Row::bare(source));
        network.sections.push(Row::bare(place));
        for i in 0..network.actors.len() {
            network.actors[i].id = actor_id(i);
            network.actors[i].parent = i.checked_sub(1).map(|up| actor_id(up / 2));
        }
        macro_rules! number {
            ($($table:ident $letter:literal),*) => {$(
                for (i, row) in network.$table.iter_mut().enumerate() {
                    row.id = format!("{}{i}", $letter).as_str().into();
                }
            )*};
        }
        number!(forums "f", groups "g", services "s", ties "t", referrals "r");
        network
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_small_network_comes_back_whole(network in network()) {
        let before = Package { network, ..Package::default() };
        let after = reloaded(&before);
        assert_same(&before, &after);
        let bytes = samkarta::export::csv::package(&before).unwrap();
        prop_assert!(bytes == samkarta::export::csv::package(&after).unwrap());
    }
}
