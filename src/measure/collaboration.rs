//! The collaboration graph: which actors, which ties, and whose word stands behind each.

use std::collections::{BTreeMap, BTreeSet};

use crate::graph::Graph;
use crate::graph::arcs::{Arcs, Strength};
use crate::graph::compact::Compact;
use crate::model::text::Word;
use crate::model::{ActorId, ActorKind, Claim, Footing, Text, Tie, TieKind, TieState};

/// What a relation between two actors is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A tie of this kind, if it is known.
    Tie(Option<TieKind>),
    /// One sends people to the other.
    Referral,
    /// Both sit in a forum.
    SharedForum,
}

impl Kind {
    /// The word for it in figures and JSON.
    pub fn slug(self) -> &'static str {
        match self {
            Kind::Tie(Some(kind)) => kind.slug(),
            Kind::Tie(None) => "unknown",
            Kind::Referral => "referral",
            Kind::SharedForum => "shared_forum",
        }
    }

    /// What people call the kind with this slug.
    pub fn label(slug: &str) -> Text {
        match slug {
            "referral" => Text::new("skickar människor", "sends people"),
            "shared_forum" => Text::new("samma forum", "same forum"),
            _ => TieKind::from_slug(slug)
                .map_or_else(|| Text::new("okänt slag", "unknown kind"), Word::label),
        }
    }
}

/// A tie or a referral from one actor to another.
#[derive(Clone, Debug, PartialEq)]
pub struct Relation {
    /// The row of `ties` or `referrals`.
    pub row: Footing,
    /// Who claims or sends.
    pub from: u32,
    /// With whom, or to whom.
    pub to: u32,
    /// What it is.
    pub kind: Kind,
    /// Informants who say so; none when the source says it itself.
    pub by: Vec<u32>,
}

/// A seat in a forum.
#[derive(Clone, Debug, PartialEq)]
pub struct Seat {
    /// The row of `forums`.
    pub forum: usize,
    /// Who sits there, as a member or its convener.
    pub actor: u32,
    /// Informants who say so; none when the source says it itself.
    pub by: Vec<u32>,
}

/// The collaboration graph of a network.
///
/// Its actors are all rows of `actors` but the public, in the order of their ids, so that the
/// order of rows plays no part. An arc goes from `a` to `b` where a tie is claimed (neither
/// denied nor wished for) or a referral goes that way; its strength is the number of such rows.
/// The undirected graph has a tie where there is an arc either way. Units and the ones above
/// them are not tied by that alone; forums are not actors, and sharing one is no tie unless
/// [`Options::shared_forums`](super::Options) says so: then it stands both ways, with half the
/// strength either way.
#[derive(Debug)]
pub struct Collaboration<'a> {
    /// The network with its look-ups.
    pub graph: &'a Graph<'a>,
    /// Rows of actors, by id.
    pub actors: Vec<usize>,
    /// Ties and referrals.
    pub relations: Vec<Relation>,
    /// Who sits where.
    pub seats: Vec<Seat>,
    /// The actor each informant speaks for, where it is known.
    pub informants: Vec<Option<u32>>,
    /// Whether each actor was asked.
    pub asked: Vec<bool>,
    /// The principal of each actor, as a number for its group.
    pub principals: Vec<Option<u32>>,
    /// The sector of each actor, as a number for its group.
    pub sectors: Vec<Option<u32>>,
    /// Whether two who sit in a forum together have a tie.
    shared: SharedForums,
    /// Every two actors with a tie, the smaller first, ascending.
    pub pairs: Vec<(u32, u32)>,
}

/// Informants as they are met: an interview by its id, else an actor.
#[derive(Default)]
struct Known<'a> {
    numbers: BTreeMap<(bool, &'a str), u32>,
    actors: Vec<Option<u32>>,
}

impl<'a> Known<'a> {
    fn number(&mut self, interview: bool, id: &'a str, actor: Option<u32>) -> u32 {
        let next = self.actors.len() as u32;
        *self.numbers.entry((interview, id)).or_insert_with(|| {
            self.actors.push(actor);
            next
        })
    }
}

/// Whether sitting in the same forum is a tie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SharedForums {
    /// It is, both ways.
    AreTies,
    /// It is not.
    AreNot,
}

impl<'a> Collaboration<'a> {
    /// Builds the graph, with or without ties between all who share a forum.
    ///
    /// # Cost
    /// O((actors + rows) log).
    pub fn new(graph: &'a Graph<'a>, shared: SharedForums) -> Self {
        let network = graph.network;
        let mut actors: Vec<usize> = (0..network.actors.len())
            .filter(|&row| network.actors[row].kind != Some(ActorKind::Public))
            .filter(|&row| graph.actor(network.actors[row].id.as_str()) == Some(row))
            .collect();
        actors.sort_by(|&a, &b| network.actors[a].id.cmp(&network.actors[b].id));
        let mut node_of = vec![None; network.actors.len()];
        for (node, &row) in actors.iter().enumerate() {
            node_of[row] = Some(node as u32);
        }
        let asked: Vec<bool> =
            actors.iter().map(|&row| graph.was_asked(row) == Some(true)).collect();
        let mut read = Reading { graph, node_of: &node_of, asked: &asked, known: Known::default() };
        let mut relations = read.relations();
        let mut seats = read.seats();
        let known = read.known;
        // Numbers of informants in the order of their ids, whatever row named them first.
        let mut order = vec![0u32; known.actors.len()];
        let mut informants = vec![None; known.actors.len()];
        for (new, &old) in known.numbers.values().enumerate() {
            order[old as usize] = new as u32;
            informants[new] = known.actors[old as usize];
        }
        let lists =
            relations.iter_mut().map(|r| &mut r.by).chain(seats.iter_mut().map(|s| &mut s.by));
        for by in lists {
            for informant in by.iter_mut() {
                *informant = order[*informant as usize];
            }
            by.sort_unstable();
            by.dedup();
        }
        let sector = |&row: &usize| network.actors[row].sector.map(|sector| sector as u32);
        let principals = actors.iter().map(|&row| node_of[graph.principal(row)]).collect();
        let sectors = actors.iter().map(sector).collect();
        let mut all = Self {
            graph,
            actors,
            relations,
            seats,
            informants,
            asked,
            principals,
            sectors,
            shared,
            pairs: Vec::new(),
        };
        all.pairs = all.seen(None).simple.pairs().collect();
        all
    }

    /// The id of an actor of the graph.
    pub fn id(&self, node: u32) -> &'a ActorId {
        &self.graph.network.actors[self.actors[node as usize]].id
    }

    /// The graph as it is without what only the informants marked `dropped` say.
    ///
    /// # Cost
    /// O(rows log rows).
    pub fn seen(&self, dropped: Option<&[bool]>) -> Seen<'_> {
        let kept = |by: &[u32]| match dropped {
            Some(dropped) if !by.is_empty() => by.iter().any(|&i| !dropped[i as usize]),
            _ => true,
        };
        let n = self.actors.len();
        let relations: Vec<&Relation> = self.relations.iter().filter(|r| kept(&r.by)).collect();
        let mut seats = vec![Vec::new(); self.graph.network.forums.len()];
        for seat in self.seats.iter().filter(|seat| kept(&seat.by)) {
            seats[seat.forum].push(seat.actor);
        }
        for members in &mut seats {
            members.sort_unstable();
            members.dedup();
        }
        let mut arcs: Vec<_> = relations.iter().map(|r| (r.from, r.to, Strength::ONE)).collect();
        if self.shared == SharedForums::AreTies {
            let both = |&a: &u32, members: &[u32]| {
                members.iter().map(move |&b| (a, b, Strength::HALF)).collect::<Vec<_>>()
            };
            arcs.extend(seats.iter().flat_map(|all| all.iter().flat_map(|a| both(a, all))));
        }
        let arcs = Arcs::from_arcs(n, &arcs);
        let mut claimed = BTreeSet::new();
        for relation in relations.iter().filter(|r| matches!(r.row, Footing::Tie(_))) {
            claimed.extend(self.claims(relation, dropped));
        }
        Seen {
            of: self,
            simple: arcs.simple(),
            both: arcs.both_ways(),
            arcs,
            relations,
            seats,
            claimed,
            asked: self.still_asked(dropped),
        }
    }

    /// Which ends claim a tie of the other, as `(who, whom)`.
    fn claims(&self, tie: &Relation, dropped: Option<&[bool]>) -> Vec<(u32, u32)> {
        let says = |end: u32| {
            let own = |&&i: &&u32| self.informants[i as usize] == Some(end);
            let kept = |&i: &u32| dropped.is_none_or(|dropped| !dropped[i as usize]);
            tie.by.iter().filter(own).any(kept)
        };
        let ends = [Some(tie.from), Some(tie.to)];
        let an_end_says = tie.by.iter().any(|&i| ends.contains(&self.informants[i as usize]));
        // Where neither end is named as the one who says so, the tie goes by its direction.
        let forward = (!an_end_says || says(tie.from)).then_some((tie.from, tie.to));
        let back = says(tie.to).then_some((tie.to, tie.from));
        forward.into_iter().chain(back).collect()
    }

    fn still_asked(&self, dropped: Option<&[bool]>) -> Vec<bool> {
        let Some(dropped) = dropped else { return self.asked.clone() };
        let mut spoke = vec![false; self.actors.len()];
        let mut speaks = vec![false; self.actors.len()];
        for (informant, actor) in self.informants.iter().enumerate() {
            if let Some(actor) = *actor {
                spoke[actor as usize] = true;
                speaks[actor as usize] |= !dropped[informant];
            }
        }
        let asked = self.asked.iter().enumerate();
        asked.map(|(node, &asked)| asked && (!spoke[node] || speaks[node])).collect()
    }
}

/// What is read from a network's rows.
struct Reading<'a, 'b> {
    graph: &'a Graph<'a>,
    node_of: &'b [Option<u32>],
    asked: &'b [bool],
    known: Known<'a>,
}

impl<'a> Reading<'a, '_> {
    fn node(&self, id: &str) -> Option<u32> {
        self.node_of[self.graph.actor(id)?]
    }

    fn relations(&mut self) -> Vec<Relation> {
        let network = self.graph.network;
        let mut found = Vec::new();
        let collaborates =
            |tie: &Tie| tie.state != Some(TieState::Absent) && tie.kind != Some(TieKind::Wishes);
        for (row, tie) in network.ties.iter().enumerate() {
            let ends = (self.node(tie.from.as_str()), self.node(tie.to.as_str()));
            if let (Some(from), Some(to)) = ends
                && from != to
                && collaborates(tie)
            {
                let by = self.informants(&tie.claims, &tie.claimed_by, Some(from));
                let (row, kind) = (Footing::Tie(row), Kind::Tie(tie.kind));
                found.push(Relation { row, from, to, kind, by });
            }
        }
        for (row, way) in network.referrals.iter().enumerate() {
            let ends = (self.node(way.from.as_str()), self.node(way.to.as_str()));
            if let (Some(from), Some(to)) = ends
                && from != to
            {
                let by = self.informants(&way.claims, &way.claimed_by, Some(from));
                let row = Footing::Referral(row);
                found.push(Relation { row, from, to, kind: Kind::Referral, by });
            }
        }
        found
    }

    fn seats(&mut self) -> Vec<Seat> {
        let network = self.graph.network;
        let mut found = Vec::new();
        for row in &network.affiliations {
            if let (Some(forum), Some(actor)) =
                (self.graph.forum(row.forum.as_str()), self.node(row.actor.as_str()))
            {
                let by = self.informants(&row.claims, &[], None);
                found.push(Seat { forum, actor, by });
            }
        }
        for (forum, row) in network.forums.iter().enumerate() {
            let convener = row.convener.as_ref().and_then(|id| self.node(id.as_str()));
            if let Some(actor) = convener {
                let by = self.informants(&row.claims, &[], None);
                found.push(Seat { forum, actor, by });
            }
        }
        found
    }

    /// Whose word a row is: the interviews of its claims; else those it says claim it; else
    /// the actor it starts from, if somebody asked there. A row with a claim that no interview
    /// stands behind, where others have one, is the source's own word as well.
    fn informants(
        &mut self,
        claims: &'a [Claim],
        claimed_by: &'a [ActorId],
        from: Option<u32>,
    ) -> Vec<u32> {
        let network = self.graph.network;
        let told = claims.iter().filter_map(|claim| claim.interview.as_deref());
        let told: BTreeSet<&str> = told.collect();
        if !told.is_empty() {
            if claims.iter().any(|claim| claim.interview.is_none()) {
                return Vec::new();
            }
            let number = |id: &'a str| {
                let row = network.interviews.iter().find(|interview| interview.id == id);
                let actor = row.and_then(|row| self.node(row.actor.as_ref()?.as_str()));
                self.known.number(true, id, actor)
            };
            return told.into_iter().map(number).collect();
        }
        if !claimed_by.is_empty() {
            let number = |id: &'a ActorId| {
                let actor = self.node(id.as_str());
                self.known.number(false, id.as_str(), actor)
            };
            return claimed_by.iter().map(number).collect();
        }
        let Some(node) = from.filter(|&node| self.asked[node as usize]) else { return Vec::new() };
        let row = self.node_of.iter().position(|&other| other == Some(node));
        let id = row.map(|row| network.actors[row].id.as_str());
        id.map(|id| self.known.number(false, id, Some(node))).into_iter().collect()
    }
}

/// The collaboration graph as some informants tell it.
#[derive(Debug)]
pub struct Seen<'a> {
    /// The whole of it.
    pub of: &'a Collaboration<'a>,
    /// Ties without direction.
    pub simple: Compact,
    /// Arcs with the number of rows behind them.
    pub arcs: Arcs,
    /// The same in both directions, summed.
    pub both: Arcs,
    /// Ties and referrals.
    pub relations: Vec<&'a Relation>,
    /// Members of each forum, ascending.
    pub seats: Vec<Vec<u32>>,
    /// Who claims a tie of whom.
    pub claimed: BTreeSet<(u32, u32)>,
    /// Whether each actor was asked.
    pub asked: Vec<bool>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Actor, Affiliation, Forum, Interview, Network, Obtained, Referral, Row};

    fn network() -> Network {
        let actor = |id: &str, asked| {
            Row::bare(Actor { id: id.into(), interviewed: asked, ..Actor::default() })
        };
        let tie = |from: &str, to: &str, kind, by: &[&str]| {
            let claimed_by = by.iter().map(|id| (*id).into()).collect();
            Row::bare(Tie { from: from.into(), to: to.into(), kind, claimed_by, ..Tie::default() })
        };
        let mut public = actor("public", None);
        public.kind = Some(ActorKind::Public);
        Network {
            actors: vec![
                public,
                actor("c", Some(false)),
                actor("b", Some(true)),
                actor("a", Some(true)),
            ],
            ties: vec![
                tie("a", "b", Some(TieKind::Consults), &["b"]),
                tie("c", "b", None, &[]),
                tie("a", "c", Some(TieKind::Wishes), &[]),
            ],
            referrals: vec![
                Row::bare(Referral { from: "public".into(), to: "a".into(), ..Default::default() }),
                Row::bare(Referral { from: "a".into(), to: "b".into(), ..Default::default() }),
            ],
            forums: vec![Row::bare(Forum { id: "f".into(), ..Forum::default() })],
            affiliations: vec![Row::bare(Affiliation {
                forum: "f".into(),
                actor: "c".into(),
                role: None,
            })],
            ..Network::default()
        }
    }

    #[test]
    fn actors_ties_and_informants_by_hand() {
        let net = network();
        let graph = Graph::new(&net);
        let all = Collaboration::new(&graph, SharedForums::AreNot);
        assert_eq!(all.actors, [3, 2, 1]);
        assert_eq!(all.pairs, [(0, 1), (1, 2)]);
        // b claims the tie a–b, a asked tells its referral, c was not asked: the source's word.
        assert_eq!(all.informants, [Some(0), Some(1)]);
        let by: Vec<&[u32]> = all.relations.iter().map(|r| r.by.as_slice()).collect();
        assert_eq!(by, [&[1][..], &[], &[0]]);
        let seen = all.seen(None);
        assert_eq!(seen.arcs.strength(0, 1).map(Strength::get), Some(2.0));
        // A tie that only b tells of is b's claim, not a's.
        assert_eq!(seen.claimed.iter().copied().collect::<Vec<_>>(), [(1, 0), (2, 1)]);
        assert_eq!(seen.asked, [true, true, false]);
        assert_eq!(seen.seats, [[2]]);
        let met = Collaboration::new(&graph, SharedForums::AreTies);
        assert_eq!(met.pairs, all.pairs);
        let without_b = all.seen(Some(&[false, true]));
        assert_eq!(without_b.arcs.strength(0, 1).map(Strength::get), Some(1.0));
        assert_eq!(without_b.asked, [true, false, false]);
        assert_eq!(all.seen(Some(&[true, true])).simple.edges(), 1);
    }

    #[test]
    fn an_interview_goes_before_the_actor_and_the_source_has_its_own_word() {
        let mut net = network();
        let claim = |interview: Option<&str>| Claim {
            source: "s".into(),
            place: "1".into(),
            obtained: Obtained::Stated,
            interview: interview.map(str::to_owned),
            date: None,
            printed: None,
        };
        net.interviews = vec![Row::bare(Interview {
            id: "i1".into(),
            actor: Some("a".into()),
            ..Interview::default()
        })];
        net.ties[0].claims = vec![claim(Some("i1")), claim(Some("i2"))];
        net.referrals[1].claims = vec![claim(Some("i1")), claim(None)];
        let graph = Graph::new(&net);
        let all = Collaboration::new(&graph, SharedForums::AreNot);
        assert_eq!(all.informants, [Some(0), None]);
        assert_eq!(all.relations[0].by, [0, 1]);
        assert!(all.relations[2].by.is_empty());
    }
}
