//! What answers name: proposals of names that nobody knows, rows of mentions, and what
//! waits for somebody.

use std::collections::{BTreeMap, HashSet};
use std::ops::Range;

use super::{Heard, Interviews, Queued, Work, claim};
use crate::load::draft::slug;
use crate::load::form::Question;
use crate::load::mention::{self, Certainty, Lexicon, UnknownKind};
use crate::model::text::{Text, Word};
use crate::model::{Actor, Attributes, Claim, Forum, Mention, MentionState, Row};

/// Adds sure unknown names as proposed actors and forums, the fullest first, so that a part
/// leads to the whole.
pub(super) fn propose(tables: &[Interviews<'_>], work: &mut Work<'_>) -> Option<()> {
    if work.options.known_only {
        return Some(());
    }
    let mut names: BTreeMap<String, (String, UnknownKind, Vec<Claim>)> = BTreeMap::new();
    for (at, cell) in work.heard.iter().enumerate() {
        if !worth_proposing(cell.question) {
            continue;
        }
        work.progress.tell(at, work.heard.len())?;
        let found = mention::find(&cell.text, &work.lexicon);
        let unknown = mention::unknown(&cell.text, &found, &work.lexicon);
        for unknown in unknown.into_iter().filter(|unknown| unknown.is_sure) {
            let words = &cell.text[unknown.span.clone()];
            let source = &tables[work.tables[cell.interview]].source;
            let claim = Claim {
                interview: Some(work.interviews[cell.interview].id.clone()),
                ..claim(source, &cell.place, Some(words))
            };
            let new = || (base_form(words), unknown.kind, Vec::new());
            names.entry(mention::key_of(words)).or_insert_with(new).2.push(claim);
        }
    }
    let mut names: Vec<_> = names.into_iter().collect();
    names.sort_by_key(|(key, _)| (std::cmp::Reverse(key.split(' ').count()), key.clone()));
    for (_, (name, kind, claims)) in names {
        let known = mention::find(&name, &work.lexicon);
        if known.iter().any(|m| m.certainty == Certainty::Certain && m.span.len() == name.len()) {
            continue;
        }
        let id = work.slugs.fresh(&name);
        let attributes = Attributes::from([("proposed".to_owned(), "yes".to_owned())]);
        match kind {
            UnknownKind::Actor => {
                let value = Actor { id: id.as_str().into(), name, ..Actor::default() };
                work.meet_actor(Row { value, claims, attributes });
            }
            UnknownKind::Forum => {
                let value = Forum { id: id.as_str().into(), name, ..Forum::default() };
                work.meet_forum(Row { value, claims, attributes });
            }
        }
    }
    Some(())
}

/// The ids of names that are only proposed: now, or before and not settled yet, here or by
/// a verdict.
pub(super) fn fresh(work: &Work<'_>) -> HashSet<String> {
    let proposed =
        |attributes: &Attributes| attributes.get("proposed").is_some_and(|said| said == "yes");
    let mut ids = HashSet::new();
    for network in [work.base, &work.new] {
        let actors = network.actors.iter().filter(|row| proposed(&row.attributes));
        ids.extend(actors.map(|row| row.id.as_str().to_owned()));
        let forums = network.forums.iter().filter(|row| proposed(&row.attributes));
        ids.extend(forums.map(|row| row.id.as_str().to_owned()));
    }
    ids.retain(|id| !work.lexicon.is_settled(id));
    ids
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

/// A mention as a row of the package.
pub(super) fn mention_row(
    mention: &mention::Mention,
    heard: &Heard,
    interview: &str,
    fresh: &HashSet<String>,
    work: &Work<'_>,
    table: &Interviews<'_>,
) -> Row<Mention> {
    let words = &heard.text[mention.span.clone()];
    let start = heard.text[..mention.span.start].chars().count();
    let state = match (work.settled.was_settled(words), mention.certainty) {
        (true, _) => MentionState::Chosen,
        (_, Certainty::Doubtful) => MentionState::Doubtful,
        _ if fresh.contains(mention.target.id()) => MentionState::New,
        _ => MentionState::Certain,
    };
    let value = Mention {
        id: format!("n-{}-{}-{start}", table.source.id, slug(&heard.place)),
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

/// A doubtful mention as it is asked about.
pub(super) fn queued(
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
        context: context(&heard.text, &mention.span),
        interview: interview.to_owned(),
        place: heard.place.clone(),
        column: heard.heading.clone(),
        options: options.map(|t| (t.id().to_owned(), lexicon.name(t).to_owned())).collect(),
        because: mention.because.label(),
    }
}

/// Names that look like some body but are not sure: proposals only.
pub(super) fn unsure(
    heard: &Heard,
    found: &[mention::Mention],
    interview: &str,
    work: &Work<'_>,
) -> Vec<Queued> {
    let unknown = mention::unknown(&heard.text, found, &work.lexicon);
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
        .filter(|one| asked && !work.settled.was_settled(&heard.text[one.span.clone()]));
    new.map(|one| Queued {
        id: String::new(),
        words: heard.text[one.span.clone()].to_owned(),
        context: context(&heard.text, &one.span),
        interview: interview.to_owned(),
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

/// The words around a stretch.
fn context(text: &str, span: &Range<usize>) -> String {
    let start = text[..span.start].char_indices().rev().nth(60).map_or(0, |(i, _)| i);
    let end = text[span.end..].char_indices().nth(60).map_or(text.len(), |(i, _)| span.end + i);
    text[start..end].split_whitespace().collect::<Vec<_>>().join(" ")
}
