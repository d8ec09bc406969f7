//! `samkarta decide`: accept a finding, dismiss it, or make it an action.

use std::path::{Path, PathBuf};

use super::analyse::{Seen, today};
use super::table::aligned;
use super::{Stop, open_settled, open_warning, path_word, print};
use crate::export::json;
use crate::findings::{Analysis, Finding};
use crate::graph::Graph;
use crate::load::nearest;
use crate::measure::Parameters;
use crate::model::text::Word;
use crate::model::{Date, Decision, DecisionState, Lang, Network};
use crate::store::decisions::{DecisionError, decide, withdraw};

/// Besluta om en iakttagelse; utan iakttagelse: visa besluten (decide on a finding;
/// without one: show what was decided)
#[derive(clap::Args)]
pub(super) struct Args {
    /// Nätverkets mapp (the network's folder)
    network: PathBuf,
    /// Iakttagelsens id, som analyse skriver det (the finding's id, as analyse writes it)
    finding: Option<String>,
    /// Den stämmer och får vara så (it is right and may be so)
    #[arg(long, group = "decision", requires = "finding")]
    accept: bool,
    /// Den stämmer inte eller spelar ingen roll, och varför (it is wrong or does not
    /// matter, and why)
    #[arg(long, group = "decision", requires = "finding", value_name = "SKÄL")]
    dismiss: Option<String>,
    /// Gör den till en åtgärd: vem (roll eller enhet) och senast när (make it an action:
    /// who, a role or unit, and by when)
    #[arg(long, group = "decision", requires = "finding", num_args = 2, value_names = ["VEM", "DATUM"])]
    action: Vec<String>,
    /// Ta tillbaka beslutet (take the decision back)
    #[arg(long, group = "decision", requires = "finding")]
    undo: bool,
    /// Vilken dag det beslutades; utan: i dag (the day on which it was decided; none: today)
    #[arg(long, requires = "decision", conflicts_with = "undo", value_name = "DATUM")]
    decided: Option<String>,
    /// Varför (why)
    #[arg(long)]
    reason: Option<String>,
    /// Åtgärden följer av detta sparade scenario, med namn eller id (the action follows from
    /// this saved scenario, by name or id)
    #[arg(long, requires = "action")]
    scenario: Option<String>,
    /// Skriv besluten som JSON (write the decisions as JSON)
    #[arg(long, conflicts_with = "finding")]
    json: bool,
    #[command(flatten)]
    seen: Seen,
}

pub(super) fn run(args: &Args, lang: Lang) -> Result<(), Stop> {
    let Some(id) = &args.finding else { return show(args, lang) };
    let mut package = open_warning(&args.network, lang)?;
    let folder = path_word(&args.network);
    if args.undo {
        let taken = withdraw(&mut package, id).map_err(|error| stopped(&error, lang))?;
        return told(&taken, lang, ["återtaget", "taken back"]);
    }
    let state = match (args.accept, &args.dismiss, args.action.as_slice()) {
        (true, ..) => DecisionState::Accepted,
        (_, Some(_), _) => DecisionState::Dismissed,
        (_, _, [_, _]) => DecisionState::Action,
        _ => {
            return Err(Stop::Usage(match lang {
                Lang::Sv => {
                    "skriv vad ni beslutat: --accept, --dismiss SKÄL eller --action VEM DATUM"
                        .to_owned()
                }
                Lang::En => {
                    "write what was decided: --accept, --dismiss REASON or --action OWNER DATE"
                        .to_owned()
                }
            }));
        }
    };
    let day = args.seen.day(lang)?;
    let network = crate::link::settled(&package.network).network;
    let all = findings(&network, day);
    let finding = named(&all, id, &args.network, lang)?;
    let covered = covered(&finding.tells_of(&all), lang);
    let decision = Decision {
        finding: finding.id,
        state: Some(state),
        reason: args.dismiss.clone().or_else(|| args.reason.clone()),
        owner: args.action.first().cloned(),
        date: args.action.get(1).cloned(),
        decided: Some(args.decided.clone().unwrap_or_else(today)),
        title: Some(finding.title.get(Lang::Sv).to_owned()),
        scenario: args.scenario.clone(),
        ..Decision::default()
    };
    let given = decision.clone();
    // Whoever looks back on an earlier day still acts after today.
    let from = Date::parse(&today()).max(Some(day));
    decide(&mut package, decision, from).map_err(|error| stopped(&error, lang))?;
    told(&given, lang, ["skrivet", "written"])?;
    print(&covered)?;
    match lang {
        Lang::Sv => eprintln!("ångra: samkarta decide {folder} {} --undo", given.finding),
        Lang::En => eprintln!("undo: samkarta decide {folder} {} --undo", given.finding),
    }
    Ok(())
}

/// Which other findings a decision covers: those that the finding tells of.
fn covered(others: &[&Finding], lang: Lang) -> String {
    let n = others.len();
    let head = match (n, lang) {
        (0, _) => return String::new(),
        (1, Lang::Sv) => "beslutet gäller också iakttagelsen som den berättar om:".to_owned(),
        (1, Lang::En) => "the decision also covers the finding that it tells of:".to_owned(),
        (_, Lang::Sv) => format!("beslutet gäller också {n} iakttagelser som den berättar om:"),
        (_, Lang::En) => format!("the decision also covers {n} findings that it tells of:"),
    };
    let lines = others.iter().map(|other| format!("  {} ({})\n", other.title.get(lang), other.id));
    format!("{head}\n{}", lines.collect::<String>())
}

fn findings(network: &Network, day: Date) -> Vec<Finding> {
    let graph = Graph::new(network);
    Analysis::new(&graph, Parameters::default()).seen_from(Some(day)).every(&[])
}

/// The finding with this id.
fn named(all: &[Finding], id: &str, folder: &Path, lang: Lang) -> Result<Finding, Stop> {
    all.iter().find(|finding| finding.id == id).cloned().ok_or_else(|| {
        let near = nearest(id, all.iter().map(|finding| finding.id.as_str()));
        let folder = path_word(folder);
        Stop::Usage(match (near, lang) {
            (Some(near), Lang::Sv) => {
                format!("ingen iakttagelse har id {id}; menade du {near}?")
            }
            (Some(near), Lang::En) => format!("no finding has the id {id}; did you mean {near}?"),
            (None, Lang::Sv) => format!(
                "ingen iakttagelse har id {id}; samkarta analyse {folder} skriver vilka som finns"
            ),
            (None, Lang::En) => {
                format!(
                    "no finding has the id {id}; samkarta analyse {folder} writes those there are"
                )
            }
        })
    })
}

fn show(args: &Args, lang: Lang) -> Result<(), Stop> {
    let network = open_settled(&args.network, lang)?;
    let day = args.seen.day(lang)?;
    let made = json::decisions(&network, &findings(&network, day), Some(day));
    if args.json {
        return print(&json::text(&made)?);
    }
    if made.decisions.is_empty() {
        eprintln!(
            "{}",
            match lang {
                Lang::Sv => "inga beslut",
                Lang::En => "no decisions",
            }
        );
    }
    let header = match lang {
        Lang::Sv => [
            "beslut",
            "iakttagelse",
            "gäller också",
            "beslutat",
            "vem",
            "senast",
            "skäl",
            "nu",
            "id",
        ],
        Lang::En => {
            ["decision", "finding", "also covers", "decided", "owner", "due", "reason", "now", "id"]
        }
    };
    let label = |slug: &str| {
        let state = DecisionState::from_slug(slug).map(|state| state.label());
        state.map_or_else(String::new, |label| label.get(lang).to_owned())
    };
    let now = |row: &json::Decided| match (row.found.as_str(), lang) {
        ("open", Lang::Sv) if row.overdue => "finns kvar, försenad",
        ("open", Lang::En) if row.overdue => "still there, overdue",
        ("open", Lang::Sv) => "finns kvar",
        ("closed", Lang::Sv) => "finns inte längre",
        (_, Lang::Sv) => "går inte att koppla till något i nätet",
        ("open", Lang::En) => "still there",
        ("closed", Lang::En) => "no longer there",
        (_, Lang::En) => "tied to nothing in the network",
    };
    let rows: Vec<Vec<String>> = made
        .decisions
        .into_iter()
        .map(|row| {
            let text = |text: Option<String>| text.unwrap_or_default();
            let now = now(&row).to_owned();
            vec![
                label(&text(row.state)),
                text(row.title),
                match row.covers.len() {
                    0 => String::new(),
                    n => n.to_string(),
                },
                text(row.decided),
                text(row.owner),
                text(row.date),
                text(row.reason),
                now,
                row.finding,
            ]
        })
        .collect();
    print(&aligned(&header, &rows))
}

fn told(decision: &Decision, lang: Lang, done: [&str; 2]) -> Result<(), Stop> {
    let Some(label) = decision.state.map(Word::label) else { return Ok(()) };
    let title = decision.title.as_ref().unwrap_or(&decision.finding);
    let days = [
        decision.decided_on().map(|day| match lang {
            Lang::Sv => format!("beslutat {day}"),
            Lang::En => format!("decided {day}"),
        }),
        decision.owner.clone(),
        decision.due().map(|day| match lang {
            Lang::Sv => format!("senast {day}"),
            Lang::En => format!("by {day}"),
        }),
    ];
    let by: Vec<String> = days.into_iter().flatten().collect();
    let by = if by.is_empty() { String::new() } else { format!(" ({})", by.join(", ")) };
    let done = if lang == Lang::Sv { done[0] } else { done[1] };
    print(&format!("{done}: {title}: {}{by}\n", label.get(lang)))
}

fn stopped(error: &DecisionError, lang: Lang) -> Stop {
    Stop::Usage(error.say().get(lang).to_owned())
}
