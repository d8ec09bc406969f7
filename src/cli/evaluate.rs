//! `samkarta evaluate ties`: how well hidden ties are found.

use std::io::{self, IsTerminal};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use clap::{Subcommand, ValueEnum};

use super::table::aligned;
use super::{Stop, normalise, open_settled, print};
use crate::export::{csv, json};
use crate::graph::Graph;
use crate::load::pairs::pairs;
use crate::load::sheet;
use crate::measure::collaboration::{Collaboration, SharedForums};
use crate::measure::predict::figures::Summary;
use crate::measure::predict::{Evaluation, HoldOut, Index, Observed, evaluate};
use crate::model::Progress;
use crate::model::number::fixed;
use crate::model::{Lang, Word};

/// Mät hur väl det som är dolt hittas (measure how well what is hidden is found)
#[derive(clap::Args)]
pub(super) struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    Ties(Ties),
}

/// Dölj en del av samarbetena, rangordna alla par som inte har något, och räkna hur väl
/// de dolda hittas (hide some ties, rank all pairs without one, and count how well the
/// hidden ones are found)
///
/// Varje gång döljs en slumpad del av banden. Varje index rangordnar sedan alla par utan
/// band i det som är kvar. De dolda är de som ska hittas; alla andra par räknas som utan
/// band. En aktör som blev utan band är kvar och rangordnas, och lika värden räknas som
/// hälften. AUC är chansen att ett dolt band hamnar före ett par utan band: 0,5 är slump.
/// I en lista med aktörer och forum rangordnas alla aktörer mot alla forum.
/// (Each time a random share of the ties is hidden. Each index then ranks every pair
/// without a tie in what is left. The hidden ones are to be found; every other pair counts
/// as having none. An actor left without ties is ranked too, and equal scores count as
/// half. AUC is the chance that a hidden tie comes before a pair without one: 0.5 is
/// chance. In a list of actors and forums, every actor is ranked with every forum.)
#[derive(clap::Args)]
struct Ties {
    /// Nätverkets mapp, eller en fil med två kolumner: from,to eller actor,forum
    /// (the network's folder, or a file of two columns)
    #[arg(value_name = "NÄTVERK|FIL")]
    network: PathBuf,
    /// Andel av banden som döljs varje gång (share of ties hidden each time)
    #[arg(long, value_name = "ANDEL", default_value_t = 0.2)]
    hold_out: f64,
    /// Antal gånger (how many times)
    #[arg(long, value_name = "ANTAL", default_value_t = 60)]
    repeats: usize,
    /// Frö till slumpen (seed)
    #[arg(long, value_name = "TAL", default_value_t = 1)]
    seed: u64,
    /// Aktörer och forum: deltagande i stället för band
    /// (actors and forums: memberships instead of ties)
    #[arg(long)]
    two_mode: bool,
    /// Utformat (output format)
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
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

pub(super) fn run(args: &Args, lang: Lang) -> Result<(), Stop> {
    let What::Ties(args) = &args.what;
    let fits = args.hold_out > 0.0 && args.hold_out < 1.0 && args.repeats > 0;
    if !fits {
        return Err(Stop::Usage(
            match lang {
                Lang::Sv => "--hold-out ska ligga mellan 0 och 1, och --repeats vara minst 1",
                Lang::En => "--hold-out must be between 0 and 1, and --repeats at least 1",
            }
            .to_owned(),
        ));
    }
    let seen = observed(args, lang)?;
    let with = HoldOut { share: args.hold_out, repeats: args.repeats, seed: args.seed };
    let indices: Vec<Index> = Index::all(seen.actors.is_some()).collect();
    let found = measured(&seen, &with, &indices).ok_or_else(|| too_small(&args.network, lang))?;
    tell(&seen, &found, &with, lang);
    match args.format {
        Format::Json => {
            print(&json::text(&json::tie_evaluation(&found, &with, seen.actors.is_some()))?)
        }
        Format::Csv => {
            let header = [
                "index",
                "auc",
                "auc_sd",
                "average_precision",
                "average_precision_sd",
                "precision_10",
                "precision_10_sd",
                "precision_hidden",
                "precision_hidden_sd",
            ];
            let bytes = csv::table(&header, &cells(&found))?;
            print(&String::from_utf8_lossy(&bytes))
        }
        Format::Table => print(&table(&found, lang)),
    }
}

/// Evaluates, with the repeats that are done on a terminal's standard error.
fn measured(seen: &Observed, with: &HoldOut, indices: &[Index]) -> Option<Evaluation> {
    let is_terminal = io::stderr().is_terminal();
    let shown = AtomicUsize::new(0);
    let told = |done: usize, of: usize| {
        if is_terminal && shown.fetch_max(done, Ordering::Relaxed) < done {
            eprint!("\r{done} / {of}");
        }
        ControlFlow::Continue(())
    };
    let found = evaluate(seen, with, indices, Progress::new(&told));
    if is_terminal {
        eprintln!();
    }
    found
}

/// What is observed in a package or in a list.
fn observed(args: &Ties, lang: Lang) -> Result<Observed, Stop> {
    if args.network.is_dir() {
        let network = open_settled(&args.network, lang)?;
        let graph = Graph::new(&network);
        let all = Collaboration::new(&graph, SharedForums::AreNot);
        let seen = if args.two_mode { Observed::of_seats(&all) } else { Observed::of_ties(&all) };
        return Ok(seen.tied().0);
    }
    let program = std::env::current_exe().unwrap_or_default();
    let sheets = sheet::read_apart(&args.network, &program)
        .map_err(|error| normalise::unread(&error, lang))?;
    let Some(first) = sheets.first() else { return Err(too_small(&args.network, lang)) };
    let list = pairs(first);
    if !list.left_out.is_empty() {
        let (n, line) = (list.left_out.len(), list.left_out[0]);
        match lang {
            Lang::Sv => {
                eprintln!("obs: {n} rader utan två namn är inte med, den första rad {line}")
            }
            Lang::En => {
                eprintln!("note: {n} rows without two names left out, the first line {line}")
            }
        }
    }
    let names = list.pairs.iter().map(|(one, other)| (one.as_str(), other.as_str()));
    Ok(Observed::of_names(names, args.two_mode || list.two_mode))
}

fn too_small(path: &Path, lang: Lang) -> Stop {
    let path = path.display();
    Stop::Data(match lang {
        Lang::Sv => format!("{path}: för få band för att dölja några och hitta dem igen\n"),
        Lang::En => format!("{path}: too few ties to hide some and find them again\n"),
    })
}

/// What was done, on standard error.
fn tell(seen: &Observed, found: &Evaluation, with: &HoldOut, lang: Lang) {
    let (nodes, ties, hidden) = (seen.graph.nodes(), found.ties, found.hidden);
    let HoldOut { repeats, seed, .. } = with;
    let pairs = found.pairs;
    let line = match (lang, seen.actors) {
        (Lang::Sv, None) => format!("{nodes} aktörer, {ties} band"),
        (Lang::En, None) => format!("{nodes} actors, {ties} ties"),
        (Lang::Sv, Some(a)) => format!("{a} aktörer, {} forum, {ties} deltaganden", nodes - a),
        (Lang::En, Some(a)) => format!("{a} actors, {} forums, {ties} memberships", nodes - a),
    };
    let rest = match lang {
        Lang::Sv => {
            format!("{hidden} dolda bland {pairs:.0} par, {repeats} gånger, frö {seed} och framåt")
        }
        Lang::En => {
            format!("{hidden} hidden among {pairs:.0} pairs, {repeats} times, seeds from {seed}")
        }
    };
    eprintln!("{line}; {rest}");
    if !found.whole {
        eprintln!(
            "{}",
            match lang {
                Lang::Sv => "nätverket är stort: ett urval av aktörer rangordnas, precision saknas",
                Lang::En => "a large network: a sample of actors is ranked, precision is not given",
            }
        );
    }
}

/// Slug, then mean and deviation of each figure; empty where undefined.
fn cells(found: &Evaluation) -> Vec<Vec<String>> {
    let number = |value: Option<f64>| value.map_or_else(String::new, |v| format!("{v:.4}"));
    let row = |row: &crate::measure::predict::evaluate::Figures| {
        let figures = [row.auc, row.average_precision, row.precision_10, row.precision_hidden];
        let both = figures.into_iter().flat_map(|f| [f.map(|s| s.mean), f.map(|s| s.sd)]);
        std::iter::once(row.index.slug().to_owned()).chain(both.map(number)).collect()
    };
    found.figures.iter().map(row).collect()
}

fn table(found: &Evaluation, lang: Lang) -> String {
    let header = match lang {
        Lang::Sv => ["index", "AUC ± sd", "medelprecision", "precision av 10", "av de dolda"],
        Lang::En => ["index", "AUC ± sd", "average precision", "precision at 10", "at hidden"],
    };
    let number = |figure: Option<Summary>| match figure {
        None => "–".to_owned(),
        Some(s) => format!("{} ± {}", fixed(s.mean, 3, lang), fixed(s.sd, 3, lang)),
    };
    let rows: Vec<Vec<String>> = found
        .figures
        .iter()
        .map(|row| {
            let label = row.index.label().get(lang).to_owned();
            let figures = [row.auc, row.average_precision, row.precision_10, row.precision_hidden];
            std::iter::once(label).chain(figures.map(number)).collect()
        })
        .collect();
    aligned(&header, &rows)
}
