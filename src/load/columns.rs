//! The columns that a change may name: what they are called, and the words that may stand
//! in them.

use super::package::{Column, Table};
use crate::model::text::Word;
use crate::model::{
    Access, Actor, ActorKind, Affiliation, Basis, Forum, ForumFunction, Function, Level, Mandate,
    Prevention, Referral, Sector, Service, Status, Text, Thing, Tie, TieKind, TieState,
};

/// What columns are called, whatever they are a column of.
pub const LABELS: [(&str, &str, &str); 43] = [
    ("about", "vad det gäller", "what it is about"),
    ("access", "väg in", "way in"),
    ("actor", "aktör", "actor"),
    ("acute", "akut", "acute"),
    ("age_max", "högsta ålder", "greatest age"),
    ("age_min", "lägsta ålder", "least age"),
    ("basis", "grund", "basis"),
    ("channel", "kanal", "channel"),
    ("claimed_by", "uppges av", "claimed by"),
    ("condition", "villkor", "condition"),
    ("convener", "sammankallande", "convener"),
    ("ends", "slutdatum", "end date"),
    ("excludes", "tar inte emot", "does not take"),
    ("forum", "forum", "forum"),
    ("frequency", "gånger per år", "times a year"),
    ("from", "från", "from"),
    ("function", "funktion", "function"),
    ("granted_by", "beviljas av", "granted by"),
    ("grants", "ger personen", "gives the person"),
    ("group", "målgrupp", "target group"),
    ("groups", "målgrupper", "target groups"),
    ("id", "id", "id"),
    ("interviewed", "intervjuad", "interviewed"),
    ("kind", "slag", "kind"),
    ("level", "nivå", "level"),
    ("meetings_max", "möten per år, högst", "meetings a year, at most"),
    ("meetings_min", "möten per år, minst", "meetings a year, at least"),
    ("meets", "möter i sitt arbete", "meets at work"),
    ("members_complete", "alla deltagare är kända", "all members are known"),
    ("name", "namn", "name"),
    ("parent", "del av", "part of"),
    ("persons", "antal personer", "number of persons"),
    ("prevention", "förebyggande nivå", "level of prevention"),
    ("purpose", "syfte", "purpose"),
    ("reports_to", "rapporterar till", "reports to"),
    ("role", "roll i forumet", "role in the forum"),
    ("sector", "sektor", "sector"),
    ("share", "andel (0–1)", "share (0–1)"),
    ("size", "antal deltagare", "number of members"),
    ("starts", "startdatum", "start date"),
    ("state", "läge", "state"),
    ("strength", "styrka", "strength"),
    ("to", "till", "to"),
];

/// What a column is called; its own name when nobody has given it another.
pub fn label(column: &str) -> Text {
    let known = LABELS.iter().find(|(name, ..)| *name == column);
    known.map_or_else(|| Text::new(column, column), |&(_, sv, en)| Text::new(sv, en))
}

/// The columns that a change may name.
pub fn columns(thing: Thing) -> &'static [Column] {
    match thing {
        Thing::Actor => Actor::COLUMNS,
        Thing::Forum => Forum::COLUMNS,
        Thing::Seat => Affiliation::COLUMNS,
        Thing::Service => Service::COLUMNS,
        Thing::Referral => Referral::COLUMNS,
        Thing::Tie => Tie::COLUMNS,
        Thing::Mandate => Mandate::COLUMNS,
    }
}

/// The closed vocabulary of a column, by slug; empty when anything may stand there.
pub fn vocabulary(thing: Thing, column: &str) -> Vec<(&'static str, Text)> {
    match (thing, column) {
        (Thing::Service, "function") => words::<Function>(),
        (Thing::Forum, "function") => words::<ForumFunction>(),
        (Thing::Service, "prevention") => words::<Prevention>(),
        (Thing::Service | Thing::Referral, "access") => words::<Access>(),
        (Thing::Service, "grants") => words::<Status>(),
        (Thing::Referral, "basis") => words::<Basis>(),
        (Thing::Actor, "kind") => words::<ActorKind>(),
        (Thing::Tie, "kind") => words::<TieKind>(),
        (Thing::Tie, "state") => words::<TieState>(),
        (Thing::Actor, "sector") => words::<Sector>(),
        (Thing::Actor | Thing::Forum, "level") => words::<Level>(),
        (_, "interviewed" | "acute" | "members_complete") => {
            vec![("yes", Text::new("ja", "yes")), ("no", Text::new("nej", "no"))]
        }
        _ => Vec::new(),
    }
}

fn words<W: Word>() -> Vec<(&'static str, Text)> {
    W::ALL.iter().map(|word| (word.slug(), word.label())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::package::Kind;

    #[test]
    fn every_column_has_a_label_and_every_closed_one_its_words() {
        for thing in Thing::ALL {
            for column in columns(*thing) {
                let name = column.name;
                assert!(LABELS.iter().any(|(known, ..)| *known == name), "{name}");
                if matches!(column.kind, Kind::Word(_) | Kind::YesNo) {
                    assert!(!vocabulary(*thing, name).is_empty(), "{name} of {}", thing.slug());
                }
            }
        }
    }
}
