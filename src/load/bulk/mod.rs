//! Networks of millions of rows: tables of ids to numbered nodes and pairs, nothing else kept.
//!
//! *Invariant*: memory grows with nodes and edges, not with the files' size; what names
//! nobody is counted and shown, never dropped in silence; the result does not depend on the
//! number of threads.

mod ids;
mod scan;

use std::fs::File;
use std::io::{self, Read};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

pub use ids::Ids;

/// Bytes read at a time, and how many such blocks are taken apart together.
const BLOCK: usize = 2 << 20;
const BLOCKS: usize = 8;
/// How many references to nobody are shown.
const SHOWN: usize = 10;

/// Which files and columns make a network.
#[derive(Clone, Debug, Default)]
pub struct Tables {
    /// Tables of nodes: their column `id`, or the first.
    pub nodes: Vec<PathBuf>,
    /// Tables of edges: columns `from` and `to`, or the first two.
    pub edges: Vec<PathBuf>,
    /// Columns of node tables that name another node, where a table has them.
    pub parents: Vec<String>,
}

/// What was read.
#[derive(Clone, Debug, Default)]
pub struct Bulk {
    /// The nodes, numbered in the order of the tables.
    pub ids: Ids,
    /// How many nodes each table of nodes brought.
    pub counts: Vec<usize>,
    /// Every row that joins two nodes; pairs may stand twice.
    pub pairs: Vec<(u32, u32)>,
    /// Rows of nodes whose id an earlier row has, or that have none.
    pub repeated: usize,
    /// Cells that name nobody.
    pub unknown: usize,
    /// The first of them.
    pub examples: Vec<Unknown>,
}

/// A cell that names nobody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unknown {
    /// The table.
    pub file: PathBuf,
    /// Its row, the first below the header being 1.
    pub row: usize,
    /// What the cell says; empty where it is missing.
    pub id: String,
}

/// Why nothing was read.
#[derive(Debug, thiserror::Error)]
pub enum BulkError {
    /// A file cannot be read.
    #[error("{path}: {source}")]
    Unreadable {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A table lacks what was asked for.
    #[error("{path}: no column {column}; the table has {found}")]
    Column {
        /// Which table.
        path: PathBuf,
        /// What it lacks.
        column: String,
        /// What it has.
        found: String,
    },
    /// More than 2³² - 2 nodes.
    #[error("more nodes than can be numbered")]
    TooMany,
    /// The caller said so.
    #[error("cancelled")]
    Cancelled,
}

/// Told of bytes read and bytes in all, and may stop the reading.
pub type Tell<'a> = &'a (dyn Fn(usize, usize) -> ControlFlow<()> + Sync);

/// Reads tables of nodes and edges: commas, semicolons or tabs, quotes as in RFC 4180.
///
/// Blocks of rows are taken apart side by side and put together in the order of the files.
/// Tables of nodes are read twice where columns of theirs name other nodes.
///
/// # Errors
/// [`BulkError`].
///
/// # Cost
/// Every byte once or twice; two look-ups a row of edges. Memory: 32 bytes a node with its
/// id, 8 bytes a row of edges and 16 MB for blocks.
pub fn read(tables: &Tables, tell: Tell) -> Result<Bulk, BulkError> {
    let size = |path: &PathBuf| std::fs::metadata(path).map_or(0, |data| data.len() as usize);
    let passes = if tables.parents.is_empty() { 1 } else { 2 };
    let nodes: usize = tables.nodes.iter().map(size).sum();
    let edges: usize = tables.edges.iter().map(size).sum();
    let meter = Meter { done: 0.into(), of: passes * nodes + edges, tell };
    let mut bulk = Bulk::default();
    for path in &tables.nodes {
        bulk.read_nodes(path, &meter)?;
    }
    for path in &tables.nodes {
        for parent in &tables.parents {
            let mut table = Table::open(path)?;
            if let Some(column) = table.column(parent) {
                let id = table.column("id").unwrap_or(0);
                bulk.read_edges(&mut table, [id, column], Blank::Nobody, &meter)?;
            }
        }
    }
    for parent in &tables.parents {
        let mut found = false;
        for path in &tables.nodes {
            found |= Table::open(path)?.column(parent).is_some();
        }
        if let (false, Some(path)) = (found, tables.nodes.first()) {
            return Err(Table::open(path)?.lacks(parent));
        }
    }
    for path in &tables.edges {
        let mut table = Table::open(path)?;
        let columns = match (table.column("from"), table.column("to")) {
            (Some(from), Some(to)) => [from, to],
            _ if table.names.len() > 1 => [0, 1],
            _ => return Err(table.lacks("to")),
        };
        bulk.read_edges(&mut table, columns, Blank::Unknown, &meter)?;
    }
    Ok(bulk)
}

/// What an empty cell is.
#[derive(Clone, Copy, PartialEq)]
enum Blank {
    /// Nobody stands there, and nobody need.
    Nobody,
    /// Somebody should.
    Unknown,
}

/// How far the reading has come.
struct Meter<'a> {
    done: std::cell::Cell<usize>,
    of: usize,
    tell: Tell<'a>,
}

impl Meter<'_> {
    fn read(&self, bytes: usize) -> Result<(), BulkError> {
        self.done.set(self.done.get() + bytes);
        match (self.tell)(self.done.get().min(self.of), self.of) {
            ControlFlow::Continue(()) => Ok(()),
            ControlFlow::Break(()) => Err(BulkError::Cancelled),
        }
    }
}

/// Ids of one block, one after the other.
struct Block {
    bytes: Vec<u8>,
    ends: Vec<usize>,
}

/// Pairs of one block, and what names nobody.
struct Joined {
    pairs: Vec<(u32, u32)>,
    unknown: usize,
    examples: Vec<(usize, String)>,
    rows: usize,
}

impl Bulk {
    fn read_nodes(&mut self, path: &Path, meter: &Meter) -> Result<(), BulkError> {
        let before = self.ids.len();
        let mut table = Table::open(path)?;
        let (delimiter, column) = (table.delimiter, table.column("id").unwrap_or(0));
        while let Some(blocks) = table.blocks(meter)? {
            let found: Vec<Block> = blocks
                .par_iter()
                .map(|text| {
                    let mut block = Block { bytes: Vec::new(), ends: Vec::new() };
                    scan::rows(text, delimiter, [column], |_, [id]| {
                        block.bytes.extend_from_slice(id.as_deref().unwrap_or_default());
                        block.ends.push(block.bytes.len());
                    });
                    block
                })
                .collect();
            for block in found {
                let mut start = 0;
                for end in block.ends {
                    let id = &block.bytes[start..end];
                    start = end;
                    if id.is_empty() || !self.ids.take_in(id) {
                        self.repeated += 1;
                    }
                }
            }
            if self.ids.len() >= u32::MAX as usize - 1 - BLOCKS * BLOCK {
                return Err(BulkError::TooMany);
            }
        }
        self.counts.push(self.ids.len() - before);
        Ok(())
    }

    fn read_edges(
        &mut self,
        table: &mut Table,
        columns: [usize; 2],
        blank: Blank,
        meter: &Meter,
    ) -> Result<(), BulkError> {
        let mut rows = 0;
        while let Some(blocks) = table.blocks(meter)? {
            let (ids, delimiter) = (&self.ids, table.delimiter);
            let join = |text: &Vec<u8>| joined(ids, text, delimiter, columns, blank);
            let found: Vec<Joined> = blocks.par_iter().map(join).collect();
            for part in found {
                self.pairs.extend_from_slice(&part.pairs);
                self.unknown += part.unknown;
                let left = SHOWN - self.examples.len().min(SHOWN);
                self.examples.extend(part.examples.into_iter().take(left).map(|(row, id)| {
                    Unknown { file: table.path.clone(), row: rows + row + 1, id }
                }));
                rows += part.rows;
            }
        }
        Ok(())
    }
}

/// The pairs of one block of rows.
fn joined(ids: &Ids, text: &[u8], delimiter: u8, columns: [usize; 2], blank: Blank) -> Joined {
    let mut joined = Joined { pairs: Vec::new(), unknown: 0, examples: Vec::new(), rows: 0 };
    let turned = columns[0] > columns[1];
    let ascending = if turned { [columns[1], columns[0]] } else { columns };
    joined.rows = scan::rows(text, delimiter, ascending, |row, cells| {
        let [a, b] = [0, 1].map(|at| cells[at].as_deref().unwrap_or_default());
        let (from, to) = if turned { (b, a) } else { (a, b) };
        if blank == Blank::Nobody && to.is_empty() {
            return;
        }
        match (ids.number(from), ids.number(to)) {
            (Some(a), Some(b)) => joined.pairs.push((a, b)),
            (known, _) => {
                joined.unknown += 1;
                if joined.examples.len() < SHOWN {
                    let id = if known.is_some() { to } else { from };
                    joined.examples.push((row, String::from_utf8_lossy(id).into_owned()));
                }
            }
        }
    });
    joined
}

/// A table under way.
struct Table {
    path: PathBuf,
    file: File,
    names: Vec<String>,
    delimiter: u8,
    /// Read, but not yet taken apart.
    left: Vec<u8>,
    ended: bool,
}

impl Table {
    fn open(path: &Path) -> Result<Self, BulkError> {
        let unreadable = |source| BulkError::Unreadable { path: path.to_owned(), source };
        let file = File::open(path).map_err(unreadable)?;
        let mut table = Self {
            path: path.to_owned(),
            file,
            names: Vec::new(),
            delimiter: b',',
            left: Vec::new(),
            ended: false,
        };
        table.fill(1 << 16)?;
        let mark = b"\xef\xbb\xbf";
        if table.left.starts_with(mark) {
            table.left.drain(..mark.len());
        }
        let line = table.left.split(|&byte| byte == b'\n').next().unwrap_or_default();
        let count = |mark: u8| memchr::memchr_iter(mark, line).count();
        let most = [b',', b';', b'\t'].into_iter().rev().max_by_key(|&mark| count(mark));
        table.delimiter = most.unwrap_or(b',');
        let (names, length) = scan::header(&table.left, table.delimiter);
        table.names = names;
        table.left.drain(..length);
        Ok(table)
    }

    fn column(&self, name: &str) -> Option<usize> {
        self.names.iter().position(|column| column == &name.to_lowercase())
    }

    fn lacks(&self, column: &str) -> BulkError {
        let (path, found) = (self.path.clone(), self.names.join(", "));
        BulkError::Column { path, column: column.to_owned(), found }
    }

    /// Reads on until `size` bytes are left or the file ends.
    fn fill(&mut self, size: usize) -> Result<(), BulkError> {
        let wanted = size.saturating_sub(self.left.len()) as u64;
        if wanted == 0 {
            return Ok(());
        }
        let read = self.file.by_ref().take(wanted).read_to_end(&mut self.left);
        let unreadable = |source| BulkError::Unreadable { path: self.path.clone(), source };
        self.ended = (read.map_err(unreadable)? as u64) < wanted;
        Ok(())
    }

    /// The next blocks of whole rows; `None` at the end.
    fn blocks(&mut self, meter: &Meter) -> Result<Option<Vec<Vec<u8>>>, BulkError> {
        let mut blocks = Vec::with_capacity(BLOCKS);
        let mut size = BLOCK;
        while blocks.len() < BLOCKS && !(self.ended && self.left.is_empty()) {
            self.fill(size)?;
            let whole = match self.ended {
                true => self.left.len(),
                false => scan::whole_rows(&self.left, self.delimiter),
            };
            if whole == 0 {
                // A row longer than a block.
                size *= 2;
                continue;
            }
            let mut next = Vec::with_capacity(size);
            next.extend_from_slice(&self.left[whole..]);
            self.left.truncate(whole);
            meter.read(whole)?;
            blocks.push(std::mem::replace(&mut self.left, next));
        }
        Ok((!blocks.is_empty()).then_some(blocks))
    }
}

#[cfg(test)]
mod tests;
