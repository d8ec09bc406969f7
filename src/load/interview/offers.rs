//! What a unit offers, as it lists it.

use std::ops::Range;

use super::gates;
use super::heard::{Heard, Named};
use super::stance;
use crate::load::mention::Target;
use crate::model::{Access, Door, Function, Prevention};

/// Something that an answer says the unit offers.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Offer {
    /// Where in the text, in bytes.
    pub(super) span: Range<usize>,
    pub(super) function: Function,
    pub(super) prevention: Option<Prevention>,
    pub(super) groups: Vec<String>,
    pub(super) access: Vec<Door>,
    pub(super) acute: Option<bool>,
}

/// Words for what is done, the surest first; one item does one thing.
const DOES: &[(Function, &[&str], &[&str])] = &[
    (
        Function::TreatPerpetrator,
        &["utövarsamtal", "utövarprogram", "återfalls"],
        &[
            "samtal* för utövare",
            "behandling* för utövare",
            "behandlingsprogram*",
            "behandling* för våldsutöv*",
            "för den som utövar",
            "spår för den som utövar",
            "samtal* med utövare",
            "för våldsutövare",
            "för män som slår",
        ],
    ),
    (
        Function::Protect,
        &[
            "skyddsboende",
            "skyddsplacer",
            "skyddsbedöm",
            "hotbedöm",
            "riskbedöm",
            "kontaktförbud",
            "larmpaket",
            "trygghetslarm",
            "säkrar",
        ],
        &[
            "skyddat boende",
            "akut boende",
            "skyddade boende*",
            "skilja parterna",
            "skiljer parterna",
            "inläggning för skydd",
        ],
    ),
    (
        Function::House,
        &["lägenhet", "träningslägenhet", "jourlägenhet", "boendelösning", "bostad"],
        &["stadigvarande boende", "eget boende"],
    ),
    (
        Function::Investigate,
        &[
            "utred",
            "förhandsbedöm",
            "barnförhör",
            "förhör",
            "spårsäkring",
            "dokumenterar",
            "bevis",
            "anmälan$",
            "orosanmälan$",
        ],
        &[],
    ),
    (
        Function::Ask,
        &["screening", "rutinfråg"],
        &[
            "frågar om våld",
            "ställer frågan",
            "frågor om våld",
            "fråga om våld",
            "frågar alla",
            "frågar på rutin",
            "får frågan",
            "frågar alltid",
            "ställer alltid frågan",
        ],
    ),
    (Function::Detect, &["upptäck", "uppmärksamm"], &["tidig* upptäckt", "hembesök"]),
    (
        Function::Support,
        &[
            "stödsamtal",
            "samtal",
            "rådgivning",
            "stöd$",
            "stöttar",
            "stötta",
            "krissamtal",
            "kris",
            "öppenvård",
            "jourtelefon",
            "chatt",
            "vittnesstöd",
            "stödgrupp",
            "samtalsgrupp",
            "kurator",
            "behandling",
            "terapi",
            "trappan",
            "soffhäng",
            "följer",
            "ledsag",
        ],
        &["följa med"],
    ),
    (Function::Train, &["utbild", "föreläs", "kurs", "handled", "fortbild"], &[]),
    (
        Function::Prevent,
        &[
            "förebygg",
            "kampanj",
            "informationskväll",
            "temakväll",
            "föräldrakväll",
            "workshop",
            "skolbesök",
            "informerar",
            "information",
            "pratar",
        ],
        &["besök i skol*", "ut i åk", "ut i skol*"],
    ),
    (Function::Coordinate, &["samordnar", "samordning", "koordiner"], &[]),
];

/// What the answer offers, item by item: sentences, bullets, and parts between commas that
/// say a thing of their own.
pub(super) fn offers(heard: &Heard, own: &str) -> Vec<Offer> {
    let mut offers: Vec<Offer> = Vec::new();
    let mut acute = None;
    let mut at = 0;
    while at < heard.tokens.len() {
        let item = heard.segment(at);
        at = item.end;
        acute =
            said_acute(heard, &item).or(if starts_line(heard, item.start) { None } else { acute });
        let denied =
            heard.any(&item, &["inget$", "inga$", "ingen$", "inte$", "ej$", "saknar", "saknas"]);
        let of_others = heard.named_in(&item).any(|named| {
            !named.is_group() && named.certain().is_some_and(|target| target.id() != own)
        });
        if denied || of_others {
            continue;
        }
        let Some(function) = function(heard, &item) else { continue };
        let groups = heard.named_in(&item).filter(|n| n.is_group() && !stance::is_denied(heard, n));
        let groups: Vec<String> =
            groups.filter_map(Named::certain).map(|t: &Target| t.id().to_owned()).collect();
        let span = heard.tokens[item.start].span.start..heard.tokens[item.end - 1].span.end;
        let prevention = (acute == Some(false)).then_some(match groups.is_empty() {
            true => Prevention::Universal,
            false => Prevention::Selective,
        });
        offers.push(Offer {
            span,
            function,
            prevention,
            groups,
            access: doors(heard, &item),
            acute: acute.filter(|acute| *acute),
        });
    }
    offers
}

/// The doors that a stretch about the unit itself states.
pub(super) fn doors(heard: &Heard, stretch: &Range<usize>) -> Vec<Door> {
    let mut door: Vec<Access> = gates::gates(heard, stretch);
    door.retain(|access| *access != Access::Consent);
    if heard.any(stretch, &["anonym"]) && !heard.any(stretch, &["konsult", "inte$"]) {
        door.push(Access::Anonymous);
    }
    if door.is_empty() { Vec::new() } else { vec![Door(door)] }
}

fn function(heard: &Heard, item: &Range<usize>) -> Option<Function> {
    DOES.iter()
        .find(|(_, starts, phrases)| heard.says(item, phrases) || heard.any(item, starts))
        .map(|(function, ..)| *function)
}

fn said_acute(heard: &Heard, item: &Range<usize>) -> Option<bool> {
    let acute = heard
        .any(item, &["akut$", "akuta$", "acute", "omgående", "jour", "dygnet", "larm"])
        || heard.says(item, &["samma dag"]);
    let preventive = heard.any(item, &["förebygg", "prevent"]);
    match (acute, preventive) {
        (true, false) => Some(true),
        (false, true) => Some(false),
        _ => None,
    }
}

fn starts_line(heard: &Heard, at: usize) -> bool {
    at == 0 || heard.before(at) == "\n"
}
