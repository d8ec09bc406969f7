//! Whether decisions reach those who meet people: from elected people over a
//! steering group and a strategic team to operative groups.

use super::footing::{rests_on, those};
use super::{Analysis, Doc, Finding, Of, Rule, Severity, explain};
use crate::graph::Graph;
use crate::model::text::Word;
use crate::model::{
    ActorKind, Affiliation, Footing, Forum, ForumFunction, Lang, Measure, Network, Row, Text,
};

pub(super) const RULE: Rule = Rule { id: "chain_of_command", doc, of: Of::Wholes, run };

fn doc() -> Doc {
    Doc {
        title: Text::new("Styrkedjan", "The chain of command"),
        shows: Text::new(
            "Om det finns en obruten väg från ett politiskt organ över en styrgrupp och ett strategiskt samverkansteam till operativa grupper. Två led hänger ihop när källan säger att det ena rapporterar till det andra, eller när någon sitter i båda. Måttet är andelen av de tre leden som hänger ihop; den höga änden är 1 så länge källan lämnar öppet vem som sitter var.",
            "Whether there is an unbroken path from a political body over a steering group and a strategic team to operative groups. Two levels hang together when the source says that one reports to the other, or when somebody sits in both. The score is the share of the three links that hold; the high end is 1 as long as the source leaves open who sits where.",
        ),
        matters: Text::new(
            "Utan en grupp som har mandat att besluta stannar utvecklingen av. Utan en väg till dem som möter människor blir beslutet ett papper.",
            "Without a group that has the mandate to decide, development stalls. Without a path to those who meet people, a decision stays on paper.",
        ),
        example: Text::new(
            "Nämnden har utsett en styrgrupp av chefer. En samordnare driver arbetet, men inget team tar emot styrgruppens beslut, och det operativa mötet mellan polis och socialtjänst rapporterar till ingen.",
            "The board has appointed a steering group of managers. A coordinator does the work, but no team receives the group's decisions, and the operative meeting of police and social services reports to nobody.",
        ),
        misleads: Text::new(
            "Styrning går ofta i linjen, från nämnd till förvaltning, utan särskilda grupper: då syns den inte här. Ett forum kan ha en annan uppgift än källan säger. Att samma person sitter i två grupper betyder inte säkert att beslut förs vidare.",
            "Direction often runs in the line, from board to office, without groups of their own: then it is not seen here. A forum may have another function than the source says. That the same person sits in two groups does not make it certain that decisions are passed on.",
        ),
        constants: &[],
        sources: &[
            "Jämställdhetsmyndigheten, Inget att vänta på, handbok för våldsförebyggande arbete, steg 1, avsnitt 1.8 (2020, uppdaterad 2024)",
            "R. Likert, New Patterns of Management, McGraw-Hill, 1961 (linking pins)",
        ],
    }
}

/// The three steps of the chain, from the top.
const LEVELS: [ForumFunction; 3] =
    [ForumFunction::Steering, ForumFunction::Strategic, ForumFunction::Operative];

/// As much of a chain as hangs together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Chain {
    /// Row of the political body that stands behind the first forum.
    pub board: Option<usize>,
    /// Rows of forums between that body and the first of `forums`, from the top.
    pub above: Vec<usize>,
    /// Rows of the forums, from the top level that there is, each linked to
    /// the one before.
    pub forums: Vec<usize>,
    /// Which of the three links hold: political to steering, steering to
    /// strategic, strategic to operative.
    pub links: [bool; 3],
}

impl Chain {
    /// How many of the links hold.
    pub fn held(&self) -> usize {
        self.links.iter().filter(|held| **held).count()
    }
}

/// The chain with most links; of several, the one with the highest start,
/// then in table order.
///
/// # Cost
/// O(forums² × seats), and forums³ where every forum is linked to every other.
pub(super) fn best_chain(graph: &Graph) -> Chain {
    let network = graph.network;
    let known: Vec<Known> = (0..network.forums.len()).map(|f| Known::of(graph, f)).collect();
    let of = |function| -> Vec<usize> {
        let is = |f: &usize| network.forums[*f].function == Some(function);
        (0..network.forums.len()).filter(is).collect()
    };
    let [steering, teams, groups] = LEVELS.map(of);
    let below = |above: usize, all: &[usize]| -> Vec<usize> {
        let linked = |&&b: &&usize| is_linked(graph, &known, above, b);
        all.iter().filter(linked).copied().collect()
    };
    let operative: Vec<Vec<usize>> = teams.iter().map(|&team| below(team, &groups)).collect();
    let mut best = Chain::default();
    let mut keep = |chain: Chain| {
        if chain.held() > best.held() || (best.forums.is_empty() && best.board.is_none()) {
            best = chain;
        }
    };
    for at in steering {
        let (board, above) = board_behind(graph, at);
        let top = board.is_some();
        let chain = |forums: &[usize], links| Chain {
            board,
            above: above.clone(),
            forums: forums.to_vec(),
            links,
        };
        keep(chain(&[at], [top, false, false]));
        for team in below(at, &teams) {
            keep(chain(&[at, team], [top, true, false]));
            let row = teams.iter().position(|&t| t == team).unwrap_or(0);
            if let Some(&group) = operative[row].first() {
                keep(chain(&[at, team, group], [top, true, true]));
            }
        }
    }
    for (team, groups) in teams.iter().zip(&operative) {
        if let Some(&group) = groups.first() {
            let links = [false, false, true];
            keep(Chain { forums: vec![*team, group], links, ..Chain::default() });
        }
    }
    best
}

/// Who sits in a forum, as far as it links one to another: units and roles,
/// and the units above them. A principal's own seat links nothing: it may be
/// anybody of its units.
struct Known {
    seats: Vec<usize>,
    above: Vec<usize>,
}

impl Known {
    fn of(graph: &Graph, forum: usize) -> Self {
        let is_part = |actor: &usize| {
            let kind = graph.network.actors[*actor].kind;
            graph.parent(*actor).is_some() || kind == Some(ActorKind::Role)
        };
        let seats: Vec<usize> = graph.seats(forum).iter().copied().filter(is_part).collect();
        let above = seats.iter().flat_map(|&seat| graph.ancestry(seat)).collect();
        Self { seats, above }
    }
}

/// Whether decisions can pass from one forum to another: the lower reports to
/// the upper, or somebody sits in both, in person or by a unit.
fn is_linked(graph: &Graph, known: &[Known], above: usize, below: usize) -> bool {
    let network = graph.network;
    let meets = |one: &Known, other: &Known| one.seats.iter().any(|s| other.above.contains(s));
    network.forums[below].reports_to.as_ref() == Some(&network.forums[above].id)
        || meets(&known[above], &known[below])
        || meets(&known[below], &known[above])
}

/// A political body behind a steering group: it sits there or convenes it, the
/// group reports to one where it does, or it answers for a measure that the
/// group is to carry out. With it, the forums on the way up, from the top.
fn board_behind(graph: &Graph, steering: usize) -> (Option<usize>, Vec<usize>) {
    let network = graph.network;
    let is_board = |actor: &usize| network.actors[*actor].kind == Some(ActorKind::Board);
    let mut line: Vec<usize> = Vec::new();
    let mut at = Some(steering);
    while let Some(forum) = at.filter(|forum| !line.contains(forum)) {
        line.push(forum);
        if let Some(board) = graph.seats(forum).iter().copied().find(is_board) {
            return (Some(board), line.into_iter().skip(1).rev().collect());
        }
        at = network.forums[forum].reports_to.as_ref().and_then(|id| graph.forum(id.as_str()));
    }
    let id = &network.forums[steering].id;
    let given = network.measures.iter().filter(|measure| measure.forum.as_ref() == Some(id));
    let mut owners = given
        .flat_map(|measure| &measure.responsible)
        .filter_map(|owner| graph.actor(owner.as_str()));
    (owners.find(is_board), Vec::new())
}

/// The rows of a chain from the top: the board and what puts it behind the first forum, then
/// each forum and the seats by which it hangs together with the one before. That one reports
/// to another stands in its own row.
pub(super) fn behind(graph: &Graph, chain: &Chain) -> Vec<Footing> {
    let network = graph.network;
    let id = |forum: usize| &network.forums[forum].id;
    let forums: Vec<usize> = chain.above.iter().chain(&chain.forums).copied().collect();
    let mut rows: Vec<Footing> = chain.board.into_iter().map(Footing::Actor).collect();
    if let (Some(board), Some(&top)) = (chain.board, forums.first()) {
        let board_id = &network.actors[board].id;
        rows.extend(those(&network.affiliations, Footing::Seat, |seat| {
            seat.forum == *id(top) && seat.actor == *board_id
        }));
        let is_given = |measure: &Row<Measure>| {
            measure.forum.as_ref() == Some(id(top)) && measure.responsible.contains(board_id)
        };
        if !graph.seats(top).contains(&board) {
            rows.extend(those(&network.measures, Footing::Measure, is_given));
        }
    }
    for (at, &forum) in forums.iter().enumerate() {
        let upper = at.checked_sub(1).map(|at| forums[at]);
        let upper =
            upper.filter(|&upper| network.forums[forum].reports_to.as_ref() != Some(id(upper)));
        if let Some(upper) = upper {
            let links = linking(graph, upper, forum);
            rows.extend(those(&network.affiliations, Footing::Seat, |seat: &Row<Affiliation>| {
                links.iter().any(|&(forum, actor)| {
                    seat.forum == *id(forum) && seat.actor == network.actors[actor].id
                })
            }));
        }
        rows.push(Footing::Forum(forum));
    }
    rows
}

/// The seats of two forums, as forum and actor, by which somebody sits in both.
fn linking(graph: &Graph, upper: usize, lower: usize) -> Vec<(usize, usize)> {
    let [above, below] = [upper, lower].map(|forum| Known::of(graph, forum).seats);
    let mut links = Vec::new();
    for &one in &above {
        for &other in &below {
            if graph.ancestry(one).contains(&other) || graph.ancestry(other).contains(&one) {
                links.extend([(upper, one), (lower, other)]);
            }
        }
    }
    links
}

fn run(analysis: &Analysis) -> Vec<Finding> {
    let network = analysis.graph.network;
    if network.forums.is_empty() {
        return Vec::new();
    }
    let mut chain = best_chain(analysis.graph);
    let unknown = network.forums.iter().filter(|forum| forum.function.is_none()).count();
    let held = chain.held();
    // Broken, rather than unknown: every level has forums, and of each of them
    // the source says who sits in it or whom it reports to.
    let level = |level| network.forums.iter().any(|forum| forum.function == Some(level));
    let told = |forum: &Row<Forum>| {
        let placed = forum.function.is_some_and(|function| LEVELS.contains(&function));
        !placed || forum.reports_to.is_some() || forum.members_complete == Some(true)
    };
    let broken = held < 3
        && unknown == 0
        && LEVELS.into_iter().all(level)
        && network.forums.iter().all(told);
    let high = if broken { held as f64 / 3.0 } else { 1.0 };
    let (text, links) = (path(network, &chain), missing(network, &chain));
    let mut rows = behind(analysis.graph, &chain);
    if chain.forums.is_empty() {
        // Without a chain the finding is about the forums that there are.
        chain.forums = (0..network.forums.len()).collect();
        rows.extend((0..network.forums.len()).map(Footing::Forum));
    }
    let subjects = chain.board.iter().map(|&board| network.actors[board].id.0.clone());
    let forums = chain.above.iter().chain(&chain.forums);
    let forums = forums.map(|&forum| network.forums[forum].id.0.clone());
    let is_level =
        |forum: &Row<Forum>| held < 3 && forum.function.is_some_and(|f| LEVELS.contains(&f));
    let rows = rows.into_iter().chain(those(&network.forums, Footing::Forum, is_level));
    vec![Finding {
        id: RULE.id.to_owned(),
        rule: RULE.id,
        severity: match held {
            3 => Severity::Low,
            _ if broken => Severity::High,
            _ => Severity::Medium,
        },
        score: (held as f64 / 3.0, high),
        subjects: subjects.chain(forums).collect(),
        title: title(held, broken),
        text: text.and(links).and(unclear(network, unknown)),
        would_change: match held {
            3 => Text::default(),
            _ => Text::new(
                "Besked om vilken uppgift varje forum har och vem det rapporterar till.",
                "Word of each forum's function and of whom it reports to.",
            ),
        },
        rests_on: rests_on(rows),
        told_in: None,
        decision: None,
    }]
}

fn title(held: usize, broken: bool) -> Text {
    match held {
        3 => Text::new(
            "Styrkedjan hänger ihop från politiskt organ till operativ grupp",
            "The chain of command holds from political body to operative group",
        ),
        0 => Text::new(
            "Ingen känd styrkedja från politik till operativa grupper",
            "No known chain of command from politics to operative groups",
        ),
        n if broken => Text::new(
            format!("Styrkedjan är bruten: {n} av 3 led hänger ihop"),
            format!("The chain of command is broken: {n} of 3 links hold"),
        ),
        n => Text::new(
            format!("Styrkedjan är känd i {n} av 3 led"),
            format!("{n} of 3 links of the chain of command are known"),
        ),
    }
}

fn path(network: &Network, chain: &Chain) -> Text {
    let board = chain.board.map(|board| network.actors[board].name.as_str());
    let forums = chain.above.iter().chain(&chain.forums);
    let forums = forums.map(|&forum| network.forums[forum].name.as_str());
    let names: Vec<&str> = board.into_iter().chain(forums).collect();
    if names.len() < 2 {
        return Text::default();
    }
    let names = names.join(" → ");
    Text::new(format!("Längsta kända väg: {names}."), format!("Longest known path: {names}."))
}

/// What there is at each level, and which links are missing.
fn missing(network: &Network, chain: &Chain) -> Text {
    let links = [
        ("från ett politiskt organ till en styrgrupp", "from a political body to a steering group"),
        (
            "från styrgruppen till ett strategiskt team",
            "from the steering group to a strategic team",
        ),
        (
            "från det strategiska teamet till en operativ grupp",
            "from the strategic team to an operative group",
        ),
    ];
    let lost: Vec<&(&str, &str)> =
        links.iter().zip(chain.links).filter(|(_, held)| !held).map(|(link, _)| link).collect();
    if lost.is_empty() {
        return Text::default();
    }
    let sv: Vec<&str> = lost.iter().map(|(sv, _)| *sv).collect();
    let en: Vec<&str> = lost.iter().map(|(_, en)| *en).collect();
    let mut text = Text::new(
        format!("Källan visar ingen väg {}.", explain::first_few(&sv, 3, Lang::Sv)),
        format!("The source shows no path {}.", explain::first_few(&en, 3, Lang::En)),
    );
    for level in LEVELS {
        let at = network.forums.iter().filter(|forum| forum.function == Some(level));
        let names: Vec<&str> = at.map(|forum| forum.name.as_str()).collect();
        let label = level.label();
        let say = |label: &str, none: &str, lang| match names.is_empty() {
            true => format!("{}: {none}.", explain::capital(label)),
            false => {
                format!("{}: {}.", explain::capital(label), explain::first_few(&names, 4, lang))
            }
        };
        text = text.and(Text::new(
            say(&label.sv, "ingen känd", Lang::Sv),
            say(&label.en, "none known", Lang::En),
        ));
    }
    text
}

fn unclear(network: &Network, unknown: usize) -> Text {
    let all = network.forums.len();
    match unknown {
        0 => Text::default(),
        n => Text::new(
            format!("För {n} av {all} forum är uppgiften i kedjan inte känd."),
            format!("The task in the chain is not known for {n} of {all} forums."),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Actor, Affiliation};

    fn network(seats: &[(&str, &str)], reports: &[(&str, &str)]) -> Network {
        let actor = |id: &str, kind, parent: Option<&str>| {
            Row::bare(Actor {
                id: id.into(),
                name: id.into(),
                kind: Some(kind),
                parent: parent.map(Into::into),
                ..Actor::default()
            })
        };
        let forum = |id: &str, function| {
            let up = reports.iter().find(|(below, _)| *below == id);
            Row::bare(Forum {
                id: id.into(),
                name: id.into(),
                function: Some(function),
                reports_to: up.map(|(_, above)| (*above).into()),
                ..Forum::default()
            })
        };
        Network {
            actors: vec![
                actor("kommun", ActorKind::Organisation, None),
                actor("namnd", ActorKind::Board, Some("kommun")),
                actor("kontor", ActorKind::Unit, Some("kommun")),
            ],
            forums: vec![
                forum("styr", ForumFunction::Steering),
                forum("team", ForumFunction::Strategic),
                forum("grupp", ForumFunction::Operative),
            ],
            affiliations: seats
                .iter()
                .map(|(forum, actor)| {
                    Row::bare(Affiliation {
                        forum: (*forum).into(),
                        actor: (*actor).into(),
                        role: None,
                    })
                })
                .collect(),
            ..Network::default()
        }
    }

    fn links(seats: &[(&str, &str)], reports: &[(&str, &str)]) -> [bool; 3] {
        let network = network(seats, reports);
        best_chain(&Graph::new(&network)).links
    }

    #[test]
    fn reports_and_shared_seats_link_and_a_principals_seat_does_not() {
        let whole = [("team", "styr"), ("grupp", "team")];
        assert_eq!(links(&[("styr", "namnd")], &whole), [true, true, true]);
        assert_eq!(links(&[], &whole), [false, true, true]);
        let seats = [("styr", "namnd"), ("styr", "kontor"), ("team", "kontor")];
        assert_eq!(links(&seats, &[]), [true, true, false]);
        let principal = [("styr", "kommun"), ("team", "kommun")];
        assert_eq!(links(&principal, &[]), [false, false, false]);
    }

    #[test]
    fn a_measure_given_to_the_group_puts_its_board_behind_it() {
        let mut net = network(&[], &[]);
        net.measures.push(Row::bare(crate::model::Measure {
            id: "m".into(),
            responsible: vec!["namnd".into()],
            forum: Some("styr".into()),
            ..crate::model::Measure::default()
        }));
        assert_eq!(best_chain(&Graph::new(&net)).board, Some(1));
    }
}
