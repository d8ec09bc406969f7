//! `samkarta measure`: network, actor, tie and forum measures.

use std::path::PathBuf;

use clap::ValueEnum;

use super::table::aligned;
use super::{Stop, open_settled, print};
use crate::export::json::{members, no_interval};
use crate::export::{csv, json};
use crate::graph::Graph;
use crate::measure::collaboration::Kind;
use crate::measure::figures::{Measured, Scope};
use crate::measure::informants::counted;
use crate::measure::parameters::ParameterError;
use crate::measure::registry::{self, GRAPH, INTERVALS};
use crate::measure::{Measures, Options, measures};
use crate::model::Lang;
use crate::model::number::figure;
use crate::model::text::Word;

/// Mät nätverket, dess aktörer, samarbeten och forum (network, actor, tie and forum measures)
#[derive(clap::Args)]
pub(super) struct Args {
    /// Nätverkets mapp (the network's folder)
    network: PathBuf,
    /// Mått att visa, som density eller betweenness, eller vad de gäller: network,
    /// actor, tie, forum, set; utan: alla, i tabell utom aktörers och samarbetens
    /// (measures or scopes to show; none: all, in a table save those of actors and ties)
    measures: Vec<String>,
    /// Utformat (output format)
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
    /// Ändra en konstant, t.ex. draws=0 för inga intervall (set a constant, such as
    /// draws=0 for no intervals)
    #[arg(long = "set", value_name = "NAMN=TAL")]
    set: Vec<String>,
    /// Förklara måtten i stället för att räkna dem (explain the measures instead)
    #[arg(long)]
    explain: bool,
}

#[derive(Clone, Copy, PartialEq, ValueEnum)]
enum Format {
    /// Text i terminalen (text)
    Table,
    /// CSV
    Csv,
    /// JSON
    Json,
}

pub(super) fn run(args: &Args, lang: Lang) -> Result<(), Stop> {
    let wanted = wanted(&args.measures, lang)?;
    if args.explain {
        return explain(&wanted, lang);
    }
    let options = options(&args.set, lang)?;
    let network = open_settled(&args.network, lang)?;
    let graph = Graph::new(&network);
    let found = measures(&graph, options);
    match args.format {
        Format::Json => print(&json::text(&json::measures(&found, &wanted))?),
        Format::Csv => print(&String::from_utf8_lossy(&csv::figures(&found, &wanted)?)),
        Format::Table => {
            eprint!("{}", about(&found, lang));
            let short =
                |scope: &&Scope| !wanted.is_empty() || !matches!(scope, Scope::Actor | Scope::Tie);
            for &scope in Scope::ALL.iter().filter(short) {
                print(&table(&found, &wanted, scope, lang))?;
            }
            if wanted.is_empty() {
                eprintln!("{}", more(lang));
            }
            Ok(())
        }
    }
}

/// How to see what a table of everything leaves out.
fn more(lang: Lang) -> &'static str {
    match lang {
        Lang::Sv => {
            "aktörer och samarbeten visas när de nämns: lägg till actor, tie eller ett mått som betweenness"
        }
        Lang::En => {
            "actors and ties are shown when named: add actor, tie or a measure such as betweenness"
        }
    }
}

/// The ids named; a scope stands for all of its measures.
fn wanted(named: &[String], lang: Lang) -> Result<Vec<&'static str>, Stop> {
    let mut ids = Vec::new();
    for name in named {
        let before = ids.len();
        let fits =
            |(scope, one): &(Scope, &registry::Measure)| scope.slug() == name || one.id == name;
        ids.extend(registry::measures().filter(fits).map(|(_, one)| one.id));
        if ids.len() == before {
            let known: Vec<&str> = registry::measures().map(|(_, one)| one.id).collect();
            let known = known.join(", ");
            return Err(Stop::Usage(match lang {
                Lang::Sv => format!("måttet {name} finns inte; välj bland: {known}"),
                Lang::En => format!("no measure {name}; there are: {known}"),
            }));
        }
    }
    Ok(ids)
}

/// Reads `--set name=value`.
fn options(set: &[String], lang: Lang) -> Result<Options, Stop> {
    let mut options = Options::default();
    for pair in set {
        let parsed = pair.split_once('=').and_then(|(name, value)| {
            value.trim().replace(',', ".").parse().ok().map(|value: f64| (name.trim(), value))
        });
        let (name, value) = parsed.ok_or_else(|| {
            Stop::Usage(match lang {
                Lang::Sv => {
                    format!("--set {pair} går inte att läsa; skriv NAMN=TAL, till exempel draws=0")
                }
                Lang::En => format!("cannot read --set {pair}; write NAME=NUMBER, such as draws=0"),
            })
        })?;
        options = options.with(name, value).map_err(|error| {
            Stop::Usage(match (&error, lang) {
                (ParameterError::Unknown(name, known), Lang::Sv) => {
                    format!("konstanten {name} finns inte; välj bland: {known}")
                }
                (ParameterError::OutOfRange(name, _), Lang::Sv) => {
                    format!("{name} kan inte vara {value}")
                }
                (_, Lang::En) => error.to_string(),
            })
        })?;
    }
    Ok(options)
}

fn shown<'a>(found: &'a Measures, wanted: &'a [&str]) -> impl Iterator<Item = &'a Measured> {
    let kept = |one: &&Measured| wanted.is_empty() || wanted.contains(&one.figure.measure);
    found.figures.iter().filter(kept)
}

/// What stands on standard error before a table: graph, constants, informants.
fn about(found: &Measures, lang: Lang) -> String {
    let constants: Vec<String> = found
        .options
        .entries()
        .iter()
        .map(|(name, value)| format!("{name}={}", short(*value)))
        .collect();
    let constants = constants.join(" ");
    let asked = &found.informants;
    let (known, dropped, draws) = (asked.known, asked.dropped, asked.draws);
    let read = INTERVALS.text();
    let read = read.get(lang);
    let intervals = match (asked.none, lang) {
        (Some(why), _) => no_interval(why).get(lang).to_owned(),
        (None, Lang::Sv) => format!(
            "intervall: {dropped} av {known} uppgiftslämnare borttagna, {draws} gånger\n{read}"
        ),
        (None, Lang::En) => {
            format!("intervals: {dropped} of {known} informants dropped, {draws} times\n{read}")
        }
    };
    let counted = counted(found.of.graph.network);
    let label = match lang {
        Lang::Sv => "konstanter",
        Lang::En => "constants",
    };
    let (graph, counted) = (GRAPH.text(), counted.get(lang));
    format!("{}\n{label}: {constants}\n{intervals}\n{counted}\n", graph.get(lang))
}

/// A number with as many decimals as it needs, four at most.
fn short(value: f64) -> String {
    let text = format!("{value:.4}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// The table of one scope; an empty text where there is nothing to show.
fn table(found: &Measures, wanted: &[&str], scope: Scope, lang: Lang) -> String {
    let header = match lang {
        Lang::Sv => [
            scope.label().sv,
            "mått".into(),
            "värde".into(),
            "5–95 %".into(),
            "av en slump".into(),
            "vilka".into(),
        ],
        Lang::En => [
            scope.label().en,
            "measure".into(),
            "value".into(),
            "5–95%".into(),
            "by chance".into(),
            "who".into(),
        ],
    };
    let header: Vec<&str> = header.iter().map(String::as_str).collect();
    let dash = || "–".to_owned();
    let row = |one: &Measured| {
        let title = registry::measure(one.figure.measure)
            .map_or(String::new(), |(_, known)| known.title.text().get(lang).to_owned());
        let title = match one.figure.variant {
            Some(variant) => format!("{title}: {}", Kind::label(variant).get(lang)),
            None => title,
        };
        let interval = one.interval.map_or_else(dash, |(low, high)| {
            format!("{}–{}", figure(low, lang), figure(high, lang))
        });
        let chance = one.baseline.map_or_else(String::new, |chance| {
            let [mean, sd, p] = [chance.mean, chance.sd, chance.p].map(|value| figure(value, lang));
            format!("{mean} ± {sd}, p {p}")
        });
        vec![
            csv::subject(found, one),
            title,
            one.figure.value.map_or_else(dash, |value| figure(value, lang)),
            interval,
            chance,
            members(found, one).join(", "),
        ]
    };
    let of_scope = |one: &&Measured| one.figure.subject.scope() == scope;
    let mut figures: Vec<&Measured> = shown(found, wanted).filter(of_scope).collect();
    if wanted.len() == 1 {
        let size = |one: &Measured| one.figure.value.unwrap_or(f64::NEG_INFINITY);
        figures.sort_by(|one, other| size(other).total_cmp(&size(one)));
    }
    let rows: Vec<Vec<String>> = figures.into_iter().map(row).collect();
    if rows.is_empty() { String::new() } else { aligned(&header, &rows) + "\n" }
}

/// The explanations of the measures named, or of all.
fn explain(wanted: &[&str], lang: Lang) -> Result<(), Stop> {
    for (_, one) in registry::measures() {
        if wanted.is_empty() || wanted.contains(&one.id) {
            let said = |said: registry::Said| said.text().get(lang).to_owned();
            print(&format!(
                "{} [{}]\n  {}\n  {}\n  {}; {}\n  {}\n  {}\n\n",
                said(one.title),
                one.id,
                said(one.shows),
                said(one.formula),
                said(one.unit),
                said(one.range),
                said(one.misleads),
                one.sources.join("; "),
            ))?;
        }
    }
    Ok(())
}
