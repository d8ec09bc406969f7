//! Interview sheets: tables of answers to rows of a package.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;

use super::settled::Settled;
use super::{Options, Preview, Queued, table_of};
use crate::load::draft::{Draft, Slugs};
use crate::load::form::{self, Form, Question, RowKind, SavedForm, private};
use crate::load::interview::{Answer, Interviewed, Rows};
use crate::load::mention::{self, Certainty, Lexicon, Target, UnknownKind};
use crate::load::problem::Problem;
use crate::load::receipt::{Fate, Ledger, Why};
use crate::load::sheet::{Sheet, column_name};
use crate::model::text::{Text, Word};
use crate::model::{Actor, Claim, Forum, Mention, MentionState, Network, Obtained, Row, Source};

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

/// A cell of an answer on its way to an [`Answer`].
struct Heard {
    interview: usize,
    question: Question,
    heading: String,
    place: String,
    text: String,
    kept: String,
    names: Vec<Range<usize>>,
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
        let table = table_of(sheet);
        for (of, part, column, question) in &options.columns {
            if of == file
                && *part == table
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
        let ledger = Ledger::new(file, table.as_deref(), "interviews");
        Some(Self { sheet, form, ledger, source, rows: Vec::new() })
    }

    /// How the first rows were understood.
    pub(super) fn preview(&self) -> Preview {
        Preview {
            file: self.ledger.file().to_owned(),
            table: table_of(self.sheet),
            form: Some(self.form.clone()),
            header: self.sheet.header.clone(),
            rows: super::first_rows(self.sheet),
        }
    }

    fn account(&mut self) {
        self.rows = super::account(self.sheet, &mut self.ledger);
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

/// What all tables of interviews of an import give together.
pub(super) fn read(
    mut tables: Vec<Interviews<'_>>,
    base: &Network,
    options: &Options,
    draft: &mut Draft,
) -> Vec<Queued> {
    let mut slugs = Slugs::of(base);
    let mut network = base.clone();
    let mut new = Network::default();
    let mut queue = Vec::new();
    let settled = Settled::of(base, &options.answers);

    // The informants' own units first: answers of one row may name those of another.
    let mut lexicon = Lexicon::new(&network);
    let mut units: Vec<Vec<Option<String>>> = Vec::new();
    for table in &mut tables {
        table.account();
        let column = table.form.columns.iter().position(|c| c.question == Question::Unit);
        let mut of_table = Vec::new();
        for row in table.sheet.rows() {
            let text = column.and_then(|at| row.cells().nth(at)).map(str::trim).unwrap_or_default();
            let skip = text.is_empty() || form::row_kind(row.cells()) == RowKind::Example;
            let unit = (!skip).then(|| unit(text, &lexicon)).flatten();
            let unit = match unit {
                Some(id) => Some(id),
                None if skip => None,
                None => {
                    let name = form::unmarked(text).trim().to_owned();
                    let id = slugs.fresh(&name);
                    let claim =
                        claim(&table.source, &place(table, &row, column.unwrap_or(0)), None);
                    let value = Actor { id: id.as_str().into(), name, ..Actor::default() };
                    let row = Row { claims: vec![claim], ..Row::bare(value) };
                    network.actors.push(row.clone());
                    new.actors.push(row);
                    lexicon = Lexicon::new(&network);
                    Some(id)
                }
            };
            of_table.push(unit);
        }
        units.push(of_table);
    }

    let names: Vec<String> = names_of(&network);
    let mut interviews: Vec<Interviewed> = Vec::new();
    let mut sources: Vec<usize> = Vec::new();
    let mut heard: Vec<Heard> = Vec::new();
    let mut ids: HashSet<String> = HashSet::new();
    for (number, table) in tables.iter_mut().enumerate() {
        take_rows(
            table,
            number,
            &units[number],
            base,
            &names,
            options,
            &mut Collected {
                interviews: &mut interviews,
                sources: &mut sources,
                heard: &mut heard,
                ids: &mut ids,
                problems: &mut draft.problems,
            },
        );
    }

    // Names that nobody knows: the fullest first, so that a part leads to the whole.
    propose(&heard, &interviews, &sources, &tables, &mut network, &mut new, &mut slugs, options);
    let lexicon = Lexicon::new(&network);
    let fresh: HashSet<&str> = new
        .actors
        .iter()
        .map(|row| row.id.as_str())
        .chain(new.forums.iter().map(|row| row.id.as_str()))
        .chain(proposed_before(base))
        .collect();

    for heard in heard {
        let mut found = mention::find(&heard.text, &lexicon);
        found.retain(|mention| !covers(&heard.names, &mention.span));
        settled.settle(&heard.text, &mut found);
        let table = &tables[sources[heard.interview]];
        let interview = &mut interviews[heard.interview];
        for mention in &found {
            let row = mention_row(mention, &heard, &interview.id, &fresh, &settled, table);
            if matches!(row.state, Some(MentionState::Doubtful)) {
                queue.push(queued(mention, &heard, &interview.id, &lexicon, &row.id));
            }
            new.mentions.push(row);
        }
        queue.extend(unsure(&heard, &found, &lexicon, interview, &settled));
        interview.answers.push(Answer {
            question: heard.question,
            heading: heard.heading,
            place: heard.place,
            text: heard.text,
            kept: heard.kept,
            mentions: found,
        });
    }

    let network_of_names = network;
    let network = &mut draft.network;
    for table in &tables {
        if !network.sources.iter().any(|row| row.id == table.source.id) {
            network.sources.push(table.source.clone());
        }
    }
    network.actors.append(&mut new.actors);
    network.actors.extend(asked(&tables, &interviews, &sources));
    network.forums.append(&mut new.forums);
    for (number, table) in tables.iter().enumerate() {
        let mut rows = Rows::new(&network_of_names, table.source.id.as_str());
        for (at, interview) in interviews.iter().enumerate() {
            if sources[at] == number {
                rows.add(interview);
            }
        }
        super::append(network, rows.network);
    }
    network.mentions.append(&mut new.mentions);
    for mut table in tables {
        // The same file again: what it says stands there already.
        if base.sources.iter().any(|row| row.id == table.source.id) {
            table.ledger.merge_used(Why::Before);
        }
        draft.receipts.push(table.ledger.close());
    }
    queue
}

/// The names of everything in a network: a person's name within one of them is none.
fn names_of(network: &Network) -> Vec<String> {
    let actors = network.actors.iter().map(|row| row.name.clone());
    let forums = network.forums.iter().map(|row| row.name.clone());
    actors.chain(forums).chain(network.aliases.iter().map(|row| row.name.clone())).collect()
}

/// Names that earlier imports proposed and nobody has settled yet.
fn proposed_before(base: &Network) -> impl Iterator<Item = &str> {
    let is = |attributes: &crate::model::Attributes| {
        attributes.get("proposed").is_some_and(|proposed| proposed == "yes")
    };
    let actors = base.actors.iter().filter(move |row| is(&row.attributes)).map(|r| r.id.as_str());
    let forums = base.forums.iter().filter(move |row| is(&row.attributes)).map(|r| r.id.as_str());
    actors.chain(forums)
}

/// That an informant of each unit was asked.
fn asked(
    tables: &[Interviews<'_>],
    interviews: &[Interviewed],
    sources: &[usize],
) -> Vec<Row<Actor>> {
    let told = interviews.iter().zip(sources).filter_map(|(interview, &source)| {
        let id = interview.unit.as_deref()?.into();
        let value = Actor { id, interviewed: Some(true), ..Actor::default() };
        let claim = claim(&tables[source].source, &interview.place, None);
        let claim = Claim { interview: Some(interview.id.clone()), ..claim };
        Some(Row { claims: vec![claim], ..Row::bare(value) })
    });
    told.collect()
}

/// Where rows go as they are taken.
struct Collected<'c> {
    interviews: &'c mut Vec<Interviewed>,
    sources: &'c mut Vec<usize>,
    heard: &'c mut Vec<Heard>,
    ids: &'c mut HashSet<String>,
    problems: &'c mut Vec<Problem>,
}

fn take_rows(
    table: &mut Interviews<'_>,
    number: usize,
    units: &[Option<String>],
    base: &Network,
    names: &[String],
    options: &Options,
    into: &mut Collected<'_>,
) {
    let mut seen: HashMap<Vec<String>, u64> = HashMap::new();
    let sheet = table.sheet;
    for (at, row) in sheet.rows().enumerate() {
        let entry = table.rows[at];
        let cells: Vec<String> = row.cells().map(str::to_owned).collect();
        let line = u64::from(row.lines().start);
        if form::row_kind(row.cells()) == RowKind::Example {
            table.ledger.settle_row(entry, Fate::Ignored, Some(Why::Example));
            continue;
        }
        if form::row_kind(row.cells()) == RowKind::FilledExample {
            into.problems.push(filled_example(table, line));
        }
        if let Some(first) = seen.get(&cells) {
            table.ledger.settle_row(entry, Fate::Merged, Some(Why::Twice));
            into.problems.push(twice(table, line, *first));
            continue;
        }
        seen.insert(cells.clone(), line);
        let mut interview = Interviewed {
            unit: units[at].clone(),
            place: place(table, &row, 0),
            ..Interviewed::default()
        };
        let mut said: Vec<Heard> = Vec::new();
        for (column, cell) in cells.iter().enumerate() {
            let text = form::unmarked(cell).trim();
            if text.is_empty() {
                continue;
            }
            let Some(asked) = table.form.columns.get(column) else {
                table.ledger.settle(entry, column, Fate::Rejected, Some(Why::NoHeader));
                continue;
            };
            let question = asked.question;
            let heading = heading(&asked.header, asked.option.as_deref());
            if question == Question::Ignored {
                table.ledger.settle(entry, column, Fate::Ignored, Some(Why::ByChoice));
                continue;
            }
            if question.is_personal() && !options.keep_private {
                table.ledger.settle(entry, column, Fate::Ignored, Some(Why::Private));
                continue;
            }
            let found = private::find(text, names);
            let kept = match options.keep_private {
                true => text.to_owned(),
                false => private::masked(text, &found),
            };
            let at_cell = place(table, &row, column);
            into.problems
                .extend(found.iter().map(|one| personal(table, line, &heading, one, options)));
            table.ledger.settle(entry, column, Fate::Used, None);
            match question {
                Question::Unit => {}
                Question::Role | Question::RoleAndForce => {
                    interview.role.get_or_insert_with(|| role(&kept));
                    if question == Question::RoleAndForce {
                        interview.kept.push((heading, kept));
                    }
                }
                Question::Date => match iso_date(text) {
                    Some(date) => interview.date = Some(date),
                    None => interview.kept.push((heading, kept)),
                },
                Question::Mode => interview.mode = Some(kept),
                _ if question.is_searched() => said.push(Heard {
                    interview: into.interviews.len(),
                    question,
                    heading,
                    place: at_cell,
                    text: text.to_owned(),
                    kept,
                    names: found.iter().map(|one| one.span.clone()).collect(),
                }),
                _ => interview.kept.push((heading, kept)),
            }
        }
        if said.is_empty() && interview.unit.is_none() && interview.kept.is_empty() {
            table.ledger.settle_row(entry, Fate::Ignored, Some(Why::Blank));
            continue;
        }
        if interview.unit.is_none() {
            into.problems.push(no_unit(table, line));
        }
        interview.id = interview_id(&interview, base, into.ids);
        into.interviews.push(interview);
        into.sources.push(number);
        into.heard.extend(said);
    }
}

/// The id of an interview: that of the same one in the package, told by unit, role and
/// date, else a new one made of its unit.
fn interview_id(interview: &Interviewed, base: &Network, taken: &mut HashSet<String>) -> String {
    let same = base.interviews.iter().find(|row| {
        row.actor.as_ref().map(|id| id.as_str()) == interview.unit.as_deref()
            && row.role == interview.role
            && row.date == interview.date
            && !taken.contains(&row.id)
    });
    let id = match same {
        Some(row) => row.id.clone(),
        None => {
            let stem = format!("i-{}", interview.unit.as_deref().unwrap_or("okand"));
            let free = |id: &String| {
                !taken.contains(id) && !base.interviews.iter().any(|row| row.id == *id)
            };
            let numbered = (2..).map(|n| format!("{stem}-{n}"));
            std::iter::once(stem.clone()).chain(numbered).find(free).unwrap_or(stem)
        }
    };
    taken.insert(id.clone());
    id
}

/// The known actor that a text about the informant's unit names: the whole text first,
/// then the lowest unit named in it.
fn unit(text: &str, lexicon: &Lexicon) -> Option<String> {
    let text = form::unmarked(text);
    let found = mention::find(text, lexicon);
    let actors: Vec<&mention::Mention> = found
        .iter()
        .filter(|m| matches!(m.target, Target::Actor(_)) && m.certainty == Certainty::Certain)
        .collect();
    let first = actors.first()?;
    // A name in the middle of other words is a part of another name: "Lions i Alholmen".
    let ahead = text[..first.span.start].trim().trim_matches(['"', '(', '-']).trim();
    if !ahead.is_empty() && actors.len() < 2 && !first.because.is_whole() {
        return None;
    }
    if !ahead.is_empty() && ahead.split_whitespace().count() > 1 {
        return None;
    }
    let lowest = actors.iter().find(|m| {
        actors
            .iter()
            .all(|o| o.target == m.target || lexicon.is_under(m.target.id(), o.target.id()))
    });
    Some(lowest.unwrap_or(first).target.id().to_owned())
}

/// Adds sure unknown names as proposed actors and forums, the fullest first.
#[allow(clippy::too_many_arguments)]
fn propose(
    heard: &[Heard],
    interviews: &[Interviewed],
    sources: &[usize],
    tables: &[Interviews<'_>],
    network: &mut Network,
    new: &mut Network,
    slugs: &mut Slugs,
    options: &Options,
) {
    if options.known_only {
        return;
    }
    let lexicon = Lexicon::new(network);
    let mut names: BTreeMap<String, (String, UnknownKind, Vec<Claim>)> = BTreeMap::new();
    for cell in heard {
        let found = mention::find(&cell.text, &lexicon);
        let is_person = |span: &Range<usize>| covers(&cell.names, span);
        for unknown in mention::unknown(&cell.text, &found, &is_person, &lexicon) {
            if !unknown.is_sure || !worth_proposing(cell.question) {
                continue;
            }
            let words = &cell.text[unknown.span.clone()];
            let claim = Claim {
                interview: Some(interviews[cell.interview].id.clone()),
                ..claim(&tables[sources[cell.interview]].source, &cell.place, Some(words))
            };
            let key = mention::key_of(words);
            names
                .entry(key)
                .or_insert_with(|| (base_form(words), unknown.kind, Vec::new()))
                .2
                .push(claim);
        }
    }
    let mut names: Vec<_> = names.into_iter().collect();
    names.sort_by_key(|(key, _)| (std::cmp::Reverse(key.split(' ').count()), key.clone()));
    for (_, (name, kind, claims)) in names {
        let lexicon = Lexicon::new(network);
        let known = mention::find(&name, &lexicon);
        if known.iter().any(|m| m.certainty == Certainty::Certain && m.span.len() == name.len()) {
            continue;
        }
        let id = slugs.fresh(&name);
        let proposed = || ("proposed".to_owned(), "yes".to_owned());
        match kind {
            UnknownKind::Actor => {
                let value = Actor { id: id.as_str().into(), name, ..Actor::default() };
                let mut row = Row { claims, ..Row::bare(value) };
                row.attributes.extend([proposed()]);
                network.actors.push(row.clone());
                new.actors.push(row);
            }
            UnknownKind::Forum => {
                let value = Forum { id: id.as_str().into(), name, ..Forum::default() };
                let mut row = Row { claims, ..Row::bare(value) };
                row.attributes.extend([proposed()]);
                network.forums.push(row.clone());
                new.forums.push(row);
            }
        }
    }
}

/// Whether names in an answer are worth proposing: answers about others, not those about
/// money or the unit's own rooms.
fn worth_proposing(question: Question) -> bool {
    matches!(
        question,
        Question::Partners
            | Question::Manner
            | Question::Collaborates
            | Question::Ways
            | Question::WaysIn
            | Question::WaysOut
            | Question::Services
            | Question::Reach
            | Question::Wishes
            | Question::WishesLocal
            | Question::WishesSociety
            | Question::Other
    )
}

/// A name without a genitive s.
fn base_form(words: &str) -> String {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    match words.strip_suffix(":s") {
        Some(name) => name.to_owned(),
        None => words,
    }
}

fn covers(spans: &[Range<usize>], span: &Range<usize>) -> bool {
    spans.iter().any(|other| other.start < span.end && span.start < other.end)
}

fn mention_row(
    mention: &mention::Mention,
    heard: &Heard,
    interview: &str,
    fresh: &HashSet<&str>,
    settled: &Settled,
    table: &Interviews<'_>,
) -> Row<Mention> {
    let words = &heard.text[mention.span.clone()];
    let start = heard.text[..mention.span.start].chars().count();
    let state = match (settled.was_settled(words), mention.certainty) {
        (true, _) => MentionState::Chosen,
        (_, Certainty::Doubtful) => MentionState::Doubtful,
        _ if fresh.contains(mention.target.id()) => MentionState::New,
        _ => MentionState::Certain,
    };
    let value = Mention {
        id: format!(
            "n-{}-{}-{start}",
            crate::load::draft::slug(interview),
            crate::load::draft::slug(&heard.place)
        ),
        interview: Some(interview.to_owned()),
        text: words.split_whitespace().collect::<Vec<_>>().join(" "),
        start: u32::try_from(start).ok(),
        target: Some(mention.target.id().to_owned()),
        others: mention.others.iter().map(|target| target.id().to_owned()).collect(),
        state: Some(state),
        because: Some(mention.because.slug().to_owned()),
    };
    let claim =
        Claim { interview: Some(interview.to_owned()), ..claim(&table.source, &heard.place, None) };
    Row { claims: vec![claim], ..Row::bare(value) }
}

fn queued(
    mention: &mention::Mention,
    heard: &Heard,
    interview: &str,
    lexicon: &Lexicon,
    id: &str,
) -> Queued {
    let options = std::iter::once(&mention.target).chain(&mention.others);
    Queued {
        id: id.to_owned(),
        words: heard.text[mention.span.clone()].to_owned(),
        context: context(&heard.kept, &heard.text, &mention.span),
        interview: interview.to_owned(),
        place: heard.place.clone(),
        column: heard.heading.clone(),
        options: options.map(|t| (t.id().to_owned(), lexicon.name(t).to_owned())).collect(),
        because: mention.because.label(),
    }
}

/// Names that look like some body but are not sure: proposals only.
fn unsure(
    heard: &Heard,
    found: &[mention::Mention],
    lexicon: &Lexicon,
    interview: &Interviewed,
    settled: &Settled,
) -> Vec<Queued> {
    let is_person = |span: &Range<usize>| covers(&heard.names, span);
    let unknown = mention::unknown(&heard.text, found, &is_person, lexicon);
    let asked = matches!(
        heard.question,
        Question::Partners
            | Question::Manner
            | Question::Ways
            | Question::WaysIn
            | Question::WaysOut
    );
    let new = unknown
        .into_iter()
        .filter(|one| asked && !settled.was_settled(&heard.text[one.span.clone()]));
    new.map(|one| Queued {
        id: String::new(),
        words: heard.text[one.span.clone()].to_owned(),
        context: context(&heard.kept, &heard.text, &one.span),
        interview: interview.id.clone(),
        place: heard.place.clone(),
        column: heard.heading.clone(),
        options: Vec::new(),
        because: Text::new(
            "ser ut som ett namn som inte finns här",
            "looks like a name that is not here",
        ),
    })
    .collect()
}

/// The words around a stretch, from the text that is kept; the stretch alone where
/// personal data stood near.
fn context(kept: &str, text: &str, span: &Range<usize>) -> String {
    if kept != text {
        return text[span.clone()].to_owned();
    }
    let start = text[..span.start].char_indices().rev().nth(60).map_or(0, |(i, _)| i);
    let end = text[span.end..].char_indices().nth(60).map_or(text.len(), |(i, _)| span.end + i);
    text[start..end].split_whitespace().collect::<Vec<_>>().join(" ")
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
fn place(table: &Interviews<'_>, row: &crate::load::sheet::Row<'_>, column: usize) -> String {
    let cell = format!(
        "{}{}",
        column_name(u32::try_from(column).unwrap_or(u32::MAX - 1)),
        row.lines().start
    );
    match table_of(table.sheet) {
        Some(sheet) => format!(
            "{}!{cell}",
            sheet.split_whitespace().collect::<Vec<_>>().join("_").replace([';', '#'], "_")
        ),
        None => cell,
    }
}

fn heading(header: &str, option: Option<&str>) -> String {
    let header = header.split_whitespace().collect::<Vec<_>>().join(" ");
    match option {
        Some(option) if !header.contains(option) => format!("{header} [{option}]"),
        _ => header,
    }
}

/// A role without what is said behind it: its first sentence.
fn role(text: &str) -> String {
    let first = text.split(['\n', '!']).next().unwrap_or(text);
    let first = first.split(". ").next().unwrap_or(first);
    first.trim().trim_end_matches('.').to_owned()
}

/// A day as people write it: `2025-03-04`, `11/3 2025`, `8 april 2025`, `4.3.2025`.
pub(super) fn iso_date(text: &str) -> Option<String> {
    const MONTHS: [&str; 12] =
        ["jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec"];
    let parts: Vec<&str> =
        text.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).collect();
    let number = |part: &str| part.parse::<u32>().ok();
    let month = |part: &str| {
        let name = part.to_lowercase();
        let named = MONTHS.iter().position(|m| name.starts_with(m)).map(|m| m as u32 + 1);
        named.or_else(|| number(part))
    };
    let (y, m, d) = match parts.as_slice() {
        [y, m, d, ..] if y.len() == 4 => (number(y)?, month(m)?, number(d)?),
        [d, m, y, ..] if y.len() == 4 => (number(y)?, month(m)?, number(d)?),
        [day] if day.len() == 8 => (number(&day[..4])?, number(&day[4..6])?, number(&day[6..])?),
        _ => return None,
    };
    let iso = format!("{y:04}-{m:02}-{d:02}");
    crate::model::Date::parse(&iso).map(|_| iso)
}

fn twice(table: &Interviews<'_>, line: u64, first: u64) -> Problem {
    Problem::error(
        table.ledger.file(),
        Text::new(
            format!("raden är samma som rad {first}"),
            format!("the row is the same as row {first}"),
        ),
        Text::new(
            "den räknas en gång; ta bort den ena om det är rätt",
            "it counts once; delete one if that is right",
        ),
    )
    .at_line(line)
    .as_warning()
}

fn filled_example(table: &Interviews<'_>, line: u64) -> Problem {
    Problem::error(
        table.ledger.file(),
        Text::new(
            "raden är mallens exempelrad, men med egna svar i",
            "the row is the example row of the template, with answers of somebody's own",
        ),
        Text::new(
            "den läses som ett svar; ta bort ordet EXEMPEL om det är rätt, annars hela raden",
            "it is read as an answer; delete the word EXAMPLE if that is right, else the row",
        ),
    )
    .at_line(line)
    .as_warning()
}

fn no_unit(table: &Interviews<'_>, line: u64) -> Problem {
    Problem::error(
        table.ledger.file(),
        Text::new("raden säger inte vilken verksamhet som svarar", "the row does not say which unit answers"),
        Text::new(
            "fyll i verksamheten och importera igen; svaren är kvar som utsagor men ger inga samband",
            "fill in the unit and import again; the answers are kept as statements but give no ties",
        ),
    )
    .at_line(line)
    .as_warning()
}

fn personal(
    table: &Interviews<'_>,
    line: u64,
    heading: &str,
    found: &private::Found,
    options: &Options,
) -> Problem {
    let Text { sv, en } = found.what.label();
    let next = match options.keep_private {
        true => Text::new("den sparas, som du har bett om", "it is kept, as you asked"),
        false => Text::new(
            "den sparas inte; i texten står vad som stod där inom hakparentes",
            "it is not kept; the text says in brackets what stood there",
        ),
    };
    Problem::error(
        table.ledger.file(),
        Text::new(
            format!("personuppgift i svaret: {sv}"),
            format!("personal data in the answer: {en}"),
        ),
        next,
    )
    .at_line(line)
    .in_column(heading)
    .as_warning()
}
