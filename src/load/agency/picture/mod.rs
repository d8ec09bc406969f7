//! Networks that others drew: GraphML, GEXF, Pajek, DOT.
//!
//! Each format is read into a [`Picture`]: things, lines between them, and what is said of
//! both. From there on all are alike. Things are actors, unless they are said to be forums
//! or stand in the second mode of a two-mode network; lines are ties, seats, referrals.
//!
//! *Invariant*: every thing, every line and every cell about them is in an account. How
//! the drawing looks (colours, places, sizes) is told and not kept.

mod dot;
mod draft;
mod gexf;
mod graphml;
mod pajek;
mod xml;

use super::build::as_place;
use super::{AgencyError, Format, Reading};
use crate::load::draft::Draft;
use crate::load::problem::Problem;
use crate::load::receipt::{Fate, Ledger, Why};
use crate::model::text::{Text, Word};

/// A cell about a thing or a line.
#[derive(Clone, Debug)]
struct Said {
    name: String,
    text: String,
    /// Its place in the account.
    column: usize,
}

/// A thing in a drawing.
#[derive(Clone, Debug)]
struct Thing {
    entry: usize,
    line: Option<u64>,
    place: String,
    id: String,
    said: Vec<Said>,
    /// The thing that it stands in.
    parent: Option<String>,
    /// Whether it stands in the second mode.
    second: bool,
}

/// A line in a drawing.
#[derive(Clone, Debug)]
struct Line {
    entry: usize,
    line: Option<u64>,
    place: String,
    from: String,
    to: String,
    directed: bool,
    said: Vec<Said>,
}

/// A drawing as it was read.
pub(super) struct Picture {
    file: String,
    prefix: &'static str,
    /// Whether this program made it, so that its ids are ids here.
    own: bool,
    things: Vec<Thing>,
    lines: Vec<Line>,
    of_things: Ledger,
    of_lines: Ledger,
    of_others: Ledger,
    problems: Vec<Problem>,
}

impl Picture {
    fn new(file: &str, format: Format) -> Self {
        let ledger = |table| Ledger::new(file, Some(table), format.slug());
        Self {
            file: file.to_owned(),
            prefix: format.slug(),
            own: false,
            things: Vec::new(),
            lines: Vec::new(),
            of_things: ledger("nodes"),
            of_lines: ledger("edges"),
            of_others: ledger("other"),
            problems: Vec::new(),
        }
    }

    /// Adds a thing with what is said of it.
    fn thing(&mut self, line: Option<u64>, id: &str, said: Vec<(String, String)>) -> &mut Thing {
        let cells = std::iter::once(id).chain(said.iter().map(|(_, text)| text.as_str()));
        let entry = self.of_things.read(line.unwrap_or(0), cells);
        let place = match line {
            Some(line) => format!("{}!{line}", self.file),
            None => format!("{}!{id}", self.file),
        };
        self.things.push(Thing {
            entry,
            line,
            place: as_place(&place),
            id: id.to_owned(),
            said: cells_of(said, 1),
            parent: None,
            second: false,
        });
        let last = self.things.len() - 1;
        &mut self.things[last]
    }

    /// Adds a line between two things with what is said of it.
    fn line(
        &mut self,
        line: Option<u64>,
        (from, to): (&str, &str),
        directed: bool,
        said: Vec<(String, String)>,
    ) {
        let cells = [from, to].into_iter().chain(said.iter().map(|(_, text)| text.as_str()));
        let entry = self.of_lines.read(line.unwrap_or(0), cells);
        let place = match line {
            Some(line) => format!("{}!{line}", self.file),
            None => format!("{}!{from}--{to}", self.file),
        };
        self.lines.push(Line {
            entry,
            line,
            place: as_place(&place),
            from: from.to_owned(),
            to: to.to_owned(),
            directed,
            said: cells_of(said, 2),
        });
    }

    /// Accounts for something that is neither thing nor line.
    fn other<S: Into<String>>(
        &mut self,
        line: Option<u64>,
        cells: impl IntoIterator<Item = S>,
        fate: Fate,
        why: Option<Why>,
    ) {
        let entry = self.of_others.read(line.unwrap_or(0), cells);
        self.of_others.settle_row(entry, fate, why);
    }

    /// Accounts for something that cannot be kept, and says so.
    fn refuse<S: Into<String>>(
        &mut self,
        line: Option<u64>,
        cells: impl IntoIterator<Item = S>,
        what: Text,
        next: Text,
    ) {
        let entry = self.of_others.read(line.unwrap_or(0), cells);
        let mut problem = Problem::error(&self.file, what, next);
        problem.line = line;
        self.problems.push(problem.clone());
        self.of_others.reject(entry, problem);
    }
}

fn cells_of(said: Vec<(String, String)>, first: usize) -> Vec<Said> {
    let cell = |(i, (name, text))| Said { name, text, column: first + i };
    said.into_iter().enumerate().map(cell).collect()
}

/// The draft of a drawing.
///
/// # Errors
/// When it is not what its format asks for.
pub(super) fn read(
    format: Format,
    name: &str,
    bytes: &[u8],
    with: &Reading,
) -> Result<Draft, AgencyError> {
    let picture = match format {
        Format::GraphMl => graphml::read(name, bytes)?,
        Format::Gexf => gexf::read(name, bytes)?,
        Format::Pajek => pajek::read(name, bytes)?,
        Format::Dot => dot::read(name, bytes)?,
        _ => return Err(AgencyError::Unknown { name: name.to_owned() }),
    };
    Ok(draft::interpret(picture, with))
}

/// The format of a drawing, by how its file starts.
pub(super) fn recognise(bytes: &[u8]) -> Option<Format> {
    let start = super::hsds::decoded(&bytes[..bytes.len().min(1 << 16)]);
    let text = start.trim_start_matches('\u{FEFF}').trim_start();
    if text.starts_with('<') {
        let has =
            |name: &str| text.contains(&format!("<{name}")) || text.contains(&format!(":{name}"));
        return match (has("graphml"), has("gexf")) {
            (true, _) => Some(Format::GraphMl),
            (_, true) => Some(Format::Gexf),
            _ => None,
        };
    }
    if text.starts_with('{') {
        let dot = text.contains("\"_subgraph_cnt\"") || text.contains("\"_gvid\"");
        return dot.then_some(Format::Dot);
    }
    let pajek = text.lines().take(50).map(|line| line.trim_start().to_lowercase());
    if pajek.clone().any(|line| line.starts_with("*vertices") || line.starts_with("*network")) {
        return Some(Format::Pajek);
    }
    dot::is_dot(text).then_some(Format::Dot)
}
