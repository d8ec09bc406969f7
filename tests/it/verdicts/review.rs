//! What a review of the verdicts found, each as it went wrong.

use std::fs;
use std::path::Path;

use samkarta::model::Ruling;
use samkarta::store::verdicts::{VerdictError, rule, silenced};
use samkarta::store::{StoreError, put_positions};
use serde_json::Value;
use tempfile::TempDir;

use super::{files, given, ort};
use crate::fixture::{folder, open, run};

/// Actors of these ids and names, and nothing else.
fn town(actors: &str) -> TempDir {
    folder(&[
        (
            "datapackage.json",
            r#"{"name":"ort","title":"Ort","place":"Ort","resources":[{"name":"actors","path":"actors.csv"}]}"#,
        ),
        ("actors.csv", &format!("id,name,parent\n{actors}")),
    ])
}

fn path(folder: &TempDir) -> &str {
    folder.path().to_str().unwrap()
}

#[test]
fn all_sure_pairs_never_join_by_way_of_a_third() {
    let folder = town(
        "a,Barnahus (BH),\nb,BH,\nc,Behandlingshemmet (BH),\nd,Relationsvåldscentrum (RVC),\ne,RVC,\n",
    );
    let told: Value =
        serde_json::from_str(&run(&["link", path(&folder), "--format", "json"]).out).unwrap();
    let pairs = told["pairs"].as_array().unwrap();
    let ids = |pair: &Value| {
        let mut ids = ["one", "other"].map(|end| pair[end]["id"].as_str().unwrap().to_owned());
        ids.sort();
        ids.concat()
    };
    let pick = |key: &str| -> Vec<String> {
        let mut found: Vec<String> =
            pairs.iter().filter(|pair| pair[key] == true).map(ids).collect();
        found.sort();
        found
    };
    let sure = pick("sure");
    assert!(sure.contains(&"ab".to_owned()) && sure.contains(&"bc".to_owned()), "{sure:?}");
    assert!(!sure.contains(&"ac".to_owned()), "{sure:?}");
    assert_eq!(pick("acceptable"), ["de"]);
    for pair in pairs.iter().filter(|pair| ["ab", "bc"].contains(&ids(pair).as_str())) {
        let why = pair["left_out"]["sv"].as_str().unwrap();
        assert!(why.contains("Barnahus (BH)") && why.contains("Behandlingshemmet (BH)"), "{why}");
    }
    let ended = run(&["link", path(&folder), "--accept"]);
    assert_eq!(ended.code, 0, "{}", ended.err);
    assert_eq!(ended.err.matches("utelämnat: ").count(), 2, "{}", ended.err);
    let verdicts = open(folder.path()).network.verdicts;
    assert_eq!(verdicts.len(), 1);
    // What somebody has ruled counts: one pair of three joined by hand makes all one.
    run(&["link", path(&folder), "--same", "a", "c"]);
    assert_eq!(run(&["link", path(&folder), "--accept"]).code, 0);
    assert_eq!(samkarta_actors(&folder), 2);
}

fn samkarta_actors(folder: &TempDir) -> usize {
    samkarta::link::settled(&open(folder.path()).network).network.actors.len()
}

#[test]
fn different_survives_a_new_id_in_the_findings() {
    let folder = town("rvc,RVC,\nrelationsvaldscentrum,Relationsvåldscentrum (RVC),\n");
    let found = |folder: &TempDir| {
        let out = run(&["analyse", path(folder), "duplicates"]).out;
        out.matches("Kanske samma aktör").count()
    };
    assert!(found(&folder) > 0);
    run(&["link", path(&folder), "--different", "rvc", "relationsvaldscentrum"]);
    assert_eq!(found(&folder), 0);
    let actors = folder.path().join("actors.csv");
    let text = fs::read_to_string(&actors).unwrap().replace("\nrvc,", "\ncentrum,");
    fs::write(&actors, text).unwrap();
    assert_eq!(found(&folder), 0);
}

#[test]
fn writers_at_once_lose_no_verdict() {
    let names: String = (0..12).map(|n| format!("a{n},Namn {n},\n")).collect();
    let folder = town(&names);
    std::thread::scope(|scope| {
        for n in 0..10 {
            let folder = &folder;
            scope.spawn(move || {
                let (one, other) = (format!("a{n}"), format!("a{}", n + 1));
                let ended = run(&["link", path(folder), "--different", &one, &other]);
                assert_eq!(ended.code, 0, "{}", ended.err);
            });
        }
    });
    let package = open(folder.path());
    assert_eq!((package.network.verdicts.len(), package.problems.len()), (10, 0));
    assert_eq!(files(folder.path()).len(), 3, "no lock is left behind");
}

#[test]
fn a_package_that_is_held_by_a_stale_reader_keeps_what_others_wrote() {
    let folder = ort();
    let mut stale = open(folder.path());
    rule(&mut open(folder.path()), vec![given("bup", "polisen", Ruling::Different)]).unwrap();
    let at = samkarta::model::Position { id: "bup".into(), x: 1.0, y: 2.0 };
    put_positions(&mut stale, vec![at]).unwrap();
    rule(&mut stale, vec![given("rvc", "polisen", Ruling::Different)]).unwrap();
    let now = open(folder.path());
    assert_eq!((now.network.verdicts.len(), now.network.positions.len()), (2, 1));
    assert_eq!(now.problems, []);
}

#[test]
fn a_table_with_semicolons_is_left_alone() {
    let folder = ort();
    rule(&mut open(folder.path()), vec![given("bup", "polisen", Ruling::Different)]).unwrap();
    for table in ["verdicts", "positions"] {
        let file = folder.path().join(format!("{table}.csv"));
        let text = fs::read_to_string(&file).unwrap_or_else(|_| "id,x,y\nbup,1,2\n".to_owned());
        fs::write(&file, text.replace(',', ";")).unwrap();
    }
    let before = files(folder.path());
    let mut package = open(folder.path());
    let refused = rule(&mut package, vec![given("rvc", "polisen", Ruling::Different)]);
    let said = refused.unwrap_err().say();
    for part in ["verdicts.csv, rad 1", "semikolon", "spara om filen med komma", "Inget är skrivet"]
    {
        assert!(said.sv.contains(part), "{}", said.sv);
    }
    let at = samkarta::model::Position { id: "rvc".into(), x: 1.0, y: 2.0 };
    let refused = put_positions(&mut open(folder.path()), vec![at]);
    assert!(matches!(refused, Err(StoreError::Damaged(_))), "{refused:?}");
    let ended = run(&["link", path(&folder), "--same", "rvc", "relationsvaldscentrum"]);
    assert_eq!(ended.code, 2, "{}", ended.err);
    let ended = run(&["link", path(&folder), "--undo", "bup", "polisen"]);
    assert_eq!(ended.code, 2, "{}", ended.err);
    assert!(files(folder.path()) == before);
}

#[test]
fn an_import_does_not_write_into_a_table_with_semicolons() {
    let folder = ort();
    let actors = folder.path().join("actors.csv");
    let text = fs::read_to_string(&actors).unwrap();
    fs::write(&actors, text.replace(',', ";")).unwrap();
    let sheet = folder.path().with_extension("blad.csv");
    fs::write(&sheet, "Enhet;Datum;Vilka samarbetar ni med?\nBUP;2025-03-04;Elevhälsan, Kyrkan\nPolisen;2025-03-05;BUP\n").unwrap();
    let before = files(folder.path());
    let ended = run(&["import", sheet.to_str().unwrap(), "--out", path(&folder)]);
    fs::remove_file(&sheet).unwrap();
    assert_eq!(ended.code, 2, "{}{}", ended.out, ended.err);
    assert!(ended.err.contains("semikolon"), "{}", ended.err);
    assert!(files(folder.path()) == before);
}

#[test]
fn a_verdict_that_silences_an_older_one_says_so() {
    let folder = town("a,Enheten,\nb,Avdelningen,\nc,Sektionen,\n");
    let date = |mut verdict: samkarta::model::Verdict, date: &str| {
        verdict.date = Some(date.to_owned());
        verdict
    };
    rule(&mut open(folder.path()), vec![date(given("b", "a", Ruling::PartOf), "2099-01-02")])
        .unwrap();
    let before = open(folder.path()).network;
    let ended = run(&["link", path(&folder), "--part-of", "a", "b"]);
    assert_eq!(ended.code, 0);
    assert!(ended.err.contains("ersätter: b – a: en del av (samordnaren"), "{}", ended.err);
    // The pair holds one verdict; a circle takes three.
    run(&["link", path(&folder), "--part-of", "b", "c"]);
    let ended = run(&["link", path(&folder), "--part-of", "c", "a"]);
    assert!(ended.err.contains("gör inget"), "{}", ended.err);
    assert!(silenced(&before, &before).is_empty());
    // Kept apart from now on: what joined them does nothing any more.
    let folder = town("a,Enheten,\nb,Avdelningen,\nc,Sektionen,\n");
    run(&["link", path(&folder), "--same", "a", "b", "--same", "b", "c"]);
    let ended = run(&["link", path(&folder), "--different", "a", "c"]);
    assert!(
        ended.err.contains("obs: det tidigare beslutet om b och c gör inget längre"),
        "{}",
        ended.err
    );
}

#[test]
fn what_did_nothing_is_not_told_of_and_what_was_replaced_can_be_put_back() {
    let folder = town("top,Regionen,\na,Luna,top\nb,Luna BVC,\nc,Lunagruppen,a\n");
    run(&["link", path(&folder), "--same", "a", "b"]);
    run(&[
        "link",
        path(&folder),
        "--different",
        "b",
        "c",
        "--why",
        "två grupper",
        "--by",
        "chefen",
    ]);
    // Would join b and c: does nothing, and nothing is told of what a became.
    let ended = run(&["link", path(&folder), "--same", "a", "c"]);
    assert!(ended.err.contains("gör inget"), "{}", ended.err);
    assert!(!ended.err.contains("utgår"), "{}", ended.err);
    let ended = run(&["link", path(&folder), "--part-of", "c", "b"]);
    assert!(ended.err.contains("ersätter: b – c: olika (chefen, "), "{}", ended.err);
    let back = format!(
        "tillbaka till det förra: samkarta link {} --different b c --why 'två grupper' --by chefen",
        path(&folder)
    );
    assert!(ended.err.contains(&back), "{}", ended.err);
}

#[test]
fn what_differs_is_told_in_words() {
    let folder =
        town("region,Region Stockholm,\nkommun,Ortens kommun,\na,Luna,kommun\nb,Luna BVC,region\n");
    let ended = run(&["link", path(&folder), "--same", "a", "b"]);
    assert!(
        ended.err.contains("”Luna BVC” har en annan överordnad: Region Stockholm"),
        "{}",
        ended.err
    );
}

#[test]
fn a_reason_with_personal_data_is_refused() {
    let folder = ort();
    let mut package = open(folder.path());
    for why in ["ring 070-123 45 67", "enligt anna@lindvik.se", "gäller 19850101-1236"] {
        let mut verdict = given("rvc", "relationsvaldscentrum", Ruling::Same);
        verdict.why = Some(why.to_owned());
        let refused = rule(&mut package, vec![verdict]).unwrap_err();
        assert!(matches!(refused, VerdictError::Private("why", _)), "{why}: {refused:?}");
        assert!(refused.say().sv.starts_with("Motiveringen"), "{}", refused.say().sv);
    }
    assert!(!Path::new(&folder.path().join("verdicts.csv")).exists());
}
