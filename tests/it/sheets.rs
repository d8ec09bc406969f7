//! What every command writes as CSV: numbers with a decimal point, whatever the language.

use std::fs;

use csv::{Reader, StringRecord};

use crate::fixture::{REAL, folder, run};

const LINDVIK: &str = "networks/exempel-lindvik";
const PLAN: &str = "networks/sodertalje-2024";

/// Those under a command, itself among them, that say in their help that they write CSV.
fn writers(command: &str) -> Vec<String> {
    let mut help = run(&command.split_whitespace().chain(["--help"]).collect::<Vec<_>>()).out;
    // A command is indented by two; what is said of it by more. An option begins with a hyphen.
    let listed = help.lines().skip_while(|line| *line != "Commands:").take_while(|l| !l.is_empty());
    let names = listed.filter_map(|line| line.strip_prefix("  ")?.split(' ').next());
    let under = names.filter(|name| !name.is_empty() && *name != "help");
    let mut found: Vec<String> =
        under.flat_map(|name| writers(format!("{command} {name}").trim())).collect();
    help.retain(|c| c != ' ');
    found.extend(help.contains("-csv:").then(|| command.to_owned()));
    found
}

/// Whether a cell is a number with this sign between whole and part.
fn is_number(cell: &str, point: char) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let size = cell.trim_start_matches(['-', '−', '+']);
    size.split_once(point).is_some_and(|(whole, part)| digits(whole) && digits(part))
}

/// Fails where a cell of a table is a number that a machine does not read; whether any is
/// one with decimals.
fn reads(table: &str, of: &str) -> bool {
    let rows: Vec<StringRecord> =
        Reader::from_reader(table.as_bytes()).records().map(|row| row.unwrap()).collect();
    assert!(!rows.is_empty(), "{of} writes no row");
    // "5,5 av 9" is of two numbers.
    let numbers: Vec<&str> = rows.iter().flatten().flat_map(|cell| cell.split(" av ")).collect();
    for number in &numbers {
        assert!(!is_number(number, ','), "{of}: {number}");
        assert!(!number.starts_with('−'), "{of}: {number}");
    }
    numbers.iter().any(|number| is_number(number, '.'))
}

#[test]
fn every_csv_has_decimal_points() {
    let guard = folder(&[
        ("change.toml", "[[remove.actor]]\nid = \"rvc\"\n"),
        ("nodes.csv", "id\na\nb\nc\nd\ne\n"),
        ("edges.csv", "from,to\na,b\nb,c\nc,d\nd,e\ne,a\na,c\n"),
        ("names.csv", "id,name\n1,Kvinnojouren Lilja\n2,Kvinnojour Lilja\n3,Polisen\n"),
    ]);
    let path = |name: &str| guard.path().join(name).display().to_string();
    let [change, nodes, edges, names, package] =
        ["change.toml", "nodes.csv", "edges.csv", "names.csv", "package"].map(path);
    // With whether some number has decimals, without which little is said.
    let commands: [(&[&str], bool); 12] = [
        (&["analyse", REAL], true),
        (&["analyse", REAL, "--sensitivity"], true),
        (&["analyse", REAL, "falls_between", "--sensitivity"], true),
        (&["measure", LINDVIK], true),
        (&["plan", PLAN], false),
        (&["evaluate", "ties", REAL, "--repeats", "2"], true),
        (&["collection", PLAN, "networks/sundbyberg-2018"], true),
        (&["link", LINDVIK], true),
        (&["whatif", REAL, &change], true),
        (&["whatif", REAL, "--best", "1"], true),
        (&["link", &names], true),
        (&["structure", &nodes, "--edges", &edges, "--betweenness"], true),
    ];
    for (args, has_decimals) in commands {
        // These two write nothing else.
        let only = args[0] == "structure" || args.contains(&names.as_str());
        let csv: &[&str] = if only { &[] } else { &["--format", "csv"] };
        let ended = run(&[args, csv].concat());
        assert_eq!(ended.code, 0, "{args:?}: {}", ended.err);
        let found = reads(&ended.out, &format!("{args:?}"));
        assert_eq!(found, has_decimals, "{args:?}: {}", ended.out);
    }
    assert_eq!(run(&["export", REAL, "--to", "csv", "-o", &package]).code, 0);
    let tables = fs::read_dir(&package).unwrap().map(|entry| entry.unwrap().path());
    let tables = tables.filter(|path| path.extension().is_some_and(|end| end == "csv"));
    let found = tables
        .filter(|path| reads(&fs::read_to_string(path).unwrap(), &path.display().to_string()));
    assert!(found.count() > 0, "no table has a number with decimals");

    let writers = writers("");
    assert!(writers.len() > 5, "{writers:?}");
    for name in writers {
        let tried = commands.iter().any(|(args, _)| args.join(" ").starts_with(&name));
        assert!(tried || name == "export", "the CSV of {name} is not looked at");
    }
}
