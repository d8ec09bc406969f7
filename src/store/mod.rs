//! Saving: what people add while they work, whole or not at all.
//!
//! *Invariant*: a file is replaced in one step and its folder is synced, so a
//! crash leaves the old file or the new one, never half of either. Who writes in a package
//! holds it alone, and takes what stands there now, not what stood there when it was read.

mod alone;
pub mod decisions;
pub mod graphviz;
pub mod imports;
mod opened;
mod saved;
pub mod scenarios;
mod splice;
pub mod verdicts;

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};

use serde_json::Value;

use crate::load::package::{LoadError, Need, Table, table_csv, table_entry};
use crate::load::{Package, Severity};
use crate::model::{Position, Row, Text};

pub use alone::{Alone, alone};
pub use opened::{open_bytes, open_path};

/// Why something was not saved.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The file could not be written; the old one stands.
    #[error("{0}")]
    Io(#[from] io::Error),
    /// A row could not be encoded.
    #[error("{0}")]
    Encode(#[from] csv::Error),
    /// No actor or forum has this id.
    #[error("no actor or forum `{0}`")]
    Unknown(String),
    /// The table cannot be read, so what is written into it would be lost, or it would be.
    #[error("{}", .0.en)]
    Damaged(Text),
    /// A coordinate is not a number on the map.
    #[error("`{0}` has a position that is not a number on the map")]
    NotAPlace(String),
}

impl StoreError {
    /// Why nothing was saved and what to do, for people; without the last full stop.
    pub(crate) fn say(&self) -> Text {
        match self {
            Self::Io(cause) => {
                let Text { sv, en } = reason(cause);
                Text::new(
                    format!("{sv}. Se till att filerna i nätverkets mapp går att ändra"),
                    format!(
                        "{en}. Make sure that the files in the network's folder can be changed"
                    ),
                )
            }
            Self::Damaged(why) => why.clone(),
            cause => Text::new(cause.to_string(), cause.to_string()),
        }
    }
}

/// Why the machine refused, in plain words.
pub fn reason(error: &io::Error) -> Text {
    match error.kind() {
        io::ErrorKind::NotFound => {
            Text::new("mappen eller filen finns inte", "no such file or folder")
        }
        io::ErrorKind::PermissionDenied => Text::new(
            "du har inte rätt att läsa eller skriva där",
            "you may not read or write there",
        ),
        io::ErrorKind::ReadOnlyFilesystem => {
            Text::new("disken är skrivskyddad", "the disk is read-only")
        }
        io::ErrorKind::StorageFull => Text::new("disken är full", "the disk is full"),
        io::ErrorKind::IsADirectory => Text::new("det är en mapp", "it is a folder"),
        io::ErrorKind::NotADirectory => {
            Text::new("en del av sökvägen är ingen mapp", "part of the path is no folder")
        }
        io::ErrorKind::AddrInUse => Text::new("den används redan", "it is in use already"),
        _ => Text::new(error.to_string(), error.to_string()),
    }
}

/// What stands in the way of writing a table anew: its columns are not told apart, as in a
/// file saved with semicolons, or rows of it would be saved as something else than they are.
///
/// # Errors
/// [`StoreError::Damaged`] with where, what and what to do.
pub(crate) fn readable<T: Table>(package: &Package) -> Result<(), StoreError> {
    let Some(header) = package.headers.get(T::NAME) else { return Ok(()) };
    let lacks = |name: &str| header.iter().filter(|known| *known == name).count() != 1;
    let must = T::COLUMNS.iter().filter(|column| column.need != Need::May);
    let told_apart = !must.into_iter().any(|column| lacks(column.name));
    let mut rejected = package.rejected.get(T::NAME).into_iter().flatten();
    // Other letters, or a quote that swallowed the lines after it.
    let strange = |cell: &[u8]| std::str::from_utf8(cell).is_err() || cell.contains(&b'\n');
    if told_apart && !rejected.any(|row| row.iter().any(strange)) {
        return Ok(());
    }
    let file = table_entry::<T>(package, &[]).0;
    let is_here = |p: &&crate::load::Problem| p.file == file && p.severity == Severity::Error;
    let Some(problem) = package.problems.iter().find(is_here) else { return Ok(()) };
    let (what, next, line) = (&problem.what, &problem.next, problem.line.unwrap_or(1));
    Err(StoreError::Damaged(Text::new(
        format!("{file}, rad {line}: {}; {}. Inget är skrivet", what.sv, next.sv),
        format!("{file}, line {line}: {}; {}. Nothing is written", what.en, next.en),
    )))
}

/// The package as it is on disk now.
fn reread(package: &Package) -> Result<Package, StoreError> {
    Package::open(&package.folder).map_err(|error| match error {
        LoadError::Unreadable { source, .. } => StoreError::Io(source),
        LoadError::NotAFolder { .. } => StoreError::Io(io::ErrorKind::NotADirectory.into()),
    })
}

/// Puts boxes where somebody moved them, in the package and on disk.
///
/// # Errors
/// [`StoreError::Unknown`] and [`StoreError::NotAPlace`] before anything is
/// changed; else only when the disk refuses.
pub fn put_positions(package: &mut Package, moved: Vec<Position>) -> Result<(), StoreError> {
    for position in &moved {
        let network = &package.network;
        if network.actor(&position.id).is_none() && network.forum(&position.id).is_none() {
            return Err(StoreError::Unknown(position.id.clone()));
        }
        if !position.is_on_map() {
            return Err(StoreError::NotAPlace(position.id.clone()));
        }
    }
    change_positions(package, |positions| {
        for position in moved {
            positions.retain(|row| row.id != position.id);
            positions.push(Row::bare(position));
        }
        positions.sort_by(|a, b| a.id.cmp(&b.id));
    })
}

/// Puts one box back where the layout has it. Nothing happens when it was not
/// moved.
///
/// # Errors
/// [`StoreError::Unknown`] for an id that nothing bears; else only when the
/// disk refuses.
pub fn forget_position(package: &mut Package, id: &str) -> Result<(), StoreError> {
    let network = &package.network;
    let moved = network.positions.iter().any(|row| row.id == id);
    if !moved && network.actor(id).is_none() && network.forum(id).is_none() {
        return Err(StoreError::Unknown(id.to_owned()));
    }
    change_positions(package, |positions| positions.retain(|row| row.id != id))
}

fn change_positions(
    package: &mut Package,
    change: impl FnOnce(&mut Vec<Row<Position>>),
) -> Result<(), StoreError> {
    let _held = alone(&package.folder)?;
    let now = reread(package)?;
    readable::<Position>(&now)?;
    // The rest stays as it was opened: what was made of it stands on its rows.
    package.network.positions = now.network.positions;
    package.descriptor = now.descriptor;
    package.headers.extend(now.headers.into_iter().filter(|(name, _)| name == Position::NAME));
    package.rejected.extend(now.rejected.into_iter().filter(|(name, _)| name == Position::NAME));
    let before = package.network.positions.clone();
    change(&mut package.network.positions);
    if package.network.positions == before {
        return Ok(());
    }
    let saved = save_positions(package);
    if saved.is_err() {
        package.network.positions = before;
    }
    saved
}

fn save_positions(package: &mut Package) -> Result<(), StoreError> {
    let bytes = table_csv::<Position>(package)?;
    let (name, entry) = table_entry::<Position>(package, &bytes);
    replace_file(&package.folder.join(&name), &bytes)?;
    let mut descriptor = package.descriptor.clone();
    let resources = descriptor.get_mut("resources").and_then(Value::as_array_mut);
    if let Some(resources) = resources
        && !resources.iter().any(|resource| resource["name"] == "positions")
    {
        resources.push(entry);
        let text = format!("{descriptor:#}\n");
        replace_file(&package.folder.join("datapackage.json"), text.as_bytes())?;
        package.descriptor = descriptor;
    }
    Ok(())
}

/// Replaces a file in one step: a new file beside it, synced, renamed over it,
/// and the folder synced.
///
/// # Errors
/// When the disk refuses, or the path is that of a folder; the old file then stands as it was.
pub fn replace_file(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    // `.` and `..` name no file.
    let name = path.file_name().ok_or(io::ErrorKind::IsADirectory)?.to_string_lossy();
    static WRITES: AtomicU64 = AtomicU64::new(0);
    let write = WRITES.fetch_add(1, Ordering::Relaxed);
    let beside = folder.join(format!(".{name}.{}.{write}.tmp", std::process::id()));
    let write = || {
        let mut file = File::create(&beside)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&beside, path)?;
        File::open(folder)?.sync_all()
    };
    let written = write();
    if written.is_err() {
        let _ = fs::remove_file(&beside);
    }
    written
}
