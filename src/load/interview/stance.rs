//! Stance: what an answer says of something it names: that it is so, that it is not, or
//! that somebody wishes it were.

use super::heard::{Heard, Named, starts_with};

/// Words that deny.
const NOT: &[&str] = &[
    "ingenting$",
    "inte$",
    "ej$",
    "ingen$",
    "inga$",
    "inget$",
    "aldrig$",
    "icke$",
    "nej$",
    "not$",
    "no$",
];

/// Words behind "inte" that make it less than a denial.
const YET: &[&str] = &[
    "bara$",
    "minst$",
    "alltid$",
    "sällan$",
    "enbart$",
    "endast$",
    "tillräckligt",
    "så$",
    "vi$",
    "jag$",
    "helt$",
    "lika$",
    "only$",
];

/// Words for working together.
const TOGETHER: &[&str] = &[
    "samarb",
    "samverk",
    "kontakt",
    "samordn",
    "ihop$",
    "tillsammans$",
    "nätverk",
    "dialog",
    "samråd",
    "utbyte",
    "collaborat",
    "working",
    "works$",
    "work$",
    "together$",
    "cooperat",
];

/// Words that wish.
const WISH: &[&str] = &[
    "vill$",
    "vilja$",
    "önska",
    "önskemål",
    "drömm",
    "hoppas",
    "borde$",
    "gärna$",
    "efterlys",
    "behöv",
    "saknar$",
    "saknas$",
    "wish",
    "want",
    "would$",
];

/// Words that wish for working together by themselves.
const WISH_TOGETHER: &[&str] = &[
    "samarb",
    "samverk",
    "möte$",
    "möten",
    "träff",
    "dialog",
    "kanal",
    "ingång",
    "kontaktperson",
    "koppling",
    "samlokal",
    "samråd",
    "nätverk",
    "kontakt",
    "ihop$",
    "tillsammans$",
    "rutin",
    "överenskomm",
    "avtal",
    "together$",
    "working",
    "cooperat",
];

/// What is said of a mention.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stance {
    /// It is so.
    So,
    /// It is denied.
    Denied,
    /// It is wished for.
    Wished,
}

/// Whether people are said to work together in a stretch.
pub(super) fn is_together(heard: &Heard, named: &Named) -> bool {
    heard.any(&heard.clause(named.first), TOGETHER)
}

/// What an answer says of a mention, by the words of its clause.
///
/// A denial holds for what follows it within the clause, and for what stands before the
/// verb when the clause is turned round: *kriminalvården har vi inget samarbete med*. A
/// wish needs a word of wishing and one of working together in the same clause.
pub(super) fn stance(heard: &Heard, named: &Named) -> Stance {
    let clause = heard.clause(named.first);
    if heard.any(&clause, WISH) && heard.any(&clause, WISH_TOGETHER) && !is_denied(heard, named) {
        return Stance::Wished;
    }
    if is_denied(heard, named) { Stance::Denied } else { Stance::So }
}

/// Whether a denial reaches a mention.
pub(super) fn is_denied(heard: &Heard, named: &Named) -> bool {
    let clause = heard.clause(named.first);
    let sentence = heard.sentence(named.first);
    let denials = clause.clone().filter(|&i| is_denial(heard, i));
    for at in denials {
        if at < named.first {
            // "inte X utan Y": what follows "utan" holds.
            let turned = heard.phrase(&(at..named.first), "utan").is_some();
            // "… fungerar inte, polisen ringer vi": the denial ended at the comma when
            // another verb has come.
            if !turned && reaches(heard, at, named.first) {
                return true;
            }
        } else if is_turned_round(heard, named, at) {
            return true;
        }
    }
    // "Strandängets däremot inte, det har aldrig blivit av"
    let mut next = named.last + 1;
    while matches!(heard.word(next), "däremot" | "tyvärr" | "dock" | "då") {
        next += 1;
    }
    let ends = |at: usize| matches!(heard.word(at), "" | "," | "." | ";" | "!" | "\n" | "alls");
    if next < sentence.end && is_denial(heard, next) && ends(next + 1) {
        return true;
    }
    // "BUP borde vi ha, men det har vi inte"
    let rest = clause.end..sentence.end;
    let turns = matches!(heard.word(rest.start), "men" | "fast")
        && matches!(heard.word(rest.start + 1), "det" | "den")
        && heard.any(&rest, &["har$", "gör$", "finns$"])
        && rest.clone().any(|i| is_denial_of_us(heard, i))
        && heard.named_in(&rest).all(Named::is_group);
    if turns {
        return true;
    }
    // "Försäkringskassan: nej" and "Arbetsförmedlingen: inte heller".
    let colon = named.last + 1;
    heard.word(colon) == ":" && colon + 1 < sentence.end && is_denial(heard, colon + 1)
}

fn is_denial(heard: &Heard, at: usize) -> bool {
    starts_with(heard.word(at), NOT)
        && !(starts_with(heard.word(at), &["inte$", "ej$"]) && starts_with(heard.word(at + 1), YET))
}

/// A denial in a clause that sums up: *det har inte vi* counts, too.
fn is_denial_of_us(heard: &Heard, at: usize) -> bool {
    starts_with(heard.word(at), NOT)
}

/// Whether a denial is still in force at a later word: no finite verb of a new statement
/// stands behind a comma between them.
fn reaches(heard: &Heard, denial: usize, at: usize) -> bool {
    let between = denial..at;
    let comma = between.clone().rev().find(|&i| heard.word(i) == ",");
    comma.is_none_or(|comma| {
        !heard.any(
            &(comma..at),
            &["har$", "är$", "finns$", "samarbetar", "träffar", "ses$", "ringer", "möter"],
        )
    })
}

/// *X har vi inget samarbete med*, *X arbetar vi inte med*: the mention stands first, then
/// a verb, then the denial, and a word of working together or "med" ends it.
fn is_turned_round(heard: &Heard, named: &Named, denial: usize) -> bool {
    let clause = heard.clause(named.first);
    let between = named.last + 1..denial;
    let verb = heard.any(
        &between,
        &[
            "har$",
            "finns$",
            "är$",
            "arbetar",
            "jobbar",
            "samarbetar",
            "samverkar",
            "träffar",
            "tar$",
            "ingår",
            "möter",
            "vänder",
            "hör$",
            "känner",
        ],
    );
    let behind = denial..clause.end;
    let meant = heard.any(&behind, TOGETHER)
        || heard.any(&behind, &["med$", "emot$", "ingår", "uppdrag", "målgrupp", "i$"])
        || heard.any(&between, &["ingår", "samarbetar", "samverkar"]);
    let subject = heard.before(named.first);
    verb && meant && !matches!(subject, "att" | "om")
}
