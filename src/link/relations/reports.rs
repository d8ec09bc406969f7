//! Who names which forum, and whom as its members: what is read from claims,
//! and what two forums' reports say of whether they are one.

use std::collections::{BTreeMap, BTreeSet};

use super::weights::{BOUNDS, ELSEWHERE, NAMED, NAMES_BOTH, RIVALS, SITS, SPEAKS};

/// An informant's word on a forum.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Report {
    /// Who speaks.
    pub informant: usize,
    /// The forum as they call it.
    pub forum: usize,
    /// Those whom they name as members.
    pub members: BTreeSet<usize>,
}

/// A list of members that no informant stands behind: of a document.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct List {
    /// Those on it.
    pub members: BTreeSet<usize>,
    /// Chance that a member is on it, 0 to 1; 0 where there is no list.
    pub complete: f64,
}

/// All that is said of the members of forums.
#[derive(Clone, Debug, Default)]
pub(crate) struct Reports {
    /// How many actors there are.
    pub actors: usize,
    /// The informants' own actors.
    pub informants: Vec<Option<usize>>,
    /// What they say.
    pub reports: Vec<Report>,
    /// Forum by forum, what documents say.
    pub lists: Vec<List>,
}

/// What the reports say of a pair of forums, natural logarithms of likelihood
/// ratios.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Said {
    /// Of their claimed members.
    pub members: f64,
    /// Of who names which, given the members.
    pub informants: f64,
    /// Of other forums that fit one of them as well, and not the other; at most 0.
    pub rivals: f64,
    /// The forum that takes away most.
    pub rival: Option<usize>,
}

impl Said {
    /// All of it.
    pub fn sum(self) -> f64 {
        self.members + self.informants + self.rivals
    }
}

/// Reports with what is estimated from all of them.
///
/// Every actor is or is not a member of a forum, which nobody sees. Each
/// informant names a member with the same chance, and a member who is asked
/// speaks of the forum, under one of its names. The model weighs what was seen
/// of all actors if the two forums are one against if they are two whose members
/// are drawn apart, each actor as often as it sits elsewhere. So a shared member
/// who sits everywhere says little, and a missing one says little where few
/// members are named: a capture–recapture version of the Fellegi–Sunter ratio.
#[derive(Clone, Debug)]
pub(crate) struct Model {
    /// Actors, and an entry for each informant without one.
    people: Vec<Person>,
    /// By forum: actors claimed by others than themselves.
    claimed: Vec<BTreeSet<usize>>,
    /// By forum: the informants who speak of it.
    speakers: Vec<BTreeSet<usize>>,
    /// By forum: chance that a member is on a document's list.
    complete: Vec<f64>,
    /// By forum: all who are known to sit in it, by claims or by speaking of it.
    known: Vec<BTreeSet<usize>>,
    /// Share of a forum's members that an informant names.
    named: f64,
    /// Chance that a member who was asked speaks of it, and that another does.
    speak: (f64, f64),
    /// Estimated members by forum, and the mean.
    size: Vec<f64>,
    mean_size: f64,
    /// For pairs that share somebody known: natural log of the ratio.
    totals: BTreeMap<(usize, usize), f64>,
}

/// Somebody who may sit in a forum.
#[derive(Clone, Debug, Default)]
struct Person {
    /// Its informants.
    informants: Vec<usize>,
    /// Forums it is known to be in.
    degree: usize,
    /// Whether it has no actor, so that nobody can claim it.
    is_unnamed: bool,
}

impl Model {
    /// Reads the reports and estimates the constants.
    ///
    /// # Cost
    /// O(forums × actors + reports² within a forum + p × actors) for `p` pairs
    /// of forums with a member in common.
    pub fn new(reports: &Reports) -> Self {
        let forums = reports.lists.len();
        let mut model = Self {
            people: vec![Person::default(); reports.actors],
            claimed: reports.lists.iter().map(|list| list.members.clone()).collect(),
            speakers: vec![BTreeSet::new(); forums],
            complete: reports.lists.iter().map(|list| list.complete).collect(),
            known: reports.lists.iter().map(|list| list.members.clone()).collect(),
            named: named(reports),
            speak: (SPEAKS.0, 0.0),
            size: Vec::new(),
            mean_size: 1.0,
            totals: BTreeMap::new(),
        };
        let mut person = Vec::new();
        for (informant, actor) in reports.informants.iter().enumerate() {
            let at = actor.unwrap_or_else(|| {
                model.people.push(Person { is_unnamed: true, ..Person::default() });
                model.people.len() - 1
            });
            model.people[at].informants.push(informant);
            person.push(at);
        }
        for report in &reports.reports {
            let own = person[report.informant];
            model.speakers[report.forum].insert(report.informant);
            model.known[report.forum].insert(own);
            for &member in &report.members {
                model.known[report.forum].insert(member);
                if own != member {
                    model.claimed[report.forum].insert(member);
                }
            }
        }
        for known in &model.known {
            for &at in known {
                model.people[at].degree += 1;
            }
        }
        model.estimate();
        model.totals = model.sharing();
        model
    }

    /// Whether an informant of somebody speaks of a forum.
    fn speaks(&self, forum: usize, at: usize) -> bool {
        self.people[at].informants.iter().any(|i| self.speakers[forum].contains(i))
    }

    fn estimate(&mut self) {
        let (mut claimed, mut both) = (0.0, 0.0);
        let (mut speakers, mut expected, mut asked) = (0.0, 0.0, 0.0);
        for forum in 0..self.known.len() {
            for (at, person) in self.people.iter().enumerate() {
                if person.informants.is_empty() {
                    continue;
                }
                let is_claimed = self.claimed[forum].contains(&at);
                let speaks = self.speaks(forum, at);
                asked += 1.0;
                claimed += f64::from(is_claimed);
                both += f64::from(is_claimed && speaks);
                speakers += f64::from(speaks);
                if speaks {
                    expected += self.capture(forum, at);
                }
            }
        }
        let speak = (both + SPEAKS.0 * SPEAKS.1) / (claimed + SPEAKS.1);
        let sits = ((both + SITS.0 * SITS.1) / (expected + SITS.1)).min(1.0);
        let others = speakers * (1.0 - sits) / f64::max(asked, 1.0);
        self.speak = (speak.clamp(0.05, 0.98), others.clamp(0.001, 0.5));
        let people = self.people.len();
        self.size = (0..self.known.len())
            .map(|forum| {
                let seen = |at: usize| {
                    let is_asked = !self.people[at].informants.is_empty();
                    let silent = if is_asked { 1.0 - self.speak.0 } else { 1.0 };
                    1.0 - (1.0 - self.capture(forum, at)) * silent
                };
                let mean = (0..people).map(seen).sum::<f64>() / people.max(1) as f64;
                (self.known[forum].len() as f64 / mean.max(0.1)).min(people as f64)
            })
            .collect();
        self.mean_size = (self.size.iter().sum::<f64>() / self.size.len().max(1) as f64).max(1.0);
    }

    /// Chance that somebody who is a member is claimed by another.
    fn capture(&self, forum: usize, at: usize) -> f64 {
        let person = &self.people[at];
        if person.is_unnamed {
            return 0.0;
        }
        let own = person.informants.iter().filter(|i| self.speakers[forum].contains(i)).count();
        let others = self.speakers[forum].len() - own;
        1.0 - (1.0 - self.named).powi(others as i32) * (1.0 - self.complete[forum])
    }

    /// Chance that somebody sits in a forum of a size, by how many other
    /// forums it is known from.
    fn prior(&self, at: usize, pair: [usize; 2], size: f64) -> f64 {
        let within = pair.iter().filter(|&&forum| self.known[forum].contains(&at)).count();
        let others = (self.people[at].degree - within) as f64;
        let mean = self.mean_size / self.people.len().max(1) as f64;
        let forums = (self.known.len() as f64 - 2.0).max(0.0);
        let rate = (others + ELSEWHERE * mean) / (forums + ELSEWHERE);
        (rate * size / self.mean_size).clamp(BOUNDS.0, BOUNDS.1)
    }

    /// What the reports say of two forums.
    ///
    /// # Cost
    /// O(actors).
    pub fn said(&self, one: usize, other: usize) -> Said {
        let (rivals, rival) = self.rivals(one, other);
        Said { rivals, rival, ..self.of_pair(one, other) }
    }

    fn of_pair(&self, one: usize, other: usize) -> Said {
        let mut said = Said::default();
        let pair = [one, other];
        let [a, b] = pair.map(|forum| self.speakers[forum].len() as f64);
        let share = (a + 0.5) / (a + b + 1.0);
        let sizes = pair.map(|forum| self.size[forum]);
        for at in 0..self.people.len() {
            let chance = sizes.map(|size| self.prior(at, pair, size));
            let same = self.prior(at, pair, 0.5 * (sizes[0] + sizes[1]));
            let claimed = pair.map(|forum| self.claimed[forum].contains(&at));
            let capture = pair.map(|forum| self.capture(forum, at));
            // Chance of the claims if it is a member, and if it is not.
            let seen = [0, 1].map(|i| if claimed[i] { capture[i] } else { 1.0 - capture[i] });
            let unseen = claimed.map(|is| if is { 0.0 } else { 1.0 });
            let ratio = |two: [[f64; 2]; 2], one: [f64; 2]| {
                let each = |i: usize| {
                    chance[i] * seen[i] * two[0][i] + (1.0 - chance[i]) * unseen[i] * two[1][i]
                };
                let is = same * seen[0] * seen[1] * one[0];
                let is_not = (1.0 - same) * unseen[0] * unseen[1] * one[1];
                ((is + is_not).max(1e-12) / (each(0) * each(1)).max(1e-12)).ln()
            };
            let members = ratio([[1.0; 2]; 2], [1.0; 2]);
            said.members += members;
            // The same with what its informants speak of.
            let (mut two, mut one) = ([[1.0; 2]; 2], [1.0; 2]);
            for informant in &self.people[at].informants {
                let speaks = pair.map(|forum| self.speakers[forum].contains(informant));
                for (k, rate) in [self.speak.0, self.speak.1].into_iter().enumerate() {
                    for (i, does) in speaks.into_iter().enumerate() {
                        two[k][i] *= if does { rate } else { 1.0 - rate };
                    }
                    one[k] *= uses(speaks, rate, share);
                }
            }
            if !self.people[at].informants.is_empty() {
                said.informants += ratio(two, one) - members;
            }
        }
        said
    }

    /// Pairs of forums with somebody known in common, and their ratio.
    fn sharing(&self) -> BTreeMap<(usize, usize), f64> {
        let mut of: Vec<Vec<usize>> = vec![Vec::new(); self.people.len()];
        for (forum, known) in self.known.iter().enumerate() {
            for &at in known {
                of[at].push(forum);
            }
        }
        let pairs: BTreeSet<(usize, usize)> = of
            .iter()
            .flat_map(|forums| {
                forums
                    .iter()
                    .enumerate()
                    .flat_map(|(i, &a)| forums[i + 1..].iter().map(move |&b| (a, b)))
            })
            .collect();
        pairs.into_iter().map(|(a, b)| ((a, b), self.of_pair(a, b).sum())).collect()
    }

    /// Pairs with somebody known in common, and what is said of each.
    pub fn pairs(&self) -> impl Iterator<Item = ((usize, usize), f64)> {
        self.totals.iter().map(|(&pair, &total)| (pair, total + self.rivals(pair.0, pair.1).0))
    }

    /// A forum is the same as one other at most, unless they are all the same:
    /// what those take away that fit one of the two and not the other.
    fn rivals(&self, one: usize, other: usize) -> (f64, Option<usize>) {
        // The odds that any two are not the same.
        let odds = (self.known.len() as f64).max(10.0);
        let ratio = |a: usize, b: usize| {
            self.totals.get(&(a.min(b), a.max(b))).map_or(0.0, |total| total.min(40.0).exp())
        };
        let (mut rivals, mut most) = (0.0, (0.0, None));
        for third in (0..self.known.len()).filter(|&third| third != one && third != other) {
            let (a, b) = (ratio(one, third), ratio(other, third));
            let takes = a * odds / (odds + b) + b * odds / (odds + a);
            rivals += takes;
            if takes > most.0 {
                most = (takes, Some(third));
            }
        }
        ((-(1.0 + rivals / odds).ln()).max(RIVALS), most.1)
    }
}

/// Chance of what somebody says of one forum with two names.
fn uses(speaks: [bool; 2], rate: f64, share: f64) -> f64 {
    match speaks {
        [false, false] => 1.0 - rate,
        [true, true] => rate * NAMES_BOTH,
        [true, false] => rate * (1.0 - NAMES_BOTH) * share,
        [false, true] => rate * (1.0 - NAMES_BOTH) * (1.0 - share),
    }
}

/// Share of a forum's members that an informant names: how much of one's list
/// is on another's (Petersen's estimate, pooled over pairs of informants).
fn named(reports: &Reports) -> f64 {
    let (mut both, mut each) = (NAMED.0 * NAMED.1, NAMED.1);
    for (at, one) in reports.reports.iter().enumerate() {
        for other in &reports.reports[at + 1..] {
            if one.forum == other.forum {
                both += one.members.intersection(&other.members).count() as f64;
                each += 0.5 * (one.members.len() + other.members.len()) as f64;
            }
        }
    }
    (both / each).clamp(0.02, 0.95)
}
