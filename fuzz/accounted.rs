//! What has to hold for every file, whatever bytes are in it. Shared by the fuzz
//! targets and by `tests/it/fuzz.rs`.

use std::collections::BTreeMap;
use std::path::Path;

use samkarta::load::sheet::{self, Sheet, Source};

/// Reads bytes as a file and checks that every line of every sheet is in the header,
/// in a row or left out, once; that rows have no more cells than the table is wide;
/// and that reading again gives the same. A file that gives no sheet gives a message.
/// Says how many sheets there were.
pub fn check(name: &str, bytes: &[u8]) -> usize {
    match sheet::from_bytes(Path::new(name), bytes.to_vec()) {
        Ok(sheets) => {
            assert!(!sheets.is_empty(), "no sheet and no message");
            lines_are_accounted_for(&sheets);
            sheets.iter().for_each(cells_are_in_the_table);
            let again = sheet::from_bytes(Path::new(name), bytes.to_vec());
            let told =
                |sheets: &[Sheet]| format!("{:?}", sheets.iter().map(said).collect::<Vec<_>>());
            assert_eq!(again.ok().map(|again| told(&again)), Some(told(&sheets)));
            sheets.len()
        }
        Err(error) => {
            let text = error.text();
            for text in [&text.sv, &text.en, &error.to_string()] {
                assert!(text.contains(name), "the message does not name the file: {text}");
            }
            0
        }
    }
}

/// Everything that a sheet says.
fn said(sheet: &Sheet) -> (&str, &[String], Vec<Vec<&str>>, usize) {
    let rows = sheet.rows().map(|row| row.cells().collect()).collect();
    (&sheet.name, &sheet.header, rows, sheet.left_out().len())
}

fn lines_are_accounted_for(sheets: &[Sheet]) {
    let mut lines: BTreeMap<u32, Vec<(u32, u32)>> = BTreeMap::new();
    for sheet in sheets {
        let place = match &sheet.guesses.source {
            Source::Worksheet(worksheet) => worksheet.place,
            Source::Text { .. } => 0,
        };
        let lines = lines.entry(place).or_default();
        let rows = sheet.rows().map(|row| row.lines());
        let all = sheet.header_lines.iter().cloned().chain(rows);
        lines.extend(all.chain(sheet.left_out().map(|out| out.lines)).map(|l| (l.start, l.end)));
    }
    for (place, mut lines) in lines {
        lines.sort_unstable();
        assert_eq!(lines.first().map(|first| first.0), Some(1), "worksheet {place}");
        for pair in lines.windows(2) {
            assert_eq!(pair[0].1, pair[1].0, "worksheet {place}: lines lost or twice");
        }
    }
}

fn cells_are_in_the_table(sheet: &Sheet) {
    let width = sheet.width();
    assert!(sheet.rows().all(|row| row.cells().len() <= width), "a cell beyond the table");
    for (address, rows) in sheet.repeated() {
        let line = |row: &sheet::Row<'_>| row.lines().start;
        let text = |at: u32| {
            let row = sheet.rows().find(|row| line(row) == at);
            row.and_then(|row| row.cells().nth(address.column as usize).map(str::to_owned))
        };
        // Long tables are not searched for each of their merged cells.
        if sheet.rows().len() < 1000 {
            assert!(
                rows.iter().all(|row| text(*row) == text(address.row)),
                "{address} is not said"
            );
        }
    }
}
