//! What a comparison says, in sentences.

use super::{Comparison, Fate, Question};
use crate::findings::{explain, numbers};
use crate::measure::coverage::Class;
use crate::model::text::{Word, list};
use crate::model::{Function, GroupId, Lang, Measure, Network, Text};

/// How many holes in help met each fate, in one sentence; and how many there
/// are of other kinds.
pub fn summary(comparison: &Comparison, old: &Network, new: &Network) -> Text {
    let help = || comparison.holes.iter().filter(|hole| hole.is_help());
    let of = |fate| help().filter(|hole| hole.fate == fate).count();
    let all = help().count();
    let others = comparison.holes.len() - all;
    let (closed, promised) = (of(Fate::Closed), of(Fate::Promised));
    let (touched, untouched) = (of(Fate::Touched), of(Fate::Untouched));
    let (from, to) = (&old.title, &new.title);
    let plan = if new.measures.is_empty() {
        Text::default()
    } else {
        Text::new(
            format!(
                "{promised} utlovas i en åtgärd som nämner gruppen, {touched} gäller grupper som planen berör utan att ge det som saknas, och {untouched} rör den inte."
            ),
            format!(
                "{promised} are promised in a measure that names the group, {touched} are of groups that the plan touches without giving what is missing, and {untouched} it does not touch."
            ),
        )
    };
    let fragile = help().filter(|hole| hole.was == Class::Fragile).count();
    let holes = all - fragile;
    Text::new(
        format!(
            "”{from}” har {holes} hål i hjälpen och {fragile} vägar till hjälp som hänger på en enda aktör, tillsammans {all}. {closed} av dem är lösta i ”{to}”."
        ),
        format!(
            "“{from}” has {holes} holes in help and {fragile} ways to help that hang on one actor, {all} together. {closed} of them are settled in “{to}”."
        ),
    )
    .and(plan)
    .and(Text::new(
        format!("Därtill finns {others} osäkra vägar till upptäckt, frågor, utredning och förebyggande arbete."),
        format!("Besides, there are {others} unsafe ways to detection, questions, investigation and prevention."),
    ))
}

/// One group's holes of the same fate: title and explanation.
pub fn question(
    comparison: &Comparison,
    question: &Question,
    old: &Network,
    new: &Network,
) -> (Text, Text) {
    let holes = question.holes.iter().map(|&row| &comparison.holes[row]);
    let group = &old.groups[question.group].name;
    let mut functions: Vec<Function> = holes.clone().map(|hole| hole.function).collect();
    functions.sort_unstable();
    functions.dedup();
    let nouns = |lang| -> Vec<String> {
        functions.iter().map(|f| explain::noun(*f).get(lang).to_lowercase()).collect()
    };
    let (sv, en) = (list(&nouns(Lang::Sv), Lang::Sv), list(&nouns(Lang::En), Lang::En));
    let fate = question.fate.label();
    let title =
        Text::new(format!("{group}: {sv} – {}", fate.sv), format!("{group}: {en} – {}", fate.en));
    let rows = |pick: fn(&super::Hole) -> &Vec<usize>| {
        let mut rows: Vec<usize> = holes.clone().flat_map(|hole| pick(hole)).copied().collect();
        rows.sort_unstable();
        rows.dedup();
        rows.into_iter().map(|row| &new.measures[row].value).collect::<Vec<&Measure>>()
    };
    let touches = rows(|hole| &hole.touches);
    let text = match question.fate {
        Fate::Closed => Text::new(
            format!("{} nås säkrare nu.", capital(&sv)),
            format!("{} is reached more safely now.", capital(&en)),
        ),
        Fate::Promised => promised(&rows(|hole| &hole.offers)),
        Fate::Open => Text::new(
            "Ingen säkrare väg syns i den nyare källan.",
            "No safer way is seen in the newer source.",
        ),
        Fate::Touched => {
            let any = |lang| either(&nouns(lang), lang);
            touched(&touches, (&any(Lang::Sv), &any(Lang::En)))
        }
        Fate::Untouched => Text::new("Ingen åtgärd nämner gruppen.", "No measure names the group."),
    };
    let open = match question.fate {
        Fate::Touched | Fate::Untouched => may_include(&rows(|hole| &hole.may_include))
            .and(in_part(new, &rows(|hole| &hole.in_part))),
        _ => Text::default(),
    };
    (title, text.and(open))
}

fn promised(offers: &[&Measure]) -> Text {
    let say = |lang| numbers(offers.iter().copied(), lang);
    Text::new(
        format!(
            "Åtgärd {} nämner gruppen, eller en större grupp som den hör till, och gäller det som saknas. Det är en avsikt: hålet är stängt först när insatsen finns.",
            say(Lang::Sv)
        ),
        format!(
            "Measure {} names the group, or a wider one that it belongs to, and is about what is missing. That is an intention: the hole is closed only when the service exists.",
            say(Lang::En)
        ),
    )
}

fn touched(touches: &[&Measure], (sv, en): (&str, &str)) -> Text {
    let say = |lang| numbers(touches.iter().copied(), lang);
    let n = touches.len();
    let (measures_sv, measures_en) = match n {
        1 => ("1 åtgärd".to_owned(), "1 measure".to_owned()),
        n => (format!("{n} åtgärder"), format!("{n} measures")),
    };
    Text::new(
        format!(
            "Planen berör gruppen i {measures_sv} ({}), men ingen av dem ger {sv} till gruppen.",
            say(Lang::Sv)
        ),
        format!(
            "The plan touches the group in {measures_en} ({}), but none of them gives the group {en}.",
            say(Lang::En)
        ),
    )
}

fn may_include(open: &[&Measure]) -> Text {
    if open.is_empty() {
        return Text::default();
    }
    let say = |lang| numbers(open.iter().copied(), lang);
    Text::new(
        format!(
            "Åtgärd {} gäller det som saknas och stänger inte ute gruppen, men nämner den inte.",
            say(Lang::Sv)
        ),
        format!(
            "Measure {} is about what is missing and does not shut the group out, but does not name it.",
            say(Lang::En)
        ),
    )
}

fn in_part(new: &Network, part: &[&Measure]) -> Text {
    if part.is_empty() {
        return Text::default();
    }
    let say = |lang| {
        let each: Vec<String> = part
            .iter()
            .map(|measure| {
                let named = |id: &GroupId| explain::within(new.name_of(id.as_str()), lang);
                let groups: Vec<String> = measure.groups.iter().map(named).collect();
                format!("{} ({})", measure.label(), groups.join(", "))
            })
            .collect();
        list(&each, lang)
    };
    Text::new(
        format!("Åtgärd {} kan nå den del av gruppen som också hör dit.", say(Lang::Sv)),
        format!(
            "Measure {} may reach that part of the group which belongs there, too.",
            say(Lang::En)
        ),
    )
}

/// "a, b eller c".
fn either(names: &[String], lang: Lang) -> String {
    let or = match lang {
        Lang::Sv => "eller",
        Lang::En => "or",
    };
    match names {
        [first @ .., last] if !first.is_empty() => format!("{} {or} {last}", first.join(", ")),
        _ => names.concat(),
    }
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}
