//! The same indicators for several networks beside each other.

use std::collections::BTreeSet;

use crate::findings::{Analysis, falls_between};
use crate::measure::coverage::{Cell, Class};
use crate::measure::plan::{Meeting, meeting};
use crate::measure::ties::statuses;
use crate::model::{ActorKind, Date, Text, TieStatus};

/// A number of a network, out of how many where it is a part of something.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Value {
    /// The number.
    pub value: f64,
    /// Out of how many.
    pub of: Option<f64>,
}

/// What is counted in every network in the same way.
pub struct Indicator {
    /// Its slug.
    pub id: &'static str,
    /// Its name.
    pub title: fn() -> Text,
    /// Exactly what is counted.
    pub definition: fn() -> Text,
    /// Its value; `None` where the source does not let it be told.
    pub value: fn(&Analysis) -> Option<Value>,
}

/// How many there are; undefined where the source names none at all, for then
/// it may only not speak of them.
fn count(n: usize) -> Option<Value> {
    (n > 0).then_some(Value { value: n as f64, of: None })
}

/// `n` of `all`; undefined when there are none at all.
fn part(n: usize, all: usize) -> Option<Value> {
    (all > 0).then_some(Value { value: n as f64, of: Some(all as f64) })
}

macro_rules! indicators {
    ($($id:literal, $sv:literal, $en:literal, $def_sv:literal, $def_en:literal, $value:expr;)*) => {
        /// Every indicator, in the order in which a table shows them.
        ///
        /// # Source
        /// That figures of different places can be compared only when the same
        /// indicators are collected: NCK, Att arbeta mot våld (2022).
        pub const INDICATORS: &[Indicator] = &[$(Indicator {
            id: $id,
            title: || Text::new($sv, $en),
            definition: || Text::new($def_sv, $def_en),
            value: $value,
        }),*];
    };
}

indicators! {
    "interviews", "Intervjuer", "Interviews",
    "Intervjuer som källan redovisar per huvudman. Tomt om källan inte redovisar några.",
    "Interviews that the source reports by principal. Empty if it reports none.",
    |analysis| {
        let rows = &analysis.graph.network.participation;
        (!rows.is_empty()).then(|| Value {
            value: rows.iter().map(|row| f64::from(row.interviews)).sum(),
            of: None,
        })
    };
    "actors", "Aktörer", "Actors",
    "Organisationer, enheter, organ, roller och slags aktörer som källan nämner, utom allmänheten.",
    "Organisations, units, bodies, roles and kinds of actors that the source names, the public left out.",
    |analysis| count(actors(analysis).count());
    "asked", "Aktörer som tillfrågats", "Actors that were asked",
    "Aktörer där källan säger att någon har intervjuats, av alla aktörer. Tomt om källan inte säger det om någon.",
    "Actors where the source says that somebody was interviewed, of all. Empty if it says so of none.",
    |analysis| {
        let asked = actors(analysis).filter(|&a| analysis.graph.was_asked(a) == Some(true)).count();
        if asked == 0 { None } else { part(asked, actors(analysis).count()) }
    };
    "principals", "Huvudmän", "Principals",
    "Aktörer som inte hör till någon annan.",
    "Actors that belong to no other.",
    |analysis| count(actors(analysis).filter(|&a| analysis.graph.parent(a).is_none()).count());
    "sectors", "Samhällssektorer", "Sectors of society",
    "Olika sektorer bland aktörerna: kommun, region, stat, civilsamhälle, privat och förbund.",
    "Different sectors among the actors: municipality, region, state, civil society, private, association.",
    |analysis| {
        let network = analysis.graph.network;
        let sectors: BTreeSet<_> = actors(analysis).filter_map(|a| network.actors[a].sector).collect();
        count(sectors.len())
    };
    "forums", "Forum", "Forums",
    "Stående grupper där aktörer möts.",
    "Standing groups where actors meet.",
    |analysis| count(analysis.graph.network.forums.len());
    "rhythm_known", "Forum med känd mötesrytm", "Forums with a known rhythm",
    "Forum där källan säger hur ofta man möts, av alla forum.",
    "Forums where the source says how often they meet, of all.",
    |analysis| {
        let forums = &analysis.graph.network.forums;
        let known = forums.iter().filter(|f| f.meetings_per_year.min.or(f.meetings_per_year.max).is_some());
        part(known.count(), forums.len())
    };
    "convener_known", "Forum med känd sammankallande", "Forums with a known convener",
    "Forum där källan säger vem som kallar, av alla forum.",
    "Forums where the source says who convenes, of all.",
    |analysis| {
        let forums = &analysis.graph.network.forums;
        part(forums.iter().filter(|forum| forum.convener.is_some()).count(), forums.len())
    };
    "ties", "Samarbeten", "Ties",
    "Par av aktörer som källan säger samarbetar. Önskade samarbeten räknas inte.",
    "Pairs of actors that the source says work together. Wished ties do not count.",
    |analysis| count(pairs(analysis, |status| !matches!(status, TieStatus::Wished | TieStatus::Absent)));
    "confirmed", "Bekräftade samarbeten", "Confirmed ties",
    "Par där båda sidor säger att de samarbetar, av alla par. Tomt om ingen tillfrågats.",
    "Pairs where both ends say that they work together, of all pairs. Empty if nobody was asked.",
    |analysis| {
        let all = pairs(analysis, |status| !matches!(status, TieStatus::Wished | TieStatus::Absent));
        let any = actors(analysis).any(|a| analysis.graph.was_asked(a) == Some(true));
        if any { part(pairs(analysis, |status| status == TieStatus::Confirmed), all) } else { None }
    };
    "help", "Insatser som hjälper", "Services that help",
    "Insatser för skydd, stöd, boende eller behandling av utövare.",
    "Services that protect, support, house, or treat perpetrators.",
    |analysis| {
        let services = &analysis.graph.network.services;
        count(services.iter().filter(|s| s.function.is_some_and(falls_between::is_help)).count())
    };
    "groups", "Målgrupper", "Target groups",
    "Grupper som källan nämner.",
    "Groups that the source names.",
    |analysis| count(analysis.graph.network.groups.len());
    "holes", "Luckor i hjälpen", "Gaps in help",
    "Rutor (en målgrupp och ett slags hjälp: skydd, stöd, boende, behandling) där hjälpen saknas eller faller mellan stolarna, av alla sådana rutor. Tomt om källan inte beskriver någon hjälp, eller beskriver en förebild eller exempel från många platser.",
    "Boxes (a group and a kind of help: protection, support, housing, treatment) where help is missing or falls between the chairs, of all such boxes. Empty if the source describes no help, or a model or examples from many places.",
    |analysis| {
        let open = help(analysis).filter(|cell| {
            falls_between::is_finding(analysis, cell) && cell.class != Class::Fragile
        });
        part(open.count(), help(analysis).count())
    };
    "fragile", "Hjälp som hänger på en aktör", "Help that hangs on one actor",
    "Rutor där alla vägar går genom en enda aktör, av alla sådana rutor.",
    "Boxes where every way goes through one actor, of all such boxes.",
    |analysis| {
        let fragile = help(analysis).filter(|cell| cell.class == Class::Fragile);
        part(fragile.count(), help(analysis).count())
    };
    "agreements", "Avtal, planer och projekt", "Agreements, plans and projects",
    "Överenskommelser som källan nämner.",
    "Agreements that the source names.",
    |analysis| count(analysis.graph.network.agreements.len());
    "ended", "Avtal vars tid gått ut", "Agreements whose time is up",
    "Överenskommelser med slutdatum före den valda dagen, av dem som har slutdatum.",
    "Agreements that ended before the chosen day, of those that have an end date.",
    |analysis| {
        let day = analysis.as_of?;
        let ends: Vec<Date> = analysis.graph.network.agreements.iter()
            .filter_map(|row| Date::parse(row.ends.as_deref()?)).collect();
        part(ends.iter().filter(|end| day.days_left(**end) < 0).count(), ends.len())
    };
    "measures", "Åtgärder", "Measures",
    "Åtgärder i en plan.",
    "Measures of a plan.",
    |analysis| count(analysis.graph.network.measures.len());
    "no_forum", "Åtgärder utan säkert gemensamt forum", "Measures without a sure forum in common",
    "Åtgärder som kräver flera aktörer utan något forum där alla säkert sitter, av dem som kräver flera.",
    "Measures that need several actors without a forum where all are sure to sit, of those that need several.",
    |analysis| {
        let graph = analysis.graph;
        let met: Vec<Meeting> = graph.network.measures.iter().map(|m| meeting(graph, m)).collect();
        let several = met.iter().filter(|m| **m != Meeting::Alone).count();
        let sure = met.iter().filter(|m| matches!(m, Meeting::Shared(_) | Meeting::Agreed)).count();
        part(several - sure, several)
    };
    "chain", "Led i styrkedjan", "Links of the chain of command",
    "Led som hänger ihop från politiskt organ över styrgrupp och strategiskt team till operativ grupp, av tre. Tomt om källan inte säger vem som sitter var.",
    "Links that hold from political body over steering group and strategic team to operative group, of three. Empty if the source does not say who sits where.",
    |analysis| {
        let found = analysis.run(&["chain_of_command"]);
        let known = found.first().filter(|f| f.score.0 == f.score.1);
        known.map(|f| Value { value: (f.score.0 * 3.0).round(), of: Some(3.0) })
    };
    "checklist", "Besvarade av de nio frågorna", "Answered of the nine questions",
    "Frågor i handbokens checklista som nätverket besvarar; delvis besvarade räknas som en halv. Tomt för en förebild och för exempel från många platser.",
    "Questions of the handbook's checklist that the network answers; partly answered ones count half. Empty for a model and for examples from many places.",
    |analysis| {
        let found = analysis.run(&["checklist"]);
        let sum: f64 = found.iter().map(|finding| finding.score.0).sum();
        (!found.is_empty()).then_some(Value { value: sum, of: Some(9.0) })
    };
}

fn actors<'a>(analysis: &'a Analysis) -> impl Iterator<Item = usize> + 'a {
    let actors = &analysis.graph.network.actors;
    (0..actors.len()).filter(|&a| actors[a].kind != Some(ActorKind::Public))
}

fn help<'a>(analysis: &'a Analysis) -> impl Iterator<Item = &'a Cell> + 'a {
    let network = analysis.graph.network;
    analysis.coverage.cells.iter().filter(|cell| {
        network.is_place()
            && falls_between::is_help(cell.function)
            && network.groups[cell.group].is_particular()
    })
}

fn pairs(analysis: &Analysis, is: impl Fn(TieStatus) -> bool) -> usize {
    let ties = &analysis.graph.network.ties;
    let pairs: BTreeSet<(&str, &str)> = ties
        .iter()
        .zip(statuses(analysis.graph))
        .filter(|(_, status)| is(*status))
        .map(|(tie, _)| {
            let (a, b) = (tie.from.as_str(), tie.to.as_str());
            (a.min(b), a.max(b))
        })
        .collect();
    pairs.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::Graph;
    use crate::measure::Parameters;
    use crate::model::Network;

    #[test]
    fn what_an_empty_network_does_not_say_is_undefined_and_not_zero() {
        let network = Network::default();
        let graph = Graph::new(&network);
        let analysis = Analysis::new(&graph, Parameters::default());
        let value = |id: &str| {
            let one = INDICATORS.iter().find(|one| one.id == id).unwrap();
            (one.value)(&analysis)
        };
        for id in ["interviews", "asked", "rhythm_known", "confirmed", "holes", "ended", "chain"] {
            assert_eq!(value(id), None, "{id}");
        }
        assert_eq!(value("actors"), None);
    }
}
