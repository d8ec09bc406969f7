//! Two networks compared: a plan against practice, or two rounds.
//!
//! *Invariant*: what one network does not speak of is *unobserved*, never gone;
//! every answer names the measures and rows that it rests on.

mod changes;
mod collection;
mod holes;
pub mod say;
mod union;
mod wishes;

use crate::findings::{Analysis, Finding};
use crate::graph::Graph;
use crate::link::{Link, links};
use crate::model::text::Word;
use crate::model::{Network, Text};

pub use changes::{Change, Changed, Changes};
pub use collection::{INDICATORS, Indicator, Value};
pub use holes::{Fate, Hole, Question};
pub use union::{Union, union};
pub use wishes::Wish;

/// What two networks say beside each other.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// Both as one.
    pub union: Union,
    /// Which records are the same or part of one another.
    pub links: Vec<Link>,
    /// What to bear in mind, when the two are different kinds of source.
    pub warning: Option<Text>,
    /// Actors, forums, ties and findings that came, went or changed.
    pub changes: Changes,
    /// What became of each hole of the older network: worst first within each
    /// fate, touched ones first.
    pub holes: Vec<Hole>,
    /// The holes by group, in the order of their first hole.
    pub questions: Vec<Question>,
    /// Findings of coverage in the newer network that the older would have shown
    /// and did not: holes that opened.
    pub opened: Vec<Finding>,
    /// The older network's wishes and what the newer's measures make of them.
    pub wishes: Vec<Wish>,
    /// The newer network's plan against the practice of both.
    pub plan: Vec<Finding>,
}

/// Compares an older network with a newer one.
///
/// # Cost
/// That of one more analysis, of both networks together.
pub fn compare(old: &Analysis, new: &Analysis) -> Comparison {
    let (before, after) = (old.graph.network, new.graph.network);
    let links = links(before, after);
    let union = union(before, after, &links);
    let graph = Graph::new(&union.network);
    let whole = Analysis::new(&graph, old.parameters).seen_from(new.as_of);
    let holes = holes::holes(old, new, &links);
    let changes = changes::changes(old, new, &links);
    let came = |finding: &Finding| {
        let is =
            |c: &Changed| c.new.as_ref() == Some(&finding.id) && c.change == Some(Change::Came);
        changes.findings.iter().any(is)
    };
    Comparison {
        warning: warning(before, after),
        opened: new.run(&["falls_between"]).into_iter().filter(came).collect(),
        changes,
        questions: holes::questions(&holes),
        wishes: wishes::wishes(before, after),
        plan: whole.run(&["plan_practice"]),
        holes,
        links,
        union,
    }
}

/// A plan says what shall be, an interview what is: silence means different
/// things in them.
fn warning(old: &Network, new: &Network) -> Option<Text> {
    let place = match (&old.place, &new.place) {
        (Some(one), Some(other)) if one != other => Text::new(
            format!("Näten gäller olika platser: {one} och {other}."),
            format!("The networks are about different places: {one} and {other}."),
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
    let text = place.and(kind);
    (!text.sv.is_empty()).then_some(text)
}
