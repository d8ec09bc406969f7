//! Words that others use, and what they mean here: names of columns, kinds of ties, marks
//! in matrices. Swedish and English; compared in the form of [`normal`].

use crate::link::normal;
use crate::model::text::{Lang, Word};
use crate::model::{TieKind, TieState};

/// What a column of an edge list or a list of seats holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Column {
    /// Who claims the tie.
    From,
    /// With whom.
    To,
    /// A member of a forum.
    Actor,
    /// A forum.
    Forum,
    /// What the tie consists of.
    Kind,
    /// How strong it is.
    Weight,
    /// Contacts a year.
    Frequency,
    /// Whether it is there or denied.
    State,
    /// What it is about.
    About,
    /// What a member does in the forum.
    Role,
    /// Whether the tie has a direction.
    Directed,
}

const COLUMNS: &[(Column, &[&str])] = &[
    (
        Column::From,
        &[
            "från",
            "fran",
            "källa",
            "kalla",
            "source",
            "from",
            "avsändare",
            "sender",
            "aktör 1",
            "aktör1",
            "aktör a",
            "actor 1",
            "actor1",
            "actor a",
            "nod 1",
            "node 1",
            "node1",
            "organisation 1",
            "organisation a",
            "från aktör",
            "from actor",
            "ego",
            "tail",
            "src",
            "uppgiftslämnare",
            "vem",
            "who",
        ],
    ),
    (
        Column::To,
        &[
            "till",
            "mål",
            "mal",
            "target",
            "to",
            "mottagare",
            "receiver",
            "aktör 2",
            "aktör2",
            "aktör b",
            "actor 2",
            "actor2",
            "actor b",
            "nod 2",
            "node 2",
            "node2",
            "organisation 2",
            "organisation b",
            "till aktör",
            "to actor",
            "alter",
            "head",
            "dst",
            "med",
            "with",
            "med vem",
            "with whom",
            "partner",
            "samarbetspartner",
            "samarbetar med",
            "works with",
            "motpart",
            "destination",
        ],
    ),
    (
        Column::Actor,
        &[
            "aktör",
            "actor",
            "medlem",
            "member",
            "organisation",
            "organization",
            "deltagare",
            "participant",
            "verksamhet",
            "enhet",
            "unit",
            "agency",
            "person",
        ],
    ),
    (
        Column::Forum,
        &[
            "forum",
            "samverkansforum",
            "event",
            "möte",
            "meeting",
            "samverkansgrupp",
            "arbetsgrupp",
            "club",
            "klubb",
            "committee",
            "kommitté",
            "styrgrupp",
            "nätverk",
            "grupp",
            "group",
            "board",
            "evenemang",
            "venue",
        ],
    ),
    (
        Column::Kind,
        &[
            "typ",
            "type",
            "slag",
            "kind",
            "relation",
            "relationstyp",
            "typ av samarbete",
            "slag av samarbete",
            "edge type",
            "tie",
            "samarbetsform",
        ],
    ),
    (Column::Weight, &["vikt", "weight", "styrka", "strength", "value", "värde", "tie strength"]),
    (
        Column::Frequency,
        &[
            "frekvens",
            "frequency",
            "kontakter per år",
            "contacts per year",
            "gånger per år",
            "times per year",
            "contacts a year",
        ],
    ),
    (Column::State, &["status", "state", "läge", "finns"]),
    (
        Column::About,
        &[
            "om",
            "about",
            "beskrivning",
            "description",
            "kommentar",
            "comment",
            "anteckning",
            "note",
            "notes",
            "vad",
            "what",
            "ämne",
            "label",
            "etikett",
        ],
    ),
    (Column::Role, &["roll", "role", "funktion i forumet"]),
    (Column::Directed, &["directed", "riktad", "riktning", "direction"]),
];

/// What a column holds, by its name.
pub(super) fn column(name: &str) -> Option<Column> {
    let name = normal(name);
    COLUMNS.iter().find(|(_, names)| names.contains(&name.as_str())).map(|(column, _)| *column)
}

/// What an edge of a drawn network is here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Relation {
    /// A tie of this kind.
    Tie(TieKind),
    /// A tie whose kind the source leaves open.
    AnyTie,
    /// A seat in a forum.
    Seat,
    /// A seat of the one who calls the meetings.
    Convener,
    /// People are sent this way.
    Referral,
}

const RELATIONS: &[(Relation, &[&str])] = &[
    (Relation::Tie(TieKind::Consults), &["konsultation", "consultation", "rådgör med", "consult"]),
    (
        Relation::Tie(TieKind::RegularMeetings),
        &["möten", "meetings", "meets", "träffas regelbundet", "regular meeting"],
    ),
    (Relation::Tie(TieKind::JointPlan), &["sip", "samordnad individuell plan", "gemensam plan"]),
    (Relation::Tie(TieKind::CoLocated), &["samlokaliserade", "samlokalisering", "colocated"]),
    (Relation::Tie(TieKind::Agreement), &["överenskommelse", "avtalar", "contract"]),
    (
        Relation::Tie(TieKind::Cooperates),
        &[
            "samarbete",
            "samverkar",
            "samverkan",
            "cooperation",
            "cooperate",
            "collaborates",
            "collaboration",
            "collaborates with",
            "works with",
        ],
    ),
    (Relation::Tie(TieKind::Trains), &["utbildning", "training"]),
    (Relation::Tie(TieKind::Informs), &["information", "inform"]),
    (Relation::Tie(TieKind::Wishes), &["önskemål", "önskar", "wish", "wished"]),
    (Relation::AnyTie, &["tie", "edge", "link", "kontakt", "contact", "knows"]),
    (
        Relation::Seat,
        &["membership", "member", "medlem", "medlemskap", "affiliation", "deltar i", "member of"],
    ),
    (Relation::Convener, &["convener", "convenes", "sammankallande", "sammankallar"]),
    (
        Relation::Referral,
        &["referral", "refers", "refers to", "remiss", "remitterar", "remissväg", "hänvisar"],
    ),
];

/// What a word says of an edge, by the words of [`TieKind`] and a few others.
pub(super) fn relation(word: &str) -> Option<Relation> {
    let word = normal(word);
    let own = |kind: &&TieKind| {
        let label = kind.label();
        [kind.slug(), label.get(Lang::Sv), label.get(Lang::En)]
            .iter()
            .any(|name| normal(name) == word)
    };
    let tie = TieKind::ALL.iter().find(own).map(|kind| Relation::Tie(*kind));
    tie.or_else(|| {
        let other = RELATIONS.iter().find(|(_, words)| words.contains(&word.as_str()));
        other.map(|(relation, _)| *relation)
    })
}

/// Whether a tie is said to be there or denied.
pub(super) fn state(word: &str) -> Option<TieState> {
    match normal(word).as_str() {
        "claimed" | "uppgivet" | "ja" | "yes" | "finns" | "aktiv" | "active" => {
            Some(TieState::Claimed)
        }
        "absent" | "förnekat" | "nej" | "no" | "saknas" | "finns inte" | "denied" => {
            Some(TieState::Absent)
        }
        _ => None,
    }
}

/// What a cell of a matrix says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Mark {
    /// Nothing there.
    No,
    /// Something there.
    Yes,
    /// Something there, so much of it.
    Much(f64),
}

/// Reads a cell of a matrix; `None` when it is no mark.
pub(super) fn mark(cell: &str) -> Option<Mark> {
    let cell = cell.trim().to_lowercase();
    match cell.as_str() {
        "" | "0" | "-" | "–" | "—" | "." | "nej" | "no" | "n" | "false" | "falskt" => {
            return Some(Mark::No);
        }
        "1" | "x" | "✓" | "✔" | "*" | "ja" | "j" | "yes" | "y" | "true" | "sant" => {
            return Some(Mark::Yes);
        }
        _ => {}
    }
    number(&cell).map(|n| match n {
        0.0 => Mark::No,
        1.0 => Mark::Yes,
        n => Mark::Much(n),
    })
}

/// A number with a decimal point or comma.
pub(super) fn number(text: &str) -> Option<f64> {
    let text = text.trim();
    let plain = text.bytes().all(|b| b.is_ascii_digit() || b"+-.,eE".contains(&b));
    if !plain || !text.bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    let text = match (text.matches(',').count(), text.contains('.')) {
        (0, _) => text.to_owned(),
        (1, false) => text.replace(',', "."),
        _ => return None,
    };
    text.parse().ok().filter(|n: &f64| n.is_finite())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_of_both_languages_are_known() {
        assert_eq!(column("Från"), Some(Column::From));
        assert_eq!(column("KÄLLA"), Some(Column::From));
        assert_eq!(column("target"), Some(Column::To));
        assert_eq!(column("Aktör 2"), Some(Column::To));
        assert_eq!(column("aktör"), Some(Column::Actor));
        assert_eq!(column("Samverkansforum"), Some(Column::Forum));
        assert_eq!(column("telefon"), None);
    }

    #[test]
    fn kinds_and_marks() {
        assert_eq!(relation("Samarbetar"), Some(Relation::Tie(TieKind::Cooperates)));
        assert_eq!(relation("joint_plan"), Some(Relation::Tie(TieKind::JointPlan)));
        assert_eq!(relation("SIP"), Some(Relation::Tie(TieKind::JointPlan)));
        assert_eq!(relation("membership"), Some(Relation::Seat));
        assert_eq!(relation("hatar"), None);
        assert_eq!(mark(" X "), Some(Mark::Yes));
        assert_eq!(mark("0,5"), Some(Mark::Much(0.5)));
        assert_eq!(mark("?"), None);
        assert_eq!(number("1,234.5"), None);
    }
}
