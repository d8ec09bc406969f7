//! Changes and their effect in words.

use super::gap::Gap;
use super::trial::Trial;
use super::{Difference, Turn};
use crate::load::columns::{columns, label, vocabulary};
use crate::load::package::Kind;
use crate::model::text::{Word, list, upper};
use crate::model::{Change, Deed, Edit, How, Lang, Network, Text, Thing};

/// A change in a sentence; ids become names where the network knows them.
pub fn say(network: &Network, change: &Change) -> Text {
    let one = |lang: Lang| {
        if let Some(text) = plain(network, change, lang) {
            return text;
        }
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
        text.push_str(&cells(network, change, &["name"], lang));
        text
    };
    Text::new(one(Lang::Sv), one(Lang::En))
}

/// The cells of a change but those that its sentence has said already.
fn cells(network: &Network, change: &Change, said: &[&str], lang: Lang) -> String {
    let rest = change.edits.iter().filter(|edit| !said.contains(&edit.column.as_str()));
    let rest: Vec<String> = rest.map(|edit| cell(network, change.thing, edit, lang)).collect();
    if rest.is_empty() { String::new() } else { format!(": {}", rest.join("; ")) }
}

/// Everyday changes as one would say them in a room; `None` for the others.
fn plain(network: &Network, change: &Change, lang: Lang) -> Option<String> {
    let ends =
        |a: &str, b: &str| Some((named(network, change.set(a)?), named(network, change.set(b)?)));
    let rest = |said: [&str; 2]| cells(network, change, &said, lang);
    let pick = |sv: String, en: String| Some(if lang == Lang::Sv { sv } else { en });
    match (change.deed, change.thing) {
        (Deed::Add, Thing::Seat) => {
            let (forum, actor) = ends("forum", "actor")?;
            let rest = rest(["forum", "actor"]);
            pick(
                format!("Ny plats i forumet ”{forum}” för {actor}{rest}"),
                format!("New seat in the forum “{forum}” for {actor}{rest}"),
            )
        }
        (Deed::Remove, Thing::Seat) => {
            let (forum, actor) = ends("forum", "actor")?;
            pick(
                format!("{actor} lämnar forumet ”{forum}”"),
                format!("{actor} leaves the forum “{forum}”"),
            )
        }
        (Deed::Add, Thing::Referral) => {
            let (from, to) = ends("from", "to")?;
            let rest = rest(["from", "to"]);
            pick(
                format!("Ny väg vidare från {from} till {to}{rest}"),
                format!("New referral from {from} to {to}{rest}"),
            )
        }
        (Deed::Add, Thing::Tie) => {
            let (from, to) = ends("from", "to")?;
            let rest = rest(["from", "to"]);
            pick(
                format!("Nytt samarbete mellan {from} och {to}{rest}"),
                format!("New tie between {from} and {to}{rest}"),
            )
        }
        (Deed::Add, Thing::Service) => {
            let (actor, name) = (named(network, change.set("actor")?), change.set("name")?);
            let rest = rest(["actor", "name"]);
            pick(
                format!("Lägg till insats ”{name}” hos {actor}{rest}"),
                format!("Add service “{name}” of {actor}{rest}"),
            )
        }
        (Deed::Change, _) => changed(network, change, lang),
        _ => None,
    }
}

/// A change of a single cell that has a sentence of its own.
fn changed(network: &Network, change: &Change, lang: Lang) -> Option<String> {
    let [edit] = change.edits.as_slice() else { return None };
    let row = named(network, change.id.as_deref()?);
    let value = || {
        let parts: Vec<String> = edit.value.split(';').map(|id| named(network, id)).collect();
        list(&parts, lang)
    };
    let (sv, en) = match (change.thing, edit.column.as_str(), edit.how, edit.value.as_str()) {
        (Thing::Service, "groups", How::Join, _) => (
            format!("Låt insatsen ”{row}” också gälla {}", value()),
            format!("Let the service “{row}” also be for {}", value()),
        ),
        (Thing::Service, "groups", How::Drop, _) => (
            format!("Låt insatsen ”{row}” inte längre gälla {}", value()),
            format!("Let the service “{row}” no longer be for {}", value()),
        ),
        (Thing::Service, "access", How::Join, "self_referral") => (
            format!("Öppna grinden: ”{row}” tar emot utan remiss eller beslut"),
            format!("Open the gate: “{row}” takes people without referral or decision"),
        ),
        (Thing::Actor, "persons", How::Set, persons) if persons.parse::<u32>().is_ok() => (
            format!("Låt ”{row}” vara {persons} personer"),
            format!("Let “{row}” be {persons} persons"),
        ),
        (Thing::Actor, "interviewed", How::Set, "yes") => {
            (format!("Fråga ”{row}”"), format!("Ask “{row}”"))
        }
        _ => return None,
    };
    Some(if lang == Lang::Sv { sv } else { en })
}

fn cell(network: &Network, thing: Thing, edit: &Edit, lang: Lang) -> String {
    let label = label(&edit.column);
    let label = label.get(lang);
    let column = columns(thing).iter().find(|column| column.name == edit.column);
    let is_id = column.is_some_and(|column| column.kind.target().is_some());
    let is_list = column.is_some_and(|c| matches!(c.kind, Kind::Texts | Kind::Ids(_)));
    let words = vocabulary(thing, &edit.column);
    let word = |slug: &str| {
        let known = words.iter().find(|(known, _)| *known == slug);
        known.map_or_else(|| slug.to_owned(), |(_, label)| label.get(lang).to_owned())
    };
    let one = |part: &str| match is_id {
        true => named(network, part),
        // A door may ask for several things at once.
        false if words.is_empty() => part.to_owned(),
        false => part.split('+').map(word).collect::<Vec<_>>().join(" + "),
    };
    let parts: Vec<String> = match is_list {
        true => edit.value.split(';').filter(|part| !part.is_empty()).map(one).collect(),
        false => vec![one(&edit.value)],
    };
    let value = list(&parts, lang);
    match (edit.how, lang) {
        (How::Set, Lang::Sv) if value.is_empty() => format!("utan {label}"),
        (How::Set, Lang::En) if value.is_empty() => format!("without {label}"),
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

/// What a trial amounts to, in a few sentences.
pub fn summary(trial: &Trial) -> Text {
    let count =
        |turn: Turn| trial.differences.iter().filter(|d: &&Difference| d.turn == turn).count();
    if trial.differences.is_empty() {
        return Text::new("Ingen iakttagelse ändras av det här.", "No finding changes by this.");
    }
    let words = [
        (Turn::Closed, ["stängs"; 2], ["closes", "close"]),
        (Turn::Better, ["blir bättre"; 2], ["gets better", "get better"]),
        (Turn::Changed, ["ändras"; 2], ["changes", "change"]),
        (Turn::Worse, ["blir värre"; 2], ["gets worse", "get worse"]),
        (Turn::Opened, ["är ny", "är nya"], ["is new", "are new"]),
        (
            Turn::Gone,
            ["försvinner med det den gäller", "försvinner med det de gäller"],
            ["goes with its subject", "go with their subject"],
        ),
    ];
    let of = |lang: Lang| {
        let parts: Vec<String> = words
            .iter()
            .filter(|(turn, ..)| count(*turn) > 0)
            .map(|(turn, sv, en)| {
                let [one, several] = if lang == Lang::Sv { sv } else { en };
                let n = count(*turn);
                format!("{n} {}", if n == 1 { one } else { several })
            })
            .collect();
        list(&parts, lang)
    };
    let findings = Text::new(
        format!("Iakttagelser: {}; {} är som förut.", of(Lang::Sv), trial.unchanged),
        format!("Findings: {}; {} are as before.", of(Lang::En), trial.unchanged),
    );
    // Without a cell of help there is nothing to count, and 0 would say that all is well.
    if [trial.before, trial.after].iter().all(|gap| gap.missing == 0.0) {
        return findings;
    }
    let (Gap { holes: had, fragile: hung, .. }, Gap { holes, fragile, .. }) =
        (trial.before, trial.after);
    let gaps = Text::new(
        format!(
            "Luckor i hjälpen (rutor där den saknas eller faller mellan stolarna): {had} före, {holes} efter. Rutor som hänger på en aktör: {hung} före, {fragile} efter."
        ),
        format!(
            "Gaps in help (boxes where it is missing or falls between the chairs): {had} before, {holes} after. Boxes that hang on one actor: {hung} before, {fragile} after."
        ),
    );
    findings.and(gaps)
}
