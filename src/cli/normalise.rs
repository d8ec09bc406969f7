//! `samkarta normalise`: the table of a messy file as plain CSV.

use std::io;
use std::ops::Range;
use std::path::PathBuf;

use super::export::unwritten;
use super::{Stop, print};
use crate::load::sheet::{
    self, Because, Escape, Foreign, LARGEST, LineEnd, Reason, Sheet, SheetError, Spaced,
};
use crate::model::Lang;
use crate::store::{reason, replace_file};

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
    /// Fil att skriva; utan: standard ut (file to write; none: standard output)
    #[arg(short, long)]
    output: Option<PathBuf>,
}

pub(super) fn run(args: &Args, lang: Lang) -> Result<(), Stop> {
    let sheets = sheet::read(&args.file).map_err(|error| unread(&error, lang))?;
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
    match &args.output {
        Some(file) => replace_file(file, &bytes).map_err(|error| unwritten(file, &error, lang)),
        None => print(&String::from_utf8_lossy(&bytes)),
    }
}

/// The first table that has at least half as many rows as the longest.
fn main_table(sheets: &[Sheet]) -> usize {
    let most = sheets.iter().map(|sheet| sheet.rows().len()).max().unwrap_or(0);
    sheets.iter().position(|sheet| sheet.rows().len() * 2 >= most).unwrap_or(0)
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

/// What was guessed and what was left out, a line each.
fn told(sheet: &Sheet, lang: Lang) -> String {
    let guesses = &sheet.guesses;
    let dialect = &guesses.dialect;
    let (encoded, none) = (&guesses.encoded, pick(lang, "ingen", "none"));
    let mut lines = vec![(
        pick(lang, "teckenkodning", "encoding"),
        format!("{} ({})", encoded.name, because(encoded.because, lang)),
    )];
    for (count, what) in [
        (
            encoded.stray,
            pick(lang, "byte som inte hör till kodningen", "bytes not of this encoding"),
        ),
        (encoded.zeros, pick(lang, "nollbyte borttagna", "zero bytes left out")),
    ] {
        if count > 0 {
            lines.push((pick(lang, "obs", "note"), format!("{count} {what}")));
        }
    }
    lines.push((
        pick(lang, "avgränsare", "delimiter"),
        dialect.delimiter.map_or_else(
            || pick(lang, "ingen, en kolumn", "none, one column").to_owned(),
            |delimiter| delimiter_name(delimiter, dialect.spaced, lang),
        ),
    ));
    let escape = match dialect.escape {
        Escape::Doubled => pick(lang, "dubblas", "doubled"),
        Escape::Backslash => pick(lang, "efter omvänt snedstreck", "after a backslash"),
    };
    lines.push((
        pick(lang, "citattecken", "quote"),
        format!("{} ({escape})", char::from(dialect.quote)),
    ));
    if dialect.line_end == LineEnd::Cr {
        lines.push((pick(lang, "radslut", "line end"), "CR".to_owned()));
    }
    if let Some(mark) = guesses.decimal_mark {
        let mark = match mark {
            ',' => pick(lang, "komma", "comma"),
            _ => pick(lang, "punkt", "point"),
        };
        lines.push((pick(lang, "decimaltecken", "decimal mark"), mark.to_owned()));
    }
    let header = match sheet.header_lines.as_slice() {
        [] => none.to_owned(),
        [only] => numbered(only, lang),
        [first, .., last] => numbered(&(first.start..last.end), lang),
    };
    lines.push((pick(lang, "rubrikrad", "header"), header));
    let (rows, columns) = (sheet.rows().len(), sheet.width());
    lines.push((
        pick(lang, "tabell", "table"),
        match lang {
            Lang::Sv => format!("{rows} rader, {columns} kolumner"),
            Lang::En => format!("{rows} rows, {columns} columns"),
        },
    ));
    let mut text: String = lines.iter().map(|(what, how)| format!("{what}: {how}\n")).collect();
    text.push_str(&told_left_out(sheet, lang));
    text
}

/// How many rows left out are told one by one.
const TOLD: usize = 100;

/// The rows left out; blank ones that follow one another on one line.
fn told_left_out(sheet: &Sheet, lang: Lang) -> String {
    let (mut text, mut told) = (String::new(), 0);
    let mut rest = sheet.left_out().peekable();
    while let Some(first) = rest.next() {
        if told == TOLD {
            let more = rest.len() + 1;
            text.push_str(&match lang {
                Lang::Sv => format!("utelämnade: {more} rader till\n"),
                Lang::En => format!("left out: {more} more rows\n"),
            });
            break;
        }
        told += 1;
        let mut lines = first.lines.clone();
        while first.reason == Reason::Blank
            && let Some(next) =
                rest.next_if(|next| next.reason == Reason::Blank && next.lines.start == lines.end)
        {
            lines.end = next.lines.end;
        }
        let why = match first.reason {
            Reason::Blank => pick(lang, "tom", "blank"),
            Reason::Preamble => pick(lang, "står ovanför tabellen", "above the table"),
            Reason::Note => pick(lang, "anmärkning under tabellen", "note below the table"),
            Reason::Sum => pick(lang, "summarad", "sum"),
        };
        let lines = numbered(&lines, lang);
        text.push_str(&format!("{}: {lines}, {why}", pick(lang, "utelämnad", "left out")));
        if !first.cells.is_empty() {
            text.push_str(&format!(": {}", first.cells.join(" | ").replace(['\n', '\r'], " ")));
        }
        text.push('\n');
    }
    text
}

fn told_of_others(sheets: &[Sheet], chosen: usize, lang: Lang) -> String {
    let mut text = String::new();
    for (place, other) in sheets.iter().enumerate().filter(|(place, _)| *place != chosen) {
        let n = place + 1;
        let start = other.header_lines.first().map(|lines| lines.start);
        let start = start.or_else(|| other.rows().next().map(|row| row.lines().start)).unwrap_or(0);
        let rows = other.rows().len();
        text.push_str(&match lang {
            Lang::Sv => {
                format!("obs: tabell {n} från rad {start}, {rows} rader, skrivs med --table {n}\n")
            }
            Lang::En => format!(
                "note: table {n} from line {start}, {rows} rows, is written by --table {n}\n"
            ),
        });
    }
    text
}

fn numbered(lines: &Range<u32>, lang: Lang) -> String {
    let (first, last) = (lines.start, lines.end.saturating_sub(1));
    if first >= last {
        format!("{} {first}", pick(lang, "rad", "line"))
    } else {
        format!("{} {first}–{last}", pick(lang, "rad", "lines"))
    }
}

fn because(because: Because, lang: Lang) -> &'static str {
    match because {
        Because::Mark => pick(lang, "byteordningsmärke", "byte order mark"),
        Because::Valid => pick(lang, "giltig", "valid"),
        Because::Zeros => pick(lang, "nollbyte på varannan plats", "every other byte is zero"),
        Because::Letters => pick(lang, "gissad på bokstäverna", "guessed by letters"),
    }
}

fn delimiter_name(delimiter: u8, spaced: Spaced, lang: Lang) -> String {
    let name = match delimiter {
        b',' => pick(lang, "komma", "comma"),
        b';' => pick(lang, "semikolon", "semicolon"),
        b'\t' => pick(lang, "tabb", "tab"),
        b'|' => pick(lang, "lodstreck", "pipe"),
        b' ' => pick(lang, "mellanslag", "space"),
        b':' => pick(lang, "kolon", "colon"),
        other => return char::from(other).to_string(),
    };
    match spaced {
        Spaced::No => name.to_owned(),
        Spaced::Yes => format!("{name} {}", pick(lang, "och mellanslag", "and space")),
    }
}

fn no_such_table(args: &Args, tables: usize, lang: Lang) -> String {
    let file = args.file.display();
    match lang {
        Lang::Sv => format!("{file} har tabellerna 1 till {tables}; ange en av dem med --table"),
        Lang::En => format!("{file} has tables 1 to {tables}; name one of them with --table"),
    }
}

fn unread(error: &SheetError, lang: Lang) -> Stop {
    let sv = match error {
        SheetError::Unreadable { path, source } if source.kind() == io::ErrorKind::NotFound => {
            format!("{} finns inte; ange en fil med en tabell", path.display())
        }
        SheetError::Unreadable { path, source } => {
            format!("{} går inte att läsa: {}", path.display(), reason(source).sv)
        }
        SheetError::Empty { path } => {
            format!("{} är tom; det finns ingen tabell i den", path.display())
        }
        SheetError::TooLarge { path } => {
            let most = LARGEST >> 20;
            format!("{} är större än {most} MB; dela filen i flera", path.display())
        }
        SheetError::Foreign { path, what } => {
            format!("{}: {}", path.display(), foreign(*what, Lang::Sv))
        }
    };
    let en = match error {
        SheetError::Unreadable { path, source } if source.kind() == io::ErrorKind::NotFound => {
            format!("{} does not exist; name a file with a table", path.display())
        }
        SheetError::Unreadable { path, source } => {
            format!("{} cannot be read: {}", path.display(), reason(source).en)
        }
        SheetError::Empty { path } => {
            format!("{} is empty; there is no table in it", path.display())
        }
        SheetError::TooLarge { .. } => format!("{error}; split it"),
        SheetError::Foreign { path, what } => {
            format!("{}: {}", path.display(), foreign(*what, Lang::En))
        }
    };
    Stop::Usage(match lang {
        Lang::Sv => sv,
        Lang::En => en,
    })
}

fn foreign(what: Foreign, lang: Lang) -> &'static str {
    match what {
        Foreign::Workbook | Foreign::OldWorkbook => pick(
            lang,
            "Excel-filer läses inte ännu; spara bladet som CSV",
            "Excel files are not read yet; save the sheet as CSV",
        ),
        Foreign::Pdf => pick(
            lang,
            "en PDF är ingen tabell; be om filen som tabellen kom ur",
            "a PDF is no table; ask for the file the table came from",
        ),
        Foreign::Binary => pick(
            lang,
            "filen är ingen text; spara tabellen som CSV",
            "the file is no text; save the table as CSV",
        ),
    }
}

fn pick(lang: Lang, sv: &'static str, en: &'static str) -> &'static str {
    match lang {
        Lang::Sv => sv,
        Lang::En => en,
    }
}
