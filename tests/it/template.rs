//! The template: written, read back, recognised, the same each time.

use std::fs;
use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use samkarta::export::template;
use samkarta::load::form::{self, Guide, RowKind, fields, recognise, row_kind};
use samkarta::load::sheet;
use samkarta::model::Lang;
use samkarta::model::text::Word;

use crate::fixture::run;

const LANGS: [Lang; 2] = [Lang::Sv, Lang::En];

#[test]
fn a_workbook_has_what_a_strategist_needs() {
    for guide in Guide::ALL {
        for (lang, names) in
            LANGS.into_iter().zip([["Intervjuer", "Så här gör du"], ["Interviews", "How to"]])
        {
            let bytes = template::workbook(*guide, lang).unwrap();
            assert_eq!(bytes, template::workbook(*guide, lang).unwrap(), "other bytes each time");
            let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
            assert_eq!(book.sheet_names(), names);
            let range = book.worksheet_range(names[0]).unwrap();
            let rows: Vec<Vec<String>> =
                range.rows().map(|row| row.iter().map(Data::to_string).collect()).collect();
            assert_eq!(rows.len(), 2);
            let form = recognise(&rows[0], &[rows[1].iter().map(String::as_str).collect()], None);
            assert_eq!(form.guide, Some(*guide));
            for (column, field) in form.columns.iter().zip(fields(*guide)) {
                assert_eq!((column.question, column.confidence), (field.question, 1.0));
            }
            assert_eq!(row_kind(rows[1].iter().map(String::as_str)), RowKind::Example);
            let help = book.worksheet_range(names[1]).unwrap();
            let header: Vec<String> =
                help.rows().next().unwrap().iter().map(Data::to_string).collect();
            assert!(form::is_instructions(&header));
            assert!(!form::is_instructions(&rows[0]));
        }
    }
}

#[test]
fn a_workbook_holds_choices_and_help() {
    let bytes = template::workbook(Guide::Agency, Lang::Sv).unwrap();
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut part = |name: &str| {
        let mut text = String::new();
        std::io::Read::read_to_string(&mut zip.by_name(name).unwrap(), &mut text).unwrap();
        text
    };
    let sheet = part("xl/worksheets/sheet1.xml");
    for word in ["Ja,Nej,Vet inte", "På plats,Telefon,Video,Skriftligt", "Använder SIP", "frozen"]
    {
        assert!(sheet.contains(word), "no {word}");
    }
    assert!(part("xl/comments1.xml").contains("Inget namn."));
    assert!(part("docProps/core.xml").contains("2026-01-01T00:00:00Z"));
}

#[test]
fn a_csv_template_comes_back_as_it_was() {
    let folder = tempfile::TempDir::new().unwrap();
    for guide in Guide::ALL {
        for lang in LANGS {
            let bytes = template::text(*guide, lang).unwrap();
            assert!(bytes.starts_with("\u{FEFF}".as_bytes()));
            let own = "Jouren;2026-04-01;Telefon;Ordförande\r\nKyrkan;2026-04-02;Video;Diakon\r\n";
            for more in ["", own] {
                let file = folder.path().join("mall.csv");
                fs::write(&file, [&bytes, more.as_bytes()].concat()).unwrap();
                let sheets = sheet::read(&file).unwrap();
                assert_eq!(sheets.len(), 1);
                let rows: Vec<Vec<&str>> =
                    sheets[0].rows().map(|row| row.cells().collect()).collect();
                assert_eq!(rows.len(), 1 + more.lines().count(), "{:?}", sheets[0].header);
                let form = recognise(&sheets[0].header, &rows, None);
                assert_eq!(form.guide, Some(*guide));
                for (column, field) in form.columns.iter().zip(fields(*guide)) {
                    assert_eq!((column.question, column.confidence), (field.question, 1.0));
                }
                let kinds: Vec<RowKind> =
                    rows.iter().map(|row| row_kind(row.iter().copied())).collect();
                assert_eq!(kinds[0], RowKind::Example);
                assert!(kinds[1..].iter().all(|kind| *kind == RowKind::Answer));
            }
        }
    }
}

#[test]
fn the_command_writes_both_kinds_and_follows_the_language() {
    let folder = tempfile::TempDir::new().unwrap();
    for (guide, lang, heading) in
        [("agency", "sv", "Verksamhet som svarar"), ("ngo", "en", "Unit that answers")]
    {
        for ending in ["xlsx", "csv"] {
            let file = folder.path().join(format!("{guide}.{ending}"));
            let file = file.to_str().unwrap();
            let ended = run(&["template", "--guide", guide, "--lang", lang, "-o", file]);
            assert_eq!((ended.code, ended.out.as_str()), (0, ""), "{}", ended.err);
            let bytes = fs::read(file).unwrap();
            if ending == "csv" {
                assert!(String::from_utf8(bytes).unwrap().contains(heading));
            } else {
                assert!(bytes.starts_with(b"PK"));
            }
        }
    }
    let ended = run(&["template", "--guide", "ngo", "-o", "mall.xls"]);
    assert!(ended.code == 2 && ended.err.contains(".xlsx"), "{}", ended.err);
}
