//! What relations say of two actors.

use std::collections::{BTreeMap, BTreeSet};

use super::{Relations, Rows, item, told_of_both, weights};
use crate::link::Evidence;
use crate::model::{
    ActorKind, Claim, Level, MentionState, Network, NetworkKind, Sector, TieState, Word,
};

/// What surrounds each actor.
#[derive(Debug)]
pub(super) struct Around<'a> {
    /// By row: the row of the unit above, circles left as they are.
    parent: Vec<Option<usize>>,
    /// How many units each row has, and how many rows are of each sector.
    units: Vec<usize>,
    sectors: BTreeMap<Sector, usize>,
    /// By cluster: what it works with, members of its forums not counted: the
    /// forums themselves, and clusters with which it has a tie or a referral.
    neighbours: BTreeMap<usize, BTreeSet<Neighbour>>,
    /// How many clusters each neighbour has.
    shared_by: BTreeMap<Neighbour, usize>,
    /// Pairs of rows with a tie or referral between them.
    tied: BTreeSet<(usize, usize)>,
    /// By row: the breaths in which somebody names it with others: a list of
    /// members, parties or owners.
    lists: Vec<BTreeSet<List<'a>>>,
    /// By row: the interviews that name it, with the answer where it is known.
    answers: Vec<BTreeSet<(&'a str, &'a str)>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Neighbour {
    Actor(usize),
    Forum(usize),
}

/// A list in which actors stand side by side, and who gives it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct List<'a> {
    /// The row that it belongs to.
    of: &'a str,
    /// Who gives it: an interview, or a place in a document.
    by: &'a str,
}

impl<'a> Around<'a> {
    pub fn new(
        network: &'a Network,
        rows: &Rows<'a>,
        cluster: &[usize],
        forums_of: &BTreeMap<usize, BTreeSet<usize>>,
    ) -> Self {
        let find = |id: &str| rows.actor.get(id).copied();
        let up = network.actors.iter();
        let parent = up.map(|row| row.parent.as_ref().and_then(|id| find(id.as_str()))).collect();
        let mut around = Self {
            parent,
            units: vec![0; network.actors.len()],
            sectors: BTreeMap::new(),
            neighbours: BTreeMap::new(),
            shared_by: BTreeMap::new(),
            tied: BTreeSet::new(),
            lists: vec![BTreeSet::new(); network.actors.len()],
            answers: vec![BTreeSet::new(); network.actors.len()],
        };
        for parent in around.parent.iter().flatten() {
            around.units[*parent] += 1;
        }
        for sector in network.actors.iter().filter_map(|actor| actor.sector) {
            *around.sectors.entry(sector).or_default() += 1;
        }
        for (&actor, forums) in forums_of {
            let forums = forums.iter().map(|&forum| Neighbour::Forum(forum));
            around.neighbours.entry(actor).or_default().extend(forums);
        }
        let denied =
            |tie: &&crate::model::Row<crate::model::Tie>| tie.state == Some(TieState::Absent);
        let said = network.ties.iter().map(|tie| (&tie.from, &tie.to, !denied(&tie)));
        let sent = network.referrals.iter().map(|way| (&way.from, &way.to, true));
        for (from, to, is_claimed) in said.chain(sent) {
            let (Some(a), Some(b)) = (find(from.as_str()), find(to.as_str())) else { continue };
            // Even a tie denied or wished for is between two.
            around.tied.insert((a.min(b), a.max(b)));
            if is_claimed {
                for (one, other) in [(a, b), (b, a)] {
                    let other = Neighbour::Actor(cluster[other]);
                    around.neighbours.entry(cluster[one]).or_default().insert(other);
                }
            }
        }
        for neighbours in around.neighbours.values() {
            for &neighbour in neighbours {
                *around.shared_by.entry(neighbour).or_default() += 1;
            }
        }
        around.read_lists(network, rows);
        around
    }

    fn read_lists(&mut self, network: &'a Network, rows: &Rows<'a>) {
        let find = |id: &str| rows.actor.get(id).copied();
        let by = |claim: &'a Claim| claim.interview.as_deref().unwrap_or(&claim.place);
        for row in &network.affiliations {
            let Some(actor) = find(row.actor.as_str()) else { continue };
            let of = row.forum.as_str();
            self.lists[actor].extend(row.claims.iter().map(|claim| List { of, by: by(claim) }));
        }
        for row in &network.agreements {
            let of = row.id.as_str();
            for actor in row.parties.iter().filter_map(|id| find(id.as_str())) {
                self.lists[actor].insert(List { of, by: "" });
            }
        }
        for row in &network.measures {
            let of = row.id.as_str();
            for actor in row.owners().filter_map(|id| find(id.as_str())) {
                self.lists[actor].insert(List { of, by: "" });
            }
        }
        for row in &network.mentions {
            let is_sure = matches!(row.state, Some(MentionState::Certain | MentionState::Chosen));
            let actor = row.target.as_deref().and_then(find);
            if let (true, Some(actor), Some(by)) = (is_sure, actor, row.interview.as_deref()) {
                let place = row.claims.first().map_or("", |claim| claim.place.as_str());
                self.answers[actor].insert((by, place));
            }
        }
    }

    /// The units above an actor, nearest first; a circle ends.
    fn above(&self, actor: usize) -> Vec<usize> {
        let mut above = Vec::new();
        let mut at = self.parent[actor];
        while let Some(row) = at.filter(|row| *row != actor && !above.contains(row)) {
            above.push(row);
            at = self.parent[row];
        }
        above
    }

    /// Whether `high` stands above `low`.
    pub fn is_above(&self, high: usize, low: usize) -> bool {
        self.above(low).contains(&high)
    }

    /// Pairs of clusters that share a neighbour few have.
    pub fn sharing(&self) -> BTreeSet<(usize, usize)> {
        const FEW: usize = 5;
        let mut of: BTreeMap<Neighbour, Vec<usize>> = BTreeMap::new();
        for (&actor, neighbours) in &self.neighbours {
            for &neighbour in neighbours.iter().filter(|n| self.shared_by[n] <= FEW) {
                of.entry(neighbour).or_default().push(actor);
            }
        }
        let pairs = of.values().flat_map(|actors| {
            let each = actors.iter().enumerate();
            each.flat_map(|(i, &a)| actors[i + 1..].iter().map(move |&b| (a, b)))
        });
        pairs.collect()
    }
}

impl Relations<'_> {
    /// Every item that something is known of.
    pub(super) fn of_actors(&self, one: usize, other: usize) -> Vec<Evidence> {
        [
            self.units(one, other),
            self.tie(one, other),
            self.one_list(one, other).or_else(|| self.one_section(one, other)),
            self.one_answer(one, other),
            self.other_example(one, other),
            self.neighbours(one, other),
            self.sector(one, other),
            self.level(one, other),
            self.of_its_kind(one, other).or_else(|| self.kind(one, other)),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    fn units(&self, one: usize, other: usize) -> Option<Evidence> {
        let around = &self.actors;
        let name = |row: usize| self.network.actors[row].name.as_str();
        for (low, high) in [(one, other), (other, one)] {
            if around.is_above(high, low) {
                let (low, high) = (name(low), name(high));
                return Some(item(
                    weights::PART,
                    format!("{low} är en del av {high}"),
                    format!("{low} is part of {high}"),
                ));
            }
        }
        let (a, b) = (around.parent[one]?, around.parent[other]?);
        let known = around.units.iter().sum::<usize>() as f64;
        let below = |parent: usize| around.units[parent];
        let (same, different, most) = weights::PARENT;
        if self.cluster[a] == self.cluster[b] {
            let units = below(a).max(below(b));
            let u = (units as f64 - 1.0) / known.max(1.0);
            let bits = weights::bits(same, u).clamp(0.0, most);
            return Some(item(
                bits,
                format!("båda hör till {}, som har {units} enheter", name(a)),
                format!("both belong to {}, which has {units} units", name(a)),
            ));
        }
        // The same branch, told at two depths, says nothing.
        if around.is_above(a, b) || around.is_above(b, a) {
            return None;
        }
        let u = below(a).max(below(b)) as f64 / (known + 1.0);
        Some(item(
            weights::bits(different, 1.0 - u),
            format!("hör till {} och till {}", name(a), name(b)),
            format!("belong to {} and to {}", name(a), name(b)),
        ))
    }

    fn tie(&self, one: usize, other: usize) -> Option<Evidence> {
        self.actors.tied.contains(&(one.min(other), one.max(other))).then(|| {
            item(
                weights::TIE,
                "någon berättar om ett samarbete eller en hänvisning mellan dem",
                "somebody tells of a tie or a referral between them",
            )
        })
    }

    fn one_list(&self, one: usize, other: usize) -> Option<Evidence> {
        let lists = &self.actors.lists;
        let shared: Vec<&str> =
            lists[one].intersection(&lists[other]).map(|list| list.of).collect();
        let first = shared.first()?;
        let rest = shared.iter().collect::<BTreeSet<_>>().len() - 1;
        let name = self.network.name_of(first);
        let agreement = self.network.agreements.iter().find(|row| row.id.as_str() == *first);
        let measure = self.network.measures.iter().find(|row| row.id.as_str() == *first);
        let name = agreement.map_or(name.to_owned(), |row| row.name.clone());
        let name = measure.map_or(name, |row| row.label());
        let (sv, en) = match rest {
            0 => (String::new(), String::new()),
            n => (format!(" och i {n} till"), format!(" and on {n} more")),
        };
        Some(item(
            weights::ONE_LIST,
            format!("står som två i samma uppräkning ({name}){sv}"),
            format!("stand as two on one list ({name}){en}"),
        ))
    }

    fn one_section(&self, one: usize, other: usize) -> Option<Evidence> {
        let [a, b] = [one, other].map(|row| &self.network.actors[row].claims);
        let place = &told_of_both(a, b)?.place;
        Some(item(
            weights::ONE_SECTION,
            format!("nämns som två på samma ställe i källan ({place})"),
            format!("named as two in one place of the source ({place})"),
        ))
    }

    /// A magazine's examples are from places of their own.
    fn other_example(&self, one: usize, other: usize) -> Option<Evidence> {
        let [a, b] = [one, other].map(|row| &self.network.actors[row]);
        let is_near = |level| matches!(level, Some(Level::Local | Level::Regional));
        let of_examples = self.network.kind == Some(NetworkKind::Magazine)
            && [a, b].into_iter().all(|row| is_near(row.level) && !row.claims.is_empty());
        (of_examples && told_of_both(&a.claims, &b.claims).is_none()).then(|| {
            item(
                weights::OTHER_EXAMPLE,
                "nämns i var sitt exempel".to_owned(),
                "named in an example each".to_owned(),
            )
        })
    }

    fn one_answer(&self, one: usize, other: usize) -> Option<Evidence> {
        let (a, b) = (&self.actors.answers[one], &self.actors.answers[other]);
        let same = a.intersection(b).filter(|(_, place)| !place.is_empty()).count();
        let by = |answers: &BTreeSet<(&str, &str)>| -> BTreeSet<String> {
            answers.iter().map(|(by, _)| (*by).to_owned()).collect()
        };
        let (a, b) = (by(a), by(b));
        let both = a.intersection(&b).count();
        let [answer, interview] = weights::ONE_ANSWER;
        if same > 0 {
            return Some(item(
                answer,
                format!("nämns båda i samma svar (antal svar: {same})"),
                format!("both named in one answer (answers: {same})"),
            ));
        }
        (both > 0).then(|| {
            item(
                interview,
                format!("{both} uppgiftslämnare nämner båda"),
                format!("{both} informants name both"),
            )
        })
    }

    fn neighbours(&self, one: usize, other: usize) -> Option<Evidence> {
        let (a, b) = (self.cluster[one], self.cluster[other]);
        if a == b {
            return None;
        }
        let around = &self.actors;
        let (of_a, of_b) = (around.neighbours.get(&a)?, around.neighbours.get(&b)?);
        let all = around.neighbours.len() as f64;
        let (m, believed, most) = weights::NEIGHBOUR;
        let mut shared: Vec<(usize, Neighbour)> = of_a
            .intersection(of_b)
            .filter(|&&n| n != Neighbour::Actor(a) && n != Neighbour::Actor(b))
            .map(|&n| (around.shared_by[&n], n))
            .collect();
        shared.sort_unstable();
        let Some(&(others, rarest)) = shared.first() else {
            let least = of_a.len().min(of_b.len());
            return (least >= 4).then(|| {
                item(
                    weights::NO_NEIGHBOUR,
                    format!(
                        "inga gemensamma bland {} och {} samarbeten och forum",
                        of_a.len(),
                        of_b.len()
                    ),
                    format!("none shared among {} and {} ties and forums", of_a.len(), of_b.len()),
                )
            });
        };
        let each = |count: usize| weights::bits(m, (count as f64 - 1.0) / all).max(0.0);
        let bits: f64 = shared.iter().map(|(count, _)| each(*count)).sum();
        let name = match rarest {
            Neighbour::Actor(row) => &self.network.actors[row].name,
            Neighbour::Forum(row) => &self.network.forums[row].name,
        };
        let bits = (bits * believed).min(most);
        Some(match shared.len() {
            1 => item(
                bits,
                format!("ett samarbete eller forum gemensamt: {name}, som {others} har"),
                format!("one tie or forum shared: {name}, which {others} have"),
            ),
            count => item(
                bits,
                format!(
                    "{count} samarbeten eller forum gemensamma, mest särskilt {name}, som {others} har"
                ),
                format!("{count} ties or forums shared, the rarest {name}, which {others} have"),
            ),
        })
    }

    fn sector(&self, one: usize, other: usize) -> Option<Evidence> {
        let actors = &self.network.actors;
        let (a, b) = (actors[one].sector?, actors[other].sector?);
        if a != b {
            return Some(item(
                weights::OTHER_SECTOR,
                format!("olika samhällssektor ({} och {})", a.label().sv, b.label().sv),
                format!("other sector ({} and {})", a.label().en, b.label().en),
            ));
        }
        // Units of one body share its sector.
        if self.actors.parent[one].is_some() && self.actors.parent[other].is_some() {
            return None;
        }
        let known = self.actors.sectors.values().sum::<usize>() as f64;
        let like = self.actors.sectors[&a] as f64;
        let (m, most) = weights::SAME_SECTOR;
        Some(item(
            weights::bits(m, like / known).clamp(0.0, most),
            format!("samma samhällssektor ({})", a.label().sv),
            format!("same sector ({})", a.label().en),
        ))
    }

    fn level(&self, one: usize, other: usize) -> Option<Evidence> {
        let actors = &self.network.actors;
        let (a, b) = (actors[one].level?, actors[other].level?);
        (a != b).then(|| {
            item(
                weights::OTHER_LEVEL,
                format!("den ena är {}, den andra {}", a.label().sv, b.label().sv),
                format!("one is {}, the other {}", a.label().en, b.label().en),
            )
        })
    }

    /// A kind of actor beside one of the kind, or beside those of the kind in one place or
    /// under one body. Two that bear one name may still be the same, coded in two ways.
    fn of_its_kind(&self, one: usize, other: usize) -> Option<Evidence> {
        let rows = [one, other].map(|row| &self.network.actors[row]);
        let is_kind = rows.map(|row| row.kind == Some(ActorKind::Category));
        let narrower = match is_kind {
            [true, true] => {
                let [a, b] = rows.map(|row| row.level);
                let [p, q] = [one, other].map(|row| self.actors.parent[row].is_some());
                p != q || (a.is_some() && b.is_some() && a != b)
            }
            [a, b] => a != b && rows.iter().all(|row| row.kind.is_some()),
        };
        let [a, b] = rows.map(|row| row.name.to_lowercase());
        (narrower && a != b).then(|| {
            item(
                weights::PART,
                "ett slags aktörer och en eller några av dem".to_owned(),
                "a kind of actors, and one or some of them".to_owned(),
            )
        })
    }

    fn kind(&self, one: usize, other: usize) -> Option<Evidence> {
        use ActorKind::{Category, Organisation, Unit};
        let actors = &self.network.actors;
        let (a, b) = (actors[one].kind?, actors[other].kind?);
        let may_be_taken = |kind: ActorKind| matches!(kind, Organisation | Unit | Category);
        let [near, far] = weights::OTHER_KIND;
        let bits = if may_be_taken(a) && may_be_taken(b) { near } else { far };
        (a != b).then(|| {
            item(
                bits,
                format!("olika slag ({} och {})", a.label().sv, b.label().sv),
                format!("other kind ({} and {})", a.label().en, b.label().en),
            )
        })
    }
}
