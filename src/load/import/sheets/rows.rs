//! Rows of a form to interviews, and the units that they speak for.

use std::collections::{HashMap, HashSet};

use super::{Heard, Interviews, Work, claim, place, say};
use crate::load::form::{self, Question, RowKind, private};
use crate::load::interview::Interviewed;
use crate::load::mention::{self, Certainty, Lexicon, Target};
use crate::load::problem::Problem;
use crate::load::receipt::{Fate, Why};
use crate::load::sheet::Row as Line;
use crate::model::{Actor, Network, Row};

/// Takes the rows of all tables: first the units, so that an answer may name any of them.
pub(super) fn take(
    tables: &mut [Interviews<'_>],
    work: &mut Work<'_>,
    problems: &mut Vec<Problem>,
) -> Option<()> {
    let known = names_of(work.base);
    let units: Vec<Vec<Option<String>>> =
        tables.iter().map(|table| units(table, &known, work)).collect::<Option<_>>()?;
    let mut names = known;
    names.extend(work.new.actors.iter().map(|row| row.name.clone()));
    let mut taken = HashSet::new();
    for (number, table) in tables.iter_mut().enumerate() {
        take_table(table, number, &units[number], &names, work, &mut taken, problems)?;
    }
    Some(())
}

/// The unit of each row of a table; those that nobody knows become actors.
fn units(
    table: &Interviews<'_>,
    names: &[String],
    work: &mut Work<'_>,
) -> Option<Vec<Option<String>>> {
    let column = table.form.columns.iter().position(|c| c.question == Question::Unit);
    let mut units = Vec::new();
    for (at, row) in table.sheet.rows().enumerate() {
        work.progress.tell(at, table.rows.len())?;
        let text = column.and_then(|at| row.cells().nth(at)).map(str::trim).unwrap_or_default();
        let text = match work.options.keep_private {
            true => text.to_owned(),
            false => private::blanked(text, &private::find(text, names)),
        };
        let text = form::unmarked(text.trim_matches(|c: char| c.is_whitespace() || c == ','));
        if text.is_empty() || form::row_kind(row.cells()) == RowKind::Example {
            units.push(None);
            continue;
        }
        let known = unit(text, &work.lexicon);
        units.push(Some(known.unwrap_or_else(|| {
            let name = text.trim().to_owned();
            let id = work.slugs.fresh(&name);
            let claims = vec![claim(&table.source, &place(table, &row, column.unwrap_or(0)), None)];
            let value = Actor { id: id.as_str().into(), name, ..Actor::default() };
            work.meet_actor(Row { claims, ..Row::bare(value) });
            id
        })));
    }
    Some(units)
}

/// The known actor that a text about the informant's unit names: the whole text first,
/// then the lowest unit named in it.
fn unit(text: &str, lexicon: &Lexicon) -> Option<String> {
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

/// The names of everything in a network: a person's name within one of them is none.
fn names_of(network: &Network) -> Vec<String> {
    let actors = network.actors.iter().map(|row| row.name.clone());
    let forums = network.forums.iter().map(|row| row.name.clone());
    actors.chain(forums).chain(network.aliases.iter().map(|row| row.name.clone())).collect()
}

fn take_table(
    table: &mut Interviews<'_>,
    number: usize,
    units: &[Option<String>],
    names: &[String],
    work: &mut Work<'_>,
    taken: &mut HashSet<String>,
    problems: &mut Vec<Problem>,
) -> Option<()> {
    let mut seen: HashMap<Vec<String>, u64> = HashMap::new();
    let sheet = table.sheet;
    for (at, row) in sheet.rows().enumerate() {
        work.progress.tell(at, table.rows.len())?;
        let entry = table.rows[at];
        let cells: Vec<String> = row.cells().map(str::to_owned).collect();
        let line = u64::from(row.lines().start);
        match form::row_kind(row.cells()) {
            RowKind::Example => {
                table.ledger.settle_row(entry, Fate::Ignored, Some(Why::Example));
                continue;
            }
            RowKind::FilledExample => problems.push(say::filled_example(table, line)),
            RowKind::Answer => {}
        }
        if let Some(first) = seen.get(&cells) {
            table.ledger.settle_row(entry, Fate::Merged, Some(Why::Twice));
            problems.push(say::twice(table, line, *first));
            continue;
        }
        let mut interview = Interviewed {
            unit: units[at].clone(),
            place: place(table, &row, 0),
            ..Interviewed::default()
        };
        let before = work.heard.len();
        for (column, cell) in cells.iter().enumerate() {
            take_cell(table, (&row, entry, column), cell, names, &mut interview, work, problems);
        }
        seen.insert(cells, line);
        let says_who =
            interview.unit.is_some() || interview.role.is_some() || interview.date.is_some();
        if work.heard.len() == before && !says_who && interview.kept.is_empty() {
            table.ledger.settle_row(entry, Fate::Ignored, Some(Why::Blank));
            continue;
        }
        if interview.unit.is_none() {
            problems.push(say::no_unit(table, line));
        }
        interview.id = interview_id(&interview, table.source.id.as_str(), work.base, taken);
        work.interviews.push(interview);
        work.tables.push(number);
    }
    Some(())
}

/// Takes a cell: into the interview, or to what is searched for mentions.
fn take_cell(
    table: &mut Interviews<'_>,
    (row, entry, column): (&Line<'_>, usize, usize),
    cell: &str,
    names: &[String],
    interview: &mut Interviewed,
    work: &mut Work<'_>,
    problems: &mut Vec<Problem>,
) {
    let text = form::unmarked(cell).trim();
    if text.is_empty() {
        return;
    }
    let Some(asked) = table.form.columns.get(column) else {
        table.ledger.settle(entry, column, Fate::Rejected, Some(Why::NoHeader));
        return;
    };
    let question = asked.question;
    let heading = heading(&asked.header, asked.option.as_deref());
    let keep = work.options.keep_private;
    let why = match question {
        Question::Ignored => Some(Why::ByChoice),
        _ if question.is_personal() && !keep => Some(Why::Private),
        _ => None,
    };
    if why.is_some() {
        table.ledger.settle(entry, column, Fate::Ignored, why);
        return;
    }
    let line = u64::from(row.lines().start);
    let found = private::find(text, names);
    problems
        .extend(found.iter().map(|one| say::personal(table, line, &heading, one, work.options)));
    let (text, kept) = match keep {
        true => (text.to_owned(), text.to_owned()),
        false => (private::blanked(text, &found), private::masked(text, &found)),
    };
    table.ledger.settle(entry, column, Fate::Used, None);
    match question {
        Question::Unit => interview.kept.push((heading, kept)),
        Question::Role | Question::RoleAndForce => {
            let said = role(&kept);
            if interview.role.is_some() || said != kept {
                interview.kept.push((heading, kept));
            }
            interview.role.get_or_insert(said);
        }
        Question::Date => match iso_date(&text) {
            Some(date) if interview.date.is_none() => interview.date = Some(date),
            _ => interview.kept.push((heading, kept)),
        },
        Question::Mode if interview.mode.is_none() => interview.mode = Some(kept),
        _ if question.is_searched() => work.heard.push(Heard {
            interview: work.interviews.len(),
            question,
            heading,
            place: place(table, row, column),
            text,
            kept,
        }),
        _ => interview.kept.push((heading, kept)),
    }
}

/// The id of an interview: that of the same one in the package, told by unit, role and
/// date, else a new one made of its unit.
fn interview_id(
    interview: &Interviewed,
    source: &str,
    base: &Network,
    taken: &mut HashSet<String>,
) -> String {
    // Without a date only the same file tells this round's interview from the last one's.
    let same = base.interviews.iter().find(|row| {
        row.actor.as_ref().map(|id| id.as_str()) == interview.unit.as_deref()
            && row.role == interview.role
            && row.date == interview.date
            && (row.date.is_some()
                || row.claims.iter().any(|claim| claim.source.as_str() == source))
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
fn iso_date(text: &str) -> Option<String> {
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
        [day] if day.len() == 8 && day.bytes().all(|b| b.is_ascii_digit()) => {
            (number(&day[..4])?, number(&day[4..6])?, number(&day[6..])?)
        }
        _ => return None,
    };
    let iso = format!("{y:04}-{m:02}-{d:02}");
    crate::model::Date::parse(&iso).map(|_| iso)
}
