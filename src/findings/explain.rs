//! Sentences about groups, functions and routes, in both languages.

use super::footing::footings;
use crate::graph::Graph;
use crate::measure::contacts::Between;
use crate::measure::coverage::{Cell, applies};
use crate::measure::dead_end::{DeadEnd, Reason};
use crate::measure::routes::Shut;
use crate::measure::view::How;
use crate::model::text::{Word, list};
use crate::model::{Footing, Function, Group, Lang, Network, Text, TieKind};

/// What a function gives, as a noun that starts a sentence.
pub fn noun(function: Function) -> Text {
    let (sv, en) = match function {
        Function::Detect => ("Upptäckt av våld", "Detection of violence"),
        Function::Ask => ("Frågor om våld", "Questions about violence"),
        Function::Protect => ("Skydd", "Protection"),
        Function::Support => ("Stöd", "Support"),
        Function::House => ("Boende", "Housing"),
        Function::TreatPerpetrator => ("Behandling för utövare", "Treatment of perpetrators"),
        Function::Investigate => ("Utredning", "Investigation"),
        Function::Prevent => ("Förebyggande arbete", "Prevention"),
        Function::Train => ("Utbildning", "Training"),
        Function::Coordinate => ("Samordning", "Coordination"),
    };
    Text::new(sv, en)
}

/// A share as a whole percentage, with the sign as the language sets it.
pub fn percent(share: f64, lang: Lang) -> String {
    let whole = (share * 100.0).round();
    match lang {
        Lang::Sv => format!("{whole}\u{a0}%"),
        Lang::En => format!("{whole}%"),
    }
}

/// The interval of a cell.
pub fn interval(low: f64, high: f64) -> Text {
    let sv = (percent(low, Lang::Sv), percent(high, Lang::Sv));
    let en = (percent(low, Lang::En), percent(high, Lang::En));
    if sv.0 == sv.1 {
        return Text::new(format!("Täckningen är {}.", sv.0), format!("Coverage is {}.", en.0));
    }
    Text::new(
        format!("Täckningen ligger mellan {} och {}.", sv.0, sv.1),
        format!("Coverage lies between {} and {}.", en.0, en.1),
    )
}

/// Names joined as a list, the first few written out and the rest counted.
pub fn first_few(names: &[&str], most: usize, lang: Lang) -> String {
    if names.len() <= most + 1 {
        return list(names, lang);
    }
    let rest = names.len() - most;
    let more = match lang {
        Lang::Sv => format!("{rest} till"),
        Lang::En => format!("{rest} more"),
    };
    let mut shown: Vec<&str> = names[..most].to_vec();
    shown.push(&more);
    list(&shown, lang)
}

/// A group's name within a sentence: in Swedish a common noun, so without its
/// capital, unless it begins with an abbreviation. In English it stays as the
/// name that it is.
pub fn within(name: &str, lang: Lang) -> String {
    let mut letters = name.chars();
    match (lang, letters.next(), letters.next()) {
        (Lang::Sv, Some(first), Some(second)) if second.is_lowercase() => {
            first.to_lowercase().chain(name.chars().skip(1)).collect()
        }
        _ => name.to_owned(),
    }
}

/// A word or phrase with a capital, to start a sentence.
pub fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

/// Names of groups, within a sentence.
pub fn groups<S: AsRef<str>>(written: &[S], most: usize, lang: Lang) -> String {
    let written: Vec<String> = written.iter().map(|name| within(name.as_ref(), lang)).collect();
    first_few(&written.iter().map(String::as_str).collect::<Vec<_>>(), most, lang)
}

/// Names of actors.
pub fn actors(network: &Network, rows: &[usize], lang: Lang) -> String {
    let written: Vec<&str> = rows.iter().map(|&row| network.actors[row].name.as_str()).collect();
    first_few(&written, 6, lang)
}

/// Names of actors; those whom nobody asked are marked.
pub fn actors_asked(graph: &Graph, rows: &[usize], lang: Lang) -> String {
    let mark = match lang {
        // One or many, the word is the same.
        Lang::Sv => "ingen tillfrågad",
        Lang::En => "not asked",
    };
    let name = |&row: &usize| {
        let name = &graph.network.actors[row].name;
        match graph.was_asked(row) {
            Some(false) => format!("{name} ({mark})"),
            _ => name.clone(),
        }
    };
    let written: Vec<String> = rows.iter().map(name).collect();
    first_few(&written.iter().map(String::as_str).collect::<Vec<_>>(), 6, lang)
}

/// Services by name and actor.
pub fn services(network: &Network, rows: &[usize], lang: Lang) -> String {
    let written: Vec<String> = rows
        .iter()
        .map(|&row| {
            let service = &network.services[row];
            format!("{} ({})", service.name, network.name_of(service.actor.as_str()))
        })
        .collect();
    first_few(&written.iter().map(String::as_str).collect::<Vec<_>>(), 4, lang)
}

/// How a person comes in, in a word or two.
pub fn way_in(how: How) -> Text {
    match how {
        How::OwnContact | How::Referral => Text::new("egen kontakt", "own contact"),
        How::Outreach => Text::new("uppsökande", "outreach"),
        How::Meets => Text::new("möter gruppen i sitt arbete", "meets the group in its work"),
        How::Unstated => Text::new("ingången är inte angiven", "way in not stated"),
    }
}

/// Why a way in leads nowhere.
pub fn dead_end(network: &Network, end: &DeadEnd, function: Function) -> Text {
    let actor = &network.actors[end.way_in.actor].name;
    let goal = noun(function);
    let (goal_sv, goal_en) = (goal.sv.to_lowercase(), goal.en.to_lowercase());
    let shut = |lang| services(network, &end.services, lang);
    let asked = |lang| {
        let asks: Vec<String> = end.asks.iter().map(|s| s.label().get(lang).to_owned()).collect();
        list(&asks, lang)
    };
    match end.reason {
        Reason::ClosedGate => Text::new(
            format!(
                "{actor}: vägen till {} kräver {}, som ingen på vägen kan ge.",
                shut(Lang::Sv),
                asked(Lang::Sv)
            ),
            format!(
                "{actor}: the way to {} asks for {}, which nobody on the way can grant.",
                shut(Lang::En),
                asked(Lang::En)
            ),
        ),
        Reason::TooManyHandovers => Text::new(
            format!("{actor}: det blir för många överlämningar före {}.", shut(Lang::Sv)),
            format!("{actor}: too many handovers before {}.", shut(Lang::En)),
        ),
        Reason::NotAdmitted => Text::new(
            format!("{actor}: vägen slutar vid {}, som inte är till för gruppen.", shut(Lang::Sv)),
            format!("{actor}: the way ends at {}, which is not for the group.", shut(Lang::En)),
        ),
        Reason::Loop => Text::new(
            format!("{actor}: vägarna går i cirkel och leder inte till {goal_sv}."),
            format!("{actor}: the ways go round without reaching {goal_en}."),
        ),
        Reason::NoWayOn if end.trail.len() > 1 => Text::new(
            format!(
                "{actor}: vägen vidare över {} leder inte till {goal_sv}.",
                actors(network, &end.trail[1..], Lang::Sv)
            ),
            format!(
                "{actor}: the way on, through {}, does not reach {goal_en}.",
                actors(network, &end.trail[1..], Lang::En)
            ),
        ),
        Reason::NoWayOn => Text::new(
            format!("{actor}: källan nämner ingen väg vidare till {goal_sv}."),
            format!("{actor}: the source names no way on to {goal_en}."),
        ),
    }
}

/// Why a service is not for a group.
pub fn shut(network: &Network, shut: &Shut) -> Text {
    let names: Vec<&str> = shut.names.iter().map(|id| network.name_of(id)).collect();
    if names.is_empty() {
        return Text::new("Tar inte emot gruppen.", "Does not admit the group.");
    }
    Text::new(
        format!("Riktar sig till {}.", groups(&names, names.len(), Lang::Sv)),
        format!("Is for {}.", groups(&names, names.len(), Lang::En)),
    )
}

/// Why a pair of group and function has no cell.
pub fn meaningless(group: &Group, function: Function) -> Text {
    if applies(group, function) {
        return Text::new(
            "Källan nämner ingen insats av det slaget.",
            "The source names no service of that kind.",
        );
    }
    Text::new("Frågan gäller inte den här gruppen.", "The question does not apply to this group.")
}

/// What is missing where a group is not covered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hole {
    /// No service of the function admits the group.
    NoService,
    /// Services admit it, but none can be reached.
    NoRoute,
    /// Services can be reached, but none names the group.
    NotNamed,
}

/// What is missing for a cell, given how many services do not shut it out.
pub fn hole(cell: &Cell, not_shut: usize) -> Option<Hole> {
    if not_shut == 0 {
        Some(Hole::NoService)
    } else if cell.admitted.is_empty() {
        Some(Hole::NoRoute)
    } else if cell.named.is_empty() && cell.unstated.is_empty() {
        Some(Hole::NotNamed)
    } else {
        None
    }
}

/// The kinds of some ties, as a list, each once.
pub fn kinds(network: &Network, ties: &[usize], lang: Lang) -> String {
    let mut kinds: Vec<TieKind> = ties.iter().filter_map(|&row| network.ties[row].kind).collect();
    kinds.sort_unstable();
    kinds.dedup();
    list(&kinds.iter().map(|kind| kind.label().get(lang).to_owned()).collect::<Vec<_>>(), lang)
}

/// What stands between two actors beside the work itself: training, meetings
/// above it, and what units above them have.
pub fn besides(network: &Network, between: &Between) -> Text {
    let say = |rows: &[Footing], lang| footings(network, rows, lang);
    let mut text = Text::default();
    if !between.one_way.is_empty() {
        text = text.and(Text::new(
            format!(
                "Det som finns är utbildning eller information: {}.",
                say(&between.one_way, Lang::Sv)
            ),
            format!(
                "What there is, is training or information: {}.",
                say(&between.one_way, Lang::En)
            ),
        ));
    }
    if !between.aloft.is_empty() {
        text = text.and(Text::new(
            format!("De möts på ledningsnivå: {}.", say(&between.aloft, Lang::Sv)),
            format!("They meet at the level of management: {}.", say(&between.aloft, Lang::En)),
        ));
    }
    if !between.above.is_empty() {
        text = text.and(Text::new(
            format!(
                "Enheter ovanför dem har något gemensamt, men källan säger inte om det gäller dessa två: {}.",
                say(&between.above, Lang::Sv)
            ),
            format!(
                "Units above them have something in common, but the source does not say whether it holds for these two: {}.",
                say(&between.above, Lang::En)
            ),
        ));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_lists_follow_the_language() {
        assert_eq!(interval(0.0, 0.001).sv, "Täckningen är 0\u{a0}%.");
        assert_eq!(interval(0.0, 0.972).en, "Coverage lies between 0% and 97%.");
        let many = ["a", "b", "c", "d", "e"];
        assert_eq!(first_few(&many, 2, Lang::Sv), "a, b och 3 till");
        assert_eq!(first_few(&many[..3], 2, Lang::Sv), "a, b och c");
        assert_eq!(
            groups(&["Äldre över 65 år", "LSS-berättigade"], 5, Lang::Sv),
            "äldre över 65 år och LSS-berättigade"
        );
    }
}
