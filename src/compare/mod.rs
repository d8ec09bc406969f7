//! Two networks compared: a plan against practice, or two rounds.
//!
//! *Invariant*: what one network does not speak of is *unobserved*, never gone;
//! every answer names the measures and rows that it rests on.

mod actions;
mod changes;
mod collection;
mod holes;
mod pairing;
pub mod say;
mod union;
mod wishes;

use crate::findings::{Analysis, Finding};
use crate::graph::Graph;
use crate::link::{Match, matches, same_place, unused_verdicts};
use crate::model::text::Word;
use crate::model::{Network, Text};
use pairing::Pairing;

pub use actions::{Acted, Effect};
pub use changes::{Change, Changed, Changes};
pub use collection::{INDICATORS, Indicator, Value};
pub use holes::{Fate, Hole, Question};
pub use union::{Union, union};
pub use wishes::Wish;

/// What two networks say beside each other.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// Both as one, with the newer's plan.
    pub union: Union,
    /// Which records are the same or part of one another.
    pub matches: Vec<Match>,
    /// What to bear in mind when reading it.
    pub warning: Option<Text>,
    /// Actors, forums, ties and findings that came, went or changed.
    pub changes: Changes,
    /// Why holes cannot be compared; `None` when they can.
    pub no_holes: Option<Text>,
    /// What became of each hole of the older network: worst first within each
    /// fate, touched ones first.
    pub holes: Vec<Hole>,
    /// The holes by group, in the order of their first hole.
    pub questions: Vec<Question>,
    /// Findings of coverage in the newer network that the older would have shown
    /// and did not: holes that opened.
    pub opened: Vec<Finding>,
    /// What the older network decided to act on, and what became of it.
    pub actions: Vec<Acted>,
    /// The older network's wishes and what the newer's measures make of them.
    pub wishes: Vec<Wish>,
    /// The newer network's plan against the practice of both.
    pub plan: Vec<Finding>,
}

/// Compares an older network with a newer one.
///
/// # Cost
/// That of every rule on both, and of one more analysis, of both together.
pub fn compare(old: &Analysis, new: &Analysis) -> Comparison {
    let (before, after) = (old.graph.network, new.graph.network);
    let matches = matches(before, after);
    let union = union(before, after, &matches);
    let graph = Graph::new(&union.network);
    let whole = Analysis::new(&graph, old.parameters).seen_from(new.as_of);
    let found = [old.every(&[]), new.every(&[])];
    let pairing = Pairing::new(old.graph, new.graph, &matches);
    let mut changes = changes::changes(&pairing, [&found[0], &found[1]], [old, new]);
    let actions = actions::actions([&found[0], &found[1]], &changes.findings, new.as_of);
    // What was decided on a question is followed; but questions are not counted as findings.
    let is_question = |id: &Option<String>| {
        let of = |finding: &Finding| finding.is_question() && Some(&finding.id) == id.as_ref();
        found.iter().flatten().any(of)
    };
    changes.findings.retain(|row| !is_question(&row.old) && !is_question(&row.new));
    let no_holes = no_holes(old, new);
    let holes = match no_holes {
        None => holes::holes(old, new, &matches, &found[0]),
        Some(_) => Vec::new(),
    };
    let came = |finding: &&Finding| {
        let is =
            |c: &Changed| c.new.as_ref() == Some(&finding.id) && c.change == Some(Change::Came);
        finding.rule == "falls_between" && changes.findings.iter().any(is)
    };
    Comparison {
        warning: warning(before, after),
        questions: holes::questions(&holes),
        opened: found[1].iter().filter(came).cloned().collect(),
        actions,
        changes,
        no_holes,
        wishes: wishes::wishes(before, after),
        plan: whole.run(&["plan_practice"]),
        holes,
        matches,
        union,
    }
}

/// Why the holes of one network cannot be looked for in another.
fn no_holes(old: &Analysis, new: &Analysis) -> Option<Text> {
    let (before, after) = (old.graph.network, new.graph.network);
    if !before.is_place() || old.coverage.cells.is_empty() {
        return Some(Text::new(
            format!(
                "”{}” beskriver inte hjälpen på en plats, så den har inga luckor att följa.",
                before.title
            ),
            format!(
                "“{}” does not describe the help in one place, so it has no gaps to follow.",
                before.title
            ),
        ));
    }
    if !after.is_place() || !same_place(before, after) {
        return Some(Text::new(
            format!("”{}” gäller inte samma plats, så luckorna kan inte följas dit.", after.title),
            format!(
                "“{}” is not about the same place, so the gaps cannot be followed there.",
                after.title
            ),
        ));
    }
    None
}

/// A plan says what shall be, an interview what is: silence means different
/// things in them.
fn warning(old: &Network, new: &Network) -> Option<Text> {
    let place = match (&old.place, &new.place) {
        (Some(one), Some(other)) if !same_place(old, new) => Text::new(
            format!("Näten gäller olika platser: {one} och {other}."),
            format!("The networks are about different places: {one} and {other}."),
        ),
        (None, _) | (_, None) => Text::new(
            "Minst ett av näten säger inte vilken plats det gäller.",
            "At least one of the networks does not say which place it is about.",
        ),
        _ => Text::default(),
    };
    let kind = match (old.kind, new.kind) {
        (Some(one), Some(other)) if one != other => {
            let (one, other) = (one.label(), other.label());
            Text::new(
                format!(
                    "Källorna är av olika slag: {} och {}. Det som den ena inte nämner kan finnas ändå, så inget räknas som borta för att källan tiger.",
                    one.sv, other.sv
                ),
                format!(
                    "The sources are of different kinds: {} and {}. What one does not mention may exist all the same, so nothing counts as gone because a source is silent.",
                    one.en, other.en
                ),
            )
        }
        _ => Text::default(),
    };
    let unused = unused_verdicts(old, new);
    let unused = if unused.is_empty() {
        Text::default()
    } else {
        let pairs: Vec<String> = unused.iter().map(|(a, b)| format!("{a} och {b}")).collect();
        let pairs = pairs.join("; ");
        Text::new(
            format!("Dessa beslut om namn gäller poster som inte finns: {pairs}."),
            format!("These verdicts on names are about records that are not there: {pairs}."),
        )
    };
    let text = place.and(kind).and(unused);
    (!text.sv.is_empty()).then_some(text)
}
