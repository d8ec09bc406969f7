//! The walks of a person, or of a professional, that somebody describes.

use axum::extract::{Path, Query, State as Shared};
use axum::http::StatusCode;
use serde::Deserialize;

use super::answer::Refusal;
use super::app::{Answer, about, ready};
use super::state::{Open, State};
use crate::export::json;
use crate::graph::Graph;
use crate::load::persona::{Fields, Named, Profile, ages, colleague, met, of_group, read, sex};
use crate::measure::Parameters;
use crate::measure::persona::met_by;
use crate::store::verdicts::{person_as, personal};

/// Who is asked about: words, a coded group, fields, and who asks.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Described {
    text: String,
    group: String,
    age: String,
    sex: String,
    conditions: String,
    from: String,
}

pub(super) async fn persona(
    Shared(state): Shared<State>,
    Path(id): Path<String>,
    Query(asked): Query<Described>,
) -> Answer {
    about(state, id, move |open| answer(open, &asked)).await
}

fn answer(open: &Open, asked: &Described) -> Answer {
    let network = open.network();
    if let Some(what) = [&asked.text, &asked.from].iter().find_map(|t| person_as(network, t)) {
        return Err(Refusal::new(StatusCode::BAD_REQUEST, "personal", personal(what)));
    }
    let graph = Graph::new(network);
    let named = match asked.from.trim() {
        "" => None,
        words => Some((words, professional(&graph, words)?)),
    };
    let profile = profile(&graph, asked, named.as_ref().map(|(_, named)| named))?;
    let named = named.as_ref().map(|(words, named)| (*words, named));
    let made = json::persona(&graph, Parameters::default(), &profile, named);
    ready(json::line(&made).map(Into::into))
}

fn professional(graph: &Graph, words: &str) -> Result<Named, Refusal> {
    colleague(graph.network, words).map_err(|near| {
        let shown: String = words.chars().take(80).collect();
        let near = near.join(", ");
        let (did, did_en) = if near.is_empty() {
            (String::new(), String::new())
        } else {
            (format!(" Menade du {near}?"), format!(" Did you mean {near}?"))
        };
        Refusal::not_found(
            format!("Ingen aktör känns igen i ”{shown}”.{did}"),
            format!("No actor is recognised in “{shown}”.{did_en}"),
        )
    })
}

fn profile(graph: &Graph, asked: &Described, named: Option<&Named>) -> Result<Profile, Refusal> {
    let network = graph.network;
    let given = |text: &str| !text.trim().is_empty();
    let told =
        [&asked.text, &asked.age, &asked.sex, &asked.conditions].into_iter().any(|t| given(t));
    if given(&asked.group) && !told {
        let row = network.groups.iter().find(|group| group.id.as_str() == asked.group.trim());
        return row.map(of_group).ok_or_else(|| {
            Refusal::not_found(
                format!("Ingen målgrupp har id {}.", asked.group),
                format!("No group has the id {}.", asked.group),
            )
        });
    }
    if let (false, Some(named)) = (told, named) {
        let groups = met_by(graph, named.actor);
        return Ok(match groups.first() {
            Some(&group) => met(&network.groups[group], network),
            None => read(None, &Fields::default(), network),
        });
    }
    let age = match asked.age.trim() {
        "" => None,
        text => Some(ages(text).ok_or_else(|| {
            Refusal::bad_request(
                format!("{text} är ingen ålder; skriv till exempel 70, 18-25 eller 65-."),
                format!("{text} is no age; write for example 70, 18-25 or 65-."),
            )
        })?),
    };
    let sex = match asked.sex.trim() {
        "" => None,
        text => Some(sex(text).ok_or_else(|| {
            Refusal::bad_request(
                format!("{text} är inget kön som grupper har här; skriv kvinna eller man."),
                format!("{text} is no sex that groups have here; write woman or man."),
            )
        })?),
    };
    let slugs = asked.conditions.split([',', ';']).map(str::trim).filter(|slug| !slug.is_empty());
    let fields = Fields { age, sex, conditions: slugs.map(str::to_owned).collect() };
    let text = Some(asked.text.as_str()).filter(|text| given(text));
    let profile = read(text, &fields, network);
    if profile.says_something() || !profile.denied.is_empty() {
        return Ok(profile);
    }
    Err(Refusal::bad_request(
        "Inget i beskrivningen känns igen. Skriv till exempel ”kvinna 70, bor med förövaren”.".to_owned(),
        "Nothing in the description is recognised. Write for example “woman 70, lives with the abuser”.".to_owned(),
    ))
}
