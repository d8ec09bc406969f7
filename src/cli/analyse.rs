//! `samkarta analyse`: findings as a table, CSV or JSON.

use std::collections::BTreeSet;
use std::path::PathBuf;

use clap::ValueEnum;

use super::table::aligned;
use super::{Stop, open_settled, print};
use crate::export::{csv, json};
use crate::findings::explain::first_few;
use crate::findings::footing::label;
use crate::findings::{Analysis, Finding, RULES, Severity, Silence, listed, sensitivity};
use crate::graph::Graph;
use crate::measure::Parameters;
use crate::measure::coverage::{self, Sensitivity};
use crate::measure::parameters::ParameterError;
use crate::model::number::fixed;
use crate::model::text::{Word, list};
use crate::model::{Date, Footing, Lang, Network, Text};

/// Rows that a finding rests on that are written out for people.
const ROWS: usize = 6;

/// Visa iakttagelser: var kartan har luckor (findings: where the map has gaps)
#[derive(clap::Args)]
pub(super) struct Args {
    /// Nätverkets mapp (the network's folder)
    network: PathBuf,
    /// Regler att köra; utan: alla (rules to run; none: all)
    rules: Vec<String>,
    /// Utformat (output format)
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
    /// Ändra en konstant, t.ex. gate=0.5 (set a constant)
    #[arg(long = "set", value_name = "NAMN=TAL")]
    set: Vec<String>,
    /// Visa vilka iakttagelser som byter klass när konstanterna ändras 30 %
    /// (which findings change class when constants move 30 %)
    #[arg(long)]
    sensitivity: bool,
    #[command(flatten)]
    seen: Seen,
}

/// The day from which agreements that end are seen.
#[derive(clap::Args)]
pub(super) struct Seen {
    /// Se det som tar slut från denna dag; utan: i dag (the day from which
    /// ends are seen; none: today)
    #[arg(long, value_name = "DATUM")]
    as_of: Option<String>,
}

impl Seen {
    pub(super) fn day(&self, lang: Lang) -> Result<Date, Stop> {
        let text = self.as_of.clone().unwrap_or_else(today);
        Date::parse(&text).ok_or_else(|| no_date(&text, lang))
    }
}

pub(super) fn no_date(text: &str, lang: Lang) -> Stop {
    Stop::Usage(match lang {
        Lang::Sv => format!("{text} är inget datum; skriv till exempel 2026-01-31"),
        Lang::En => format!("{text} is not a date; write one such as 2026-01-31"),
    })
}

/// Today, ISO 8601.
pub(super) fn today() -> String {
    jiff::Zoned::now().date().to_string()
}

#[derive(Clone, Copy, PartialEq, ValueEnum)]
enum Format {
    /// Text i terminalen (text)
    Table,
    /// JSON
    Json,
    /// CSV
    Csv,
}

/// How far the sweep moves each constant.
const SWEEP: f64 = 0.3;

pub(super) fn run(args: &Args, lang: Lang) -> Result<(), Stop> {
    let parameters = parameters(&args.set, lang)?;
    let rules: Vec<&str> = args.rules.iter().map(String::as_str).collect();
    known_rules(&rules, lang)?;
    let day = args.seen.day(lang)?;
    let network = open_settled(&args.network, lang)?;
    let graph = Graph::new(&network);
    let analysis = Analysis::new(&graph, parameters).seen_from(Some(day));
    if args.sensitivity {
        return match rules.is_empty() {
            true => sweep(args.format, &analysis, lang),
            false => sweep_rules(args.format, &analysis, &rules, lang),
        };
    }
    match args.format {
        Format::Json => print(&json::text(&json::findings(&analysis, &rules))?),
        Format::Csv => {
            let header = [
                "id", "rule", "severity", "low", "high", "subjects", "title", "text", "claims",
                "rests_on",
            ];
            let row = |finding: &Finding| cells(&network, finding, lang);
            let rows: Vec<Vec<String>> = analysis.list(&rules).iter().map(row).collect();
            print(&String::from_utf8_lossy(&csv::table(&header, &rows)?))
        }
        Format::Table => {
            eprintln!("{} as_of={day}", constants(&parameters, lang));
            let every = analysis.every(&rules);
            let findings = listed(every.clone());
            if findings.is_empty() {
                eprintln!("{}", nothing(&rules, lang));
            }
            for finding in &findings {
                print(&paragraph(&network, finding, finding.tells_of(&every).len(), lang))?;
            }
            for line in silent(&analysis.silent(&rules, &findings), lang) {
                eprintln!("{line}");
            }
            Ok(())
        }
    }
}

/// Refuses rules that there are not.
pub(super) fn known_rules(rules: &[&str], lang: Lang) -> Result<(), Stop> {
    if let Some(unknown) = rules.iter().find(|rule| !RULES.iter().any(|known| known.id == **rule)) {
        let known: Vec<&str> = RULES.iter().map(|rule| rule.id).collect();
        let known = known.join(", ");
        return Err(Stop::Usage(match lang {
            Lang::Sv => format!("regeln {unknown} finns inte; välj bland: {known}"),
            Lang::En => format!("no rule {unknown}; there are: {known}"),
        }));
    }
    Ok(())
}

/// Why rules show nothing; those with the same reason on one line.
fn silent(silent: &[Silence], lang: Lang) -> Vec<String> {
    let mut by_reason: Vec<(&str, Vec<&str>)> = Vec::new();
    for silence in silent {
        let why = silence.why.get(lang);
        match by_reason.iter_mut().find(|(known, _)| *known == why) {
            Some((_, rules)) => rules.push(silence.rule),
            None => by_reason.push((why, vec![silence.rule])),
        }
    }
    let word = match lang {
        Lang::Sv => "visar inget",
        Lang::En => "shows nothing",
    };
    by_reason.iter().map(|(why, rules)| format!("{word}: {}. {why}", list(rules, lang))).collect()
}

/// Why nothing is shown: rules that were named may well have nothing to say.
fn nothing(rules: &[&str], lang: Lang) -> String {
    match (rules, lang) {
        ([], Lang::Sv) => {
            "inga iakttagelser; de kräver målgrupper, insatser och aktörer i nätverket".to_owned()
        }
        ([], Lang::En) => {
            "no findings; they need groups, services and actors in the network".to_owned()
        }
        (some, Lang::Sv) => {
            format!("inga iakttagelser av {}; andra regler kan ha några", list(some, lang))
        }
        (some, Lang::En) => {
            format!("no findings of {}; other rules may have some", list(some, lang))
        }
    }
}

/// Reads `--set name=value`.
pub(super) fn parameters(set: &[String], lang: Lang) -> Result<Parameters, Stop> {
    let mut parameters = Parameters::default();
    for pair in set {
        let parsed = pair.split_once('=').and_then(|(name, value)| {
            value.trim().replace(',', ".").parse().ok().map(|value: f64| (name.trim(), value))
        });
        let (name, value) = parsed.ok_or_else(|| {
            Stop::Usage(match lang {
                Lang::Sv => {
                    format!("--set {pair} går inte att läsa; skriv NAMN=TAL, till exempel gate=0.5")
                }
                Lang::En => {
                    format!("cannot read --set {pair}; write NAME=NUMBER, such as gate=0.5")
                }
            })
        })?;
        parameters =
            parameters.with(name, value).map_err(|error| Stop::Usage(refused(&error, lang)))?;
    }
    Ok(parameters)
}

fn refused(error: &ParameterError, lang: Lang) -> String {
    match (error, lang) {
        (ParameterError::Unknown(name, known), Lang::Sv) => {
            format!("konstanten {name} finns inte; välj bland: {known}")
        }
        (ParameterError::OutOfRange(name, _), Lang::Sv) if name == "max_handovers" => {
            format!("{name} ska vara ett heltal från 0 till 10")
        }
        (ParameterError::OutOfRange(name, _), Lang::Sv) if name == "meeting_hours" => {
            format!("{name} ska vara ett tal mellan 0 och 24")
        }
        (ParameterError::OutOfRange(name, _), Lang::Sv) => {
            format!("{name} ska vara ett tal mellan 0 och 1")
        }
        (_, Lang::En) => error.to_string(),
    }
}

/// The constants on one line, for every result.
pub(super) fn constants(parameters: &Parameters, lang: Lang) -> String {
    let all: Vec<String> =
        parameters.entries().iter().map(|(name, value)| format!("{name}={value}")).collect();
    let all = all.join(" ");
    match lang {
        Lang::Sv => format!("konstanter: {all}"),
        Lang::En => format!("constants: {all}"),
    }
}

fn claims(network: &Network, finding: &Finding) -> String {
    let claims = finding.claims(network);
    let places: Vec<String> =
        claims.iter().map(|claim| format!("{}#{}", claim.source, claim.place)).collect();
    let mut seen = BTreeSet::new();
    let each_once: Vec<&str> =
        places.iter().map(String::as_str).filter(|place| seen.insert(*place)).collect();
    each_once.join(";")
}

/// The rows that a finding rests on, as table and id; those without an id by their label.
fn rows(network: &Network, finding: &Finding, lang: Lang) -> String {
    let one = |row: &Footing| match row.id(network) {
        Some(id) => format!("{}/{id}", row.table()),
        None => format!("{}/{}", row.table(), label(network, *row).get(lang).replace(';', ",")),
    };
    finding.rests_on.iter().map(one).collect::<Vec<_>>().join(";")
}

fn cells(network: &Network, finding: &Finding, lang: Lang) -> Vec<String> {
    vec![
        finding.id.clone(),
        finding.rule.to_owned(),
        finding.severity.slug().to_owned(),
        format!("{:.4}", finding.score.0),
        format!("{:.4}", finding.score.1),
        finding.subjects.join(";"),
        finding.title.get(lang).to_owned(),
        finding.text.get(lang).to_owned(),
        claims(network, finding),
        rows(network, finding, lang),
    ]
}

/// A finding in some lines; `others` is how many more it tells of.
fn paragraph(network: &Network, finding: &Finding, others: usize, lang: Lang) -> String {
    let (score, change, basis, evidence) = match lang {
        Lang::Sv => ("mått", "kan ändras av", "bygger på", "belägg"),
        Lang::En => ("score", "would change", "rests on", "claims"),
    };
    let (low, high) = (fixed(finding.score.0, 2, lang), fixed(finding.score.1, 2, lang));
    let value = if low == high { low } else { format!("{low}–{high}") };
    let mut text = format!(
        "{} [{}]\n  {}\n  {score}: {value}\n",
        finding.title.get(lang),
        finding.severity.label().get(lang),
        finding.text.get(lang),
    );
    if !finding.would_change.get(lang).is_empty() {
        text.push_str(&format!("  {change}: {}\n", finding.would_change.get(lang)));
    }
    if others > 0 {
        text.push_str(&match lang {
            Lang::Sv => {
                format!("  berättar om fler iakttagelser, som ett beslut också gäller: {others}\n")
            }
            Lang::En => {
                format!("  tells of more findings, which a decision covers, too: {others}\n")
            }
        });
    }
    let rows: Vec<Text> = finding.rests_on.iter().map(|row| label(network, *row)).collect();
    let rows: Vec<&str> = rows.iter().map(|row| row.get(lang)).collect();
    if !rows.is_empty() {
        text.push_str(&format!("  {basis}: {}\n", first_few(&rows, ROWS, lang)));
    }
    let claims = claims(network, finding);
    text.push_str(&format!("  {evidence}: {claims}\n  id: {}\n\n", finding.id));
    text
}

fn sweep(format: Format, analysis: &Analysis, lang: Lang) -> Result<(), Stop> {
    if format == Format::Json {
        return print(&json::text(&json::sensitivities(analysis, SWEEP))?);
    }
    let network = analysis.graph.network;
    let changes = coverage::sensitivity(analysis.graph, analysis.parameters, SWEEP);
    let header = match lang {
        Lang::Sv => ["konstant", "ändrad till", "målgrupp", "insats", "från", "till"],
        Lang::En => ["constant", "moved to", "group", "function", "from", "to"],
    };
    let rows: Vec<Vec<String>> =
        changes.iter().map(|change| swept(network, change, format, lang)).collect();
    let text = match format {
        Format::Csv => String::from_utf8_lossy(&csv::table(&header, &rows)?).into_owned(),
        _ => aligned(&header, &rows),
    };
    print(&text)
}

/// What changes among the findings of the rules named.
fn sweep_rules(
    format: Format,
    analysis: &Analysis,
    rules: &[&str],
    lang: Lang,
) -> Result<(), Stop> {
    let changes = sensitivity::sweep(analysis, rules, SWEEP);
    if format == Format::Json {
        return print(&json::text(&json::swept(analysis, SWEEP, &changes))?);
    }
    let header = match lang {
        Lang::Sv => ["konstant", "ändrad till", "id", "iakttagelse", "från", "till"],
        Lang::En => ["constant", "moved to", "id", "finding", "from", "to"],
    };
    let none = if format == Format::Csv { "" } else { "–" };
    let severity = |severity: Option<Severity>| {
        severity.map_or_else(|| none.to_owned(), |s| s.label().get(lang).to_owned())
    };
    let row = |change: &sensitivity::Swept| {
        vec![
            change.parameter.to_owned(),
            value(change.value, format, lang),
            change.id.clone(),
            change.title.get(lang).to_owned(),
            severity(change.from),
            severity(change.to),
        ]
    };
    let rows: Vec<Vec<String>> = changes.iter().map(row).collect();
    print(&match format {
        Format::Csv => String::from_utf8_lossy(&csv::table(&header, &rows)?).into_owned(),
        _ => aligned(&header, &rows),
    })
}

/// What a constant was moved to: for people as their language writes it.
fn value(value: f64, format: Format, lang: Lang) -> String {
    match format {
        Format::Csv => csv::number(value, 4),
        _ => fixed(value, 2, lang),
    }
}

fn swept(network: &Network, change: &Sensitivity, format: Format, lang: Lang) -> Vec<String> {
    vec![
        change.parameter.to_owned(),
        value(change.value, format, lang),
        network.groups[change.group].name.clone(),
        change.function.label().get(lang).to_owned(),
        change.from.label().get(lang).to_owned(),
        change.to.label().get(lang).to_owned(),
    ]
}
