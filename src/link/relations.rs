//! What relations say of whether two records are one: members, informants,
//! conveners, rhythms, ties. Names play no part here.
//!
//! *Invariant*: where nothing is known there is no item, never 0 bits; every
//! item's sentence names the figures that it rests on.

mod actors;
mod forums;
mod reports;
mod weights;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::{Evidence, Kind};
use crate::model::{Claim, Forum, MentionState, Network, Text};
use reports::{List, Model, Report, Reports};

/// What the relations of a network say of pairs of its records.
///
/// Built once, asked about many pairs. Actors may be taken together in clusters
/// ([`Relations::with`]): members, ties and neighbours are then counted by
/// cluster, which is how verdicts on actors change what is said of forums
/// (collective resolution: I. Bhattacharya, L. Getoor, Collective entity
/// resolution in relational data, ACM TKDD 1(1), 2007). The caller settles actors,
/// builds anew with the clusters found, and repeats until nothing changes.
///
/// # Cost
/// Built in O(rows + forums × actors + p × actors), `p` pairs of forums with a
/// member in common; each pair is then O(actors + rows that name it).
#[derive(Debug)]
pub struct Relations<'a> {
    network: &'a Network,
    /// Cluster of each actor row: the row of one of its members.
    cluster: Vec<usize>,
    /// What is said of forums' members, and by whom.
    model: Model,
    /// By forum: clusters known as members by anybody's claim.
    members: Vec<BTreeSet<usize>>,
    /// By forum: informants who speak of it.
    speakers: Vec<BTreeSet<&'a str>>,
    /// How many informants there are, and the clusters that they speak for.
    informants: usize,
    informant_actor: HashMap<&'a str, usize>,
    /// By forum: the cluster that convenes it.
    conveners: Vec<Option<usize>>,
    /// By cluster: the forums it is a member of.
    forums_of: BTreeMap<usize, BTreeSet<usize>>,
    actors: actors::Around<'a>,
}

/// Rows by id.
struct Rows<'a> {
    actor: HashMap<&'a str, usize>,
    forum: HashMap<&'a str, usize>,
}

impl<'a> Rows<'a> {
    fn new(network: &'a Network) -> Self {
        let actors = network.actors.iter().enumerate();
        let forums = network.forums.iter().enumerate();
        Self {
            actor: actors.map(|(row, actor)| (actor.id.as_str(), row)).collect(),
            forum: forums.map(|(row, forum)| (forum.id.as_str(), row)).collect(),
        }
    }
}

impl<'a> Relations<'a> {
    /// The relations of a network in which every actor stands for itself.
    pub fn new(network: &'a Network) -> Self {
        Self::with(network, |row| row)
    }

    /// The same with actors taken together: `cluster` gives for a row of `actors`
    /// the row that stands for its cluster.
    pub fn with(network: &'a Network, cluster: impl Fn(usize) -> usize) -> Self {
        let rows = Rows::new(network);
        let cluster: Vec<usize> = (0..network.actors.len()).map(cluster).collect();
        let reports = reports(network, &rows, &cluster);
        let mut members: Vec<BTreeSet<usize>> =
            reports.lists.iter().map(|list| list.members.clone()).collect();
        for report in &reports.reports {
            members[report.forum].extend(&report.members);
        }
        let mut forums_of: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
        for (forum, members) in members.iter().enumerate() {
            for &member in members {
                forums_of.entry(member).or_default().insert(forum);
            }
        }
        let informant_actor = network
            .interviews
            .iter()
            .filter_map(|row| {
                let actor = rows.actor.get(row.actor.as_ref()?.as_str())?;
                Some((row.id.as_str(), cluster[*actor]))
            })
            .collect();
        let convener = |forum: &Forum| {
            let row = rows.actor.get(forum.convener.as_ref()?.as_str())?;
            Some(cluster[*row])
        };
        Self {
            network,
            conveners: network.forums.iter().map(|forum| convener(forum)).collect(),
            informant_actor,
            model: Model::new(&reports),
            members,
            speakers: speakers(network, &rows).0,
            informants: reports.informants.len(),
            actors: actors::Around::new(network, &rows, &cluster, &forums_of),
            forums_of,
            cluster,
        }
    }

    /// What relations say of two records of a kind, given by row: an item for
    /// each thing that is known of both.
    pub fn evidence(&self, kind: Kind, one: usize, other: usize) -> Vec<Evidence> {
        let mut evidence = match kind {
            Kind::Forum => self.of_forums(one, other),
            Kind::Actor => self.of_actors(one, other),
            Kind::Group => Vec::new(),
        };
        evidence.retain(|item| item.bits.abs() >= weights::TOLD);
        evidence
    }

    /// Pairs of a kind that relations alone suggest, lower row first, in order.
    pub fn candidates(&self, kind: Kind) -> Vec<(usize, usize)> {
        let sum = |one, other| -> f64 {
            self.evidence(kind, one, other).iter().map(|item| item.bits).sum()
        };
        let (pairs, least): (BTreeSet<(usize, usize)>, f64) = match kind {
            Kind::Forum => {
                let likely = self.model.pairs().filter(|(_, total)| *total > 0.0);
                (likely.map(|(pair, _)| pair).collect(), weights::CANDIDATE_FORUMS)
            }
            Kind::Actor => (self.actors.sharing(), weights::CANDIDATE_ACTORS),
            Kind::Group => (BTreeSet::new(), 0.0),
        };
        pairs.into_iter().filter(|&(one, other)| sum(one, other) >= least).collect()
    }
}

/// The first claim on one record whose place in a document tells of the other, too.
fn told_of_both<'a>(one: &'a [Claim], other: &[Claim]) -> Option<&'a Claim> {
    let is_document = |claim: &&Claim| claim.interview.is_none() && !claim.place.is_empty();
    one.iter().filter(is_document).find(|claim| {
        let same = |c: &Claim| (&c.source, &c.place) == (&claim.source, &claim.place);
        other.iter().filter(is_document).any(same)
    })
}

/// An item of evidence.
fn item(bits: f64, sv: impl Into<String>, en: impl Into<String>) -> Evidence {
    Evidence { what: Text::new(sv, en), bits }
}

/// The informants of a network, in order, and which forums each speaks of: in a
/// claim on the forum's row or on a membership, or by naming it in an answer.
/// Sections of a document are no informants.
fn speakers<'a>(
    network: &'a Network,
    rows: &Rows<'a>,
) -> (Vec<BTreeSet<&'a str>>, BTreeSet<&'a str>) {
    let mut of = vec![BTreeSet::new(); network.forums.len()];
    let mut all: BTreeSet<&str> = network.interviews.iter().map(|row| row.id.as_str()).collect();
    let mut say = |forum: usize, by: &'a str| {
        of[forum].insert(by);
        all.insert(by);
    };
    for (forum, row) in network.forums.iter().enumerate() {
        row.claims.iter().filter_map(interview).for_each(|by| say(forum, by));
    }
    for row in &network.affiliations {
        if let Some(&forum) = rows.forum.get(row.forum.as_str()) {
            row.claims.iter().filter_map(interview).for_each(|by| say(forum, by));
        }
    }
    for row in &network.mentions {
        let is_sure = matches!(row.state, Some(MentionState::Certain | MentionState::Chosen));
        let forum = row.target.as_deref().and_then(|target| rows.forum.get(target));
        if let (true, Some(&forum), Some(by)) = (is_sure, forum, row.interview.as_deref()) {
            say(forum, by);
        }
    }
    (of, all)
}

fn interview(claim: &Claim) -> Option<&str> {
    claim.interview.as_deref()
}

/// Who says what of forums' members, as the model reads it.
fn reports(network: &Network, rows: &Rows, cluster: &[usize]) -> Reports {
    let (speakers, all) = speakers(network, rows);
    let number: HashMap<&str, usize> = all.iter().enumerate().map(|(i, &id)| (id, i)).collect();
    let mut informants = vec![None; all.len()];
    for row in &network.interviews {
        let actor = row.actor.as_ref().and_then(|id| rows.actor.get(id.as_str()));
        informants[number[row.id.as_str()]] = actor.map(|&row| cluster[row]);
    }
    let mut said: BTreeMap<(usize, usize), BTreeSet<usize>> = BTreeMap::new();
    for (forum, by) in speakers.iter().enumerate() {
        for by in by {
            said.insert((number[by], forum), BTreeSet::new());
        }
    }
    let mut lists = vec![List::default(); network.forums.len()];
    for row in &network.affiliations {
        let forum = rows.forum.get(row.forum.as_str());
        let actor = rows.actor.get(row.actor.as_str());
        let (Some(&forum), Some(&actor)) = (forum, actor) else { continue };
        let member = cluster[actor];
        for by in row.claims.iter().filter_map(interview) {
            said.entry((number[by], forum)).or_default().insert(member);
        }
        let is_document = row.claims.iter().any(|claim| claim.interview.is_none());
        if is_document || row.claims.is_empty() {
            lists[forum].members.insert(member);
            lists[forum].complete = match network.forums[forum].members_complete {
                Some(true) => weights::LISTED[0],
                None => weights::LISTED[1],
                Some(false) => weights::LISTED[2],
            };
        }
    }
    let reports = said
        .into_iter()
        .map(|((informant, forum), members)| Report { informant, forum, members })
        .collect();
    Reports { actors: network.actors.len(), informants, reports, lists }
}
