//! `samkarta path`: every route of a group, and every dead end; with `--persona` or
//! `--from` the journeys of one person or of a professional.
//!
//! *Invariant*: what is printed is what the API answers, in words.

mod persona;

use std::path::PathBuf;

use crate::cli::analyse::{constants, parameters};
use crate::cli::{Stop, open_settled, print};
use crate::export::json;
use crate::findings::{Analysis, explain, falls_between};
use crate::graph::Graph;
use crate::load::nearest;
use crate::measure::routes::{Journeys, Route, every};
use crate::measure::terrain::{Terrain, Via};
use crate::measure::view::{How, View};
use crate::measure::walk::Step;
use crate::model::number::fixed;
use crate::model::text::Word;
use crate::model::{Function, Lang, Network};

/// Visa varje väg till hjälp för en målgrupp, och var det tar stopp
/// (every route of a group to help, and every dead end)
#[derive(clap::Args)]
pub(in crate::cli) struct Args {
    /// Nätverkets mapp (the network's folder)
    network: PathBuf,
    /// Målgruppens id eller namn (the group's id or name)
    #[arg(long, required_unless_present_any = ["persona", "from", "age", "sex", "condition"])]
    group: Option<String>,
    /// Slags insats: detect, ask, protect, support, house … (function)
    #[arg(long, required_unless_present_any = ["persona", "from", "age", "sex", "condition"])]
    function: Option<String>,
    /// En person i ord, t.ex. "kvinna 70, bor med förövaren" (a person in words)
    #[arg(long, value_name = "ORD")]
    persona: Option<String>,
    /// Personens ålder: 70, 18-25 eller 65- (age)
    #[arg(long, value_name = "ÅR")]
    age: Option<String>,
    /// Personens kön: kvinna eller man (sex: woman or man)
    #[arg(long, value_name = "KÖN")]
    sex: Option<String>,
    /// Vad som gäller personen, t.ex. dementia,addiction (conditions, by slug)
    #[arg(long, value_name = "SLUG", value_delimiter = ',')]
    condition: Vec<String>,
    /// Börja hos en yrkesperson: id, namn eller ord (start at a professional)
    #[arg(long, visible_alias = "professional", value_name = "AKTÖR")]
    from: Option<String>,
    /// Visa alla vägar in, stopp och beslut (every way in, dead end and decision)
    #[arg(long)]
    all: bool,
    /// Visa högst så många vägar, bäst först (routes to show, best first)
    #[arg(long, default_value_t = 30)]
    most: usize,
    /// Skriv JSON (write JSON)
    #[arg(long)]
    json: bool,
    /// Ändra en konstant, t.ex. gate=0.5 (set a constant)
    #[arg(long = "set", value_name = "NAMN=TAL")]
    set: Vec<String>,
}

pub(in crate::cli) fn run(args: &Args, lang: Lang) -> Result<(), Stop> {
    let parameters = parameters(&args.set, lang)?;
    let network = &open_settled(&args.network, lang)?;
    if persona::is_asked(args) {
        return persona::run(args, network, parameters, lang);
    }
    // The command line has seen to it that both are there.
    let (Some(group_asked), Some(function_asked)) = (&args.group, &args.function) else {
        return Ok(());
    };
    let group = group(network, group_asked, lang)?;
    let function = function(function_asked, lang)?;
    let graph = Graph::new(network);
    let analysis = Analysis::new(&graph, parameters);
    if args.json {
        return print(&json::text(&json::routes(&analysis, group, function))?);
    }
    eprintln!("{}", constants(&parameters, lang));
    let terrain = Terrain::new(&graph, parameters);
    let view = terrain.view(&network.groups[group]);
    let say = |sv: &str, en: &str| match lang {
        Lang::Sv => sv.to_owned(),
        Lang::En => en.to_owned(),
    };

    let cell = analysis.coverage.cells.iter().find(|c| c.group == group && c.function == function);
    let title = format!(
        "{}: {}",
        network.groups[group].name,
        explain::noun(function).get(lang).to_lowercase()
    );
    print(&format!("{title}\n"))?;
    match cell {
        Some(cell) => {
            let text = falls_between::explanation(&analysis, cell);
            print(&format!("{}: {}\n", cell.class.label().get(lang), text.get(lang)))?;
        }
        None => {
            let why = explain::meaningless(&network.groups[group], function);
            print(&format!("{}\n", why.get(lang)))?;
            return Ok(());
        }
    }

    let all = every(&terrain, &view, function);
    print(&format!(
        "\n{} ({}{})\n",
        say("Alla vägar", "All routes"),
        all.routes.len(),
        if all.cut { "+" } else { "" }
    ))?;
    for route in all.routes.iter().take(args.most) {
        print(&format!("  {}\n", walk(&view, route, lang)))?;
    }
    if all.routes.len() > args.most {
        let rest = all.routes.len() - args.most;
        print(&match lang {
            Lang::Sv => format!(
                "  … och {rest} sämre vägar till; visa dem med --most {}\n",
                all.routes.len()
            ),
            Lang::En => {
                format!("  … and {rest} weaker ones; show them with --most {}\n", all.routes.len())
            }
        })?;
    }
    let found = Journeys::new(&view).routes(function);
    print(&format!("\n{} ({})\n", say("Här tar det stopp", "Dead ends"), found.dead_ends.len()))?;
    for end in &found.dead_ends {
        print(&format!("  {}\n", explain::dead_end(network, end, function).get(lang)))?;
    }
    print(&format!(
        "\n{} ({})\n",
        say("Insatser som inte är till för gruppen", "Services that are not for the group"),
        found.shut.len()
    ))?;
    for shut in &found.shut {
        let service = explain::services(network, &[shut.service], lang);
        print(&format!("  {service}: {}\n", explain::shut(network, shut).get(lang)))?;
    }
    Ok(())
}

/// One route on one line.
fn walk(view: &View, route: &Route, lang: Lang) -> String {
    let network = view.terrain.graph.network;
    let mut text = format!("{}  ", fixed(route.q, 2, lang));
    for state in &route.states {
        let name = &network.actors[state.actor].name;
        let part = match state.step {
            Step::WayIn(way) => {
                let way = match way.how {
                    How::Meets => String::new(),
                    how => format!("{} → ", explain::way_in(how).get(lang)),
                };
                format!("{way}{name}")
            }
            Step::Handover(via, _) => format!(" →{} {name}", rests_on(network, via, lang)),
            Step::Gate(status, _) => format!(" [{}]", status.label().get(lang)),
            Step::Consent => format!(" [{}]", crate::model::Status::Consent.label().get(lang)),
        };
        text.push_str(&part);
    }
    let named = match (route.names, lang) {
        (true, Lang::Sv) => " (nämner gruppen)",
        (true, Lang::En) => " (names the group)",
        (false, _) => "",
    };
    let part = match (view.partly[route.service], lang) {
        (true, Lang::Sv) => " (bara för en del av gruppen)",
        (true, Lang::En) => " (for a part of the group only)",
        (false, _) => "",
    };
    text + &format!(": {}{named}{part}", network.services[route.service].name)
}

fn rests_on(network: &Network, via: Via, lang: Lang) -> String {
    match via {
        Via::Referral(i) => network.referrals[i]
            .condition
            .as_ref()
            .map(|condition| format!(" ({condition})"))
            .unwrap_or_default(),
        Via::Tie(i) => {
            let kind = network.ties[i].kind.map(|kind| kind.label().get(lang).to_owned());
            format!(" ({})", kind.unwrap_or_default())
        }
        Via::Forum(i) => format!(" ({})", network.forums[i].name),
        Via::Internal => match lang {
            Lang::Sv => " (inom enheten)".to_owned(),
            Lang::En => " (within the unit)".to_owned(),
        },
    }
}

fn group(network: &Network, asked: &str, lang: Lang) -> Result<usize, Stop> {
    let wanted = asked.to_lowercase();
    let by_id = network.groups.iter().position(|group| group.id.as_str() == asked);
    let by_name = || network.groups.iter().position(|group| group.name.to_lowercase() == wanted);
    by_id.or_else(by_name).ok_or_else(|| {
        if network.groups.is_empty() {
            return Stop::Usage(match lang {
                Lang::Sv => "nätverket har inga målgrupper; lägg till dem i groups.csv".to_owned(),
                Lang::En => "no group: the network has none; add them in groups.csv".to_owned(),
            });
        }
        let ids: Vec<&str> = network.groups.iter().map(|group| group.id.as_str()).collect();
        let mut near: Vec<&str> = nearest(asked, ids.iter().copied()).into_iter().collect();
        for group in &network.groups {
            let id = group.id.as_str();
            if group.name.to_lowercase().contains(&wanted) && !near.contains(&id) {
                near.push(id);
            }
        }
        if !near.is_empty() {
            let near = near.join(", ");
            return Stop::Usage(match lang {
                Lang::Sv => format!("målgruppen {asked} finns inte; menade du {near}?"),
                Lang::En => format!("no group {asked}; did you mean {near}?"),
            });
        }
        let known = ids.join(", ");
        Stop::Usage(match lang {
            Lang::Sv => format!("målgruppen {asked} finns inte; välj bland: {known}"),
            Lang::En => format!("no group {asked}; there are: {known}"),
        })
    })
}

fn function(asked: &str, lang: Lang) -> Result<Function, Stop> {
    Function::from_slug(asked).ok_or_else(|| {
        let known: Vec<&str> = Function::ALL.iter().map(|function| function.slug()).collect();
        let known = known.join(", ");
        Stop::Usage(match lang {
            Lang::Sv => format!("{asked} är inget slags insats; välj bland: {known}"),
            Lang::En => format!("no function {asked}; there are: {known}"),
        })
    })
}
