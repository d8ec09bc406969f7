//! Groups: people are described, not named. A description is read as a definition and
//! compared with the definitions of the network's groups.

use std::collections::BTreeSet;
use std::ops::Range;

use super::lexicon::{Definition, Lexicon, Target};
use super::people::{Says, WITHIN, is_held, says, starts};
use super::words::{Token, TokenKind};
use super::{Because, Certainty, Mention};
use crate::model::{AgeRange, Sex};

/// What a description says.
#[derive(Clone, Debug, Default)]
struct Described {
    sex: Option<Sex>,
    child: bool,
    young: bool,
    old: bool,
    adult: bool,
    people: bool,
    violence: bool,
    age: AgeRange,
    conditions: BTreeSet<&'static str>,
}

/// Descriptions of groups outside the `taken` stretches, where one group of the network
/// fits best.
///
/// A description fits a group when it has the group's sex, ages and every condition of
/// it, and no condition that the group lacks: *kvinnor med missbruk* is not *kvinnor*.
/// That a group is exposed to violence goes without saying in such a sheet.
pub(super) fn find(tokens: &[Token], taken: &[Range<usize>], lexicon: &Lexicon) -> Vec<Mention> {
    let groups: Vec<(&Target, &Definition)> = lexicon.definitions().collect();
    let free = |token: &Token| !taken.iter().any(|span| span.contains(&token.span.start));
    let mut mentions = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let held = is_held(tokens, at);
        if !free(&tokens[at]) || !(starts(&tokens[at]) || held) {
            at += 1;
            continue;
        }
        let (last, described) = describe(tokens, at, &free);
        if let Some((targets, certainty)) = best(&described, &groups) {
            let mut targets = targets.into_iter().cloned();
            let Some(target) = targets.next() else { break };
            mentions.push(Mention {
                span: tokens[at].span.start..tokens[last].span.end,
                target,
                others: targets.collect(),
                certainty,
                because: Because::Definition,
            });
        }
        at = last + 1;
    }
    mentions
}

/// Reads a description from its first word; where it ends and what it says.
fn describe(tokens: &[Token], first: usize, free: &dyn Fn(&Token) -> bool) -> (usize, Described) {
    let mut described = Described::default();
    let mut last = first;
    for (i, token) in tokens.iter().enumerate().skip(first) {
        if token.sentence != tokens[first].sentence || !free(token) {
            break;
        }
        let behind_and = i > 0 && matches!(tokens[i - 1].lower.as_str(), "och" | "eller" | "samt");
        match says(token) {
            Some(says) if i == first || !begins_another(&described, says, behind_and) => {
                for one in says {
                    take(&mut described, *one);
                }
                last = i;
            }
            Some(_) => break,
            None if token.kind == TokenKind::Number => {
                if age(tokens, i, &mut described.age) {
                    last = i + usize::from(tokens.get(i + 1).is_some_and(|t| t.is("år")));
                }
            }
            None if WITHIN.contains(&token.lower.as_str()) => {
                let rest =
                    ["våld", "våldet", "förtryck", "sjukdom", "ohälsa", "relation", "relationer"];
                described.violence |= token.lower.starts_with("våld");
                if rest.contains(&token.lower.as_str()) && last + 3 >= i {
                    last = i;
                }
            }
            None if token.is(".") && tokens[i - 1].span.end == token.span.start && i > first => {}
            None if matches!(token.lower.as_str(), "–" | "-" | "/") && near_number(tokens, i) => {
            }
            None => break,
        }
    }
    (last, described)
}

fn near_number(tokens: &[Token], at: usize) -> bool {
    tokens.get(at + 1).is_some_and(|next| next.kind == TokenKind::Number)
}

/// Whether people of another kind are spoken of from here on.
fn begins_another(described: &Described, says: &[Says], behind_and: bool) -> bool {
    says.iter().any(|one| match one {
        Says::Sex(sex) => {
            described.sex.is_some_and(|old| old != *sex) || (behind_and && described.child)
        }
        Says::Child => {
            described.sex.is_some() || described.old || described.adult || described.young
        }
        Says::Young => described.old || described.child,
        Says::Old => described.child || described.young,
        Says::Adult => described.child || (behind_and && described.young),
        Says::Is(condition) => {
            behind_and
                && !described.conditions.is_empty()
                && !described.conditions.contains(condition)
                && !matches!(
                    (*condition, described.conditions.contains("witness")),
                    ("witness", true)
                )
        }
        Says::People => behind_and && (described.sex.is_some() || described.child),
    })
}

fn take(described: &mut Described, says: Says) {
    match says {
        Says::Sex(sex) => described.sex = Some(sex),
        Says::Child => described.child = true,
        Says::Young => described.young = true,
        Says::Old => described.old = true,
        Says::Adult => described.adult = true,
        Says::People => described.people = true,
        Says::Is(condition) => {
            described.conditions.insert(condition);
        }
    }
}

/// Takes a number as an age; whether it is one.
fn age(tokens: &[Token], at: usize, age: &mut AgeRange) -> bool {
    let Ok(number) = tokens[at].lower.parse::<u32>() else { return false };
    if number > 110 {
        return false;
    }
    let before = |n: usize| at.checked_sub(n).map_or("", |p| tokens[p].lower.as_str());
    let after = |n: usize| tokens.get(at + n).map_or("", |t| t.lower.as_str());
    match before(1) {
        "över" | "från" | "fyllt" => age.min = Some(number),
        "under" => age.max = Some(number.saturating_sub(1)),
        "till" | "–" | "-" | "och" if age.min.is_some() => age.max = Some(number),
        "mellan" => age.min = Some(number),
        _ if matches!(after(1), "–" | "-" | "till") => age.min = Some(number),
        _ if after(1) == "år" && (after(2) == "och" || after(2) == "uppåt") => {
            age.min = Some(number)
        }
        _ if after(1) == "+" || after(1) == "plus" => age.min = Some(number),
        _ => return false,
    }
    true
}

/// The groups that fit best, and how sure that is.
fn best<'a>(
    described: &Described,
    groups: &[(&'a Target, &Definition)],
) -> Option<(Vec<&'a Target>, Certainty)> {
    let says_something = described.sex.is_some()
        || described.child
        || described.young
        || described.old
        || described.adult
        || !described.conditions.is_empty()
        || (described.people && described.age != AgeRange::default());
    // "Den som utsatts" may be exposed to anything.
    let only_exposed = described.people
        && !described.violence
        && described.conditions.iter().all(|c| *c == "exposed")
        && described.sex.is_none()
        && !(described.child || described.young || described.old || described.adult);
    if !says_something || only_exposed {
        return None;
    }
    let mut fits: Vec<(u32, &Target)> = groups
        .iter()
        .filter_map(|(target, group)| Some((misfit(described, group)?, *target)))
        .collect();
    fits.sort();
    let (least, _) = *fits.first()?;
    let targets: Vec<&Target> =
        fits.iter().filter(|(misfit, _)| *misfit == least).map(|(_, target)| *target).collect();
    let certainty = match (least, targets.len()) {
        (0..=3, 1) => Certainty::Certain,
        _ => Certainty::Doubtful,
    };
    (targets.len() <= 3).then_some((targets, certainty))
}

/// How far a group is from a description; `None` where it is another group.
fn misfit(described: &Described, group: &Definition) -> Option<u32> {
    const UNSAID: [&str; 3] = ["exposed", "adult", "child"];
    let mut misfit = 0;
    match (group.sex, described.sex) {
        (Some(a), Some(b)) if a != b => return None,
        (Some(_), None) => return None,
        (None, Some(_)) => {
            let telling = group.conditions.iter().any(|c| !UNSAID.contains(&c.as_str()));
            misfit += if telling { 1 } else { 4 };
        }
        _ => {}
    }
    let has = |condition: &str| group.conditions.iter().any(|c| c == condition);
    for condition in group.conditions.iter().filter(|c| !UNSAID.contains(&c.as_str())) {
        let said = described.conditions.contains(condition.as_str());
        // Children exposed to violence at home have witnessed it, said so or not.
        if !said {
            return None;
        }
    }
    for condition in described.conditions.iter().filter(|c| !UNSAID.contains(c)) {
        if !has(condition) {
            let soft = *condition == "witness" && (described.child || !has("perpetrator"));
            if !soft {
                return None;
            }
            misfit += 1;
        }
    }
    let exposed = described.conditions.contains("exposed");
    if exposed && has("perpetrator") {
        return None;
    }
    if exposed != has("exposed") {
        misfit += 1;
    }
    let max = group.age.max.unwrap_or(u32::MAX);
    let min = group.age.min.unwrap_or(0);
    let (of_children, of_old) = (has("child") || max < 19, min >= 55);
    let of_young = !of_children && max <= 35;
    if described.child != of_children
        && !(of_children && described.young && described.age == group.age)
    {
        return None;
    }
    let says_old = described.old || described.age.min.is_some_and(|min| min >= 55);
    if of_old != says_old {
        return match (of_old, described.conditions.contains("dementia") && has("dementia")) {
            (true, true) => Some(misfit),
            (false, _) if says_old && has("dementia") => Some(misfit),
            _ => None,
        };
    }
    let says_young =
        described.young || described.age.max.is_some_and(|max| (19..=35).contains(&max));
    if of_young && !says_young {
        return None;
    }
    if says_young && !of_young && !of_children {
        misfit += if described.sex.is_some() && !described.conditions.is_empty() { 1 } else { 4 };
    }
    if described.age != AgeRange::default() && described.age != group.age {
        misfit += 1;
    }
    Some(misfit)
}
