//! What people add while they work: decisions on findings, verdicts on names,
//! moved boxes.

use super::date::Date;
use super::text::words;

words! {
    /// What was decided about a finding.
    DecisionState {
        Accepted = "accepted", "godtagen", "accepted";
        Dismissed = "dismissed", "avfärdad", "dismissed";
        Action = "action", "åtgärd", "action";
    }
}

/// A decision on a finding; it holds when the analysis is run again, and when what the
/// finding is about gets another id.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Decision {
    /// The finding's id.
    pub finding: String,
    /// What was decided.
    pub state: Option<DecisionState>,
    /// Why.
    pub reason: Option<String>,
    /// Who is to act: a role or unit.
    pub owner: Option<String>,
    /// The last day of an action, ISO 8601. What is no action has none, save in rows from
    /// before `decided` was a column: there it is the day that one holds now.
    pub date: Option<String>,
    /// The day on which it was decided, ISO 8601.
    pub decided: Option<String>,
    /// What the finding was called then.
    pub title: Option<String>,
    /// What each part of the finding's id after its rule was called then; by it the
    /// subject is found again under another id.
    pub names: Vec<String>,
    /// Id of the saved scenario that an action follows from.
    pub scenario: Option<String>,
}

impl Decision {
    /// The last day of an action.
    ///
    /// # Undefined
    /// Of what is no action, and of an action that says no day.
    pub fn due(&self) -> Option<&str> {
        self.date.as_deref().filter(|_| self.state == Some(DecisionState::Action))
    }

    /// The day on which it was decided: `decided`, else the `date` of what is no action.
    ///
    /// # Undefined
    /// When neither is given: the day of an older action is not known.
    pub fn decided_on(&self) -> Option<&str> {
        let old = self.date.as_deref().filter(|_| self.state != Some(DecisionState::Action));
        self.decided.as_deref().or(old)
    }

    /// Whether it was decided after the last day on which it was to be done.
    ///
    /// # Undefined
    /// `false` without both days: then nothing is known to be in the wrong order.
    pub fn is_decided_late(&self) -> bool {
        let day = |text: Option<&str>| text.and_then(Date::parse);
        let days = day(self.decided.as_deref()).zip(day(self.due()));
        days.is_some_and(|(decided, due)| decided.days_left(due) < 0)
    }

    /// Whether it is an action whose last day has passed.
    ///
    /// # Undefined
    /// Without a day to see from, or a date that says when: then nothing is known to be late.
    pub fn is_overdue(&self, today: Option<Date>) -> bool {
        let by = self.due().and_then(Date::parse);
        today.zip(by).is_some_and(|(today, by)| today.days_left(by) < 0)
    }
}

words! {
    /// What was decided about two records.
    Ruling {
        Same = "same", "samma", "the same";
        Different = "different", "olika", "different";
        PartOf = "part_of", "en del av", "part of";
    }
}

/// A decision that two records are the same, are different, or that `one` is
/// part of `other`. An id of another network is written `network/id`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Verdict {
    /// A record's id.
    pub one: String,
    /// Another's.
    pub other: String,
    /// What holds between them.
    pub verdict: Option<Ruling>,
    /// Why.
    pub why: Option<String>,
    /// Who decided: a role or unit.
    pub by: Option<String>,
    /// When, ISO 8601.
    pub date: Option<String>,
    /// What `one` was called then; by it the record is found again under another id.
    pub one_name: Option<String>,
    /// What `other` was called then.
    pub other_name: Option<String>,
}

/// Where somebody put a box on the map: its top left corner, in map units.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Position {
    /// An actor's or a forum's id.
    pub id: String,
    /// To the right.
    pub x: f64,
    /// Downwards.
    pub y: f64,
}

impl Position {
    /// How far from the middle a box may be put, in map units.
    pub const FURTHEST: f64 = 1e6;

    /// Whether it is a place on the map at all.
    pub fn is_on_map(&self) -> bool {
        [self.x, self.y].iter().all(|at| at.abs() <= Self::FURTHEST)
    }
}
