//! `samkarta link NAMES.csv`: pairs of names with their match probability.

use std::collections::HashMap;
use std::fs::File;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use super::Stop;
use crate::link::{Linked, PROPOSED, Record, link};
use crate::model::Lang;
use crate::store;

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

/// Reads files of names, links them and writes `id1,id2,probability`.
pub(super) fn run(files: &[PathBuf], audit: bool, lang: Lang) -> Result<(), Stop> {
    let mut named: Vec<Named> = Vec::new();
    let mut has_scope = true;
    for file in files {
        has_scope &= read(file, files.len() > 1, &mut named, lang)?;
    }
    if !has_scope {
        place_by_parents(&mut named);
    }
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
    let linked = link(&records, PROPOSED, &progress);
    if records.len() > 20_000 && io::stderr().is_terminal() {
        eprintln!();
    }
    write(&ids, &linked)?;
    tell(&records, &linked, audit, lang);
    Ok(())
}

/// Reads one file; whether it has a column for scope.
fn read(file: &Path, many: bool, named: &mut Vec<Named>, lang: Lang) -> Result<bool, Stop> {
    let at = file.display();
    let opened = File::open(file)
        .map_err(|error| Stop::Usage(format!("{at}: {}", store::reason(&error).get(lang))))?;
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(opened);
    let bad = |line: u64, error: &csv::Error| {
        Stop::Data(match lang {
            Lang::Sv => format!(
                "{at}, rad {line}: går inte att läsa som UTF-8 och CSV ({error}); gör om filen med: samkarta normalise {at}\n"
            ),
            Lang::En => format!(
                "{at}, line {line}: not readable as UTF-8 and CSV ({error}); convert it with: samkarta normalise {at}\n"
            ),
        })
    };
    let header = reader.headers().map_err(|error| bad(1, &error))?.clone();
    let columns = columns(&header).ok_or_else(|| {
        let found: Vec<&str> = header.iter().collect();
        let found = found.join(", ");
        Stop::Data(match lang {
            Lang::Sv => format!("{at}: kolumnerna id och name behövs; här finns {found}\n"),
            Lang::En => format!("{at}: columns id and name are needed; here are {found}\n"),
        })
    })?;
    // Records of different files are different sorts of things.
    let table = many.then(|| file.file_stem().unwrap_or_default().to_string_lossy().into_owned());
    let mut row = csv::StringRecord::new();
    loop {
        let line = reader.position().line();
        if !reader.read_record(&mut row).map_err(|error| bad(line, &error))? {
            break;
        }
        let cell = |column: Option<usize>| {
            column.and_then(|at| row.get(at)).map(str::trim).filter(|cell| !cell.is_empty())
        };
        let Some(id) = cell(Some(columns.id)) else {
            return Err(Stop::Data(match lang {
                Lang::Sv => format!("{at}, rad {line}: id saknas; ge varje rad ett id\n"),
                Lang::En => format!("{at}, line {line}: no id; give every row one\n"),
            }));
        };
        let kind = match (&table, cell(columns.kind)) {
            (Some(table), Some(kind)) => Some(format!("{table} {kind}")),
            (Some(table), None) => Some(table.clone()),
            (None, kind) => kind.map(str::to_owned),
        };
        named.push(Named {
            id: id.to_owned(),
            record: Record {
                name: cell(Some(columns.name)).unwrap_or_default().to_owned(),
                scope: cell(columns.scope).map(str::to_owned),
                kind,
                above: cell(columns.above).map(str::to_owned),
            },
        });
    }
    Ok(columns.scope.is_some())
}

fn columns(header: &csv::StringRecord) -> Option<Columns> {
    let at = |names: &[&str]| {
        let is = |cell: &str| {
            let cell = cell.trim().trim_start_matches('\u{feff}').to_lowercase();
            names.contains(&cell.as_str())
        };
        header.iter().position(is)
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

fn write(ids: &[String], linked: &Linked) -> Result<(), Stop> {
    let mut out = csv::Writer::from_writer(BufWriter::new(io::stdout().lock()));
    out.write_record(["id1", "id2", "probability"])?;
    for link in &linked.links {
        let probability = format!("{:.4}", link.probability());
        out.write_record([&ids[link.one as usize], &ids[link.other as usize], &probability])?;
    }
    Ok(out.into_inner().map_err(|error| error.into_error())?.flush()?)
}

/// What was done, on standard error.
fn tell(records: &[Record], linked: &Linked, audit: bool, lang: Lang) {
    let (n, compared, possible) = (records.len(), linked.compared, linked.possible);
    let likely = linked.links.iter().filter(|link| link.probability() >= 0.5).count();
    eprintln!(
        "{}",
        match lang {
            Lang::Sv => format!(
                "{n} namn, {compared} av {possible:.0} par jämförda, prior {:.1} bitar; {} par från 0,3, {likely} från 0,5",
                linked.prior,
                linked.links.len()
            ),
            Lang::En => format!(
                "{n} names, {compared} of {possible:.0} pairs compared, prior {:.1} bits; {} pairs from 0.3, {likely} from 0.5",
                linked.prior,
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
