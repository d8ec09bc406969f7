//! Network packages: Frictionless tabular data packages of CSV tables.
//!
//! *Invariant*: a column is declared once, in [`tables`]; reading, writing,
//! checking and the Table Schema all follow from it.

pub mod cell;
mod check;
mod claims;
mod descriptor;
mod names;
mod near;
mod read;
pub mod table;
pub mod tables;
mod write;

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use serde_json::Value;

pub use cell::Kind;
pub use names::TableName;
pub use near::nearest;
pub use table::{Column, Need, Table};
pub use write::{changed_files, new_package, table_csv, table_entry};

use super::problem::Problem;
use crate::model::Network;

/// A file that cannot be read at all.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// The package's folder is not there or not readable.
    #[error("{path}: {source}")]
    Unreadable {
        /// What was to be read.
        path: PathBuf,
        /// Why it could not be.
        source: io::Error,
    },
    /// The path is a file, not a package's folder.
    #[error("{path}: not a folder; a network is a folder with datapackage.json in it")]
    NotAFolder {
        /// What was to be read.
        path: PathBuf,
    },
}

/// A package as read: the network, what was wrong, and what else was there.
#[derive(Clone, Debug, Default)]
pub struct Package {
    /// Its folder.
    pub folder: PathBuf,
    /// The network.
    pub network: Network,
    /// `datapackage.json` as it came; `Null` when it could not be parsed.
    pub descriptor: Value,
    /// Header of each table as it came, by table name.
    pub headers: BTreeMap<String, Vec<String>>,
    /// Rows left out, byte for byte as they came, by table name.
    pub rejected: BTreeMap<String, Vec<csv::ByteRecord>>,
    /// Files of tables that nothing here reads, by path; written back as they
    /// came.
    pub others: BTreeMap<String, Vec<u8>>,
    /// What is wrong, in the order of the tables.
    pub problems: Vec<Problem>,
}

impl Package {
    /// Reads a package.
    ///
    /// # Errors
    /// Only a folder that cannot be read is an error. Everything wrong inside
    /// it is a [`Problem`], and the rest is loaded.
    ///
    /// # Cost
    /// Time linear in the bytes; memory about three times the bytes.
    pub fn open(folder: &Path) -> Result<Self, LoadError> {
        read::open(folder)
    }

    /// Whether anything was wrong enough that it was left out.
    pub fn has_errors(&self) -> bool {
        self.problems.iter().any(|p| p.severity == super::Severity::Error)
    }
}
