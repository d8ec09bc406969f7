//! HSDS as files: a folder or a zip with one CSV file a table.
//!
//! The first line of a table is its header, as the specification asks: these files are
//! made by programs, so nothing is guessed but encoding and delimiter.
//!
//! *Invariant*: of an archive no more than [`LARGEST`] bytes are ever unpacked, whatever
//! it says of itself, and nothing is written anywhere.

use std::fs;
use std::io::{self, Cursor, Read};
use std::path::Path;
use std::sync::Arc;

use encoding_rs::{Encoding, WINDOWS_1252};
use zip::ZipArchive;

use super::table::{Columns, Kind, Record, Table};
use crate::load::agency::build::as_place;
use crate::load::agency::{AgencyError, LARGEST};
use crate::load::problem::Problem;
use crate::load::receipt::{Fate, Ledger};
use crate::model::text::Text;

/// How many entries of an archive are looked at.
const MOST_ENTRIES: usize = 1000;

/// A file of a package: its path in it and its bytes.
pub(super) struct Part {
    pub(super) path: String,
    pub(super) bytes: Vec<u8>,
}

impl Part {
    /// Its name without folders.
    pub(super) fn name(&self) -> &str {
        self.path.rsplit(['/', '\\']).next().unwrap_or(&self.path)
    }
}

/// What is in a package: the files of it, and the names of those that nothing here reads.
#[derive(Default)]
pub(super) struct Parts {
    pub(super) read: Vec<Part>,
    pub(super) others: Vec<String>,
}

/// The CSV and JSON files of a folder and of its folders one step down, by path.
///
/// # Errors
/// When the folder or a file in it cannot be read, or all is larger than [`LARGEST`].
pub(super) fn of_folder(folder: &Path, name: &str) -> Result<Parts, AgencyError> {
    let mut parts = Parts::default();
    let mut room = LARGEST;
    gather(folder, "", 1, &mut room, &mut parts).map_err(|(path, source)| match source.kind() {
        io::ErrorKind::FileTooLarge => AgencyError::TooLarge { name: name.to_owned() },
        _ => AgencyError::Unreadable { path, source },
    })?;
    parts.read.sort_by(|a, b| a.path.cmp(&b.path));
    parts.others.sort();
    Ok(parts)
}

type Fault = (std::path::PathBuf, io::Error);

fn gather(
    folder: &Path,
    under: &str,
    deeper: usize,
    room: &mut u64,
    parts: &mut Parts,
) -> Result<(), Fault> {
    let at = |path: &Path| {
        let path = path.to_path_buf();
        move |error: io::Error| (path, error)
    };
    for entry in fs::read_dir(folder).map_err(at(folder))? {
        let entry = entry.map_err(at(folder))?;
        let (path, name) = (entry.path(), entry.file_name().to_string_lossy().into_owned());
        let inner = format!("{under}{name}");
        // A link may lead anywhere, so none is followed.
        let kind = entry.file_type().map_err(at(&path))?;
        if kind.is_dir() && deeper > 0 && !name.starts_with('.') {
            gather(&path, &format!("{inner}/"), deeper - 1, room, parts)?;
        } else if kind.is_file() && is_read(&name) {
            let mut bytes = Vec::new();
            let file = fs::File::open(&path).map_err(at(&path))?;
            file.take(*room + 1).read_to_end(&mut bytes).map_err(at(&path))?;
            *room = room
                .checked_sub(bytes.len() as u64)
                .ok_or_else(|| at(&path)(io::ErrorKind::FileTooLarge.into()))?;
            parts.read.push(Part { path: inner, bytes });
        } else if kind.is_file() {
            parts.others.push(inner);
        }
    }
    Ok(())
}

fn is_read(name: &str) -> bool {
    let name = name.to_lowercase();
    name.ends_with(".csv") || name == "datapackage.json"
}

/// The CSV and JSON files of an archive, in its order.
///
/// # Errors
/// [`AgencyError::TooLarge`] when what it says or what it holds is larger than
/// [`LARGEST`], and [`AgencyError::Malformed`] when it is no zip or is broken.
pub(super) fn of_zip(name: &str, bytes: &[u8]) -> Result<Parts, AgencyError> {
    let too_large = || AgencyError::TooLarge { name: name.to_owned() };
    let broken = |error: &dyn std::fmt::Display| {
        AgencyError::malformed(
            name,
            None,
            Text::new(
                format!("zip-arkivet är trasigt: {error}"),
                format!("the zip archive is broken: {error}"),
            ),
            Text::new("hämta eller packa filen på nytt", "fetch or pack the file again"),
        )
    };
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|e| broken(&e))?;
    if archive.len() > MOST_ENTRIES
        || archive.decompressed_size().is_none_or(|n| n > u128::from(LARGEST))
    {
        return Err(too_large());
    }
    let mut parts = Parts::default();
    let mut room = LARGEST;
    for i in 0..archive.len() {
        let mut entry = archive.by_index(i).map_err(|e| broken(&e))?;
        let path = entry.name().map_err(|e| broken(&e))?.into_owned();
        if !entry.is_file() {
            continue;
        }
        let part = Part { path, bytes: Vec::new() };
        let hidden = part.path.starts_with("__MACOSX/") || part.name().starts_with('.');
        if hidden || !is_read(part.name()) {
            parts.others.push(part.path);
            continue;
        }
        let mut bytes = Vec::new();
        // Sizes in an archive may lie, so the limit holds while unpacking, too.
        entry.by_ref().take(room + 1).read_to_end(&mut bytes).map_err(|e| broken(&e))?;
        room = room.checked_sub(bytes.len() as u64).ok_or_else(too_large)?;
        parts.read.push(Part { bytes, ..part });
    }
    Ok(parts)
}

/// A CSV file as a table.
pub(super) fn table(package: &str, part: &Part, kind: Kind, problems: &mut Vec<Problem>) -> Table {
    let name = part.name();
    let stem = name.strip_suffix(".csv").unwrap_or(name);
    let mut ledger = Ledger::new(package, Some(stem), "hsds");
    let text = decode(&part.bytes);
    let delimiter = delimiter(&text);
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(text.as_bytes());
    let mut record = csv::StringRecord::new();
    let mut lines = Lines { bytes: text.as_bytes(), at: 0, line: 1 };
    let mut columns: Option<Arc<Columns>> = None;
    let mut records = Vec::new();
    while let Ok(true) = reader.read_record(&mut record) {
        let line = lines.of(record.position().map_or(0, |p| p.byte()));
        let cells: Vec<String> = record.iter().map(str::to_owned).collect();
        let entry = ledger.read(line, cells.iter().cloned());
        let Some(named) = &columns else {
            ledger.settle_row(entry, Fate::Used, None);
            columns = Some(Arc::new(Columns::new(cells)));
            continue;
        };
        let place = as_place(&format!("{name}!{line}"));
        records.push(Record::new(entry, line, place, Arc::clone(named), cells));
    }
    if columns.is_none() {
        let what = Text::new("tabellen är tom", "the table is empty");
        let next = Text::new("ta bort filen, eller fyll i den", "remove the file, or fill it in");
        problems.push(Problem::error(name, what, next).as_warning());
    }
    let mut table = Table::new(kind, name, ledger);
    table.records = records;
    table
}

/// The text of a file: by its mark, as UTF-8, or else as Windows-1252.
pub(super) fn decode(bytes: &[u8]) -> std::borrow::Cow<'_, str> {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        return encoding.decode_without_bom_handling(&bytes[length..]).0;
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => text.into(),
        Err(_) => WINDOWS_1252.decode_without_bom_handling(bytes).0,
    }
}

/// The sign most common in the first line.
fn delimiter(text: &str) -> u8 {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let count = |sign: &u8| first.bytes().filter(|b| b == sign).count();
    let mut best = b',';
    for sign in [b';', b'\t', b'|'] {
        if count(&sign) > count(&best) {
            best = sign;
        }
    }
    best
}

/// Lines as an editor counts them, where records start; records come in order.
struct Lines<'a> {
    bytes: &'a [u8],
    at: usize,
    line: u64,
}

impl Lines<'_> {
    fn of(&mut self, byte: u64) -> u64 {
        let is_end = |b: &u8| matches!(b, b'\r' | b'\n');
        let from = usize::try_from(byte).unwrap_or(usize::MAX).min(self.bytes.len());
        let start = from + self.bytes[from..].iter().take_while(|b| is_end(b)).count();
        for i in self.at..start {
            let windows = self.bytes[i] == b'\r' && self.bytes.get(i + 1) == Some(&b'\n');
            self.line += u64::from(is_end(&self.bytes[i]) && !windows);
        }
        self.at = start;
        self.line
    }
}

/// The names in an archive; none when it is no archive.
pub(super) fn names_of_zip(bytes: &[u8]) -> Vec<String> {
    let Ok(archive) = ZipArchive::new(Cursor::new(bytes)) else { return Vec::new() };
    let names = archive.file_names().take(MOST_ENTRIES).filter_map(Result::ok);
    names.map(std::borrow::Cow::into_owned).collect()
}
