//! Why a rule says nothing: that all is well, that the network does not hold what the rule
//! reads, or that nobody was asked. These are different answers.
//!
//! *Invariant*: a rule that was run has findings or a reason, never neither.

use super::{Analysis, Rule, structurally_likely};
use crate::measure::collaboration::{Collaboration, SharedForums};
use crate::model::text::count;
use crate::model::{Network, NetworkKind, Row, Text, Tie, TieKind, TieState};

/// A rule without findings, and why.
#[derive(Clone, Debug, PartialEq)]
pub struct Silence {
    /// The rule's id.
    pub rule: &'static str,
    /// Why it has none, in a sentence or two.
    pub why: Text,
}

/// That a rule is not for this kind of network.
pub(super) fn not_for(network: &Network) -> Text {
    match network.kind {
        Some(NetworkKind::Model) => Text::new(
            "Nätverket är en modell: där finns ingen som kan falla mellan stolarna eller bli tillfrågad, och dess exempel är inga uppgifter om en plats.",
            "The network is a model: nobody in it can fall between the chairs or be asked, and its examples are no facts of a place.",
        ),
        _ => Text::new(
            "Nätverket samlar exempel från många platser: de är inte en helhet som kan ha luckor.",
            "The network gathers examples from many places: they are no whole that could have gaps.",
        ),
    }
}

/// Why a rule that fits the network found nothing.
pub(super) fn why(analysis: &Analysis, rule: &Rule) -> Text {
    let network = analysis.graph.network;
    match rule.id {
        "falls_between" | "never_asked" | "key_actor" | "broken_referral" => {
            of_ways(analysis, rule.id)
        }
        "structurally_likely" => structurally_likely::silent(analysis),
        "silos" => of_silos(analysis),
        "one_sided" | "wished" | "mandated" => of_pairs(network, rule.id),
        _ => of_rows(network, rule.id),
    }
}

/// Rules about ways to help and those who were asked.
fn of_ways(analysis: &Analysis, rule: &str) -> Text {
    let network = analysis.graph.network;
    if rule == "never_asked" {
        let is = |answer| {
            (0..network.actors.len()).filter(|&row| analysis.graph.was_asked(row) == answer).count()
        };
        return match (is(Some(true)), is(Some(false))) {
            (0, 0) => Text::new(
                "Nätverket säger inte om någon aktör har tillfrågats (kolumnen interviewed).",
                "The network does not say of any actor whether it was asked (column interviewed).",
            ),
            (_, 0) => Text::new(
                "Nätverket säger inte om någon aktör att den inte har tillfrågats.",
                "The network says of no actor that it was not asked.",
            ),
            (asked, not) => Text::new(
                format!(
                    "{} tillfrågats, men någon som hör dit eller står över har det ({asked} har svarat).",
                    count(not, "aktör har inte själv", "aktörer har inte själva")
                ),
                format!(
                    "{} not asked, but somebody at or above was, for each ({asked} answered).",
                    count(not, "actor was", "actors were")
                ),
            ),
        };
    }
    let particular = network.groups.iter().filter(|group| group.is_particular()).count();
    if particular == 0 || network.services.is_empty() {
        return Text::new(
            format!(
                "Nätverket har {} som pekar ut någon och {}; regeln behöver båda.",
                count(particular, "målgrupp", "målgrupper"),
                count(network.services.len(), "insats", "insatser")
            ),
            format!(
                "The network has {} somebody out and {}; the rule needs both.",
                count(particular, "target group that singles", "target groups that single"),
                count(network.services.len(), "service", "services")
            ),
        );
    }
    match rule {
        "falls_between" => Text::new(
            "Varje målgrupp når varje slags insats som finns för den, vid namn och på mer än en väg.",
            "Every target group reaches every kind of service there is for it, by name and by more than one way.",
        ),
        "key_actor" => Text::new(
            "Ingen väg till hjälp som källan beskriver hänger på en enda aktör, och inget forum har en känd sammankallande.",
            "No way to help that the source describes hangs on one actor, and no forum has a known convener.",
        ),
        _ => Text::new(
            "Varje enhet som möter eller upptäcker en grupp, och som källan säger hur man når, har en känd väg till hjälp för den, eller så finns ingen hjälp att nå från någon.",
            "Every unit that meets or detects a group, and of which the source says how it is reached, has a known way to help for it, or there is no help to reach from anywhere.",
        ),
    }
}

/// Rules about pairs of actors that somebody names.
fn of_pairs(network: &Network, rule: &str) -> Text {
    let claims = network.ties.iter().filter(|tie| tie.state != Some(TieState::Absent));
    let wished = claims.clone().filter(|tie| tie.kind == Some(TieKind::Wishes)).count();
    let said = claims.filter(|tie| tie.kind != Some(TieKind::Wishes)).count();
    let pairs = network.mandates.iter().filter(|row| row.to.is_some()).count();
    let is_told = |tie: &&Row<Tie>| {
        !tie.claimed_by.is_empty() || tie.claims.iter().any(|claim| claim.interview.is_some())
    };
    let wish = |tie: &&Row<Tie>| tie.kind == Some(TieKind::Wishes);
    let own = network.ties.iter().filter(|tie| is_told(tie) && !wish(tie)).count();
    match (rule, wished, said, pairs) {
        ("wished", 0, _, _) => Text::new(
            "Ingen har önskat ett samarbete med någon bestämd.",
            "Nobody has wished for a tie with anybody in particular.",
        ),
        ("wished", n, _, _) => Text::new(
            format!(
                "De som önskat ett samarbete ({n}) har ett känt i dag, eller hör till samma verksamhet."
            ),
            format!("Those who wished for a tie ({n}) have a known one today, or are of one body."),
        ),
        ("mandated", _, _, 0) if network.mandates.is_empty() => Text::new(
            "Nätverket har inga skyldigheter enligt lag eller plan.",
            "The network holds no duties by law or plan.",
        ),
        ("mandated", _, _, 0) => Text::new(
            format!(
                "Nätverket har {} enligt lag eller plan, men ingen säger med vem.",
                count(network.mandates.len(), "skyldighet", "skyldigheter")
            ),
            format!(
                "The network holds {} by law or plan, but none says with whom.",
                count(network.mandates.len(), "duty", "duties")
            ),
        ),
        ("mandated", _, _, n) => Text::new(
            format!(
                "Lag eller plan nämner {n} par; alla har ett känt samarbete, hör till samma verksamhet eller prövas som åtgärd i planen."
            ),
            format!(
                "Law or plan names {}; all have a known tie, are of one body or are tried as a measure of the plan.",
                count(n, "pair", "pairs")
            ),
        ),
        (_, _, 0, _) => Text::new(
            "Nätverket har inga samarbeten som någon har nämnt.",
            "The network has no ties that anybody named.",
        ),
        (_, _, n, _) => Text::new(
            format!(
                "Av {} är {own} någon bestämds ord. Inget av dem gäller någon som har tillfrågats och inte nämner den som sagt det; den som ingen frågade räknas inte.",
                count(n, "nämnt samarbete", "nämnda samarbeten")
            ),
            format!(
                "Of {} named {own} are the word of somebody in particular. None of them is about anybody who was asked and does not name the one who said so; those whom nobody asked do not count.",
                count(n, "tie", "ties")
            ),
        ),
    }
}

/// Rules that read one or two tables.
fn of_rows(network: &Network, rule: &str) -> Text {
    let (forums, seats) = (network.forums.len(), network.affiliations.len());
    let ends = network.agreements.iter().filter(|row| row.ends.is_some()).count()
        + network.forums.iter().filter(|row| row.ends.is_some()).count();
    match rule {
        "plan_practice" if network.measures.is_empty() => Text::new(
            "Nätverket har ingen plan: inga åtgärder.",
            "The network has no plan: no measures.",
        ),
        "plan_practice" => Text::new(
            "Varje åtgärd som kräver flera har ett forum, och varje grupp som planen nämner har en insats.",
            "Every measure that needs several has a forum, and every group that the plan names has a service.",
        ),
        "shared_group_no_forum" => Text::new(
            "Inga två aktörer som källan säger arbetar med samma grupp saknar ett forum eller samarbete.",
            "No two actors that the source says work with the same group lack a forum or a tie.",
        ),
        "ending" if ends == 0 => Text::new(
            "Källan säger inte när någon överenskommelse eller något forum slutar.",
            "The source says of no agreement or forum when it ends.",
        ),
        "ending" => Text::new(
            "Inget av det som har ett slut hör hit: datumen går inte att läsa, eller så är de borta.",
            "Nothing that has an end belongs here: dates cannot be read.",
        ),
        "overlapping_forums" => Text::new(
            format!(
                "Av {forums} forum med {} delar inga två så många medlemmar att de kan vara dubbla.",
                count(seats, "känd plats", "kända platser")
            ),
            format!(
                "Of {} with {} no two share so many members that they may be double.",
                count(forums, "forum", "forums"),
                count(seats, "known seat", "known seats")
            ),
        ),
        "duplicates" => Text::new(
            "Inga två namn är så lika att någon behöver avgöra om de är samma.",
            "No two names are so alike that somebody needs to decide whether they are the same.",
        ),
        "chain_of_command" => Text::new("Nätverket har inga forum.", "The network has no forums."),
        _ => Text::new("Regeln fann inget.", "The rule found nothing."),
    }
}

fn of_silos(analysis: &Analysis) -> Text {
    let ties = Collaboration::new(analysis.graph, SharedForums::AreNot).pairs.len();
    super::silos::too_few(ties).unwrap_or_else(|| {
        Text::new(
            "Ingen sektor eller huvudman håller sig mer till de egna än slumpen kan ge, och samarbetena bildar inga grupper över gränserna.",
            "No sector or principal keeps to its own more than chance may give, and ties form no groups across the lines.",
        )
    })
}
