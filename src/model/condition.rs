//! Conditions: what can hold for a person, in the words of the packages.
//!
//! A package may use any slug as a condition of a [`Group`](super::Group). This is
//! the list of those that Samkarta knows by name, with the slugs that say the same in
//! another package and what follows from each.

use super::text::{Lang, Text};

/// A condition that is known by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Condition {
    /// Its slugs; the first is its own, the others say the same in other packages.
    pub slugs: &'static [&'static str],
    /// Slugs of what follows from it.
    pub implies: &'static [&'static str],
    /// What is said of a person, in Swedish: it follows a comma.
    pub sv: &'static str,
    /// The same in English.
    pub en: &'static str,
}

const fn known(
    slugs: &'static [&'static str],
    implies: &'static [&'static str],
    sv: &'static str,
    en: &'static str,
) -> Condition {
    Condition { slugs, implies, sv, en }
}

/// Every condition that is known by name.
pub const CONDITIONS: &[Condition] = &[
    known(&["exposed"], &[], "utsatt för våld", "exposed to violence"),
    known(
        &["close_relation"],
        &["exposed"],
        "våldet kommer från en närstående",
        "violence in a close relation",
    ),
    known(
        &["partner_violence"],
        &["close_relation", "exposed"],
        "våldet kommer från en partner",
        "violence from a partner",
    ),
    known(
        &["lives_with_perpetrator", "lives_with_violence"],
        &["exposed"],
        "bor med den som utövar våldet",
        "lives with the perpetrator",
    ),
    known(
        &["child_witness", "witness"],
        &["exposed"],
        "har bevittnat våld",
        "has witnessed violence",
    ),
    known(&["perpetrator"], &[], "utövar våld", "uses violence"),
    known(
        &["at_risk_of_perpetrating"],
        &[],
        "orolig för att utöva våld",
        "worried about using violence",
    ),
    known(
        &["sexual_offence"],
        &["exposed", "crime_victim"],
        "utsatt för sexualbrott",
        "exposed to a sexual offence",
    ),
    known(
        &["sexual_exploitation"],
        &["exposed"],
        "utsatt för sexuell exploatering",
        "sexually exploited",
    ),
    known(&["prostitution"], &["exposed"], "i prostitution", "in prostitution"),
    known(&["trafficking"], &["exposed"], "utsatt för människohandel", "trafficked"),
    known(&["crime_victim"], &[], "utsatt för brott", "victim of a crime"),
    known(&["honour"], &[], "i hederskontext", "in an honour context"),
    known(
        &["forced_marriage"],
        &["exposed", "honour"],
        "tvångsgift eller hotad av tvångsgifte",
        "forced marriage",
    ),
    known(
        &["genital_mutilation"],
        &["exposed", "honour"],
        "könsstympad eller hotad av könsstympning",
        "genital mutilation",
    ),
    known(
        &["at_risk_abroad"],
        &["honour"],
        "riskerar att föras utomlands",
        "at risk of being taken abroad",
    ),
    known(&["in_shelter"], &["exposed", "no_permanent_home"], "i skyddat boende", "in a shelter"),
    known(
        &["must_move"],
        &["exposed", "no_permanent_home"],
        "måste flytta till en annan kommun",
        "must move elsewhere",
    ),
    known(&["protected_identity"], &[], "har skyddad identitet", "has a protected identity"),
    known(&["homeless", "no_permanent_home"], &[], "saknar bostad", "has no home"),
    known(&["rent_arrears"], &[], "har inte betalat hyran", "behind with the rent"),
    known(&["debt"], &[], "har skulder", "in debt"),
    known(&["dementia"], &[], "demens i hemmet", "dementia in the home"),
    known(&["disability"], &[], "funktionsnedsättning", "disability"),
    known(
        &["intellectual_disability"],
        &["disability"],
        "intellektuell funktionsnedsättning",
        "intellectual disability",
    ),
    known(&["mental_illness"], &[], "psykisk ohälsa", "mental illness"),
    known(&["suicidal"], &[], "talar om att ta sitt liv", "suicidal"),
    known(&["addiction"], &[], "missbruk eller beroende", "addiction"),
    known(&["lgbtq"], &[], "hbtq-person", "LGBTQ"),
    known(&["foreign_born", "migrant"], &[], "född utomlands", "born abroad"),
    known(&["newly_arrived"], &["foreign_born", "migrant"], "nyanländ", "newly arrived"),
    known(&["refugee"], &["foreign_born", "migrant"], "på flykt", "a refugee"),
    known(
        &["undocumented"],
        &["foreign_born", "migrant"],
        "utan uppehållstillstånd",
        "without papers",
    ),
    known(&["needs_interpreter"], &[], "behöver tolk", "needs an interpreter"),
    known(&["ethnic_minority", "minority"], &[], "tillhör en minoritet", "of a minority"),
    known(&["pregnant"], &[], "gravid", "pregnant"),
    known(&["parent"], &[], "har barn", "has children"),
    known(&["child_exposed"], &["parent"], "barnet är utsatt", "the child is exposed"),
    known(&["relative"], &[], "anhörig", "a relative"),
    known(&["child_placed"], &["parent"], "barnet är placerat", "the child is placed in care"),
    known(&["child"], &[], "barn", "child"),
    known(&["young"], &[], "ung", "young"),
    known(&["adult"], &[], "vuxen", "adult"),
    known(&["older"], &[], "äldre", "older"),
    known(&["pupil"], &[], "går i skolan", "at school"),
    known(&["gymnasium"], &["pupil"], "går på gymnasiet", "at upper secondary school"),
    known(&["at_risk"], &[], "i riskzonen", "at risk"),
    known(&["employee"], &[], "våldet märks på arbetsplatsen", "an employee"),
    known(&["sick_leave"], &[], "sjukskriven", "on sick leave"),
    known(&["in_custody"], &[], "häktad eller i fängelse", "in custody"),
    known(&["buys_sex"], &[], "köper sex", "buys sex"),
    known(&["sex_as_self_harm"], &[], "sex som självskada", "sex as self-harm"),
];

/// The condition that a slug names.
pub fn condition(slug: &str) -> Option<&'static Condition> {
    CONDITIONS.iter().find(|known| known.slugs.contains(&slug))
}

/// A condition in words; one that is not known by name in the words of its slug.
pub fn label(slug: &str) -> Text {
    match CONDITIONS.iter().find(|known| known.slugs.first() == Some(&slug)).or(condition(slug)) {
        Some(known) => Text::new(known.sv, known.en),
        None => match slug.strip_prefix("grade_") {
            Some(year) => Text::new(format!("går i årskurs {year}"), format!("in grade {year}")),
            None => Text::new(slug.replace('_', " "), slug.replace('_', " ")),
        },
    }
}

/// Whether a condition follows from another, whatever slugs name them.
pub fn follows(from: &str, slug: &str) -> bool {
    let own = |slug| condition(slug).map_or(slug, |row| row.slug());
    let implied = condition(from).map_or(&[][..], |row| row.implies);
    own(from) != own(slug) && implied.iter().any(|more| own(more) == own(slug))
}

impl Condition {
    /// Its own slug.
    pub fn slug(&self) -> &'static str {
        self.slugs.first().copied().unwrap_or_default()
    }

    /// Its words in one language.
    pub fn get(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::Sv => self.sv,
            Lang::En => self.en,
        }
    }
}

/// What follows from a condition, itself first, each once.
pub fn with_what_follows(slug: &str) -> Vec<&str> {
    let mut all = vec![slug];
    let mut at = 0;
    while let Some(&next) = all.get(at) {
        at += 1;
        let Some(known) = condition(next) else { continue };
        for &more in known.slugs.iter().chain(known.implies) {
            if !all.contains(&more) {
                all.push(more);
            }
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_follows_is_known_and_ends() {
        assert_eq!(with_what_follows("forced_marriage"), ["forced_marriage", "exposed", "honour"]);
        assert_eq!(with_what_follows("of_no_list"), ["of_no_list"]);
        assert!(follows("in_shelter", "homeless") && !follows("homeless", "in_shelter"));
        assert!(!follows("homeless", "no_permanent_home"));
        for known in CONDITIONS {
            let all = with_what_follows(known.slug());
            assert!(all.iter().all(|slug| condition(slug).is_some()), "{}", known.slug());
        }
    }

    #[test]
    fn no_slug_names_two_conditions() {
        let mut slugs: Vec<&str> =
            CONDITIONS.iter().flat_map(|known| known.slugs).copied().collect();
        let all = slugs.len();
        slugs.sort_unstable();
        slugs.dedup();
        assert_eq!(slugs.len(), all);
    }
}
