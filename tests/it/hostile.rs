//! Workbooks that mean harm: each ends soon, in little memory, in a table or in a
//! message that names the file and the cause.

use std::fmt::Write as _;
use std::io::{Cursor, Read, Write as _};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use std::{fs, thread};

use tempfile::TempDir;
use zip::write::{SimpleFileOptions, ZipWriter};

use crate::fixture::root;

/// How long the command may take before it is killed. Far more than it promises,
/// because a test machine may be busy.
const KILLED_AFTER: Duration = Duration::from_secs(60);

/// What the command and the process it starts may take together, in kB.
const MEMORY: u64 = 256 << 10;

/// The parts of a workbook with one worksheet; any of them may be made to do harm.
#[derive(Clone)]
pub struct Book {
    pub sheets: String,
    pub relations: String,
    pub strings: String,
    pub styles: String,
    pub more: Vec<(String, Vec<u8>)>,
}

impl Book {
    /// A sound workbook with these rows.
    pub fn new(rows: &str) -> Self {
        Self {
            sheets: r#"<sheets><sheet name="Blad1" sheetId="1" r:id="r1"/></sheets>"#.to_owned(),
            relations: relation("r1", "worksheet", "worksheets/sheet1.xml"),
            strings: "<sst><si><t>Namn</t></si><si><t>Antal</t></si></sst>".to_owned(),
            styles: r#"<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>"#
                .to_owned(),
            more: vec![sheet(rows)],
        }
    }

    /// The bytes of the workbook.
    pub fn bytes(&self) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        let quick = SimpleFileOptions::default().compression_level(Some(1));
        let workbook = format!("<workbook>{}</workbook>", self.sheets);
        let relations = format!(
            "<Relationships>{}{}{}</Relationships>",
            self.relations,
            relation("s", "sharedStrings", "sharedStrings.xml"),
            relation("f", "styles", "styles.xml"),
        );
        let own = [
            ("xl/workbook.xml", workbook.as_bytes()),
            ("xl/_rels/workbook.xml.rels", relations.as_bytes()),
            ("xl/sharedStrings.xml", self.strings.as_bytes()),
            ("xl/styles.xml", self.styles.as_bytes()),
        ];
        let more = self.more.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice()));
        for (name, bytes) in own.into_iter().chain(more) {
            zip.start_file(name, quick).unwrap();
            zip.write_all(bytes).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }
}

fn relation(id: &str, kind: &str, target: &str) -> String {
    format!(r#"<Relationship Id="{id}" Type="http://x/{kind}" Target="{target}"/>"#)
}

fn sheet(rows: &str) -> (String, Vec<u8>) {
    let xml = format!("<worksheet><sheetData>{rows}</sheetData></worksheet>");
    ("xl/worksheets/sheet1.xml".to_owned(), xml.into_bytes())
}

/// Two columns, three rows: header, a name and a number.
const SOUND: &str = r#"<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>
    <row r="2"><c r="A2" t="inlineStr"><is><t>Asa</t></is></c><c r="B2"><v>5</v></c></row>
    <row r="3"><c r="A3" t="str"><v>Bo</v></c><c r="B3"><v>6</v></c></row>"#;

const SOUND_TABLE: &str = "Namn,Antal\nAsa,5\nBo,6\n";

/// How a run ended.
struct Ended {
    code: Option<i32>,
    out: String,
    err: String,
    /// The most memory that the command and its process took together, in kB.
    peak: u64,
}

/// The largest resident size that a process has had, in kB.
fn peak(pid: u32) -> u64 {
    let status = fs::read_to_string(format!("/proc/{pid}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or(0)
}

fn children(pid: u32) -> Vec<u32> {
    let text = fs::read_to_string(format!("/proc/{pid}/task/{pid}/children")).unwrap_or_default();
    text.split_whitespace().filter_map(|pid| pid.parse().ok()).collect()
}

fn drained(mut pipe: impl Read + Send + 'static) -> thread::JoinHandle<String> {
    thread::spawn(move || {
        let mut bytes = Vec::new();
        pipe.read_to_end(&mut bytes).unwrap();
        String::from_utf8_lossy(&bytes).into_owned()
    })
}

fn watched(mut child: Child) -> Ended {
    let (out, err) = (drained(child.stdout.take().unwrap()), drained(child.stderr.take().unwrap()));
    let (started, mut own, mut other) = (Instant::now(), 0, 0);
    let status = loop {
        own = peak(child.id()).max(own);
        other = children(child.id()).into_iter().map(peak).max().unwrap_or(0).max(other);
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
        assert!(started.elapsed() < KILLED_AFTER || child.kill().is_err(), "it took too long");
        thread::sleep(Duration::from_millis(2));
    };
    Ended {
        code: status.code(),
        out: out.join().unwrap(),
        err: err.join().unwrap(),
        peak: own + other,
    }
}

/// Normalises a file as the command does.
fn normalise(name: &str, bytes: &[u8]) -> Ended {
    let guard = TempDir::new().unwrap();
    let file = guard.path().join("in").join("deep").join(name);
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(&file, bytes).unwrap();
    let child = Command::new(env!("CARGO_BIN_EXE_samkarta"))
        .current_dir(file.parent().unwrap())
        .args([Path::new("normalise"), &file])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let ended = watched(child);
    assert!(!ended.err.contains("panicked at"), "{name}: {}", ended.err);
    assert!(ended.peak <= MEMORY, "{name}: {} kB", ended.peak);
    let mut written = Vec::new();
    for folder in [guard.path(), &guard.path().join("in"), file.parent().unwrap()] {
        let entries = fs::read_dir(folder).unwrap();
        written.extend(entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()));
    }
    assert_eq!(written, ["in", "deep", name], "something was written");
    ended
}

/// The message that a workbook ends in.
#[track_caller]
fn refused(name: &str, bytes: &[u8], word: &str) {
    let ended = normalise(name, bytes);
    assert_eq!((ended.code, ended.out.as_str()), (Some(2), ""), "{name}: {}", ended.err);
    assert!(ended.err.contains(name), "{name} is not named: {}", ended.err);
    assert!(ended.err.contains(word), "{name}: no “{word}” in {}", ended.err);
}

/// The table and the talk that a workbook ends in.
#[track_caller]
fn accepted(name: &str, bytes: &[u8]) -> (String, String) {
    let ended = normalise(name, bytes);
    assert_eq!(ended.code, Some(0), "{name}: {}", ended.err);
    (ended.out, ended.err)
}

#[test]
fn a_sound_book_is_read() {
    assert_eq!(accepted("sund.xlsx", &Book::new(SOUND).bytes()).0, SOUND_TABLE);
}

#[test]
fn the_last_cell_of_a_sheet_costs_one_row() {
    let last = r#"<row r="1048576"><c r="XFD1048576"><v>7</v></c></row>"#;
    let (out, err) = accepted("hörn.xlsx", &Book::new(&format!("{SOUND}{last}")).bytes());
    assert!(out.contains("Asa,5") && err.contains("rad 4–1048575, tom"), "{err}");
    let (out, _) = accepted("ensam.xlsx", &Book::new(last).bytes());
    assert!(out.ends_with(",7\n"), "{}", out.len());
}

#[test]
fn a_count_of_strings_is_not_believed() {
    let mut book = Book::new(SOUND);
    book.strings =
        book.strings.replace("<sst>", r#"<sst count="4294967295" uniqueCount="4294967295">"#);
    assert_eq!(accepted("räknat.xlsx", &book.bytes()).0, SOUND_TABLE);
}

/// A worksheet of blank rows that unpacks to 500 MB, and where its sizes stand.
fn unpacking_to_500_mb() -> Vec<u8> {
    let mut book = Book::new("");
    book.more.clear();
    let mut zip = ZipWriter::new_append(Cursor::new(book.bytes())).unwrap();
    zip.start_file("xl/worksheets/sheet1.xml", SimpleFileOptions::default()).unwrap();
    zip.write_all(b"<worksheet><sheetData>").unwrap();
    let row = "<row></row>".repeat(100_000);
    for _ in 0..(500 << 20) / row.len() {
        zip.write_all(row.as_bytes()).unwrap();
    }
    zip.write_all(b"</sheetData></worksheet>").unwrap();
    zip.finish().unwrap().into_inner()
}

#[test]
fn what_unpacks_to_500_mb_is_refused_whatever_it_says() {
    let mut bytes = unpacking_to_500_mb();
    assert!(bytes.len() < 4 << 20, "{}", bytes.len());
    refused("bomb.xlsx", &bytes, "packas upp till mer än 256 MB");
    // The last entry of the directory says how large its part is unpacked.
    let directory = bytes.windows(4).rposition(|window| window == b"PK\x01\x02").unwrap();
    bytes[directory + 24..directory + 28].copy_from_slice(&1000_u32.to_le_bytes());
    refused("lögn.xlsx", &bytes, "xl/worksheets/sheet1.xml: filen är trasig");
}

#[test]
fn entities_are_not_expanded() {
    let laughs: String = (1..10).fold(r#"<!ENTITY a0 "ha">"#.to_owned(), |mut text, n| {
        write!(text, r#"<!ENTITY a{n} "{}">"#, format!("&a{};", n - 1).repeat(10)).unwrap();
        text
    });
    for (name, entities, text) in [
        ("xxe.xlsx", r#"<!ENTITY x SYSTEM "file:///etc/passwd">"#, "&x;"),
        ("skratt.xlsx", laughs.as_str(), "&a9;"),
    ] {
        let strings = format!("<!DOCTYPE sst [{entities}]><sst><si><t>{text}</t></si></sst>");
        let book = Book { strings, ..Book::new(SOUND) };
        refused(name, &book.bytes(), "xl/sharedStrings.xml: filen har en dokumenttyp (DTD)");
    }
    let strings = "<sst><si><t>&x;</t></si></sst>".to_owned();
    refused("okänd.xlsx", &Book { strings, ..Book::new(SOUND) }.bytes(), "okänd entitet");
}

#[test]
fn names_that_lead_out_are_only_names() {
    let mut book = Book::new(SOUND);
    book.more.push(("../../x".to_owned(), b"harm".to_vec()));
    book.more.push(("/etc/x".to_owned(), b"harm".to_vec()));
    assert_eq!(accepted("ut.xlsx", &book.bytes()).0, SOUND_TABLE);
    book.relations = relation("r1", "worksheet", "../../../../../../etc/passwd");
    refused("passwd.xlsx", &book.bytes(), "etc/passwd: delen saknas");
}

#[test]
fn a_broken_archive_is_told() {
    let bytes = Book::new(SOUND).bytes();
    refused("avkortad.xlsx", &bytes[..bytes.len() / 2], "trasigt eller avkortat");
    refused("svanslös.xlsx", &bytes[..bytes.len() - 10], "trasigt eller avkortat");
    let mut torn = bytes.clone();
    let name = b"xl/workbook.xml";
    let packed = bytes.windows(name.len()).position(|window| window == name).unwrap() + 20;
    torn[packed..packed + 20].fill(0xFF);
    refused("riven.xlsx", &torn, "går inte att läsa");
}

#[test]
fn markup_that_is_too_deep_or_too_long_is_told() {
    let deep = "<a>".repeat(1_000_000);
    refused("djup.xlsx", &Book::new(&deep).bytes(), "för djupt");
    let long = "x".repeat(100 << 20);
    let cell = format!(r#"<row r="1"><c r="A1" t="inlineStr"><is><t>{long}</t></is></c></row>"#);
    refused("lång.xlsx", &Book::new(&cell).bytes(), "större än 1 MB");
    let runs = format!("<r><t>{}</t></r>", "x".repeat(60_000)).repeat(30);
    let cell = format!(r#"<row r="1"><c r="A1" t="inlineStr"><is>{runs}</is></c></row>"#);
    refused("bitar.xlsx", &Book::new(&cell).bytes(), "större än 1 MB");
    let strings = format!("<sst><si><t>{long}</t></si></sst>");
    refused("delad.xlsx", &Book { strings, ..Book::new(SOUND) }.bytes(), "större än 1 MB");
    let tag = format!(r#"<row r="1" x="{long}"/>"#);
    refused("tagg.xlsx", &Book::new(&tag).bytes(), "större än 1 MB");
    refused("öppen.xlsx", &Book::new("<row><c>").bytes(), "xl/worksheets/sheet1.xml");
}

#[test]
fn numbers_that_point_nowhere_are_told() {
    let shared = |n: &str| format!(r#"<row r="1"><c r="A1" t="s"><v>{n}</v></c></row>"#);
    for n in ["2", "4294967296", "-1", "ett", "99999999999999999999"] {
        let word = format!("cellen A1 pekar på den delade texten {n}");
        refused("text.xlsx", &Book::new(&shared(n)).bytes(), &word);
    }
    let styled = SOUND.replace(r#"r="B2""#, r#"r="B2" s="77""#);
    let (out, err) = accepted("format.xlsx", &Book::new(&styled).bytes());
    assert_eq!(out, SOUND_TABLE);
    assert!(err.contains("1 tal har ett format som saknas i filen, det första i B2"), "{err}");
    let unsaved = SOUND.replace("<v>5</v>", "<f>1+4</f>");
    let (_, err) = accepted("formel.xlsx", &Book::new(&unsaved).bytes());
    assert!(err.contains("1 formler saknar uträknat värde"), "{err}");
}

#[test]
fn cells_that_stand_nowhere_are_told() {
    for (cells, word) in [
        (r#"<row r="2"/><row r="2"/>"#, "rad 2 kommer efter rad 2"),
        (r#"<row r="0"/>"#, "rad 0 kommer efter"),
        (r#"<row r="1048577"/>"#, "rad 1048577 kommer efter"),
        (r#"<row r="1"><c r="A2"><v>1</v></c></row>"#, "cellen A2 står i rad 1"),
        (r#"<row r="1"><c r="XFE1"><v>1</v></c></row>"#, "cellen XFE1 står i rad 1"),
        (r#"<row r="1"><c r="B1"><v>1</v></c><c r="B1"><v>2</v></c></row>"#, "B1 finns två gånger"),
    ] {
        refused("plats.xlsx", &Book::new(cells).bytes(), word);
    }
    // Addresses may be left out and need not be in order.
    let bare = r#"<row><c><v>1</v></c><c><v>2</v></c></row><row r="5"><c r="B5"><v>4</v></c><c r="A5"><v>3</v></c></row>"#;
    assert_eq!(accepted("utan.xlsx", &Book::new(bare).bytes()).0, "1,2\n3,4\n");
}

#[test]
fn wide_rows_are_counted_before_they_are_made() {
    let rows: String =
        (1..=5000).map(|n| format!(r#"<row r="{n}"><c r="XFD{n}"><v>1</v></c></row>"#)).collect();
    refused("brett.xlsx", &Book::new(&rows).bytes(), "fler än 4 miljoner celler");
    let strings = format!("<sst><si><t>{}</t></si></sst>", "x".repeat(1_000_000));
    let rows: String = (1..=5000)
        .map(|n| format!(r#"<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>"#))
        .collect();
    let book = Book { strings, ..Book::new(&rows) };
    refused("upprepat.xlsx", &book.bytes(), "mer än 64 MB text");
}

#[test]
fn formatted_rows_without_text_cost_nothing() {
    let blank: String =
        (4..400_000).map(|n| format!(r#"<row r="{n}"><c r="A{n}" s="1"/></row>"#)).collect();
    let (out, err) = accepted("tomt.xlsx", &Book::new(&format!("{SOUND}{blank}")).bytes());
    assert_eq!(out, SOUND_TABLE, "{err}");
}

#[test]
fn merged_areas_that_overlap_cost_no_more_than_cells() {
    let rows: String =
        (1..=20_000).map(|n| format!(r#"<row r="{n}"><c r="B{n}"><v>1</v></c></row>"#)).collect();
    let rows = rows.replacen("<c ", r#"<c r="A1" t="s"><v>0</v></c><c "#, 1);
    let area = r#"<mergeCell ref="A1:A1048576"/>"#;
    for (n, word) in [(50_000, ""), (200_000, "fler än 100 000 sammanfogade")] {
        let mut book = Book::new("");
        let xml = format!("<worksheet><sheetData>{rows}</sheetData>{}</worksheet>", area.repeat(n));
        book.more[0].1 = xml.into_bytes();
        match word {
            "" => drop(accepted("lager.xlsx", &book.bytes())),
            word => refused("lager.xlsx", &book.bytes(), word),
        }
    }
}

#[test]
fn dates_of_both_systems_and_the_day_that_never_was() {
    let rows: String = ["0", "1", "59", "60", "61", "46082", "2958465", "2958466", "-1", "1E+300"]
        .iter()
        .zip(1..)
        .map(|(day, n)| {
            format!(
                r#"<row r="{n}"><c r="A{n}"><v>{n}</v></c><c r="B{n}" s="1"><v>{day}</v></c></row>"#
            )
        })
        .collect();
    let mut book = Book::new(&rows);
    let days = |out: &str| -> Vec<String> {
        out.lines().filter_map(|line| line.split_once(',')).map(|(_, day)| day.to_owned()).collect()
    };
    assert_eq!(
        days(&accepted("1900.xlsx", &book.bytes()).0),
        [
            "0",
            "1900-01-01",
            "1900-02-28",
            "1900-02-29",
            "1900-03-01",
            "2026-03-01",
            "9999-12-31",
            "2958466",
            "-1",
            "1E300",
        ]
    );
    book.sheets.insert_str(0, r#"<workbookPr date1904="1"/>"#);
    let later = days(&accepted("1904.xlsx", &book.bytes()).0);
    assert_eq!(later[..3], ["1904-01-01", "1904-01-02", "1904-02-29"]);
}

#[test]
fn too_many_worksheets_or_parts_are_told() {
    let mut book = Book::new(SOUND);
    for n in 0..40_000 {
        book.more.push((format!("xl/worksheets/x{n}.xml"), b"<worksheet/>".to_vec()));
    }
    refused("delar.xlsx", &book.bytes(), "fler än 20 000 filer");
    let mut book = Book::new(SOUND);
    book.sheets =
        book.sheets.replace("</sheets>", &r#"<sheet name="B" r:id="r1"/>"#.repeat(40_000))
            + "</sheets>";
    refused("blad.xlsx", &book.bytes(), "fler än 1 000 blad");
}

#[test]
fn the_process_that_reads_has_limits_of_its_own() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_samkarta"))
        .current_dir(root())
        .arg(samkarta::load::sheet::COMMAND)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    // It waits for its input, with its limits set before the first byte.
    let limits = || fs::read_to_string(format!("/proc/{}/limits", child.id())).unwrap_or_default();
    let started = Instant::now();
    while !limits().contains("268435456") && started.elapsed() < KILLED_AFTER {
        thread::sleep(Duration::from_millis(5));
    }
    let text = limits();
    let has = |what: &str, most: &str| {
        text.lines().any(|line| line.starts_with(what) && line.matches(most).count() == 2)
    };
    assert!(has("Max address space", "268435456") && has("Max cpu time", " 5 "), "{text}");
    child.kill().unwrap();
    child.wait().unwrap();
}
