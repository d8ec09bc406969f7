//! Every measure explained once: for the map, the terminal and the documentation alike.
//!
//! *Invariant*: no figure without an explanation, and none explained that is not given.

mod actor;
mod forum;
mod network;
mod set;
mod tie;

use super::figures::Scope;
use crate::model::Text;

/// A sentence in Swedish and English.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Said(pub &'static str, pub &'static str);

impl Said {
    /// As a text.
    pub fn text(self) -> Text {
        Text::new(self.0, self.1)
    }
}

/// What needs no words is the same in both languages.
const fn same(signs: &'static str) -> Said {
    Said(signs, signs)
}

/// How a figure is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// As a number.
    Number,
    /// 1 is yes, 0 is no.
    YesNo,
    /// As the number of a group, which says nothing of how much.
    Label,
}

impl Reading {
    /// The word for it in JSON.
    pub fn slug(self) -> &'static str {
        match self {
            Reading::Number => "number",
            Reading::YesNo => "yes_no",
            Reading::Label => "label",
        }
    }
}

/// How the figures of a measure are read.
pub fn reading(id: &str) -> Reading {
    match id {
        "articulation" | "bridge" => Reading::YesNo,
        "community" => Reading::Label,
        _ => Reading::Number,
    }
}

/// A measure's explanation under fixed headings.
#[derive(Clone, Copy, Debug)]
pub struct Measure {
    /// Its id.
    pub id: &'static str,
    /// Its name.
    pub title: Said,
    /// What it shows.
    pub shows: Said,
    /// How it is computed, in plain text.
    pub formula: Said,
    /// What it is counted in.
    pub unit: Said,
    /// The values that it can take.
    pub range: Said,
    /// When it has no value.
    pub undefined: Said,
    /// When it misleads.
    pub misleads: Said,
    /// Where it comes from.
    pub sources: &'static [&'static str],
}

/// The graph that all measures but those of forums are of.
pub const GRAPH: Said = Said(
    "Samarbetsnätet: alla aktörer utom allmänheten, som räknas samarbeta där någon uppger det eller där den ena skickar människor till den andra. Önskade och förnekade samarbeten räknas inte, inte heller att två sitter i samma forum eller att den ena är en del av den andra. Ett samarbetes styrka är antalet uppgifter om det. Riktningen går från den som uppger samarbetet, eller skickar någon, till den andra.",
    "The collaboration graph: all actors but the public, with a tie where somebody claims a collaboration or where one sends people to the other. Collaborations that are wished for or denied do not count, nor that two sit in the same forum or that one is part of the other. A tie's strength is the number of statements about it. It points from the one who claims it, or sends somebody, to the other.",
);

/// How the intervals come about and how to read them: the one text of the page, the command
/// and `docs/measures.md`.
pub const INTERVALS: Said = Said(
    "Intervallet visar hur mycket måttet hänger på vilka som har frågats. Det är ingen felmarginal och säger inget om andra nätverk. En del av uppgiftslämnarna (var sjätte om inget annat anges) tas bort slumpvis, många gånger, och intervallet rymmer de mittersta 90 procenten av resultaten. Det som flera har sagt, eller som källan själv säger, finns kvar. När uppgiftslämnare tas bort försvinner samarbeten men inga kommer till. Därför kan hela intervallet ligga under värdet, som för antalet samarbeten och tätheten, eller över det, som för aktörer utan samarbete och splittringen.",
    "The interval shows how much the measure hangs on who was asked. It is no margin of error and says nothing of other networks. Some of the informants (one in six unless said otherwise) are dropped at random, many times, and the interval holds the middle 90 per cent of the results. What several have said, or what the source says itself, stays. Dropping informants takes ties away and adds none. The whole interval may therefore lie below the value, as for the number of ties and the density, or above it, as for actors without ties and fragmentation.",
);

/// Every measure with what it is about, in the order in which they are shown.
pub fn measures() -> impl Iterator<Item = (Scope, &'static Measure)> {
    let of = |scope: Scope, list: &'static [Measure]| list.iter().map(move |one| (scope, one));
    of(Scope::Network, network::MEASURES)
        .chain(of(Scope::Actor, actor::MEASURES))
        .chain(of(Scope::Tie, tie::MEASURES))
        .chain(of(Scope::Forum, forum::MEASURES))
        .chain(of(Scope::Set, set::MEASURES))
}

/// The measure with this id.
pub fn measure(id: &str) -> Option<(Scope, &'static Measure)> {
    measures().find(|(_, measure)| measure.id == id)
}

/// Whether a measure has an interval: labels and what informants cannot change have none.
pub(super) fn varies(id: &str) -> bool {
    id != "actors" && reading(id) != Reading::Label
}

const NO_TIES: Said = Said("När aktören inte har något samarbete.", "When the actor has no tie.");
const NEVER: Said = Said("Aldrig.", "Never.");
const SHARE: Said = Said("andel", "share");
const BURT: &str = "R. S. Burt, Structural holes and good ideas, American Journal of Sociology 110 (2004), 349–399";
const FREEMAN: &str = "L. C. Freeman, Centrality in social networks: conceptual clarification, Social Networks 1 (1979), 215–239";
const WASSERMAN: &str =
    "S. Wasserman, K. Faust, Social Network Analysis: Methods and Applications (1994)";
const GOULD: &str = "R. V. Gould, R. M. Fernandez, Structures of mediation, Sociological Methodology 19 (1989), 89–126";
const TARJAN: &str = "J. Hopcroft, R. Tarjan, Algorithm 447: efficient algorithms for graph manipulation, Communications of the ACM 16 (1973), 372–378";
const KRACKHARDT: &str = "D. Krackhardt, R. N. Stern, Informal networks and organizational crises, Social Psychology Quarterly 51 (1988), 123–140";
const LEIDEN: &str = "V. A. Traag, L. Waltman, N. J. van Eck, From Louvain to Leiden: guaranteeing well-connected communities, Scientific Reports 9 (2019), 5233";
const BORGATTI: &str = "S. P. Borgatti, Identifying sets of key players in a social network, Computational & Mathematical Organization Theory 12 (2006), 21–34";
const PARTNER: &str = "D. M. Varda, A. Chandra, S. A. Stern, N. Lurie, Core dimensions of connectivity in public health collaboratives, Journal of Public Health Management and Practice 14 (2008), E1–E7";

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_measure_is_explained_in_both_languages() {
        let mut ids = BTreeSet::new();
        for (_, one) in measures() {
            assert!(ids.insert(one.id), "{} stands twice", one.id);
            let headings = [one.title, one.shows, one.undefined, one.misleads];
            for Said(sv, en) in headings {
                assert!(sv.len() >= 3 && en.len() >= 3, "{}: {sv}", one.id);
                // A name may be the same in both.
                assert!(sv != en || sv == one.title.0, "{} is not translated: {sv}", one.id);
            }
            assert!(one.shows.0.len() > 30 && one.misleads.0.len() > 30, "{}", one.id);
            for Said(sv, en) in [one.formula, one.range] {
                assert!(!sv.is_empty() && !en.is_empty(), "{}", one.id);
                let words = en.split(|c: char| !c.is_ascii_lowercase());
                let worded = words.into_iter().any(|word| word.len() >= 4);
                assert!(sv != en || !worded, "{} is not translated: {sv}", one.id);
            }
            assert!(one.sources.iter().all(|source| source.len() > 20), "{}", one.id);
            assert!(!one.sources.is_empty(), "{} cites nothing", one.id);
        }
    }
}
