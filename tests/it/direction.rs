//! What the source tree promises: who may use whom, sizes, headings.

use std::fs;

use samkarta::findings::RULES;
use samkarta::model::Text;

use crate::fixture::{files, relative, root};

/// Each room and the rooms it may use. `main` and `lib` only name rooms.
const ROOMS: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("link", &["model"]),
    ("load", &["link", "model"]),
    ("graph", &["model"]),
    ("measure", &["graph", "model"]),
    ("layout", &["graph", "model"]),
    ("findings", &["measure", "link", "graph", "model"]),
    ("compare", &["findings", "measure", "link", "graph", "model"]),
    ("whatif", &["findings", "measure", "graph", "load", "link", "model"]),
    (
        "export",
        &["whatif", "compare", "findings", "layout", "measure", "link", "graph", "model", "load"],
    ),
    ("report", &["export", "compare", "findings", "layout", "measure", "graph", "model", "load"]),
    ("store", &["load", "link", "model"]),
    (
        "serve",
        &[
            "report", "export", "whatif", "compare", "findings", "store", "layout", "measure",
            "graph", "load", "link", "model",
        ],
    ),
    (
        "cli",
        &[
            "serve", "report", "export", "whatif", "compare", "findings", "store", "layout",
            "measure", "graph", "load", "link", "model",
        ],
    ),
];

/// Things from outside and the only places that may use them.
const KEPT_TO: &[(&str, &[&str])] = &[
    ("axum::", &["src/serve/", "src/cli/"]),
    ("tokio::", &["src/serve/", "src/cli/"]),
    ("clap::", &["src/cli/"]),
    ("csv::", &["src/load/", "src/export/csv.rs", "src/store/", "src/cli/"]),
    ("graphviz_rust::", &["src/export/"]),
    ("jiff::", &["src/model/date.rs", "src/cli/"]),
    ("rust_embed::", &["src/serve/"]),
    ("rust_xlsxwriter::", &["src/export/template.rs"]),
    ("Serialize", &["src/export/json/"]),
    ("std::fs", &["src/load/", "src/store/", "src/cli/"]),
    ("std::net", &["src/serve/"]),
    // Workbooks of strangers are read in a process of their own, for every caller alike.
    ("std::process", &["src/main.rs", "src/store/", "src/cli/", "src/load/sheet/apart.rs"]),
    ("quick_xml::", &["src/load/"]),
    ("zip::", &["src/load/"]),
    ("rustix::", &["src/load/sheet/apart.rs"]),
    ("toml::", &["src/load/"]),
];

/// The code of a file: comments out, so that links in them do not count.
fn code(text: &str) -> String {
    let lines = text.lines().map(|line| match line.find("//") {
        Some(at) if !line[..at].ends_with(':') => &line[..at],
        _ => line,
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Where a word or path starts, not counting ends of longer ones.
fn uses<'a>(code: &'a str, path: &'a str) -> impl Iterator<Item = &'a str> {
    code.match_indices(path)
        .filter(|(at, _)| {
            let before = &code[..*at];
            !before.ends_with(is_word) && !before.ends_with(':') && !before.ends_with('.')
        })
        .map(|(at, _)| &code[at + path.len()..])
        .filter(move |rest| path.ends_with(':') || !rest.starts_with(is_word))
}

/// The names that a path leads to: one, or each in braces.
fn heads(rest: &str) -> Vec<String> {
    let name = |text: &str| text.trim().chars().take_while(|c| is_word(*c)).collect::<String>();
    let Some(list) = rest.strip_prefix('{') else { return vec![name(rest)] };
    let (mut depth, mut names, mut start) = (1, Vec::new(), 0);
    for (at, c) in list.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 1 => {
                names.push(name(&list[start..at]));
                start = at + 1;
            }
            _ => {}
        }
        if depth == 0 {
            names.push(name(&list[start..at]));
            break;
        }
    }
    names
}

/// The rooms that a file uses, its own among them.
fn rooms_used(path: &str, code: &str) -> Vec<String> {
    let mut found: Vec<String> = uses(code, "crate::").flat_map(heads).collect();
    // `super::super::x` reaches the root from a file two modules deep.
    let inside = path.trim_start_matches("src/").trim_end_matches(".rs");
    let depth = inside.trim_end_matches("/mod").split('/').count();
    for rest in uses(code, "super::") {
        let mut rest = rest;
        let mut steps = 1;
        while let Some(further) = rest.strip_prefix("super::") {
            (rest, steps) = (further, steps + 1);
        }
        if steps >= depth {
            found.extend(heads(rest));
        }
    }
    found.retain(|name| ROOMS.iter().any(|(room, _)| room == name));
    found
}

fn room_of(path: &str) -> &str {
    let inside = path.trim_start_matches("src/");
    inside.split('/').next().unwrap_or(inside).trim_end_matches(".rs")
}

/// What a file uses that its room may not.
fn upward(path: &str, text: &str) -> Vec<String> {
    let room = room_of(path);
    if ["lib", "main"].contains(&room) {
        return Vec::new();
    }
    let Some((_, allowed)) = ROOMS.iter().find(|(name, _)| *name == room) else {
        return vec![format!("{path}: {room} is no room of the design")];
    };
    rooms_used(path, &code(text))
        .into_iter()
        .filter(|used| used != room && !allowed.contains(&used.as_str()))
        .map(|used| format!("{path}: {room} must not use {used}"))
        .collect()
}

/// What a file uses from outside that only others may.
fn misplaced(path: &str, text: &str) -> Vec<String> {
    let code = code(text);
    let wrong = KEPT_TO.iter().filter(|(_, places)| !places.iter().any(|p| path.starts_with(p)));
    wrong
        .filter(|(what, _)| uses(&code, what).next().is_some())
        .map(|(what, places)| format!("{path}: {what} belongs in {}", places.join(", ")))
        .collect()
}

#[test]
fn no_room_uses_one_above_it() {
    let mut wrong = Vec::new();
    for file in files("src", &[".rs"]) {
        let text = fs::read_to_string(&file).unwrap();
        wrong.extend(upward(&relative(&file), &text));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn libraries_stay_in_their_rooms() {
    let mut wrong = Vec::new();
    for file in files("src", &[".rs"]) {
        let text = fs::read_to_string(&file).unwrap();
        wrong.extend(misplaced(&relative(&file), &text));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_reader_of_use_lines_sees_every_form() {
    for (path, text) in [
        ("src/model/id.rs", "use crate::graph::Graph;"),
        ("src/measure/ties.rs", "use crate::{\n    model::Tie,\n    findings::Finding,\n};"),
        ("src/measure/ties.rs", "fn f() { let x = crate::load::Package::default(); }"),
        ("src/measure/ties.rs", "use super::super::export;"),
        ("src/findings/mod.rs", "use super::serve::State;"),
        ("src/graph.rs", "pub use crate::measure;"),
        ("src/gossip/mod.rs", ""),
    ] {
        assert_eq!(upward(path, text).len(), 1, "{path}: {text}");
    }
    for (path, text) in [
        ("src/model/network.rs", "/// [`Graph`](crate::graph::Graph)"),
        ("src/cli/mod.rs", "use crate::{serve, load, export::csv};"),
        ("src/measure/ties.rs", "use crate::graph::Graph;\nuse super::Parameters;"),
        ("src/load/package/read.rs", "use super::table::Table;"),
    ] {
        assert_eq!(upward(path, text), Vec::<String>::new(), "{text}");
    }
    assert_eq!(misplaced("src/model/id.rs", "#[derive(Clone, Serialize)]").len(), 1);
    assert_eq!(misplaced("src/export/dot.rs", "let w = csv::Writer::new();").len(), 1);
    assert_eq!(misplaced("src/export/dot.rs", "#[tokio::main]").len(), 1);
    assert_eq!(misplaced("src/serve/app.rs", "use serde::Deserialize;\naxum::x"), [""; 0]);
}

#[test]
fn no_file_is_too_long_to_read() {
    let mut long = Vec::new();
    let mut all = files("src", &[".rs"]);
    all.extend(files("tests", &[".rs", ".ts", ".js", ".mjs"]));
    for folder in ["viz/src", "benches", "examples", "fuzz"] {
        if root().join(folder).is_dir() {
            all.extend(files(folder, &[".rs", ".ts", ".svelte", ".css", ".js"]));
        }
    }
    for file in all {
        let generated = relative(&file).contains(".gen.");
        let lines = fs::read_to_string(&file).unwrap().lines().count();
        if lines > 500 && !generated {
            long.push(format!("{}: {lines} lines", relative(&file)));
        }
    }
    assert!(long.is_empty(), "{}", long.join("\n"));
}

#[test]
fn every_rule_says_something_under_every_heading() {
    assert!(!RULES.is_empty());
    for rule in &RULES {
        let doc = (rule.doc)();
        let headings: [(&str, &Text); 5] = [
            ("title", &doc.title),
            ("what it shows", &doc.shows),
            ("why it matters", &doc.matters),
            ("example", &doc.example),
            ("when it misleads", &doc.misleads),
        ];
        for (heading, text) in headings {
            let least = if heading == "title" { 5 } else { 40 };
            assert!(text.sv.trim().len() >= least, "{}: {heading} in Swedish", rule.id);
            assert!(text.en.trim().len() >= least, "{}: {heading} in English", rule.id);
            assert_ne!(text.sv, text.en, "{}: {heading} is not translated", rule.id);
        }
        assert!(!doc.sources.is_empty(), "{} cites nothing", rule.id);
        assert!(doc.sources.iter().all(|s| s.len() > 20), "{}: {:?}", rule.id, doc.sources);
        let place = root().join("src/findings").join(rule.id);
        let own = place.with_extension("rs").is_file() || place.join("mod.rs").is_file();
        assert!(own, "rule {} has no file of its own", rule.id);
    }
}

#[test]
fn no_path_of_one_machine_is_left_in_the_tree() {
    let machine = ["work", "root", "farm", "home"].map(|name| format!("/{name}/"));
    let text = [
        ".rs", ".ts", ".js", ".mjs", ".svelte", ".css", ".html", ".md", ".toml", ".json", ".csv",
        ".txt", ".yml", ".yaml", ".sh", ".snap", "Makefile", "run",
    ];
    let mut left = Vec::new();
    for file in files("", &text) {
        let path = relative(&file);
        if path.starts_with(".git/") || path == "tests/it/direction.rs" {
            continue;
        }
        let Ok(text) = fs::read_to_string(&file) else { continue };
        for (n, line) in text.lines().enumerate() {
            let hit = machine.iter().any(|m| {
                line.match_indices(m.as_str()).any(|(at, _)| {
                    !line[..at].ends_with(|c: char| is_word(c) || "./-~*:}".contains(c))
                })
            });
            if hit {
                left.push(format!("{path}:{}: {}", n + 1, line.trim()));
            }
        }
    }
    assert!(left.is_empty(), "{}", left.join("\n"));
}
