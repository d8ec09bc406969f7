//! What a comparison says, in sentences.

use super::{Comparison, Fate, Question};
use crate::findings::{explain, numbers};
use crate::model::text::{Word, count, list};
use crate::model::{Function, GroupId, Lang, Measure, Network, Text};

/// How many holes in help met each fate, and how many ways that hung on one
/// actor; or why that cannot be told.
pub fn summary(comparison: &Comparison, old: &Network, new: &Network) -> Text {
    if let Some(why) = &comparison.no_holes {
        return why.clone();
    }
    let of = |help: bool, fragile: bool| -> Vec<&super::Hole> {
        let is = |hole: &&super::Hole| hole.is_help() == help && hole.was_fragile() == fragile;
        comparison.holes.iter().filter(is).collect()
    };
    let (holes, fragile) = (of(true, false), of(true, true));
    let (from, to) = (&old.title, &new.title);
    let (all, hung) = (holes.len(), fragile.len());
    let (noun, noun_en) = (count(all, "lucka", "luckor"), count(all, "gap", "gaps"));
    Text::new(
        format!("”{from}” har {noun} i hjälpen. Av dem är i ”{to}” {}.", fates(&holes, Lang::Sv)),
        format!("“{from}” has {noun_en} in help. Of them, in “{to}”, {}.", fates(&holes, Lang::En)),
    )
    .and(if hung == 0 {
        Text::default()
    } else {
        Text::new(
            format!(
                "Av {hung} vägar till hjälp som hänger på en enda aktör är {}.",
                fates(&fragile, Lang::Sv)
            ),
            format!(
                "Of {hung} ways to help that hang on one actor, {}.",
                fates(&fragile, Lang::En)
            ),
        )
    })
    .and(besides(of(false, false).len(), of(false, true).len()))
}

/// How many holes, and ways that hung on one actor, there are beside those of help.
fn besides(holes: usize, fragile: usize) -> Text {
    let each = [
        (holes, Text::new(count(holes, "lucka", "luckor"), count(holes, "gap", "gaps"))),
        (
            fragile,
            Text::new(
                format!("{} som hänger på en enda aktör", count(fragile, "väg", "vägar")),
                format!("{} that hang on one actor", count(fragile, "way", "ways")),
            ),
        ),
    ];
    let said = |lang| -> Vec<String> {
        let any = each.iter().filter(|(n, _)| *n > 0);
        any.map(|(_, text)| text.get(lang).to_owned()).collect()
    };
    if said(Lang::Sv).is_empty() {
        return Text::default();
    }
    Text::new(
        format!(
            "När det gäller att upptäcka, fråga, utreda och förebygga finns därtill {}.",
            list(&said(Lang::Sv), Lang::Sv)
        ),
        format!(
            "Besides, there are {} in detecting, asking, investigating and preventing.",
            list(&said(Lang::En), Lang::En)
        ),
    )
}

/// "0 stängda, 6 utlovade i planen och 12 orörda": closed ones always, others
/// where there are any.
fn fates(holes: &[&super::Hole], lang: Lang) -> String {
    // Of several and of one; what comes after; and in English.
    let each = [
        (Fate::Closed, ["stängda", "stängd"], "", "closed"),
        (Fate::Better, ["bättre"; 2], " men beroende av en aktör", "better but hang on one actor"),
        (Fate::Promised, ["utlovade", "utlovad"], " i planen", "promised in the plan"),
        (Fate::Touched, ["berörda", "berörd"], " men inte {}", "touched but not closed"),
        (Fate::Untouched, ["orörda", "orörd"], "", "untouched"),
        (Fate::Open, ["öppna", "öppen"], " som förut", "open as before"),
        (
            Fate::Unobserved,
            ["osedda", "osedd"],
            " i den nyare källan",
            "not seen in the newer source",
        ),
    ];
    let [closed, ..] = each;
    let said: Vec<String> = each
        .iter()
        .filter_map(|(fate, words, more, en)| {
            let n = holes.iter().filter(|hole| hole.fate == *fate).count();
            let form = usize::from(n == 1);
            let more = more.replace("{}", closed.1[form]);
            let are = if n == 1 { "is" } else { "are" };
            let word = match lang {
                Lang::Sv => format!("{n} {}{more}", words[form]),
                Lang::En => format!("{n} {are} {en}"),
            };
            (n > 0 || *fate == Fate::Closed).then_some(word)
        })
        .collect();
    list(&said, lang)
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
        let mut rows: Vec<usize> = holes.clone().flat_map(&pick).copied().collect();
        rows.sort_unstable();
        rows.dedup();
        rows.into_iter().map(|row| &new.measures[row].value).collect::<Vec<&Measure>>()
    };
    let touches = rows(|hole| &hole.touches);
    let text = match question.fate {
        Fate::Closed => Text::new(
            format!("Nu finns en säker väg till {sv}."),
            format!("There is a safe way to {en} now."),
        ),
        Fate::Better => Text::new(
            format!("Nu finns en väg till {sv}, men den hänger på en enda aktör."),
            format!("There is a way to {en} now, but it hangs on one actor."),
        ),
        Fate::Unobserved => Text::new(
            "Den nyare källan säger inget om det.",
            "The newer source says nothing of it.",
        ),
        Fate::Promised => promised(&rows(|hole| &hole.offers), question.was_fragile),
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

fn promised(offers: &[&Measure], was_fragile: bool) -> Text {
    let say = |lang| numbers(offers.iter().copied(), lang);
    let named = Text::new(
        format!(
            "Åtgärd {} nämner gruppen, eller en större grupp som den hör till, och gäller den här hjälpen.",
            say(Lang::Sv)
        ),
        format!(
            "Measure {} names the group, or a wider one that it belongs to, and is about this help.",
            say(Lang::En)
        ),
    );
    named.and(if was_fragile {
        Text::new(
            "Det är en avsikt: vägen är säkrare först när det finns en andra insats.",
            "That is an intention: the way is safer only when there is a second service.",
        )
    } else {
        Text::new(
            "Det är en avsikt: luckan är stängd först när insatsen finns.",
            "That is an intention: the gap is closed only when the service exists.",
        )
    })
}

fn touched(touches: &[&Measure], (sv, en): (&str, &str)) -> Text {
    let say = |lang| numbers(touches.iter().copied(), lang);
    if touches.len() == 1 {
        return Text::new(
            format!(
                "Åtgärd {} nämner gruppen eller hör till dess nämnd, men ger den inte {sv}.",
                say(Lang::Sv)
            ),
            format!(
                "Measure {} names the group or belongs to its board, but does not give it {en}.",
                say(Lang::En)
            ),
        );
    }
    let n = touches.len();
    Text::new(
        format!(
            "{n} åtgärder nämner gruppen eller hör till dess nämnd ({}), men ingen ger den {sv}.",
            say(Lang::Sv)
        ),
        format!(
            "{n} measures name the group or belong to its board ({}), but none gives it {en}.",
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
        format!(
            "Åtgärd {} gäller en bred grupp; planen säger inte om den här gruppen räknas dit.",
            say(Lang::Sv)
        ),
        format!(
            "Measure {} is for a wide group; the plan does not say whether this one belongs to it.",
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::Hole;
    use crate::findings::Severity;
    use crate::measure::coverage::Class;

    fn hole(fate: Fate) -> Hole {
        Hole {
            finding: String::new(),
            severity: Severity::High,
            group: 0,
            function: Function::Protect,
            was: Class::Gap,
            is: None,
            services: Vec::new(),
            fate,
            offers: Vec::new(),
            touches: Vec::new(),
            may_include: Vec::new(),
            in_part: Vec::new(),
        }
    }

    #[test]
    fn one_is_said_of_one() {
        let [promised, other, touched] = [Fate::Promised, Fate::Promised, Fate::Touched].map(hole);
        let one = [&promised, &touched];
        let said = fates(&one, Lang::Sv);
        assert_eq!(said, "0 stängda, 1 utlovad i planen och 1 berörd men inte stängd");
        let said = fates(&[&promised, &other], Lang::Sv);
        assert_eq!(said, "0 stängda och 2 utlovade i planen");
        let said = fates(&one, Lang::En);
        assert_eq!(said, "0 are closed, 1 is promised in the plan and 1 is touched but not closed");
        let text = besides(3, 1).sv;
        assert!(
            text.ends_with("därtill 3 luckor och 1 väg som hänger på en enda aktör."),
            "{text}"
        );
        assert!(besides(0, 2).sv.ends_with("därtill 2 vägar som hänger på en enda aktör."));
        assert!(besides(1, 0).sv.ends_with("därtill 1 lucka."));
        assert_eq!(besides(0, 0), Text::default());
    }
}
