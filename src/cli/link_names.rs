//! `samkarta link NAMES.csv`: pairs of names with their match probability.

use std::collections::HashMap;
use std::fs::File;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use super::Stop;
use crate::link::{Evidence, Linked, PROPOSED, Record, link, link_with_reasons};
use crate::load::sheet;
use crate::model::Lang;
use crate::model::number::signed;
use crate::store;

/// Pieces of evidence that are told of a pair.
const REASONS: usize = 4;

/// The columns that are read, by their place in the header.
struct Columns {
    id: usize,
    name: usize,
    scope: Option<usize>,
    kind: Option<usize>,
    above: Option<usize>,
}

/// A row: its id and the record.
struct Named {
    id: String,
    record: Record,
}

/// Reads files of names, links them and writes `id1,id2,probability`; with `why` a fourth
/// column that says what weighs most.
pub(super) fn run(files: &[PathBuf], audit: bool, why: bool, lang: Lang) -> Result<(), Stop> {
    let mut named: Vec<Named> = Vec::new();
    let mut has_scope = true;
    let mut starts = Vec::new();
    for file in files {
        starts.push(named.len());
        has_scope &= read(file, files.len() > 1, &mut named, lang)?;
    }
    if !has_scope {
        place_by_parents(&mut named);
    }
    tell_apart(files, &starts, &mut named, lang);
    let (ids, records): (Vec<String>, Vec<Record>) =
        named.into_iter().map(|named| (named.id, named.record)).unzip();
    let shown = Mutex::new(());
    let progress = |done: usize, all: usize| {
        if all > 20_000
            && io::stderr().is_terminal()
            && let Ok(_alone) = shown.try_lock()
        {
            eprint!("\r{done} / {all}");
        }
    };
    let (linked, reasons) = match why {
        true => {
            let (linked, reasons) = link_with_reasons(&records, PROPOSED, &progress);
            (linked, Some(reasons))
        }
        false => (link(&records, PROPOSED, &progress), None),
    };
    if records.len() > 20_000 && io::stderr().is_terminal() {
        eprintln!();
    }
    write(&ids, &linked, reasons.as_deref(), lang)?;
    tell(&records, &linked, audit, lang);
    Ok(())
}

/// Gives ids that several files use the file's name before them, and warns of those that
/// one file uses twice.
fn tell_apart(files: &[PathBuf], starts: &[usize], named: &mut [Named], lang: Lang) {
    let of = |row: usize| starts.partition_point(|start| *start <= row) - 1;
    let mut first: HashMap<&str, usize> = HashMap::new();
    let (mut shared, mut twice) = (None, Vec::new());
    for (row, one) in named.iter().enumerate() {
        match first.insert(&one.id, of(row)) {
            Some(file) if file == of(row) => twice.push(one.id.clone()),
            Some(_) => shared = Some(one.id.clone()),
            None => {}
        }
    }
    if let Some(id) = twice.first() {
        let n = twice.len();
        match lang {
            Lang::Sv => eprintln!(
                "obs: {n} rader har ett id som redan finns, till exempel {id}; raderna går inte att skilja åt i resultatet"
            ),
            Lang::En => eprintln!(
                "note: {n} rows have an id that is there already, such as {id}; the result cannot tell them apart"
            ),
        }
    }
    let Some(id) = shared else { return };
    let stems: Vec<String> = files
        .iter()
        .map(|file| file.file_stem().unwrap_or_default().to_string_lossy().into_owned())
        .collect();
    let home = |file: usize| match stems.iter().filter(|stem| **stem == stems[file]).count() {
        1 => stems[file].clone(),
        _ => files[file].display().to_string(),
    };
    let homes: Vec<String> = (0..files.len()).map(home).collect();
    for (row, one) in named.iter_mut().enumerate() {
        one.id = format!("{}/{}", homes[of(row)], one.id);
    }
    match lang {
        Lang::Sv => {
            eprintln!("obs: {id} finns i flera filer; varje id skrivs därför med filens namn först")
        }
        Lang::En => {
            eprintln!("note: {id} is in several files; so each id is written after its file's name")
        }
    }
}

/// Reads one file; whether it has a column for scope.
fn read(file: &Path, many: bool, named: &mut Vec<Named>, lang: Lang) -> Result<bool, Stop> {
    let at = file.display();
    let opened = File::open(file)
        .map_err(|error| Stop::Usage(format!("{at}: {}", store::reason(&error).get(lang))))?;
    // Records of different files are different sorts of things.
    let table = many.then(|| file.file_stem().unwrap_or_default().to_string_lossy().into_owned());
    let before = named.len();
    if let Some((columns, rows)) = plain(opened) {
        for (line, row) in rows {
            let Ok(row) = row else {
                // Other letters than UTF-8: as any spreadsheet saves it.
                named.truncate(before);
                return messy(file, table.as_ref(), named, lang);
            };
            let found = columns.named(|column| row.get(column), table.as_ref());
            named.push(found.ok_or_else(|| no_id(file, line, lang))?);
        }
        return Ok(columns.scope.is_some());
    }
    messy(file, table.as_ref(), named, lang)
}

/// A row's line, and the row or that it cannot be read.
type Line = (u64, Result<csv::StringRecord, csv::Error>);

/// The rows of a file with commas, one by one, when its header names the columns.
fn plain(file: File) -> Option<(Columns, impl Iterator<Item = Line>)> {
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(file);
    let columns = columns(reader.headers().ok()?.iter())?;
    let mut line = reader.position().line();
    let rows = reader.into_records().map(move |row| {
        let at = row.as_ref().ok().and_then(csv::StringRecord::position).map_or(line, |p| p.line());
        line = at + 1;
        (at, row)
    });
    Some((columns, rows))
}

/// Reads a file as a spreadsheet saves it: semicolons, other letters, lines above the header.
fn messy(
    file: &Path,
    table: Option<&String>,
    named: &mut Vec<Named>,
    lang: Lang,
) -> Result<bool, Stop> {
    let at = file.display();
    let sheets =
        sheet::read(file).map_err(|error| Stop::Data(format!("{}\n", error.text().get(lang))))?;
    let found = sheets
        .iter()
        .find_map(|sheet| Some((sheet, columns(sheet.header.iter().map(String::as_str))?)));
    let Some((sheet, columns)) = found else {
        let found = sheets.first().map(|sheet| sheet.header.join(", ")).unwrap_or_default();
        return Err(Stop::Data(match lang {
            Lang::Sv => format!(
                "{at}: kolumnerna id och name behövs, och gärna scope; här finns: {found}. Sätt rubrikerna i första raden\n"
            ),
            Lang::En => format!(
                "{at}: columns id and name are needed, and scope if known; here are: {found}. Put the names in the first line\n"
            ),
        }));
    };
    for row in sheet.rows() {
        let cells: Vec<&str> = row.cells().collect();
        let found = columns.named(|column| cells.get(column).copied(), table);
        named.push(found.ok_or_else(|| no_id(file, row.lines().start.into(), lang))?);
    }
    let left = sheet.left_out().filter(|left| !left.cells.is_empty()).count();
    if left > 0 {
        match lang {
            Lang::Sv => eprintln!("obs: {at}: {left} rader utanför tabellen är inte med"),
            Lang::En => eprintln!("note: {at}: {left} rows outside the table are left out"),
        }
    }
    Ok(columns.scope.is_some())
}

fn no_id(file: &Path, line: u64, lang: Lang) -> Stop {
    let at = file.display();
    Stop::Data(match lang {
        Lang::Sv => format!("{at}, rad {line}: id saknas; ge varje rad ett id\n"),
        Lang::En => format!("{at}, line {line}: no id; give every row one\n"),
    })
}

impl Columns {
    /// The record of a row; `None` without an id.
    fn named<'a>(
        &self,
        row: impl Fn(usize) -> Option<&'a str>,
        table: Option<&String>,
    ) -> Option<Named> {
        let cell = |column: Option<usize>| {
            column.and_then(&row).map(str::trim).filter(|cell| !cell.is_empty())
        };
        let kind = match (table, cell(self.kind)) {
            (Some(table), Some(kind)) => Some(format!("{table} {kind}")),
            (Some(table), None) => Some(table.clone()),
            (None, kind) => kind.map(str::to_owned),
        };
        Some(Named {
            id: cell(Some(self.id))?.to_owned(),
            record: Record {
                name: cell(Some(self.name)).unwrap_or_default().to_owned(),
                scope: cell(self.scope).map(str::to_owned),
                kind,
                above: cell(self.above).map(str::to_owned),
            },
        })
    }
}

fn columns<'a>(header: impl Iterator<Item = &'a str> + Clone) -> Option<Columns> {
    let at = |names: &[&str]| {
        let is = |cell: &str| {
            let cell = cell.trim().trim_start_matches('\u{feff}').to_lowercase();
            names.contains(&cell.as_str())
        };
        header.clone().position(is)
    };
    Some(Columns {
        id: at(&["id"])?,
        name: at(&["name", "namn"])?,
        scope: at(&["scope", "place", "municipality", "ort", "kommun"]),
        kind: at(&["kind", "sort", "typ"]),
        above: at(&["parent", "convener", "överordnad", "sammankallande"]),
    })
}

/// Gives each record without a scope the name of the municipality or region that stands
/// at the top of the bodies above it.
fn place_by_parents(named: &mut [Named]) {
    let row: HashMap<&str, usize> =
        named.iter().enumerate().map(|(row, named)| (named.id.as_str(), row)).collect();
    let top = |row_of: usize| {
        let mut at = row_of;
        for _ in 0..64 {
            match named[at].record.above.as_deref().and_then(|above| row.get(above)) {
                Some(&above) => at = above,
                None => break,
            }
        }
        at
    };
    let governs = |name: &str| {
        let words: Vec<String> = name.split(' ').map(str::to_lowercase).collect();
        words.iter().any(|word| matches!(word.as_str(), "kommun" | "stad" | "region"))
    };
    let scopes: Vec<Option<String>> = (0..named.len())
        .map(|row| {
            let top = top(row);
            let name = &named[top].record.name;
            let known = named[row].record.scope.clone();
            known.or_else(|| governs(name).then(|| name.clone()))
        })
        .collect();
    for (named, scope) in named.iter_mut().zip(scopes) {
        named.record.scope = scope;
    }
}

fn write(
    ids: &[String],
    linked: &Linked,
    reasons: Option<&[Vec<Evidence>]>,
    lang: Lang,
) -> Result<(), Stop> {
    let mut out = csv::Writer::from_writer(BufWriter::new(io::stdout().lock()));
    let header = ["id1", "id2", "probability", "because"];
    out.write_record(&header[..if reasons.is_some() { 4 } else { 3 }])?;
    for (at, link) in linked.links.iter().enumerate() {
        let probability = format!("{:.4}", link.probability());
        let ends = [&ids[link.one as usize], &ids[link.other as usize], &probability];
        let because = reasons.and_then(|all| all.get(at)).map(|all| because(all, lang));
        out.write_record(ends.into_iter().chain(&because))?;
    }
    Ok(out.into_inner().map_err(|error| error.into_error())?.flush()?)
}

/// What weighs most, for or against, with its bits.
fn because(evidence: &[Evidence], lang: Lang) -> String {
    let mut weighty: Vec<&Evidence> = evidence.iter().collect();
    weighty.sort_by(|a, b| b.bits.abs().total_cmp(&a.bits.abs()));
    weighty.truncate(REASONS);
    let said =
        weighty.iter().map(|one| format!("{} ({})", one.what.get(lang), signed(one.bits, 1, lang)));
    said.collect::<Vec<_>>().join("; ")
}

/// What was done, on standard error.
fn tell(records: &[Record], linked: &Linked, audit: bool, lang: Lang) {
    let (n, compared, possible) = (records.len(), linked.compared, linked.possible);
    let likely = linked.links.iter().filter(|link| link.probability() >= 0.5).count();
    eprintln!(
        "{}",
        match lang {
            Lang::Sv => format!(
                "{n} namn, {compared} av {possible:.0} par jämförda, utgångsläge {} bitar; {} par från 0,3, {likely} från 0,5",
                signed(linked.prior, 1, lang),
                linked.links.len()
            ),
            Lang::En => format!(
                "{n} names, {compared} of {possible:.0} pairs compared, starting at {} bits; {} pairs from 0.3, {likely} from 0.5",
                signed(linked.prior, 1, lang),
                linked.links.len()
            ),
        }
    );
    if audit {
        let (missed, found) = crate::link::audit(records, linked);
        let all = missed + found;
        eprintln!(
            "{}",
            match lang {
                Lang::Sv =>
                    format!("urval jämfört med alla: {missed} av {all} par från 0,5 missades"),
                Lang::En => format!(
                    "sample compared with all: {missed} of {all} pairs from 0.5 were missed"
                ),
            }
        );
    }
}
