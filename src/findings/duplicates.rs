//! Actors and forums that may be one under two names.

use super::footing::{rests_on, those};
use super::{Analysis, Doc, Finding, Of, Rule, Severity, explain};
use crate::graph::Graph;
use crate::link::{Evidence, Kind, PROPOSED, Pair, duplicates};
use crate::measure::forums::side_by_side;
use crate::model::{Affiliation, Footing, Lang, Network, Row, Text};

pub(super) const RULE: Rule = Rule { id: "duplicates", doc, of: Of::Anything, run };

/// Least probability of a finding that matters.
const LIKELY: f64 = 0.5;
/// Reasons told on each side.
const REASONS: usize = 3;
/// Names of members told in each part.
const NAMES: usize = 4;

fn doc() -> Doc {
    Doc {
        title: Text::new("Kanske samma", "Possibly the same"),
        shows: Text::new(
            "Två aktörer eller två forum som kan vara en och samma under olika namn. Varje jämförelse talar för eller emot: namnen, medlemmarna, vilka som använder vilket namn, sammankallande, mötesrytm och samarbeten. Måttet är sannolikheten, från 0 till 1. Par som någon har avgjort visas inte.",
            "Two actors or two forums that may be one under different names. Each comparison speaks for or against: names, members, who uses which name, convener, rhythm of meetings and ties. The score is the probability, 0 to 1. Pairs on which somebody has ruled are not shown.",
        ),
        matters: Text::new(
            "När samma grupp går under flera namn ser kartan ut att ha fler forum än den har, och medlemmarna delas mellan dem. Då syns luckor som inte finns, och den som ska samordna vet inte vilka grupper det finns.",
            "When one group goes by several names the map seems to hold more forums than there are, and members are divided between them. Then gaps show that are not there, and whoever coordinates does not know which groups exist.",
        ),
        example: Text::new(
            "Tre personer talar om Samverkansgruppen och fyra om stora gruppen, ingen om båda. De nämner samma sammankallande och frivården, som inte sitter i något annat forum.",
            "Three persons speak of the collaboration group and four of the big group, none of both. They name the same convener and the probation service, which sits in no other forum.",
        ),
        misleads: Text::new(
            "Två forum med samma medlemmar kan ha olika uppgifter: en styrgrupp och dess arbetsgrupp är inte samma. En aktör och dess enhet har ofta liknande namn. Sannolikheten bygger på antaganden om hur ofta uppgifter stämmer, så den ska läsas som en fråga att ställa.",
            "Two forums with the same members may have different tasks: a steering group and its working group are not the same. An actor and its unit often have similar names. The probability rests on assumptions of how often statements agree, so read it as a question to ask.",
        ),
        constants: &[],
        sources: &[
            "I. P. Fellegi, A. B. Sunter, A theory for record linkage, Journal of the American Statistical Association 64 (1969), 1183–1210",
            "I. Bhattacharya, L. Getoor, Collective entity resolution in relational data, ACM Transactions on Knowledge Discovery from Data 1(1) (2007)",
        ],
    }
}

fn run(analysis: &Analysis) -> Vec<Finding> {
    let pairs = duplicates(analysis.graph.network);
    let proposed = pairs.iter().filter(|pair| pair.probability() >= PROPOSED);
    proposed.map(|pair| finding(analysis.graph, pair)).collect()
}

fn finding(graph: &Graph, pair: &Pair) -> Finding {
    let network = graph.network;
    let mut rows = [pair.one, pair.other];
    // The order of rows plays no part in the id.
    rows.sort_by_key(|&row| pair.kind.id(network, row));
    let ids = rows.map(|row| pair.kind.id(network, row));
    let names = ids.map(|id| network.name_of(id));
    let probability = pair.probability();
    let (sv, en) = if pair.kind == Kind::Forum { ("forum", "forum") } else { ("aktör", "actor") };
    let chance = |lang| explain::percent(probability, lang);
    let what = Text::new(
        format!(
            "”{}” och ”{}” kan vara samma {sv}. Sannolikheten är {}.",
            names[0],
            names[1],
            chance(Lang::Sv)
        ),
        format!(
            "“{}” and “{}” may be the same {en}. The probability is {}.",
            names[0],
            names[1],
            chance(Lang::En)
        ),
    );
    Finding {
        id: format!("{}:{}:{}", RULE.id, ids[0], ids[1]),
        rule: RULE.id,
        severity: match () {
            () if pair.is_sure() => Severity::High,
            () if probability >= LIKELY => Severity::Medium,
            () => Severity::Low,
        },
        score: (probability, probability),
        subjects: ids.map(str::to_owned).to_vec(),
        title: Text::new(
            format!("Kanske samma {sv}: {} och {}", names[0], names[1]),
            format!("Possibly the same {en}: {} and {}", names[0], names[1]),
        ),
        text: what
            .and(reasons(pair, true))
            .and(reasons(pair, false))
            .and(members(graph, pair.kind, rows)),
        would_change: would_change(graph, pair.kind, rows),
        rests_on: behind(network, pair.kind, rows),
        told_in: None,
        decision: None,
    }
}

/// The two, then the seats of both: who sits where stands in the sentences.
fn behind(network: &Network, kind: Kind, rows: [usize; 2]) -> Vec<Footing> {
    let own = rows.map(match kind {
        Kind::Actor => Footing::Actor,
        Kind::Forum => Footing::Forum,
        Kind::Group => Footing::Group,
    });
    let is_theirs = |seat: &Row<Affiliation>| {
        kind == Kind::Forum && rows.iter().any(|&row| network.forums[row].id == seat.forum)
    };
    rests_on(own.into_iter().chain(those(&network.affiliations, Footing::Seat, is_theirs)))
}

/// The weightiest reasons for, or against, in words.
fn reasons(pair: &Pair, is_for: bool) -> Text {
    let mut items: Vec<&Evidence> =
        pair.evidence.iter().filter(|item| (item.bits > 0.0) == is_for).collect();
    items.sort_by(|a, b| b.bits.abs().total_cmp(&a.bits.abs()));
    items.truncate(REASONS);
    if items.is_empty() {
        return Text::default();
    }
    let say = |lang| {
        let words: Vec<&str> = items.iter().map(|item| item.what.get(lang)).collect();
        words.join("; ")
    };
    let (sv, en) = if is_for {
        ("Det som talar för", "What speaks for it")
    } else {
        ("Det som talar emot", "What speaks against it")
    };
    Text::new(format!("{sv}: {}.", say(Lang::Sv)), format!("{en}: {}.", say(Lang::En)))
}

/// The members of two forums, side by side.
fn members(graph: &Graph, kind: Kind, rows: [usize; 2]) -> Text {
    if kind != Kind::Forum {
        return Text::default();
    }
    let network = graph.network;
    let overlap = side_by_side(graph.seats(rows[0]), graph.seats(rows[1]));
    let names = rows.map(|row| network.forums[row].name.as_str());
    let part = |sv: String, en: String, members: &[usize]| {
        if members.is_empty() {
            return Text::default();
        }
        let written: Vec<&str> =
            members.iter().map(|&row| network.actors[row].name.as_str()).collect();
        let count = members.len();
        Text::new(
            format!("{sv} ({count}): {}.", explain::first_few(&written, NAMES, Lang::Sv)),
            format!("{en} ({count}): {}.", explain::first_few(&written, NAMES, Lang::En)),
        )
    };
    let only = |name: &str| (format!("Bara i ”{name}”"), format!("Only in “{name}”"));
    let ((one_sv, one_en), (other_sv, other_en)) = (only(names[0]), only(names[1]));
    part("I båda".into(), "In both".into(), &overlap.both)
        .and(part(one_sv, one_en, &overlap.only_one))
        .and(part(other_sv, other_en, &overlap.only_other))
}

/// Whom to ask: a member or convener that knows both, else anyone of either.
fn would_change(graph: &Graph, kind: Kind, rows: [usize; 2]) -> Text {
    let verdict = Text::new(
        "Att någon som vet avgör om de är samma, olika eller om det ena är en del av det andra.",
        "That somebody who knows rules whether they are the same, different, or one part of the other.",
    );
    if kind != Kind::Forum {
        return verdict;
    }
    let network = graph.network;
    let overlap = side_by_side(graph.seats(rows[0]), graph.seats(rows[1]));
    let convener = |row: usize| {
        let id = network.forums[row].convener.as_ref()?;
        graph.actor(id.as_str())
    };
    let known = rows.iter().find_map(|&row| convener(row)).or(overlap.both.first().copied());
    match known {
        Some(actor) => {
            let name = &network.actors[actor].name;
            verdict.and(Text::new(format!("Fråga {name}."), format!("Ask {name}.")))
        }
        None => verdict,
    }
}
