//! What is wrong with the input: where, what, and what to do next.

use crate::model::text::{Lang, Text};

/// How much a problem matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Something was left out or cannot be right.
    Error,
    /// Worth a look; nothing was left out.
    Warning,
}

/// One thing wrong with the input.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    /// How much it matters.
    pub severity: Severity,
    /// The file, relative to the package.
    pub file: String,
    /// The line in it, from 1.
    pub line: Option<u64>,
    /// The column's name.
    pub column: Option<String>,
    /// What is wrong.
    pub what: Text,
    /// What to do about it.
    pub next: Text,
    /// The row as it came, when it was left out.
    pub rejected: Option<String>,
}

impl Problem {
    /// An error about a whole file.
    pub fn error(file: &str, what: Text, next: Text) -> Self {
        Self {
            severity: Severity::Error,
            file: file.to_owned(),
            line: None,
            column: None,
            what,
            next,
            rejected: None,
        }
    }

    /// The same problem, only worth a look.
    pub fn as_warning(mut self) -> Self {
        self.severity = Severity::Warning;
        self
    }

    /// The same problem, on a line.
    pub fn at_line(mut self, line: u64) -> Self {
        self.line = Some(line);
        self
    }

    /// The same problem, in a column.
    pub fn in_column(mut self, column: &str) -> Self {
        self.column = Some(column.to_owned());
        self
    }

    /// The same problem, with the row that was left out.
    pub fn rejecting(mut self, row: String) -> Self {
        self.rejected = Some(row);
        self
    }

    /// The problem as people read it: a line of place and fault, a line of
    /// advice, and the row that was left out.
    pub fn render(&self, lang: Lang) -> String {
        let (fault, column, hint, kept) = match (lang, self.severity) {
            (Lang::Sv, Severity::Error) => {
                ("fel", "kolumn", "gör så här", "raden som inte kom med")
            }
            (Lang::Sv, Severity::Warning) => ("obs", "kolumn", "gör så här", "raden"),
            (Lang::En, Severity::Error) => ("error", "column", "what to do", "the row left out"),
            (Lang::En, Severity::Warning) => ("note", "column", "what to do", "the row"),
        };
        let mut place = self.file.clone();
        if let Some(line) = self.line {
            place.push_str(&format!(":{line}"));
        }
        if let Some(name) = &self.column {
            place.push_str(&format!(", {column} `{name}`"));
        }
        let mut text = format!("{fault}: {place}: {}\n", self.what.get(lang));
        if !self.next.get(lang).is_empty() {
            text.push_str(&format!("  {hint}: {}\n", self.next.get(lang)));
        }
        if let Some(row) = &self.rejected {
            text.push_str(&format!("  {kept}: {row}\n"));
        }
        text
    }
}
