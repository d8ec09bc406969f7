//! A route told step by step, as a journey.

use super::{Calls, Who, who};
use crate::findings::explain::{self, capital};
use crate::measure::routes::Route;
use crate::measure::terrain::Via;
use crate::measure::view::{How, View, WayIn};
use crate::measure::walk::Step;
use crate::model::text::Word;
use crate::model::{Access, Basis, Function, Network, Status, Text};

/// How a sentence starts that says that the source gives no basis.
const SILENT: &str = "Källan säger inte på vilken grund";

/// One step told.
#[derive(Clone, Debug, PartialEq)]
pub struct Told {
    /// What happens.
    pub text: Text,
    /// What information may be shared and on which basis; only for handovers.
    pub share: Option<Text>,
}

impl Told {
    fn plain(text: Text) -> Self {
        Self { text, share: None }
    }
}

/// A route as a journey: one entry for each state of it, and one for the service.
pub fn told(view: &View, route: &Route) -> Vec<Told> {
    let network = view.terrain.graph.network;
    let who = who(view.group);
    let mut steps: Vec<Told> = Vec::new();
    let mut from: Option<usize> = None;
    for state in &route.states {
        let step = match state.step {
            Step::WayIn(way) => Told::plain(way_in(network, way, who)),
            Step::Handover(via, _) => {
                handover(network, via, from.unwrap_or(state.actor), state.actor, who)
            }
            Step::Gate(status, service) => Told::plain(granted(network, status, service)),
            Step::Consent if view.group.conditions.iter().any(|c| c == "child") => {
                Told::plain(Text::new(
                    format!(
                        "{} eller den som har vårdnaden ger sitt samtycke.",
                        capital(who.acts.0)
                    ),
                    format!("{} or a guardian consents.", capital(who.acts.1)),
                ))
            }
            Step::Consent => Told::plain(Text::new(
                format!("{} ger sitt samtycke.", capital(who.acts.0)),
                format!("{} consents.", capital(who.acts.1)),
            )),
        };
        steps.push(step);
        from = Some(state.actor);
    }
    steps.push(Told::plain(arrived(view, route, who)));
    steps
}

fn way_in(network: &Network, way: WayIn, who: Who) -> Text {
    let actor = &network.actors[way.actor].name;
    let ((she, she_en), (her, her_en)) = (who.acts, who.is_done_to);
    let (she_calls, she_calls_en) = match who.calls {
        Calls::Herself => {
            (format!("{} tar själv", capital(she)), format!("{} contacts", capital(she_en)))
        }
        Calls::AnAdult => ("En vuxen tar".to_owned(), "An adult contacts".to_owned()),
    };
    let (she_comes, she_comes_en) = match who.calls {
        Calls::Herself => (capital(she), capital(she_en)),
        Calls::AnAdult => {
            (format!("{} och en vuxen", capital(she)), format!("{} and an adult", capital(she_en)))
        }
    };
    let verbs = match who.calls {
        Calls::Herself => ("goes", "comes"),
        Calls::AnAdult => ("go", "come"),
    };
    let service = way.row.and_then(|row| network.services.get(row));
    let has = |access: Access| {
        service.is_some_and(|service| service.access.iter().any(|door| door.0.contains(&access)))
    };
    match way.how {
        How::OwnContact if has(Access::Anonymous) => Text::new(
            format!("{she_calls} kontakt med {actor}; det går att vara anonym."),
            format!("{she_calls_en} {actor}; one may stay anonymous."),
        ),
        How::OwnContact if has(Access::Open) => Text::new(
            format!("{she_comes} går till {actor}, som är öppen för alla."),
            format!("{she_comes_en} {} to {actor}, which is open to all.", verbs.0),
        ),
        How::OwnContact => Text::new(
            format!("{she_calls} kontakt med {actor}."),
            format!("{she_calls_en} {actor}."),
        ),
        How::Referral => {
            let row = way.row.and_then(|row| network.referrals.get(row));
            let aside = row.map(|row| bracket(row.channel.as_deref(), row.condition.as_deref()));
            let aside = aside.unwrap_or_default();
            Text::new(
                format!("{she_calls} kontakt med {actor}{aside}."),
                format!("{she_calls_en} {actor}{aside}."),
            )
        }
        How::Outreach => {
            let name = service.map_or("", |service| service.name.as_str());
            Text::new(
                format!("{actor} söker upp {her} ({name})."),
                format!("{actor} seeks {her_en} out ({name})."),
            )
        }
        How::Meets => Text::new(
            format!("{actor} möter {her} i sitt arbete."),
            format!("{actor} meets {her_en} in its work."),
        ),
        How::Unstated => Text::new(
            format!("{she_comes} kommer till {actor}; källan säger inte hur."),
            format!("{she_comes_en} {} to {actor}; the source does not say how.", verbs.1),
        ),
    }
}

fn bracket(channel: Option<&str>, condition: Option<&str>) -> String {
    match (channel, condition) {
        (None, None) => String::new(),
        (Some(one), None) | (None, Some(one)) => format!(" ({one})"),
        (Some(channel), Some(condition)) if condition.contains(channel) => {
            format!(" ({condition})")
        }
        (Some(channel), Some(condition)) => format!(" ({channel}; {condition})"),
    }
}

fn handover(network: &Network, via: Via, from: usize, to: usize, who: Who) -> Told {
    let (from, to) = (&network.actors[from].name, &network.actors[to].name);
    let ((her, her_en), (hers, hers_en)) = (who.is_done_to, who.owns);
    match via {
        Via::Referral(i) => {
            let row = &network.referrals[i];
            let aside = bracket(row.channel.as_deref(), row.condition.as_deref());
            Told {
                text: Text::new(
                    format!("{from} hänvisar {her} till {to}{aside}."),
                    format!("{from} refers {her_en} to {to}{aside}."),
                ),
                share: Some(basis(row.basis, who)),
            }
        }
        Via::Tie(i) => {
            let kind = network.ties[i].kind.map(|kind| kind.label()).unwrap_or_default();
            Told {
                text: Text::new(
                    format!(
                        "{from} tar hjälp av {to}, som källan säger att de arbetar ihop med ({}).",
                        kind.sv
                    ),
                    format!(
                        "{from} turns to {to}, with whom the source says they work ({}).",
                        kind.en
                    ),
                ),
                share: Some(basis(None, who)),
            }
        }
        Via::Forum(i) => {
            let forum = &network.forums[i].name;
            Told {
                text: Text::new(
                    format!(
                        "{from} och {to} möts i {forum}; om {hers} sak tas upp där är inte sagt."
                    ),
                    format!(
                        "{from} and {to} meet in {forum}; whether {hers_en} case is raised there is not said."
                    ),
                ),
                share: Some(basis(None, who)),
            }
        }
        Via::Internal => Told {
            text: Text::new(
                format!("{from} lämnar över till {to}, som hör till samma verksamhet."),
                format!("{from} hands over to {to}, a unit of its own."),
            ),
            share: None,
        },
    }
}

/// On which basis information may be shared, as far as the source says.
pub(super) fn basis(basis: Option<Basis>, who: Who) -> Text {
    let ((she, she_en), (her, her_en)) = (who.acts, who.is_done_to);
    match basis {
        Some(Basis::Consent) => Text::new(
            format!("Uppgifter om {her} lämnas om {she} samtycker."),
            format!("Information about {her_en} is shared if {she_en} consents."),
        ),
        Some(Basis::Deidentified) => Text::new(
            format!("Saken tas upp utan att säga vem {she} är."),
            format!("The case is raised without saying who {she_en} is."),
        ),
        Some(Basis::DutyToReport) => Text::new(
            "Uppgifter lämnas därför att det finns en skyldighet att anmäla.",
            "Information is shared because there is a duty to report.",
        ),
        Some(Basis::None) => Text::new(
            format!(
                "Källan säger att det inte finns någon grund för att lämna uppgifter om {her}."
            ),
            format!(
                "The source says that there is no basis for sharing information about {her_en}."
            ),
        ),
        None => Text::new(
            format!("{SILENT} uppgifter om {her} får lämnas."),
            format!(
                "The source does not say on which basis information about {her_en} may be shared."
            ),
        ),
    }
}

/// Whether a text says that the source gives no basis.
pub fn is_silent(share: &Text) -> bool {
    share.sv.starts_with(SILENT)
}

fn granted(network: &Network, status: Status, service: usize) -> Text {
    let service = &network.services[service];
    let actor = network.name_of(service.actor.as_str());
    let (sv, en) = match status {
        Status::Decision => ("fattar beslut", "decides"),
        Status::Referral => ("skriver remiss", "writes a referral"),
        Status::Diagnosis => ("ställer diagnos", "makes a diagnosis"),
        Status::Consent => ("tar emot samtycke", "takes the consent"),
    };
    let name = &service.name;
    Text::new(format!("{actor} {sv} ({name})."), format!("{actor} {en} ({name})."))
}

fn arrived(view: &View, route: &Route, who: Who) -> Text {
    let network = view.terrain.graph.network;
    let service = &network.services[route.service];
    let name = &service.name;
    let actor = network.name_of(service.actor.as_str());
    let (her, her_en) = who.is_done_to;
    let (sv, en) = match service.function {
        Some(Function::Protect) => {
            (format!("{actor} skyddar {her}"), format!("{actor} protects {her_en}"))
        }
        Some(Function::Support) => {
            (format!("{actor} ger {her} stöd"), format!("{actor} supports {her_en}"))
        }
        Some(Function::House) => {
            (format!("{actor} ger {her} boende"), format!("{actor} houses {her_en}"))
        }
        Some(Function::Investigate) => {
            (format!("{actor} utreder"), format!("{actor} investigates"))
        }
        Some(Function::TreatPerpetrator) => {
            (format!("{actor} ger {her} behandling"), format!("{actor} treats {her_en}"))
        }
        Some(Function::Ask) => (
            format!("{actor} frågar {her} om våld"),
            format!("{actor} asks {her_en} about violence"),
        ),
        Some(Function::Detect) => {
            (format!("{actor} kan upptäcka våldet"), format!("{actor} may detect the violence"))
        }
        _ => (format!("{actor} tar emot {her}"), format!("{actor} admits {her_en}")),
    };
    let end = Text::new(format!("{sv}: {name}."), format!("{en}: {name}."));
    if route.names {
        return end;
    }
    if view.partly[route.service] {
        return end.and(Text::new(
            "Men insatsen tar bara emot en del, efter ålder eller kön.",
            "But the service takes only some, by age or sex.",
        ));
    }
    end.and(Text::new(
        format!("Men källan säger inte att insatsen är till för {her}."),
        format!("But the source does not say that the service is for {her_en}."),
    ))
}

/// The name of an actor with the way in behind it.
pub(super) fn actor(network: &Network, row: usize) -> &str {
    network.actors.get(row).map_or("", |actor| actor.name.as_str())
}

/// A forum or service as a reader meets it.
pub(super) fn service(network: &Network, row: usize) -> Text {
    let name = |lang| explain::services(network, &[row], lang);
    Text::new(name(crate::model::Lang::Sv), name(crate::model::Lang::En))
}
