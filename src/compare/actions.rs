//! What became of what somebody was to do about a finding.

use std::cmp::Ordering;

use super::{Change, Changed};
use crate::findings::{Finding, turned};
use crate::model::text::words;
use crate::model::{Date, Decision, DecisionState, Text};

words! {
    /// What became of a finding that somebody was to act on.
    Effect {
        /// The newer network has what the finding is about, and does not show it.
        Closed = "closed", "stängd", "closed";
        Better = "better", "bättre", "better";
        Unchanged = "unchanged", "som förut", "unchanged";
        Worse = "worse", "värre", "worse";
        /// The newer network does not speak of it: that says nothing of the action.
        Unobserved = "unobserved", "går inte att säga", "cannot be told";
        /// Nor does it speak of it, and the day by which it is to be done has not passed.
        Ahead = "ahead", "tiden har inte gått ut", "its time is not up";
    }
}

/// An action that was decided on a finding of the older network, and what the newer shows.
#[derive(Clone, Debug, PartialEq)]
pub struct Acted {
    /// The finding as it was.
    pub before: Finding,
    /// What was decided.
    pub decision: Decision,
    /// The finding as it is, if it is there.
    pub after: Option<Finding>,
    /// What became of it.
    pub effect: Effect,
    /// Whether the day by which it was to be done has passed while the newer network still
    /// shows the finding.
    pub overdue: bool,
    /// Whether that day is still to come, or today.
    pub ahead: bool,
}

/// The actions of the older network in the order of its findings, seen from `today`.
/// `changed` is what became of each finding: what the newer network could not have shown is
/// *unobserved*, or *ahead* while the day is to come; not closed, and never overdue.
///
/// # Cost
/// O(actions × findings).
pub(super) fn actions(
    found: [&[Finding]; 2],
    changed: &[Changed],
    today: Option<Date>,
) -> Vec<Acted> {
    let acted = found[0].iter().filter_map(|before| {
        let decision = before.decision.clone()?;
        (decision.state == Some(DecisionState::Action)).then_some((before, decision))
    });
    acted
        .map(|(before, decision)| {
            let what = changed.iter().find(|c| c.old.as_ref() == Some(&before.id));
            let id = what.and_then(|changed| changed.new.as_ref());
            let after = found[1].iter().find(|finding| Some(&finding.id) == id).cloned();
            let passed = decision.is_overdue(today);
            let has_day = decision.due().is_some_and(|day| Date::parse(day).is_some());
            let overdue = after.is_some() && passed;
            let ahead = today.is_some() && has_day && !passed;
            let effect = match (&after, what.and_then(|changed| changed.change)) {
                (Some(after), _) => match turned(before, after) {
                    Ordering::Less => Effect::Worse,
                    Ordering::Equal => Effect::Unchanged,
                    Ordering::Greater => Effect::Better,
                },
                (None, Some(Change::Went)) => Effect::Closed,
                (None, _) if ahead => Effect::Ahead,
                (None, _) => Effect::Unobserved,
            };
            Acted { before: before.clone(), decision, after, effect, overdue, ahead }
        })
        .collect()
}

impl Acted {
    /// When it was decided, who was to act by when, and what became of it.
    pub fn say(&self) -> Text {
        let nobody = String::new();
        let owner = self.decision.owner.as_ref().unwrap_or(&nobody);
        let date = self.decision.date.as_ref().unwrap_or(&nobody);
        let became = match self.effect {
            Effect::Closed => Text::new(
                "I det nyare nätet finns iakttagelsen inte längre.",
                "In the newer network the finding is no longer there.",
            ),
            Effect::Better => Text::new(
                "I det nyare nätet är det bättre, men inte stängt.",
                "In the newer network it is better, but not closed.",
            ),
            Effect::Unchanged => Text::new(
                "I det nyare nätet är det som förut.",
                "In the newer network it is as before.",
            ),
            Effect::Worse => {
                Text::new("I det nyare nätet är det värre.", "In the newer network it is worse.")
            }
            Effect::Unobserved => Text::new(
                "Det nyare nätet säger inget om saken, så det går inte att se om åtgärden haft effekt.",
                "The newer network does not speak of it, so whether the action had effect cannot be seen.",
            ),
            Effect::Ahead => Text::new(
                "Tiden har inte gått ut, och det nyare nätet säger inget om saken än.",
                "The time is not up, and the newer network does not speak of it yet.",
            ),
        };
        let [late_sv, late_en] =
            if self.overdue { [" (försenad)", " (overdue)"] } else { [""; 2] };
        let [acts_sv, acts_en] =
            if self.ahead { ["ska agera", "is to act"] } else { ["skulle agera", "was to act"] };
        let [when_sv, when_en] = match &self.decision.decided {
            Some(day) => [format!("Beslutat {day}: "), format!("Decided {day}: ")],
            None => [String::new(), String::new()],
        };
        Text::new(
            format!("{when_sv}{owner} {acts_sv} senast {date}{late_sv}."),
            format!("{when_en}{owner} {acts_en} by {date}{late_en}."),
        )
        .and(became)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::findings::Severity;

    fn finding(id: &str, severity: Severity, low: f64, acted: bool) -> Finding {
        let decision = Decision {
            state: Some(DecisionState::Action),
            date: Some("2026-01-31".to_owned()),
            ..Decision::default()
        };
        Finding {
            id: id.to_owned(),
            rule: "falls_between",
            severity,
            score: (low, 1.0),
            subjects: Vec::new(),
            title: Text::default(),
            text: Text::default(),
            would_change: Text::default(),
            rests_on: Vec::new(),
            told_in: None,
            decision: acted.then_some(decision),
        }
    }

    fn changed(old: &str, new: Option<&str>, change: Change) -> Changed {
        Changed {
            old: Some(old.to_owned()),
            new: new.map(str::to_owned),
            change: Some(change),
            ..Changed::default()
        }
    }

    #[test]
    fn silence_is_not_success() {
        let old: Vec<Finding> = ["a", "b", "c", "d", "e"]
            .into_iter()
            .map(|id| finding(id, Severity::High, 0.1, true))
            .chain([finding("not", Severity::High, 0.1, false)])
            .collect();
        let new = [
            finding("c2", Severity::Medium, 0.3, false),
            finding("d", Severity::High, 0.1, false),
            finding("e", Severity::High, 0.05, false),
        ];
        let changes = [
            changed("a", None, Change::Went),
            changed("b", None, Change::NotSeenNow),
            changed("c", Some("c2"), Change::Changed),
            changed("d", Some("d"), Change::Stayed),
            changed("e", Some("e"), Change::Changed),
            changed("not", None, Change::Went),
        ];
        let acted = |day| actions([&old, &new], &changes, Date::parse(day));
        let told: Vec<_> = acted("2026-02-01").iter().map(|a| (a.effect, a.overdue)).collect();
        let told_of = |day: &'static str| acted(day).get(1).map(|acted| acted.effect);
        assert_eq!(told_of("2026-01-31"), Some(Effect::Ahead), "the day has not passed");
        assert_eq!(told_of("2026-02-01"), Some(Effect::Unobserved));
        let undated = finding("b", Severity::High, 0.1, true);
        let undated =
            Finding { decision: undated.decision.map(|d| Decision { date: None, ..d }), ..undated };
        let acted_undated = actions([&[undated], &new], &changes, Date::parse("2026-01-31"));
        assert_eq!(acted_undated[0].effect, Effect::Unobserved, "no day is none to come");
        // Nothing is late that is closed or cannot be told.
        let expected = [
            (Effect::Closed, false),
            (Effect::Unobserved, false),
            (Effect::Better, true),
            (Effect::Unchanged, true),
            (Effect::Worse, true),
        ];
        assert_eq!(told, expected);
        assert!(acted("2026-01-31").iter().all(|acted| !acted.overdue));
        let said = |day| acted(day).first().map(|acted| acted.say().sv).unwrap();
        assert!(said("2026-01-31").contains("ska agera senast 2026-01-31"));
        assert!(said("2026-02-01").contains("skulle agera senast 2026-01-31"));
    }
}
