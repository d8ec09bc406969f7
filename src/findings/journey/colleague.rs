//! A professional's ways on in sentences: whom she can call, and on which basis.

use super::steps::{actor, basis, service};
use super::{is_help, who};
use crate::findings::explain::{self, noun};
use crate::measure::dead_end::Reason;
use crate::measure::persona::{Colleague, Consult, Contact, Rest};
use crate::measure::routes::Route;
use crate::measure::view::View;
use crate::model::text::{Word, count, list};
use crate::model::{Function, Lang, Network, Text, TieStatus};

/// What a contact rests on, in a sentence.
pub fn contact(view: &View, rest: Rest) -> Text {
    let network = view.terrain.graph.network;
    match rest {
        Rest::SendsTo(i) | Rest::SentFrom(i) => {
            let row = &network.referrals[i];
            let what = [row.channel.as_deref(), row.condition.as_deref()];
            let what: Vec<&str> = what.into_iter().flatten().collect();
            let aside =
                if what.is_empty() { String::new() } else { format!(" ({})", what.join("; ")) };
            let said = if matches!(rest, Rest::SendsTo(_)) {
                Text::new(
                    format!("dit hänvisas människor{aside}"),
                    format!("people are referred there{aside}"),
                )
            } else {
                Text::new(
                    format!("därifrån hänvisas människor hit{aside}"),
                    format!("people are referred from there{aside}"),
                )
            };
            let on = row.basis.map(|_| basis(row.basis, who(view.group)));
            match on {
                Some(on) => {
                    Text::new(format!("{}. {}", said.sv, on.sv), format!("{}. {}", said.en, on.en))
                }
                None => said,
            }
        }
        Rest::Tie(i, status) => {
            let row = &network.ties[i];
            let kind = row.kind.map(|kind| kind.label()).unwrap_or_default();
            let about = row.about.as_deref().map(|about| format!(": {about}")).unwrap_or_default();
            let status = status.label();
            Text::new(
                format!("{}{about} ({})", kind.sv, status.sv),
                format!("{}{about} ({})", kind.en, status.en),
            )
        }
        Rest::Forum(i) => {
            let row = &network.forums[i];
            Text::new(format!("möts i {}", row.name), format!("both in {}", row.name))
        }
    }
}

/// Where she can ask without telling who the person is.
pub fn consult(view: &View, consult: Consult) -> Text {
    let network = view.terrain.graph.network;
    match consult {
        Consult::Deidentified(i) => {
            let row = &network.referrals[i];
            let to = network.name_of(row.to.as_str());
            let how = row.condition.as_deref().or(row.channel.as_deref());
            let how = how.map(|how| format!(" ({how})")).unwrap_or_default();
            Text::new(
                format!("{to} tar upp saken utan namn{how}."),
                format!("{to} takes the case up without names{how}."),
            )
        }
        Consult::Consults(i) => {
            let to = network.name_of(network.ties[i].to.as_str());
            Text::new(
                format!("{to} brukar rådfrågas; fråga utan att säga vem det gäller."),
                format!("{to} is usually consulted; ask without saying whom it concerns."),
            )
        }
        Consult::Anonymous(i) => {
            let name = service(network, i);
            Text::new(
                format!("{} går att nå anonymt.", name.sv),
                format!("{} can be reached anonymously.", name.en),
            )
        }
    }
}

/// The way on to a function, in a sentence.
pub fn way_on(network: &Network, function: Function, way: &Result<Route, Option<Reason>>) -> Text {
    let goal = noun(function);
    match way {
        Ok(route) => {
            let name = service(network, route.service);
            let handovers = route.states.last().map_or(0, |state| state.handovers);
            let far = match handovers {
                0 => Text::new("i den egna verksamheten", "within the own unit"),
                1 => Text::new("en överlämning bort", "one handover away"),
                n => Text::new(format!("{n} överlämningar bort"), format!("{n} handovers away")),
            };
            Text::new(
                format!("{}: {}, {}.", goal.sv, name.sv, far.sv),
                format!("{}: {}, {}.", goal.en, name.en, far.en),
            )
        }
        Err(reason) => {
            let why = stops(reason.unwrap_or(Reason::NoWayOn));
            Text::new(format!("{}: {}.", goal.sv, why.sv), format!("{}: {}.", goal.en, why.en))
        }
    }
}

/// The whole in a few lines.
pub fn summary(view: &View, colleague: &Colleague) -> Vec<Text> {
    let network = view.terrain.graph.network;
    let name = actor(network, colleague.actor);
    let mut lines = vec![can_call(network, colleague), asked(view, colleague)];
    if colleague.consult.is_empty() {
        lines.push(Text::new(
            "Källan nämner ingen som går att fråga utan att säga vem det gäller.",
            "The source names nobody who can be asked without saying whom it concerns.",
        ));
    } else {
        let said = |lang: Lang| {
            let all: Vec<String> = colleague
                .consult
                .iter()
                .map(|one| consult(view, *one).get(lang).trim_end_matches('.').to_owned())
                .collect();
            all.join("; ")
        };
        lines.push(Text::new(
            format!("Utan att säga vem det gäller: {}.", said(Lang::Sv)),
            format!("Without saying whom it concerns: {}.", said(Lang::En)),
        ));
    }
    lines.extend(ways_on(network, colleague));
    lines.retain(|line| !line.sv.is_empty() && !name.is_empty());
    lines
}

/// The ways on to help; kinds of help that stop for the same reason share a line.
fn ways_on(network: &Network, colleague: &Colleague) -> Vec<Text> {
    let help = || colleague.ways_on.iter().filter(|(function, _)| is_help(*function));
    let open = help().filter(|(_, way)| way.is_ok());
    let mut lines: Vec<Text> =
        open.map(|(function, way)| way_on(network, *function, way)).collect();
    let reason = |way: &Result<Route, Option<Reason>>| {
        way.as_ref().err().map(|reason| reason.unwrap_or(Reason::NoWayOn))
    };
    for wanted in Reason::ALL {
        let shut: Vec<Function> = help()
            .filter(|(_, way)| reason(way) == Some(*wanted))
            .map(|(function, _)| *function)
            .collect();
        if shut.is_empty() {
            continue;
        }
        let kinds = |lang: Lang| {
            let words = shut.iter().map(|function| noun(*function).get(lang).to_lowercase());
            explain::capital(&list(&words.collect::<Vec<_>>(), lang))
        };
        let why = stops(*wanted);
        lines.push(Text::new(
            format!("{}: {}.", kinds(Lang::Sv), why.sv),
            format!("{}: {}.", kinds(Lang::En), why.en),
        ));
    }
    lines
}

/// Why kinds of help are not reached.
fn stops(reason: Reason) -> Text {
    match reason {
        Reason::NoWayOn => {
            Text::new("källan nämner ingen väg dit", "the source names no way there")
        }
        Reason::ClosedGate => Text::new(
            "det kräver ett beslut som ingen på vägen kan ge",
            "it asks for a decision that nobody on the way can take",
        ),
        Reason::TooManyHandovers => Text::new("för många överlämningar", "too many handovers"),
        Reason::NotAdmitted => Text::new(
            "vägen slutar vid insatser som är till för andra",
            "the way ends at services that are for others",
        ),
        Reason::Loop => Text::new("vägarna går runt", "the ways go round in a circle"),
    }
}

/// Whom she can call: those one is sent to, and those one works with.
fn can_call(network: &Network, colleague: &Colleague) -> Text {
    let name = actor(network, colleague.actor);
    let close = |rest: &Rest| match rest {
        Rest::SendsTo(_) => true,
        // That others send people here is no number to call.
        Rest::SentFrom(_) | Rest::Forum(_) => false,
        Rest::Tie(i, status) => {
            !matches!(status, TieStatus::Wished | TieStatus::Absent)
                && network.ties[*i].kind.is_some_and(|kind| kind.is_casework())
        }
    };
    let of = |keep: &dyn Fn(&Rest) -> bool| -> Vec<&str> {
        let all = colleague.contacts.iter().filter(|contact| contact.rests_on.iter().any(keep));
        all.map(|contact| actor(network, contact.actor)).collect()
    };
    let (near, all) = (of(&close), of(&|_| true));
    let meets = |contact: &&Contact| contact.rests_on.iter().any(|r| matches!(r, Rest::Forum(_)));
    match (near.as_slice(), colleague.contacts.iter().filter(meets).count()) {
        ([], 0) if !all.is_empty() => Text::new(
            format!(
                "Källan nämner ingen som {name} kan vända sig till. Hit hänvisar {}.",
                explain::first_few(&all, 6, Lang::Sv)
            ),
            format!(
                "The source names nobody whom {name} can turn to. People are referred here by {}.",
                explain::first_few(&all, 6, Lang::En)
            ),
        ),
        ([], 0) => Text::new(
            format!("Källan nämner ingen som {name} har kontakt med."),
            format!("The source names nobody whom {name} is in touch with."),
        ),
        ([], n) => {
            let forums = forums(network, colleague);
            Text::new(
                format!(
                    "Källan nämner ingen som {name} arbetar med kring enskilda. {} möter den i forum ({}).",
                    count(n, "annan", "andra"),
                    list(&forums, Lang::Sv)
                ),
                format!(
                    "The source names nobody with whom {name} works on cases. {} in forums ({}).",
                    count(n, "other meets it", "others meet it"),
                    list(&forums, Lang::En)
                ),
            )
        }
        (near, _) => Text::new(
            format!("{name} kan vända sig till {}.", explain::first_few(near, 6, Lang::Sv)),
            format!("{name} can turn to {}.", explain::first_few(near, 6, Lang::En)),
        ),
    }
}

fn forums<'n>(network: &'n Network, colleague: &Colleague) -> Vec<&'n str> {
    let rests = colleague.contacts.iter().flat_map(|contact| &contact.rests_on);
    let mut names: Vec<&str> = rests
        .filter_map(|rest| match rest {
            Rest::Forum(i) => Some(network.forums[*i].name.as_str()),
            _ => None,
        })
        .collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// Nobody asked is never no tie.
fn asked(view: &View, colleague: &Colleague) -> Text {
    let graph = view.terrain.graph;
    let name = actor(graph.network, colleague.actor);
    match graph.was_asked(colleague.actor) {
        Some(true) => Text::default(),
        Some(false) => Text::new(
            format!(
                "Ingen från {name} har tillfrågats: det kan finnas kontakter som ingen har berättat om."
            ),
            format!("Nobody from {name} was asked: there may be contacts that nobody has told of."),
        ),
        None => Text::new(
            format!("Det framgår inte om någon från {name} har tillfrågats."),
            format!("It is not known whether anybody from {name} was asked."),
        ),
    }
}
