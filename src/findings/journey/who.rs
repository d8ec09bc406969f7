//! Who the person is, in words.

use crate::model::condition::{condition, follows, label};
use crate::model::{AgeRange, Group, Lang, Sex, Text};

/// How a person is spoken of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Who {
    /// As the one who acts, within a sentence: *hon*, *she*.
    pub acts: (&'static str, &'static str),
    /// As the one something is done to: *henne*, *her*.
    pub is_done_to: (&'static str, &'static str),
    /// As the one who owns: *hennes*, *her*.
    pub owns: (&'static str, &'static str),
    /// Whether she calls herself, or somebody grown for her.
    pub calls: Calls,
}

/// Who makes a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Calls {
    /// The person.
    Herself,
    /// Somebody grown for a small child: up to 12.
    AnAdult,
}

/// Nobody so young is told to call an agency.
const CALLS_FROM: u32 = 13;

/// How a person of a group is spoken of.
pub fn who(group: &Group) -> Who {
    let child = group.conditions.iter().any(|c| c == "child");
    let small = group.age.max.is_some_and(|max| max < CALLS_FROM);
    let calls = if small { Calls::AnAdult } else { Calls::Herself };
    let (acts, is_done_to, owns) = match group.sex {
        Some(Sex::Female) => (("hon", "she"), ("henne", "her"), ("hennes", "her")),
        Some(Sex::Male) => (("han", "he"), ("honom", "him"), ("hans", "his")),
        None if child => {
            (("barnet", "the child"), ("barnet", "the child"), ("barnets", "the child's"))
        }
        None => {
            (("personen", "the person"), ("personen", "the person"), ("personens", "the person's"))
        }
    };
    Who { acts, is_done_to, owns, calls }
}

/// Ages in words; empty where nothing bounds them.
fn ages(age: AgeRange, child: bool) -> Text {
    match (age.min, age.max) {
        (Some(a), Some(b)) if a == b => Text::new(format!("{a} år"), format!("{a} years")),
        (Some(a), Some(b)) => Text::new(format!("{a}–{b} år"), format!("{a}–{b} years")),
        (Some(a), None) => Text::new(format!("{a} år eller äldre"), format!("{a} or older")),
        (None, Some(17)) if child => Text::default(),
        (None, Some(b)) => Text::new(format!("högst {b} år"), format!("{b} or younger")),
        (None, None) => Text::default(),
    }
}

/// A person in a few words: *Kvinna, 70 år, demens i hemmet*.
pub fn name(group: &Group) -> Text {
    if !group.name.is_empty() {
        return Text::new(&group.name, &group.name);
    }
    let child = group.conditions.iter().any(|c| c == "child");
    let head = match (group.sex, child) {
        (Some(Sex::Female), false) => ("Kvinna", "Woman"),
        (Some(Sex::Male), false) => ("Man", "Man"),
        (Some(Sex::Female), true) => ("Flicka", "Girl"),
        (Some(Sex::Male), true) => ("Pojke", "Boy"),
        (None, true) => ("Barn", "Child"),
        (None, false) => ("Person", "Person"),
    };
    let mut parts = vec![Text::new(head.0, head.1)];
    let age = ages(group.age, child);
    parts.extend((!age.sv.is_empty()).then_some(age));
    parts.extend(telling(group).into_iter().map(label));
    let of = |lang| parts.iter().map(|part| part.get(lang)).collect::<Vec<_>>().join(", ");
    Text::new(of(Lang::Sv), of(Lang::En))
}

/// Conditions worth saying: not those that age says, nor those that follow from another.
fn telling(group: &Group) -> Vec<&str> {
    const SAID: [&str; 4] = ["adult", "child", "young", "older"];
    let own = |slug: &'_ String| condition(slug).map_or(slug.clone(), |row| row.slug().to_owned());
    let mut seen: Vec<String> = Vec::new();
    let mut telling = Vec::new();
    for slug in &group.conditions {
        let name = own(slug);
        // A close relation is what these networks are about: it says no more.
        let tells = |other: &&String| condition(other).is_none_or(|c| c.slug() != "close_relation");
        let follows = group.conditions.iter().filter(tells).any(|other| follows(other, slug));
        let assumed = name == "close_relation";
        if !follows && !assumed && !SAID.contains(&name.as_str()) && !seen.contains(&name) {
            seen.push(name);
            telling.push(slug.as_str());
        }
    }
    // "Utsatt för våld" goes without saying beside what tells more, but it opens the list.
    telling.sort_by_key(|slug| *slug != "exposed");
    telling
}
