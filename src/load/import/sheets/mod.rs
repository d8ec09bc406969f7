//! Interview sheets: tables of answers to rows of a package.
//!
//! In three steps, for an answer may name the unit of another row: the rows with their
//! units (`rows`), then the names that nobody knows (`names`), then what each answer says.

mod names;
mod rows;
mod say;

use std::collections::HashSet;

use super::settled::Settled;
use super::{Options, Preview, Queued};
use crate::load::draft::{Draft, Slugs};
use crate::load::form::{self, Form, Question, SavedForm};
use crate::load::interview::{Answer, Interviewed, Rows};
use crate::load::mention::{self, Lexicon, Target};
use crate::load::receipt::{Ledger, Why};
use crate::load::sheet::{Row as Line, Sheet, column_name};
use crate::model::{Actor, Claim, Forum, MentionState, Network, Obtained, Progress, Row, Source};

/// The most columns that a form may have; a wider table is no interviews.
const WIDEST: usize = 400;

/// The fewest questions that a form recognises for a table to be interviews.
const LEAST: usize = 3;

/// A table of interviews with its form and its account.
pub(super) struct Interviews<'a> {
    sheet: &'a Sheet,
    form: Form,
    ledger: Ledger,
    source: Row<Source>,
    /// Rows of the table by their number in the account.
    rows: Vec<usize>,
}

impl<'a> Interviews<'a> {
    /// Reads a table as interviews; `None` when it is none: fewer than three questions of
    /// a form, or neither a unit nor a role.
    pub(super) fn of(
        sheet: &'a Sheet,
        file: &str,
        source: Row<Source>,
        options: &Options,
    ) -> Option<Self> {
        if sheet.width() > WIDEST {
            return None;
        }
        let sample: Vec<Vec<&str>> =
            sheet.rows().take(50).map(|row| row.cells().collect()).collect();
        let saved = best_form(&options.forms, &sheet.header);
        let mut form = form::recognise(&sheet.header, &sample, saved);
        one_unit(&mut form, &sample);
        let table = sheet.table_of(file);
        for (of, part, column, question) in &options.columns {
            if of == file
                && part.as_deref() == table
                && let Some(column) = form.columns.get_mut(*column)
            {
                column.question = *question;
                column.confidence = 1.0;
                column.why = form::Why::Saved;
            }
        }
        let known = form
            .columns
            .iter()
            .filter(|column| !matches!(column.question, Question::Other | Question::Ignored));
        let asks = |question: Question| form.columns.iter().any(|c| c.question == question);
        let about = asks(Question::Unit) || asks(Question::Role) || asks(Question::RoleAndForce);
        if known.count() < LEAST || !about {
            return None;
        }
        let (ledger, rows) = super::account(file, sheet, "interviews");
        Some(Self { sheet, form, ledger, source, rows })
    }

    /// How the first rows were understood.
    pub(super) fn preview(&self) -> Preview {
        Preview {
            file: self.ledger.file().to_owned(),
            table: self.sheet.table_of(self.ledger.file()).map(str::to_owned),
            form: Some(self.form.clone()),
            header: self.sheet.header.clone(),
            rows: super::first_rows(self.sheet),
        }
    }
}

/// A row has one informant's unit: of several columns taken for it the surest keeps it, and
/// one with lists of names in it says with whom the unit works.
fn one_unit(form: &mut Form, sample: &[Vec<&str>]) {
    let units: Vec<usize> =
        (0..form.columns.len()).filter(|i| form.columns[*i].question == Question::Unit).collect();
    let surest = units.iter().copied().max_by(|a, b| {
        let sure = |i: usize| form.columns[i].confidence;
        sure(*a).total_cmp(&sure(*b)).then(b.cmp(a))
    });
    for i in units.into_iter().filter(|i| Some(*i) != surest) {
        let lists = sample
            .iter()
            .filter(|row| row.get(i).is_some_and(|cell| cell.contains([',', '\n', ';'])));
        let mostly = lists.count() * 2 > sample.len();
        form.columns[i].question = if mostly { Question::Partners } else { Question::Other };
        form.columns[i].confidence = 0.5;
        form.columns[i].why = form::Why::Answers;
    }
}

/// The saved form that most of a header is in, if most of it is in one.
fn best_form<'f>(forms: &'f [SavedForm], header: &[String]) -> Option<&'f SavedForm> {
    let covered = |form: &&SavedForm| form.covers(header);
    let best = forms.iter().max_by(|a, b| covered(a).total_cmp(&covered(b)))?;
    (best.covers(header) >= 0.6).then_some(best)
}

/// A cell of an answer on its way to an [`Answer`].
struct Heard {
    interview: usize,
    question: Question,
    heading: String,
    place: String,
    /// Without personal data: blanks stand in its place.
    text: String,
    kept: String,
}

/// What is known and found while tables are read.
struct Work<'a> {
    base: &'a Network,
    options: &'a Options,
    progress: &'a Progress<'a>,
    settled: Settled,
    lexicon: Lexicon,
    slugs: Slugs,
    /// Rows that the package does not have.
    new: Network,
    interviews: Vec<Interviewed>,
    /// The table of each interview.
    tables: Vec<usize>,
    heard: Vec<Heard>,
}

impl Work<'_> {
    /// Adds an actor that answers may name from now on.
    fn meet_actor(&mut self, row: Row<Actor>) {
        self.lexicon.learn(&Target::Actor(row.id.as_str().to_owned()), &row.name);
        self.new.actors.push(row);
    }

    /// Adds a forum that answers may name from now on.
    fn meet_forum(&mut self, row: Row<Forum>) {
        self.lexicon.learn(&Target::Forum(row.id.as_str().to_owned()), &row.name);
        self.new.forums.push(row);
    }
}

/// What all tables of interviews of an import give together; `None` when `progress` stops the
/// work.
pub(super) fn read(
    mut tables: Vec<Interviews<'_>>,
    base: &Network,
    options: &Options,
    progress: &Progress,
    draft: &mut Draft,
) -> Option<Vec<Queued>> {
    let mut work = Work {
        base,
        options,
        progress,
        settled: Settled::of(base, &options.answers, &mut draft.problems),
        lexicon: Lexicon::new(base),
        slugs: Slugs::of(base),
        new: Network::default(),
        interviews: Vec::new(),
        tables: Vec::new(),
        heard: Vec::new(),
    };
    rows::take(&mut tables, &mut work, &mut draft.problems)?;
    names::propose(&tables, &mut work)?;
    let queue = answers(&tables, &mut work)?;
    give(&tables, work, &mut draft.network)?;
    for mut table in tables {
        // The same file again: what it says stands there already.
        if base.sources.iter().any(|row| row.id == table.source.id) {
            table.ledger.merge_used(Why::Before);
        }
        draft.receipts.push(table.ledger.close());
    }
    Some(queue)
}

/// Finds the mentions of every answer; gives those that wait for somebody.
fn answers(tables: &[Interviews<'_>], work: &mut Work<'_>) -> Option<Vec<Queued>> {
    let mut queue = Vec::new();
    let fresh: HashSet<String> = names::fresh(work);
    let all = std::mem::take(&mut work.heard);
    let cells = all.len();
    for (at, heard) in all.into_iter().enumerate() {
        work.progress.tell(at, cells)?;
        let mut found = mention::find(&heard.text, &work.lexicon);
        work.settled.add_names(&heard.text, &mut found, &work.lexicon);
        for refused in work.settled.settle(&heard.text, &mut found) {
            let table = &tables[work.tables[heard.interview]];
            let interview = work.interviews[heard.interview].id.clone();
            let mut row = names::mention_row(&refused, &heard, &interview, &fresh, work, table);
            row.state = Some(MentionState::Refused);
            row.target = None;
            work.new.mentions.push(row);
        }
        let table = &tables[work.tables[heard.interview]];
        let interview = work.interviews[heard.interview].id.clone();
        for mention in &found {
            let row = names::mention_row(mention, &heard, &interview, &fresh, work, table);
            if matches!(row.state, Some(MentionState::Doubtful)) {
                queue.push(names::queued(mention, &heard, &interview, &work.lexicon, &row.id));
            }
            work.new.mentions.push(row);
        }
        queue.extend(names::unsure(&heard, &found, &interview, work));
        work.interviews[heard.interview].answers.push(Answer {
            question: heard.question,
            heading: heard.heading,
            place: heard.place,
            text: heard.text,
            kept: heard.kept,
            mentions: found,
        });
    }
    Some(queue)
}

/// Puts the rows of all interviews behind those of the draft.
fn give(tables: &[Interviews<'_>], mut work: Work<'_>, network: &mut Network) -> Option<()> {
    for table in tables {
        if !network.sources.iter().any(|row| row.id == table.source.id) {
            network.sources.push(table.source.clone());
        }
    }
    let mut known = work.base.clone();
    known.actors.extend(work.new.actors.iter().cloned());
    network.actors.append(&mut work.new.actors);
    network.actors.extend(asked(tables, &work));
    network.forums.append(&mut work.new.forums);
    for (number, table) in tables.iter().enumerate() {
        let mut rows = Rows::new(&known, table.source.id.as_str());
        for (interview, of) in work.interviews.iter().zip(&work.tables) {
            if *of == number {
                work.progress.tell(number, tables.len())?;
                rows.add(interview);
            }
        }
        super::append(network, rows.network);
    }
    network.mentions.append(&mut work.new.mentions);
    Some(())
}

/// That an informant of each unit was asked.
fn asked(tables: &[Interviews<'_>], work: &Work<'_>) -> Vec<Row<Actor>> {
    let told = work.interviews.iter().zip(&work.tables).filter_map(|(interview, &table)| {
        let id = interview.unit.as_deref()?.into();
        let value = Actor { id, interviewed: Some(true), ..Actor::default() };
        let claim = claim(&tables[table].source, &interview.place, None);
        let claim = Claim { interview: Some(interview.id.clone()), ..claim };
        Some(Row { claims: vec![claim], ..Row::bare(value) })
    });
    told.collect()
}

fn claim(source: &Row<Source>, place: &str, printed: Option<&str>) -> Claim {
    let printed = printed.map(|words| words.replace(['[', ']', ';'], " "));
    Claim {
        source: source.id.clone(),
        place: place.to_owned(),
        obtained: if printed.is_some() { Obtained::Coded } else { Obtained::Stated },
        interview: None,
        date: None,
        printed: printed.map(|w| w.split_whitespace().collect::<Vec<_>>().join(" ")),
    }
}

/// A cell's place as a spreadsheet names it: `J12`, or `Blad1!J12` in a workbook.
fn place(table: &Interviews<'_>, row: &Line<'_>, column: usize) -> String {
    let cell = format!(
        "{}{}",
        column_name(u32::try_from(column).unwrap_or(u32::MAX - 1)),
        row.lines().start
    );
    match table.sheet.table_of(table.ledger.file()) {
        Some(sheet) => format!(
            "{}!{cell}",
            sheet.split_whitespace().collect::<Vec<_>>().join("_").replace([';', '#'], "_")
        ),
        None => cell,
    }
}
