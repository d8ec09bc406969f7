//! What relations say of duplicates: a simulation without names, and by hand.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use samkarta::findings::Analysis;
use samkarta::graph::Graph;
use samkarta::link::{AGAINST, Kind, Relations};
use samkarta::measure::Parameters;
use samkarta::model::{
    Actor, Affiliation, Claim, Forum, ForumFunction, Interview, Level, Network, NetworkKind,
    Obtained, Range, Row, Sector, SourceId, Tie,
};

use crate::fixture::root;

/// SplitMix64, as in `layout/random.rs`.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }

    fn below(&mut self, bound: usize) -> usize {
        (self.unit() * bound as f64) as usize
    }
}

/// Who truly sits where: members by forum.
struct World {
    actors: usize,
    forums: Vec<Vec<usize>>,
}

/// How the sizes of forums are drawn, from 3 to 25.
#[derive(Clone, Copy, PartialEq)]
enum Sizes {
    /// Mostly small: a Pareto tail of exponent 1.
    HeavyTailed,
    Even,
}

/// 60 actors of uneven activity and 30 forums.
fn drawn(random: &mut Random, sizes: Sizes) -> World {
    let actors = 60;
    let activity: Vec<f64> = (0..actors)
        .map(|_| {
            let normal: f64 = (0..12).map(|_| random.unit()).sum::<f64>() - 6.0;
            (0.8 * normal).exp()
        })
        .collect();
    let forums = (0..30)
        .map(|_| {
            let size = match sizes {
                Sizes::HeavyTailed => (3.0 / (1.0 - random.unit() * 0.88)) as usize,
                Sizes::Even => 3 + random.below(23),
            };
            // The first to come, when each comes at a rate that is its activity.
            let mut times: Vec<(f64, usize)> =
                (0..actors).map(|a| (-(1.0 - random.unit()).ln() / activity[a], a)).collect();
            times.sort_by(|one, other| one.0.total_cmp(&other.0));
            times[..size.clamp(3, 25)].iter().map(|(_, actor)| *actor).collect()
        })
        .collect();
    World { actors, forums }
}

/// A published two-mode network, where development data is at hand.
fn published(name: &str) -> Option<World> {
    let path = root().join("../shared/data/two-mode").join(name);
    let Ok(text) = fs::read_to_string(&path) else {
        eprintln!("skipped: no {}", path.display());
        return None;
    };
    let (mut actors, mut rows) = (BTreeMap::new(), BTreeMap::new());
    let mut forums: Vec<Vec<usize>> = Vec::new();
    for line in text.lines().skip(1) {
        let (actor, forum) = line.split_once(',').unwrap();
        let next = actors.len();
        let actor = *actors.entry(actor.to_owned()).or_insert(next);
        let next = rows.len();
        let forum = *rows.entry(forum.to_owned()).or_insert(next);
        forums.resize(forums.len().max(forum + 1), Vec::new());
        forums[forum].push(actor);
    }
    Some(World { actors: actors.len(), forums })
}

/// What informants do: share who answer, share of members whom they name.
#[derive(Clone, Copy)]
struct Setting {
    respond: f64,
    named: f64,
}

/// All respond, and name 30 % of the members of each forum that they sit in.
const ISSUE: Setting = Setting { respond: 1.0, named: 0.3 };
const SOME: Setting = Setting { respond: 0.6, named: 0.3 };
const FEW: Setting = Setting { respond: 0.5, named: 0.1 };

fn claim(interview: &str) -> Claim {
    Claim {
        source: SourceId("sheet".into()),
        place: interview.to_owned(),
        obtained: Obtained::Stated,
        interview: Some(interview.to_owned()),
        date: None,
        printed: None,
    }
}

/// Interviews in a world where 30 % of the forums go under two names, and the
/// pairs of rows that are one forum. Each informant uses one name of a forum.
fn interviewed(random: &mut Random, world: &World, setting: Setting) -> Network {
    let count = world.forums.len();
    let mut order: Vec<usize> = (0..count).collect();
    for i in (1..count).rev() {
        order.swap(i, random.below(i + 1));
    }
    let twice: BTreeSet<usize> =
        order[..(0.3 * count as f64).round() as usize].iter().copied().collect();
    let id = |actor: usize| format!("a{actor}");
    let mut network = Network::default();
    for actor in 0..world.actors {
        let row = Actor { id: id(actor).into(), name: id(actor), ..Actor::default() };
        network.actors.push(Row::bare(row));
    }
    let mut forums: BTreeMap<String, Vec<Claim>> = BTreeMap::new();
    let mut seats: BTreeMap<(String, usize), Vec<Claim>> = BTreeMap::new();
    for actor in 0..world.actors {
        if random.unit() >= setting.respond {
            continue;
        }
        let interview = format!("i{actor}");
        let row = Interview {
            id: interview.clone(),
            actor: Some(id(actor).into()),
            ..Interview::default()
        };
        network.interviews.push(Row::bare(row));
        for (forum, members) in world.forums.iter().enumerate() {
            if !members.contains(&actor) {
                continue;
            }
            let other_name = twice.contains(&forum) && random.unit() < 0.5;
            let name = format!("f{forum}{}", if other_name { "x" } else { "" });
            forums.entry(name.clone()).or_default().push(claim(&interview));
            for &member in members.iter().filter(|&&member| member != actor) {
                if random.unit() < setting.named {
                    seats.entry((name.clone(), member)).or_default().push(claim(&interview));
                }
            }
        }
    }
    for (name, claims) in forums {
        let row = Forum { id: name.as_str().into(), name, ..Forum::default() };
        network.forums.push(Row { value: row, claims, ..Row::default() });
    }
    for ((forum, actor), claims) in seats {
        let row = Affiliation { forum: forum.as_str().into(), actor: id(actor).into(), role: None };
        network.affiliations.push(Row { value: row, claims, ..Row::default() });
    }
    network
}

/// Scores of one pair: ours, then those to compare with.
const SCORES: [&str; 5] = ["relations", "4·AAJ + LLR", "AAJ", "Jaccard", "Jaccard of reporters"];

fn scores(network: &Network) -> Vec<([f64; 5], bool)> {
    let relations = Relations::new(network);
    let members = |forum: &str| -> BTreeSet<&str> {
        let seats = network.affiliations.iter().filter(|seat| seat.forum.as_str() == forum);
        seats.map(|seat| seat.actor.as_str()).collect()
    };
    let by = |row: &Row<Forum>| -> BTreeSet<String> {
        row.claims.iter().filter_map(|claim| claim.interview.clone()).collect()
    };
    let all: Vec<_> = network.forums.iter().map(|f| (members(f.id.as_str()), by(f))).collect();
    let degree = |actor: &str| all.iter().filter(|(members, _)| members.contains(actor)).count();
    let weight = |actor: &&str| 1.0 / (2.0 + degree(actor) as f64).ln();
    let informants = network.interviews.len() as f64;
    let poisson = |count: f64, mean: f64| {
        let factorial: f64 = (1..=count as usize).map(|i| (i as f64).ln()).sum();
        count * mean.ln() - mean - factorial
    };
    let share = |shared: f64, all: f64| if all > 0.0 { shared / all } else { 0.0 };
    let mut scores = Vec::new();
    for one in 0..all.len() {
        for other in one + 1..all.len() {
            let ((a, by_a), (b, by_b)) = (&all[one], &all[other]);
            let evidence = relations.evidence(Kind::Forum, one, other);
            let ours: f64 = evidence.iter().map(|item| item.bits).sum();
            let aaj = share(a.intersection(b).map(weight).sum(), a.union(b).map(weight).sum());
            let both = by_a.intersection(by_b).count() as f64;
            let (r, s) = (by_a.len() as f64, by_b.len() as f64);
            let llr = poisson(both, 0.05 * r.min(s) + 0.02) - poisson(both, r * s / informants);
            let jaccard = share(a.intersection(b).count() as f64, a.union(b).count() as f64);
            let reporters = share(both, r + s - both);
            let names = [one, other].map(|row| network.forums[row].id.0.trim_end_matches('x'));
            let is_one = names[0] == names[1];
            scores.push(([ours, 4.0 * aaj + llr, aaj, jaccard, reporters], is_one));
        }
    }
    scores
}

/// Average precision, ties standing as badly as they can, and the area under the
/// ROC curve, ties counting half.
fn quality(scores: &[([f64; 5], bool)], which: usize) -> Option<(f64, f64)> {
    let mut ranked: Vec<(f64, bool)> = scores.iter().map(|(s, is)| (s[which], *is)).collect();
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let (mut hits, mut precision, mut below) = (0.0, 0.0, 0.0);
    for (rank, (score, is_one)) in ranked.iter().enumerate() {
        if *is_one {
            hits += 1.0;
            precision += hits / (rank + 1) as f64;
        } else {
            let tied = |(other, is): &&(f64, bool)| *is && other == score;
            below += hits + 0.5 * ranked[rank..].iter().filter(tied).count() as f64;
        }
    }
    let others = ranked.len() as f64 - hits;
    (hits > 0.0 && others > 0.0).then(|| (precision / hits, below / (hits * others)))
}

/// Mean quality of every score over seeds 1 to `seeds`, printed.
fn mean(
    label: &str,
    seeds: u64,
    setting: Setting,
    world: impl Fn(&mut Random) -> World,
) -> [f64; 5] {
    let mut sums = [(0.0, 0.0, 0.0); 5];
    for seed in 1..=seeds {
        let mut random = Random(seed);
        let world = world(&mut random);
        let scores = scores(&interviewed(&mut random, &world, setting));
        for (which, sum) in sums.iter_mut().enumerate() {
            if let Some((precision, area)) = quality(&scores, which) {
                *sum = (sum.0 + precision, sum.1 + area, sum.2 + 1.0);
            }
        }
    }
    println!("{label}, seeds 1 to {seeds}: mean average precision (AUC)");
    for (name, (precision, area, count)) in SCORES.iter().zip(sums) {
        println!("  {name:<22} {:.3} ({:.2})", precision / count, area / count);
    }
    sums.map(|(precision, _, count)| precision / count)
}

#[test]
fn forums_under_two_names_stand_first_without_their_names() {
    for sizes in [Sizes::HeavyTailed, Sizes::Even] {
        let label = if sizes == Sizes::Even { "even sizes" } else { "mostly small" };
        let world = |random: &mut Random| drawn(random, sizes);
        let issue = mean(&format!("{label}, all respond, 30 % named"), 30, ISSUE, world);
        assert!(issue[0] >= 0.90, "{label}: average precision {:.3}", issue[0]);
        for (setting, what) in
            [(SOME, "60 % respond, 30 % named"), (FEW, "half respond, 10 % named")]
        {
            let found = mean(&format!("{label}, {what}"), 30, setting, world);
            let rivals = found[1..].iter().copied().fold(0.0, f64::max);
            assert!(found[0] > rivals, "{label}, {what}: {found:?}");
        }
    }
}

#[test]
fn the_same_holds_on_published_networks() {
    for name in ["southern_women.csv", "ceos_clubs.csv", "brunson_corporate_leadership.csv"] {
        for (setting, what) in
            [(ISSUE, "all respond, 30 % named"), (FEW, "half respond, 10 % named")]
        {
            if published(name).is_none() {
                continue;
            }
            let found = mean(&format!("{name}, {what}"), 30, setting, |_| published(name).unwrap());
            let rivals = found[1..].iter().copied().fold(0.0, f64::max);
            assert!(found[0] > rivals, "{name}, {what}: {found:?}");
        }
    }
}

/// Where half respond and name a tenth, that no shared member is named of one
/// forum under two names does not speak strongly against.
#[test]
fn few_names_say_little_against() {
    let (mut told, mut strong) = (0, 0);
    for seed in 1..=40 {
        let mut random = Random(seed);
        let world = drawn(&mut random, Sizes::HeavyTailed);
        let network = interviewed(&mut random, &world, FEW);
        let relations = Relations::new(&network);
        let name = |row: usize| network.forums[row].id.0.trim_end_matches('x');
        for one in 0..network.forums.len() {
            for other in (one + 1..network.forums.len()).filter(|&other| name(one) == name(other)) {
                for item in relations.evidence(Kind::Forum, one, other) {
                    if item.what.en.starts_with("none of the") {
                        told += 1;
                        strong += usize::from(item.bits < AGAINST);
                    }
                }
            }
        }
    }
    println!("{strong} of {told} true pairs without a shared name speak strongly against");
    assert!(told > 20 && strong * 10 <= told, "{strong} of {told}");
}

fn seat(network: &mut Network, forum: &str, actor: &str, by: &str) {
    let claim = claim(by);
    let find =
        |row: &&mut Row<Affiliation>| row.forum.as_str() == forum && row.actor.as_str() == actor;
    if let Some(row) = network.affiliations.iter_mut().find(find) {
        row.claims.push(claim);
        return;
    }
    let row = Affiliation { forum: forum.into(), actor: actor.into(), role: None };
    network.affiliations.push(Row { value: row, claims: vec![claim], ..Row::default() });
}

/// Six informants: three speak of the collaboration group and three of the big
/// group, which both hold the probation service; everybody speaks of the board.
fn two_names() -> Network {
    let mut network = Network::default();
    for id in ["polis", "skola", "frivard", "jour", "vard", "social", "kyrka"] {
        network.actors.push(Row::bare(Actor {
            id: id.into(),
            name: id.into(),
            ..Actor::default()
        }));
    }
    for id in ["samverkansgruppen", "stora-gruppen", "radet"] {
        let row = Forum { id: id.into(), name: id.into(), ..Forum::default() };
        network.forums.push(Row::bare(row));
    }
    let said = [
        ("polis", "samverkansgruppen", &["frivard", "skola"]),
        ("skola", "samverkansgruppen", &["frivard", "jour"]),
        ("frivard", "samverkansgruppen", &["polis", "jour"]),
        ("jour", "stora-gruppen", &["frivard", "polis"]),
        ("vard", "stora-gruppen", &["frivard", "skola"]),
        ("social", "stora-gruppen", &["jour", "frivard"]),
    ];
    for (by, forum, members) in said {
        let row = Interview { id: by.into(), actor: Some(by.into()), ..Interview::default() };
        network.interviews.push(Row::bare(row));
        for member in members {
            seat(&mut network, forum, member, by);
        }
        seat(&mut network, "radet", "social", by);
        seat(&mut network, "radet", "kyrka", by);
    }
    network
}

fn bits(network: &Network, kind: Kind, one: usize, other: usize, word: &str) -> Option<f64> {
    let evidence = Relations::new(network).evidence(kind, one, other);
    evidence.iter().find(|item| item.what.en.contains(word)).map(|item| item.bits)
}

#[test]
fn names_that_no_informant_uses_both_of_are_proposed_by_relations_alone() {
    let mut network = two_names();
    let relations = Relations::new(&network);
    assert_eq!(relations.candidates(Kind::Forum), [(0, 1)]);
    let evidence = relations.evidence(Kind::Forum, 0, 1);
    assert_eq!(evidence, relations.evidence(Kind::Forum, 1, 0));
    assert!(evidence[0].what.sv.starts_with("4 av 4 uppgivna medlemmar"), "{evidence:?}");
    assert!(evidence[1].what.sv.contains("ingen om båda"), "{evidence:?}");
    assert!(evidence[0].bits > 4.0 && evidence[1].bits > AGAINST, "{evidence:?}");
    // All who speak of one now speak of the other, too: they tell them apart.
    for by in ["polis", "skola", "frivard"] {
        seat(&mut network, "stora-gruppen", "vard", by);
    }
    assert!(bits(&network, Kind::Forum, 0, 1, "informants speak of both").unwrap() < AGAINST);
    assert_eq!(Relations::new(&network).candidates(Kind::Forum), []);
}

#[test]
fn steering_is_not_working_and_what_is_unknown_is_not_told() {
    let mut network = two_names();
    assert_eq!(bits(&network, Kind::Forum, 0, 1, "function"), None);
    assert_eq!(bits(&network, Kind::Forum, 0, 1, "convene"), None);
    network.forums[0].function = Some(ForumFunction::Steering);
    network.forums[1].function = Some(ForumFunction::Operative);
    assert!(bits(&network, Kind::Forum, 0, 1, "other function").unwrap() < AGAINST);
    network.forums[0].meetings_per_year = Range { min: Some(4.0), max: Some(6.0) };
    assert_eq!(bits(&network, Kind::Forum, 0, 1, "rhythm"), None);
    network.forums[1].meetings_per_year = Range { min: Some(52.0), max: None };
    assert!(bits(&network, Kind::Forum, 0, 1, "other rhythm").unwrap() < AGAINST);
    network.forums[1].meetings_per_year = Range { min: None, max: Some(5.0) };
    assert!(bits(&network, Kind::Forum, 0, 1, "same rhythm").unwrap() > 0.0);
    for forum in 0..2 {
        network.forums[forum].convener = Some("kyrka".into());
    }
    assert!(bits(&network, Kind::Forum, 0, 1, "convenes both").unwrap() > 0.0);
    network.forums[1].convener = Some("vard".into());
    assert!(bits(&network, Kind::Forum, 0, 1, "convenes one").unwrap() < 0.0);
}

#[test]
fn sections_of_a_document_are_no_informants() {
    let mut network = two_names();
    network.interviews.clear();
    for row in &mut network.affiliations {
        row.claims.iter_mut().for_each(|claim| claim.interview = None);
    }
    assert_eq!(bits(&network, Kind::Forum, 0, 1, "informants"), None);
    assert!(bits(&network, Kind::Forum, 0, 1, "members shared").unwrap() > 0.0);
}

#[test]
fn merged_actors_are_one_member() {
    let mut network = two_names();
    let row = Actor { id: "krim".into(), name: "krim".into(), ..Actor::default() };
    network.actors.push(Row::bare(row));
    for row in &mut network.affiliations {
        if row.forum.as_str() == "stora-gruppen" && row.actor.as_str() == "frivard" {
            row.actor = "krim".into();
        }
    }
    let said = |relations: &Relations| relations.evidence(Kind::Forum, 0, 1)[0].what.en.clone();
    assert!(said(&Relations::new(&network)).starts_with("3 of 5"));
    let merged = Relations::with(&network, |row| if row == 7 { 2 } else { row });
    assert!(said(&merged).starts_with("4 of 4"), "{}", said(&merged));
}

#[test]
fn a_unit_a_tie_and_a_list_speak_against_two_actors_being_one() {
    let mut network = two_names();
    network.actors[1].parent = Some("polis".into());
    assert!(bits(&network, Kind::Actor, 0, 1, "part of").unwrap() < AGAINST);
    assert_eq!(bits(&network, Kind::Actor, 0, 1, "tie or a referral"), None);
    let tie = Tie { from: "skola".into(), to: "polis".into(), ..Tie::default() };
    network.ties.push(Row::bare(tie));
    assert!(bits(&network, Kind::Actor, 0, 1, "tie or a referral").unwrap() < AGAINST);
    assert!(bits(&network, Kind::Actor, 5, 6, "on one list").unwrap() < AGAINST);
    network.actors[0].sector = Some(Sector::State);
    network.actors[2].sector = Some(Sector::Municipality);
    assert!(bits(&network, Kind::Actor, 0, 2, "other sector").unwrap() < AGAINST);
    let empty = Network::default();
    let none = Relations::new(&empty);
    assert!(none.candidates(Kind::Actor).is_empty() && none.candidates(Kind::Forum).is_empty());
}

#[test]
fn one_section_and_two_examples_speak_against_two_actors_being_one() {
    let mut network = two_names();
    let claim = |place: &str| Claim { interview: None, ..claim(place) };
    network.actors[0].claims = vec![claim("1"), claim("2")];
    network.actors[1].claims = vec![claim("2")];
    network.actors[2].claims = vec![claim("3")];
    assert!(bits(&network, Kind::Actor, 0, 1, "one place of the source (2)").unwrap() < AGAINST);
    assert_eq!(bits(&network, Kind::Actor, 0, 2, "one place"), None);
    // What one informant says of both is told elsewhere.
    network.actors[1].claims[0].interview = Some("7".into());
    assert_eq!(bits(&network, Kind::Actor, 0, 1, "one place"), None);
    // Examples are from places of their own; a nation's authority may stand in several.
    for actor in 0..3 {
        network.actors[actor].level = Some(Level::Local);
    }
    assert_eq!(bits(&network, Kind::Actor, 0, 2, "an example each"), None);
    network.kind = Some(NetworkKind::Magazine);
    assert!(bits(&network, Kind::Actor, 0, 2, "an example each").unwrap() < AGAINST);
    network.actors[2].level = Some(Level::National);
    assert_eq!(bits(&network, Kind::Actor, 0, 2, "an example each"), None);
}

#[test]
fn one_forum_in_two_rows_is_a_finding_with_its_members_side_by_side() {
    let mut network = two_names();
    for forum in 0..2 {
        network.forums[forum].name = "Samverkansgruppen".into();
    }
    let found = |network: &Network| {
        let graph = Graph::new(network);
        Analysis::new(&graph, Parameters::default()).run(&["duplicates"])
    };
    let findings = found(&network);
    let id = "duplicates:samverkansgruppen:stora-gruppen";
    let finding = findings.iter().find(|finding| finding.id == id).expect(id);
    assert!(finding.score.0 >= 0.3 && finding.score.1 <= 1.0);
    assert!(finding.text.sv.contains("I båda (4)"), "{}", finding.text.sv);
    assert!(finding.text.en.contains("What speaks for it"), "{}", finding.text.en);
    network.forums.swap(0, 1);
    let swapped = found(&network);
    assert!(swapped.iter().any(|finding| finding.id == id), "{swapped:?}");
}
