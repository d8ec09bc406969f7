//! `samkarta structure`: measures of networks too large to draw, from tables of ids.

use std::io::{self, BufWriter, IsTerminal, Write};
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::Relaxed};
use std::thread;

use super::Stop;
use crate::graph::compact::Compact;
use crate::load::bulk::{self, Bulk, BulkError, Tables};
use crate::measure::structure::{
    Cuts, betweenness, betweenness_sampled, cuts, leiden, likely_pairs, modularity,
};
use crate::model::number::fixed;
use crate::model::{Lang, Progress};
use crate::store;

/// Mät stora nätverk ur tabeller med id: delar, broar, mellanläge, grupper, troliga band
/// (measure large networks from tables of ids: components, bridges, betweenness,
/// communities, likely ties)
#[derive(clap::Args)]
pub(super) struct Args {
    /// Tabeller med noder, en rad var, med kolumnen id (tables of nodes with a column id)
    #[arg(required = true, value_name = "NODES.csv")]
    nodes: Vec<PathBuf>,
    /// Tabeller med band: kolumnerna from och to, annars de två första
    /// (tables of ties: columns from and to, else the first two)
    #[arg(long, num_args = 1.., value_name = "EDGES.csv")]
    edges: Vec<PathBuf>,
    /// Kolumner hos noderna som anger en annan nod, till exempel parent,convener
    /// (columns of nodes that name another node)
    #[arg(long, value_delimiter = ',', value_name = "COLUMN")]
    parent: Vec<String>,
    /// Mellanläge: hur många kortaste vägar som går genom var och en
    /// (betweenness: how many shortest paths pass each)
    #[arg(long)]
    betweenness: bool,
    /// Skatta mellanläget från så många slumpade noder; utan: exakt
    /// (estimate betweenness from as many nodes drawn at random; without: exact)
    #[arg(long, value_name = "K", requires = "betweenness", value_parser = clap::value_parser!(u32).range(1..))]
    sample: Option<u32>,
    /// Grupper med tätare band inom än mellan, med Leiden-metoden
    /// (communities by the Leiden method)
    #[arg(long)]
    communities: bool,
    /// Gruppernas upplösning: högre ger mindre grupper
    /// (resolution of communities: higher gives smaller ones)
    #[arg(long, default_value_t = 1.0, value_name = "γ")]
    resolution: f64,
    /// Slumpens frö (seed of what is drawn at random)
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Skriv i stället de K troligaste banden som saknas; minst en ände i första tabellen
    /// (write the K likeliest missing ties instead; one end at least in the first table)
    #[arg(long, value_name = "K", conflicts_with_all = ["betweenness", "communities"])]
    links: Option<usize>,
}

pub(super) fn run(args: &Args, lang: Lang) -> Result<(), Stop> {
    let stopped = stop_at_interrupt();
    let telling = |what: &'static str| Teller::new(what, Arc::clone(&stopped));
    let tables = Tables {
        nodes: args.nodes.clone(),
        edges: args.edges.clone(),
        parents: args.parent.clone(),
    };
    let teller = telling(lang_of(lang, "läser", "reading"));
    let read = bulk::read(&tables, &|done, of| teller.tell(done, of));
    drop(teller);
    let bulk = read.map_err(|error| unread(&error, lang))?;
    warn(&bulk, lang);
    let graph = Compact::from_pairs(bulk.ids.len(), &bulk.pairs);
    if let Some(most) = args.links {
        let first = bulk.counts.first().copied().unwrap_or(0) as u32;
        let teller = telling(lang_of(lang, "troliga band", "likely ties"));
        let tell = |done: usize, of: usize| teller.tell(done, of);
        let found = likely_pairs(&graph, most, |x, _| x < first, &Progress::new(&tell));
        drop(teller);
        let found = found.ok_or_else(|| cancelled(lang))?;
        let rows = found.pairs.iter().map(|pair| {
            let [x, y] = [pair.x, pair.y].map(|node| name(&bulk, node as usize));
            vec![x, y, pair.score.to_string()]
        });
        eprintln!("resource allocation; {} {}", found.considered, lang_of(lang, "par", "pairs"));
        return write(&["id1", "id2", "score"], rows);
    }
    let held = cuts(&graph);
    if !args.betweenness && !args.communities {
        return write(&["measure", "value"], counts(&graph, &held).into_iter());
    }
    let mut columns: Vec<(&str, Vec<String>)> = Vec::new();
    if args.betweenness {
        let teller = telling(lang_of(lang, "mellanläge", "betweenness"));
        let tell = |done: usize, of: usize| teller.tell(done, of);
        let passing = match args.sample {
            Some(k) => betweenness_sampled(&graph, k as usize, args.seed, &Progress::new(&tell)),
            None => betweenness(&graph, &Progress::new(&tell)),
        };
        drop(teller);
        let passing = passing.ok_or_else(|| cancelled(lang))?;
        tell_sample(args, graph.nodes(), lang);
        columns.push(("betweenness", passing.iter().map(f64::to_string).collect()));
    }
    if args.communities {
        let teller = telling(lang_of(lang, "grupper", "communities"));
        let tell = |done: usize, of: usize| teller.tell(done, of);
        let own = leiden(&graph, None, args.resolution, args.seed, &Progress::new(&tell));
        drop(teller);
        let own = own.ok_or_else(|| cancelled(lang))?;
        let value = modularity(&graph, None, args.resolution, &own);
        let value = value.map_or_else(|| "–".into(), |value| fixed(value, 5, lang));
        let (seed, resolution) = (args.seed, args.resolution);
        eprintln!("Leiden: modularity {value}, resolution {resolution}, seed {seed}");
        columns.push(("community", own.iter().map(u32::to_string).collect()));
    }
    let mut cut = vec![false; graph.nodes()];
    held.articulation_points.iter().for_each(|&node| cut[node as usize] = true);
    let mut header = vec!["id", "degree", "component", "articulation_point"];
    header.extend(columns.iter().map(|(name, _)| *name));
    let rows = (0..graph.nodes()).map(|node| {
        let mut row = vec![
            name(&bulk, node),
            graph.degree(node).to_string(),
            held.component[node].to_string(),
            if cut[node] { "yes" } else { "no" }.to_owned(),
        ];
        row.extend(columns.iter().map(|(_, values)| values[node].clone()));
        row
    });
    write(&header, rows)
}

fn lang_of(lang: Lang, sv: &'static str, en: &'static str) -> &'static str {
    match lang {
        Lang::Sv => sv,
        Lang::En => en,
    }
}

fn name(bulk: &Bulk, node: usize) -> String {
    String::from_utf8_lossy(bulk.ids.id(node)).into_owned()
}

/// What the whole network is like.
fn counts(graph: &Compact, held: &Cuts) -> [Vec<String>; 5] {
    [
        ("nodes", graph.nodes()),
        ("edges", graph.edges()),
        ("components", held.components),
        ("articulation_points", held.articulation_points.len()),
        ("bridges", held.bridges.len()),
    ]
    .map(|(measure, value)| vec![measure.to_owned(), value.to_string()])
}

fn write(header: &[&str], rows: impl Iterator<Item = Vec<String>>) -> Result<(), Stop> {
    let mut out = csv::Writer::from_writer(BufWriter::new(io::stdout().lock()));
    out.write_record(header)?;
    for row in rows {
        out.write_record(&row)?;
    }
    Ok(out.flush()?)
}

fn tell_sample(args: &Args, nodes: usize, lang: Lang) {
    let Some(k) = args.sample.filter(|&k| (k as usize) < nodes) else { return };
    let seed = args.seed;
    match lang {
        Lang::Sv => eprintln!(
            "obs: mellanläget är skattat från {k} av {nodes} noder (frö {seed}); låga värden är osäkra"
        ),
        Lang::En => eprintln!(
            "note: betweenness is estimated from {k} of {nodes} nodes (seed {seed}); low values are uncertain"
        ),
    }
}

/// Says on standard error what the tables name that is not there.
fn warn(bulk: &Bulk, lang: Lang) {
    let (unknown, repeated) = (bulk.unknown, bulk.repeated);
    if repeated > 0 {
        match lang {
            Lang::Sv => eprintln!("obs: {repeated} noder saknar id eller har en tidigare rads id"),
            Lang::En => eprintln!("note: {repeated} nodes have no id or that of an earlier row"),
        }
    }
    if unknown > 0 {
        match lang {
            Lang::Sv => eprintln!("obs: {unknown} band nämner en nod som inte finns:"),
            Lang::En => eprintln!("note: {unknown} ties name a node that is not there:"),
        }
    }
    for cell in &bulk.examples {
        let (file, row) = (cell.file.display(), cell.row);
        match lang {
            Lang::Sv => eprintln!("  {file}, rad {row} under rubriken: ”{}”", cell.id),
            Lang::En => eprintln!("  {file}, row {row} below the header: \"{}\"", cell.id),
        }
    }
}

fn cancelled(lang: Lang) -> Stop {
    Stop::Usage(lang_of(lang, "avbrutet; inget är skrivet", "cancelled; nothing is written").into())
}

fn unread(error: &BulkError, lang: Lang) -> Stop {
    Stop::Usage(match (error, lang) {
        (BulkError::Cancelled, _) => return cancelled(lang),
        (BulkError::Unreadable { path, source }, _) => {
            format!("{}: {}", path.display(), store::reason(source).get(lang))
        }
        (BulkError::Column { path, column, found }, Lang::Sv) => {
            format!("{}: kolumnen {column} finns inte; här finns {found}", path.display())
        }
        (BulkError::TooMany, Lang::Sv) => "fler noder än som kan numreras".into(),
        _ => error.to_string(),
    })
}

/// A flag that Ctrl-C raises.
pub(super) fn stop_at_interrupt() -> Arc<AtomicBool> {
    let stopped = Arc::new(AtomicBool::new(false));
    let flag = Arc::clone(&stopped);
    // Without a runtime Ctrl-C ends the process as it always does.
    if let Ok(runtime) = tokio::runtime::Builder::new_current_thread().enable_io().build() {
        thread::spawn(move || {
            if runtime.block_on(tokio::signal::ctrl_c()).is_ok() {
                flag.store(true, Relaxed);
            }
        });
    }
    stopped
}

/// Shows per cent on a terminal, and stops what is stopped.
struct Teller {
    what: &'static str,
    stopped: Arc<AtomicBool>,
    /// Per cent shown, and one more.
    shown: AtomicUsize,
}

impl Teller {
    fn new(what: &'static str, stopped: Arc<AtomicBool>) -> Self {
        Self { what, stopped, shown: AtomicUsize::new(0) }
    }

    fn tell(&self, done: usize, of: usize) -> ControlFlow<()> {
        let cent = (done * 100).checked_div(of).unwrap_or(100);
        if self.shown.fetch_max(cent + 1, Relaxed) <= cent && io::stderr().is_terminal() {
            // What cannot be shown is no reason to stop.
            let _ = write!(io::stderr().lock(), "\r{} {cent} %", self.what);
        }
        match self.stopped.load(Relaxed) {
            true => ControlFlow::Break(()),
            false => ControlFlow::Continue(()),
        }
    }
}

impl Drop for Teller {
    fn drop(&mut self) {
        if io::stderr().is_terminal() && self.shown.load(Relaxed) > 0 {
            eprintln!();
        }
    }
}
