//! Records that may be the same, and what people have ruled on them.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use utoipa::ToSchema;

use super::{Claim, Claims, Text, slugs};
use crate::link::{self, Kind, Settled, Sure};
use crate::model::{Network, Ruling, Verdict, Word};

/// What may be the same, and what was ruled: the shape of `/duplicates`.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Duplicates {
    /// What any two records that are compared have to begin with, in bits: the first
    /// pair's; null without pairs.
    pub prior: Option<f64>,
    /// Least probability at which a pair is proposed.
    pub proposed: f64,
    /// Least probability at which a pair without negative evidence is sure.
    pub sure: f64,
    /// Pairs on which nobody has ruled, likeliest first.
    pub pairs: Vec<Pair>,
    /// Verdicts about records of this network, in the order of their rows.
    pub settled: Vec<SettledPair>,
    /// Verdicts that those just given took the place of, to be sent with an undo.
    pub replaced: Vec<Replaced>,
}

/// A verdict that another took the place of.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Replaced {
    /// A record's id.
    pub one: String,
    /// Another's.
    pub other: String,
    /// `same`, `different`, or `part_of`: the first is part of the other.
    pub verdict: Option<String>,
    /// Why.
    pub why: Option<String>,
    /// Who decided: a role or unit.
    pub by: Option<String>,
    /// When, ISO 8601.
    pub date: Option<String>,
}

/// Two records that may be the same.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Pair {
    /// Their table: `actor`, `forum` or `group`.
    pub kind: &'static str,
    /// The one that stands first in the table.
    pub one: Record,
    /// The other.
    pub other: Record,
    /// Match probability, 0 to 1.
    pub probability: f64,
    /// Match weight in bits: the prior and all evidence.
    pub weight: f64,
    /// Where the weight starts, in bits.
    pub prior: f64,
    /// Whether it may be settled without a person's look.
    pub sure: bool,
    /// Whether it is among those that are ruled the same when all sure pairs are.
    pub acceptable: bool,
    /// Why a sure pair is not among them; null when it is, or is not sure.
    pub left_out: Option<Text>,
    /// Whether anything speaks against it.
    pub contested: bool,
    /// What each comparison adds or takes away.
    pub evidence: Vec<Evidence>,
    /// Forums: actors who sit in both. Actors: forums both sit in and actors both have
    /// ties to. Ids.
    pub in_both: Vec<String>,
    /// The same of the first alone.
    pub only_one: Vec<String>,
    /// The same of the other alone.
    pub only_other: Vec<String>,
}

/// One comparison's outcome.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Evidence {
    /// What was compared and how it came out.
    pub what: Text,
    /// What it adds, in bits; below 0 it speaks against.
    pub bits: f64,
}

/// A record as the tables have it, before any verdict.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Record {
    /// Its id; for one that is gone, the id that the verdict names.
    pub id: String,
    /// Its name; for one that is gone, what it was called.
    pub name: String,
    /// Its other names.
    pub aliases: Vec<String>,
    /// An actor's kind or a forum's function; null when unknown.
    pub kind: Option<String>,
    /// Whether an import proposed it.
    pub proposed: bool,
    /// Who names it, where.
    pub claims: Vec<Claim>,
}

/// A verdict.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SettledPair {
    /// The table of both: `actor`, `forum` or `group`; null when it is not known any more.
    pub kind: Option<&'static str>,
    /// What it is about.
    pub one: Record,
    /// And this.
    pub other: Record,
    /// `same`, `different`, or `part_of`: the first is part of the other.
    pub verdict: Option<String>,
    /// Why.
    pub why: Option<String>,
    /// Who decided: a role or unit.
    pub by: Option<String>,
    /// When, ISO 8601.
    pub date: Option<String>,
    /// Why the verdict does nothing; null when it holds.
    pub unused: Option<Text>,
    /// Where the records that became one say different things, and what was left out.
    pub told: Vec<Text>,
}

/// Pairs of `ground` that may be the same and on which nobody has ruled, and the
/// verdicts. `settled` is what verdicts make of `ground`; `replaced` are the verdicts that
/// those just given took the place of.
pub fn duplicates(
    ground: &Network,
    pairs: &[link::Pair],
    settled: &Settled,
    replaced: &[Verdict],
) -> Duplicates {
    let rows = Rows::new(ground);
    let open = settled.open(ground, pairs);
    let sure = settled.sure(ground, pairs);
    let pairs: Vec<Pair> = open.into_iter().map(|pair| rows.pair(pair, &sure)).collect();
    Duplicates {
        prior: pairs.first().map(|pair| pair.prior),
        proposed: link::PROPOSED,
        sure: link::SURE,
        pairs,
        settled: rows.settled(settled),
        replaced: replaced.iter().map(Replaced::of).collect(),
    }
}

impl Replaced {
    fn of(verdict: &Verdict) -> Self {
        Self {
            one: verdict.one.clone(),
            other: verdict.other.clone(),
            verdict: slugs(verdict.verdict),
            why: verdict.why.clone(),
            by: verdict.by.clone(),
            date: verdict.date.clone(),
        }
    }
}

struct Rows<'a> {
    ground: &'a Network,
    claims: Claims<'a>,
    aliases: BTreeMap<(Kind, &'a str), Vec<&'a str>>,
    /// Who sits in a forum; where an actor sits and whom it has ties to.
    around: BTreeMap<(Kind, &'a str), BTreeSet<&'a str>>,
}

impl<'a> Rows<'a> {
    fn new(ground: &'a Network) -> Self {
        let mut aliases: BTreeMap<_, Vec<&str>> = BTreeMap::new();
        for alias in &ground.aliases {
            let bearers = [
                (Kind::Actor, alias.actor.as_ref().map(|id| id.as_str())),
                (Kind::Forum, alias.forum.as_ref().map(|id| id.as_str())),
                (Kind::Group, alias.group.as_ref().map(|id| id.as_str())),
            ];
            for (kind, id) in bearers {
                let Some(id) = id else { continue };
                let names = aliases.entry((kind, id)).or_default();
                if !names.contains(&alias.name.as_str()) {
                    names.push(&alias.name);
                }
            }
        }
        let mut around: BTreeMap<_, BTreeSet<&str>> = BTreeMap::new();
        for seat in &ground.affiliations {
            let (forum, actor) = (seat.forum.as_str(), seat.actor.as_str());
            around.entry((Kind::Forum, forum)).or_default().insert(actor);
            around.entry((Kind::Actor, actor)).or_default().insert(forum);
        }
        for tie in &ground.ties {
            let (from, to) = (tie.from.as_str(), tie.to.as_str());
            around.entry((Kind::Actor, from)).or_default().insert(to);
            around.entry((Kind::Actor, to)).or_default().insert(from);
        }
        Self { ground, claims: Claims::new(ground), aliases, around }
    }

    fn pair(&self, pair: &link::Pair, sure: &Sure) -> Pair {
        let around = |row| {
            let id = pair.kind.id(self.ground, row);
            self.around.get(&(pair.kind, id)).cloned().unwrap_or_default()
        };
        let (mut one, mut other) = (around(pair.one), around(pair.other));
        // A tie between the two sets them apart from nobody.
        one.remove(pair.kind.id(self.ground, pair.other));
        other.remove(pair.kind.id(self.ground, pair.one));
        let ids =
            |found: &mut dyn Iterator<Item = &&str>| found.map(|id| (*id).to_owned()).collect();
        let left = sure.left.iter().find(|(other, _)| std::ptr::eq(*other, pair));
        Pair {
            kind: pair.kind.slug(),
            one: self.record(pair.kind, pair.one),
            other: self.record(pair.kind, pair.other),
            probability: pair.probability(),
            weight: pair.weight(),
            prior: pair.prior,
            sure: pair.is_sure(),
            acceptable: sure.together.iter().any(|other| std::ptr::eq(*other, pair)),
            left_out: left.map(|(_, why)| why.into()),
            contested: pair.is_contested(),
            evidence: pair
                .evidence
                .iter()
                .map(|e| Evidence { what: (&e.what).into(), bits: e.bits })
                .collect(),
            in_both: ids(&mut one.intersection(&other)),
            only_one: ids(&mut one.difference(&other)),
            only_other: ids(&mut other.difference(&one)),
        }
    }

    fn record(&self, kind: Kind, row: usize) -> Record {
        let (id, ground) = (kind.id(self.ground, row), self.ground);
        let sort = match kind {
            Kind::Actor => slugs(ground.actors[row].kind),
            Kind::Forum => slugs(ground.forums[row].function),
            Kind::Group => None,
        };
        let aliases = self.aliases.get(&(kind, id)).into_iter().flatten();
        Record {
            id: id.to_owned(),
            name: kind.name(ground, row).to_owned(),
            aliases: aliases.map(|name| (*name).to_owned()).collect(),
            kind: sort,
            proposed: kind.is_proposed(ground, row),
            claims: self.claims.all(kind.claims(ground, row)),
        }
    }

    fn settled(&self, settled: &Settled) -> Vec<SettledPair> {
        let within = |row: &usize| {
            let verdict = &self.ground.verdicts[*row];
            [&verdict.one, &verdict.other]
                .into_iter()
                .all(|id| link::own(self.ground, id).is_some())
        };
        let rows = (0..self.ground.verdicts.len()).filter(within);
        rows.map(|row| {
            let verdict = &self.ground.verdicts[row];
            let about = settled.ruled.iter().find(|ruled| ruled.verdict == row);
            let record = |at: Option<usize>, id: &str, name: &Option<String>| match (about, at) {
                (Some(ruled), Some(at)) => self.record(ruled.kind, at),
                _ => self.gone(id, name),
            };
            let unused = settled.unused.iter().find(|unused| unused.verdict == row);
            SettledPair {
                kind: about.map(|ruled| ruled.kind.slug()),
                one: record(about.map(|r| r.one), &verdict.one, &verdict.one_name),
                other: record(about.map(|r| r.other), &verdict.other, &verdict.other_name),
                verdict: verdict.verdict.map(|ruling: Ruling| ruling.slug().to_owned()),
                why: verdict.why.clone(),
                by: verdict.by.clone(),
                date: verdict.date.clone(),
                unused: unused.map(|unused| (&unused.why).into()),
                told: about.map_or_else(Vec::new, |ruled| {
                    settled.told(self.ground, ruled).iter().map(Into::into).collect()
                }),
            }
        })
        .collect()
    }

    /// A record of a verdict that is not about a pair that is there: itself, if it is
    /// there, else what the verdict says of it.
    fn gone(&self, id: &str, name: &Option<String>) -> Record {
        let own = link::own(self.ground, id).unwrap_or(id);
        for kind in [Kind::Actor, Kind::Forum, Kind::Group] {
            let mut rows = 0..kind.count(self.ground);
            if let Some(row) = rows.find(|row| kind.id(self.ground, *row) == own) {
                return self.record(kind, row);
            }
        }
        Record {
            id: own.to_owned(),
            name: name.clone().unwrap_or_else(|| own.to_owned()),
            aliases: Vec::new(),
            kind: None,
            proposed: false,
            claims: Vec::new(),
        }
    }
}
