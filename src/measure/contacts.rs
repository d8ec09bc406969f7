//! What stands between two actors, and who has named whom.

use std::collections::BTreeSet;

use crate::graph::Graph;
use crate::model::{
    ActorId, ActorKind, Claim, Footing, ForumFunction, Interview, PUBLIC, Row, Tie, TieKind,
    TieState,
};

/// What stands between two actors, by how much of a collaboration it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Between {
    /// Cases are worked on together: casework, a way to send people, an
    /// agreement of the two, a forum that is neither above nor beside the work.
    pub working: Vec<Footing>,
    /// One trains or informs the other.
    pub one_way: Vec<Footing>,
    /// Both sit in a steering, strategic or education forum.
    pub aloft: Vec<Footing>,
    /// Any of these between units above the two, of whose units the source
    /// does not say which it means.
    pub above: Vec<Footing>,
}

impl Between {
    /// Whether nothing at all is known to stand between them.
    pub fn is_empty(&self) -> bool {
        let all = [&self.working, &self.one_way, &self.aloft, &self.above];
        all.iter().all(|list| list.is_empty())
    }

    /// Every forum where both sit, whatever its function.
    pub fn forums(&self) -> impl Iterator<Item = usize> + '_ {
        self.working.iter().chain(&self.aloft).filter_map(|footing| match footing {
            Footing::Forum(row) => Some(*row),
            _ => None,
        })
    }
}

/// For each actor its rows with others: built once, asked for any pair.
pub struct Contacts<'a> {
    graph: &'a Graph<'a>,
    near: Vec<Vec<(usize, Footing)>>,
    forums: Vec<Vec<usize>>,
}

impl<'a> Contacts<'a> {
    /// Collects the rows of a network. A tie that is denied or only wished for
    /// is none, and the public is no partner.
    ///
    /// # Cost
    /// O(ties + referrals + agreements + affiliations), and sorting.
    pub fn new(graph: &'a Graph<'a>) -> Self {
        let network = graph.network;
        let actors = network.actors.len();
        let mut contacts =
            Self { graph, near: vec![Vec::new(); actors], forums: vec![Vec::new(); actors] };
        for (row, tie) in network.ties.iter().enumerate().filter(|(_, tie)| is_claimed(tie)) {
            contacts.join(tie.from.as_str(), tie.to.as_str(), Footing::Tie(row));
        }
        for (row, way) in network.referrals.iter().enumerate() {
            contacts.join(way.from.as_str(), way.to.as_str(), Footing::Referral(row));
        }
        for (row, agreement) in network.agreements.iter().enumerate() {
            // A plan binds everybody and brings nobody together.
            if let [one, other] = &agreement.parties[..] {
                contacts.join(one.as_str(), other.as_str(), Footing::Agreement(row));
            }
        }
        for forum in 0..network.forums.len() {
            for &seat in graph.seats(forum) {
                contacts.forums[seat].push(forum);
            }
        }
        for near in &mut contacts.near {
            near.sort_unstable();
        }
        contacts
    }

    fn join(&mut self, one: &str, other: &str, footing: Footing) {
        if one == PUBLIC || other == PUBLIC {
            return;
        }
        if let (Some(a), Some(b)) = (self.graph.actor(one), self.graph.actor(other))
            && a != b
        {
            self.near[a].push((b, footing));
            self.near[b].push((a, footing));
        }
    }

    /// What stands between two actors.
    ///
    /// A row counts for an actor when one of those who speak for it is named:
    /// itself, its units, the political bodies directly above it
    /// ([`Graph::speaking_for`]). A row of another unit above one of them, with
    /// the other or a unit above that, is listed apart (`above`); a unit above
    /// both says nothing of the two.
    ///
    /// # Shape
    /// Two rows of `actors` in; rows in the order ties, referrals, forums,
    /// agreements, each once.
    ///
    /// # Undefined
    /// Of an actor and its own unit: one body, so nothing is listed; ask
    /// [`same_body`] first.
    ///
    /// # Cost
    /// O(rows of the units of both × log).
    ///
    /// # Source
    /// Own. That a steering group carries no cases is chain-of-command
    /// reasoning as in the terrain of walks.
    pub fn between(&self, one: usize, other: usize) -> Between {
        let mut found = Between::default();
        if same_body(self.graph, one, other) {
            return found;
        }
        let (ours, theirs) = (self.voices(one), self.voices(other));
        for footing in self.joint(&ours, &theirs) {
            self.file(footing, &mut found);
        }
        let (mut up_one, mut up_other) = (self.graph.ancestry(one), self.graph.ancestry(other));
        let shared: Vec<usize> = up_one.iter().copied().filter(|a| up_other.contains(a)).collect();
        up_one.retain(|a| !shared.contains(a));
        up_other.retain(|a| !shared.contains(a));
        let wide = |voices: &BTreeSet<usize>, up: Vec<usize>| -> BTreeSet<usize> {
            voices.iter().copied().chain(up).collect()
        };
        let (ours, theirs) = (wide(&ours, up_one), wide(&theirs, up_other));
        let nearer = |f: &Footing| {
            [&found.working, &found.one_way, &found.aloft].iter().any(|l| l.contains(f))
        };
        let above = self.joint(&ours, &theirs);
        let above = above.into_iter().filter(|f| !nearer(f) && self.tells_units(f)).collect();
        found.above = above;
        found
    }

    /// Those who speak for an actor, as [`Graph::speaking_for`] has them.
    fn voices(&self, actor: usize) -> BTreeSet<usize> {
        let is_board = |at: &usize| self.graph.network.actors[*at].kind == Some(ActorKind::Board);
        let boards = self.graph.ancestry(actor).into_iter().skip(1).take_while(is_board);
        self.graph.units(actor).into_iter().chain(boards).collect()
    }

    /// Whether a row says which units it means: an agreement of two whole
    /// bodies does not.
    fn tells_units(&self, footing: &Footing) -> bool {
        let Footing::Agreement(row) = footing else { return true };
        let parties = &self.graph.network.agreements[*row].parties;
        let whole = |id: &ActorId| {
            self.graph.actor(id.as_str()).is_some_and(|actor| self.graph.parent(actor).is_none())
        };
        !parties.iter().all(whole)
    }

    /// Rows that join two sets of actors; who is in both joins nobody.
    fn joint(&self, one: &BTreeSet<usize>, other: &BTreeSet<usize>) -> BTreeSet<Footing> {
        let mut found = BTreeSet::new();
        let only = |set: &BTreeSet<usize>, not: &BTreeSet<usize>, a: &usize| {
            set.contains(a) && !not.contains(a)
        };
        for a in one.iter().filter(|a| !other.contains(a)) {
            let rows = self.near[*a].iter().filter(|(b, _)| only(other, one, b));
            found.extend(rows.map(|(_, footing)| *footing));
            for &forum in &self.forums[*a] {
                if self.graph.seats(forum).iter().any(|b| only(other, one, b)) {
                    found.insert(Footing::Forum(forum));
                }
            }
        }
        found
    }

    fn file(&self, footing: Footing, found: &mut Between) {
        let network = self.graph.network;
        let list = match footing {
            Footing::Tie(row) if is_one_way(&network.ties[row]) => &mut found.one_way,
            Footing::Forum(row) if is_aloft(network.forums[row].function) => &mut found.aloft,
            _ => &mut found.working,
        };
        list.push(footing);
    }
}

/// Whether one of two actors is the other, or a unit of it.
pub fn same_body(graph: &Graph, one: usize, other: usize) -> bool {
    graph.ancestry(one).contains(&other) || graph.ancestry(other).contains(&one)
}

/// Whether two actors are led by the same unit: the nearest unit above both is
/// no principal, and not an elected body, so a line of command joins them.
pub fn same_line(graph: &Graph, one: usize, other: usize) -> bool {
    let up = graph.ancestry(other);
    let nearest = graph.ancestry(one).into_iter().find(|above| up.contains(above));
    nearest.is_some_and(|unit| {
        let board = graph.network.actors[unit].kind == Some(ActorKind::Board);
        graph.parent(unit).is_some() && !board
    })
}

fn is_claimed(tie: &Tie) -> bool {
    tie.state != Some(TieState::Absent) && tie.kind != Some(TieKind::Wishes)
}

fn is_one_way(tie: &Tie) -> bool {
    matches!(tie.kind, Some(TieKind::Trains | TieKind::Informs))
}

/// Whether a forum of this function stands above or beside the work.
pub fn is_aloft(function: Option<ForumFunction>) -> bool {
    matches!(
        function,
        Some(ForumFunction::Steering | ForumFunction::Strategic | ForumFunction::Education)
    )
}

/// Whether it is known that informants of an actor, or of its units, name a row:
/// by `claimed_by`, or by an interview behind one of its claims.
///
/// # Undefined
/// Where `claimed_by` is empty and no claim names an interview, the source says
/// it itself: nobody in particular named anybody, so this is false.
pub fn is_named_by(graph: &Graph, claimed_by: &[ActorId], claims: &[Claim], actor: usize) -> bool {
    let is_own = |id: &str| graph.actor(id).is_some_and(|by| graph.ancestry(by).contains(&actor));
    let asked = |claim: &Claim| {
        let id = claim.interview.as_ref()?;
        let is_it = |row: &&Row<Interview>| row.id == *id;
        graph.network.interviews.iter().find(is_it)?.actor.as_ref()
    };
    claimed_by.iter().any(|by| is_own(by.as_str()))
        || claims.iter().filter_map(asked).any(|by| is_own(by.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Actor, Affiliation, Agreement, Forum, Network, Referral};

    fn actor(id: &str, parent: Option<&str>) -> Row<Actor> {
        Row::bare(Actor { id: id.into(), parent: parent.map(Into::into), ..Actor::default() })
    }

    fn tie(from: &str, to: &str, kind: TieKind) -> Row<Tie> {
        Row::bare(Tie { from: from.into(), to: to.into(), kind: Some(kind), ..Tie::default() })
    }

    /// A municipality with an office and two units of it, and a region with a clinic.
    fn network() -> Network {
        Network {
            actors: vec![
                actor("kommun", None),
                actor("kontor", Some("kommun")),
                actor("rvc", Some("kontor")),
                actor("siri", Some("kontor")),
                actor("region", None),
                actor("klinik", Some("region")),
            ],
            ..Network::default()
        }
    }

    fn between(net: &Network, one: &str, other: &str) -> Between {
        let graph = Graph::new(net);
        let found =
            Contacts::new(&graph).between(graph.actor(one).unwrap(), graph.actor(other).unwrap());
        let back =
            Contacts::new(&graph).between(graph.actor(other).unwrap(), graph.actor(one).unwrap());
        assert_eq!(found, back, "{one} and {other}: not the same from both ends");
        found
    }

    #[test]
    fn each_kind_of_row_has_its_place() {
        let mut net = network();
        net.ties = vec![
            tie("rvc", "klinik", TieKind::Consults),
            tie("klinik", "rvc", TieKind::Trains),
            tie("rvc", "klinik", TieKind::Wishes),
            tie("rvc", "klinik", TieKind::Cooperates),
        ];
        net.ties[3].state = Some(TieState::Absent);
        net.referrals.push(Row::bare(Referral {
            from: "klinik".into(),
            to: "rvc".into(),
            ..Referral::default()
        }));
        for (id, function) in [("f", None), ("g", Some(ForumFunction::Steering))] {
            net.forums.push(Row::bare(Forum { id: id.into(), function, ..Forum::default() }));
            for member in ["rvc", "klinik"] {
                let actor = member.into();
                net.affiliations.push(Row::bare(Affiliation {
                    forum: id.into(),
                    actor,
                    role: None,
                }));
            }
        }
        for parties in [
            vec!["rvc".into(), "klinik".into()],
            vec!["rvc".into(), "klinik".into(), "siri".into()],
        ] {
            net.agreements.push(Row::bare(Agreement { parties, ..Agreement::default() }));
        }
        let found = between(&net, "rvc", "klinik");
        let rows = [Footing::Tie, Footing::Referral, Footing::Forum, Footing::Agreement];
        assert_eq!(found.working, rows.map(|row| row(0)));
        assert_eq!((found.one_way, found.aloft), (vec![Footing::Tie(1)], vec![Footing::Forum(1)]));
        assert!(found.above.is_empty());
        assert_eq!(between(&net, "kommun", "region").working.len(), 4, "units speak for bodies");
        assert_eq!(between(&net, "siri", "klinik"), Between::default());
    }

    #[test]
    fn what_stands_above_is_only_perhaps() {
        let mut net = network();
        net.ties = vec![tie("kontor", "klinik", TieKind::Cooperates)];
        let found = between(&net, "siri", "klinik");
        assert_eq!((found.working.len(), found.above), (0, vec![Footing::Tie(0)]));
        net.actors[1].kind = Some(ActorKind::Board);
        assert_eq!(between(&net, "siri", "klinik").working, [Footing::Tie(0)], "a board binds");
        net.actors[1].kind = None;
        net.ties = vec![tie("kontor", "rvc", TieKind::Cooperates)];
        assert_eq!(between(&net, "siri", "rvc"), Between::default(), "the office is above both");
        assert_eq!(between(&net, "kontor", "rvc"), Between::default(), "one body");
    }

    #[test]
    fn a_line_of_command_ends_below_the_principal() {
        let net = network();
        let graph = Graph::new(&net);
        assert!(same_line(&graph, 2, 3) && same_line(&graph, 2, 1));
        assert!(!same_line(&graph, 2, 5) && !same_line(&graph, 1, 0));
        assert!(same_body(&graph, 0, 2) && !same_body(&graph, 2, 3));
    }

    #[test]
    fn nobody_in_particular_names_nobody() {
        let net = network();
        let graph = Graph::new(&net);
        assert!(is_named_by(&graph, &["rvc".into()], &[], 1), "a unit speaks for its office");
        assert!(!is_named_by(&graph, &["kontor".into()], &[], 2), "an office is not its unit");
        assert!(!is_named_by(&graph, &[], &[], 2));
    }
}
