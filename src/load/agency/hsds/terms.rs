//! What terms of taxonomies say that a service does.
//!
//! Whole terms only, in the form of [`normal`]; a term that is not here says nothing of
//! the function. The list follows what the functions mean here: a shelter from violence
//! protects, a shelter from the street houses. It has the words of the 211 Human Services
//! Taxonomy and of Open Eligibility for violence in close relationships, and Swedish ones.

use crate::link::normal;
use crate::model::Function;

const TERMS: &[(Function, &[&str])] = &[
    (
        Function::Protect,
        &[
            "domestic violence shelter",
            "domestic violence shelters",
            "crisis shelter",
            "human trafficking shelters",
            "women s shelter",
            "women s shelters",
            "women s refuge",
            "refuge",
            "help escape violence",
            "domestic violence motel vouchers",
            "skyddat boende",
            "skyddade boenden",
            "skyddsboende",
        ],
    ),
    (
        Function::House,
        &[
            "emergency shelter",
            "homeless shelter",
            "homeless shelters",
            "temporary shelter",
            "transitional housing",
            "transitional housing shelter",
            "runaway youth shelters",
            "supported housing",
            "short term housing",
            "long term housing",
            "housing",
            "boende",
            "stödboende",
            "härbärge",
            "akutboende",
        ],
    ),
    (
        Function::Support,
        &[
            "domestic violence support groups",
            "domestic violence hotlines",
            "domestic violence counseling",
            "spouse intimate partner abuse counseling",
            "counseling for children affected by domestic violence",
            "abuse counseling",
            "child abuse counseling",
            "child sexual abuse counseling",
            "child abuse support groups",
            "sexual assault counseling",
            "sexual assault hotlines",
            "crime victim witness counseling",
            "crime victim support",
            "victim support",
            "crisis intervention",
            "crisis intervention hotlines helplines",
            "in person crisis intervention",
            "individual counseling",
            "group counseling",
            "family counseling",
            "support groups",
            "peer support",
            "counseling",
            "counselling",
            "help hotlines",
            "emotional support",
            "stödsamtal",
            "samtalsstöd",
            "brottsofferstöd",
            "stödgrupp",
            "stödgrupper",
            "stödlinje",
            "kvinnojour",
            "brottsofferjour",
        ],
    ),
    (
        Function::TreatPerpetrator,
        &[
            "domestic violence intervention programs",
            "batterer intervention",
            "batterer intervention programs",
            "perpetrator programmes",
            "perpetrator programs",
            "behandling för våldsutövare",
            "behandling av våldsutövare",
            "samtalsbehandling för våldsutövare",
        ],
    ),
    (
        Function::Investigate,
        &[
            "child abuse reporting emergency response",
            "adult protective intervention",
            "child protective services",
            "utredning",
            "barnavårdsutredning",
            "våldsutredning",
        ],
    ),
    (
        Function::Prevent,
        &[
            "family violence prevention",
            "domestic violence prevention",
            "spouse intimate partner abuse prevention",
            "child abuse prevention",
            "youth violence prevention",
            "violence prevention",
            "våldsprevention",
            "våldsförebyggande arbete",
            "förebyggande arbete",
        ],
    ),
    (
        Function::Train,
        &[
            "training for professionals",
            "professional training",
            "domestic violence training",
            "utbildning för personal",
            "utbildning för yrkesverksamma",
            "kompetensutveckling",
        ],
    ),
    (
        Function::Coordinate,
        &[
            "case care management",
            "case management",
            "care coordination",
            "case coordination",
            "service coordination",
            "samordning",
            "vårdsamordning",
        ],
    ),
];

/// What a term says that a service does.
pub(super) fn function(term: &str) -> Option<Function> {
    let term = normal(term);
    TERMS.iter().find(|(_, terms)| terms.contains(&term.as_str())).map(|(function, _)| *function)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_terms_only() {
        assert_eq!(function("Domestic Violence Shelters"), Some(Function::Protect));
        assert_eq!(function("Transitional Housing/Shelter"), Some(Function::House));
        assert_eq!(function("Skyddat boende"), Some(Function::Protect));
        assert_eq!(function("Housing Counseling"), None);
        assert_eq!(function("Animal Shelters"), None);
    }
}
