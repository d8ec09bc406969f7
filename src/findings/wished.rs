//! Collaboration that somebody asked for and that is not there yet.

use std::collections::BTreeMap;

use super::footing::{Voices, among, footings, rests_on, those, with_seats};
use super::{Analysis, Doc, Finding, Of, Rule, Severity, explain, plan_practice};
use crate::graph::Graph;
use crate::measure::contacts::{Between, Contacts, same_body};
use crate::model::{
    Answer, Claim, Degree, Footing, Lang, Measure, MeasureId, Network, Row, Statement,
    StatementKind, Text, Tie, TieKind, TieState,
};

pub(super) const RULE: Rule = Rule { id: "wished", doc, of: Of::Anything, run };

fn doc() -> Doc {
    Doc {
        title: Text::new("Önskade samarbeten", "Wished for"),
        shows: Text::new(
            "Samarbeten som någon har bett om och som ännu inte syns: den som ber och den som efterfrågas har inget samarbete, ingen remissväg, ingen överenskommelse och inget forum där de arbetar ihop. Där en plans åtgärd svarar på önskemålet står det. Måttet är 1 när inget finns, och 0–1 när andra enheter hos dem redan arbetar ihop.",
            "Collaboration that somebody asked for and that does not show yet: the one who asks and the one asked for have no tie, no referral, no agreement and no forum in which they work together. Where a plan's measure answers the wish it says so. The score is 1 when there is nothing, and 0–1 when other units of theirs work together already.",
        ),
        matters: Text::new(
            "Den som arbetar nära människor vet ofta vilken väg som saknas. Ett önskemål är det billigaste förslaget: en av de två vill redan.",
            "Those who work close to people often know which way is missing. A wish is the cheapest proposal there is: one of the two wants it already.",
        ),
        example: Text::new(
            "Kvinnojouren vill ha en direkt väg till polisen. I dag ringer den samma växel som alla andra.",
            "The women's shelter wants a direct way to the police. Today it calls the same switchboard as everybody else.",
        ),
        misleads: Text::new(
            "Att någon önskar bättre samarbete betyder inte att det saknas helt, och den andra parten kan se saken annorlunda. Ett önskemål utan namngiven motpart, som ”bättre kontakt mellan myndigheter”, är inget par och tas upp bland önskemålen i stället. När ett samarbete har börjat försvinner iakttagelsen, fast det kanske inte är så bra som den som bad hade hoppats.",
            "That somebody wishes for better collaboration does not mean that there is none, and the other side may see it differently. A wish without a named counterpart, such as “better contact between authorities”, is no pair and stands among the wishes instead. When a tie has begun the finding goes, though it may not be as good as the one who asked had hoped.",
        ),
        constants: &[],
        sources: &[
            "R. Cross, A. Parker, The Hidden Power of Social Networks, Harvard Business School Press, 2004: asking with whom one would like to work more",
            "W. de Nooy, A. Mrvar, V. Batagelj, Exploratory Social Network Analysis with Pajek, Cambridge University Press, 2005: choices that are not returned",
        ],
    }
}

fn run(analysis: &Analysis) -> Vec<Finding> {
    let graph = analysis.graph;
    let contacts = Contacts::new(graph);
    let mut wishes: BTreeMap<[&str; 2], Vec<&Row<Tie>>> = BTreeMap::new();
    for tie in &graph.network.ties {
        if tie.kind == Some(TieKind::Wishes) && tie.state != Some(TieState::Absent) {
            wishes.entry([tie.from.as_str(), tie.to.as_str()]).or_default().push(tie);
        }
    }
    let mut findings = Vec::new();
    for (pair, mut rows) in wishes {
        let [Some(from), Some(to)] = pair.map(|id| graph.actor(id)) else { continue };
        // Within one body it is a matter of the line, not of two who meet.
        if same_body(graph, from, to) {
            continue;
        }
        rows.sort_by(|a, b| a.id.cmp(&b.id));
        let askers = askers(graph, from, &rows);
        let known: Vec<Between> = askers.iter().map(|&asker| contacts.between(asker, to)).collect();
        // One who still has nothing keeps the wish open.
        let Some(at) = known.iter().position(|between| between.working.is_empty()) else {
            continue;
        };
        let wide = contacts.between(from, to).working;
        let wish = Wish { from, to, asker: askers[at], rows, between: &known[at], wide };
        findings.push(finding(analysis, &wish));
    }
    findings
}

/// A wish that is open.
struct Wish<'a> {
    from: usize,
    to: usize,
    /// Who asks: `from`, or a unit of it whose informants said so.
    asker: usize,
    rows: Vec<&'a Row<Tie>>,
    between: &'a Between,
    /// What others of `from` have with `to`.
    wide: Vec<Footing>,
}

/// Who asks: the units of `from` whose informants said so, else `from` itself.
fn askers(graph: &Graph, from: usize, rows: &[&Row<Tie>]) -> Vec<usize> {
    let said = rows.iter().flat_map(|row| &row.claimed_by);
    let mut units: Vec<usize> = said
        .filter_map(|id| graph.actor(id.as_str()))
        .filter(|&by| by != from && graph.ancestry(by).contains(&from))
        .collect();
    units.sort_by_key(|&by| &graph.network.actors[by].id);
    units.dedup();
    let own = rows.iter().any(|row| {
        row.claimed_by.is_empty()
            || row.claimed_by.iter().any(|by| graph.actor(by.as_str()) == Some(from))
    });
    if own || units.is_empty() { vec![from] } else { units }
}

fn finding(analysis: &Analysis, wish: &Wish) -> Finding {
    let network = analysis.graph.network;
    let [from, to, asker] = [wish.from, wish.to, wish.asker].map(|row| &network.actors[row]);
    let answer = answer(analysis.graph, wish);
    let answered = answer.as_ref().is_some_and(|row| row.degree != Some(Degree::Unanswered));
    let something = !wish.between.is_empty() || !wish.wide.is_empty();
    let mut subjects = vec![from.id.0.clone(), to.id.0.clone()];
    if asker.id != from.id {
        subjects.push(asker.id.0.clone());
    }
    Finding {
        id: format!("{}:{}:{}", RULE.id, from.id, to.id),
        rule: RULE.id,
        severity: if something || answered { Severity::Low } else { Severity::Medium },
        score: (if something { 0.0 } else { 1.0 }, 1.0),
        subjects,
        title: Text::new(
            format!("{} önskar samarbete med {}", asker.name, to.name),
            format!("{} wishes to work with {}", asker.name, to.name),
        ),
        text: asked_for(network, wish)
            .and(nothing(something))
            .and(others(network, wish))
            .and(match wish.wide.is_empty() {
                true => explain::besides(network, wish.between),
                false => Text::default(),
            })
            .and(answer.map_or_else(Text::default, |row| by_plan(network, row))),
        would_change: Text::new(
            format!("Att {} och {} bestämmer en väg till varandra.", asker.name, to.name),
            format!("{} and {} agreeing on a way to each other.", asker.name, to.name),
        ),
        rests_on: behind(analysis.graph, wish, answer),
        told_in: None,
        decision: None,
    }
}

/// The wish, how a plan answers it, and what its sentences name of what there is between them.
fn behind(graph: &Graph, wish: &Wish, answer: Option<&Row<Answer>>) -> Vec<Footing> {
    let network = graph.network;
    let mut rows: Vec<Footing> = those(&network.ties, Footing::Tie, among(&wish.rows)).collect();
    if let Some(answer) = answer {
        // The statement is what tells that the answer is one to this wish.
        let is_said = |said: &Row<Statement>| said.id == answer.statement;
        rows.extend(those(&network.statements, Footing::Statement, is_said).take(1));
        rows.extend(those(&network.answers, Footing::Answer, among(&[answer])));
        let is_in = |measure: &Row<Measure>| answer.measures.contains(&measure.id);
        rows.extend(those(&network.measures, Footing::Measure, is_in));
    }
    if wish.wide.is_empty() {
        let (pair, between) = ([wish.asker, wish.to], wish.between);
        rows.extend(between.one_way.iter().copied());
        rows.extend(with_seats(graph, pair, &between.aloft, Voices::Own));
        rows.extend(with_seats(graph, pair, &between.above, Voices::Above));
    } else {
        rows.extend(with_seats(graph, [wish.from, wish.to], &wish.wide, Voices::Own));
    }
    rests_on(rows)
}

fn asked_for(network: &Network, wish: &Wish) -> Text {
    let about: Vec<&str> = wish.rows.iter().filter_map(|row| row.about.as_deref()).collect();
    let from = &network.actors[wish.from].name;
    let (sv, en) = match wish.from == wish.asker {
        true => (String::new(), String::new()),
        false => (
            format!(", för {} som helhet", explain::within(from, Lang::Sv)),
            format!(", for {from} as a whole"),
        ),
    };
    match about.is_empty() {
        true => Text::default(),
        false => Text::new(
            format!("Önskemålet gäller {}{sv}.", about.join("; ")),
            format!("The wish is about “{}”{en}.", about.join("; ")),
        ),
    }
}

fn nothing(something: bool) -> Text {
    match something {
        true => Text::default(),
        false => Text::new(
            "Källan nämner inget samarbete, ingen remissväg och inget forum mellan dem.",
            "The source names no tie, referral or forum between them.",
        ),
    }
}

/// What others of the same body have with the one asked for: something to build on.
fn others(network: &Network, wish: &Wish) -> Text {
    if wish.wide.is_empty() {
        return Text::default();
    }
    let [from, to] = [wish.from, wish.to].map(|row| &network.actors[row].name);
    let say = |lang| footings(network, &wish.wide, lang);
    Text::new(
        format!("Andra inom {from} har redan något med {to} att bygga på: {}.", say(Lang::Sv)),
        format!(
            "Others of {from} already have something with {to} to build on: {}.",
            say(Lang::En)
        ),
    )
}

/// The reading of the wish against a plan, found by the statement that says the same.
fn answer<'a>(graph: &Graph<'a>, wish: &Wish) -> Option<&'a Row<Answer>> {
    let network = graph.network;
    let of = |row: &&Row<Answer>| {
        let said = network.statements.iter().find(|said| said.id == row.statement);
        row.network.is_none() && said.is_some_and(|said| says(network, said, wish))
    };
    network.answers.iter().filter(of).min_by(|a, b| a.statement.cmp(&b.statement))
}

/// Whether a statement is this wish: said at the same place, by the one who
/// asks or with both ends named.
fn says(network: &Network, said: &Row<Statement>, wish: &Wish) -> bool {
    let here = |claim: &Claim| {
        let at = |own: &&Claim| own.source == claim.source && own.place == claim.place;
        wish.rows.iter().flat_map(|row| &row.claims).find(at).is_some()
    };
    let [from, to, asker] = [wish.from, wish.to, wish.asker].map(|row| &network.actors[row].id);
    let by = said.actor.as_ref().is_some_and(|actor| actor == from || actor == asker);
    let named = |id: &crate::model::ActorId| {
        let own = network.actor(id.as_str()).map(|row| row.name.as_str());
        let aliases = network.aliases.iter().filter(|row| row.actor.as_ref() == Some(id));
        let mut names = own.into_iter().chain(aliases.map(|row| row.name.as_str()));
        let text = said.text.to_lowercase();
        names.any(|name| name.chars().count() > 2 && text.contains(&name.to_lowercase()))
    };
    said.kind == Some(StatementKind::Wish)
        && said.claims.iter().any(here)
        && (by || said.actor.is_none())
        && named(to)
        && (by || named(from))
}

fn by_plan(network: &Network, answer: &Row<Answer>) -> Text {
    let row = |id: &MeasureId| network.measures.iter().find(|measure| measure.id == *id);
    let measures: Vec<&Measure> =
        answer.measures.iter().filter_map(row).map(|row| &row.value).collect();
    let say = |lang| plan_practice::numbers(measures.iter().copied(), lang);
    match answer.degree {
        Some(Degree::Answered) => Text::new(
            format!("Planen svarar på det i åtgärd {}.", say(Lang::Sv)),
            format!("The plan answers it in measure {}.", say(Lang::En)),
        ),
        Some(Degree::Partly) => Text::new(
            format!("Planen svarar delvis på det i åtgärd {}.", say(Lang::Sv)),
            format!("The plan partly answers it in measure {}.", say(Lang::En)),
        ),
        Some(Degree::Unanswered) => {
            Text::new("Ingen åtgärd i planen svarar på det.", "No measure of the plan answers it.")
        }
        None => Text::default(),
    }
}
