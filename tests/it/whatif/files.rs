//! Files of changes: read in two languages, wrong ones told with line and advice.

use samkarta::load::scenario::{read, to_toml};
use samkarta::model::{Deed, How, Thing};
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
    assert!(both.out.contains("hål i hjälpen") && both.out.contains("värre"), "{}", both.out);
    let json: serde_json::Value =
        serde_json::from_str(&call(&["vidga-skyddet", "--format", "json"]).out).unwrap();
    assert_eq!(json[0]["scenario"]["id"], "vidga-skyddet");
    assert!(call(&[&b, "--format", "csv"]).out.starts_with("scenario,finding,rule,fate,"));
    assert!(call(&[]).out.contains("Vidga skyddet"));
    for (args, code, said) in [
        (&[c.as_str()][..], 1, "rad"),
        (&["finns-inte"][..], 2, "finns inte"),
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
        ["decide", &net, finding, "--action", "RVC", "2027", "--scenario", "vidga-skyddet"];
    let ended = run(&decided);
    assert_eq!(ended.code, 0, "{}", ended.err);
    assert_eq!(call(&["--forget", "vidga-skyddet"]).code, 0);
    assert!(!std::path::Path::new(&net).join("scenarios").exists());
}
