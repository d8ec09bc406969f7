//! One person's journey in sentences: who she is, what is open, what stops and why.
//!
//! *Invariant*: what the source does not say is told as not said; a service that does
//! not shut her out is never told as being for her.

mod colleague;
mod steps;
mod who;

pub use colleague::{consult, contact, summary as colleague_summary, way_on};
pub use steps::{Told, is_silent, told};
pub use who::{Calls, Who, name, who};

use super::explain::{self, Hole, noun};
use crate::measure::coverage::Class;
use crate::measure::persona::{Arrival, Gate, Journey, Outcome, Trait, Walks, unseen};
use crate::measure::view::{How, View};
use crate::model::condition::label;
use crate::model::text::{Word, list};
use crate::model::{Function, Lang, Network, NetworkKind, Status, Text};

fn counted(n: usize, one: (&str, &str), more: (&str, &str)) -> Text {
    match n {
        1 => Text::new(format!("1 {}", one.0), format!("1 {}", one.1)),
        _ => Text::new(format!("{n} {}", more.0), format!("{n} {}", more.1)),
    }
}

/// Rows of services of a function that name the person although no way leads there.
fn named_in_vain(view: &View, journey: &Journey) -> Vec<usize> {
    let Some(cell) = &journey.cell else { return Vec::new() };
    let services = view.terrain.graph.network.services.iter().enumerate();
    services
        .filter(|(s, service)| service.function == Some(journey.function) && view.names[*s])
        .map(|(s, _)| s)
        .filter(|s| !cell.named.contains(s) && !cell.unstated.contains(s))
        .collect()
}

/// How many services of a function do not shut the person out.
fn not_shut(view: &View, function: Function) -> usize {
    let services = view.terrain.graph.network.services.iter().enumerate();
    services.filter(|(s, service)| service.function == Some(function) && view.admits[*s]).count()
}

/// What is missing for the person, if anything.
pub fn hole(view: &View, journey: &Journey) -> Option<Hole> {
    explain::hole(journey.cell.as_ref()?, not_shut(view, journey.function))
}

/// What a function gives, within a sentence.
fn given(function: Function) -> Text {
    match function {
        Function::TreatPerpetrator => Text::new("behandling", "treatment"),
        other => {
            let noun = noun(other);
            Text::new(noun.sv.to_lowercase(), noun.en.to_lowercase())
        }
    }
}

/// One line on one function.
pub fn headline(view: &View, journey: &Journey) -> Text {
    let network = view.terrain.graph.network;
    let noun = noun(journey.function);
    let who = who(view.group);
    let (her, her_en) = who.is_done_to;
    let (she, she_en) = who.acts;
    let Some(cell) = &journey.cell else {
        return Text::new(
            format!("{}: frågan gäller inte {her}.", noun.sv),
            format!("{}: the question does not apply to {her_en}.", noun.en),
        );
    };
    let names = |rows: &[usize], lang| explain::services(network, rows, lang);
    let in_vain = named_in_vain(view, journey);
    let stated = |rows: &[usize]| rows.iter().filter(|s| !cell.unstated.contains(s)).count();
    let (open, some) = (stated(&cell.whole()), stated(&cell.partly));
    let (sv, en) = if !cell.named.is_empty() {
        let verb = (names(&cell.named, Lang::Sv), names(&cell.named, Lang::En));
        (format!("{} är till för {her}", verb.0), format!("{} names {her_en}", verb.1))
    } else if !cell.unstated.is_empty() {
        (
            format!(
                "{} är till för {her}, men källan säger inte hur {she} kommer dit",
                names(&cell.unstated, Lang::Sv)
            ),
            format!(
                "{} names {her_en}, but the source does not say how {she_en} comes there",
                names(&cell.unstated, Lang::En)
            ),
        )
    } else if !in_vain.is_empty() {
        (
            format!("{} är till för {her}, men ingen väg leder dit", names(&in_vain, Lang::Sv)),
            format!("{} names {her_en}, but no way leads there", names(&in_vain, Lang::En)),
        )
    } else if open > 0 {
        (
            format!("ingen insats nämner {her}; {open} kan ta emot"),
            format!("no service names {her_en}; {open} may admit {her_en}"),
        )
    } else if some > 0 {
        (
            "ingen insats tar emot alla i samma läge".to_owned(),
            "no service admits everybody in the same situation".to_owned(),
        )
    } else if not_shut(view, journey.function) > 0 {
        (
            format!("ingen insats nämner {her}, och ingen väg leder till dem som kunde ta emot"),
            format!(
                "no service names {her_en}, and no way leads to those that might admit {her_en}"
            ),
        )
    } else {
        (format!("ingen insats tar emot {her}"), format!("no service admits {her_en}"))
    };
    Text::new(format!("{}: {sv}.", noun.sv), format!("{}: {en}.", noun.en))
        .and(others_open(journey, open, who))
        .and(for_some(some))
        .and(hangs(network, journey))
}

/// How many may admit her beside those that are for her.
fn others_open(journey: &Journey, open: usize, who: Who) -> Text {
    let Some(cell) = &journey.cell else { return Text::default() };
    let others = open.saturating_sub(cell.named.len());
    if others == 0 || (cell.named.is_empty() && cell.unstated.is_empty()) {
        return Text::default();
    }
    let said = counted(others, ("annan insats", "other"), ("andra insatser", "others"));
    Text::new(
        format!("{} stänger {} inte ute.", explain::capital(&said.sv), who.is_done_to.0),
        format!("{} would not shut {} out.", explain::capital(&said.en), who.is_done_to.1),
    )
}

/// How many take only some of those who are as she is described.
fn for_some(some: usize) -> Text {
    if some == 0 {
        return Text::default();
    }
    let said = counted(some, ("insats tar", "service takes"), ("insatser tar", "services take"));
    Text::new(
        format!("{} bara emot en del, efter ålder eller kön.", explain::capital(&said.sv)),
        format!("{} only some, by age or sex.", explain::capital(&said.en)),
    )
}

/// Whom everything hangs on.
fn hangs(network: &Network, journey: &Journey) -> Text {
    let Some(cell) = &journey.cell else { return Text::default() };
    if cell.class != Class::Fragile || cell.hinges_on.is_empty() {
        return Text::default();
    }
    let on = |lang| explain::actors(network, &cell.hinges_on, lang);
    Text::new(
        format!("Allt hänger på {}.", on(Lang::Sv)),
        format!("Everything hangs on {}.", on(Lang::En)),
    )
}

/// What is missing for a function, in a sentence; empty where nothing is.
pub fn missing(view: &View, journey: &Journey) -> Text {
    let goal = given(journey.function);
    let (goal, goal_en) = (goal.sv, goal.en);
    let (her, her_en) = who(view.group).is_done_to;
    let class = journey.cell.as_ref().map(|cell| (cell.class, cell.asked));
    let said = match hole(view, journey) {
        None => return Text::default(),
        Some(Hole::NoService) => Text::new(
            format!("Luckan: ingen insats för {goal} tar emot {her}."),
            format!("The gap: no service for {goal_en} admits {her_en}."),
        ),
        Some(Hole::NoRoute) => Text::new(
            format!("Luckan: det finns insatser för {goal}, men ingen väg dit för {her}."),
            format!("The gap: there are services for {goal_en}, but no way there for {her_en}."),
        ),
        Some(Hole::NotNamed) => Text::new(
            format!(
                "Luckan: ingen insats för {goal} säger att den är till för {her}, så ingen måste ta emot."
            ),
            format!(
                "The gap: no service for {goal_en} says that it is for {her_en}, so none has to take {her_en} in."
            ),
        ),
    };
    match class {
        Some((_, false)) => said.and(Text::new(
            "Men ingen som skulle veta har tillfrågats: läs det som en fråga.",
            "But nobody who would know was asked: read this as a question.",
        )),
        _ => said,
    }
}

/// Who must decide what before a service lets her in.
pub fn gate(view: &View, gate: &Gate) -> Text {
    let network = view.terrain.graph.network;
    let service = |lang| explain::services(network, &[gate.service], lang);
    let (she, she_en) = who(view.group).acts;
    if gate.status == Status::Consent {
        return Text::new(
            format!("{}: {she} måste ge sitt samtycke.", service(Lang::Sv)),
            format!("{}: {she_en} must consent.", service(Lang::En)),
        );
    }
    let asks = gate.status.label();
    let by = |lang| explain::actors(network, &gate.by, lang);
    let who_decides = if gate.by.is_empty() {
        Text::new(
            "men källan säger inte vem som ger det",
            "but the source does not say who grants it",
        )
    } else {
        let (sv, en) = match gate.status {
            Status::Referral => ("skrivs", "written"),
            Status::Diagnosis => ("ställs", "made"),
            Status::Decision | Status::Consent => ("fattas", "taken"),
        };
        Text::new(format!("som {sv} av {}", by(Lang::Sv)), format!("{en} by {}", by(Lang::En)))
    };
    let way = match (gate.reached, gate.by.is_empty()) {
        (true, _) => {
            Text::new(format!("; dit kan {she} komma"), format!(", where {she_en} can come"))
        }
        (false, false) => {
            Text::new("; källan visar ingen väg dit", "; the source shows no way there")
        }
        (false, true) => Text::default(),
    };
    Text::new(
        format!("{}: kräver {}, {}{}.", service(Lang::Sv), asks.sv, who_decides.sv, way.sv),
        format!("{}: asks for {}, {}{}.", service(Lang::En), asks.en, who_decides.en, way.en),
    )
}

/// Whether a function is help, not a way in.
pub fn is_help(function: Function) -> bool {
    matches!(
        function,
        Function::Protect
            | Function::Support
            | Function::House
            | Function::TreatPerpetrator
            | Function::Investigate
    )
}

/// A way in as a line: where and how.
pub fn arrival(network: &Network, actor: usize, how: How) -> Text {
    let name = &network.actors[actor].name;
    let way = explain::way_in(how);
    Text::new(format!("{name} ({})", way.sv), format!("{name} ({})", way.en))
}

/// The whole in a few lines: a sentence on everything, one on each kind of help, one on
/// the ways in, and how to read it.
pub fn summary(view: &View, walks: &Walks) -> Vec<Text> {
    let network = view.terrain.graph.network;
    let help: Vec<&Journey> = walks
        .journeys
        .iter()
        .filter(|journey| is_help(journey.function) && journey.cell.is_some())
        .collect();
    // Examples from many places cover nobody in any of them.
    let first = if network.is_place() { whole(view, &help) } else { Text::default() };
    let mut lines = vec![first];
    if !network.is_place() {
        lines.extend(reading(network));
    }
    lines.extend(help.iter().map(|journey| headline(view, journey)));
    lines.extend(not_seen(view, walks, &help));
    lines.push(comes_in(view, walks));
    if network.is_place() {
        lines.extend(reading(network));
    }
    lines.retain(|line| !line.sv.is_empty());
    lines
}

fn whole(view: &View, help: &[&Journey]) -> Text {
    let (her, her_en) = who(view.group).is_done_to;
    if help.is_empty() {
        return Text::new(
            format!("Nätverket har ingen insats av de slag som gäller {her}."),
            format!("The network has no service of the kinds that apply to {her_en}."),
        );
    }
    let classes = [Class::Covered, Class::Fragile, Class::Between, Class::Gap];
    let of = |class: Class| -> Vec<&&Journey> {
        help.iter().filter(|j| j.cell.as_ref().is_some_and(|cell| cell.class == class)).collect()
    };
    let part = |class: Class, lang: Lang| {
        let found = of(class);
        let kinds: Vec<String> =
            found.iter().map(|j| given(j.function).get(lang).to_owned()).collect();
        let kinds = list(&kinds, lang);
        let said = match (class, lang) {
            (Class::Covered, Lang::Sv) => "finns",
            (Class::Fragile, Lang::Sv) => "hänger på en enda",
            (Class::Between, Lang::Sv) => "faller mellan stolarna",
            (Class::Gap, Lang::Sv) => "saknas",
            (Class::Covered, Lang::En) => "there is",
            (Class::Fragile, Lang::En) => "hangs on one",
            (Class::Between, Lang::En) => "falls between",
            (Class::Gap, Lang::En) => "is missing",
        };
        (!found.is_empty()).then(|| match (class, lang) {
            (Class::Covered, Lang::En) => format!("there is {kinds}"),
            _ => format!("{kinds} {said}"),
        })
    };
    let all = |lang| {
        let parts: Vec<String> = classes.iter().filter_map(|class| part(*class, lang)).collect();
        parts.join("; ")
    };
    Text::new(format!("För {her}: {}.", all(Lang::Sv)), format!("For {her_en}: {}.", all(Lang::En)))
}

/// What tells her apart and no service that names her is said to be made for; kinds of
/// help that lack the same share a line.
fn not_seen(view: &View, walks: &Walks, help: &[&Journey]) -> Vec<Text> {
    let mut lacks: Vec<(Trait, Vec<Function>)> = Vec::new();
    for journey in help {
        for lacking in unseen(view, walks, &[journey.function]) {
            match lacks.iter_mut().find(|(one, _)| *one == lacking) {
                Some((_, functions)) => functions.push(journey.function),
                None => lacks.push((lacking, vec![journey.function])),
            }
        }
    }
    let mut lines: Vec<(Vec<Function>, Vec<Trait>)> = Vec::new();
    for (lacking, functions) in lacks {
        match lines.iter_mut().find(|(same, _)| *same == functions) {
            Some((_, traits)) => traits.push(lacking),
            None => lines.push((functions, vec![lacking])),
        }
    }
    lines.iter().map(|(functions, traits)| not_made_for(view, functions, traits)).collect()
}

fn not_made_for(view: &View, functions: &[Function], traits: &[Trait]) -> Text {
    let Who { is_done_to: (her, her_en), owns: (hers, hers_en), .. } = who(view.group);
    let kinds = |lang| {
        let kinds: Vec<String> = functions.iter().map(|f| given(*f).get(lang).to_owned()).collect();
        explain::capital(&list(&kinds, lang))
    };
    let of = |lang: Lang| {
        let words: Vec<String> = traits
            .iter()
            .map(|one| match (one, lang) {
                (Trait::Age, Lang::Sv) => format!("{hers} ålder"),
                (Trait::Age, Lang::En) => format!("{hers_en} age"),
                (Trait::Condition(slug), _) => format!("”{}”", label(slug).get(lang)),
            })
            .collect();
        list(&words, lang)
    };
    Text::new(
        format!(
            "{}: inget som är till för {her} sägs vara gjort för {}.",
            kinds(Lang::Sv),
            of(Lang::Sv)
        ),
        format!(
            "{}: nothing that names {her_en} is said to be made for {}.",
            kinds(Lang::En),
            of(Lang::En)
        ),
    )
}

fn comes_in(view: &View, walks: &Walks) -> Text {
    let (she, she_en) = who(view.group).acts;
    let stated: Vec<&Arrival> =
        walks.arrivals.iter().filter(|arrival| arrival.way.how != How::Unstated).collect();
    let places = stated.len();
    let helps = |arrival: &Arrival| {
        let mut leads = arrival.leads.iter();
        leads.any(|(function, to)| is_help(*function) && matches!(to, Outcome::Open(_)))
    };
    let nowhere: Vec<usize> =
        stated.iter().filter(|arrival| !helps(arrival)).map(|arrival| arrival.way.actor).collect();
    let names = |lang| explain::actors(view.terrain.graph.network, &nowhere, lang);
    if places == 0 {
        return Text::new(
            format!("Källan nämner ingen väg in för {}.", who(view.group).is_done_to.0),
            format!("The source names no way in for {}.", who(view.group).is_done_to.1),
        );
    }
    let at = counted(places, ("ställe", "place"), ("ställen", "places"));
    let (sv, en) = match nowhere.len() {
        0 if places == 1 => {
            ("det leder till någon hjälp".to_owned(), "it leads to some help".to_owned())
        }
        0 => ("alla leder till någon hjälp".to_owned(), "all lead to some help".to_owned()),
        n if n == places => (
            format!("därifrån nämner källan ingen väg till hjälp ({})", names(Lang::Sv)),
            format!("from there the source names no way to help ({})", names(Lang::En)),
        ),
        n => (
            format!("från {n} av dem nämner källan ingen väg till hjälp ({})", names(Lang::Sv)),
            format!("from {n} of them the source names no way to help ({})", names(Lang::En)),
        ),
    };
    Text::new(
        format!("{} kan komma in på {}; {sv}.", explain::capital(she), at.sv),
        format!("{} can come in at {}; {en}.", explain::capital(she_en), at.en),
    )
}

/// How to read a network that is no mapping of one place.
fn reading(network: &Network) -> Option<Text> {
    match network.kind? {
        NetworkKind::Plan => Some(Text::new(
            "Källan är en plan: den säger vad som ska göras, inte allt som finns. Läs luckorna som frågor.",
            "The source is a plan: it says what shall be done, not all there is. Read the gaps as questions.",
        )),
        NetworkKind::Magazine => Some(Text::new(
            "Källan är reportage från flera orter: vägarna är exempel och går inte att följa från en ort till en annan.",
            "The source is reports from several places: the ways are examples and do not lead from one place to another.",
        )),
        NetworkKind::Model => Some(Text::new(
            "Källan är en förebild: den visar hur det kan ordnas, inte hur det är på en ort.",
            "The source is a model: it shows how things can be arranged, not how they are in one place.",
        )),
        NetworkKind::Interviews => None,
    }
}
