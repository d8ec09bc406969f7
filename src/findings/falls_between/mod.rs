//! Groups that a function does not reach, reaches only perhaps, or reaches
//! through one actor.
//!
//! *Invariant*: every cell that is open has a finding of its own, and each is told of in
//! the list, by itself or within another (`fold`).

mod fold;

pub use fold::told;

use std::collections::BTreeMap;

use super::footing::{rests_on, those};
use super::{Analysis, COVERAGE, Doc, Finding, Of, Rule, Severity, explain};
use crate::measure::coverage::{Cell, Class};
use crate::model::text::Word;
use crate::model::{
    Footing, Function, Group, GroupId, Lang, Mandate, Network, NetworkKind, Row, Text,
};

pub(super) const RULE: Rule = Rule { id: "falls_between", doc, of: Of::Places, run };

fn doc() -> Doc {
    Doc {
        title: Text::new("Faller mellan stolarna", "Falls between the chairs"),
        shows: Text::new(
            "För varje målgrupp och varje slags hjälp: hur säker är vägen fram? Svaret är ett intervall. Den låga änden räknar bara insatser som uttryckligen nämner gruppen, den höga alla som inte stänger ute någon i den. Insatser som bara tar emot en del av gruppen räknas inte, men nämns. Låg ände nära noll men inte hög: gruppen faller mellan stolarna; så också när en del av den kan tas emot. Hög ände nära noll: hjälpen saknas. Båda kallas luckor. Bara en aktör bär alla vägar: skört. En delgrupp som har samma lucka av samma skäl nämns hos den större gruppen. Upptäckt, frågor om våld, utredning och förebyggande arbete sammanfattas i var sin iakttagelse, utom för grupper som de inte alls når.",
            "For each target group and each kind of help: how safe is the way there? The answer is an interval. The low end counts only services that name the group, the high end all that shut nobody of it out. Services that take only part of the group do not count but are named. Low near zero but high not: the group falls between the chairs; so, too, when part of it may be taken. High near zero: help is missing. Both are called gaps. One actor carries every route: fragile. A part of a group that has the same gap for the same reasons is told of with the wider group. Detection, questions, investigation and prevention are summed up in one finding each, but for groups that they do not reach at all.",
        ),
        matters: Text::new(
            "Den som ingen insats nämner är det ingens uppgift att se. Om hjälpen ändå kommer beror på vem man råkar möta.",
            "Whom no service names, it is nobody's task to see. Whether help comes depends on whom one happens to meet.",
        ),
        example: Text::new(
            "Hemtjänsten möter en kvinna på 80 år som slås av sin man. Stödverksamheterna stänger henne inte ute, men ingen av dem säger att den är till för äldre, och hemtjänsten har ingen väg dit.",
            "Home care meets a woman of 80 whose husband beats her. The support services do not shut her out, but none says that it is for older people, and home care has no way to them.",
        ),
        misleads: Text::new(
            "Regeln ser bara det som källan säger. En verksamhet som tar emot alla utan att säga det ser osäker ut. Den som är till för våldsutsatta kvinnor stänger inte ute en kvinna på 70 år men nämner henne inte, om källan skiljer ut äldre som en egen grupp. Om ingen som möter gruppen har tillfrågats är bilden en fråga, inte ett svar; det står då vid iakttagelsen. Talen är antaganden: känslighetsanalysen visar vilka iakttagelser som hänger på dem.",
            "The rule sees only what the source says. A service that takes everybody without saying so looks uncertain. One for exposed women does not turn a woman of 70 away but does not name her, if the source tells older people apart as a group of their own. If nobody who meets the group was asked, the picture is a question, not an answer, and the finding says so. The constants are judgements: the sensitivity analysis shows which findings depend on them.",
        ),
        constants: COVERAGE,
        sources: &[
            "C. Barrett, R. Jacob, M. Marathe, Formal-language-constrained path problems, SIAM Journal on Computing 30 (2000), 809–837",
            "K. Menger, Zur allgemeinen Kurventheorie, Fundamenta Mathematicae 10 (1927), 96–115",
        ],
    }
}

/// Functions that help a person, as against those that find, investigate or
/// prevent violence.
pub fn is_help(function: Function) -> bool {
    matches!(
        function,
        Function::Protect | Function::Support | Function::House | Function::TreatPerpetrator
    )
}

/// Whether a cell is a finding. Everybody exposed is no group that falls
/// between: its parts are, and only in a place where they live.
pub fn is_finding(analysis: &Analysis, cell: &Cell) -> bool {
    let network = analysis.graph.network;
    cell.class != Class::Covered && network.groups[cell.group].is_particular() && network.is_place()
}

/// Whether a hole is only a door that the source does not describe: services name the group
/// without their way in, and none that can be reached does.
pub(super) fn is_unstated(cell: &Cell) -> bool {
    matches!(cell.class, Class::Gap | Class::Between)
        && !cell.unstated.is_empty()
        && cell.named.is_empty()
}

fn severity(network: &Network, cell: &Cell) -> Severity {
    let severity = match cell.class {
        Class::Gap | Class::Between if is_help(cell.function) => Severity::High,
        Class::Fragile if is_help(cell.function) => Severity::Medium,
        Class::Gap | Class::Between if cell.function == Function::Investigate => Severity::Medium,
        _ => Severity::Low,
    };
    // A plan tells of intentions and asks nobody: its holes are questions, and so are those of
    // whom nobody was asked who should know.
    let question = is_unstated(cell) || !cell.asked || network.kind == Some(NetworkKind::Plan);
    match severity {
        Severity::High if question => Severity::Medium,
        Severity::Medium if question && cell.class != Class::Fragile => Severity::Low,
        as_it_is => as_it_is,
    }
}

/// Holes before what hangs on one. Groups that are seen but not helped come first, the
/// widest fall from detection to help before others; then those of whom somebody was asked.
fn run(analysis: &Analysis) -> Vec<Finding> {
    let cells = analysis.coverage.cells.iter();
    let mut cells: Vec<&Cell> = cells.filter(|cell| is_finding(analysis, cell)).collect();
    cells.sort_by(|a, b| {
        let fall = |cell: &Cell| detected(analysis, cell) - cell.low;
        (a.class == Class::Fragile)
            .cmp(&(b.class == Class::Fragile))
            .then(fall(b).total_cmp(&fall(a)))
            .then(b.asked.cmp(&a.asked))
            .then(a.class.cmp(&b.class))
            .then(a.function.cmp(&b.function))
            .then(a.group.cmp(&b.group))
    });
    let told = told(analysis);
    let mut findings: Vec<Finding> =
        cells.iter().map(|cell| finding(analysis, cell, &told)).collect();
    findings.extend(fold::summaries(analysis, &told));
    findings
}

/// The low end of detection for the same group; 0 without any.
fn detected(analysis: &Analysis, cell: &Cell) -> f64 {
    let mut cells = of_group(analysis, cell);
    cells.find(|c| c.function == Function::Detect).map_or(0.0, |c| c.low)
}

/// The cells of the same group.
fn of_group<'a>(analysis: &'a Analysis, cell: &Cell) -> impl Iterator<Item = &'a Cell> + use<'a> {
    let group = cell.group;
    analysis.coverage.cells.iter().filter(move |other| other.group == group)
}

fn finding(analysis: &Analysis, cell: &Cell, told: &Told) -> Finding {
    let network = analysis.graph.network;
    let group = &network.groups[cell.group];
    let subjects = [group.id.0.clone()]
        .into_iter()
        .chain(cell.hinges_on.iter().map(|&a| network.actors[a].id.0.clone()))
        .collect();
    // Those for which it speaks, too.
    let also = fold::also(analysis, cell, told).into_iter().map(Footing::Group);
    let own = id(&group.id.0, cell.function);
    let told_in = told.get(&at(cell)).filter(|id| **id != own).cloned();
    Finding {
        id: own,
        rule: RULE.id,
        severity: severity(network, cell),
        score: (cell.low, cell.high),
        subjects,
        title: title(network, cell),
        text: explanation(analysis, cell).and(fold::same_for(analysis, cell, told)),
        would_change: would_change(analysis, cell),
        rests_on: rests_on(behind(analysis, cell).into_iter().chain(also)),
        told_in,
        decision: None,
    }
}

/// The rows behind the explanation of a cell, of any class, each once and in the order of its
/// sentences: the group, services, those on whom it hangs, those who meet the group, duties,
/// detection.
///
/// # Cost
/// O(cells + services × those who meet the group + duties × groups).
pub fn behind(analysis: &Analysis, cell: &Cell) -> Vec<Footing> {
    let network = analysis.graph.network;
    let mut rows = vec![Footing::Group(cell.group)];
    let services = cell.named.iter().chain(&cell.unstated).copied();
    let services = services.chain(elsewhere(analysis, cell)).chain(cell.admitted.iter().copied());
    rows.extend(services.map(Footing::Service));
    let knows = &analysis.coverage.knows[cell.group];
    rows.extend(cell.hinges_on.iter().chain(knows).map(|&actor| Footing::Actor(actor)));
    rows.extend(naming(network, knows, cell.group));
    rows.extend(those(&network.mandates, Footing::Duty, |duty| is_toward(network, duty, cell)));
    if falls(analysis, cell) {
        let detect = of_group(analysis, cell).filter(|c| c.function == Function::Detect);
        rows.extend(detect.flat_map(|c| &c.named).map(|&row| Footing::Service(row)));
    }
    rests_on(rows)
}

/// Services by which those who meet a group name it, prevention and training aside.
fn naming<'a>(
    network: &'a Network,
    knows: &'a [usize],
    group: usize,
) -> impl Iterator<Item = Footing> + 'a {
    let id = &network.groups[group].id;
    let far = [Function::Train, Function::Coordinate, Function::Prevent].map(Some);
    those(&network.services, Footing::Service, move |service| {
        service.groups.contains(id)
            && !far.contains(&service.function)
            && knows.iter().any(|&actor| network.actors[actor].id == service.actor)
    })
}

/// For each open cell, by group and function, the id of the finding that tells of it.
type Told = BTreeMap<(usize, Function), String>;

fn at(cell: &Cell) -> (usize, Function) {
    (cell.group, cell.function)
}

/// The id of the finding about a group and a function.
pub fn id(group: &str, function: Function) -> String {
    format!("falls_between:{group}:{}", function.slug())
}

fn title(network: &Network, cell: &Cell) -> Text {
    let group = &network.groups[cell.group].name;
    let noun = explain::noun(cell.function);
    let (sv, en) = (noun.sv.to_lowercase(), noun.en.to_lowercase());
    let hinge = |lang| explain::actors(network, &cell.hinges_on, lang);
    match cell.class {
        _ if is_unstated(cell) => Text::new(
            format!("{group}: källan säger inte hur man når {sv}"),
            format!("{group}: the source does not say how to reach {en}"),
        ),
        // Where nobody who would know was asked, the gap is the source's.
        Class::Gap if !cell.asked => Text::new(
            format!("{group}: {sv} saknas i källan (ingen som möter gruppen är tillfrågad)"),
            format!("{group}: the source names no {en} (nobody who meets the group was asked)"),
        ),
        Class::Gap => Text::new(format!("{group}: {sv} saknas"), format!("{group}: no {en}")),
        Class::Between => Text::new(
            format!("{group}: {sv} faller mellan stolarna"),
            format!("{group}: {en} falls between the chairs"),
        ),
        Class::Fragile => Text::new(
            format!("{group}: {sv} hänger på {}", hinge(Lang::Sv)),
            format!("{group}: {en} hangs on {}", hinge(Lang::En)),
        ),
        Class::Covered => {
            Text::new(format!("{group}: {sv} är täckt"), format!("{group}: {en} is covered"))
        }
    }
}

/// On whom the ways hang: those to services that name the group, where they count, else all.
fn hinges(network: &Network, cell: &Cell) -> Text {
    if cell.hinges_on.is_empty() {
        return Text::default();
    }
    let on = |lang| explain::actors(network, &cell.hinges_on, lang);
    let (sv, en) = match cell.class {
        Class::Between => ("Alla vägar går", "Every route goes"),
        _ => (
            "Alla vägar till en insats som nämner gruppen går",
            "Every route to a service that names the group goes",
        ),
    };
    Text::new(format!("{sv} genom {}.", on(Lang::Sv)), format!("{en} through {}.", on(Lang::En)))
}

/// The explanation of a cell, of any class.
pub fn explanation(analysis: &Analysis, cell: &Cell) -> Text {
    let network = analysis.graph.network;
    let services = |rows: &[usize], lang| explain::services(network, rows, lang);
    let unnamed = |s: &usize| !cell.named.contains(s) && !cell.unstated.contains(s);
    let (part, whole): (Vec<usize>, Vec<usize>) =
        cell.admitted.iter().copied().filter(|s| unnamed(s)).partition(|s| cell.partly.contains(s));
    let named = match cell.named.as_slice() {
        [] if !cell.unstated.is_empty() => Text::default(),
        [] => Text::new(
            "Ingen insats som går att nå nämner gruppen.",
            "No service that can be reached names the group.",
        ),
        rows => Text::new(
            format!("Gruppen nämns av {}.", services(rows, Lang::Sv)),
            format!("The group is named by {}.", services(rows, Lang::En)),
        ),
    };
    let unstated = match cell.unstated.as_slice() {
        [] => Text::default(),
        rows => Text::new(
            format!(
                "Gruppen nämns av {}, men källan säger inte hur man kommer dit.",
                services(rows, Lang::Sv)
            ),
            format!(
                "The group is named by {}, but the source does not say how one comes there.",
                services(rows, Lang::En)
            ),
        ),
    };
    let admitted = match whole.as_slice() {
        [] if cell.admitted.is_empty() && !cell.unstated.is_empty() => Text::default(),
        [] if cell.admitted.is_empty() => Text::new(
            "Ingen annan sådan insats går att nå heller.",
            "No other such service can be reached either.",
        ),
        [] => Text::default(),
        rows => Text::new(
            format!(
                "Dessa nämner inte gruppen men stänger den inte ute: {}.",
                services(rows, Lang::Sv)
            ),
            format!(
                "These do not name the group but do not shut it out: {}.",
                services(rows, Lang::En)
            ),
        ),
    };
    let admitted_part = match part.as_slice() {
        [] => Text::default(),
        rows => Text::new(
            format!(
                "Bara för en del av gruppen, och därför inte medräknat: {}.",
                services(rows, Lang::Sv)
            ),
            format!(
                "Only for part of the group, and therefore not counted: {}.",
                services(rows, Lang::En)
            ),
        ),
    };
    let hinges = hinges(network, cell);
    let asked = |rows: &[usize], lang| explain::actors_asked(analysis.graph, rows, lang);
    let known = match analysis.coverage.knows[cell.group].as_slice() {
        [] => Text::new(
            "Källan nämner ingen som möter gruppen, så ingen har kunnat svara: läs det som en fråga.",
            "The source names nobody who meets the group, so nobody could answer: read this as a question.",
        ),
        rows if cell.asked => Text::new(
            format!("Gruppen möts eller nämns av {}.", asked(rows, Lang::Sv)),
            format!("The group is met or named by {}.", asked(rows, Lang::En)),
        ),
        rows => Text::new(
            format!(
                "De som möter gruppen har inte tillfrågats: {}. Läs det som en fråga.",
                asked(rows, Lang::Sv)
            ),
            format!(
                "Those who meet the group were not asked: {}. Read this as a question.",
                asked(rows, Lang::En)
            ),
        ),
    };
    explain::interval(cell.low, cell.high)
        .and(named)
        .and(unstated)
        .and(named_elsewhere(analysis, cell))
        .and(admitted)
        .and(admitted_part)
        .and(hinges)
        .and(known)
        .and(duty(network, cell))
        .and(fall(analysis, cell))
}

/// Whether a duty is toward the group of a cell, or one that holds it.
fn is_toward(network: &Network, duty: &Mandate, cell: &Cell) -> bool {
    let group = &network.groups[cell.group];
    let is_about = |id: &GroupId| {
        let of = |g: &&Row<Group>| g.id == *id;
        network.groups.iter().find(of).is_some_and(|g| g.is_particular() && g.contains(group))
    };
    duty.groups.iter().any(is_about)
}

/// Who has a duty toward the group by law or plan.
fn duty(network: &Network, cell: &Cell) -> Text {
    let duties = network.mandates.iter().filter(|duty| is_toward(network, duty, cell));
    let mut held: Vec<&str> = Vec::new();
    for row in duties {
        let name = network.name_of(row.from.as_str());
        if !held.contains(&name) {
            held.push(name);
        }
    }
    if held.is_empty() {
        return Text::default();
    }
    Text::new(
        format!(
            "Enligt lag eller plan har {} en skyldighet mot gruppen.",
            explain::first_few(&held, 4, Lang::Sv)
        ),
        format!(
            "By law or plan, {} has a duty toward the group.",
            explain::first_few(&held, 4, Lang::En)
        ),
    )
}

/// Rows of services that name the group for something else, where none does for this.
fn elsewhere(analysis: &Analysis, cell: &Cell) -> Vec<usize> {
    let others = of_group(analysis, cell).filter(|other| other.function != cell.function);
    let named = others.flat_map(|other| other.named.iter().copied());
    if cell.named.is_empty() { named.collect() } else { Vec::new() }
}

/// Services that name the group for something else: where it is seen by name.
fn named_elsewhere(analysis: &Analysis, cell: &Cell) -> Text {
    let network = analysis.graph.network;
    let elsewhere = elsewhere(analysis, cell);
    if elsewhere.is_empty() {
        return Text::default();
    }
    let say = |lang| {
        let named: Vec<String> = elsewhere
            .iter()
            .map(|&row| {
                let service = &network.services[row];
                let function = service.function.map(|f| f.label().get(lang).to_owned());
                let actor = network.name_of(service.actor.as_str());
                format!("{actor} ({})", function.unwrap_or_default())
            })
            .collect();
        explain::first_few(&named.iter().map(String::as_str).collect::<Vec<_>>(), 5, lang)
    };
    Text::new(
        format!("Gruppen nås vid namn bara för annat: {}.", say(Lang::Sv)),
        format!("By name the group is reached only for something else: {}.", say(Lang::En)),
    )
}

/// Whether something is lost between detection and this function.
fn falls(analysis: &Analysis, cell: &Cell) -> bool {
    is_help(cell.function) && detected(analysis, cell) > cell.low
}

/// How much is lost between detection and this function.
fn fall(analysis: &Analysis, cell: &Cell) -> Text {
    if !falls(analysis, cell) {
        return Text::default();
    }
    let detect = detected(analysis, cell);
    let say = |value, lang| explain::percent(value, lang);
    Text::new(
        format!(
            "Våldet upptäcks med minst {} täckning, men den här hjälpen kan ha så lite som {}.",
            say(detect, Lang::Sv),
            say(cell.low, Lang::Sv)
        ),
        format!(
            "Detection covers at least {}, but this help may cover as little as {}.",
            say(detect, Lang::En),
            say(cell.low, Lang::En)
        ),
    )
}

fn would_change(analysis: &Analysis, cell: &Cell) -> Text {
    let network = analysis.graph.network;
    let unasked: Vec<usize> = analysis.coverage.knows[cell.group]
        .iter()
        .copied()
        .filter(|&a| analysis.graph.was_asked(a) == Some(false))
        .collect();
    let ask = if unasked.is_empty() {
        Text::default()
    } else {
        Text::new(
            format!("Fråga {}.", explain::actors(network, &unasked, Lang::Sv)),
            format!("Ask {}.", explain::actors(network, &unasked, Lang::En)),
        )
    };
    let change = match cell.class {
        _ if is_unstated(cell) => Text::new(
            "Besked om hur man kommer till insatsen.",
            "Word of how one comes to the service.",
        ),
        Class::Gap => Text::new(
            "En insats som tar emot gruppen, och en väg dit från dem som möter den.",
            "A service that admits the group, and a way to it from those who meet it.",
        ),
        Class::Between if cell.whole().is_empty() => Text::new(
            "En insats som tar emot hela gruppen, och en väg dit från dem som möter den.",
            "A service that admits the whole group, and a way to it from those who meet it.",
        ),
        Class::Between => Text::new(
            "Ett klart besked från insatserna om att de är till för gruppen, eller en insats som nämner den.",
            "A clear word from the services that they are for the group, or a service that names it.",
        ),
        Class::Fragile => Text::new(
            format!(
                "En andra väg som inte går genom {}.",
                explain::actors(network, &cell.hinges_on, Lang::Sv)
            ),
            format!(
                "A second route that does not go through {}.",
                explain::actors(network, &cell.hinges_on, Lang::En)
            ),
        ),
        Class::Covered => Text::default(),
    };
    change.and(ask)
}
