//! Messy tables as people send them, and what comes out.

use std::fs;

use proptest::prelude::*;
use samkarta::load::sheet::{self, Reason, Sheet};
use tempfile::TempDir;

use crate::fixture::{Ended, run};

/// Writes bytes to a file and normalises it.
fn normalise(bytes: &[u8], args: &[&str]) -> Ended {
    let guard = TempDir::new().unwrap();
    let file = guard.path().join("tabell.csv");
    fs::write(&file, bytes).unwrap();
    run(&[&["normalise", file.to_str().unwrap()], args].concat())
}

/// The table that comes out of a text.
fn table(text: &str) -> String {
    let ended = normalise(text.as_bytes(), &[]);
    assert_eq!(ended.code, 0, "{}", ended.err);
    ended.out
}

fn windows_1252(text: &str) -> Vec<u8> {
    encoding_rs::WINDOWS_1252.encode(text).0.into_owned()
}

const SWEDISH: &str = "Verksamhet;Ort;Årsbudget\n\
    Kvinnojouren Åsa;Södertälje;1,5\n\
    Öppenvården;Järna;12,25\n\
    Barnahus;Nykvarn;3,75\n";

const CLEAN: &str = "Verksamhet,Ort,Årsbudget\n\
    Kvinnojouren Åsa,Södertälje,\"1,5\"\n\
    Öppenvården,Järna,\"12,25\"\n\
    Barnahus,Nykvarn,\"3,75\"\n";

#[test]
fn encodings_give_the_same_table() {
    let utf16: Vec<u8> = SWEDISH.encode_utf16().flat_map(u16::to_le_bytes).collect();
    for (bytes, name) in [
        (SWEDISH.as_bytes().to_vec(), "UTF-8"),
        ([b"\xEF\xBB\xBF", SWEDISH.as_bytes()].concat(), "UTF-8"),
        (windows_1252(SWEDISH), "windows-1252"),
        (utf16.clone(), "UTF-16LE"),
        ([b"\xFF\xFE".as_slice(), &utf16].concat(), "UTF-16LE"),
        (windows_1252(&SWEDISH.replace('\n', "\r\n")), "windows-1252"),
        (SWEDISH.replace('\n', "\r").into_bytes(), "UTF-8"),
    ] {
        let ended = normalise(&bytes, &[]);
        assert_eq!((ended.code, ended.out.as_str()), (0, CLEAN), "{name}: {}", ended.err);
        assert!(ended.err.contains(&format!("teckenkodning: {name}")), "{}", ended.err);
    }
}

#[test]
fn delimiters_give_the_same_table() {
    for delimiter in [";", "\t", "|"] {
        assert_eq!(table(&SWEDISH.replace(';', delimiter)), CLEAN, "{delimiter:?}");
    }
    assert_eq!(table(CLEAN), CLEAN);
}

#[test]
fn guesses_are_told_in_both_languages() {
    let text = format!("Kartläggning 2024;;\n;;\n{SWEDISH}Summa;;17,5\n;;\nKälla: enkät våren;;\n");
    let ended = normalise(text.as_bytes(), &[]);
    assert_eq!(ended.out, CLEAN);
    for line in [
        "avgränsare: semikolon",
        "citattecken: \"",
        "decimaltecken: komma",
        "rubrikrad: rad 3",
        "tabell: 3 rader, 3 kolumner",
        "utelämnad: rad 1, står ovanför tabellen: Kartläggning 2024",
        "utelämnad: rad 2, tom",
        "utelämnad: rad 7, summarad: Summa | 17,5",
        "utelämnad: rad 9, anmärkning under tabellen: Källa: enkät våren",
    ] {
        assert!(ended.err.contains(line), "no “{line}” in {}", ended.err);
    }
    let english = normalise(text.as_bytes(), &["--lang", "en"]);
    for line in ["delimiter: semicolon", "header: line 3", "left out: line 7, sum"] {
        assert!(english.err.contains(line), "no “{line}” in {}", english.err);
    }
}

#[test]
fn shapes_of_tables() {
    for (what, text, want) in [
        (
            "two header rows",
            ";Insats;;Kontakt;\nNamn;Start;Antal;Telefon;Ort\nAsa;2024-01-02;5;08123;Järna\n\
             Bo;2024-02-03;6;08124;Enhörna\nCia;2024-03-04;7;08125;Hölö\n",
            "Namn,Insats Start,Insats Antal,Kontakt Telefon,Kontakt Ort\n\
             Asa,2024-01-02,5,08123,Järna\nBo,2024-02-03,6,08124,Enhörna\n\
             Cia,2024-03-04,7,08125,Hölö\n",
        ),
        (
            "a cell of several lines",
            "Namn;Roll\nAsa;\"leder;\nskriver\"\nBo;samordnar\n",
            "Namn,Roll\nAsa,\"leder;\nskriver\"\nBo,samordnar\n",
        ),
        (
            "doubled quotes",
            "Namn;Roll\nAsa;\"kallas \"\"chefen\"\"\"\nBo;samordnar\n",
            "Namn,Roll\nAsa,\"kallas \"\"chefen\"\"\"\nBo,samordnar\n",
        ),
        (
            "escaped quotes",
            "Namn;Roll\nAsa;\"kallas \\\"chefen\\\" här\"\nBo;samordnar\n",
            "Namn,Roll\nAsa,\"kallas \"\"chefen\"\" här\"\nBo,samordnar\n",
        ),
        (
            "one column",
            "Namn\nPolisen, Syd\nSkolan\nRosen\n",
            "Namn\n\"Polisen, Syd\"\nSkolan\nRosen\n",
        ),
        ("only a header", "Namn;Roll;Ort\n", "Namn,Roll,Ort\n"),
        (
            "ragged rows",
            "Namn;Roll;Ort\nAsa;leder\nBo;samordnar;Järna;extra\nCia;skriver;Hölö\n",
            "Namn,Roll,Ort\nAsa,leder,\nBo,samordnar,Järna,extra\nCia,skriver,Hölö\n",
        ),
        ("no header", "Asa;5;2024-01-02\nBo;6;2024-01-03\n", "Asa,5,2024-01-02\nBo,6,2024-01-03\n"),
        (
            "years as names",
            "Ort;2022;2023;2024\nJärna;5;6;7\nHölö;8;9;10\n",
            "Ort,2022,2023,2024\nJärna,5,6,7\nHölö,8,9,10\n",
        ),
        ("zero bytes", "Namn;Antal\nA\0sa;5\nBo;6\n", "Namn,Antal\nAsa,5\nBo,6\n"),
    ] {
        assert_eq!(table(text), want, "{what}");
    }
}

#[test]
fn tables_below_one_another_are_told_and_can_be_asked_for() {
    let text = "Namn;Antal\nAsa;5\nBo;6\nCia;7\n;\nForum;Möten\nLSS-rådet;4\nBarnahus;12\n";
    let first = normalise(text.as_bytes(), &[]);
    assert_eq!(first.out, "Namn,Antal\nAsa,5\nBo,6\nCia,7\n");
    assert!(first.err.contains("tabell 2 från rad 6, 2 rader"), "{}", first.err);
    let second = normalise(text.as_bytes(), &["--table", "2"]);
    assert_eq!(second.out, "Forum,Möten\nLSS-rådet,4\nBarnahus,12\n");
    assert_eq!(normalise(text.as_bytes(), &["--table", "3"]).code, 2);
}

#[test]
fn what_is_no_table_is_told() {
    for (bytes, sv, en) in [
        (&b""[..], "är tom", "is empty"),
        (b"\n\n", "är tom", "is empty"),
        (b"PK\x03\x04....", "arkivet är trasigt eller avkortat", "broken or cut short"),
        (b"\xD0\xCF\x11\xE0", "filen är en gammal Office-fil", "the file is an old Office file"),
        (b"%PDF-1.7\n", "filen är en PDF och ingen tabell", "the file is a PDF and no table"),
        (b"\x89PNG\r\n\x1A\n", "filen är en bild", "the file is an image"),
        (b"<html><table>", "filen är en webbsida", "the file is a web page"),
        (&[1; 500], "filen är ingen text", "the file is no text"),
    ] {
        for (lang, word) in [("sv", sv), ("en", en)] {
            let ended = normalise(bytes, &["--lang", lang]);
            assert_eq!((ended.code, ended.out.as_str()), (2, ""), "{}", ended.err);
            assert!(ended.err.contains(word) && ended.err.contains("tabell.csv"), "{}", ended.err);
        }
    }
}

#[test]
fn the_table_can_be_written_to_a_file() {
    let guard = TempDir::new().unwrap();
    let (file, out) = (guard.path().join("in.csv"), guard.path().join("ut.csv"));
    fs::write(&file, SWEDISH).unwrap();
    let ended = run(&["normalise", file.to_str().unwrap(), "-o", out.to_str().unwrap()]);
    assert_eq!((ended.code, ended.out.as_str()), (0, ""));
    assert_eq!(fs::read_to_string(out).unwrap(), CLEAN);
}

fn read(text: &[u8]) -> Vec<Sheet> {
    let guard = TempDir::new().unwrap();
    let file = guard.path().join("t.csv");
    fs::write(&file, text).unwrap();
    sheet::read(&file).unwrap_or_else(|error| panic!("{error}"))
}

/// Every line that a file's sheets speak of, in order.
fn lines(sheets: &[Sheet]) -> Vec<u32> {
    let mut all: Vec<u32> = Vec::new();
    for sheet in sheets {
        all.extend(sheet.header_lines.iter().cloned().flatten());
        all.extend(sheet.rows().flat_map(|row| row.lines()));
        all.extend(sheet.left_out().flat_map(|out| out.lines));
    }
    all.sort_unstable();
    all
}

/// Cells as they stand in tables: words, some with what CSV has to quote.
fn word() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[A-ZÅÄÖ][a-zåäö]{2,9}",
        1 => "[A-Z][a-z]{2,5}, [a-z]{3,6}",
        1 => "[a-z]{3,6} \"[a-z]{2,5}\" [a-z]{2,4}",
        1 => "[a-z]{3,6}\n[a-z]{3,6}",
    ]
}

/// A table: distinct names of columns, then rows of a word, a number and a date and
/// more words.
fn tables() -> impl Strategy<Value = Vec<Vec<String>>> {
    let row = (word(), 0..5000_u32, 1..28_u32, prop::collection::vec(word(), 2));
    prop::collection::vec(row, 2..20).prop_map(|rows| {
        let names = ["Namn", "Antal", "Dag", "Roll", "Ort"].map(str::to_owned).to_vec();
        let rows = rows.into_iter().map(|(name, n, day, rest)| {
            [vec![name, n.to_string(), format!("2024-03-{day:02}")], rest].concat()
        });
        [names].into_iter().chain(rows).collect()
    })
}

fn written(rows: &[Vec<String>]) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    for row in rows {
        writer.write_record(row).unwrap();
    }
    writer.into_inner().unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn a_plain_table_normalises_to_itself(rows in tables()) {
        let sheets = read(&written(&rows));
        prop_assert_eq!(sheets.len(), 1);
        prop_assert_eq!(&sheets[0].header, &rows[0]);
        let body: Vec<Vec<&str>> = sheets[0].rows().map(|row| row.cells().collect()).collect();
        prop_assert_eq!(body, &rows[1..]);
        prop_assert!(sheets[0].left_out().len() == 0);
    }

    #[test]
    fn every_line_is_in_the_table_or_left_out(
        text in "([a-zåä0-9;,\"'\\\\ \t.]{0,12}\n){1,30}[a-z]{1,5}",
    ) {
        let n = u32::try_from(text.matches('\n').count()).unwrap() + 1;
        let sheets = read(text.as_bytes());
        prop_assert_eq!(lines(&sheets), (1..=n).collect::<Vec<_>>());
    }
}

#[test]
fn rows_left_out_keep_their_reason_and_text() {
    let sheets =
        read(b"Lista;;\n;;\nNamn;Antal;Dag\nAsa;5;2024-01-02\nBo;6;2024-01-03\nSumma;11;\n");
    let told: Vec<(Reason, Vec<String>)> =
        sheets[0].left_out().map(|out| (out.reason, out.cells)).collect();
    let text = |cells: &[&str]| cells.iter().map(|c| (*c).to_owned()).collect::<Vec<_>>();
    assert_eq!(
        told,
        [
            (Reason::Preamble, text(&["Lista"])),
            (Reason::Blank, text(&[])),
            (Reason::Sum, text(&["Summa", "11"])),
        ]
    );
}
