//! Pairs without a known tie whose surroundings look like those of pairs that have one.

use std::collections::BTreeSet;

use super::footing::{rests_on, those};
use super::{Analysis, Doc, Finding, Of, Rule, Severity, explain};
use crate::graph::Graph;
use crate::measure::collaboration::{Collaboration, SharedForums};
use crate::measure::predict::Observed;
use crate::measure::predict::ensemble::{Learning, Learnt};
use crate::measure::predict::figures::Summary;
use crate::model::text::count;
use crate::model::{
    ActorId, ActorKind, Footing, Lang, Referral, Row, Text, Tie, TieKind, TieState,
};

pub(super) const RULE: Rule = Rule { id: "structurally_likely", doc, of: Of::Places, run };

/// The seed of what is hidden; the same each time, so that findings stay.
const SEED: u64 = 1;
/// Fewer ties than this teach nothing.
const LEAST_TIES: usize = 20;
/// Ties that each of a pair must have.
const LEAST_DEGREE: usize = 2;
/// Shared contacts that are named.
const NAMES: usize = 4;

fn doc() -> Doc {
    Doc {
        title: Text::new("Troliga samarbeten", "Structurally likely ties"),
        shows: Text::new(
            "En kort lista över par av aktörer som inte har något känt samarbete men vars omgivning liknar den hos par som har ett. Flera index vägs ihop efter hur väl de hittar samarbeten i just detta nätverk som har dolts för dem. Listans förväntade träffsäkerhet mäts på samma sätt och står i varje iakttagelse.",
            "A short list of pairs of actors without a known tie whose surroundings look like those of pairs that have one. Several indices are weighed by how well they find ties of this very network that were hidden from them. The expected precision of the list is measured the same way and stands in every finding.",
        ),
        matters: Text::new(
            "De som delar många kontakter har ofta redan med varandra att göra, eller borde ha det. Listan säger vem man kan fråga, när det inte finns någon annan ledtråd.",
            "Those who share many contacts often deal with each other already, or should. The list says whom to ask when there is no other clue.",
        ),
        example: Text::new(
            "Kvinnojouren och beroendemottagningen arbetar båda med socialkontoret och polisen. Ingen har nämnt något samarbete mellan dem.",
            "The women's shelter and the addiction clinic both work with the social services and the police. Nobody has named a tie between them.",
        ),
        misleads: Text::new(
            "Listan är frågor, aldrig luckor: ett troligt samarbete behöver inte finnas, och behöver inte behövas. Den ser bara det som redan är känt, så den som ingen har frågat hamnar sällan på den. Aktörer med färre än två kontakter är inte med. Träffsäkerheten gäller kända samarbeten som doldes; de som saknas på riktigt kan vara av annat slag.",
            "The list is questions, never gaps: a likely tie need not be there, and need not be needed. It sees only what is known already, so those whom nobody asked are seldom on it. Actors with fewer than two contacts are left out. The precision is that of known ties which were hidden; those that are really missing may be of another kind.",
        ),
        constants: &["likely_pairs", "likely_precision"],
        sources: &[
            "A. Ghasemian et al., Stacking models for nearly optimal link prediction in complex networks, PNAS 117 (2020), 23393–23400",
            "T. Zhou, L. Lü, Y.-C. Zhang, Predicting missing links via local information, European Physical Journal B 71 (2009), 623–630",
        ],
    }
}

/// The list, or why there is none.
pub(super) type Likely = Result<Vec<Finding>, Text>;

fn run(analysis: &Analysis) -> Vec<Finding> {
    analysis.likely.get_or_init(|| likely(analysis)).clone().unwrap_or_default()
}

/// Why the list is empty.
pub(super) fn silent(analysis: &Analysis) -> Text {
    analysis.likely.get_or_init(|| likely(analysis)).clone().err().unwrap_or_default()
}

fn likely(analysis: &Analysis) -> Likely {
    let most = analysis.parameters.likely_pairs as usize;
    let all = Collaboration::new(analysis.graph, SharedForums::AreNot);
    let (seen, nodes) = Observed::of_ties(&all).tied();
    let ties = seen.graph.edges();
    if ties < LEAST_TIES || most == 0 {
        return Err(Text::new(
            format!(
                "Nätverket har {}; av färre än {LEAST_TIES} går det inte att lära.",
                count(ties, "känt samarbete", "kända samarbeten")
            ),
            format!(
                "The network has {}; of fewer than {LEAST_TIES} nothing can be learnt.",
                count(ties, "known tie", "known ties")
            ),
        ));
    }
    let rows: Vec<usize> = nodes.iter().map(|&node| all.actors[node]).collect();
    let joined = joined(analysis.graph);
    let operative: Vec<bool> = rows.iter().map(|&row| is_operative(analysis.graph, row)).collect();
    let open = |(a, b): (u32, u32)| {
        let (a, b) = (a as usize, b as usize);
        operative[a]
            && operative[b]
            && !are_kin(analysis.graph, rows[a], rows[b])
            && !joined.contains(&ordered(rows[a], rows[b]))
    };
    let allowed = |left: &Observed, (a, b): (u32, u32)| {
        left.graph.degree(a as usize) >= LEAST_DEGREE
            && left.graph.degree(b as usize) >= LEAST_DEGREE
            && open((a, b))
            && shared(left, a, b).next().is_some()
    };
    let pairs: Vec<(u32, u32)> =
        seen.candidates().into_iter().filter(|&pair| allowed(&seen, pair)).collect();
    if pairs.len() <= most {
        let n = pairs.len();
        return Err(Text::new(
            format!(
                "Bara {n} par utan känt samarbete delar någon kontakt; det är för få att välja bland."
            ),
            format!("Only {n} pairs without a known tie share a contact; too few to choose among."),
        ));
    }
    let learnt = Learnt::new(&seen, &Learning::default(), SEED);
    let found = learnt.precision(most, allowed);
    let rounds = found.len() as f64;
    let bar = analysis.parameters.likely_precision;
    let precision = match Summary::of(found) {
        Some(precision) if precision.mean >= bar => precision,
        measured => return Err(too_poor(most, measured.map(|one| one.mean), bar)),
    };
    let around = 2.0 * precision.sd / rounds.sqrt();
    let interval = ((precision.mean - around).max(0.0), (precision.mean + around).min(1.0));
    let scores = learnt.ensemble(&pairs).scores;
    let mut order: Vec<usize> = (0..pairs.len()).collect();
    order.sort_by(|&a, &b| scores[b].total_cmp(&scores[a]).then(pairs[a].cmp(&pairs[b])));
    let finding = |at: usize| {
        let (a, b) = pairs[at];
        let between: Vec<usize> = shared(&seen, a, b).map(|z| rows[z as usize]).collect();
        let ends = [rows[a as usize], rows[b as usize]];
        finding(analysis.graph, ends, &between, interval, most)
    };
    Ok(order.into_iter().take(most).map(finding).collect())
}

/// That a list would be wrong too often to be worth a question.
fn too_poor(most: usize, precision: Option<f64>, bar: f64) -> Text {
    let Some(precision) = precision else {
        return Text::new(
            "Det finns för få par att pröva listan på, så dess träffsäkerhet är inte känd.",
            "There are too few pairs to try the list on, so its precision is not known.",
        );
    };
    let share = |value, lang| explain::percent(value, lang);
    let Learning { rounds, share: hidden, .. } = Learning::default();
    Text::new(
        format!(
            "Av de {most} troligaste paren väntas {} vara samarbeten, och gränsen är {}: så få hittades när {} av de kända samarbetena doldes, {rounds} gånger. Att fråga om paren vore att gissa.",
            share(precision, Lang::Sv),
            share(bar, Lang::Sv),
            share(hidden, Lang::Sv)
        ),
        format!(
            "Of the {most} likeliest pairs {} are expected to be ties, and the bar is {}: so few were found when {} of the known ties were hidden, {rounds} times. To ask about the pairs would be to guess.",
            share(precision, Lang::En),
            share(bar, Lang::En),
            share(hidden, Lang::En)
        ),
    )
}

/// Contacts that two actors share, ascending.
fn shared(seen: &Observed, a: u32, b: u32) -> impl Iterator<Item = u32> {
    let joins = move |&z: &u32| seen.graph.joins(z as usize, b as usize);
    seen.graph.neighbours(a as usize).iter().copied().filter(joins)
}

fn ordered(a: usize, b: usize) -> (usize, usize) {
    (a.min(b), a.max(b))
}

/// Whether an actor works itself: neither a board that decides nor a kind of actor.
fn is_operative(graph: &Graph, row: usize) -> bool {
    let kind = graph.network.actors[row].kind;
    !matches!(kind, Some(ActorKind::Board | ActorKind::Category | ActorKind::Public))
}

/// Whether one stands above the other, or both right under the same unit.
fn are_kin(graph: &Graph, a: usize, b: usize) -> bool {
    let siblings = graph.parent(a).is_some() && graph.parent(a) == graph.parent(b);
    siblings || graph.ancestry(a).contains(&b) || graph.ancestry(b).contains(&a)
}

/// Every two actors that share a forum or an agreement, or of whom a tie is wished for or
/// denied: other rules speak of those.
fn joined(graph: &Graph) -> BTreeSet<(usize, usize)> {
    let network = graph.network;
    let rows = |ids: &[ActorId]| -> Vec<usize> {
        ids.iter().filter_map(|id| graph.actor(id.as_str())).collect()
    };
    let forums = (0..network.forums.len()).map(|forum| graph.seats(forum).to_vec());
    let agreements = network.agreements.iter().map(|row| rows(&row.parties));
    let is_elsewhere =
        |tie: &Tie| tie.kind == Some(TieKind::Wishes) || tie.state == Some(TieState::Absent);
    let told = network.ties.iter().filter(|tie| is_elsewhere(tie));
    let ties = told.map(|tie| rows(&[tie.from.clone(), tie.to.clone()]));
    let mut pairs = BTreeSet::new();
    for members in forums.chain(agreements).chain(ties) {
        for (at, &a) in members.iter().enumerate() {
            pairs.extend(members[..at].iter().map(|&b| ordered(a, b)));
        }
    }
    pairs
}

fn finding(
    graph: &Graph,
    ends: [usize; 2],
    between: &[usize],
    interval: (f64, f64),
    most: usize,
) -> Finding {
    let network = graph.network;
    let [a, b] = ends.map(|row| &network.actors[row]);
    let mut ids = [a.id.as_str(), b.id.as_str()];
    ids.sort_unstable();
    let named: Vec<&str> = between.iter().map(|&row| network.actors[row].name.as_str()).collect();
    let contacts = |lang| explain::first_few(&named, NAMES, lang);
    let share = |lang| {
        let (low, high) = interval;
        (explain::percent(low, lang), explain::percent(high, lang))
    };
    let ((low_sv, high_sv), (low_en, high_en)) = (share(Lang::Sv), share(Lang::En));
    let Learning { rounds, share: hidden, .. } = Learning::default();
    let hidden = |lang| explain::percent(hidden, lang);
    let why = Text::new(
        format!("Inget samarbete mellan dem är känt. Båda arbetar med {}.", contacts(Lang::Sv)),
        format!("No tie between them is known. Both work with {}.", contacts(Lang::En)),
    );
    let expected = Text::new(
        format!(
            "Av {most} sådana par väntas {low_sv}–{high_sv} vara samarbeten: så många var det när {} av de kända samarbetena doldes, {rounds} gånger (frö {SEED}).",
            hidden(Lang::Sv)
        ),
        format!(
            "Of {most} such pairs {low_en}–{high_en} are expected to be ties: so many were when {} of the known ties were hidden, {rounds} times (seed {SEED}).",
            hidden(Lang::En)
        ),
    );
    Finding {
        id: format!("{}:{}:{}", RULE.id, ids[0], ids[1]),
        rule: RULE.id,
        severity: Severity::Low,
        score: interval,
        subjects: ids.map(str::to_owned).to_vec(),
        title: Text::new(
            format!("Troligt samarbete: {} och {}", a.name, b.name),
            format!("Likely tie: {} and {}", a.name, b.name),
        ),
        text: why.and(asked(graph, ends)).and(expected),
        would_change: Text::new(
            format!("En fråga till {} och {}: arbetar ni med varandra?", a.name, b.name),
            format!("A question to {} and {}: do you work with each other?", a.name, b.name),
        ),
        rests_on: behind(graph, ends, between),
        told_in: None,
        decision: None,
    }
}

/// Whether somebody could have told of a tie.
fn asked(graph: &Graph, ends: [usize; 2]) -> Text {
    let unasked: Vec<&str> = ends
        .into_iter()
        .filter(|&row| graph.was_asked(row) != Some(true))
        .map(|row| graph.network.actors[row].name.as_str())
        .collect();
    match unasked.as_slice() {
        [] => Text::new(
            "Båda har intervjuats, och ingen av dem har nämnt den andra.",
            "Both were interviewed, and neither named the other.",
        ),
        [one] => Text::new(
            format!("Ingen intervju med {one} är känd, så detta är en fråga och ingen lucka."),
            format!("No interview with {one} is known, so this is a question and no gap."),
        ),
        _ => Text::new(
            "Ingen intervju med någon av dem är känd, så detta är en fråga och ingen lucka.",
            "No interview with either is known, so this is a question and no gap.",
        ),
    }
}

/// The ties and referrals between the two and those they share, then the two: whether they
/// were asked stands with them.
fn behind(graph: &Graph, ends: [usize; 2], between: &[usize]) -> Vec<Footing> {
    let network = graph.network;
    let links = |from: &ActorId, to: &ActorId| {
        let rows = [graph.actor(from.as_str()), graph.actor(to.as_str())];
        let [Some(from), Some(to)] = rows else { return false };
        (ends.contains(&from) && between.contains(&to))
            || (ends.contains(&to) && between.contains(&from))
    };
    // What is denied or wished for is no tie that they share.
    let is_tie = |tie: &Row<Tie>| {
        tie.state != Some(TieState::Absent)
            && tie.kind != Some(TieKind::Wishes)
            && links(&tie.from, &tie.to)
    };
    let ways = |way: &Row<Referral>| links(&way.from, &way.to);
    rests_on(
        those(&network.ties, Footing::Tie, is_tie)
            .chain(those(&network.referrals, Footing::Referral, ways))
            .chain(ends.map(Footing::Actor)),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::Parameters;
    use crate::model::{Actor, Network, Row};

    fn tie(a: usize, b: usize, kind: TieKind) -> Row<Tie> {
        let id = |n: usize| ActorId(format!("a{n:02}"));
        Row::bare(Tie { from: id(a), to: id(b), kind: Some(kind), ..Tie::default() })
    }

    /// Two groups of eight; within each everybody works with all but one.
    fn network() -> Network {
        let mut net = Network::default();
        for n in 0..17 {
            let id = ActorId(format!("a{n:02}"));
            let name = format!("Aktör {n:02}");
            net.actors.push(Row::bare(Actor { id, name, ..Actor::default() }));
        }
        for group in [0, 8] {
            for a in 0..8 {
                for b in 0..a {
                    if (a, b) != (5, 2) && (a, b) != (7, 4) && (a, b) != (6, 1) {
                        net.ties.push(tie(group + a, group + b, TieKind::Cooperates));
                    }
                }
            }
        }
        net.ties.push(tie(0, 16, TieKind::Cooperates));
        net
    }

    fn found(net: &Network, parameters: Parameters) -> Vec<Finding> {
        let graph = Graph::new(net);
        Analysis::new(&graph, parameters).run(&[RULE.id])
    }

    #[test]
    fn the_pairs_left_out_of_two_dense_groups_are_found() {
        let parameters = Parameters { likely_pairs: 4.0, ..Parameters::default() };
        let net = network();
        let all = found(&net, parameters);
        assert_eq!(all.len(), 4);
        let missing = ["02:a05", "04:a07", "01:a06", "10:a13", "12:a15", "09:a14"]
            .map(|pair| format!("a{pair}"));
        for finding in &all {
            let pair = finding.id.trim_start_matches("structurally_likely:");
            assert!(missing.iter().any(|known| known == pair), "{pair}");
            assert_eq!(finding.severity, Severity::Low);
            assert!(finding.score.0 >= 0.0 && finding.score.0 <= finding.score.1);
            assert!(finding.text.sv.contains("fråga och ingen lucka"), "{}", finding.text.sv);
            assert!(!finding.id.contains("a16"), "one contact only");
        }
    }

    #[test]
    fn what_is_wished_denied_or_shared_is_left_to_others_and_rows_play_no_part() {
        let parameters = Parameters { likely_pairs: 3.0, ..Parameters::default() };
        let mut net = network();
        net.ties.push(tie(2, 5, TieKind::Wishes));
        let ids = |net: &Network| -> Vec<String> {
            found(net, parameters).into_iter().map(|f| f.id).collect()
        };
        let first = ids(&net);
        assert!(!first.is_empty());
        assert!(first.iter().all(|id| !id.ends_with("a02:a05")));
        net.actors.reverse();
        net.ties.reverse();
        assert_eq!(ids(&net), first);
    }

    #[test]
    fn it_is_silent_when_it_knows_too_little_and_says_why() {
        let why = |net: &Network, parameters| {
            let graph = Graph::new(net);
            let analysis = Analysis::new(&graph, parameters);
            assert!(analysis.run(&[RULE.id]).is_empty());
            silent(&analysis).sv
        };
        let mut net = network();
        let strict =
            Parameters { likely_precision: 1.0, likely_pairs: 4.0, ..Parameters::default() };
        let poor = why(&net, strict);
        assert!(poor.contains("troligaste paren") && poor.contains("gränsen är 100"), "{poor}");
        net.ties.truncate(LEAST_TIES - 1);
        let few = why(&net, Parameters::default());
        assert!(few.starts_with("Nätverket har 19 kända samarbeten"), "{few}");
    }
}
