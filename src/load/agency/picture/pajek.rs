//! Pajek networks (.net): vertices of one or two modes, arcs, edges, lists, matrices.
//!
//! # Source
//! A. Mrvar, V. Batagelj, "Pajek: Programs for Analysis and Visualization of Very Large
//! Networks, Reference Manual", 2018, section "Input files".

use super::Picture;
use crate::load::agency::{AgencyError, Format, hsds};
use crate::load::receipt::{Fate, Why};
use crate::model::text::Text;

/// The most vertices that a header may promise.
const MOST: usize = 5_000_000;

/// What the lines that follow are.
#[derive(Clone, Copy, PartialEq)]
enum Section {
    Before,
    Vertices,
    /// Lines of two ends; directed or not.
    Pairs(bool),
    /// An end and all it leads to; directed or not.
    Lists(bool),
    Matrix,
    Unknown,
}

struct Reader {
    picture: Picture,
    section: Section,
    /// How many vertices there are, and how many of them stand in the first mode.
    count: usize,
    first: Option<usize>,
    /// Which vertices have a line of their own.
    described: Vec<bool>,
    /// The name of the relation that the lines are of.
    relation: Option<String>,
    /// The row of the matrix that comes next.
    row: usize,
}

/// Reads a Pajek file.
pub(super) fn read(name: &str, bytes: &[u8]) -> Result<Picture, AgencyError> {
    let text = hsds::decoded(bytes);
    let mut reader = Reader {
        picture: Picture::new(name, Format::Pajek),
        section: Section::Before,
        count: 0,
        first: None,
        described: Vec::new(),
        relation: None,
        row: 0,
    };
    for (i, text) in text.lines().enumerate() {
        let line = i as u64 + 1;
        let trimmed = text.trim();
        if trimmed.is_empty() || trimmed.starts_with('%') {
            let why = if trimmed.is_empty() { Why::Blank } else { Why::Unread };
            reader.picture.other(Some(line), [trimmed], Fate::Ignored, Some(why));
        } else if let Some(header) = trimmed.strip_prefix('*') {
            reader.header(name, line, header)?;
        } else {
            reader.body(line, &tokens(trimmed));
        }
    }
    reader.silent();
    Ok(reader.picture)
}

impl Reader {
    fn header(&mut self, name: &str, line: u64, header: &str) -> Result<(), AgencyError> {
        let words = tokens(header);
        let word = words.first().map(|word| word.to_lowercase()).unwrap_or_default();
        let numbers: Vec<usize> = words.iter().skip(1).filter_map(|w| w.parse().ok()).collect();
        self.section = match word.as_str() {
            "vertices" => {
                self.silent();
                self.count = numbers.first().copied().unwrap_or(0);
                self.first = numbers.get(1).copied();
                if self.count > MOST {
                    return Err(AgencyError::malformed(
                        name,
                        Some(line),
                        Text::new(
                            format!("filen säger att den har {} noder", self.count),
                            format!("the file says that it has {} vertices", self.count),
                        ),
                        Text::new("rätta talet efter *Vertices", "mend the number after *Vertices"),
                    ));
                }
                self.described = vec![false; self.count + 1];
                Section::Vertices
            }
            "arcs" => Section::Pairs(true),
            "edges" => Section::Pairs(false),
            "arcslist" => Section::Lists(true),
            "edgeslist" => Section::Lists(false),
            "matrix" => {
                self.row = 0;
                Section::Matrix
            }
            "network" => Section::Before,
            _ => Section::Unknown,
        };
        // `*Arcs :2 "advice"`: one relation of several.
        self.relation = words.iter().skip(1).find(|w| w.starts_with(':')).map(|number| {
            let named = words.iter().skip(2).find(|w| !w.starts_with(':'));
            named.unwrap_or(number).clone()
        });
        let fate = match self.section {
            Section::Unknown => (Fate::Ignored, Some(Why::Unread)),
            _ => (Fate::Used, None),
        };
        self.picture.other(Some(line), [header.trim()], fate.0, fate.1);
        Ok(())
    }

    fn body(&mut self, line: u64, words: &[String]) {
        match self.section {
            Section::Vertices => self.vertex(line, words),
            Section::Pairs(directed) => self.pair(line, words, directed),
            Section::Lists(directed) => self.list(line, words, directed),
            Section::Matrix => self.matrix(line, words),
            Section::Before | Section::Unknown => {
                self.picture.other(Some(line), words, Fate::Ignored, Some(Why::Unread));
            }
        }
    }

    fn vertex(&mut self, line: u64, words: &[String]) {
        let number = words.first().and_then(|word| word.parse::<usize>().ok());
        let Some(number) = number.filter(|n| (1..=self.count).contains(n)) else {
            return self.refuse(line, words, "nummer");
        };
        let mut said = Vec::new();
        let mut rest = words.iter().skip(1);
        said.extend(rest.next().map(|label| ("label".to_owned(), label.clone())));
        for word in rest {
            let timed = word.starts_with('[') && word.ends_with(']');
            said.push((if timed { "time" } else { "graphics" }.to_owned(), word.clone()));
        }
        self.described[number] = true;
        let second = self.first.is_some_and(|first| number > first);
        self.picture.thing(Some(line), &number.to_string(), said).second = second;
    }

    /// Vertices that are counted but have no line of their own.
    fn silent(&mut self) {
        let missing: Vec<usize> = (1..=self.count).filter(|n| !self.described[*n]).collect();
        for number in missing {
            let second = self.first.is_some_and(|first| number > first);
            self.picture.thing(None, &number.to_string(), Vec::new()).second = second;
            self.described[number] = true;
        }
    }

    fn pair(&mut self, line: u64, words: &[String], directed: bool) {
        let ends: Vec<usize> = words.iter().take(2).filter_map(|w| w.parse().ok()).collect();
        let [from, to] = ends.as_slice() else { return self.refuse(line, words, "två nummer") };
        let mut said = Vec::new();
        let mut rest = words.iter().skip(2).peekable();
        if let Some(weight) = rest.next_if(|word| word.parse::<f64>().is_ok()) {
            said.push(("weight".to_owned(), weight.clone()));
        }
        while let Some(word) = rest.next() {
            if word.starts_with('[') {
                said.push(("time".to_owned(), word.clone()));
            } else if word == "l" {
                said.extend(rest.next().map(|label| ("label".to_owned(), label.clone())));
            } else {
                said.push(("graphics".to_owned(), word.clone()));
            }
        }
        self.line(line, (*from, *to), directed, said);
    }

    fn list(&mut self, line: u64, words: &[String], directed: bool) {
        let ends: Option<Vec<usize>> = words.iter().map(|word| word.parse().ok()).collect();
        match ends.as_deref() {
            Some([from, rest @ ..]) if !rest.is_empty() => {
                for to in rest {
                    self.line(line, (*from, *to), directed, Vec::new());
                }
            }
            _ => self.refuse(line, words, "nummer"),
        }
    }

    fn matrix(&mut self, line: u64, words: &[String]) {
        self.row += 1;
        let values: Option<Vec<f64>> = words.iter().map(|word| word.parse().ok()).collect();
        let rows = self.first.unwrap_or(self.count);
        let (Some(values), true) = (values, self.row <= rows) else {
            return self.refuse(line, words, "tal");
        };
        // In two modes the columns are the vertices of the second.
        let before = self.first.unwrap_or(0);
        let zeros = values.iter().zip(words).filter(|(value, _)| **value == 0.0);
        let zeros: Vec<String> = zeros.map(|(_, word)| word.clone()).collect();
        self.picture.other(Some(line), zeros, Fate::Used, None);
        for (i, value) in values.iter().enumerate().filter(|(_, value)| **value != 0.0) {
            let said = vec![("weight".to_owned(), value.to_string())];
            self.line(line, (self.row, before + i + 1), true, said);
        }
    }

    fn line(
        &mut self,
        line: u64,
        (from, to): (usize, usize),
        directed: bool,
        mut said: Vec<(String, String)>,
    ) {
        said.extend(self.relation.iter().map(|name| ("kind".to_owned(), name.clone())));
        let (from, to) = (from.to_string(), to.to_string());
        self.picture.line(Some(line), (&from, &to), directed, said);
    }

    fn refuse(&mut self, line: u64, words: &[String], wanted: &str) {
        let en = if wanted == "två nummer" { "two numbers" } else { "numbers" };
        self.picture.refuse(
            Some(line),
            words,
            Text::new(
                format!("raden börjar inte med {wanted} som finns i filen"),
                format!("the line does not start with {en} that are in the file"),
            ),
            Text::new("rätta raden", "mend the line"),
        );
    }
}

/// The words of a line; quotes hold words together.
fn tokens(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut rest = line.trim();
    while !rest.is_empty() {
        if let Some(inner) = rest.strip_prefix('"') {
            let end = inner.find('"').unwrap_or(inner.len());
            words.push(inner[..end].to_owned());
            rest = inner.get(end + 1..).unwrap_or_default().trim_start();
        } else {
            let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
            words.push(rest[..end].to_owned());
            rest = rest[end..].trim_start();
        }
    }
    words
}
