//! Edge lists and lists of seats: a row for each tie or each member.

use std::collections::HashSet;

use super::build::{Build, Meant, Mention};
use super::known::Node;
use super::sheets::Page;
use super::words::{self, Column, Relation};
use crate::link::normal;
use crate::load::problem::Problem;
use crate::load::receipt::{Fate, Why};
use crate::model::text::Text;
use crate::model::{Attributes, Referral, Tie};

/// A row of a list as it is read.
struct Line<'a> {
    line: u64,
    place: String,
    cells: &'a [String],
    columns: &'a [Option<Column>],
    names: &'a [String],
}

impl Line<'_> {
    fn at(&self, column: Column) -> Option<usize> {
        self.columns.iter().position(|c| *c == Some(column))
    }

    /// A column's cell, if it says something.
    fn get(&self, column: Column) -> Option<&str> {
        let cell = self.cells.get(self.at(column)?)?.trim();
        (!cell.is_empty()).then_some(cell)
    }

    /// Cells that no column of ours holds, with those that could not be read.
    fn attributes(&self, unread: &[Column]) -> Attributes {
        let mut kept = Attributes::new();
        for (i, cell) in self.cells.iter().enumerate() {
            let ours = self.columns.get(i).copied().flatten();
            let kept_here = ours.is_none_or(|column| unread.contains(&column));
            if kept_here && !cell.trim().is_empty() {
                kept.insert(self.names[i].clone(), cell.trim().to_owned());
            }
        }
        kept
    }
}

/// Reads an edge list: every row a tie, a seat or a referral.
pub(super) fn edges(build: &mut Build, page: &mut Page) {
    let columns = layout(build, page, [Column::From, Column::To]);
    each_row(build, page, &columns, |build, line| {
        let (from, to) = (line.get(Column::From), line.get(Column::To));
        let (Some(from), Some(to)) = (from, to) else {
            return Err(Box::new(missing(build, line, [Column::From, Column::To])));
        };
        edge(build, line, from, to)
    });
}

/// Reads a list of seats: every row an actor in a forum.
pub(super) fn seats(build: &mut Build, page: &mut Page) {
    let columns = layout(build, page, [Column::Actor, Column::Forum]);
    each_row(build, page, &columns, |build, line| {
        let (actor, forum) = (line.get(Column::Actor), line.get(Column::Forum));
        let (Some(actor), Some(forum)) = (actor, forum) else {
            return Err(Box::new(missing(build, line, [Column::Actor, Column::Forum])));
        };
        let actor = name(build, line, actor, Meant::Actor);
        let forum = name(build, line, forum, Meant::Forum);
        let (Node::Actor(actor) | Node::Forum(actor)) = actor;
        let (Node::Actor(forum) | Node::Forum(forum)) = forum;
        let role = line.get(Column::Role).map(str::to_owned);
        let kept = [
            Column::From,
            Column::To,
            Column::Kind,
            Column::Weight,
            Column::Frequency,
            Column::State,
            Column::About,
            Column::Directed,
        ];
        Ok(build.seat(&forum, &actor, role, line.attributes(&kept), &line.place))
    });
}

/// Runs over the rows of a sheet. What `read` refuses is left out whole; what it calls
/// old, and a row that stands there cell for cell, is merged.
fn each_row(
    build: &mut Build,
    page: &mut Page,
    columns: &[Option<Column>],
    read: impl Fn(&mut Build, &Line) -> Result<bool, Box<Problem>>,
) {
    let names = page.attribute_names("edges");
    let mut before: HashSet<Vec<String>> = HashSet::new();
    for row in page.sheet.rows() {
        let line = u64::from(row.lines().start);
        let cells: Vec<String> = row.cells().map(str::to_owned).collect();
        let entry = page.ledger.read(line, cells.iter().cloned());
        let place = page.line(line);
        let here = Line { line, place, cells: &cells, columns, names: &names };
        if !before.insert(cells.iter().map(|cell| cell.trim().to_owned()).collect()) {
            page.ledger.settle_row(entry, Fate::Merged, Some(Why::Twice));
            continue;
        }
        match read(build, &here) {
            Ok(true) => page.ledger.settle_row(entry, Fate::Used, None),
            Ok(false) => page.ledger.settle_row(entry, Fate::Merged, Some(Why::Twice)),
            Err(problem) => {
                build.problems.push(Problem::clone(&problem).rejecting(cells.join(",")));
                page.ledger.reject(entry, *problem);
            }
        }
    }
}

/// What each column holds. Where the two that count are not named, they are the first two
/// that nothing else is known of.
fn layout(build: &mut Build, page: &Page, ends: [Column; 2]) -> Vec<Option<Column>> {
    let mut columns: Vec<Option<Column>> =
        (0..page.sheet.width()).map(|i| words::column(page.sheet.header.get(i)?)).collect();
    let mut seen = HashSet::new();
    for column in &mut columns {
        // The first of its name counts; others are kept as attributes.
        if column.is_some_and(|c| !seen.insert(c)) {
            *column = None;
        }
    }
    // An actor's column beside a partner's is where the tie comes from.
    if ends[0] == Column::From && !seen.contains(&Column::From) {
        for column in columns.iter_mut().filter(|c| **c == Some(Column::Actor)) {
            *column = Some(Column::From);
            seen.insert(Column::From);
        }
    }
    for end in ends.into_iter().filter(|end| !seen.contains(end)) {
        let free = |c: &Option<Column>| c.is_none_or(|c| !ends.contains(&c));
        let Some(i) = columns.iter().position(free) else { continue };
        columns[i] = Some(end);
        let header = page.sheet.header.get(i).map_or("", |name| name.trim());
        build.tell(
            page.sheet.header_lines.first().map(|lines| u64::from(lines.start)),
            Text::new(
                format!("kolumn {} (”{header}”) läses som {}", i + 1, says(end).sv),
                format!("column {} (`{header}`) is read as {}", i + 1, says(end).en),
            ),
            Text::new(
                "döp kolumnerna till från och till, eller aktör och forum",
                "name the columns from and to, or actor and forum",
            ),
        );
    }
    // Columns of the other kind of list say nothing here.
    let known = |c: Column| ends.contains(&c) || !is_end(c);
    columns.into_iter().map(|c| c.filter(|c| known(*c))).collect()
}

fn is_end(column: Column) -> bool {
    matches!(column, Column::From | Column::To | Column::Actor | Column::Forum)
}

fn says(column: Column) -> Text {
    match column {
        Column::From => Text::new("den som samarbetet utgår från", "where the tie comes from"),
        Column::To => Text::new("den som samarbetet gäller", "where the tie leads"),
        Column::Forum => Text::new("forum", "forum"),
        _ => Text::new("aktör", "actor"),
    }
}

fn missing(build: &Build, line: &Line, ends: [Column; 2]) -> Problem {
    let end = ends.into_iter().find(|end| line.get(*end).is_none()).unwrap_or(ends[0]);
    let column = line.at(end).map_or_else(String::new, |i| (i + 1).to_string());
    let said = says(end);
    Problem::error(
        &build.file,
        Text::new(format!("{} saknas på raden", said.sv), format!("{} is missing", said.en)),
        Text::new(
            "fyll i båda namnen, eller ta bort raden",
            "fill in both names, or delete the row",
        ),
    )
    .at_line(line.line)
    .in_column(&column)
}

fn name(build: &mut Build, line: &Line, name: &str, meant: Meant) -> Node {
    build.node(Mention {
        id: None,
        name,
        meant,
        keeps_id: false,
        line: Some(line.line),
        place: &line.place,
    })
}

/// One edge: by its kind a tie, a seat or a referral.
fn edge(build: &mut Build, line: &Line, from: &str, to: &str) -> Result<bool, Box<Problem>> {
    let mut unread = vec![Column::Role, Column::Directed];
    let mut directed = line.get(Column::Directed);
    let mut relation = Relation::AnyTie;
    match line.get(Column::Kind) {
        // Gephi writes `Directed` or `Undirected` under `Type`.
        Some(word) if direction(word).is_some() => directed = Some(word),
        Some(word) => match words::relation(word) {
            Some(known) => relation = known,
            None => {
                unread.push(Column::Kind);
                build.tell_once(
                    &format!("kind {word}"),
                    Some(line.line),
                    Text::new(
                        format!("”{word}” är inget slag av samarbete här; ordet sparas på raden"),
                        format!("`{word}` is no kind of tie here; the word is kept on the row"),
                    ),
                    Text::new(
                        "skriv något av slagen i tabellen ties, eller låt det stå",
                        "write one of the kinds of the table ties, or let it stand",
                    ),
                );
            }
        },
        None => {}
    }
    let (mean_from, mean_to) = match relation {
        Relation::Seat | Relation::Convener => (Meant::Actor, Meant::Forum),
        Relation::Referral => (Meant::Actor, Meant::Actor),
        Relation::Tie(_) | Relation::AnyTie => (Meant::Either, Meant::Either),
    };
    let from = name(build, line, from, mean_from);
    let to = name(build, line, to, mean_to);
    let ends = match (from, to) {
        (Node::Actor(from), Node::Actor(to)) => (from, to),
        (Node::Actor(actor), Node::Forum(forum)) | (Node::Forum(forum), Node::Actor(actor)) => {
            unread.extend([Column::Weight, Column::Frequency, Column::State, Column::About]);
            unread.retain(|column| *column != Column::Role);
            if !matches!(relation, Relation::Seat | Relation::AnyTie) {
                unread.push(Column::Kind);
            }
            let role = line.get(Column::Role).map(str::to_owned);
            let role = role.or((relation == Relation::Convener).then(|| CONVENER.to_owned()));
            return Ok(build.seat(&forum, &actor, role, line.attributes(&unread), &line.place));
        }
        (Node::Forum(one), Node::Forum(other)) => {
            let problem = both_forums(&build.file, &one, &other);
            return Err(Box::new(problem.at_line(line.line)));
        }
    };
    between(build, line, ends, relation, directed, unread);
    Ok(true)
}

/// The role of the one who calls the meetings.
pub(super) const CONVENER: &str = "sammankallande";

fn between(
    build: &mut Build,
    line: &Line,
    (from, to): (String, String),
    relation: Relation,
    directed: Option<&str>,
    mut unread: Vec<Column>,
) {
    if from == to {
        tell_loop(build, Some(line.line), &from);
    }
    let about = line.get(Column::About).map(str::to_owned);
    if relation == Relation::Referral {
        unread.extend([Column::Weight, Column::Frequency, Column::State]);
        let way =
            Referral { from: from.into(), to: to.into(), condition: about, ..Referral::default() };
        build.referral(way, line.attributes(&unread), &line.place);
        return;
    }
    let mut number = |column| {
        let cell = line.get(column)?;
        let number = words::number(cell);
        if number.is_none() {
            unread.push(column);
            build.tell(
                Some(line.line),
                Text::new(
                    format!("”{cell}” är inget tal; det sparas på raden som det står"),
                    format!("`{cell}` is no number; it is kept on the row as it stands"),
                ),
                Text::new("skriv ett tal", "write a number"),
            );
        }
        number
    };
    let (strength, frequency) = (number(Column::Weight), number(Column::Frequency));
    let state = line.get(Column::State).and_then(words::state);
    if state.is_none() {
        unread.push(Column::State);
    }
    let kind = match relation {
        Relation::Tie(kind) => Some(kind),
        _ => None,
    };
    unread.retain(|column| *column != Column::Directed);
    let mut attributes = line.attributes(&unread);
    if let Some(directed) = directed {
        let says = match direction(directed) {
            Some(true) => "yes",
            Some(false) => "no",
            None => directed,
        };
        attributes.insert("edges.directed".to_owned(), says.to_owned());
    }
    let (from, to) = (from.into(), to.into());
    let tie = Tie { from, to, kind, state, strength, frequency, about, ..Tie::default() };
    build.tie(tie, attributes, &line.place);
}

/// Says that an actor is tied to itself.
pub(super) fn tell_loop(build: &mut Build, line: Option<u64>, id: &str) {
    build.tell(
        line,
        Text::new(
            format!("{id} har ett samarbete med sig själv; det sparas men räknas inte"),
            format!("{id} has a tie to itself; it is kept but not counted"),
        ),
        Text::new("rätta namnet på den ena sidan", "mend the name on one side"),
    );
}

/// Whether a word says that edges have a direction.
fn direction(word: &str) -> Option<bool> {
    match normal(word).as_str() {
        "directed" | "riktad" | "ja" | "yes" | "true" | "1" => Some(true),
        "undirected" | "oriktad" | "nej" | "no" | "false" | "0" | "mutual" | "ömsesidig" => {
            Some(false)
        }
        _ => None,
    }
}

/// Says that two forums cannot have a tie.
pub(super) fn both_forums(file: &str, one: &str, other: &str) -> Problem {
    Problem::error(
        file,
        Text::new(
            format!("både {one} och {other} är forum"),
            format!("both {one} and {other} are forums"),
        ),
        Text::new(
            "samarbeten går mellan aktörer; skriv in aktörerna, eller forumet i reports_to",
            "ties go between actors; name the actors, or the forum in reports_to",
        ),
    )
}
