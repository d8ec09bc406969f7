//! Agency data: registers of organisations and services, and networks that others drew.
//!
//! | Format | Becomes |
//! |---|---|
//! | HSDS (Open Referral) 1.x, 2.x, 3.x: folder, zip or JSON | actors, services |
//! | tables of other registers, by a [`Mapping`] file | actors, services |
//! | edge lists and square matrices | actors, ties |
//! | lists and matrices of who sits in which forum | actors, forums, affiliations |
//! | GraphML, GEXF, Pajek, DOT, our own JSON | actors, forums, affiliations, ties |
//!
//! Every reader gives a [`Draft`]: rows with claims, a [`Receipt`](super::Receipt) for each
//! table, and [`Problem`](super::Problem)s. Nothing here writes; [`merge`](super::import::merge)
//! adds a draft to a package.
//!
//! *Invariant*: every row and every cell that says something has a fate. What fits no
//! column becomes an attribute of the row it belongs to (`hsds.wait_time`), is told in the
//! receipt, or is written out whole with its reason. A file that is read a second time
//! gives the same rows with the same ids, so that merging changes nothing. Nothing is
//! matched that has two candidates, and no personal data is kept: names of contacts, their
//! mail and telephone, and where a shelter lies.

mod build;
mod edges;
mod hsds;
mod known;
mod matrix;
mod own;
mod picture;
mod sheets;
mod vendor;
mod words;

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::draft::Draft;
use super::sheet::{self, Sheet, SheetError};
use crate::model::text::{Text, words};
use crate::model::{Network, Row, Source, SourceId};

pub use sheets::recognise_sheet;
pub use vendor::{Mapping, MappingError};

words! {
    /// A format of agency data.
    Format {
        Hsds = "hsds", "HSDS (Open Referral)", "HSDS (Open Referral)";
        Vendor = "vendor", "tabell enligt mappningsfil", "table by a mapping file";
        Edges = "edges", "lista över samarbeten", "edge list";
        Adjacency = "adjacency", "matris aktör mot aktör", "matrix of actors by actors";
        Seats = "seats", "lista över medlemmar i forum", "list of members of forums";
        Incidence = "incidence", "matris aktör mot forum", "matrix of actors by forums";
        GraphMl = "graphml", "GraphML", "GraphML";
        Gexf = "gexf", "GEXF", "GEXF";
        Pajek = "pajek", "Pajek", "Pajek";
        Dot = "dot", "DOT (Graphviz)", "DOT (Graphviz)";
        Samkarta = "samkarta", "Samkartas JSON", "Samkarta's JSON";
    }
}

impl Format {
    /// Whether it is read from a sheet of cells.
    pub fn is_sheet(self) -> bool {
        matches!(
            self,
            Format::Vendor | Format::Edges | Format::Adjacency | Format::Seats | Format::Incidence
        )
    }
}

/// The largest file or unpacked archive read, in bytes.
pub const LARGEST: u64 = 256 << 20;

/// What a reader needs to know beside the file.
#[derive(Clone, Copy, Debug)]
pub struct Reading<'a> {
    /// The network that the draft is meant for: actors and forums that it holds are found
    /// again, by id, name or alias.
    pub known: &'a Network,
    /// The id of the file's row in `sources`.
    pub source: &'a SourceId,
    /// How to read tables of other registers.
    pub mapping: Option<&'a Mapping>,
}

/// Why a file gives no draft.
#[derive(Debug, thiserror::Error)]
pub enum AgencyError {
    /// The file is not there or cannot be read.
    #[error("{}: {source}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The file is no sheet.
    #[error(transparent)]
    Sheet(#[from] SheetError),
    /// The file, or what is packed in it, is larger than [`LARGEST`].
    #[error("{name}: larger than {} MB", LARGEST >> 20)]
    TooLarge {
        /// The file.
        name: String,
    },
    /// Nothing here knows the format.
    #[error("{name}: no format of agency data is recognised")]
    Unknown {
        /// The file.
        name: String,
    },
    /// A sheet of another register came without its mapping.
    #[error("{name}: a mapping file is needed")]
    NoMapping {
        /// The file.
        name: String,
    },
    /// A DOT file came as it is, not as Graphviz reads it.
    #[error("{name}: DOT is read through Graphviz")]
    NeedsGraphviz {
        /// The file.
        name: String,
    },
    /// The file is not what its format asks for.
    #[error("{name}{}: {}", line.map(|n| format!(":{n}")).unwrap_or_default(), what.en)]
    Malformed {
        /// The file.
        name: String,
        /// The line, where known.
        line: Option<u64>,
        /// What is wrong.
        what: Box<Text>,
        /// What to do about it.
        next: Box<Text>,
    },
}

impl AgencyError {
    /// A file that is not what its format asks for.
    fn malformed(name: &str, line: Option<u64>, what: Text, next: Text) -> Self {
        let (what, next) = (Box::new(what), Box::new(next));
        Self::Malformed { name: name.to_owned(), line, what, next }
    }

    /// What is wrong and what to do, for people; the file is not named.
    pub fn say(&self) -> (Text, Text) {
        match self {
            Self::Unreadable { source, .. } => (
                Text::new(format!("kan inte läsas: {source}"), format!("cannot be read: {source}")),
                Text::new(
                    "se efter att filen finns och får läsas",
                    "see that it is there and readable",
                ),
            ),
            Self::Sheet(error) => (
                Text::new(format!("kan inte läsas: {error}"), format!("cannot be read: {error}")),
                Text::new("spara den som CSV", "save it as CSV"),
            ),
            Self::TooLarge { .. } => (
                Text::new(
                    format!("större än {} MB, uppackad", LARGEST >> 20),
                    format!("larger than {} MB, unpacked", LARGEST >> 20),
                ),
                Text::new("dela upp filen", "split the file"),
            ),
            Self::Unknown { .. } => (
                Text::new("känns inte igen", "is not recognised"),
                Text::new(
                    "ange formatet, eller ge en mappningsfil för tabellen",
                    "name the format, or give a mapping file for the table",
                ),
            ),
            Self::NoMapping { .. } => (
                Text::new("behöver en mappningsfil", "needs a mapping file"),
                Text::new(
                    "skriv en TOML-fil som säger vad varje kolumn är",
                    "write a TOML file that says what each column is",
                ),
            ),
            Self::NeedsGraphviz { .. } => (
                Text::new("läses genom Graphviz", "is read through Graphviz"),
                Text::new(
                    "installera Graphviz, eller kör dot -Tdot_json och läs in det som kommer ut",
                    "install Graphviz, or run dot -Tdot_json and import what comes out",
                ),
            ),
            Self::Malformed { what, next, .. } => (Text::clone(what), Text::clone(next)),
        }
    }
}

/// The draft of a file or folder whose format is recognised.
///
/// # Errors
/// [`AgencyError`] only when the file as a whole cannot be read, is too large or is of no
/// known format; what is wrong with its rows is in the draft.
///
/// # Cost
/// Time and memory linear in the file.
pub fn read(path: &Path, with: &Reading) -> Result<Draft, AgencyError> {
    let name = name_of(path);
    if path.is_dir() {
        return hsds::folder(path, &name, with);
    }
    let bytes = content(path)?;
    if let Some(format) = recognise(&bytes) {
        return from_bytes(format, &name, &bytes, with);
    }
    let sheets = sheet::read(path)?;
    let format = match (with.mapping, sheets.first()) {
        (Some(_), _) => Some(Format::Vendor),
        (None, first) => first.and_then(recognise_sheet),
    };
    let Some(format) = format else { return Err(AgencyError::Unknown { name }) };
    let mut draft = from_sheets(format, &name, &sheets, with)?;
    draft.network.sources.push(source_row(with.source, &name, &sha256(&bytes)));
    Ok(draft)
}

/// The draft of a file that is no sheet.
///
/// # Errors
/// As [`read`]; [`AgencyError::Unknown`] for a format of sheets, which
/// [`from_sheets`] reads.
pub fn from_bytes(
    format: Format,
    name: &str,
    bytes: &[u8],
    with: &Reading,
) -> Result<Draft, AgencyError> {
    if bytes.len() as u64 > LARGEST {
        return Err(AgencyError::TooLarge { name: name.to_owned() });
    }
    let mut draft = match format {
        Format::Hsds => hsds::file(name, bytes, with)?,
        Format::Samkarta => own::read(name, bytes, with)?,
        Format::GraphMl | Format::Gexf | Format::Pajek | Format::Dot => {
            picture::read(format, name, bytes, with)?
        }
        _ => return Err(AgencyError::Unknown { name: name.to_owned() }),
    };
    draft.network.sources.push(source_row(with.source, name, &sha256(bytes)));
    Ok(draft)
}

/// The draft of the sheets of a file. The row in `sources` is left to the caller, who has
/// the bytes: see [`source_row`].
///
/// # Errors
/// [`AgencyError::NoMapping`] when a [`Format::Vendor`] comes without one, and
/// [`AgencyError::Unknown`] for a format that is no sheet.
pub fn from_sheets(
    format: Format,
    name: &str,
    sheets: &[Sheet],
    with: &Reading,
) -> Result<Draft, AgencyError> {
    let name = name.to_owned();
    match format {
        Format::Vendor => match with.mapping {
            Some(mapping) => Ok(vendor::read(&name, sheets, mapping, with)),
            None => Err(AgencyError::NoMapping { name }),
        },
        Format::Edges | Format::Seats | Format::Adjacency | Format::Incidence => {
            Ok(sheets::read(format, &name, sheets, with))
        }
        _ => Err(AgencyError::Unknown { name }),
    }
}

/// The format that the first bytes of a file speak of; sheets are told by
/// [`recognise_sheet`].
pub fn recognise(bytes: &[u8]) -> Option<Format> {
    if own::is_own(bytes) {
        return Some(Format::Samkarta);
    }
    picture::recognise(bytes).or_else(|| hsds::is_hsds(bytes).then_some(Format::Hsds))
}

/// The draft of a DOT file: `dot` is the file, `json` what Graphviz makes of it with
/// `-Tdot_json`. Nothing here runs Graphviz; `store::graphviz` does.
///
/// # Errors
/// As [`read`].
pub fn from_dot(name: &str, dot: &[u8], json: &[u8], with: &Reading) -> Result<Draft, AgencyError> {
    let mut draft = picture::read(Format::Dot, name, json, with)?;
    draft.network.sources.push(source_row(with.source, name, &sha256(dot)));
    Ok(draft)
}

/// A file's row in `sources`: its name as title and file, and its SHA-256.
pub fn source_row(id: &SourceId, name: &str, sha256: &str) -> Row<Source> {
    let source = Source {
        id: id.clone(),
        title: name.to_owned(),
        file: Some(name.to_owned()),
        ..Source::default()
    };
    let mut row = Row::bare(source);
    row.attributes.insert("sha256".to_owned(), sha256.to_owned());
    row
}

/// The SHA-256 of bytes, in hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

fn name_of(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// A file's bytes, no more than [`LARGEST`].
fn content(path: &Path) -> Result<Vec<u8>, AgencyError> {
    let unreadable = |source| AgencyError::Unreadable { path: path.to_path_buf(), source };
    let mut bytes = Vec::new();
    let file = fs::File::open(path).map_err(unreadable)?;
    file.take(LARGEST + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    if bytes.len() as u64 > LARGEST {
        return Err(AgencyError::TooLarge { name: name_of(path) });
    }
    Ok(bytes)
}
