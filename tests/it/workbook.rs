//! Workbooks as people make them, and the tables that come out.

use std::path::{Path, PathBuf};
use std::{fs, io};

use rust_xlsxwriter::{Color, ExcelDateTime, Format, Formula, Workbook, Worksheet, XlsxError};
use samkarta::load::sheet::{self, Address, Reason, Sheet, Source, Visibility};
use samkarta::model::Progress;
use tempfile::TempDir;

use crate::fixture::{Ended, run};

/// The bytes of a workbook with the given worksheets.
fn workbook(fill: impl FnOnce(&mut Workbook) -> Result<(), XlsxError>) -> Vec<u8> {
    let mut workbook = Workbook::new();
    fill(&mut workbook).unwrap();
    workbook.save_to_buffer().unwrap()
}

/// The bytes of a workbook with one worksheet.
fn worksheet(fill: impl FnOnce(&mut Worksheet) -> Result<(), XlsxError>) -> Vec<u8> {
    workbook(|workbook| fill(workbook.add_worksheet()))
}

fn write_rows(sheet: &mut Worksheet, first: u32, rows: &[&[&str]]) -> Result<(), XlsxError> {
    for (row, cells) in (first..).zip(rows) {
        for (column, cell) in (0..).zip(*cells) {
            match cell.parse::<f64>() {
                _ if cell.is_empty() => {}
                Ok(number) => sheet.write(row, column, number).map(|_| ())?,
                Err(_) => sheet.write(row, column, *cell).map(|_| ())?,
            }
        }
    }
    Ok(())
}

fn read(bytes: Vec<u8>) -> Vec<Sheet> {
    sheet::from_bytes(Path::new("bok.xlsx"), bytes).unwrap_or_else(|error| panic!("{error}"))
}

fn body(sheet: &Sheet) -> Vec<Vec<&str>> {
    sheet.rows().map(|row| row.cells().collect()).collect()
}

/// Writes bytes to a file of this name and normalises it.
fn normalise(name: &str, bytes: &[u8], args: &[&str]) -> Ended {
    let guard = TempDir::new().unwrap();
    let file = guard.path().join(name);
    fs::write(&file, bytes).unwrap();
    run(&[&["normalise", file.to_str().unwrap()], args].concat())
}

/// A mapping as a municipality sends it: a merged title, two header rows with merged
/// heads of groups, blank rows, merged units, dates, a sum, a note, and a second sheet.
fn mapping() -> Vec<u8> {
    workbook(|workbook| {
        let bold = Format::new().set_bold();
        let date = Format::new().set_num_format("yyyy-mm-dd");
        let sheet = workbook.add_worksheet().set_name("Kartläggning")?;
        sheet.merge_range(0, 0, 0, 4, "Kartläggning av stöd i Älvdalen 2026", &bold)?;
        sheet.merge_range(2, 0, 3, 0, "Enhet", &bold)?;
        sheet.merge_range(2, 1, 2, 2, "Insats", &bold)?;
        sheet.merge_range(2, 3, 2, 4, "Kontakt", &bold)?;
        write_rows(sheet, 3, &[&["", "Start", "Antal", "Ort", "Telefon"]])?;
        sheet.merge_range(4, 0, 5, 0, "Socialtjänsten", &Format::new())?;
        for (row, day, n, place) in [
            (4, 1, 5.0, "Älvdalen"),
            (5, 2, 6.5, "Särna"),
            (6, 3, 7.0, "Idre"),
            (8, 4, 0.3, "Åsen"),
        ] {
            let start = ExcelDateTime::from_ymd(2026, 3, day)?;
            sheet.write_with_format(row, 1, &start, &date)?;
            sheet.write(row, 2, if n == 0.3 { 0.1 + 0.2 } else { n })?;
            sheet.write(row, 3, place)?;
            sheet.write(row, 4, "0251-123")?;
        }
        sheet.write(6, 0, "Kvinnojouren Öppna Dörren")?.write(8, 0, "Polisen")?;
        sheet.write(9, 0, "Summa")?;
        sheet.write(9, 2, Formula::new("=SUM(C5:C9)").set_result("18.8"))?;
        sheet.write(11, 0, "Källa: enkät våren 2026")?;
        let other = workbook.add_worksheet().set_name("Forum & nätverk")?;
        write_rows(other, 0, &[&["Forum", "Möten"], &["LSS-rådet", "4"], &["Barnahus", "12"]])
    })
}

#[test]
fn a_mapping_gives_its_tables() {
    let sheets = read(mapping());
    let names: Vec<&str> = sheets.iter().map(|sheet| sheet.name.as_str()).collect();
    assert_eq!(names, ["Kartläggning", "Forum & nätverk"]);
    let first = &sheets[0];
    assert_eq!(
        first.header,
        ["Enhet", "Insats Start", "Insats Antal", "Kontakt Ort", "Kontakt Telefon"]
    );
    assert_eq!(first.header_lines, [3..4, 4..5]);
    assert_eq!(
        body(first),
        [
            ["Socialtjänsten", "2026-03-01", "5", "Älvdalen", "0251-123"],
            ["Socialtjänsten", "2026-03-02", "6.5", "Särna", "0251-123"],
            ["Kvinnojouren Öppna Dörren", "2026-03-03", "7", "Idre", "0251-123"],
            ["Polisen", "2026-03-04", "0.3", "Åsen", "0251-123"],
        ]
    );
    let lines: Vec<_> = first.rows().map(|row| row.lines()).collect();
    assert_eq!(lines, [5..6, 6..7, 7..8, 9..10]);
    assert_eq!(first.repeated(), [(Address { row: 5, column: 0 }, vec![6])]);
    let out: Vec<_> = first.left_out().map(|out| (out.lines, out.reason)).collect();
    assert_eq!(
        out,
        [
            (1..2, Reason::Preamble),
            (2..3, Reason::Blank),
            (8..9, Reason::Blank),
            (10..11, Reason::Sum),
            (11..12, Reason::Blank),
            (12..13, Reason::Note),
        ]
    );
    assert_eq!(body(&sheets[1]), [["LSS-rådet", "4"], ["Barnahus", "12"]]);
}

#[test]
fn normalise_lists_the_tables_by_worksheet() {
    let ended = normalise("kartläggning.xlsx", &mapping(), &[]);
    assert_eq!(ended.code, 0, "{}", ended.err);
    assert_eq!(
        ended.out,
        "Enhet,Insats Start,Insats Antal,Kontakt Ort,Kontakt Telefon\n\
         Socialtjänsten,2026-03-01,5,Älvdalen,0251-123\n\
         Socialtjänsten,2026-03-02,6.5,Särna,0251-123\n\
         Kvinnojouren Öppna Dörren,2026-03-03,7,Idre,0251-123\n\
         Polisen,2026-03-04,0.3,Åsen,0251-123\n"
    );
    for line in [
        "blad: 1, ”Kartläggning”, synligt",
        "obs: sammanfogad cell A5 gäller även rad 6",
        "datum: år, månad, dag (4 celler)",
        "rubrikrad: rad 3–4",
        "utelämnad: rad 1, står ovanför tabellen: Kartläggning av stöd i Älvdalen 2026",
        "utelämnad: rad 10, summarad: Summa | 18.8",
        "obs: tabell 2 på bladet ”Forum & nätverk” (synligt) från rad 1, 2 rader, skrivs med --table 2",
    ] {
        assert!(ended.err.contains(line), "no “{line}” in {}", ended.err);
    }
    let second = normalise("kartläggning.xlsx", &mapping(), &["--table", "2", "--lang", "en"]);
    assert_eq!(second.out, "Forum,Möten\nLSS-rådet,4\nBarnahus,12\n");
    assert!(second.err.contains("worksheet: 2, ”Forum & nätverk”, visible"), "{}", second.err);
}

#[test]
fn content_says_what_a_file_is() {
    let text = normalise("enkät.xlsx", "Namn;Antal\nÅsa;5\nBo;6\n".as_bytes(), &[]);
    assert_eq!((text.code, text.out.as_str()), (0, "Namn,Antal\nÅsa,5\nBo,6\n"));
    let book = normalise("enkät.csv", &mapping(), &["--table", "2"]);
    assert_eq!(book.out, "Forum,Möten\nLSS-rådet,4\nBarnahus,12\n");
}

#[test]
fn values_of_every_kind() {
    let sheets = read(worksheet(|sheet| {
        write_rows(sheet, 0, &[&["Sort", "Värde"]])?;
        let looks =
            ["0%", "000000-0000", "mmm-yy", "yyyy", "hh:mm", "[h]:mm", "yyyy-mm-dd hh:mm:ss"];
        let values = [0.9, 101_011_234.0, 46_082.0, 46_023.0, 0.59375, 1.5, 46_082.5];
        for (row, (look, value)) in (1..).zip(looks.iter().zip(values)) {
            let format = Format::new().set_num_format(*look);
            sheet.write(row, 0, *look)?.write_with_format(row, 1, value, &format)?;
        }
        sheet.write(8, 0, "sant")?.write(8, 1, true)?;
        sheet.write(9, 0, "fel")?.write(9, 1, Formula::new("=NA()").set_result("#N/A"))?;
        sheet.write(10, 0, "formel")?.write(10, 1, Formula::new("=1+2").set_result("3"))?;
        let (plain, red) = (Format::new(), Format::new().set_font_color(Color::Red));
        let runs = [(&plain, "Säg "), (&red, "<ja>"), (&plain, " & nej")];
        sheet.write(11, 0, "rik text")?.write_rich_string(11, 1, &runs)?;
        sheet.write(12, 0, "rader")?.write(12, 1, "en\nrad _x000D_ till")?;
        Ok(())
    }));
    let values: Vec<&str> = sheets[0].rows().filter_map(|row| row.cells().nth(1)).collect();
    assert_eq!(
        values,
        [
            "90%",
            "010101-1234",
            "2026-03",
            "2026",
            "14:15",
            "36:00",
            "2026-03-01T12:00",
            "TRUE",
            "#N/A",
            "3",
            "Säg <ja> & nej",
            "en\nrad _x000D_ till",
        ]
    );
}

#[test]
fn merged_heads_span_exactly_their_columns() {
    let sheets = read(worksheet(|sheet| {
        sheet.merge_range(0, 1, 0, 2, "Kontakt", &Format::new())?;
        write_rows(sheet, 1, &[&["Namn", "Telefon", "Ort", "Antal"]])?;
        write_rows(sheet, 2, &[&["Åsa", "08-1", "Järna", "5"], &["Bo", "08-2", "Hölö", "6"]])
    }));
    assert_eq!(sheets[0].header, ["Namn", "Kontakt Telefon", "Kontakt Ort", "Antal"]);
}

#[test]
fn what_is_hidden_is_read_and_told() {
    let bytes = workbook(|workbook| {
        let hidden = workbook.add_worksheet().set_name("Dolt")?;
        hidden.set_hidden(true);
        let row = ["Rut", "1", "x"];
        write_rows(hidden, 0, &[&["Namn", "Antal", "Sort"], &row, &row, &row, &row, &row, &row])?;
        let sheet = workbook.add_worksheet().set_name("Synligt")?;
        sheet.set_active(true);
        write_rows(
            sheet,
            0,
            &[&["Namn", "Antal", "Ort"], &["Åsa", "5", "Järna"], &["Bo", "6", "Hölö"]],
        )?;
        sheet.set_row_hidden(1)?.set_column_hidden(1)?;
        Ok(())
    });
    let sheets = read(bytes.clone());
    let Source::Worksheet(first) = &sheets[0].guesses.source else { panic!("no worksheet") };
    assert_eq!(first.visibility, Visibility::Hidden);
    let ended = normalise("b.xlsx", &bytes, &[]);
    assert_eq!(ended.out, "Namn,Antal,Ort\nÅsa,5,Järna\nBo,6,Hölö\n");
    for line in [
        "dolda rader lästes också: 2",
        "dolda kolumner lästes också: B",
        "tabell 1 på bladet ”Dolt” (dolt)",
    ] {
        assert!(ended.err.contains(line), "no “{line}” in {}", ended.err);
    }
}

#[test]
fn what_is_no_workbook_is_told() {
    let zip = |names: &[(&str, &str)]| {
        let mut zip = zip::ZipWriter::new(io::Cursor::new(Vec::new()));
        for (name, text) in names {
            zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
            io::Write::write_all(&mut zip, text.as_bytes()).unwrap();
        }
        zip.finish().unwrap().into_inner()
    };
    for (bytes, sv, en) in [
        (zip(&[("word/document.xml", "<x/>")]), "ett textdokument", "a text document"),
        (
            zip(&[("mimetype", "application/vnd.oasis.opendocument.spreadsheet")]),
            "(.ods)",
            "a LibreOffice spreadsheet",
        ),
        (zip(&[("xl/workbook.bin", "")]), "(.xlsb)", "a binary Excel file"),
        (zip(&[("a.txt", "")]), "ett arkiv utan arbetsbok", "an archive without a workbook"),
        (zip(&[]), "ett arkiv utan arbetsbok", "an archive without a workbook"),
        (worksheet(|_| Ok(())), "är tom", "is empty"),
    ] {
        for (lang, word) in [("sv", sv), ("en", en)] {
            let ended = normalise("b.xlsx", &bytes, &["--lang", lang]);
            assert_eq!((ended.code, ended.out.as_str()), (2, ""), "{}", ended.err);
            assert!(ended.err.contains(word) && ended.err.contains("b.xlsx"), "{}", ended.err);
        }
    }
}

#[test]
fn a_process_of_its_own_reads_the_same() {
    let program = PathBuf::from(env!("CARGO_BIN_EXE_samkarta"));
    let (here, there) = (
        read(mapping()),
        sheet::read_bytes_apart(Path::new("bok.xlsx"), mapping(), &program, &Progress::silent())
            .unwrap(),
    );
    let nowhere = Path::new("nobody-has-this-program");
    let instead =
        sheet::read_bytes_apart(Path::new("bok.xlsx"), mapping(), nowhere, &Progress::silent())
            .unwrap();
    for other in [&there, &instead] {
        assert_eq!(other.len(), here.len());
        for (a, b) in here.iter().zip(other) {
            assert_eq!((&a.name, &a.header, &a.guesses), (&b.name, &b.header, &b.guesses));
            assert_eq!(body(a), body(b));
            assert!(a.left_out().eq(b.left_out()));
            assert_eq!(a.repeated(), b.repeated());
        }
    }
}
