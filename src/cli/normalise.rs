//! `samkarta normalise`: the table of a messy file as plain CSV.

use std::path::PathBuf;
use std::{env, io};

use super::Stop;
use super::guesses::{told, told_of_others};
use super::output::deliver;
use crate::load::sheet::{self, Sheet, SheetError, Source, Visibility};
use crate::model::Lang;
use crate::store::reason;

/// Skriv en stökig tabell som ren CSV: UTF-8, komma, rubrikraden först
/// (write a messy table as plain CSV: UTF-8, commas, header first)
#[derive(clap::Args)]
pub(super) struct Args {
    /// Filen med tabellen (the file with the table)
    file: PathBuf,
    /// Vilken tabell i filen, från 1; utan: den första stora
    /// (which table of the file, from 1; none: the first large one)
    #[arg(short, long, value_name = "N")]
    table: Option<usize>,
    /// Fil att skriva; utan eller -: standard ut (file to write; none or -: standard output)
    #[arg(short, long)]
    output: Option<PathBuf>,
}

pub(super) fn run(args: &Args, lang: Lang) -> Result<(), Stop> {
    let program = env::current_exe().unwrap_or_default();
    let sheets = sheet::read_apart(&args.file, &program).map_err(|error| unread(&error, lang))?;
    let chosen = match args.table {
        None => main_table(&sheets),
        Some(n) if (1..=sheets.len()).contains(&n) => n - 1,
        Some(_) => return Err(Stop::Usage(no_such_table(args, sheets.len(), lang))),
    };
    let sheet = &sheets[chosen];
    eprint!("{}", told(sheet, lang));
    if sheets.len() > 1 {
        eprint!("{}", told_of_others(&sheets, chosen, lang));
    }
    let bytes = written(sheet)?;
    deliver(args.output.as_deref(), &bytes, lang)
}

/// The first table that has at least half as many rows as the longest, on a worksheet
/// that can be seen if there is one.
fn main_table(sheets: &[Sheet]) -> usize {
    let is_hidden = |sheet: &Sheet| match &sheet.guesses.source {
        Source::Worksheet(worksheet) => worksheet.visibility != Visibility::Visible,
        Source::Text { .. } => false,
    };
    let all_hidden = sheets.iter().all(is_hidden);
    let seen = |sheet: &&Sheet| all_hidden || !is_hidden(sheet);
    let most = sheets.iter().filter(seen).map(|sheet| sheet.rows().len()).max().unwrap_or(0);
    let is_main = |sheet: &Sheet| seen(&sheet) && sheet.rows().len() * 2 >= most;
    sheets.iter().position(is_main).unwrap_or(0)
}

/// The table as UTF-8 CSV with commas. Short rows are filled up with empty cells,
/// and empty cells beyond the header's last are dropped.
fn written(sheet: &Sheet) -> Result<Vec<u8>, Stop> {
    let mut writer = ::csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
    let width = match sheet.header.len() {
        0 => sheet.width(),
        n => n,
    };
    if !sheet.header.is_empty() {
        writer.write_record(&sheet.header)?;
    }
    for row in sheet.rows() {
        let mut cells: Vec<&str> = row.cells().collect();
        while cells.len() > width && cells.last() == Some(&"") {
            cells.pop();
        }
        cells.resize(cells.len().max(width), "");
        writer.write_record(cells)?;
    }
    writer.into_inner().map_err(|error| error.into_error().into())
}

fn no_such_table(args: &Args, tables: usize, lang: Lang) -> String {
    let file = args.file.display();
    match lang {
        Lang::Sv => format!("{file} har tabellerna 1 till {tables}; ange en av dem med --table"),
        Lang::En => format!("{file} has tables 1 to {tables}; name one of them with --table"),
    }
}

pub(super) fn unread(error: &SheetError, lang: Lang) -> Stop {
    Stop::Usage(match (error, lang) {
        (SheetError::Unreadable { path, source }, Lang::Sv)
            if source.kind() != io::ErrorKind::NotFound =>
        {
            format!("{} går inte att läsa: {}", path.display(), reason(source).sv)
        }
        (SheetError::Unreadable { path, source }, Lang::En)
            if source.kind() != io::ErrorKind::NotFound =>
        {
            format!("{} cannot be read: {}", path.display(), reason(source).en)
        }
        _ => error.text().get(lang).to_owned(),
    })
}
