//! From a description of a person to a profile, with a receipt of every word.
//!
//! *Invariant*: every word of the text is in the receipt: understood, denied, said of
//! somebody else, carrying nothing, or not understood. What is assumed is marked so.

mod age;
mod colleague;
mod reader;
mod words;

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::ops::Range;

use crate::model::condition::{condition, label, with_what_follows};
use crate::model::text::words;
use crate::model::{AgeRange, Group, Network, Row, Sex, Text};

pub use colleague::{Named, colleague};

/// The most characters of a description that are read.
pub const LONGEST: usize = 5_000;

/// The id of a person: no coded group can have it, for it is no slug.
pub const NOBODY: &str = "?";

words! {
    /// What became of a stretch of the text.
    Use {
        Understood = "understood", "förstått", "understood";
        Denied = "denied", "sägs inte gälla", "said not to hold";
        SomebodyElse = "somebody_else", "gäller någon annan", "about somebody else";
        Aside = "aside", "småord", "small words";
        Unknown = "unknown", "inte förstått", "not understood";
    }
}

words! {
    /// Why a condition counts.
    Ground {
        Words = "words", "sägs", "said";
        Field = "field", "angivet", "given";
        Group = "group", "gruppens definition", "the group's definition";
        Age = "age", "följer av åldern", "follows from the age";
        Implied = "implied", "följer av det som sägs", "follows from what is said";
        Assumed = "assumed", "antaget", "assumed";
    }
}

/// A stretch of the text and what became of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Read {
    /// Where it stands, in bytes.
    pub span: Range<usize>,
    /// What became of it.
    pub used: Use,
    /// What it was taken as.
    pub takes: Taken,
}

/// What a stretch was taken as.
#[derive(Clone, Debug, PartialEq)]
pub enum Taken {
    /// A sex.
    Sex(Sex),
    /// Ages.
    Age(AgeRange),
    /// A condition, by slug.
    Condition(String),
    /// A coded group, by id.
    Group(String),
    /// A person, without more.
    Person,
    /// Nothing.
    Nothing,
}

/// A condition of a person, and why it counts.
#[derive(Clone, Debug, PartialEq)]
pub struct Held {
    /// Its slug.
    pub slug: String,
    /// Why it counts.
    pub ground: Ground,
    /// Whether some coded group of the network asks for it: else it tells nobody apart here.
    pub in_network: bool,
}

/// Who somebody is, as far as words or fields tell.
#[derive(Clone, Debug, PartialEq)]
pub struct Profile {
    /// The text, if it was told in words.
    pub text: Option<String>,
    /// The person as a group: ages, sex and conditions.
    pub group: Group,
    /// Conditions and why they count, in the order in which they were said.
    pub held: Vec<Held>,
    /// Slugs of what is said not to hold.
    pub denied: Vec<String>,
    /// Every word and what became of it.
    pub receipt: Vec<Read>,
    /// Whether the text was longer than is read.
    pub cut: bool,
}

/// What is told of a person before the text is read or beside it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Fields {
    /// Ages.
    pub age: Option<AgeRange>,
    /// Sex.
    pub sex: Option<Sex>,
    /// Slugs of conditions.
    pub conditions: Vec<String>,
}

impl Fields {
    /// Whether nothing is told.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// The ages that a text like `70`, `18-25` or `65-` gives.
pub fn ages(text: &str) -> Option<AgeRange> {
    let years = |part: &str| part.trim().parse::<u32>().ok().filter(|years| *years <= 120);
    let range = match text.trim().split_once(['-', '–']) {
        None => years(text).map(|years| AgeRange { min: Some(years), max: Some(years) })?,
        Some(("", upper)) => AgeRange { min: None, max: Some(years(upper)?) },
        Some((lower, upper)) if upper.trim().is_empty() => {
            AgeRange { min: Some(years(lower)?), max: None }
        }
        Some((lower, upper)) => AgeRange { min: Some(years(lower)?), max: Some(years(upper)?) },
    };
    (range.min.unwrap_or(0) <= range.max.unwrap_or(u32::MAX)).then_some(range)
}

/// The sex that a word names.
pub fn sex(text: &str) -> Option<Sex> {
    match text.trim().to_lowercase().as_str() {
        "female" | "woman" | "women" | "kvinna" | "kvinnor" | "girl" | "flicka" | "f" | "k" => {
            Some(Sex::Female)
        }
        "male" | "man" | "men" | "män" | "boy" | "pojke" | "m" => Some(Sex::Male),
        _ => None,
    }
}

/// Reads a person from words, fields, or both; fields go before words.
///
/// Who is spoken of first is the person; what is said of a husband or a son is said of
/// somebody else, but for dementia, which is the home's. Conditions bring what follows
/// from them; ages bring *child* (to 17), *young* (13 to 25, Sweden's youth policy),
/// *adult* and *older* (from 65). Somebody of whom neither violence done nor violence
/// denied is told is assumed to be exposed to violence in a close relation: that is what
/// such networks are about, and the receipt says that it is assumed.
///
/// # Cost
/// Linear in the text, times the number of patterns; no more than [`LONGEST`] characters
/// are read.
pub fn read(text: Option<&str>, fields: &Fields, network: &Network) -> Profile {
    let cut_at = text.and_then(|text| text.char_indices().nth(LONGEST)).map(|(at, _)| at);
    let shown = text.map(|text| &text[..cut_at.unwrap_or(text.len())]);
    let told = shown.map(|text| reader::read(text, network)).unwrap_or_default();
    let mut profile = Profile {
        text: shown.map(str::to_owned),
        group: Group {
            id: NOBODY.into(),
            age: fields.age.unwrap_or(told.age),
            sex: fields.sex.or(told.sex),
            ..Group::default()
        },
        held: Vec::new(),
        denied: told.denied,
        receipt: told.receipt,
        cut: cut_at.is_some(),
    };
    let known = Known::of(network);
    for slug in &fields.conditions {
        profile.hold(slug, Ground::Field, &known);
    }
    for slug in &told.conditions {
        profile.hold(slug, Ground::Words, &known);
    }
    for slug in &told.of_groups {
        profile.hold(slug, Ground::Group, &known);
    }
    profile.assume_violence(&known);
    profile.follow_from_age(&known);
    profile
}

/// Somebody of a coded group whom a professional sees something about: exposed, unless
/// the group's definition says that she uses violence.
pub fn met(row: &Row<Group>, network: &Network) -> Profile {
    let mut profile = of_group(row);
    let coded = profile.clone();
    profile.assume_violence(&Known::of(network));
    if coded.holds("exposed") || !profile.holds("exposed") {
        return coded;
    }
    // No longer just the group: those of it who are exposed.
    profile.group = Group { id: NOBODY.into(), name: String::new(), parent: None, ..profile.group };
    profile
}

/// A coded group as a person to walk for.
pub fn of_group(row: &Row<Group>) -> Profile {
    let held = |slug: &String| Held { slug: slug.clone(), ground: Ground::Group, in_network: true };
    Profile {
        text: None,
        group: row.value.clone(),
        held: row.conditions.iter().map(held).collect(),
        denied: Vec::new(),
        receipt: Vec::new(),
        cut: false,
    }
}

/// Slugs that the network's groups ask for.
struct Known<'n>(BTreeSet<&'n str>);

impl<'n> Known<'n> {
    fn of(network: &'n Network) -> Self {
        Self(network.groups.iter().flat_map(|g| &g.conditions).map(String::as_str).collect())
    }

    fn any(&self, slugs: &[&str]) -> bool {
        slugs.iter().any(|slug| self.0.contains(slug))
    }
}

impl Profile {
    /// Whether anything at all was understood.
    pub fn says_something(&self) -> bool {
        self.group.age != AgeRange::default()
            || self.group.sex.is_some()
            || self.held.iter().any(|held| held.ground != Ground::Assumed)
    }

    fn holds(&self, slug: &str) -> bool {
        self.group.conditions.iter().any(|held| held == slug)
            || self.held.iter().any(|held| held.slug == slug)
    }

    /// Holds a condition and what follows from it, but for what is denied.
    fn hold(&mut self, slug: &str, ground: Ground, known: &Known) {
        let own = |slug| condition(slug).map_or(slug, |row| row.slug());
        let further = if ground == Ground::Assumed { ground } else { Ground::Implied };
        for follows in with_what_follows(slug) {
            let mut slugs = condition(follows).map_or(vec![follows], |row| row.slugs.to_vec());
            if self.denied.iter().any(|denied| slugs.contains(&denied.as_str())) {
                continue;
            }
            let ground = if own(follows) == own(slug) { ground } else { further };
            if let Some(held) = self.held.iter_mut().find(|held| held.slug == own(follows)) {
                held.ground = held.ground.min(ground);
            } else {
                let in_network = known.any(&slugs);
                self.held.push(Held { slug: own(follows).to_owned(), ground, in_network });
            }
            slugs.retain(|slug| known.any(&[slug]) || *slug == own(follows));
            for slug in slugs {
                if !self.group.conditions.iter().any(|held| held == slug) {
                    self.group.conditions.push(slug.to_owned());
                }
            }
        }
    }

    fn assume_violence(&mut self, known: &Known) {
        const OTHERWISE: [&str; 4] =
            ["perpetrator", "at_risk_of_perpetrating", "buys_sex", "exposed"];
        let said = OTHERWISE.iter().any(|slug| self.holds(slug));
        let denied = self.denied.iter().any(|slug| slug == "exposed");
        if !said && !denied {
            self.hold("exposed", Ground::Assumed, known);
        }
        if self.holds("exposed") && !self.denied.iter().any(|slug| slug == "close_relation") {
            self.hold("close_relation", Ground::Assumed, known);
        }
    }

    /// What ages say in the words of groups.
    fn follow_from_age(&mut self, known: &Known) {
        let AgeRange { min, max } = self.group.age;
        let from = |years: u32| min.is_some_and(|min| min >= years);
        let to = |years: u32| max.is_some_and(|max| max <= years);
        for (slug, holds) in [
            ("child", to(17)),
            ("young", from(13) && to(25)),
            ("adult", from(18)),
            ("older", from(65)),
        ] {
            if holds {
                self.hold(slug, Ground::Age, known);
            }
        }
    }
}

/// What a stretch was taken as, in words.
pub fn say(used: Use, takes: &Taken) -> Text {
    let what = match takes {
        Taken::Sex(Sex::Female) => Text::new("kvinna", "woman"),
        Taken::Sex(Sex::Male) => Text::new("man", "man"),
        Taken::Age(age) => say_age(*age),
        Taken::Condition(slug) => label(slug),
        Taken::Group(id) => Text::new(format!("målgruppen {id}"), format!("the group {id}")),
        Taken::Person => Text::new("en person", "a person"),
        Taken::Nothing => Text::default(),
    };
    match used {
        Use::Understood => what,
        Use::Denied => Text::new(format!("inte: {}", what.sv), format!("not: {}", what.en)),
        Use::SomebodyElse if what.sv.is_empty() || *takes == Taken::Person => {
            Text::new("någon annan", "somebody else")
        }
        Use::SomebodyElse => Text::new(
            format!("om någon annan: {}", what.sv),
            format!("about somebody else: {}", what.en),
        ),
        Use::Aside => Text::new("småord", "small words"),
        Use::Unknown => Text::new("inte förstått, räknas inte", "not understood, does not count"),
    }
}

fn say_age(age: AgeRange) -> Text {
    match (age.min, age.max) {
        (Some(a), Some(b)) if a == b => Text::new(format!("{a} år"), format!("{a} years")),
        (Some(a), Some(b)) => Text::new(format!("{a}–{b} år"), format!("{a}–{b} years")),
        (Some(a), None) => Text::new(format!("{a} år eller äldre"), format!("{a} or older")),
        (None, Some(b)) => Text::new(format!("högst {b} år"), format!("{b} or younger")),
        (None, None) => Text::default(),
    }
}
