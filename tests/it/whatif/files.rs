//! Files of changes: read in two languages, wrong ones told with line and advice.

use samkarta::load::scenario::{read, to_toml};
use samkarta::model::{Deed, How, Thing};
use samkarta::store::scenarios::{ScenarioError, find};
use samkarta::whatif::apply;

use super::{bare, ground, small};
use crate::fixture::{REAL, copy, folder, open, root, run};

#[test]
fn swedish_and_english_say_the_same() {
    let swedish = r#"
namn = "Äldre"
[[lägg_till.insats]]
aktör = "rvc"
namn = "Stöd"
funktion = "stödja"
målgrupper = ["aldre-over-65"]
väg_in = ["öppen för alla", "remiss"]
lägsta_ålder = 65
akut = "ja"
[[ändra.insats]]
id = "x"
lägg_till_målgrupper = "aldre-over-65"
ta_bort_utesluter = ["unga"]
[[ta_bort.aktör]]
id = "samordnaren"
"#;
    let english = r#"
name = "Äldre"
[[add.service]]
actor = "rvc"
name = "Stöd"
function = "support"
groups = ["aldre-over-65"]
access = ["open", "referral"]
age_min = 65
acute = true
[[change.service]]
id = "x"
add_groups = "aldre-over-65"
remove_excludes = ["unga"]
[remove]
actor = ["samordnaren"]
"#;
    let (sv, en) = (read("sv", swedish).unwrap(), read("en", english).unwrap());
    assert_eq!(bare(&sv), bare(&en));
    assert_eq!(sv.changes.len(), 3);
    assert_eq!((sv.changes[1].deed, sv.changes[1].thing), (Deed::Change, Thing::Service));
    assert_eq!(sv.changes[1].edits[0].how, How::Join);
    assert_eq!(sv.changes[0].set("age_min"), Some("65"));
    assert_eq!(bare(&read("again", &to_toml(&sv)).unwrap()), bare(&sv));
}

#[test]
fn what_is_wrong_in_a_file_is_told_with_line_and_advice() {
    for (text, line, said) in [
        ("name = \"x\"\n[[add.service]\n", 2, "TOML"),
        ("name = \"x\"\n[[ad.service]]\nname = \"y\"\n", 2, "`add`"),
        ("[[add.servise]]\nname = \"y\"\n", 1, "`service`"),
        ("[[add.service]]\nfärg = \"y\"\n", 2, "okänd uppgift `färg` uppgifterna är "),
        ("[[add.service]]\nname = \"y\"\nfuncton = \"support\"\n", 3, "`function`"),
        ("[[add.service]]\nname = \"y\"\ngroups = [[\"x\"]]\n", 3, "groups"),
        ("add = 3\n", 1, "[[add.service]]"),
        ("", 1, "[[add.service]]"),
        ("färg = \"blå\"\n[[add.actor]]\nname = \"x\"\n", 1, "färg"),
        ("[[add.service]]\nname = 1\u{0}", 2, "TOML"),
    ] {
        let problems = read("c.toml", text).unwrap_err();
        let problem = &problems[0];
        let all = format!("{} {}", problem.what.sv, problem.next.sv);
        assert_eq!(problem.line, Some(line), "{text:?}: {problem:?}");
        assert!(all.contains(said), "{text:?}: {all}");
        assert_ne!(problem.next.sv, problem.next.en, "{text:?}");
        // No table is seen here: what a table calls a cell is an entry.
        assert!(!all.to_lowercase().contains("cell"), "{all}");
    }
}

#[test]
fn what_does_not_fit_the_network_is_told_all_at_once() {
    let text = r#"
[[add.service]]
actor = "rvcc"
name = "Stöd"
function = "stodja mycket"
groups = ["Äldre över 65 år", "finns inte alls"]

[[add.actor]]
id = "rvc"
name = "En till"

[[add.actor]]
id = "Två Ord"
name = "Två ord"

[[change.service]]
id = "rvc-akut-skyddat-boend"
add_groups = "aldre-over-65"

[[change.service]]
age_min = 10

[[remove.tie]]
from = "rvc"
to = "public"

[[remove.actor]]
id = "public"

[[add.tie]]
from = "rvc"
"#;
    let scenario = read("c.toml", text).unwrap();
    let problems = apply(&ground().network, &scenario.changes).unwrap_err();
    let lines: Vec<u64> = problems.iter().filter_map(|p| p.line).collect();
    let all: String = problems.iter().map(|p| p.render(samkarta::model::Lang::Sv)).collect();
    for line in [3, 5, 6, 9, 13, 17] {
        assert!(lines.contains(&line), "nothing about line {line}: {all}");
    }
    for said in [
        "”rvc”",
        "rvc-akut-skyddat-boende",
        "finns redan",
        "tva-ord",
        "mellan Relationsvårdscentrum och ",
    ] {
        assert!(all.contains(said), "{said}: {all}");
    }
    assert!(problems.len() >= 8, "{all}");
}

#[test]
fn a_name_that_two_bear_is_asked_about() {
    let mut network = small();
    network.actors[3].name = network.actors[2].name.clone();
    let text = "[[remove.actor]]\nid = \"Namn enhet\"\n";
    let problems = apply(&network, &read("c", text).unwrap().changes).unwrap_err();
    assert!(problems[0].next.sv.contains("enhet, jour"), "{problems:?}");
}

#[test]
fn the_command_tries_saves_compares_and_forgets() {
    let (_guard, net) = copy(&root().join(REAL));
    let net = net.display().to_string();
    let guard = folder(&[
        (
            "a.toml",
            "name = \"Vidga\"\n[[change.service]]\nid = \"rvc-akut-skyddat-boende\"\nadd_groups = [\"aldre-over-65\"]\n",
        ),
        ("b.toml", "name = \"Utan RVC\"\n[[remove.actor]]\nid = \"rvc\"\n"),
        ("c.toml", "[[remove.actor]]\nid = \"finnsinte\"\n"),
    ]);
    let file = |name: &str| guard.path().join(name).display().to_string();
    let (a, b, c) = (file("a.toml"), file("b.toml"), file("c.toml"));
    let day = ["--as-of", "2026-11-22", "--rule", "falls_between", "--rule", "key_actor"];
    let call = |args: &[&str]| run(&[&["whatif", net.as_str()], args, &day].concat());
    let ended = call(&[&a, "--save", "Vidga skyddet"]);
    assert_eq!(ended.code, 0, "{}", ended.err);
    assert!(ended.out.contains("Äldre över 65 år") && ended.err.contains("vidga-skyddet.toml"));
    let both = call(&["vidga-skyddet", &b]);
    assert!(
        both.out.contains("luckor i hjälpen (rutor)") && both.out.contains("värre"),
        "{}",
        both.out
    );
    let json: serde_json::Value =
        serde_json::from_str(&call(&["vidga-skyddet", "--format", "json"]).out).unwrap();
    assert_eq!(json[0]["scenario"]["id"], "vidga-skyddet");
    assert!(call(&[&b, "--format", "csv"]).out.starts_with("scenario,finding,rule,fate,"));
    assert!(call(&[]).out.contains("Vidga skyddet"));
    for (args, code, said) in [
        (&[c.as_str()][..], 1, "rad"),
        (&["finns-inte"][..], 2, "de som finns är Vidga skyddet (id vidga-skyddet)"),
        (&["finns/inte.toml"][..], 2, "filen finns inte"),
        (&["vidga-skydet"][..], 2, "menade du Vidga skyddet (id vidga-skyddet)?"),
        (&[a.as_str(), b.as_str(), "--save", "x"][..], 2, "--save"),
        (&["--best", "9"][..], 2, "9"),
        (&["--forget", "finns-inte"][..], 2, "finns-inte"),
    ] {
        let ended = call(args);
        assert_eq!(ended.code, code, "{args:?}: {}{}", ended.out, ended.err);
        assert!(ended.err.contains(said) || code == 1, "{args:?}: {}", ended.err);
    }
    assert!(call(&[&c]).err.contains("c.toml:2"), "{}", call(&[&c]).err);
    // A scenario changes nothing that is read, and an action may follow from it.
    let package = open(std::path::Path::new(&net));
    assert_eq!(package.network.digest, open(&root().join(REAL)).network.digest);
    let finding = "falls_between:aldre-over-65:protect";
    let decided =
        ["decide", &net, finding, "--action", "RVC", "2999", "--scenario", "vidga-skyddet"];
    let ended = run(&decided);
    assert_eq!(ended.code, 0, "{}", ended.err);
    assert_eq!(call(&["--forget", "vidga-skyddet"]).code, 0);
    assert!(!std::path::Path::new(&net).join("scenarios").exists());
}

/// A change in a file, and the folder it is in.
fn removal(name: &str, actor: &str) -> (tempfile::TempDir, String) {
    let text = format!("name = \"{name}\"\n[[remove.actor]]\nid = \"{actor}\"\n");
    let guard = folder(&[("c.toml", &text)]);
    let path = guard.path().join("c.toml").display().to_string();
    (guard, path)
}

#[test]
fn a_saved_scenario_is_found_by_id_or_name() {
    let (_guard, net) = copy(&root().join(REAL));
    let saved = |id: &str, name: &str| {
        let text = format!("name = \"{name}\"\n[[remove.actor]]\nid = \"rvc\"\n");
        std::fs::create_dir_all(net.join("scenarios")).unwrap();
        std::fs::write(net.join(format!("scenarios/{id}.toml")), text).unwrap();
    };
    saved("utan-rvc", "Utan RVC");
    saved("b", "Äldre/unga 2.0");
    saved("d", "Tvilling");
    saved("e", " tvilling ");
    // A name that is another's id is that other.
    saved("f", "b");
    let at = net.display().to_string();
    let found = |said: &str| find(&net, said).map(|saved| saved.id);
    for (said, id) in [
        ("utan-rvc", "utan-rvc"),
        (" utan rvc ", "utan-rvc"),
        ("UTAN-RVC", "utan-rvc"),
        ("äldre/UNGA 2.0", "b"),
        ("b", "b"),
        ("f", "f"),
    ] {
        assert_eq!(found(said).unwrap(), id, "{said}");
        let ended = run(&["whatif", &at, said, "--rule", "key_actor", "--format", "json"]);
        let told: serde_json::Value = serde_json::from_str(&ended.out).unwrap();
        assert_eq!(told[0]["scenario"]["id"], id, "{said}");
    }
    let finding = "falls_between:aldre-over-65:protect";
    let decide =
        |said: &str| run(&["decide", &at, finding, "--action", "RVC", "2999", "--scenario", said]);
    assert_eq!(decide("Äldre/Unga 2.0").code, 0);
    assert_eq!(open(&net).network.decisions[0].scenario.as_deref(), Some("b"));
    let before = std::fs::read(net.join("decisions.csv")).unwrap();
    // The same words of who asks, and of what there is.
    for (said, told) in [
        ("Tvilling", "Flera sparade scenarier heter Tvilling; ange id i stället: d, e."),
        ("utan rvcc", "heter utan rvcc; menade du Utan RVC (id utan-rvc)?"),
        ("helt annat", "heter helt annat; de som finns är Äldre/unga 2.0 (id b), "),
    ] {
        for ended in
            [run(&["whatif", &at, said]), run(&["whatif", &at, "--forget", said]), decide(said)]
        {
            assert_eq!((ended.code, ended.out.as_str()), (2, ""), "{said}");
            assert!(ended.err.contains(told), "{said}: {}", ended.err);
        }
    }
    assert_eq!(std::fs::read(net.join("decisions.csv")).unwrap(), before);
    for said in ["b", "utan RVC", "d", "tvilling", "f"] {
        let ended = run(&["whatif", &at, "--forget", said]);
        assert_eq!(ended.code, 0, "{said}: {}", ended.err);
    }
    let ended = run(&["whatif", &at, "--forget", "f"]);
    assert!(ended.err.contains("det har inga sparade scenarier"), "{}", ended.err);
    assert!(!net.join("scenarios").exists());
}

#[test]
fn of_files_that_give_one_id_the_one_called_so_is_meant() {
    let (_guard, net) = copy(&root().join(REAL));
    std::fs::create_dir_all(net.join("scenarios")).unwrap();
    let put = |file: &str| {
        let text = "name = \"x\"\n[[remove.actor]]\nid = \"rvc\"\n";
        std::fs::write(net.join("scenarios").join(file), text).unwrap();
    };
    put("Utan jour.toml");
    put("Utan-Jour.toml");
    assert!(matches!(find(&net, "utan-jour"), Err(ScenarioError::Several { .. })));
    assert_eq!(find(&net, "Utan-Jour").unwrap().path, net.join("scenarios/Utan-Jour.toml"));
    put("utan-jour.toml");
    assert_eq!(find(&net, "utan-jour").unwrap().path, net.join("scenarios/utan-jour.toml"));
}

#[test]
fn a_scenario_that_cannot_be_read_is_told_of_and_can_be_removed() {
    let (_guard, net) = copy(&root().join(REAL));
    std::fs::create_dir(net.join("scenarios")).unwrap();
    std::fs::write(net.join("scenarios/Trasig fil.toml"), "name = \n").unwrap();
    let at = net.display().to_string();
    let ended = run(&["whatif", &at, "trasig-fil"]);
    assert_eq!(ended.code, 1, "{}", ended.err);
    assert!(ended.err.contains("Trasig fil.toml:1"), "{}", ended.err);
    // What is saved beside it takes nothing away.
    let (_file, change) = removal("Annat", "rvc");
    let ended = run(&["whatif", &at, &change, "--rule", "key_actor", "--save", "trasig fil?"]);
    assert_eq!(ended.code, 0, "{}", ended.err);
    assert!(ended.err.contains("trasig-fil-2.toml"), "{}", ended.err);
    assert_eq!(run(&["whatif", &at, "--forget", "Trasig fil"]).code, 0);
    assert!(!net.join("scenarios/Trasig fil.toml").exists());
    assert!(net.join("scenarios/trasig-fil-2.toml").exists());
}

#[test]
fn a_saved_scenario_is_replaced_only_when_told() {
    let (_guard, net) = copy(&root().join(REAL));
    let at = net.display().to_string();
    let [(_one, rvc), (_other, polisen)] = [removal("A", "rvc"), removal("B", "polisen")];
    let save = |file: &str, more: &[&str]| {
        run(&[&["whatif", &at, file, "--rule", "key_actor", "--save"], more].concat())
    };
    assert_eq!(save(&rvc, &["Utan jour"]).code, 0);
    let path = net.join("scenarios/utan-jour.toml");
    let first = std::fs::read_to_string(&path).unwrap();
    for name in ["Utan jour", " utan JOUR", "utan-jour"] {
        let ended = save(&polisen, &[name]);
        assert_eq!((ended.code, ended.out.as_str()), (2, ""), "{name}");
        assert!(ended.err.contains("heter Utan jour (id utan-jour)"), "{}", ended.err);
        assert!(ended.err.contains("--replace"), "{}", ended.err);
        assert_eq!(std::fs::read_to_string(&path).unwrap(), first, "{name}");
    }
    let ended = save(&polisen, &[" "]);
    assert!(ended.code == 2 && ended.err.contains("Ge scenariot ett namn"), "{}", ended.err);
    // A name that is only alike is another scenario.
    assert_eq!(save(&polisen, &["Utan jour!"]).code, 0);
    assert_eq!(std::fs::read_to_string(&path).unwrap(), first);
    assert!(net.join("scenarios/utan-jour-2.toml").is_file());
    // Whoever says so replaces, and nothing is asked of who replaces nothing.
    assert_eq!(save(&polisen, &["utan jour", "--replace"]).code, 0);
    assert!(std::fs::read_to_string(&path).unwrap().contains("polisen"));
    assert_eq!(save(&rvc, &["Ny", "--replace"]).code, 0);
    assert_eq!(std::fs::read_dir(net.join("scenarios")).unwrap().count(), 3);
    let ended = run(&["whatif", &at, &rvc, "--replace"]);
    assert!(ended.code == 2 && ended.err.contains("--save"), "{}", ended.err);
}
