//! Packages with one thing wrong: named in both languages, nothing lost.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use samkarta::load::{Problem, Severity};
use samkarta::model::Lang;

use crate::fixture::{files, open, relative, root, run, written};

/// One problem that a package must be told of: file, line, column, and words
/// of the Swedish and of the English message or advice.
type Fault = (&'static str, Option<u64>, Option<&'static str>, &'static str, &'static str);

/// Every package under `tests/data` and all its problems, no more, no less.
const BROKEN: &[(&str, &[Fault])] = &[
    (
        "age-range",
        &[
            ("groups.csv", Some(3), Some("age_min"), "65 är högre än högsta 13", "65 exceeds"),
            ("groups.csv", Some(4), Some("age_max"), "650 är orimlig", "650 is impossible"),
        ],
    ),
    (
        "alias-two-bearers",
        &[
            ("aliases.csv", Some(2), Some("actor"), "precis en", "exactly one"),
            ("aliases.csv", Some(3), Some("actor"), "precis en", "exactly one"),
        ],
    ),
    ("cell-empty", &[("actors.csv", Some(2), Some("name"), "tom", "empty")]),
    (
        "claim-nowhere",
        &[
            ("actors.csv", Some(2), Some("claims"), "källan ”x”", "no source `x`"),
            ("actors.csv", Some(3), Some("claims"), "avsnitt ”99”", "no section `99`"),
        ],
    ),
    ("claim-placeless", &[("actors.csv", Some(3), Some("claims"), "källa#plats", "source#place")]),
    ("column-missing", &[("actors.csv", Some(1), Some("id"), "lägg till kolumnen id", "add the")]),
    ("cycle-one", &[("actors.csv", Some(2), Some("parent"), "a → a", "a → a")]),
    (
        "cycle-three",
        &[
            ("groups.csv", Some(2), Some("parent"), "g1 → g2 → g3 → g1", "g1 → g2 → g3 → g1"),
            ("groups.csv", Some(3), Some("parent"), "g2 → g3 → g1 → g2", "g2 → g3 → g1 → g2"),
            ("groups.csv", Some(4), Some("parent"), "g3 → g1 → g2 → g3", "g3 → g1 → g2 → g3"),
        ],
    ),
    (
        "cycle-two",
        &[
            ("actors.csv", Some(2), Some("parent"), "a → b → a", "a → b → a"),
            ("actors.csv", Some(3), Some("parent"), "b → a → b", "b → a → b"),
        ],
    ),
    (
        "descriptor-cut",
        &[("datapackage.json", Some(5), None, "inte giltig JSON", "not valid JSON")],
    ),
    ("descriptor-list", &[("datapackage.json", None, None, "inte ett JSON-objekt", "not a JSON")]),
    ("descriptor-missing", &[("datapackage.json", None, None, "saknas", "missing")]),
    ("empty-file", &[("actors.csv", None, None, "filen är tom", "the file is empty")]),
    ("file-missing", &[("forums.csv", None, None, "tabellen saknas", "the table is missing")]),
    ("header-only", &[]),
    ("header-twice", &[("actors.csv", Some(1), Some("name"), "två gånger", "twice")]),
    (
        "id-twice",
        &[("actors.csv", Some(4), Some("id"), "finns redan på rad 2", "on line 2 already")],
    ),
    ("id-two-tables", &[("forums.csv", Some(2), Some("id"), "redan i actors", "in use in actors")]),
    (
        "number-unreadable",
        &[
            ("participation.csv", Some(2), Some("interviews"), "”flera”", "`flera`"),
            ("figures.csv", Some(2), Some("value"), "”cirka 30”", "`cirka 30`"),
        ],
    ),
    (
        "path-outside",
        &[("datapackage.json", None, None, "../sound/actors.csv", "out of the folder")],
    ),
    (
        "quote-unclosed",
        &[
            ("actors.csv", Some(3), None, "raden har 2 celler", "the row has 2 cells"),
            ("actors.csv", Some(3), None, "stängs aldrig", "never closes"),
        ],
    ),
    ("quote-unclosed-last-cell", &[("actors.csv", Some(2), None, "stängs aldrig", "never closes")]),
    (
        "ragged",
        &[
            ("actors.csv", Some(3), None, "raden har 3 celler", "the row has 3 cells"),
            ("actors.csv", Some(4), None, "raden har 6 celler", "the row has 6 cells"),
        ],
    ),
    (
        "reference-nowhere",
        &[("ties.csv", Some(3), Some("to"), "menade du ”polis”?", "did you mean `polis`?")],
    ),
    (
        "semicolons",
        &[
            ("actors.csv", Some(1), Some("id"), "semikolon", "semicolons"),
            ("actors.csv", Some(1), Some("name"), "semikolon", "semicolons"),
        ],
    ),
    ("subfolder", &[("tables/ties.csv", Some(2), Some("to"), "”bup” finns inte", "no `bup`")]),
    ("table-missing", &[("actors.csv", None, None, "tabellen saknas", "the table is missing")]),
    ("windows-1252", &[("actors.csv", Some(3), Some("name"), "inte UTF-8", "not UTF-8")]),
    ("windows-1252-header", &[("actors.csv", Some(1), Some("�rskurs"), "inte UTF-8", "not UTF-8")]),
    ("windows-lines", &[("ties.csv", Some(5), Some("to"), "”ingen” finns inte", "no `ingen`")]),
    (
        "word-unknown",
        &[("actors.csv", Some(2), Some("kind"), "organisation, unit", "organisation, unit")],
    ),
];

fn data(name: &str) -> String {
    format!("tests/data/{name}")
}

fn matches(problem: &Problem, fault: &Fault) -> bool {
    let (file, line, column, sv, en) = fault;
    let says = |lang, words: &str| {
        problem.what.get(lang).contains(words) || problem.next.get(lang).contains(words)
    };
    problem.file == *file
        && problem.line == *line
        && problem.column.as_deref() == *column
        && says(Lang::Sv, sv)
        && says(Lang::En, en)
}

#[test]
fn every_fault_is_named_with_its_place_and_nothing_else_is() {
    for (name, faults) in BROKEN {
        let package = open(&root().join(data(name)));
        let errors: Vec<&Problem> =
            package.problems.iter().filter(|p| p.severity == Severity::Error).collect();
        for fault in *faults {
            let found = errors.iter().any(|problem| matches(problem, fault));
            assert!(found, "{name}: {fault:?} is not among {errors:#?}");
        }
        assert_eq!(errors.len(), faults.len(), "{name}: {errors:#?}");
        for problem in &package.problems {
            for lang in [Lang::Sv, Lang::En] {
                assert!(!problem.what.get(lang).is_empty(), "{name}: {problem:?} says nothing");
                assert!(!problem.next.get(lang).is_empty(), "{name}: {problem:?} gives no advice");
            }
        }
    }
}

#[test]
fn check_ends_with_one_on_bad_data_and_names_the_place_in_both_languages() {
    for (name, faults) in BROKEN {
        for (lang, column_word) in [("sv", "kolumn"), ("en", "column")] {
            let ended = run(&["check", &data(name), "--lang", lang]);
            let wanted = i32::from(!faults.is_empty());
            assert_eq!(ended.code, wanted, "{name}: {}{}", ended.out, ended.err);
            for (file, line, column, sv, en) in *faults {
                let line = line.map(|line| format!(":{line}")).unwrap_or_default();
                let column = column.map(|c| format!(", {column_word} `{c}`")).unwrap_or_default();
                let place = format!("{file}{line}{column}: ");
                assert!(ended.out.contains(&place), "{name}: no `{place}` in {}", ended.out);
                let words = if lang == "sv" { sv } else { en };
                assert!(ended.out.contains(words), "{name}: no `{words}` in {}", ended.out);
            }
        }
    }
}

#[test]
fn every_package_is_listed_here_and_in_the_readme() {
    let readme = fs::read_to_string(root().join("tests/data/README.md")).unwrap();
    let listed: BTreeSet<&str> = BROKEN.iter().map(|(name, _)| *name).collect();
    let mut there = BTreeSet::new();
    for file in files("tests/data", &["datapackage.json", ".csv"]) {
        let path = relative(&file);
        there.insert(path.split('/').nth(2).unwrap().to_owned());
    }
    // Registers and drawings to import are no packages.
    there.remove("agency");
    assert_eq!(there.iter().map(String::as_str).collect::<BTreeSet<_>>(), listed);
    for name in listed {
        assert!(readme.contains(&format!("| `{name}` | ")), "README.md does not list {name}");
    }
}

/// The rows of a table as they stand in a file, bytes and all.
fn records(path: &Path) -> Vec<Vec<Vec<u8>>> {
    let mut reader = csv::ReaderBuilder::new()
        .flexible(true)
        .has_headers(false)
        .from_path(path)
        .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let cells = |record: csv::ByteRecord| record.iter().map(<[u8]>::to_vec).collect();
    reader.byte_records().map(|record| cells(record.unwrap())).collect()
}

/// A row without its empty cells, in any order: a written table may have more
/// columns, and what a cell says is what must not go.
fn said(row: &[Vec<u8>]) -> Vec<Vec<u8>> {
    let mut cells: Vec<Vec<u8>> = row.iter().filter(|cell| !cell.is_empty()).cloned().collect();
    cells.sort();
    cells
}

#[test]
fn every_row_is_there_when_the_package_is_written_again() {
    let mut compared = 0;
    for (name, _) in BROKEN {
        let source = root().join(data(name));
        let package = open(&source);
        let target = written(&package);
        for file in files(&data(name), &[".csv"]) {
            let before = records(&file);
            if before.len() < 2 {
                continue;
            }
            let written = target.path().join(file.file_name().unwrap());
            let mut after: Vec<_> = records(&written)[1..].iter().map(|row| said(row)).collect();
            for row in &before[1..] {
                let row = said(row);
                let at = after.iter().position(|other| *other == row).unwrap_or_else(|| {
                    let text: Vec<_> = row.iter().map(|c| String::from_utf8_lossy(c)).collect();
                    panic!("{name}: {text:?} is gone from {}", written.display())
                });
                after.swap_remove(at);
                compared += 1;
            }
            assert!(after.is_empty(), "{name}: rows in {} out of nowhere", written.display());
        }
    }
    assert!(compared > 100, "only {compared} rows compared");
}

#[test]
fn a_row_left_out_is_shown_as_it_came() {
    for (name, row) in [
        ("id-twice", "rvc,Rävcentrum,unit,,k#1 stated"),
        ("ragged", "polis,Polisen,organisation"),
        ("cell-empty", "rvc,,unit,,k#1 stated"),
        ("quote-unclosed-last-cell", "rvc,RVC\nbup,BUP"),
    ] {
        let ended = run(&["check", &data(name)]);
        assert!(ended.out.contains(row), "{name}: no `{row}` in {}", ended.out);
    }
}

#[test]
fn what_is_sound_is_loaded_all_the_same() {
    for (name, actors) in [("ragged", 1), ("id-twice", 2), ("windows-1252", 1), ("cycle-two", 3)] {
        assert_eq!(open(&root().join(data(name))).network.actors.len(), actors, "{name}");
    }
    assert_eq!(open(&root().join(data("reference-nowhere"))).network.ties.len(), 2);
}

#[test]
fn a_broken_package_is_analysed_without_a_panic() {
    for (name, _) in BROKEN {
        for args in [&["analyse"][..], &["analyse", "--format", "json"], &["export", "--to", "dot"]]
        {
            let mut all = vec![args[0]];
            let folder = data(name);
            all.push(&folder);
            all.extend(&args[1..]);
            assert_eq!(run(&all).code, 0, "{name}: {args:?}");
        }
    }
}

#[test]
fn what_is_no_package_at_all_is_a_usage_error() {
    for (path, sv, en) in [
        ("tests/data/file-not-folder", "är ingen mapp", "not a folder"),
        ("tests/data/nobody-has-this", "finns inte", "No such file"),
    ] {
        let ended = run(&["check", path]);
        assert_eq!((ended.code, ended.out.as_str()), (2, ""), "{path}");
        assert!(ended.err.contains(path) && ended.err.contains(sv), "{}", ended.err);
        let ended = run(&["check", path, "--lang", "en"]);
        assert_eq!((ended.code, ended.out.as_str()), (2, ""), "{path}");
        assert!(ended.err.contains(path) && ended.err.contains(en), "{}", ended.err);
    }
}

#[test]
fn problems_read_as_sentences() {
    for name in ["reference-nowhere", "ragged", "quote-unclosed", "semicolons", "claim-nowhere"] {
        for lang in ["sv", "en"] {
            let ended = run(&["check", &data(name), "--lang", lang]);
            insta::assert_snapshot!(format!("{name}_{lang}"), ended.out + &ended.err);
        }
    }
}

#[test]
fn a_folder_without_a_network_is_told_by_every_command_that_needs_one() {
    let empty = tempfile::tempdir().unwrap();
    let at = empty.path().join("tom mapp");
    std::fs::create_dir(&at).unwrap();
    let at = at.to_str().unwrap();
    for args in [
        &["analyse", at][..],
        &["measure", at],
        &["export", at, "--to", "json"],
        &["confirm", at, "-o", "-"],
        &["compare", at, "networks/sodertalje-2020"],
    ] {
        for (lang, said, next) in [
            ("sv", "har inga av nätverkets tabeller", "läs in filer: samkarta import"),
            ("en", "has none of a network's tables", "read files: samkarta import"),
        ] {
            let ended = run(&[args, &["--lang", lang]].concat());
            assert_eq!((ended.code, ended.out.as_str()), (2, ""), "{args:?}: {}", ended.err);
            let told = [said, at, next, "actors.csv"].iter().all(|part| ended.err.contains(part));
            assert!(told && ended.err.contains(&format!("'{at}'")), "{args:?}: {}", ended.err);
        }
    }
    assert_eq!(run(&["check", at]).code, 1);
}
