//! Reading a package: files to rows and problems.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::io;
use std::path::Path;

use sha2::{Digest, Sha256};

use super::check::Lines;
use super::table::{CLAIMS, Misread, Need, Table};
use super::tables::each_table;
use super::{LoadError, Package, check, claims, descriptor};
use crate::load::Problem;
use crate::model::text::Text;
use crate::model::{Position, Row};

pub(super) fn open(folder: &Path) -> Result<Package, LoadError> {
    let unreadable = |source| LoadError::Unreadable { path: folder.to_owned(), source };
    if !fs::metadata(folder).map_err(unreadable)?.is_dir() {
        return Err(LoadError::NotAFolder { path: folder.to_owned() });
    }
    let mut package = Package { folder: folder.to_owned(), ..Package::default() };
    package.descriptor = descriptor::read(folder, &mut package.problems)
        .map_err(|source| LoadError::Unreadable { path: folder.join(descriptor::FILE), source })?;
    descriptor::describe(&package.descriptor, folder, &mut package.network, &mut package.problems);
    let mut lines = Lines::new();
    let mut sums = Sums::new();
    if let Ok(bytes) = fs::read(folder.join(descriptor::FILE)) {
        sums.insert(descriptor::FILE.to_owned(), hex(&Sha256::digest(&bytes)));
    }
    each_table!(T => read_table::<T>(&mut package, &mut lines, &mut sums)?);
    keep_others(&mut package);
    package.network.digest = Some(digest(&sums));
    check::check(&mut package, &lines);
    Ok(package)
}

/// SHA-256 of each file, by name.
type Sums = BTreeMap<String, String>;

/// What identifies the files that a network was read from: the SHA-256 of what
/// `sha256sum` writes of them in the order of their names. Positions on the map
/// are left out, for no result depends on them.
fn digest(sums: &Sums) -> String {
    let moved = format!("{}.csv", Position::NAME);
    let lines = sums.iter().filter(|(name, _)| **name != moved);
    let lines: String = lines.map(|(name, sum)| format!("{sum}  {name}\n")).collect();
    hex(&Sha256::digest(lines.as_bytes()))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Keeps the files of tables that nothing here reads.
fn keep_others(package: &mut Package) {
    let mut known = Vec::new();
    each_table!(T => known.push(T::NAME));
    for path in descriptor::other_paths(&package.descriptor, &known) {
        if let Ok(bytes) = fs::read(package.folder.join(&path)) {
            package.others.insert(path, bytes);
        }
    }
}

/// Finds a table's file: where the descriptor says, else by its usual name.
fn locate<T: Table>(package: &mut Package) -> Result<Option<(String, Vec<u8>)>, LoadError> {
    let usual = format!("{}.csv", T::NAME);
    let listed = descriptor::path_of(&package.descriptor, T::NAME, &mut package.problems);
    let file = listed.clone().unwrap_or_else(|| usual.clone());
    match fs::read(package.folder.join(&file)) {
        Ok(bytes) => {
            if listed.is_none() && package.descriptor.is_object() {
                package.problems.push(
                    Problem::error(
                        &file,
                        Text::new(
                            "tabellen finns men nämns inte i datapackage.json",
                            "the table is there but datapackage.json does not list it",
                        ),
                        Text::new(
                            "lägg till den under resources; den läses ändå",
                            "add it under resources; it is read all the same",
                        ),
                    )
                    .as_warning(),
                );
            }
            Ok(Some((file, bytes)))
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            if listed.is_some() || T::NAME == "actors" {
                let next = if T::NAME == "actors" {
                    Text::new(
                        "lägg dit filen: varje nätverk måste ha den, med minst kolumnerna id och name",
                        "add the file: every network must have it, with the columns id and name at least",
                    )
                } else {
                    Text::new(
                        "lägg dit filen, eller ta bort tabellen ur datapackage.json; bara actors är obligatorisk",
                        "add the file, or take the table out of datapackage.json; only actors is required",
                    )
                };
                let what = Text::new("tabellen saknas", "the table is missing");
                package.problems.push(Problem::error(&file, what, next));
            }
            Ok(None)
        }
        Err(source) => Err(LoadError::Unreadable { path: package.folder.join(&file), source }),
    }
}

fn read_table<T: Table>(
    package: &mut Package,
    lines: &mut Lines,
    sums: &mut Sums,
) -> Result<(), LoadError> {
    let Some((file, bytes)) = locate::<T>(package)? else { return Ok(()) };
    sums.insert(file.clone(), hex(&Sha256::digest(&bytes)));
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes);
    let mut reader = csv::ReaderBuilder::new().flexible(true).has_headers(false).from_reader(bytes);
    let mut record = csv::ByteRecord::new();
    if !matches!(reader.read_byte_record(&mut record), Ok(true)) {
        package.problems.push(Problem::error(
            &file,
            Text::new("filen är tom", "the file is empty"),
            Text::new(
                "första raden ska vara rubrikerna; ta annars bort filen och tabellen ur datapackage.json",
                "its first line must be the column names; else remove the file and its resource",
            ),
        ));
        return Ok(());
    }
    let header: Vec<String> =
        record.iter().map(|name| String::from_utf8_lossy(name).trim().to_owned()).collect();
    header_encoding(&file, &record, &mut package.problems);
    let columns = header_columns::<T>(&file, &header, &mut package.problems);
    let mut cursor = Cursor { bytes, at: 0, line: 1 };
    let mut line = cursor.line_of(&record);

    let mut seen: HashMap<String, u64> = HashMap::new();
    let (mut rows, mut row_lines, mut rejected) = (Vec::new(), Vec::new(), Vec::new());
    let unclosed = ends_quoted(bytes);
    let mut last = None;
    while let Ok(true) = reader.read_byte_record(&mut record) {
        line = cursor.line_of(&record);
        last = unclosed.then(|| record.clone());
        let Some(columns) = &columns else {
            rejected.push(record.clone());
            continue;
        };
        let cells = texts(&record);
        let place = Place { file: &file, line, header: &header, columns };
        match place.row::<T>(&record, &cells, &mut seen, &mut package.problems) {
            Some(row) => {
                rows.push(row);
                row_lines.push(line);
            }
            None => rejected.push(record.clone()),
        }
    }
    if unclosed {
        // The last row swallowed whatever followed the quote.
        let swallower = last.filter(|_| row_lines.last() == Some(&line));
        package.problems.push(unclosed_quote(&file, line, swallower.as_ref()));
        if let Some(swallower) = swallower {
            rows.pop();
            row_lines.pop();
            rejected.push(swallower);
        }
    }
    *T::rows_mut(&mut package.network) = rows;
    lines.insert(T::NAME, (file, row_lines));
    if !rejected.is_empty() {
        package.rejected.insert(T::NAME.to_owned(), rejected);
    }
    package.headers.insert(T::NAME.to_owned(), header);
    Ok(())
}

/// A record's cells as text, as far as they are UTF-8.
fn texts(record: &csv::ByteRecord) -> Vec<String> {
    record.iter().map(|cell| String::from_utf8_lossy(cell).into_owned()).collect()
}

/// Lines as an editor counts them; the CSV reader's own count lags behind
/// blank lines and Windows line ends.
struct Cursor<'a> {
    bytes: &'a [u8],
    at: usize,
    line: u64,
}

impl Cursor<'_> {
    /// The line on which a record starts. Records must come in order.
    fn line_of(&mut self, record: &csv::ByteRecord) -> u64 {
        let end = |b: &u8| matches!(b, b'\r' | b'\n');
        let from = record.position().map_or(0, |p| p.byte() as usize).min(self.bytes.len());
        let start = from + self.bytes[from..].iter().take_while(|b| end(b)).count();
        for i in self.at..start {
            let windows = self.bytes[i] == b'\r' && self.bytes.get(i + 1) == Some(&b'\n');
            self.line += u64::from(end(&self.bytes[i]) && !windows);
        }
        self.at = start;
        self.line
    }
}

/// Whether the text ends inside a quoted cell.
fn ends_quoted(text: &[u8]) -> bool {
    let (mut quoted, mut may_open) = (false, true);
    for &byte in text {
        if quoted {
            (quoted, may_open) = (byte != b'"', true);
        } else if byte == b'"' && may_open {
            quoted = true;
        } else {
            may_open = matches!(byte, b',' | b'\n' | b'\r');
        }
    }
    quoted
}

fn unclosed_quote(file: &str, line: u64, row: Option<&csv::ByteRecord>) -> Problem {
    let problem = Problem::error(
        file,
        Text::new(
            "ett citattecken öppnas men stängs aldrig, så resten av filen blev en enda cell",
            "a quote opens and never closes, so the rest of the file became one cell",
        ),
        Text::new(
            "sätt dit det andra citattecknet, eller ta bort det första",
            "add the closing quote, or remove the opening one",
        ),
    )
    .at_line(line);
    match row {
        Some(row) => problem.rejecting(texts(row).join(",")),
        None => problem,
    }
}

fn header_encoding(file: &str, header: &csv::ByteRecord, problems: &mut Vec<Problem>) {
    for name in header.iter().filter(|name| std::str::from_utf8(name).is_err()) {
        let what = Text::new(
            "rubriken är inte UTF-8 (å, ä och ö blir fel)",
            "the column name is not UTF-8 (å, ä and ö come out wrong)",
        );
        let next = Text::new("spara om filen som UTF-8", "save the file as UTF-8");
        let name = String::from_utf8_lossy(name);
        problems.push(Problem::error(file, what, next).at_line(1).in_column(&name));
    }
}

/// Where each known column stands; `None` when rows cannot be understood.
fn header_columns<T: Table>(
    file: &str,
    header: &[String],
    problems: &mut Vec<Problem>,
) -> Option<HashMap<String, usize>> {
    let mut columns = HashMap::new();
    for (i, name) in header.iter().enumerate() {
        if columns.insert(name.clone(), i).is_some() {
            problems.push(
                Problem::error(
                    file,
                    Text::new("rubriken står två gånger", "the column name stands twice"),
                    Text::new("ge den ena kolumnen ett annat namn", "rename one of the columns"),
                )
                .at_line(1)
                .in_column(name),
            );
            return None;
        }
    }
    let mut complete = true;
    for column in T::COLUMNS.iter().filter(|c| c.need != Need::May) {
        if !columns.contains_key(column.name) {
            complete = false;
            let delimiter = header.len() == 1 && header[0].contains([';', '\t']);
            let next = if delimiter {
                Text::new(
                    "rubrikerna verkar skilda åt med semikolon eller tabb; spara om filen med komma",
                    "the header seems split by semicolons or tabs; save the file with commas",
                )
            } else {
                Text::new(
                    format!("lägg till kolumnen {} i första raden", column.name),
                    format!("add the column {} to the first line", column.name),
                )
            };
            problems.push(
                Problem::error(
                    file,
                    Text::new("obligatorisk kolumn saknas", "a required column is missing"),
                    next,
                )
                .at_line(1)
                .in_column(column.name),
            );
        }
    }
    complete.then_some(columns)
}

/// One row's surroundings, for reading it and for saying where it stands.
struct Place<'a> {
    file: &'a str,
    line: u64,
    header: &'a [String],
    columns: &'a HashMap<String, usize>,
}

impl Place<'_> {
    fn problem(&self, what: Text, next: Text) -> Problem {
        Problem::error(self.file, what, next).at_line(self.line)
    }

    /// Reads a row; `None`, with a problem, when it has to be left out.
    fn row<T: Table>(
        &self,
        record: &csv::ByteRecord,
        cells: &[String],
        seen: &mut HashMap<String, u64>,
        problems: &mut Vec<Problem>,
    ) -> Option<Row<T>> {
        if let Some(fault) = self.unreadable(record, cells) {
            problems.push(fault.rejecting(cells.join(",")));
            return None;
        }
        let cell = |name: &str| self.columns.get(name).map_or("", |&i| cells[i].trim());
        let (value, misread) = T::read(cell);
        let mut row = Row::bare(value);
        for Misread { column, expected } in misread {
            let Some(expected) = expected else {
                let what = Text::new("cellen får inte vara tom", "the cell must not be empty");
                let next =
                    Text::new("fyll i den, eller ta bort raden", "fill it in, or delete the row");
                problems
                    .push(self.problem(what, next).in_column(column).rejecting(cells.join(",")));
                return None;
            };
            let text = cell(column);
            let what =
                Text::new(format!("”{text}” går inte att läsa"), format!("cannot read `{text}`"));
            problems.push(self.problem(what, expected).in_column(column));
            row.attributes.insert(column.to_owned(), text.to_owned());
        }
        if let Some(key) = row.value.key() {
            if let Some(first) = seen.get(key) {
                let what = Text::new(
                    format!("id ”{key}” finns redan på rad {first}"),
                    format!("id `{key}` stands on line {first} already"),
                );
                let next = Text::new(
                    "ge raden ett eget id, eller slå ihop raderna",
                    "give the row an id of its own, or merge the rows",
                );
                let column = T::COLUMNS.first().map_or("id", |c| c.name);
                problems
                    .push(self.problem(what, next).in_column(column).rejecting(cells.join(",")));
                return None;
            }
            seen.insert(key.to_owned(), self.line);
        }
        match claims::read(cell(CLAIMS)) {
            Ok(claims) => row.claims = claims,
            Err((part, expected)) => {
                let what = Text::new(
                    format!("belägget ”{part}” går inte att läsa"),
                    format!("cannot read the claim `{part}`"),
                );
                problems.push(self.problem(what, expected).in_column(CLAIMS));
                row.attributes.insert(CLAIMS.to_owned(), cell(CLAIMS).to_owned());
            }
        }
        let known = |name: &str| name == CLAIMS || T::COLUMNS.iter().any(|c| c.name == name);
        for (name, text) in self.header.iter().zip(cells) {
            if !known(name) && !text.is_empty() {
                row.attributes.insert(name.clone(), text.clone());
            }
        }
        Some(row)
    }

    fn unreadable(&self, record: &csv::ByteRecord, cells: &[String]) -> Option<Problem> {
        let broken = record.iter().position(|cell| std::str::from_utf8(cell).is_err());
        if let Some(i) = broken {
            let what = Text::new(
                "cellen är inte UTF-8 (å, ä och ö blir fel)",
                "the cell is not UTF-8 (å, ä and ö come out wrong)",
            );
            let next = Text::new("spara om filen som UTF-8", "save the file as UTF-8");
            let column = self.header.get(i).map_or("?", String::as_str);
            return Some(self.problem(what, next).in_column(column));
        }
        if cells.len() != self.header.len() {
            let (n, want) = (cells.len(), self.header.len());
            let what = Text::new(
                format!("raden har {n} celler men rubrikraden {want}"),
                format!("the row has {n} cells but the header {want}"),
            );
            let next = Text::new(
                "sätt citattecken om text med komma i, och se efter att inget citattecken saknas",
                "put quotes round text with commas in it, and look for a missing quote",
            );
            return Some(self.problem(what, next));
        }
        None
    }
}
