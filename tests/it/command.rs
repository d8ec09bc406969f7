//! The command line: help, exit codes, streams, shapes.

use std::collections::BTreeSet;
use std::fs;
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::fixture::{REAL, root, run};

const COMMANDS: &[&str] = &[
    "serve",
    "check",
    "analyse",
    "measure",
    "path",
    "plan",
    "compare",
    "collection",
    "decide",
    "evaluate",
    "confirm",
    "link",
    "export",
    "normalise",
    "template",
    "whatif",
];

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

fn keys(value: &Value) -> Vec<&str> {
    value.as_object().unwrap().keys().map(String::as_str).collect()
}

#[test]
fn help_says_what_each_command_does() {
    insta::assert_snapshot!("help", run(&["--help"]).out);
    for command in COMMANDS {
        let ended = run(&[command, "--help"]);
        assert_eq!((ended.code, ended.err.as_str()), (0, ""), "{command}");
        insta::assert_snapshot!(format!("help_{command}"), ended.out);
    }
}

#[test]
fn every_command_is_in_the_help() {
    let help = run(&["--help"]).out;
    for command in COMMANDS {
        assert!(help.contains(&format!("\n  {command} ")), "{command} is not in {help}");
    }
}

#[test]
fn exit_codes_tell_clean_from_bad_data_from_bad_calls() {
    for (code, args) in [
        (0, &["check", REAL][..]),
        (0, &["analyse", REAL]),
        (0, &["--version"]),
        (1, &["check", "tests/data/ragged"]),
        (2, &["check", "tests/data/nobody-has-this"]),
        (2, &["check"]),
        (2, &["cheque", REAL]),
        (2, &["analyse", REAL, "no_such_rule"]),
        (2, &["analyse", REAL, "--format", "xml"]),
        (2, &["path", REAL, "--group", "valdsutsatta"]),
        (2, &["export", REAL, "--to", "csv"]),
        (2, &["normalise", "tests/data/nobody-has-this.csv"]),
        (2, &["normalise", "tests/data"]),
        (2, &["template", "--guide", "agency"]),
        (2, &["template", "--guide", "agency", "-o", "tests/data/nobody-has-this/x.xlsx"]),
        (2, &["template", "--guide", "ngo", "-o", "mall.xls"]),
        (2, &["export", REAL, "--to", "dot", "-o", "tests/data/nobody-has-this/x.dot"]),
    ] {
        let ended = run(args);
        assert_eq!(ended.code, code, "{args:?}: {}{}", ended.out, ended.err);
        if code == 2 {
            assert_eq!(ended.out, "", "{args:?} says on stdout what belongs on stderr");
            assert!(!ended.err.trim().is_empty(), "{args:?} ends without a word");
        }
    }
}

#[test]
fn data_goes_to_stdout_and_talk_to_stderr() {
    let ended = run(&["analyse", REAL]);
    assert!(ended.err.contains("konstanter: handover=0.85 gate=0.7"), "{}", ended.err);
    assert!(!ended.out.contains("handover="), "constants on stdout");
    assert!(ended.out.contains("Äldre över 65 år"), "findings are not on stdout");
    for args in [
        &["analyse", REAL, "--format", "json"][..],
        &["analyse", REAL, "--format", "csv"],
        &["export", REAL, "--to", "json"],
        &["export", REAL, "--to", "dot"],
    ] {
        let ended = run(args);
        assert_eq!(ended.err, "", "{args:?}");
        assert!(!ended.out.is_empty(), "{args:?}");
    }
    let broken = run(&["analyse", "tests/data/reference-nowhere", "--format", "json"]);
    assert!(broken.err.contains("samkarta check"), "no word of the problems: {}", broken.err);
    json(&broken.out);
}

#[test]
fn findings_as_json_have_the_promised_shape() {
    let found = json(&run(&["analyse", REAL, "--format", "json"]).out);
    assert_eq!(keys(&found), ["made", "parameters", "as_of", "findings", "told", "silent"]);
    assert_eq!(found["parameters"]["handover"], 0.85);
    assert_eq!(found["parameters"]["gate"], 0.7);
    assert_eq!(found["parameters"]["service_strength"], 0.6);
    assert_eq!(found["parameters"]["max_handovers"], 3.0);
    let findings = found["findings"].as_array().unwrap();
    assert!(findings.len() > 20);
    let ids: Vec<&Value> = findings.iter().map(|finding| &finding["id"]).collect();
    let told = found["told"].as_array().unwrap();
    assert!(!told.is_empty());
    for one in told {
        assert!(ids.contains(&&one["by"]) && !ids.contains(&&one["finding"]), "{one}");
    }
    let promised = ["id", "rule", "severity", "score", "subjects", "text", "claims", "decision"];
    for finding in findings {
        for key in promised {
            assert!(finding.get(key).is_some(), "no {key} in {finding}");
        }
        assert_eq!(keys(&finding["score"]), ["low", "high"]);
        assert_eq!(keys(&finding["text"]), ["sv", "en"]);
        let (low, high) = (&finding["score"]["low"], &finding["score"]["high"]);
        assert!(low.as_f64().unwrap() <= high.as_f64().unwrap(), "{finding}");
        assert!(["high", "medium", "low"].contains(&finding["severity"].as_str().unwrap()));
        for claim in finding["claims"].as_array().unwrap() {
            assert!(claim["source"].is_string() && claim["place"].is_string(), "{claim}");
        }
    }
}

#[test]
fn findings_as_csv_say_the_same() {
    let found = json(&run(&["analyse", REAL, "--format", "json"]).out);
    let text = run(&["analyse", REAL, "--format", "csv"]).out;
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let header: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let wanted = [
        "id", "rule", "severity", "low", "high", "subjects", "title", "text", "claims", "rests_on",
    ];
    assert_eq!(header, wanted);
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let findings = found["findings"].as_array().unwrap();
    assert_eq!(rows.len(), findings.len());
    for (row, finding) in rows.iter().zip(findings) {
        assert_eq!(&row[0], finding["id"].as_str().unwrap());
        assert_eq!(&row[2], finding["severity"].as_str().unwrap());
        let low: f64 = row[3].parse().unwrap();
        assert!((low - finding["score"]["low"].as_f64().unwrap()).abs() < 1e-4);
        assert_eq!(&row[7], finding["text"]["sv"].as_str().unwrap());
        let first = &finding["rests_on"][0];
        let table = first["table"].as_str().unwrap_or_default();
        let id = first["id"].as_str().or_else(|| first["label"]["sv"].as_str()).unwrap_or_default();
        let whole = if first.is_null() { String::new() } else { format!("{table}/{id}") };
        assert!(row[9].starts_with(&whole.replace(';', ",")), "{}", &row[9]);
    }
}

#[test]
fn one_rule_can_be_asked_for() {
    let found = json(&run(&["analyse", REAL, "never_asked", "--format", "json"]).out);
    let rules: BTreeSet<&str> =
        found["findings"].as_array().unwrap().iter().map(|f| f["rule"].as_str().unwrap()).collect();
    assert_eq!(rules, BTreeSet::from(["never_asked"]));
    let ended = run(&["analyse", REAL, "never_aksed", "--lang", "en"]);
    for word in ["never_aksed", "falls_between", "never_asked", "key_actor"] {
        assert!(ended.err.contains(word), "no {word} in {}", ended.err);
    }
}

#[test]
fn constants_can_be_set_and_bad_ones_are_refused() {
    let found = json(&run(&["analyse", REAL, "--format", "json", "--set", "gate=0.5"]).out);
    assert_eq!(found["parameters"]["gate"], 0.5);
    let found = json(&run(&["analyse", REAL, "--format", "json", "--set", "gate=0,5"]).out);
    assert_eq!(found["parameters"]["gate"], 0.5);
    let all = json(&run(&["analyse", REAL, "--format", "json", "--set", "gap_below=1"]).out);
    let high = |all: &Value| {
        let of = all["findings"].as_array().unwrap().iter();
        of.filter(|f| f["rule"] == "falls_between" && f["severity"] == "high").count()
    };
    assert!(high(&all) > high(&found), "a wider threshold finds no more gaps");
    for (set, word) in [
        ("grind=0.5", "max_handovers"),
        ("gate=1.5", "gate"),
        ("gate=-0.1", "gate"),
        ("gate=nan", "gate"),
        ("gate=inf", "gate"),
        ("gate=mycket", "gate"),
        ("gate", "NAMN=TAL"),
        ("max_handovers=1.5", "max_handovers"),
        ("max_handovers=99", "max_handovers"),
    ] {
        for command in
            [&["analyse", REAL][..], &["path", REAL, "--group", "barn", "--function", "detect"]]
        {
            let args: Vec<&str> = command.iter().copied().chain(["--set", set]).collect();
            let ended = run(&args);
            assert_eq!((ended.code, ended.out.as_str()), (2, ""), "{args:?}");
            assert!(ended.err.contains(word), "{args:?}: {}", ended.err);
        }
    }
}

#[test]
fn sensitivity_names_what_depends_on_the_constants() {
    let swept = json(&run(&["analyse", REAL, "--sensitivity", "--format", "json"]).out);
    assert_eq!(keys(&swept), ["made", "parameters", "share", "changes"]);
    assert_eq!(swept["share"], 0.3);
    let changes = swept["changes"].as_array().unwrap();
    assert!(!changes.is_empty());
    for change in changes {
        let name = change["parameter"].as_str().unwrap();
        let base = swept["parameters"][name].as_f64().expect("a known constant");
        let moved = change["value"].as_f64().unwrap();
        assert!(name == "max_handovers" || (moved / base - 1.0).abs() <= 0.3 + 1e-9, "{change}");
        assert_ne!(change["from"], change["to"], "{change}");
        // The class it moves from is the one that `analyse` reports.
        let id = format!(
            "falls_between:{}:{}",
            change["group"].as_str().unwrap(),
            change["function"].as_str().unwrap()
        );
        assert_eq!(change["finding"], id.as_str());
    }
    let table = run(&["analyse", REAL, "--sensitivity"]).out;
    assert_eq!(table.lines().count(), changes.len() + 1);
    let sheet = run(&["analyse", REAL, "--sensitivity", "--format", "csv"]).out;
    assert_eq!(csv::Reader::from_reader(sheet.as_bytes()).records().count(), changes.len());
}

#[test]
fn a_path_is_found_by_id_and_by_name() {
    let by_id = run(&["path", REAL, "--group", "aldre-over-65", "--function", "support"]);
    let by_name = run(&["path", REAL, "--group", "äldre över 65 år", "--function", "support"]);
    assert_eq!((by_id.code, by_name.code), (0, 0), "{}", by_name.err);
    assert_eq!(by_id.out, by_name.out);
    for words in
        ["Äldre över 65 år", "faller mellan stolarna", "Alla vägar (", "Här tar det stopp ("]
    {
        assert!(by_id.out.contains(words), "no `{words}` in {}", by_id.out);
    }
    let shape = ["path", REAL, "--group", "aldre-over-65", "--function", "support", "--json"];
    let shape = json(&run(&shape).out);
    assert_eq!(shape["group"], "aldre-over-65");
    assert_eq!(shape["coverage"]["class"], "between");
    assert!(!shape["dead_ends"].as_array().unwrap().is_empty());
    let few =
        run(&["path", REAL, "--group", "utsatta-kvinnor", "--function", "support", "--most", "1"]);
    assert!(few.out.contains("--most") && routes(&few.out) == 1, "{}", few.out);
}

/// How many lines are routes: they begin with their quality.
fn routes(text: &str) -> usize {
    text.lines().filter(|line| line.starts_with("  0,") || line.starts_with("  1,")).count()
}

#[test]
fn an_unknown_group_or_function_gets_a_hint() {
    for (lang, words) in [("sv", "finns inte"), ("en", "no group")] {
        let ended =
            run(&["path", REAL, "--group", "aldre", "--function", "support", "--lang", lang]);
        assert_eq!((ended.code, ended.out.as_str()), (2, ""));
        assert!(ended.err.contains(words) && ended.err.contains("aldre-over-65"), "{}", ended.err);
        let ended =
            run(&["path", REAL, "--group", "aldre-over-65", "--function", "hug", "--lang", lang]);
        assert_eq!((ended.code, ended.out.as_str()), (2, ""));
        assert!(ended.err.contains("hug") && ended.err.contains("protect"), "{}", ended.err);
    }
}

#[test]
fn the_one_json_shape_is_exported() {
    let shape = json(&run(&["export", REAL, "--to", "json"]).out);
    let promised = [
        "network",
        "actors",
        "forums",
        "groups",
        "services",
        "referrals",
        "ties",
        "agreements",
        "measures",
        "interviews",
        "statements",
        "participation",
        "sources",
    ];
    for table in promised {
        assert!(shape.get(table).is_some(), "no {table}");
    }
    for key in ["id", "title", "place", "period"] {
        assert!(shape["network"].get(key).is_some(), "no network.{key}");
    }
    let fields: [(&str, &[&str]); 5] = [
        ("actors", &["id", "name", "aliases", "kind", "sector", "level", "parent", "interviewed"]),
        (
            "forums",
            &[
                "id",
                "name",
                "aliases",
                "convener",
                "function",
                "level",
                "meetings_per_year",
                "size",
                "members",
            ],
        ),
        ("groups", &["id", "name", "parent", "age", "conditions"]),
        (
            "services",
            &[
                "id",
                "actor",
                "name",
                "function",
                "prevention",
                "groups",
                "excludes",
                "age",
                "access",
                "acute",
            ],
        ),
        ("referrals", &["from", "to", "group", "channel", "access", "condition", "basis", "share"]),
    ];
    for (table, names) in fields {
        let rows = shape[table].as_array().unwrap();
        assert!(!rows.is_empty(), "{table} is empty");
        for row in rows {
            for name in names.iter().chain(&["claims"]) {
                assert!(row.get(name).is_some(), "no {table}.{name} in {row}");
            }
        }
    }
}

#[test]
fn an_export_is_the_same_to_a_file_and_to_stdout() {
    let folder = tempfile::TempDir::new().unwrap();
    for format in ["json", "dot"] {
        let file = folder.path().join(format);
        let ended = run(&["export", REAL, "--to", format, "-o", file.to_str().unwrap()]);
        assert_eq!((ended.code, ended.out.as_str()), (0, ""), "{}", ended.err);
        let printed = run(&["export", REAL, "--to", format]).out;
        assert_eq!(fs::read_to_string(file).unwrap(), printed);
    }
    // A hyphen is standard output, never a file of that name.
    let sheet = folder.path().join("blad.csv");
    fs::write(&sheet, "id;namn\n1;Å\n").unwrap();
    let sheet = sheet.to_str().unwrap();
    for (args, start) in [
        (&["export", REAL, "--to", "json"][..], "{"),
        (&["export", REAL, "--to", "dot"], "digraph"),
        (&["normalise", sheet], "id,namn\n1,Å\n"),
        (&["template", "--guide", "ngo"], "\u{feff}"),
        (&["confirm", REAL, "rvc"], "# Bekräfta samarbeten: "),
    ] {
        let ended = run(&[args, &["-o", "-"]].concat());
        assert_eq!(ended.code, 0, "{args:?}: {}", ended.err);
        assert!(ended.out.starts_with(start) || ended.out.contains(start), "{args:?}");
    }
    let queue = ["import", sheet, "--out", folder.path().to_str().unwrap(), "--queue", "-"];
    for args in [
        &["export", REAL, "--to", "csv", "-o", "-"][..],
        &["import", sheet, "--out", "-"],
        &queue,
        &["export", REAL, "--to", "json", "-o", "./"],
    ] {
        let ended = run(args);
        assert_eq!((ended.code, ended.out.as_str()), (2, ""), "{args:?}: {}", ended.err);
        assert!(!ended.err.contains("os error"), "{}", ended.err);
    }
    assert!(!root().join("-").exists());
    let package = folder.path().join("paket");
    let ended = run(&["export", REAL, "--to", "csv", "-o", package.to_str().unwrap()]);
    assert_eq!((ended.code, ended.out.as_str()), (0, ""), "{}", ended.err);
    let ended = run(&["check", package.to_str().unwrap()]);
    assert_eq!((ended.code, ended.out.as_str()), (0, ""), "{}", ended.err);
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    for args in [
        &["check", "tests/data/cycle-three"][..],
        &["analyse", REAL],
        &["analyse", REAL, "--format", "json"],
        &["analyse", REAL, "--sensitivity"],
        &["path", REAL, "--group", "utsatta-barn", "--function", "protect"],
        &["export", REAL, "--to", "json"],
        &["export", REAL, "--to", "dot"],
    ] {
        let (one, other) = (run(args), run(args));
        assert!(one.out == other.out && one.err == other.err, "{args:?} differs");
    }
}

#[test]
fn english_is_english_all_through() {
    // Names of actors, services and channels stay in their own language.
    let own = real_words();
    for args in [
        &["analyse", REAL][..],
        &["path", REAL, "--group", "aldre-over-65", "--function", "support"],
        &["check", "tests/data/ragged"],
    ] {
        let english: Vec<&str> = args.iter().copied().chain(["--lang", "en"]).collect();
        let (sv, en) = (run(args), run(&english));
        assert_eq!(sv.code, en.code);
        assert_ne!(sv.out, en.out, "{args:?}");
        for word in [" är ", " och ", " inte ", "belägg", "Täckningen", "kolumn "] {
            let stray =
                en.out.match_indices(word).find(|(at, _)| !within(&own, &en.out, word, *at));
            assert_eq!(stray, None, "{args:?}: `{word}` in {}", en.out);
        }
    }
}

/// Whether a word found in a text is part of one of these names.
fn within(names: &[String], text: &str, word: &str, at: usize) -> bool {
    names.iter().any(|name| {
        let mut places = name.match_indices(word);
        places.any(|(inside, _)| {
            let start = at.checked_sub(inside);
            start
                .and_then(|start| text.get(start..))
                .is_some_and(|rest| rest.starts_with(name.as_str()))
        })
    })
}

/// Texts of the real package's own, which no language switch changes.
fn real_words() -> Vec<String> {
    let network = crate::fixture::real().network;
    let mut words: Vec<String> = network.actors.iter().map(|row| row.name.clone()).collect();
    words.extend(network.forums.iter().map(|row| row.name.clone()));
    words.extend(network.groups.iter().map(|row| row.name.clone()));
    words.extend(network.services.iter().map(|row| row.name.clone()));
    words.extend(network.referrals.iter().filter_map(|row| row.condition.clone()));
    words.extend(network.statements.iter().map(|row| row.text.clone()));
    words.extend(network.ties.iter().filter_map(|row| row.about.clone()));
    words.extend(network.agreements.iter().map(|row| row.name.clone()));
    words
}

#[test]
fn a_reader_who_stops_early_hears_nothing() {
    for args in [&["export", REAL, "--to", "json"][..], &["analyse", REAL]] {
        let mut child = Command::new(env!("CARGO_BIN_EXE_samkarta"))
            .args(args)
            .current_dir(root())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{args:?}: {said}");
        let talk: Vec<&str> = said.lines().filter(|l| !l.starts_with("konstanter: ")).collect();
        assert_eq!(talk, [""; 0], "{args:?}");
    }
}

#[test]
fn every_file_written_names_version_and_inputs() {
    // What a reader without Samkarta would compute.
    let sums =
        "cd networks/sodertalje-2020 && LC_ALL=C sha256sum $(ls | grep -v positions) | sha256sum";
    let output =
        std::process::Command::new("sh").args(["-c", sums]).current_dir(root()).output().unwrap();
    let sum = String::from_utf8(output.stdout).unwrap();
    let sum = sum.split(' ').next().unwrap();
    assert_eq!(sum.len(), 64);
    let shape = ["path", REAL, "--group", "aldre-over-65", "--function", "support", "--json"];
    for args in [
        &["export", REAL, "--to", "json"][..],
        &["analyse", REAL, "--format", "json"],
        &["analyse", REAL, "--format", "json", "--sensitivity"],
        &["compare", REAL, "networks/sodertalje-2024", "--format", "json"],
        &["collection", REAL, "--format", "json"],
        &shape,
    ] {
        let made = &json(&run(args).out)["made"];
        assert_eq!(made["version"], env!("CARGO_PKG_VERSION"), "{args:?}");
        assert_eq!(made["inputs"][0]["sha256"], sum, "{args:?}");
    }
    let dot = run(&["export", REAL, "--to", "dot"]).out;
    assert!(dot.contains(&format!("sodertalje-2020 sha256:{sum}")), "{}", &dot[..400]);
}
