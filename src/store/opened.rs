//! Opening files for an import: what they are is told by their content.

use std::fs;
use std::io;
use std::path::Path;

use super::graphviz::{PATIENCE, dot_json};
use super::reason;
use crate::load::agency::{self, Format};
use crate::load::import::{Content, Opened};
use crate::load::sheet;
use crate::model::{Progress, Text};

/// Opens a file or a folder of agency data. Workbooks are read by `program`, DOT by
/// Graphviz, each in a process of its own; without a program, workbooks are read here.
///
/// # Errors
/// What is wrong and what to do, naming the file.
pub fn open_path(path: &Path, program: Option<&Path>) -> Result<Opened, Text> {
    let named = |why: Text| {
        let path = path.display();
        Text::new(format!("{path}: {}", why.sv), format!("{path}: {}", why.en))
    };
    let meta = fs::metadata(path).map_err(|error| named(reason(&error)))?;
    if meta.is_dir() {
        // `.` has no name of its own.
        let whole = path.canonicalize().map_err(|error| named(reason(&error)))?;
        let path = if path.file_name().is_none() { &whole } else { path };
        let sums = sums(path).map_err(|error| named(reason(&error)))?;
        return Ok(Opened::new(path, sums.as_bytes(), Content::Folder(path.to_owned())));
    }
    if meta.len() > agency::LARGEST {
        let most = agency::LARGEST >> 20;
        return Err(named(Text::new(
            format!("filen är större än {most} MB; dela upp den"),
            format!("the file is larger than {most} MB; split it"),
        )));
    }
    let bytes = fs::read(path).map_err(|error| named(reason(&error)))?;
    open_bytes(path, bytes, program, &Progress::silent())
}

/// What `sha256sum` writes of the files in a folder, in the order of their names.
fn sums(folder: &Path) -> io::Result<String> {
    let mut lines = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_file() {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            lines.push((name, agency::sha256(&fs::read(&path)?)));
        }
    }
    lines.sort();
    Ok(lines.iter().map(|(name, sum)| format!("{sum}  {name}\n")).collect())
}

/// Opens a file that is in memory and has this name, as [`open_path`]. When `progress` stops the
/// work the process that reads the file is ended.
///
/// # Errors
/// As [`open_path`], and that nobody waits for it.
pub fn open_bytes(
    name: &Path,
    bytes: Vec<u8>,
    program: Option<&Path>,
    progress: &Progress,
) -> Result<Opened, Text> {
    let content = match agency::recognise(&bytes) {
        Some(Format::Dot) => {
            let json = dot_json(&bytes, PATIENCE, progress).map_err(|error| {
                let (what, next) = error.say();
                let name = name.display();
                Text::new(
                    format!("{name}: {}; {}", what.sv, next.sv),
                    format!("{name}: {}; {}", what.en, next.en),
                )
            })?;
            Content::Dot(bytes.clone(), json)
        }
        Some(format) => Content::Data(format, bytes.clone()),
        None => {
            let sheets = match program {
                Some(program) => sheet::read_bytes_apart(name, bytes.clone(), program, progress),
                None => sheet::from_bytes(name, bytes.clone()),
            };
            Content::Sheets(sheets.map_err(|error| error.text())?)
        }
    };
    Ok(Opened::new(name, &bytes, content))
}
