//! `samkarta link` on lists of names: quality, protocol, bad input.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use samkarta::link::{Record, link, link_with_reasons};

use super::fixture::{folder, root, run};

/// Names with their scope, and the entity of each.
struct Labelled {
    records: Vec<Record>,
    entities: Vec<String>,
}

fn labelled(folder: &Path, wanted: impl Fn(&BTreeMap<String, String>) -> bool) -> Labelled {
    let rows = |name: &str| -> Vec<BTreeMap<String, String>> {
        let mut reader = csv::Reader::from_path(folder.join(name)).unwrap();
        let header = reader.headers().unwrap().clone();
        let row = |row: csv::StringRecord| {
            header.iter().zip(row.iter()).map(|(a, b)| (a.to_owned(), b.to_owned())).collect()
        };
        reader.records().map(|record| row(record.unwrap())).collect()
    };
    let entity: BTreeMap<String, String> =
        rows("truth.csv").into_iter().map(|r| (r["id"].clone(), r["entity"].clone())).collect();
    let mut set = Labelled { records: Vec::new(), entities: Vec::new() };
    for row in rows("names.csv").into_iter().filter(|row| wanted(row)) {
        set.entities.push(entity[&row["id"]].clone());
        let scope = row.get("scope").cloned().filter(|scope| !scope.is_empty());
        set.records.push(Record { name: row["name"].clone(), scope, ..Record::default() });
    }
    set
}

/// Pairwise precision, recall and F1 of the pairs of at least even odds.
fn scores(set: &Labelled) -> (f64, f64, f64) {
    let linked = link(&set.records, 0.5, &|_, _| {});
    let right = linked
        .links
        .iter()
        .filter(|l| set.entities[l.one as usize] == set.entities[l.other as usize])
        .count() as f64;
    let mut sizes: BTreeMap<&str, f64> = BTreeMap::new();
    for entity in &set.entities {
        *sizes.entry(entity).or_default() += 1.0;
    }
    let truth: f64 = sizes.values().map(|n| n * (n - 1.0) / 2.0).sum();
    let found = linked.links.len() as f64;
    (right / found, right / truth, 2.0 * right / (found + truth))
}

#[test]
fn reasons_come_with_the_same_links() {
    let set = labelled(&root().join("tests/names"), |_| true);
    let linked = link(&set.records, 0.3, &|_, _| {});
    let (again, reasons) = link_with_reasons(&set.records, 0.3, &|_, _| {});
    assert_eq!(again.links, linked.links);
    assert_eq!(reasons.len(), linked.links.len());
    assert!(reasons.iter().all(|evidence| !evidence.is_empty()));
}

#[test]
fn an_unseen_list_of_swedish_names_is_linked() {
    let set = labelled(&root().join("tests/names"), |_| true);
    let (precision, recall, f1) = scores(&set);
    println!("names: precision {precision:.3}, recall {recall:.3}, F1 {f1:.3}");
    assert!(f1 >= 0.9 && precision >= 0.9, "F1 {f1:.3}, precision {precision:.3}");
}

#[test]
fn research_organisations_are_linked_better_than_by_trigrams() {
    let folder = root().join("../shared/data/ror-se");
    if !folder.is_dir() {
        eprintln!("skipped: {} is not here", folder.display());
        return;
    }
    let wanted = |row: &BTreeMap<String, String>| {
        row["kind"] == "name" && (row["lang"] == "sv" || row["lang"].is_empty())
    };
    let (precision, recall, f1) = scores(&labelled(&folder, wanted));
    println!("organisations: precision {precision:.3}, recall {recall:.3}, F1 {f1:.3}");
    assert!(f1 > 0.589, "F1 {f1:.3}");
}

fn linked(names: &[(&str, &str)]) -> BTreeSet<(usize, usize)> {
    let record = |(name, scope): &(&str, &str)| Record {
        name: (*name).into(),
        scope: Some((*scope).to_owned()).filter(|scope| !scope.is_empty()),
        ..Record::default()
    };
    let records: Vec<Record> = names.iter().map(record).collect();
    let pairs = link(&records, 0.5, &|_, _| {}).links;
    pairs.iter().map(|link| (link.one as usize, link.other as usize)).collect()
}

#[test]
fn traps_stay_apart_and_ways_of_writing_come_together() {
    let names = [
        ("Relationsvåldscentrum", "Södertälje"),
        ("RVC", "Södertälje"),
        ("RVC", "Sundbyberg"),
        ("Luna vårdcentral", "Södertälje"),
        ("Vårdcentralen Luna", "Södertälje"),
        ("Luna BVC", "Södertälje"),
        ("Lunagruppen", "Södertälje"),
        ("Ungdomsmottagningen", "Södertälje"),
        ("Akutmottagningen", "Södertälje"),
        ("pensio- närsrådet", "Södertälje"),
        ("Pensionärsrådet", "Södertälje"),
        ("Tallhöjdens- och Luna vårdcentral", "Södertälje"),
        ("Hemtjänst Norr", "Södertälje"),
        ("Hemtjänsten Söder", "Södertälje"),
        ("Socialnämnden", "Sundbyberg"),
        ("Socialkontoret", "Sundbyberg"),
        ("Elevhälsans medicinska insats", "Södertälje"),
        ("EMI", "Södertälje"),
    ];
    let expected = BTreeSet::from([(0, 1), (3, 4), (9, 10), (16, 17)]);
    assert_eq!(linked(&names), expected);
}

#[test]
fn order_of_rows_plays_no_part() {
    let set = labelled(&root().join("tests/names"), |_| true);
    let pairs = |records: &[Record], place: &dyn Fn(u32) -> usize| -> BTreeSet<(usize, usize)> {
        let links = link(records, 0.5, &|_, _| {}).links;
        let ends = links.iter().map(|l| (place(l.one), place(l.other)));
        ends.map(|(a, b)| (a.min(b), a.max(b))).collect()
    };
    let n = set.records.len();
    let turned: Vec<Record> = set.records.iter().rev().cloned().collect();
    let straight = pairs(&set.records, &|row| row as usize);
    let back = pairs(&turned, &|row| n - 1 - row as usize);
    assert_eq!(straight, back);
}

#[test]
fn the_command_reads_names_and_writes_pairs() {
    let list = "id,name,scope\na,Kvinnojouren Rosen,Södertälje\nb,Rosens kvinnojour,Södertälje\nc,Tjejjouren Rosen,Södertälje\n";
    let folder = folder(&[("names.csv", list)]);
    let file = folder.path().join("names.csv");
    let file = file.to_str().unwrap();
    let done = run(&["link", file]);
    assert_eq!(done.code, 0, "{}", done.err);
    let mut lines = done.out.lines();
    assert_eq!(lines.next(), Some("id1,id2,probability"));
    let first: Vec<&str> = lines.next().unwrap().split(',').collect();
    assert_eq!(first[..2], ["a", "b"]);
    assert!(first[2].parse::<f64>().unwrap() > 0.5);
    // The same input, the same bytes.
    assert_eq!(run(&["link", file]).out, done.out);
}

#[test]
fn bad_lists_are_told_with_their_place() {
    let told = |text: &str| {
        let folder = folder(&[("names.csv", text)]);
        run(&["link", folder.path().join("names.csv").to_str().unwrap()])
    };
    let without = told("nyckel;namn\n1;Polisen\n");
    assert_eq!(without.code, 1);
    assert!(without.err.contains("id och name behövs"), "{}", without.err);
    let nobody = told("id,name\n,Polisen\n");
    assert_eq!(nobody.code, 1);
    assert!(nobody.err.contains("rad 2"), "{}", nobody.err);
    // What has no letters is nobody's name, and a text of a thousand words is read in part.
    let nameless = told("id,name\n1,---\n2,\n3,...\n");
    assert_eq!((nameless.code, nameless.out.as_str()), (0, "id1,id2,probability\n"));
    let long = format!("id,name\n1,{}\n2,{}\n", "ABC ord ".repeat(1000), "ord".repeat(5000));
    assert_eq!(told(&long).code, 0);
    let empty = told("id,name\n");
    assert_eq!((empty.code, empty.out.as_str()), (0, "id1,id2,probability\n"));
}

#[test]
fn a_list_is_read_as_a_spreadsheet_saves_it() {
    let told = |files: &[(&str, &[u8])], more: &[&str]| {
        let folder = folder(&[]);
        let paths: Vec<String> = files
            .iter()
            .map(|(name, bytes)| {
                std::fs::write(folder.path().join(name), bytes).unwrap();
                folder.path().join(name).to_str().unwrap().to_owned()
            })
            .collect();
        let args = ["link"].into_iter().chain(paths.iter().map(String::as_str));
        run(&args.chain(more.iter().copied()).collect::<Vec<_>>())
    };
    let plain = "id,name,scope\na,Kvinnojouren Rosen,Södertälje\nb,Rosens kvinnojour,Södertälje\nc,Pensionärsrådet,Södertälje\n";
    let right = told(&[("n.csv", plain.as_bytes())], &[]);
    assert_eq!(right.code, 0, "{}", right.err);
    assert!(right.err.contains("utgångsläge −") && !right.err.contains("prior"), "{}", right.err);
    // Semicolons, and the letters of Windows: å, ä and ö one byte each.
    let excel: Vec<u8> =
        plain.replace(',', ";").chars().map(|letter| u8::try_from(letter).unwrap()).collect();
    let letters: Vec<u8> = plain.chars().map(|letter| u8::try_from(letter).unwrap()).collect();
    for bytes in [&excel, &letters] {
        let read = told(&[("n.csv", bytes)], &[]);
        assert_eq!((read.code, &read.out), (0, &right.out), "{}", read.err);
    }
    let empty = told(&[("n.csv", b"")], &[]);
    assert_eq!(empty.code, 1);
    assert!(empty.err.contains("n.csv"), "{}", empty.err);
    // What weighs most, in words.
    let why = told(&[("n.csv", plain.as_bytes())], &["--why"]);
    let mut lines = why.out.lines();
    assert_eq!(lines.next(), Some("id1,id2,probability,because"));
    assert!(lines.next().unwrap().contains("(+"), "{}", why.out);
    // An id that stands twice, in one file and in two.
    let twice = told(&[("n.csv", b"id,name\na,Polisen\na,Polisen i Ort\n")], &[]);
    assert!(twice.err.contains("id som redan finns, till exempel a"), "{}", twice.err);
    let two = told(
        &[("ett.csv", b"id,name\na,Polisen\nb,Polisen\n"), ("tva.csv", b"id,name\na,Polisen\n")],
        &[],
    );
    assert!(two.out.contains("ett/a,ett/b,"), "{}", two.out);
    assert!(two.err.contains("filens namn först"), "{}", two.err);
}

#[test]
fn what_a_list_cannot_do_is_refused() {
    let folder = folder(&[("names.csv", "id,name\na,Polisen\nb,Polisen\n")]);
    let file = folder.path().join("names.csv");
    let file = file.to_str().unwrap();
    let missing = folder.path().join("borta.csv");
    for (args, said) in [
        (&["link", file, "--same", "a", "b"][..], "beslut sparas i ett nätverk"),
        (&["link", file, "--accept"], "beslut sparas i ett nätverk"),
        (&["link", file, "--by", "chefen"], "beslut sparas i ett nätverk"),
        (&["link", file, "--format", "json"], "ta bort --format"),
        (&["link", missing.to_str().unwrap()], "borta.csv finns inte"),
        (&["link", "networks/sodertalje-2020", "--audit"], "--audit gäller bara CSV-filer"),
        (&["link", "networks/sodertalje-2020", "--why", "så"], "hör till ett beslut"),
    ] {
        let ended = run(args);
        assert_eq!(ended.code, 2, "{args:?}: {}", ended.err);
        assert!(ended.err.contains(said), "{args:?}: {}", ended.err);
        assert!(!ended.err.contains("mappen eller filen"), "{}", ended.err);
    }
}
