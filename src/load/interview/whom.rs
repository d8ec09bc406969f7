//! Whom the work is for: groups that an answer names or shuts out.

use std::ops::Range;

use super::heard::{Heard, Named, starts_with};
use crate::load::form::Question;
use crate::load::mention::Target;

/// A group that an answer says the work is for, or not for.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Whom {
    pub(super) group: String,
    pub(super) says: Says,
    pub(super) span: Range<usize>,
}

/// Whether the work is for a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Says {
    /// For it.
    Named,
    /// Not for it.
    Excluded,
}

/// Groups that an answer says the work is for or not for.
///
/// Answers about mission, target group and aim name whom they are for; other answers only
/// with words of taking in, or of shutting out.
pub(super) fn stated(heard: &Heard) -> Vec<Whom> {
    let asked = matches!(heard.question, Question::Mission | Question::TargetGroup | Question::Aim);
    let mut found: Vec<Whom> = Vec::new();
    for named in heard.named.iter().filter(|named| named.is_group()) {
        let Some(Target::Group(group)) = named.certain() else { continue };
        let clause = heard.clause(named.first);
        let takes = heard.says(
            &clause,
            &[
                "tar emot",
                "vänder oss till",
                "vänder sig till",
                "är till för",
                "finns för",
                "riktar oss till",
                "riktar sig till",
                "är öppen för",
                "välkomna",
                "målgrupp*",
                "tar inte emot",
                "tar ej emot",
            ],
        ) || heard.any(&clause, &["emot$", "målgrupp"]);
        if !asked && !takes {
            continue;
        }
        let says = if is_shut_out(heard, named) { Says::Excluded } else { Says::Named };
        if !found.iter().any(|whom| whom.group == *group && whom.says == says) {
            found.push(Whom { group: group.clone(), says, span: named.mention.span.clone() });
        }
    }
    // A group both named and shut out in one answer: the shutting out is the exception.
    let out: Vec<String> =
        found.iter().filter(|w| w.says == Says::Excluded).map(|w| w.group.clone()).collect();
    found.retain(|whom| whom.says == Says::Excluded || !out.contains(&whom.group));
    found
}

fn is_shut_out(heard: &Heard, named: &Named) -> bool {
    let clause = heard.clause(named.first);
    let not = |i: usize| {
        starts_with(
            heard.word(i),
            &[
                "inte$",
                "ej$",
                "inga$",
                "inget$",
                "ingen$",
                "aldrig$",
                "utom$",
                "förutom$",
                "undantag",
                "exkl",
            ],
        ) && !starts_with(heard.word(i + 1), &["bara$", "minst$", "enbart$", "endast$", "alltid$"])
    };
    let before = (clause.start..named.first).rev().find(|&i| not(i));
    if let Some(at) = before {
        let turned = heard.phrase(&(at..named.first), "utan").is_some();
        return !turned;
    }
    let behind = named.last + 1..clause.end;
    let denial = behind.clone().find(|&i| not(i));
    denial.is_some_and(|at| {
        let verb = heard.any(
            &(named.last + 1..at),
            &[
                "tar$",
                "arbetar",
                "jobbar",
                "ingår",
                "omfattas",
                "kan$",
                "är$",
                "hör$",
                "har$",
                "möter",
                "får$",
                "behandlar",
                "vänder",
                "faller",
                "hjälper",
            ],
        );
        let meant = heard.any(
            &(at..clause.end),
            &["emot$", "med$", "ingår", "uppdrag", "målgrupp", "hit$", "oss$", "för$", "mot$"],
        ) || heard
            .any(&(named.last + 1..at), &["ingår", "omfattas", "hjälper", "behandlar"]);
        verb && meant
    })
}
