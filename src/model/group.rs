//! Target groups, and when one contains or overlaps another.

use super::id::GroupId;
use super::text::words;

words! {
    /// A group's sex, when it has one.
    Sex {
        Female = "female", "kvinnor", "women";
        Male = "male", "män", "men";
    }
}

/// Ages in years, both ends included, either end open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AgeRange {
    /// The youngest.
    pub min: Option<u32>,
    /// The oldest.
    pub max: Option<u32>,
}

impl AgeRange {
    /// Whether every age of `other` lies within `self`.
    pub fn contains(self, other: AgeRange) -> bool {
        self.min.is_none_or(|min| other.min.is_some_and(|o| o >= min))
            && self.max.is_none_or(|max| other.max.is_some_and(|o| o <= max))
    }

    /// Whether some age lies in both.
    pub fn overlaps(self, other: AgeRange) -> bool {
        let low = self.min.unwrap_or(0).max(other.min.unwrap_or(0));
        let high = self.max.unwrap_or(u32::MAX).min(other.max.unwrap_or(u32::MAX));
        low <= high
    }
}

/// Condition that every group about violence shares and so tells nobody apart.
const EXPOSED: &str = "exposed";
/// Condition that says no more than "not a child".
const ADULT: &str = "adult";
/// Conditions that tell an age without years.
const AGES: [&str; 3] = ["child", "young", "older"];

/// Whom services are for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Group {
    /// Its slug.
    pub id: GroupId,
    /// Its name.
    pub name: String,
    /// The group it is a part of.
    pub parent: Option<GroupId>,
    /// Ages, where the source bounds them.
    pub age: AgeRange,
    /// Sex, if one.
    pub sex: Option<Sex>,
    /// What holds for every member, such as `dementia`; slugs.
    pub conditions: Vec<String>,
}

impl Group {
    /// Whether every member of `other` is a member of `self` by definition:
    /// wider ages, no other sex, and no condition that `other` lacks.
    pub fn contains(&self, other: &Group) -> bool {
        self.id == other.id
            || (self.age.contains(other.age)
                && (self.sex.is_none() || self.sex == other.sex)
                && self.asks_no_more_than(other))
    }

    /// Whether somebody in `other` can be a member of `self` as far as is
    /// known: ages meet, sexes do not clash, and `self` asks for no condition
    /// that `other` does not state.
    pub fn admits(&self, other: &Group) -> bool {
        self.id == other.id
            || (self.age.overlaps(other.age)
                && (self.sex.is_none() || other.sex.is_none() || self.sex == other.sex)
                && self.asks_no_more_than(other))
    }

    /// Whether somebody can be in both, as far as the definitions tell: ages
    /// meet, sexes do not clash, no child is an adult, and those who use
    /// violence are not asked for among those exposed to it.
    pub fn overlaps(&self, other: &Group) -> bool {
        let has = |group: &Group, condition: &str| group.conditions.iter().any(|c| c == condition);
        let clash =
            |a: &str, b: &str| (has(self, a) && has(other, b)) || (has(self, b) && has(other, a));
        self.age.overlaps(other.age)
            && (self.sex.is_none() || other.sex.is_none() || self.sex == other.sex)
            && !clash("child", ADULT)
            && !clash("perpetrator", EXPOSED)
    }

    /// Whether the definition singles anybody out. "Everybody exposed" does
    /// not, so a service that names it names no group.
    pub fn is_particular(&self) -> bool {
        self.age != AgeRange::default()
            || self.sex.is_some()
            || self.conditions.iter().any(|c| c != EXPOSED && c != ADULT)
    }

    /// Whether the definition tells an age, in years or by a word such as "young".
    pub fn tells_age(&self) -> bool {
        self.age != AgeRange::default()
            || self.conditions.iter().any(|c| AGES.contains(&c.as_str()))
    }

    fn asks_no_more_than(&self, other: &Group) -> bool {
        self.conditions.iter().all(|c| other.conditions.contains(c))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn group(id: &str, age: (Option<u32>, Option<u32>), sex: Option<Sex>, cs: &[&str]) -> Group {
        Group {
            id: id.into(),
            age: AgeRange { min: age.0, max: age.1 },
            sex,
            conditions: cs.iter().map(|c| (*c).to_owned()).collect(),
            ..Group::default()
        }
    }

    #[test]
    fn women_do_not_contain_everybody_over_65() {
        let women = group("w", (None, None), Some(Sex::Female), &["exposed", "adult"]);
        let old = group("o", (Some(65), None), None, &["exposed", "adult"]);
        let old_women = group("ow", (Some(65), None), Some(Sex::Female), &["exposed", "adult"]);
        let men = group("m", (None, None), Some(Sex::Male), &["exposed", "adult"]);
        assert!(!women.contains(&old) && women.admits(&old));
        assert!(women.contains(&old_women));
        assert!(!women.admits(&men));
    }

    #[test]
    fn a_condition_more_shuts_out() {
        let dementia = group("d", (None, None), None, &["exposed", "adult", "dementia"]);
        let old = group("o", (Some(65), None), None, &["exposed", "adult"]);
        assert!(!dementia.admits(&old));
        let children = group("c", (None, None), None, &["exposed", "child"]);
        let men = group("m", (None, None), Some(Sex::Male), &["exposed", "adult"]);
        assert!(!children.admits(&men));
    }

    #[test]
    fn groups_overlap_unless_their_definitions_clash() {
        let old = group("o", (Some(65), None), None, &["exposed", "adult"]);
        let vulnerable = group("v", (None, None), None, &["exposed", "vulnerable"]);
        let child = group("c", (None, None), None, &["exposed", "child"]);
        let violent = group("p", (None, None), None, &["perpetrator"]);
        assert!(old.overlaps(&vulnerable) && vulnerable.overlaps(&old));
        assert!(!old.admits(&vulnerable) && !vulnerable.admits(&old));
        assert!(!old.overlaps(&child) && !violent.overlaps(&old));
    }

    #[test]
    fn everybody_exposed_singles_nobody_out() {
        assert!(!group("e", (None, None), None, &["exposed"]).is_particular());
        assert!(group("o", (Some(65), None), None, &["exposed"]).is_particular());
    }

    #[test]
    fn an_age_is_told_in_years_or_by_a_word() {
        assert!(group("o", (Some(65), None), None, &["exposed"]).tells_age());
        assert!(group("y", (None, None), None, &["perpetrator", "young"]).tells_age());
        assert!(!group("a", (None, None), None, &["exposed", "adult"]).tells_age());
    }

    #[test]
    fn open_ends_are_unbounded() {
        let all = AgeRange::default();
        let young = AgeRange { min: Some(13), max: Some(23) };
        let old = AgeRange { min: Some(65), max: None };
        assert!(all.contains(young) && !young.contains(all));
        assert!(!young.overlaps(old) && all.overlaps(old));
    }
}
