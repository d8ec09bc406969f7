//! Labels of every closed vocabulary, so that no reader keeps its own.

use std::collections::BTreeMap;

use super::Text;
use crate::export::confirmation::Phrase;
use crate::findings::Severity;
use crate::load::columns::LABELS;
use crate::load::package::TableName;
use crate::measure::collaboration::Kind;
use crate::measure::coverage::Class;
use crate::measure::dead_end::Reason;
use crate::model::text::Word;
use crate::model::{
    Access, ActorKind, Basis, DecisionState, Deed, ForumFunction, Function, Level, Obtained,
    Prevention, Scope, Sector, Sex, StatementKind, Status, Thing, TieKind, TieState, TieStatus,
};

/// Labels by vocabulary, then by slug.
pub type Vocabulary = BTreeMap<&'static str, BTreeMap<&'static str, Text>>;

/// Every vocabulary. Conditions are open; the usual ones have labels here.
pub fn vocabulary() -> Vocabulary {
    let mut all = Vocabulary::new();
    add::<Access>(&mut all, "access");
    add::<ActorKind>(&mut all, "actor_kind");
    add::<Basis>(&mut all, "basis");
    add::<Class>(&mut all, "coverage_class");
    add::<Phrase>(&mut all, "confirmation");
    add::<DecisionState>(&mut all, "decision_state");
    add::<Deed>(&mut all, "deed");
    add::<ForumFunction>(&mut all, "forum_function");
    add::<Function>(&mut all, "function");
    add::<Level>(&mut all, "level");
    add::<Obtained>(&mut all, "obtained");
    add::<Prevention>(&mut all, "prevention");
    add::<Reason>(&mut all, "dead_end");
    add::<Scope>(&mut all, "scope");
    add::<Sector>(&mut all, "sector");
    add::<Severity>(&mut all, "severity");
    add::<Sex>(&mut all, "sex");
    add::<StatementKind>(&mut all, "statement_kind");
    add::<Status>(&mut all, "status");
    add::<TableName>(&mut all, "table");
    add::<Thing>(&mut all, "thing");
    add::<TieKind>(&mut all, "tie_kind");
    add::<TieState>(&mut all, "tie_state");
    add::<TieStatus>(&mut all, "tie_status");
    // What a relation of the collaboration graph is: a kind of tie, or what else joins two actors.
    let kinds = TieKind::ALL.iter().map(|&kind| Kind::Tie(Some(kind)));
    let kinds = kinds.chain([Kind::Tie(None), Kind::Referral, Kind::SharedForum]);
    let kinds = kinds.map(|kind| (kind.slug(), Kind::label(kind.slug()).into()));
    all.insert("relation", kinds.collect());
    let label = |&(slug, sv, en): &(&'static str, &str, &str)| {
        (slug, Text { sv: sv.to_owned(), en: en.to_owned() })
    };
    all.insert("condition", CONDITIONS.iter().map(label).collect());
    all.insert("column", LABELS.iter().map(label).collect());
    all
}

fn add<W: Word>(all: &mut Vocabulary, name: &'static str) {
    all.insert(name, W::ALL.iter().map(|word| (word.slug(), word.label().into())).collect());
}

const CONDITIONS: [(&str, &str, &str); 27] = [
    ("addiction", "missbruk eller beroende", "addiction"),
    ("adult", "vuxen", "adult"),
    ("child", "barn", "child"),
    ("child_witness", "barn som bevittnat våld", "child witness"),
    ("criminal_record", "kriminell bakgrund", "criminal record"),
    ("dementia", "demens", "dementia"),
    ("disability", "funktionsnedsättning", "disability"),
    ("exposed", "utsatt för våld", "exposed to violence"),
    ("homeless", "hemlös", "homeless"),
    ("honour", "hederskontext", "honour context"),
    ("in_shelter", "i skyddat boende", "in protected housing"),
    ("intellectual_disability", "intellektuell funktionsnedsättning", "intellectual disability"),
    ("lgbtq", "hbtq", "LGBTQ"),
    ("lives_with_perpetrator", "bor med utövaren", "lives with the perpetrator"),
    ("mental_illness", "psykisk ohälsa", "mental illness"),
    ("migrant", "från andra kulturer", "from other cultures"),
    ("newly_arrived", "nyanländ", "newly arrived"),
    ("parent", "förälder", "parent"),
    ("perpetrator", "utövare av våld", "perpetrator"),
    ("pregnant", "gravid", "pregnant"),
    ("pupil", "elev", "pupil"),
    ("rent_arrears", "hyresskuld", "rent arrears"),
    ("student", "vuxenstuderande", "adult student"),
    ("suicidal", "suicidrisk", "suicidal"),
    ("unemployed", "arbetssökande", "unemployed"),
    ("witness", "vittne", "witness"),
    ("young", "ung", "young"),
];
