//! What relations say of two forums.

use std::collections::BTreeSet;

use super::{Relations, item, told_of_both, weights};
use crate::link::{Evidence, normal};
use crate::model::number::at_most;
use crate::model::{Date, Forum, ForumFunction, Group, GroupId, Lang, Network, Range, Word, text};

/// The share of both ways in which a rhythm or size may be misremembered.
const SLACK: f64 = 1.5;

impl Relations<'_> {
    /// Every item that something is known of.
    pub(super) fn of_forums(&self, one: usize, other: usize) -> Vec<Evidence> {
        let said = self.model.said(one, other);
        let forums = [one, other].map(|row| &self.network.forums[row].value);
        let heard = [one, other].iter().all(|&forum| !self.speakers[forum].is_empty());
        let believed = if heard { 1.0 } else { weights::DOCUMENT };
        let ln2 = std::f64::consts::LN_2;
        let members = said.members / ln2;
        let members = if members < 0.0 { members * weights::AGAINST_MEMBERS } else { members };
        let members = believed * members.clamp(weights::MEMBERS.0, weights::MEMBERS.1);
        [
            self.shared_members(one, other, members),
            self.who_names_which(one, other, said.informants / ln2),
            self.rival(said.rival, believed * said.rivals / ln2),
            self.convener(one, other),
            self.rhythm(forums),
            size(forums),
            self.function(forums),
            self.reach(forums),
            purpose(forums),
            groups(self.network, forums),
            chain(forums),
            after(forums),
            self.one_place(one, other),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    fn shared_members(&self, one: usize, other: usize, bits: f64) -> Option<Evidence> {
        let (a, b) = (&self.members[one], &self.members[other]);
        if a.is_empty() || b.is_empty() {
            return None;
        }
        let all = a.union(b).count();
        let mut shared: Vec<usize> = a.intersection(b).copied().collect();
        let elsewhere = |actor: &usize| self.forums_of.get(actor).map_or(0, BTreeSet::len) - 2;
        shared.sort_by_key(|actor| (elsewhere(actor), *actor));
        let name = |&actor: &usize| self.network.actors[actor].name.as_str();
        let Some(rarest) = shared.first() else {
            return Some(item(
                bits,
                format!("ingen av de {} och {} uppgivna medlemmarna är gemensam", a.len(), b.len()),
                format!("none of the {} and {} stated members is shared", a.len(), b.len()),
            ));
        };
        let (sv, en) = match elsewhere(rarest) {
            0 => (
                "som inte sitter i något annat forum".into(),
                "which sits in no other forum".into(),
            ),
            1 => ("som sitter i ett forum till".into(), "which sits in one other forum".into()),
            n => {
                (format!("som sitter i {n} forum till"), format!("which sits in {n} other forums"))
            }
        };
        let (of, name) = (shared.len(), name(rarest));
        let among = (of > 1).then_some(("bland dem ", "among them "));
        let (among_sv, among_en) = among.unwrap_or_default();
        Some(item(
            bits,
            format!("{of} av {all} uppgivna medlemmar gemensamma, {among_sv}{name}, {sv}"),
            format!("{of} of {all} stated members shared, {among_en}{name}, {en}"),
        ))
    }

    fn who_names_which(&self, one: usize, other: usize, bits: f64) -> Option<Evidence> {
        let (a, b) = (&self.speakers[one], &self.speakers[other]);
        if self.informants < weights::LEAST_INFORMANTS || a.is_empty() || b.is_empty() {
            return None;
        }
        let bits = bits.clamp(weights::INFORMANTS.0, weights::INFORMANTS.1);
        // Those who speak of just one, and whom others name as members of the other.
        let named = |speak: &BTreeSet<&str>, not: &BTreeSet<&str>, forum: usize| {
            let only = speak.difference(not).filter_map(|by| self.informant_actor.get(by));
            only.filter(|actor| self.members[forum].contains(actor)).count()
        };
        let across = named(a, b, other) + named(b, a, one);
        let (both, a, b) = (a.intersection(b).count(), a.len(), b.len());
        let all = self.informants;
        Some(match both {
            0 => item(
                bits,
                format!(
                    "{a} av {all} uppgiftslämnare talar om det ena och {b} om det andra, ingen om båda; {} uppges även sitta i det forum som de inte nämner",
                    of_them(across, "ingen av dem", "av dem"),
                ),
                format!(
                    "{a} of {all} informants speak of one and {b} of the other, none of both; {} said to sit also in the one they do not name",
                    of_them(across, "none of them is", "of them are"),
                ),
            ),
            _ => item(
                bits,
                format!(
                    "{both} uppgiftslämnare talar om båda, av {a} som talar om det ena och {b} om det andra"
                ),
                format!(
                    "{both} informants speak of both, of {a} who speak of one and {b} of the other"
                ),
            ),
        })
    }

    fn rival(&self, rival: Option<usize>, bits: f64) -> Option<Evidence> {
        let name = &self.network.forums[rival?].name;
        (bits < -0.5).then(|| {
            item(
                bits,
                format!("{name} liknar ett av dem lika mycket, men inte det andra"),
                format!("{name} is as like one of them, but not the other"),
            )
        })
    }

    fn convener(&self, one: usize, other: usize) -> Option<Evidence> {
        let (one, other) = (self.conveners[one]?, self.conveners[other]?);
        let known: Vec<usize> = self.conveners.iter().flatten().copied().collect();
        let convenes = known.iter().filter(|&&by| by == one).count();
        let name = &self.network.actors[one].name;
        if one == other {
            // Of the other forums, how many it convenes besides this pair.
            let u = (convenes as f64 - 1.0) / known.len() as f64;
            return Some(item(
                weights::bits(weights::SAME_CONVENER, u).max(0.0),
                format!("{name} kallar till båda och till {} forum i allt", convenes),
                format!("{name} convenes both, and {convenes} forums in all"),
            ));
        }
        if self.actors.is_above(one, other) || self.actors.is_above(other, one) {
            return None;
        }
        let second = &self.network.actors[other].name;
        let second_convenes = known.iter().filter(|&&by| by == other).count();
        let u = convenes.max(second_convenes) as f64 / (known.len() as f64 + 1.0);
        Some(item(
            weights::bits(1.0 - weights::SAME_CONVENER, 1.0 - u),
            format!("{name} kallar till det ena, {second} till det andra"),
            format!("{name} convenes one, {second} the other"),
        ))
    }

    fn rhythm(&self, forums: [&Forum; 2]) -> Option<Evidence> {
        let [a, b] = forums.map(|forum| ends(forum.meetings_per_year));
        let (a, b) = (a?, b?);
        let (m, few, far) = weights::RHYTHM;
        let say = |(low, high): (f64, f64), lang| {
            let ends = [low, high].map(|end| at_most(end, 2, lang));
            if low == high { ends[0].clone() } else { ends.join("–") }
        };
        let (sv, en) = (
            format!("{} och {} möten om året", say(a, Lang::Sv), say(b, Lang::Sv)),
            format!("{} and {} meetings a year", say(a, Lang::En), say(b, Lang::En)),
        );
        if !agree(a, b) {
            let apart = (a.0 / b.1).max(b.0 / a.1);
            let bits = if apart >= 4.0 { far } else { weights::bits(1.0 - m, 1.0 - few) };
            return Some(item(bits, format!("olika rytm: {sv}"), format!("other rhythm: {en}")));
        }
        let known: Vec<(f64, f64)> =
            self.network.forums.iter().filter_map(|f| ends(f.meetings_per_year)).collect();
        let like = known.iter().filter(|&&rhythm| agree(rhythm, a) && agree(rhythm, b)).count()
            as f64
            - 2.0;
        let u = (like + 2.0 * few) / (known.len() as f64 - 2.0 + 2.0);
        let bits = weights::bits(m, u).max(0.0);
        Some(item(bits, format!("samma rytm: {sv}"), format!("same rhythm: {en}")))
    }

    fn function(&self, forums: [&Forum; 2]) -> Option<Evidence> {
        let (a, b) = (forums[0].function?, forums[1].function?);
        if a == b {
            let known: Vec<_> = self.network.forums.iter().filter_map(|f| f.function).collect();
            let like = known.iter().filter(|&&function| function == a).count() as f64;
            let u = (like - 1.0) / known.len() as f64;
            let bits = weights::bits(weights::SAME_FUNCTION, u.max(0.1)).max(0.0);
            let label = a.label();
            return Some(item(
                bits,
                format!("samma funktion ({})", label.sv),
                format!("same function ({})", label.en),
            ));
        }
        let steers = |f: ForumFunction| f == ForumFunction::Steering;
        let decides = |f: ForumFunction| steers(f) || f == ForumFunction::Strategic;
        let is_far = (steers(a) && !decides(b)) || (steers(b) && !decides(a));
        let bits = if is_far { weights::STEERS_OTHER_WORKS } else { weights::OTHER_FUNCTION };
        Some(item(
            bits,
            format!("olika funktion ({} och {})", a.label().sv, b.label().sv),
            format!("other function ({} and {})", a.label().en, b.label().en),
        ))
    }

    fn reach(&self, forums: [&Forum; 2]) -> Option<Evidence> {
        let (a, b) = (forums[0].level?, forums[1].level?);
        if a != b {
            return Some(item(
                weights::OTHER_LEVEL,
                format!("det ena är {}t, det andra {}t", a.label().sv, b.label().sv),
                format!("one is {}, the other {}", a.label().en, b.label().en),
            ));
        }
        let known: Vec<_> = self.network.forums.iter().filter_map(|f| f.level).collect();
        let like = known.iter().filter(|&&level| level == a).count() as f64;
        let bits = weights::bits(weights::SAME_LEVEL, like / known.len() as f64).max(0.0);
        Some(item(bits, format!("båda är {}a", a.label().sv), format!("both are {}", a.label().en)))
    }

    fn one_place(&self, one: usize, other: usize) -> Option<Evidence> {
        let [a, b] = [one, other].map(|row| &self.network.forums[row].claims);
        let place = told_of_both(a, b)?;
        Some(item(
            weights::SAME_PLACE,
            format!("samma ställe i källan ({}) tar upp dem som två", place.place),
            format!("one place in the source ({}) tells of them as two", place.place),
        ))
    }
}

/// Both ends of a range of which one at least is known and above 0.
fn ends(range: Range) -> Option<(f64, f64)> {
    let low = range.min.or(range.max)?;
    let high = range.max.or(range.min)?;
    (low > 0.0 && high >= low).then_some((low, high))
}

/// Whether two ranges meet, allowing for what people misremember.
fn agree(a: (f64, f64), b: (f64, f64)) -> bool {
    a.0 <= b.1 * SLACK && b.0 <= a.1 * SLACK
}

fn size(forums: [&Forum; 2]) -> Option<Evidence> {
    let (a, b) = (forums[0].size?, forums[1].size?);
    let (small, large) = (f64::from(a.min(b)), f64::from(a.max(b)));
    let (m, u) = if large <= small * SLACK {
        weights::LIKE_SIZE
    } else if large >= small * 3.0 {
        weights::UNLIKE_SIZE
    } else {
        return None;
    };
    Some(item(
        weights::bits(m, u),
        format!("omkring {a} och {b} personer"),
        format!("about {a} and {b} persons"),
    ))
}

/// Words of a purpose that tell purposes apart.
fn words(purpose: &str) -> BTreeSet<String> {
    const COMMON: [&str; 16] = [
        "och",
        "att",
        "med",
        "för",
        "kring",
        "arbete",
        "arbetet",
        "samverkan",
        "samarbete",
        "mellan",
        "mot",
        "våld",
        "frågor",
        "dem",
        "som",
        "ett",
    ];
    let words = normal(purpose);
    let words = words.split(' ').filter(|word| word.chars().count() > 2 && !COMMON.contains(word));
    // Endings differ: the first letters tell.
    words.map(|word| word.chars().take(6).collect()).collect()
}

fn purpose(forums: [&Forum; 2]) -> Option<Evidence> {
    let a = words(forums[0].purpose.as_deref()?);
    let b = words(forums[1].purpose.as_deref()?);
    let least = a.len().min(b.len());
    let shared = a.intersection(&b).count();
    if least == 0 || (shared == 0 && least < 2) {
        return None;
    }
    let [most, some, none] = weights::PURPOSE;
    let bits = match shared {
        0 => none,
        n if 2 * n >= a.len().max(b.len()) => most,
        _ => some,
    };
    Some(item(
        bits,
        format!("syftena delar {shared} av {} ord", a.union(&b).count()),
        format!("purposes share {shared} of {} words", a.union(&b).count()),
    ))
}

fn groups(network: &Network, forums: [&Forum; 2]) -> Option<Evidence> {
    let [a, b] = forums.map(|forum| {
        let find = |id: &GroupId| network.groups.iter().find(|group| group.id == *id);
        forum.groups.iter().filter_map(find).map(|row| &row.value).collect::<Vec<&Group>>()
    });
    if a.is_empty() || b.is_empty() {
        return None;
    }
    let shared: Vec<&str> =
        a.iter().filter(|group| b.contains(group)).map(|group| group.name.as_str()).collect();
    let [all, some, apart, against] = weights::GROUPS;
    if shared.is_empty() {
        let meets = a.iter().any(|one| b.iter().any(|other| one.overlaps(other)));
        let name = |groups: &[&Group], lang| {
            let names: Vec<&str> = groups.iter().map(|group| group.name.as_str()).collect();
            text::list(&names, lang)
        };
        return Some(item(
            if meets { apart } else { against },
            format!("olika målgrupper: {} mot {}", name(&a, Lang::Sv), name(&b, Lang::Sv)),
            format!(
                "other target groups: {} as against {}",
                name(&a, Lang::En),
                name(&b, Lang::En)
            ),
        ));
    }
    let bits = if shared.len() == a.len().max(b.len()) { all } else { some };
    Some(item(
        bits,
        format!("gemensamma målgrupper: {}", text::list(&shared, Lang::Sv)),
        format!("target groups shared: {}", text::list(&shared, Lang::En)),
    ))
}

fn chain(forums: [&Forum; 2]) -> Option<Evidence> {
    let [a, b] = forums;
    let above = |low: &Forum, high: &Forum| low.reports_to.as_ref() == Some(&high.id);
    (above(a, b) || above(b, a)).then(|| {
        item(weights::REPORTS, "det ena rapporterar till det andra", "one reports to the other")
    })
}

fn after(forums: [&Forum; 2]) -> Option<Evidence> {
    let day = |text: &Option<String>| text.as_deref().and_then(Date::parse);
    let before = |a: &Forum, b: &Forum| {
        let (end, start) = (day(&a.ends)?, day(&b.starts)?);
        (start.days_left(end) < 0).then_some((end, start))
    };
    let (end, start) = before(forums[0], forums[1]).or_else(|| before(forums[1], forums[0]))?;
    Some(item(
        weights::AFTER,
        format!("det ena slutade {end}, det andra började {start}"),
        format!("one ended {end}, the other began {start}"),
    ))
}

/// "ingen av dem", "3 av dem".
fn of_them(count: usize, none: &str, some: &str) -> String {
    if count == 0 { none.to_owned() } else { format!("{count} {some}") }
}
