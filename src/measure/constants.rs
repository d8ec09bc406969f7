//! What the constants are, of coverage and of measures, for those who read a result.

use crate::model::Text;

const SHOWS: [(&str, &str, &str); 25] = [
    (
        "handover",
        "Hur stor del av en vägs kvalitet som är kvar efter varje överlämning",
        "What is left of a route's quality after each handover",
    ),
    (
        "gate",
        "Hur stor del som är kvar efter varje spärr: beslut, remiss, diagnos eller samtycke",
        "What is left after each gate: a decision, referral, diagnosis or consent",
    ),
    (
        "service_strength",
        "Hur stor del av behoven som en insats möter när man når den",
        "The share of needs that a service meets once it is reached",
    ),
    ("p_way_in", "Hur säkert det är att en ingång fungerar", "The chance that a way in works"),
    (
        "p_confirmed",
        "Hur säkert det är att ett samarbete fungerar när båda uppger det",
        "The chance that a tie works when both ends confirm it",
    ),
    (
        "p_one_sided",
        "Hur säkert det är när bara den ena uppger det",
        "The chance that it works when one end claims it",
    ),
    (
        "p_forum",
        "Hur säker vägen är mellan två som bara sitter i samma forum",
        "The chance that a way works where two actors only share a forum",
    ),
    (
        "p_internal",
        "Hur säker vägen är från en enhet till en egen underenhet",
        "The chance that a way works from a unit down to a unit of its own",
    ),
    (
        "gap_below",
        "Är den höga änden lägre än så saknas hjälpen, om inte någon insats tar emot en del av gruppen",
        "A high end below this means that help is missing, unless some service takes part of the group",
    ),
    (
        "named_below",
        "Är den låga änden lägre än så, utan att hjälpen saknas, faller gruppen mellan stolarna",
        "A low end below this where help is not missing: the group falls between the chairs",
    ),
    (
        "max_handovers",
        "Så många överlämningar räknas som mest med",
        "Handovers that count at the most",
    ),
    (
        "meeting_hours",
        "Så många timmar räknas ett möte som när källan inte säger det",
        "Hours that a meeting lasts where the source does not say",
    ),
    (
        "overlap_at_least",
        "Så stor del gemensamma målgrupper gör att två aktörer borde mötas",
        "The share of target groups in common from which two actors ought to meet",
    ),
    ("likely_pairs", "Så många par visas som mest", "Pairs shown at the most"),
    (
        "likely_precision",
        "Väntas en mindre andel av paren stämma visas inga",
        "No pairs are shown when a smaller share is expected to be right",
    ),
    (
        "chance_at_most",
        "Det som slumpen ger minst så ofta räknas inte",
        "What chance gives at least as often does not count",
    ),
    (
        "draws",
        "Så många gånger tas uppgiftslämnare bort för intervallen",
        "How often informants are dropped for the intervals",
    ),
    (
        "drop_share",
        "Så stor del av uppgiftslämnarna tas bort varje gång",
        "The share of informants dropped each time",
    ),
    (
        "low",
        "Så stor del av dragningarna ligger under intervallet",
        "The share of draws below the interval",
    ),
    (
        "high",
        "Så stor del av dragningarna ligger under intervallets övre ände",
        "The share of draws below the interval's upper end",
    ),
    (
        "permutations",
        "Så många gånger blandas grupperna för att se vad slumpen ger",
        "How often groups are shuffled to see what chance gives",
    ),
    (
        "seed",
        "Frö: samma tal ger samma dragningar varje gång",
        "The seed: the same number gives the same draws every time",
    ),
    (
        "damping",
        "PageRank: så stor del av stegen följer ett samarbete",
        "PageRank: the share of steps that follow a tie",
    ),
    ("resolution", "Grupperingar: över 1 blir de mindre", "Communities: above 1 they are smaller"),
    (
        "shared_forums",
        "1: att sitta i samma forum räknas som samarbete; 0: det räknas inte",
        "1: sharing a forum counts as a tie; 0: it does not",
    ),
];

/// What a constant is.
pub fn shows(name: &str) -> Text {
    let known = SHOWS.iter().find(|(known, ..)| *known == name);
    known.map_or_else(|| Text::new(name, name), |&(_, sv, en)| Text::new(sv, en))
}
