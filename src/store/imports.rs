//! Imports in a package: written whole, with what stood there before, so that each can be
//! taken back.
//!
//! An import is a folder `imports/0001/` in the package: `receipt.json`, `rejected.csv`
//! when rows were left out, and `before/` with every file that it changed, as it was.
//! `files.csv` names them with their SHA-256 before and after.
//!
//! *Invariant*: what stood before is safe on disk before the first file changes; a file
//! that somebody changed after an import is never overwritten by taking it back.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::{StoreError, alone, readable, replace_file};
use crate::load::Package;
use crate::load::form::SavedForm;
use crate::load::import::{Change, Import};
use crate::load::package::tables::each_table;
use crate::load::package::{Table, changed_files};
use crate::load::receipt::Rejected;
use crate::model::Text;

/// The folder of imports in a package.
pub const FOLDER: &str = "imports";

/// Why an import was not written or not taken back.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The disk refused; where files were changed already, taking the import back mends it.
    #[error("{}: {source}", path.display())]
    Io {
        /// What was to be written or read.
        path: PathBuf,
        /// Why it was not.
        source: io::Error,
    },
    /// A row could not be encoded.
    #[error("{0}")]
    Encode(#[from] csv::Error),
    /// A table to be written cannot be read as it stands.
    #[error("{}", .0.en)]
    Damaged(Text),
    /// There is no import to take back.
    #[error("no import to take back")]
    None,
    /// A file was changed after the import.
    #[error("{0} was changed after the import")]
    Changed(String),
}

/// A file of a package, with its new content.
pub struct Written {
    /// Its path in the package.
    pub path: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Writes an import: first its folder, with what stands in the files now, then the files.
/// Gives the folder's name, such as `0001`.
///
/// # Errors
/// [`ImportError::Io`]; before the folder is complete nothing else has changed.
pub fn write(
    package: &Path,
    files: &[Written],
    receipt: &[u8],
    rejected: Option<&[u8]>,
) -> Result<String, ImportError> {
    let _held = alone(package).map_err(at(package))?;
    let imports = package.join(FOLDER);
    make(&imports)?;
    let number = format!("{:04}", numbers(&imports)?.last().map_or(0, |(n, _)| *n) + 1);
    let folder = imports.join(format!(".{number}.tmp"));
    if folder.exists() {
        fs::remove_dir_all(&folder).map_err(at(&folder))?;
    }
    make(&folder.join("before"))?;
    let mut list = String::from("path,before,after\n");
    for file in files {
        let now = package.join(&file.path);
        let before = match fs::read(&now) {
            Ok(bytes) => {
                let kept = folder.join("before").join(&file.path);
                kept.parent().map_or(Ok(()), make)?;
                replace_file(&kept, &bytes).map_err(at(&kept))?;
                sum(&bytes)
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
            Err(error) => return Err(at(&now)(error)),
        };
        list.push_str(&format!("{},{before},{}\n", file.path, sum(&file.bytes)));
    }
    let put = |name: &str, bytes: &[u8]| {
        let path = folder.join(name);
        replace_file(&path, bytes).map_err(at(&path))
    };
    put("files.csv", list.as_bytes())?;
    put("receipt.json", receipt)?;
    if let Some(rejected) = rejected {
        put("rejected.csv", rejected)?;
    }
    let whole = imports.join(&number);
    fs::rename(&folder, &whole).map_err(at(&whole))?;
    fs::File::open(&imports).and_then(|folder| folder.sync_all()).map_err(at(&imports))?;
    for file in files {
        let path = package.join(&file.path);
        path.parent().map_or(Ok(()), make)?;
        replace_file(&path, &file.bytes).map_err(at(&path))?;
    }
    Ok(number)
}

/// Writes a package with an import in it: the tables that changed, the forms that it used,
/// its receipt, and the rows left out as `rejected.csv`. Gives the import's number.
///
/// # Errors
/// As [`write()`]; [`ImportError::Damaged`] before anything is written;
/// [`ImportError::Encode`] when a row cannot be encoded.
pub fn commit(
    after: &Package,
    import: &Import,
    changes: &[Change],
    receipt: &[u8],
) -> Result<String, ImportError> {
    fs::create_dir_all(&after.folder).map_err(at(&after.folder))?;
    let _held = alone(&after.folder).map_err(at(&after.folder))?;
    let changed: Vec<&str> =
        changes.iter().filter(|c| c.added + c.extended > 0).map(|c| c.table).collect();
    each_table!(T => if changed.contains(&T::NAME) {
        match readable::<T>(after) {
            Err(StoreError::Damaged(why)) => return Err(ImportError::Damaged(why)),
            Ok(()) | Err(_) => {}
        }
    });
    let mut files: Vec<Written> = Vec::new();
    for preview in &import.previews {
        let Some(form) = &preview.form else { continue };
        let stem = preview.file.rsplit_once('.').map_or(preview.file.as_str(), |(stem, _)| stem);
        let name = match &preview.table {
            Some(table) => format!("{stem} {table}"),
            None => stem.to_owned(),
        };
        let saved = SavedForm::of(&name, form);
        let path = saved.path_in(Path::new("")).to_string_lossy().replace('\\', "/");
        // What somebody wrote there is theirs.
        let there = after.folder.join(&path).exists();
        if !there && !files.iter().any(|file| file.path == path) {
            files.push(Written { path, bytes: saved.to_toml().into_bytes() });
        }
    }
    let tables = changed_files(after, &changed)?;
    files.extend(tables.into_iter().map(|(path, bytes)| Written { path, bytes }));
    let rejected = rejected(import)?;
    write(&after.folder, &files, receipt, rejected.as_deref())
}

/// Rows left out, whole, as CSV; none when there are none.
fn rejected(import: &Import) -> Result<Option<Vec<u8>>, csv::Error> {
    let rows: Vec<&Rejected> = import.draft.receipts.iter().flat_map(|r| &r.rejected).collect();
    if rows.is_empty() {
        return Ok(None);
    }
    let mut out = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
    out.write_record(["file", "line", "column", "reason", "hint", "cells"])?;
    for row in rows {
        let problem = &row.problem;
        let line = problem.line.map(|n| n.to_string()).unwrap_or_default();
        let column = problem.column.clone().unwrap_or_default();
        let head = [&problem.file, &line, &column, &problem.what.sv, &problem.next.sv];
        out.write_record(head.into_iter().chain(&row.cells))?;
    }
    Ok(Some(out.into_inner().map_err(|error| error.into_error())?))
}

/// Takes the last import back: every file as it was before. The import's folder is kept
/// under the name `0001-undone`, so that nothing is lost.
///
/// # Errors
/// [`ImportError::None`]; [`ImportError::Changed`] when a file is no longer as the import
/// left it, before anything is touched; [`ImportError::Io`].
pub fn undo(package: &Path) -> Result<String, ImportError> {
    let _held = alone(package).map_err(at(package))?;
    let imports = package.join(FOLDER);
    let (_, number) = numbers(&imports)?
        .into_iter()
        .rfind(|(_, name)| !name.contains('-'))
        .ok_or(ImportError::None)?;
    let folder = imports.join(&number);
    let list = folder.join("files.csv");
    let list = fs::read_to_string(&list).map_err(at(&list))?;
    let files: Vec<(String, String, String)> = list
        .lines()
        .skip(1)
        .filter_map(|line| {
            let mut cells = line.rsplitn(3, ',');
            let (after, before, path) = (cells.next()?, cells.next()?, cells.next()?);
            Some((path.to_owned(), before.to_owned(), after.to_owned()))
        })
        .collect();
    for (path, before, after) in &files {
        let now = match fs::read(package.join(path)) {
            Ok(bytes) => sum(&bytes),
            Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
            Err(error) => return Err(at(&package.join(path))(error)),
        };
        if now != *after && now != *before {
            return Err(ImportError::Changed(path.clone()));
        }
    }
    for (path, before, _) in &files {
        let file = package.join(path);
        if before.is_empty() {
            match fs::remove_file(&file) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => {
                    return Err(at(&file)(error));
                }
                _ => {}
            }
        } else {
            let kept = folder.join("before").join(path);
            let bytes = fs::read(&kept).map_err(at(&kept))?;
            replace_file(&file, &bytes).map_err(at(&file))?;
        }
    }
    let undone = (1..)
        .map(|n| if n == 1 { format!("{number}-undone") } else { format!("{number}-undone-{n}") })
        .map(|name| imports.join(name))
        .find(|path| !path.exists())
        .ok_or(ImportError::None)?;
    fs::rename(&folder, &undone).map_err(at(&undone))?;
    Ok(number)
}

/// The imports of a package by number, undone ones included.
fn numbers(imports: &Path) -> Result<Vec<(u32, String)>, ImportError> {
    let entries = match fs::read_dir(imports) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(at(imports)(error)),
    };
    let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let mut found: Vec<(u32, String)> =
        names.filter_map(|name| Some((number_of(&name)?, name))).collect();
    found.sort();
    Ok(found)
}

/// The number of an import's folder: `0001`, or `0001-undone` with or without a number.
fn number_of(name: &str) -> Option<u32> {
    let (number, rest) = name.split_at(name.find('-').unwrap_or(name.len()));
    let known = rest.is_empty() || rest.starts_with("-undone");
    (known && number.bytes().all(|b| b.is_ascii_digit())).then(|| number.parse().ok())?
}

fn make(folder: &Path) -> Result<(), ImportError> {
    fs::create_dir_all(folder).map_err(at(folder))
}

fn at(path: &Path) -> impl Fn(io::Error) -> ImportError {
    let path = path.to_owned();
    move |source| ImportError::Io { path: path.clone(), source }
}

fn sum(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(text: &str) -> Vec<Written> {
        let one = |path: &str| Written { path: path.to_owned(), bytes: text.as_bytes().to_vec() };
        vec![one("actors.csv"), one("forms/enkat.toml")]
    }

    #[test]
    fn an_import_is_taken_back_whole_and_only_when_nothing_changed_since() {
        let folder = tempfile::tempdir().unwrap();
        let package = folder.path();
        fs::write(package.join("actors.csv"), "old").unwrap();
        assert_eq!(write(package, &files("one"), b"{}", None).unwrap(), "0001");
        assert_eq!(write(package, &files("two"), b"{}", Some(b"x")).unwrap(), "0002");
        fs::write(package.join("actors.csv"), "mine").unwrap();
        assert!(matches!(undo(package), Err(ImportError::Changed(path)) if path == "actors.csv"));
        fs::write(package.join("actors.csv"), "two").unwrap();
        assert_eq!(undo(package).unwrap(), "0002");
        assert_eq!(fs::read_to_string(package.join("actors.csv")).unwrap(), "one");
        assert_eq!(undo(package).unwrap(), "0001");
        assert_eq!(fs::read_to_string(package.join("actors.csv")).unwrap(), "old");
        assert!(!package.join("forms/enkat.toml").exists());
        assert!(matches!(undo(package), Err(ImportError::None)));
        assert_eq!(write(package, &files("three"), b"{}", None).unwrap(), "0003");
    }
}
