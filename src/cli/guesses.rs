//! What was guessed about a sheet, told to people: a line each.

use std::ops::Range;

use crate::load::sheet::{
    Because, DateOrder, Dates, Dialect, Encoded, Escape, LineEnd, Reason, Sheet, Source, Spaced,
    Worksheet, column_name,
};
use crate::model::Lang;
use crate::model::text::Word;

/// What was guessed and what was left out.
pub(super) fn told(sheet: &Sheet, lang: Lang) -> String {
    let guesses = &sheet.guesses;
    let mut lines = match &guesses.source {
        Source::Text { encoded, dialect } => of_text(encoded, dialect, lang),
        Source::Worksheet(worksheet) => of_worksheet(worksheet, lang),
    };
    for (address, rows) in sheet.repeated().into_iter().take(TOLD) {
        let rows: Vec<String> = rows.iter().map(u32::to_string).collect();
        let rows = match rows.len() {
            0..=10 => rows.join(", "),
            n => format!("{}–{} ({n})", rows[0], rows[n - 1]),
        };
        let text = match lang {
            Lang::Sv => format!("sammanfogad cell {address} gäller även rad {rows}"),
            Lang::En => format!("merged cell {address} holds for row {rows}, too"),
        };
        lines.push((pick(lang, "obs", "note"), text));
    }
    if let Some(mark) = guesses.decimal_mark {
        let mark = match mark {
            ',' => pick(lang, "komma", "comma"),
            _ => pick(lang, "punkt", "point"),
        };
        lines.push((pick(lang, "decimaltecken", "decimal mark"), mark.to_owned()));
    }
    if let Some(dates) = guesses.dates {
        lines.push((pick(lang, "datum", "dates"), of_dates(dates, lang)));
    }
    let header = match sheet.header_lines.as_slice() {
        [] => pick(lang, "ingen", "none").to_owned(),
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

type Line = (&'static str, String);

fn of_text(encoded: &Encoded, dialect: &Dialect, lang: Lang) -> Vec<Line> {
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
    lines
}

fn of_worksheet(worksheet: &Worksheet, lang: Lang) -> Vec<Line> {
    let Worksheet { place, name, visibility, .. } = worksheet;
    let note = pick(lang, "obs", "note");
    let visibility = visibility.label();
    let mut lines = vec![(
        pick(lang, "blad", "worksheet"),
        format!("{place}, ”{name}”, {}", visibility.get(lang)),
    )];
    let rows: Vec<String> =
        worksheet.hidden_rows.iter().map(|rows| range(rows, |n| n.to_string())).collect();
    let columns: Vec<String> = worksheet
        .hidden_columns
        .iter()
        .map(|columns| range(columns, |n| column_name(n.saturating_sub(1))))
        .collect();
    for (hidden, sv, en) in [
        (rows, "dolda rader lästes också", "hidden rows were read, too"),
        (columns, "dolda kolumner lästes också", "hidden columns were read, too"),
    ] {
        if !hidden.is_empty() {
            lines.push((note, format!("{}: {}", pick(lang, sv, en), few(&hidden))));
        }
    }
    if let Some((n, first)) = worksheet.unsaved {
        lines.push((
            note,
            match lang {
                Lang::Sv => format!(
                    "{n} formler saknar uträknat värde och läses som tomma, den första i {first}; \
                     öppna filen i Excel och spara den"
                ),
                Lang::En => format!(
                    "{n} formulas have no result and are read as empty, the first in {first}; \
                     open the file in Excel and save it"
                ),
            },
        ));
    }
    if let Some((n, first)) = worksheet.unstyled {
        lines.push((
            note,
            match lang {
                Lang::Sv => format!(
                    "{n} tal har ett format som saknas i filen, det första i {first}; de kan vara datum"
                ),
                Lang::En => format!(
                    "{n} numbers have a format that is not in the file, the first in {first}; they \
                     may be dates"
                ),
            },
        ));
    }
    lines
}

fn of_dates(dates: Dates, lang: Lang) -> String {
    let order = match dates.order {
        DateOrder::YearMonthDay => pick(lang, "år, månad, dag", "year, month, day"),
        DateOrder::DayMonthYear => pick(lang, "dag, månad, år", "day, month, year"),
        DateOrder::MonthDayYear => pick(lang, "månad, dag, år", "month, day, year"),
        DateOrder::Mixed => pick(lang, "skrivna på flera sätt", "written in several ways"),
        DateOrder::Unclear => pick(
            lang,
            "oklart om dag eller månad står först",
            "unclear whether day or month comes first",
        ),
    };
    match lang {
        Lang::Sv => format!("{order} ({} celler)", dates.cells),
        Lang::En => format!("{order} ({} cells)", dates.cells),
    }
}

/// How many rows left out, and how many merged cells, are told one by one.
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

/// The tables of the file that were not chosen, a line each.
pub(super) fn told_of_others(sheets: &[Sheet], chosen: usize, lang: Lang) -> String {
    let mut text = String::new();
    for (place, other) in sheets.iter().enumerate().filter(|(place, _)| *place != chosen) {
        let n = place + 1;
        let start = other.header_lines.first().map(|lines| lines.start);
        let start = start.or_else(|| other.rows().next().map(|row| row.lines().start)).unwrap_or(0);
        let rows = other.rows().len();
        let (mut sv, mut en) = (String::new(), String::new());
        if let Source::Worksheet(worksheet) = &other.guesses.source {
            let (name, visibility) = (&worksheet.name, worksheet.visibility.label());
            sv = format!(" på bladet ”{name}” ({})", visibility.sv);
            en = format!(" on worksheet ”{name}” ({})", visibility.en);
        }
        text.push_str(&match lang {
            Lang::Sv => format!(
                "obs: tabell {n}{sv} från rad {start}, {rows} rader, skrivs med --table {n}\n"
            ),
            Lang::En => format!(
                "note: table {n}{en} from line {start}, {rows} rows, is written by --table {n}\n"
            ),
        });
    }
    text
}

fn numbered(lines: &Range<u32>, lang: Lang) -> String {
    let word = match lines.end.saturating_sub(lines.start) {
        0 | 1 => pick(lang, "rad", "line"),
        _ => pick(lang, "rad", "lines"),
    };
    format!("{word} {}", range(lines, |n| n.to_string()))
}

fn range(numbers: &Range<u32>, name: impl Fn(u32) -> String) -> String {
    let (first, last) = (numbers.start, numbers.end.saturating_sub(1));
    if first >= last { name(first) } else { format!("{}–{}", name(first), name(last)) }
}

/// The first of many, and how many there are.
fn few(all: &[String]) -> String {
    match all.len() {
        0..=10 => all.join(", "),
        n => format!("{}, … ({n})", all[..10].join(", ")),
    }
}

fn because(because: Because, lang: Lang) -> &'static str {
    match because {
        Because::Mark => pick(lang, "byteordningsmärke", "byte order mark"),
        Because::Valid => pick(lang, "giltig", "valid"),
        Because::Zeros => pick(lang, "nollbyte på varannan plats", "every other byte is zero"),
        Because::Letters => pick(lang, "gissad på bokstäverna", "guessed by letters"),
        Because::Doubtful => pick(
            lang,
            "osäkert, gissad på å, ä och ö; se efter att namnen stämmer",
            "doubtful, guessed by å, ä and ö; check the names",
        ),
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

fn pick(lang: Lang, sv: &'static str, en: &'static str) -> &'static str {
    match lang {
        Lang::Sv => sv,
        Lang::En => en,
    }
}
