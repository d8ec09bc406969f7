//! Changes and their effect in words.

use super::gap::Gap;
use super::trial::Trial;
use super::{Difference, Turn};
use crate::load::package::Kind;
use crate::load::scenario::columns;
use crate::model::text::{Word, list};
use crate::model::{
    Access, ActorKind, Change, Edit, Function, How, Lang, Network, Text, Thing, TieKind,
};

/// What columns are called, where it is not the column's own name.
const LABELS: [(&str, &str, &str); 22] = [
    ("name", "namn", "name"),
    ("actor", "aktör", "actor"),
    ("forum", "forum", "forum"),
    ("function", "funktion", "function"),
    ("groups", "målgrupper", "groups"),
    ("group", "målgrupp", "group"),
    ("excludes", "utesluter", "excludes"),
    ("age_min", "lägsta ålder", "least age"),
    ("age_max", "högsta ålder", "greatest age"),
    ("access", "väg in", "way in"),
    ("granted_by", "beviljas av", "granted by"),
    ("grants", "ger", "grants"),
    ("kind", "slag", "kind"),
    ("parent", "del av", "part of"),
    ("interviewed", "tillfrågad", "interviewed"),
    ("persons", "personer", "persons"),
    ("meets", "möter", "meets"),
    ("from", "från", "from"),
    ("to", "till", "to"),
    ("convener", "sammankallande", "convener"),
    ("condition", "villkor", "condition"),
    ("about", "om", "about"),
];

/// A change in a sentence; ids become names where the network knows them.
pub fn say(network: &Network, change: &Change) -> Text {
    let one = |lang: Lang| {
        let deed = change.deed.label();
        let thing = change.thing.label();
        let mut text = format!("{} {}", upper(deed.get(lang)), thing.get(lang));
        let name = match (&change.id, change.set("name")) {
            (_, Some(name)) => Some(name.to_owned()),
            (Some(id), None) => Some(named(network, id)),
            (None, None) => None,
        };
        if let Some(name) = name {
            text.push_str(&match lang {
                Lang::Sv => format!(" ”{name}”"),
                Lang::En => format!(" “{name}”"),
            });
        }
        let edits: Vec<String> = change
            .edits
            .iter()
            .filter(|edit| edit.column != "name")
            .map(|edit| cell(network, change.thing, edit, lang))
            .collect();
        if !edits.is_empty() {
            text.push_str(&format!(": {}", edits.join("; ")));
        }
        text
    };
    Text::new(one(Lang::Sv), one(Lang::En))
}

fn upper(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|c| c.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

fn cell(network: &Network, thing: Thing, edit: &Edit, lang: Lang) -> String {
    let label = LABELS.iter().find(|(column, ..)| *column == edit.column);
    let label = match (label, lang) {
        (Some((_, sv, _)), Lang::Sv) => sv,
        (Some((_, _, en)), Lang::En) => en,
        (None, _) => edit.column.as_str(),
    };
    let column = columns(thing).iter().find(|column| column.name == edit.column);
    let is_id = column.is_some_and(|column| column.kind.target().is_some());
    let is_list = column.is_some_and(|c| matches!(c.kind, Kind::Texts | Kind::Ids(_)));
    let parts: Vec<String> = match is_list {
        true => edit.value.split(';').filter(|part| !part.is_empty()).collect(),
        false => vec![edit.value.as_str()],
    }
    .into_iter()
    .map(
        |part| if is_id { named(network, part) } else { label_of(thing, &edit.column, part, lang) },
    )
    .collect();
    let value = list(&parts, lang);
    match (edit.how, lang) {
        (How::Set, Lang::Sv) if value.is_empty() => format!("ingen {label}"),
        (How::Set, Lang::En) if value.is_empty() => format!("no {label}"),
        (How::Set, _) => format!("{label} {value}"),
        (How::Join, Lang::Sv) => format!("också {label} {value}"),
        (How::Join, Lang::En) => format!("also {label} {value}"),
        (How::Drop, Lang::Sv) => format!("inte längre {label} {value}"),
        (How::Drop, Lang::En) => format!("no longer {label} {value}"),
    }
}

fn named(network: &Network, id: &str) -> String {
    let name = network.name_of(id);
    if name != id {
        return name.to_owned();
    }
    let tie = network.ties.iter().find(|row| row.id == id).map(|row| (&row.from, &row.to));
    let way = || network.referrals.iter().find(|row| row.id == id).map(|row| (&row.from, &row.to));
    match tie.or_else(way) {
        Some((from, to)) => {
            format!("{} – {}", network.name_of(from.as_str()), network.name_of(to.as_str()))
        }
        None => id.to_owned(),
    }
}

fn label_of(thing: Thing, column: &str, slug: &str, lang: Lang) -> String {
    let word = match (thing, column) {
        (Thing::Service, "function") => Function::from_slug(slug).map(Word::label),
        (_, "access") => Access::from_slug(slug).map(Word::label),
        (Thing::Actor, "kind") => ActorKind::from_slug(slug).map(Word::label),
        (Thing::Tie, "kind") => TieKind::from_slug(slug).map(Word::label),
        (Thing::Forum, "function") => crate::model::ForumFunction::from_slug(slug).map(Word::label),
        _ => None,
    };
    let yes = match (slug, lang) {
        ("yes", Lang::Sv) => "ja",
        ("no", Lang::Sv) => "nej",
        (other, _) => other,
    };
    word.map_or_else(|| yes.to_owned(), |label| label.get(lang).to_owned())
}

/// What a trial amounts to, in a few sentences.
pub fn summary(trial: &Trial) -> Text {
    let count =
        |turn: Turn| trial.differences.iter().filter(|d: &&Difference| d.turn == turn).count();
    if trial.differences.is_empty() {
        return Text::new("Ingen iakttagelse ändras av det här.", "No finding changes by this.");
    }
    let words = [
        (Turn::Closed, "stängs", "close"),
        (Turn::Better, "blir bättre", "get better"),
        (Turn::Changed, "ändras", "change"),
        (Turn::Worse, "blir värre", "get worse"),
        (Turn::Opened, "är nya", "are new"),
        (Turn::Gone, "försvinner med det de gäller", "go with their subject"),
    ];
    let of = |lang: Lang| {
        let parts: Vec<String> = words
            .iter()
            .filter(|(turn, ..)| count(*turn) > 0)
            .map(|(turn, sv, en)| {
                let word = if lang == Lang::Sv { sv } else { en };
                format!("{} {word}", count(*turn))
            })
            .collect();
        list(&parts, lang)
    };
    let (Gap { holes: had, fragile: hung, .. }, Gap { holes, fragile, .. }) =
        (trial.before, trial.after);
    let gaps = Text::new(
        format!(
            "Hjälp som saknas eller faller mellan stolarna: {had} före, {holes} efter. Hänger på en aktör: {hung} före, {fragile} efter."
        ),
        format!(
            "Help that is missing or falls between the chairs: {had} before, {holes} after. Hanging on one actor: {hung} before, {fragile} after."
        ),
    );
    Text::new(
        format!("Iakttagelser: {}; {} är som förut.", of(Lang::Sv), trial.unchanged),
        format!("Findings: {}; {} are as before.", of(Lang::En), trial.unchanged),
    )
    .and(gaps)
}
