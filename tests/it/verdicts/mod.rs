//! Verdicts within a network: the command, the API, imports, and taking them back.

mod api;
mod review;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use samkarta::export::{csv, json};
use samkarta::graph::Graph;
use samkarta::link::{matches, settled};
use samkarta::load::Package;
use samkarta::load::import::{self, Options};
use samkarta::model::{MentionState, Progress, Ruling, Verdict};
use samkarta::store::verdicts::{VerdictError, rule, withdraw};
use samkarta::store::{open_bytes, put_positions};
use serde_json::Value;
use tempfile::TempDir;

use crate::fixture::{copy, folder, open, relative, root, run};

/// Two forums and two actors that bear the same name, and what leads to each.
fn ort() -> TempDir {
    folder(&[
        (
            "datapackage.json",
            r#"{"name":"ort","title":"Ort","place":"Ort","resources":[{"name":"actors","path":"actors.csv"},{"name":"forums","path":"forums.csv"},{"name":"affiliations","path":"affiliations.csv"},{"name":"ties","path":"ties.csv"},{"name":"sources","path":"sources.csv"}]}"#,
        ),
        ("sources.csv", "id,title\ns,Källan\n"),
        (
            "actors.csv",
            "id,name,proposed,claims\nrvc,Relationsvåldscentrum,,s#A1 stated\npolisen,Polisen,,s#A2 stated\nbup,BUP,,s#A3 stated\nrelationsvaldscentrum,Relationsvåldscentrum,yes,s#B1 coded\n",
        ),
        (
            "forums.csv",
            "id,name,convener,claims\nradet,Kvinnofridsrådet,rvc,s#A4 stated\nrad,Kvinnofridsrådet,,s#B4 stated\n",
        ),
        (
            "affiliations.csv",
            "forum,actor,role,claims\nradet,rvc,,s#A5 stated\nradet,polisen,,s#A6 stated\nrad,polisen,,s#B5 stated\nrad,bup,,s#B6 stated\n",
        ),
        (
            "ties.csv",
            "id,from,to,kind,claims\nt1,polisen,rvc,consults,s#A7 stated\nt2,polisen,relationsvaldscentrum,consults,s#B7 stated\nt3,bup,relationsvaldscentrum,informs,s#B8 stated\n",
        ),
    ])
}

fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let files = entries.filter(|path| path.is_file());
    files.map(|path| (relative(&path), fs::read(&path).unwrap())).collect()
}

fn given(one: &str, other: &str, verdict: Ruling) -> Verdict {
    Verdict {
        one: one.to_owned(),
        other: other.to_owned(),
        verdict: Some(verdict),
        why: Some("samma verksamhet, två namn".to_owned()),
        by: Some("samordnaren".to_owned()),
        date: Some("2026-11-22".to_owned()),
        ..Verdict::default()
    }
}

#[test]
fn a_verdict_that_is_taken_back_leaves_every_file_as_it_was() {
    let networks = ["sodertalje-2020", "handbok-steg-1", "sundbyberg-2018", "nck-2022"];
    for network in networks {
        let (_guard, folder) = copy(&root().join("networks").join(network));
        let before = files(&folder);
        let mut package = open(&folder);
        let (one, other) =
            (package.network.actors[1].id.0.clone(), package.network.actors[2].id.0.clone());
        let verdict = given(&one, &other, Ruling::Same);
        assert_eq!(rule(&mut package, vec![verdict.clone()]).unwrap(), []);
        assert_ne!(files(&folder), before);
        // Another session takes it back.
        let mut package = open(&folder);
        assert_eq!(package.problems, open(&root().join("networks").join(network)).problems);
        let row = package.network.verdicts.last().unwrap();
        assert_eq!(row.one_name.as_deref(), Some(package.network.actors[1].name.as_str()));
        crate::frictionless::validate(&folder).unwrap_or_else(|why| panic!("{why}"));
        let taken = withdraw(&mut package, &[(other.clone(), one.clone())], Vec::new()).unwrap();
        assert_eq!((taken.len(), taken[0].why.clone()), (1, verdict.why));
        let after = files(&folder);
        for (name, bytes) in &before {
            assert!(after.get(name) == Some(bytes), "{network}: {name} is not as before");
        }
        assert_eq!(after.len(), before.len(), "{network}");
        let again = withdraw(&mut package, &[(one, other)], Vec::new());
        assert!(matches!(again, Err(VerdictError::None(..))));
    }
}

#[test]
fn a_table_that_somebody_wrote_by_hand_keeps_its_writing() {
    let folder = ort();
    let path = folder.path();
    let table = "\u{feff}one,other,verdict,why\r\n\"bup\",polisen,different,\"två, olika\"\r\nbup,rvc,\"different\",\r\n";
    fs::write(path.join("verdicts.csv"), table).unwrap();
    let descriptor = fs::read_to_string(path.join("datapackage.json")).unwrap();
    let listed = r#","resources":[ {"name":"verdicts", "path":"verdicts.csv","schema":{"fields":[{"name":"one"},{"name":"other"},{"name":"verdict"},{"name":"why"}]}},"#;
    let descriptor = descriptor.replace(r#","resources":["#, listed);
    fs::write(path.join("datapackage.json"), descriptor).unwrap();
    let before = files(path);
    assert_eq!(open(path).problems, []);
    for ruling in [Ruling::Same, Ruling::Different] {
        rule(&mut open(path), vec![given("rvc", "relationsvaldscentrum", ruling)]).unwrap();
        let package = open(path);
        assert_eq!((package.problems.len(), package.network.verdicts.len()), (0, 3));
        assert_eq!(package.network.verdicts[2].by.as_deref(), Some("samordnaren"));
        assert_eq!(package.network.verdicts[0].why.as_deref(), Some("två, olika"));
    }
    let pair = ("relationsvaldscentrum".to_owned(), "rvc".to_owned());
    withdraw(&mut open(path), &[pair], Vec::new()).unwrap();
    assert!(files(path) == before, "{:?}", fs::read_to_string(path.join("verdicts.csv")));
}

#[test]
fn one_row_a_pair_and_the_earlier_verdict_is_given_back() {
    let folder = ort();
    let mut package = open(folder.path());
    rule(&mut package, vec![given("rvc", "relationsvaldscentrum", Ruling::Same)]).unwrap();
    rule(&mut package, vec![given("rad", "radet", Ruling::Same)]).unwrap();
    let once = files(folder.path());
    let earlier =
        rule(&mut package, vec![given("relationsvaldscentrum", "rvc", Ruling::Different)]).unwrap();
    assert_eq!(package.network.verdicts.len(), 2);
    assert_eq!(open(folder.path()).network.verdicts, package.network.verdicts);
    assert_eq!(open(folder.path()).problems, []);
    // What stood there is put back where it stood.
    rule(&mut package, earlier).unwrap();
    assert!(files(folder.path()) == once);
}

#[test]
fn what_is_wrong_is_told_and_nothing_is_written() {
    let folder = ort();
    let before = files(folder.path());
    let mut package = open(folder.path());
    let fine = || given("rad", "radet", Ruling::Same);
    let by = |by: &str| Verdict { by: Some(by.to_owned()), ..fine() };
    for bad in [
        given("rvc", "ingen", Ruling::Same),
        given("rvc", "rvc", Ruling::Same),
        given("rvc", "ort/rvc", Ruling::Same),
        given("rvc", "radet", Ruling::Same),
        given("rvc", "annat/polisen", Ruling::Same),
        Verdict { verdict: None, ..fine() },
        by("19850101-1236"),
        by("anna@lindvik.se"),
    ] {
        let refused = rule(&mut package, vec![fine(), bad]).unwrap_err();
        let said = refused.say();
        assert!(!said.sv.is_empty() && !said.en.is_empty());
        assert_eq!(package.network.verdicts, []);
    }
    assert!(files(folder.path()) == before);
}

#[test]
fn a_verdict_outlives_a_new_id_and_check_tells_one_that_does_not() {
    let folder = ort();
    let path = folder.path();
    let mut package = open(path);
    rule(&mut package, vec![given("rvc", "relationsvaldscentrum", Ruling::Same)]).unwrap();
    let renamed = |from: &str, to: &str, names: (&str, &str)| {
        for file in ["actors.csv", "ties.csv", "affiliations.csv", "forums.csv"] {
            let text = fs::read_to_string(path.join(file)).unwrap();
            let text = text.replace(&format!("{from},"), &format!("{to},"));
            fs::write(path.join(file), text.replace(names.0, names.1)).unwrap();
        }
    };
    // Two bear the name: nobody is meant.
    renamed("rvc", "centrum", ("", ""));
    let package = open(path);
    assert_eq!(settled(&package.network).unused.len(), 1);
    let problem = package.problems.iter().find(|p| p.file == "verdicts.csv").expect("a note");
    assert!(problem.next.sv.contains("--undo"), "{problem:?}");
    assert!(!package.has_errors());
    let ended = run(&["check", path.to_str().unwrap()]);
    assert_eq!(ended.code, 0);
    assert!(ended.out.contains("beslutet gör inget"), "{}", ended.out);
    // One bears it: it is meant.
    renamed(
        "\nrelationsvaldscentrum",
        "\nrelationsvaldscentrum",
        ("relationsvaldscentrum,Relationsvåldscentrum", "relationsvaldscentrum,Centrumet"),
    );
    let package = open(path);
    assert_eq!(package.problems, []);
    assert_eq!(settled(&package.network).network.actors.len(), 3);
}

#[test]
fn other_networks_find_what_went_into_another_record() {
    let folder = ort();
    let mut old = open(folder.path());
    let mut new = old.network.clone();
    new.id = "plan".into();
    new.place = Some("Annan ort".into());
    new.verdicts = Vec::new();
    new.verdicts.push(samkarta::model::Row::bare(Verdict {
        one: "ort/relationsvaldscentrum".into(),
        other: "bup".into(),
        verdict: Some(Ruling::PartOf),
        ..Verdict::default()
    }));
    let pairs = |old: &samkarta::model::Network| -> Vec<(String, String)> {
        let found = matches(old, &new);
        let ids = |m: &samkarta::link::Match| {
            (m.kind.id(old, m.old).to_owned(), m.kind.id(&new, m.new).to_owned())
        };
        found.iter().map(ids).collect()
    };
    assert_eq!(pairs(&old.network), [("relationsvaldscentrum".into(), "bup".into())]);
    rule(&mut old, vec![given("rvc", "relationsvaldscentrum", Ruling::Same)]).unwrap();
    let now = settled(&old.network).network;
    assert_eq!(pairs(&now), [("rvc".into(), "bup".into())]);
    assert_eq!(samkarta::link::unused_verdicts(&now, &new), []);
}

#[test]
fn what_is_written_out_is_a_package_without_problems() {
    let folder = ort();
    let mut package = open(folder.path());
    let verdicts = vec![
        given("rvc", "relationsvaldscentrum", Ruling::Same),
        given("rad", "radet", Ruling::Same),
        given("bup", "polisen", Ruling::Different),
    ];
    rule(&mut package, verdicts).unwrap();
    let out = TempDir::new().unwrap();
    let path = out.path().join("ut");
    let args = ["export", folder.path().to_str().unwrap(), "--to", "csv", "-o"];
    let args: Vec<&str> = args.into_iter().chain([path.to_str().unwrap()]).collect();
    assert_eq!(run(&args).code, 0);
    let written = open(&path);
    assert_eq!(written.problems, []);
    assert_eq!((written.network.actors.len(), written.network.forums.len()), (3, 1));
    assert_eq!(written.network.verdicts.len(), 1);
    assert_eq!(written.network.affiliations.len(), 3);
}

#[test]
fn without_verdicts_everything_written_is_as_before() {
    for network in ["sodertalje-2020", "nck-2022"] {
        let package = open(&root().join("networks").join(network));
        let now = settled(&package.network).network;
        assert!(now == package.network, "{network}");
        let text = |network| json::text(&json::network(&Graph::new(network))).unwrap();
        assert!(text(&now) == text(&package.network));
        let files = csv::package(&package).unwrap();
        assert!(files == csv::package(&Package { network: now, ..package }).unwrap());
    }
}

#[test]
fn the_command_shows_rules_and_takes_back() {
    let folder = ort();
    let path = folder.path().to_str().unwrap();
    let before = files(folder.path());
    let shown = run(&["link", path]);
    assert_eq!(shown.code, 0);
    assert!(shown.out.contains("Kvinnofridsrådet") && shown.out.contains("rvc"), "{}", shown.out);
    let rows = run(&["link", path, "--format", "csv"]).out;
    assert!(rows.starts_with("probability,bits,sure,name_one,name_other,one,other,"), "{rows}");
    let told: Value = serde_json::from_str(&run(&["link", path, "--format", "json"]).out).unwrap();
    assert_eq!(told["pairs"].as_array().unwrap().len(), rows.lines().count() - 1);
    assert!(files(folder.path()) == before, "showing writes nothing");

    let sure = |told: &Value| {
        told["pairs"].as_array().unwrap().iter().filter(|pair| pair["sure"] == true).count()
    };
    let accepted = run(&["link", path, "--accept"]);
    assert_eq!(accepted.code, 0);
    let package = open(folder.path());
    assert_eq!(package.network.verdicts.len(), sure(&told));
    for row in &package.network.verdicts {
        assert_eq!((row.verdict, row.by.as_deref()), (Some(Ruling::Same), Some("samkarta")));
        assert!(row.why.as_deref().unwrap().contains("bit"), "{row:?}");
        let undo = format!("--undo {} {}", row.one, row.other);
        assert!(accepted.err.contains(&undo), "{}", accepted.err);
    }
    // All in one step.
    let rows = &package.network.verdicts;
    let undo = rows.iter().flat_map(|row| ["--undo", row.other.as_str(), row.one.as_str()]);
    let args: Vec<&str> = ["link", path].into_iter().chain(undo).collect();
    assert!(rows.len() > 1);
    assert_eq!(run(&args).code, 0);
    assert!(files(folder.path()) == before);

    for (args, ruling) in [
        ("--same", Ruling::Same),
        ("--different", Ruling::Different),
        ("--part-of", Ruling::PartOf),
    ] {
        let why = ["--why", "hörs på namnet", "--by", "samordnaren"];
        let args: Vec<&str> = ["link", path, args, "rvc", "bup"].into_iter().chain(why).collect();
        let ended = run(&args);
        assert_eq!(ended.code, 0, "{}", ended.err);
        let rows = open(folder.path()).network.verdicts;
        assert_eq!((rows.len(), rows[0].verdict), (1, Some(ruling)));
        assert_eq!(rows[0].why.as_deref(), Some("hörs på namnet"));
    }
    assert_eq!(run(&["link", path, "--undo", "rvc", "bup"]).code, 0);
    for bad in [
        &["link", path, "--same", "rvc", "ingen"][..],
        &["link", path, "--undo", "rvc", "bup"],
        &["link", path, "--same", "rvc", "rvc"],
        &["link", path, "--same", "rvc", "bup", "--by", "anna@lindvik.se"],
        &["link", path, "--accept", "--undo", "rvc", "bup"],
        &["link"],
    ] {
        let ended = run(bad);
        assert_eq!(ended.code, 2, "{bad:?}: {}", ended.err);
        assert!(!ended.err.is_empty());
    }
    assert!(files(folder.path()) == before);
}

/// Reads a sheet of two columns into a package and gives the package after it.
fn imported(package: &Package, name: &str, unit: &str, partners: &str) -> Package {
    let sheet = format!(
        "Enhet;Datum;Vilka samarbetar ni med?\n{unit};2025-03-04;{partners}\nBUP;2025-03-05;Elevhälsan\n"
    );
    let file = open_bytes(Path::new(name), sheet.into_bytes(), None, &Progress::silent()).unwrap();
    let import =
        import::read(&[file], &package.network, &Options::default(), &Progress::silent()).unwrap();
    import::merged(package, &import).0
}

#[test]
fn an_import_finds_the_name_that_was_settled() {
    let (_guard, folder) = copy_of_lindvik();
    let package = open(&folder);
    let first = imported(&package, "ett.csv", "Polisen", "Traumaenheten Solrosen, BUP");
    let new = first.network.actors.iter().find(|row| row.name.contains("Solrosen"));
    let new = new.expect("a new name").id.0.clone();
    assert!(package.network.actor(&new).is_none());
    for (name, bytes) in csv::package(&first).unwrap() {
        fs::write(folder.join(name), bytes).unwrap();
    }
    let mut first = open(&folder);
    rule(&mut first, vec![given(&new, "vuxenpsykiatrin", Ruling::Same)]).unwrap();

    let second = imported(&first, "två.csv", "Kvinnokliniken", "Traumaenheten Solrosen");
    let ids = |package: &Package| -> Vec<String> {
        package.network.actors.iter().map(|row| row.id.0.clone()).collect()
    };
    assert_eq!(ids(&second), ids(&first), "no new actor");
    let mut states = second.network.mentions.iter().filter(|row| row.text.contains("Solrosen"));
    let last = states.next_back().unwrap();
    assert_eq!(last.state, Some(MentionState::Certain));
    let now = settled(&second.network).network;
    assert!(now.actor(&new).is_none());
    let tie = now
        .ties
        .iter()
        .find(|tie| tie.from.as_str() == "kvinnokliniken" && tie.to.as_str() == "vuxenpsykiatrin");
    assert!(tie.is_some(), "the tie is the survivor's");
    // And both names lead to it, whichever is meant.
    let third =
        imported(&second, "tre.csv", "Ungdomsmottagningen", "Vuxenpsykiatriska mottagningen");
    let now = settled(&third.network).network;
    assert!(now.ties.iter().any(|tie| {
        tie.from.as_str() == "ungdomsmottagningen" && tie.to.as_str() == "vuxenpsykiatrin"
    }));
}

fn copy_of_lindvik() -> (TempDir, std::path::PathBuf) {
    let guard = TempDir::new().unwrap();
    let target = guard.path().join("lindvik");
    fs::create_dir(&target).unwrap();
    let from = root().join("networks/exempel-lindvik");
    for entry in fs::read_dir(from).unwrap().map(|entry| entry.unwrap().path()) {
        if entry.is_file() {
            fs::copy(&entry, target.join(entry.file_name().unwrap())).unwrap();
        }
    }
    (guard, target)
}

#[test]
fn a_row_that_went_into_another_can_be_moved() {
    let folder = ort();
    let mut package = open(folder.path());
    rule(&mut package, vec![given("rvc", "relationsvaldscentrum", Ruling::Same)]).unwrap();
    let at = samkarta::model::Position { id: "relationsvaldscentrum".into(), x: 1.0, y: 2.0 };
    put_positions(&mut package, vec![at]).unwrap();
    assert_eq!(settled(&package.network).network.positions[0].id, "rvc");
}
