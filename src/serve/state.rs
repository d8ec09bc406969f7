//! The networks a server holds, and answers computed once.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError, RwLock};

use crate::compare::{compare, union};
use crate::export::{csv as tables, json};
use crate::findings::Analysis;
use crate::graph::Graph;
use crate::link::{self, Settled, matches, settled};
use crate::load::Package;
use crate::measure::{Options, Parameters, measures};
use crate::model::{self, Date, Function, Network, Verdict};
use crate::whatif::Ground;

/// The networks of a server, in the order in which they were named.
#[derive(Clone, Default)]
pub struct State {
    open: Arc<RwLock<Vec<Arc<Open>>>>,
    /// The program that reads workbooks of strangers; none in tests.
    program: Option<Arc<Path>>,
    /// The day from which ends are seen.
    as_of: Option<Date>,
    collection: Arc<Kept>,
    /// What day it is.
    clock: Option<fn() -> Option<Date>>,
    /// Held while somebody reads a package from disk to write it.
    writing: Arc<Mutex<()>>,
    pairs: Arc<Mutex<Pairs>>,
}

/// By the ids of the older and the newer network.
type Pairs = BTreeMap<(String, String), Arc<Pair>>;

/// Answers about an older and a newer network.
#[derive(Default)]
struct Pair {
    comparison: Kept,
    layout: Kept,
}

/// A network that is open: its package and answers already given.
pub(super) struct Open {
    pub id: String,
    as_of: Option<Date>,
    /// The network as its verdicts make it: positions aside, it does not change.
    settled: Settled,
    /// The package as its tables are, before its verdicts.
    package: Mutex<Package>,
    alike: Arc<Alike>,
    duplicates: Kept,
    shape: Kept,
    coverage: Kept,
    findings: Kept,
    measures: Kept,
    /// The same as rows of CSV.
    figures: Kept,
    spread: Kept,
    layout: Kept,
    routes: Mutex<BTreeMap<(usize, Function), Arc<str>>>,
    /// The analysis on which changes are tried.
    ground: OnceLock<Ground>,
}

/// Pairs of records that may be the same, whatever was ruled on them: made once, and kept
/// while only verdicts change.
type Alike = OnceLock<Vec<link::Pair>>;

/// JSON text, or why there is none.
pub(super) type Text = Result<Arc<str>, serde_json::Error>;

impl State {
    /// A server's state from loaded packages. Two of the
    /// same id get numbers; a folder named twice is opened once.
    pub fn new(packages: Vec<Package>, as_of: Option<Date>) -> Self {
        let mut open: Vec<Open> = Vec::new();
        let mut folders = Vec::new();
        for package in packages {
            // Two packages on one folder would overwrite each other's rows.
            if let Ok(folder) = package.folder.canonicalize() {
                if folders.contains(&folder) {
                    continue;
                }
                folders.push(folder);
            }
            let base = package.network.id.clone();
            let mut id = base.clone();
            let mut n = 1;
            while open.iter().any(|other| other.id == id) {
                n += 1;
                id = format!("{base}-{n}");
            }
            open.push(Open::new(id, package, as_of, Arc::default()));
        }
        let open = open.into_iter().map(Arc::new).collect();
        Self { open: Arc::new(RwLock::new(open)), as_of, ..Self::default() }
    }

    /// The same with a program that reads workbooks in a process of its own.
    pub fn with_program(self, program: Option<PathBuf>) -> Self {
        Self { program: program.map(Into::into), ..self }
    }

    /// The same with a clock, for the dates of verdicts; else they bear the day from which
    /// ends are seen.
    pub fn with_clock(self, clock: fn() -> Option<Date>) -> Self {
        Self { clock: Some(clock), ..self }
    }

    pub(super) fn today(&self) -> Option<Date> {
        self.clock.map_or(self.as_of, |clock| clock())
    }

    /// The day from which what is to be done lies ahead: today, or the day from which ends
    /// are seen when that is later.
    pub(super) fn ahead_from(&self) -> Option<Date> {
        self.today().max(self.as_of)
    }

    pub(super) fn program(&self) -> Option<&Path> {
        self.program.as_deref()
    }

    /// Waits until nobody else reads a package to write it.
    pub(super) fn writing(&self) -> MutexGuard<'_, ()> {
        lock(&self.writing)
    }

    /// Puts a network as it now is on disk in the place of the one that was open.
    pub(super) fn reopen(&self, id: &str, package: Package) {
        let mut open = self.open.write().unwrap_or_else(PoisonError::into_inner);
        if let Some(slot) = open.iter_mut().find(|open| open.id == id) {
            let same = same_ground(&lock(&slot.package).network, &package.network);
            let alike = if same { slot.alike.clone() } else { Arc::default() };
            *slot = Arc::new(Open::new(id.to_owned(), package, self.as_of, alike));
        }
        self.collection.forget();
        lock(&self.pairs).clear();
    }

    /// Makes the answers that a first page asks for, so that they are ready.
    pub fn prepare(&self) {
        for open in self.all() {
            let _ = (open.shape(), open.layout(), open.coverage());
        }
    }

    pub(super) fn all(&self) -> Vec<Arc<Open>> {
        self.open.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(super) fn find(&self, id: &str) -> Option<Arc<Open>> {
        self.all().into_iter().find(|open| open.id == id)
    }

    /// The collection table of all open networks.
    pub(super) fn collection(&self) -> Text {
        self.collection.get(|| {
            let all = self.all();
            let graphs: Vec<Graph> = all.iter().map(|o| Graph::new(o.network())).collect();
            let analyses: Vec<Analysis> = graphs.iter().map(|g| analysis(g, self.as_of)).collect();
            let mut table = json::collection(&analyses);
            for (listed, open) in table.networks.iter_mut().zip(&all) {
                listed.id.clone_from(&open.id);
            }
            json::line(&table)
        })
    }

    fn pair(&self, old: &Open, new: &Open) -> Arc<Pair> {
        let key = (old.id.clone(), new.id.clone());
        lock(&self.pairs).entry(key).or_default().clone()
    }

    /// An older network compared with a newer one.
    pub(super) fn comparison(&self, old: &Open, new: &Open) -> Text {
        self.pair(old, new).comparison.get(|| {
            let (before, after) = (Graph::new(old.network()), Graph::new(new.network()));
            let (before, after) = (analysis(&before, self.as_of), analysis(&after, self.as_of));
            let mut made = json::comparison(&compare(&before, &after), &before, &after);
            made.old.id.clone_from(&old.id);
            made.new.id.clone_from(&new.id);
            json::line(&made)
        })
    }

    /// Both networks on the positions of their union.
    pub(super) fn sides(&self, old: &Open, new: &Open) -> Text {
        self.pair(old, new).layout.get(|| {
            let (before, after) = (old.network(), new.network());
            let whole = union(before, after, &matches(before, after));
            let made = json::sides(&whole, before, after);
            json::line(&made.map_err(serde::ser::Error::custom)?)
        })
    }
}

fn analysis<'a>(graph: &'a Graph<'a>, as_of: Option<Date>) -> Analysis<'a> {
    Analysis::new(graph, Parameters::default()).seen_from(as_of)
}

impl Open {
    fn new(id: String, package: Package, as_of: Option<Date>, alike: Arc<Alike>) -> Self {
        Self {
            id,
            as_of,
            settled: settled(&package.network),
            package: Mutex::new(package),
            alike,
            duplicates: Kept::default(),
            shape: Kept::default(),
            coverage: Kept::default(),
            findings: Kept::default(),
            measures: Kept::default(),
            figures: Kept::default(),
            spread: Kept::default(),
            layout: Kept::default(),
            routes: Mutex::new(BTreeMap::new()),
            ground: OnceLock::new(),
        }
    }

    /// With the network's analysis; coverage is computed once.
    fn analysed<T>(&self, with: impl FnOnce(&Analysis) -> T) -> T {
        let graph = Graph::new(self.network());
        with(&Analysis::with(&graph, self.ground().coverage.clone()).seen_from(self.as_of))
    }

    /// The network analysed as it is, once.
    pub fn ground(&self) -> &Ground {
        self.ground.get_or_init(|| {
            Ground::new(self.network().clone(), Parameters::default(), self.as_of, &[])
        })
    }

    pub fn shape(&self) -> Text {
        self.shape.get(|| json::line(&json::network(&Graph::new(self.network()))))
    }

    pub fn coverage(&self) -> Text {
        self.coverage.get(|| self.analysed(|analysis| json::line(&json::cells(analysis))))
    }

    pub fn findings(&self) -> Text {
        self.findings.get(|| self.analysed(|analysis| json::line(&json::findings(analysis, &[]))))
    }

    pub fn measures(&self) -> Text {
        self.measures.get(|| {
            let graph = Graph::new(self.network());
            json::line(&json::measures(&measures(&graph, Options::default()), &[]))
        })
    }

    /// The measures as CSV: those of a scope, or all when it is empty.
    pub fn figures(&self, of: &str) -> Result<String, serde_json::Error> {
        let all = self.figures.get(|| {
            let graph = Graph::new(self.network());
            let rows = tables::figures(&measures(&graph, Options::default()), &[]);
            let rows = rows.map_err(serde::ser::Error::custom)?;
            Ok(String::from_utf8_lossy(&rows).into_owned())
        })?;
        // One figure a line: no id has a line end.
        let start = format!("{of},");
        let wanted =
            |(at, line): &(usize, &str)| *at == 0 || of.is_empty() || line.starts_with(&start);
        Ok(all.split_inclusive('\n').enumerate().filter(wanted).map(|(_, line)| line).collect())
    }

    /// The title of a finding.
    pub fn title_of(&self, finding: &str) -> Option<model::Text> {
        let found = self.analysed(|analysis| analysis.every(&[]));
        found.into_iter().find(|found| found.id == finding).map(|found| found.title)
    }

    pub fn decisions(&self) -> Text {
        let found = self.analysed(|analysis| analysis.every(&[]));
        Ok(json::line(&json::decisions(self.network(), &found, self.as_of))?.into())
    }

    pub fn spread(&self) -> Text {
        self.spread.get(|| json::line(&json::spread(&Graph::new(self.network()))))
    }

    pub fn routes(&self, group: usize, function: Function) -> Text {
        let key = (group, function);
        if let Some(text) = lock(&self.routes).get(&key) {
            return Ok(text.clone());
        }
        let made =
            self.analysed(|analysis| json::line(&json::routes(analysis, group, function)))?;
        let text: Arc<str> = made.into();
        lock(&self.routes).insert(key, text.clone());
        Ok(text)
    }

    pub fn layout(&self) -> Text {
        self.layout.get(|| {
            let now = settled(&lock(&self.package).network).network.positions;
            let network = Network { positions: now, ..self.network().clone() };
            let made = json::layout(&Graph::new(&network));
            json::line(&made.map_err(serde::ser::Error::custom)?)
        })
    }

    /// The network as its verdicts make it, which is what is analysed and shown.
    pub fn network(&self) -> &Network {
        &self.settled.network
    }

    /// Pairs and verdicts, with the verdicts that a change took the place of.
    pub fn duplicates(&self, replaced: &[Verdict]) -> Text {
        let told = || {
            let ground = self.package().network;
            let pairs = self.alike.get_or_init(|| {
                link::duplicates(&Network { verdicts: Vec::new(), ..ground.clone() })
            });
            json::line(&json::duplicates(&ground, pairs, &self.settled, replaced))
        };
        match replaced {
            [] => self.duplicates.get(told),
            _ => Ok(told()?.into()),
        }
    }

    /// Ids of the records that became the one with this id, its own among them.
    pub fn cluster(&self, id: &str) -> Vec<String> {
        let merged = self.settled.merged.iter().filter(|merged| merged.id == id);
        let others = merged.flat_map(|merged| merged.absorbed.iter().cloned());
        std::iter::once(id.to_owned()).chain(others).collect()
    }

    /// The package as it is now.
    pub fn package(&self) -> Package {
        lock(&self.package).clone()
    }

    /// Changes the package; the layout is made anew after it.
    pub fn change<T>(&self, with: impl FnOnce(&mut Package) -> T) -> T {
        let result = with(&mut lock(&self.package));
        self.layout.forget();
        result
    }
}

/// An answer that is made once; a second asker waits for the first.
#[derive(Default)]
struct Kept(Mutex<Option<Arc<str>>>);

impl Kept {
    fn get(&self, make: impl FnOnce() -> Result<String, serde_json::Error>) -> Text {
        let mut kept = lock(&self.0);
        if let Some(text) = kept.as_ref() {
            return Ok(text.clone());
        }
        let text: Arc<str> = make()?.into();
        *kept = Some(text.clone());
        Ok(text)
    }

    fn forget(&self) {
        *lock(&self.0) = None;
    }
}

/// Whether two networks differ in nothing that makes records alike.
fn same_ground(one: &Network, other: &Network) -> bool {
    let bare = |network: &Network| Network {
        verdicts: Vec::new(),
        positions: Vec::new(),
        decisions: Vec::new(),
        digest: None,
        ..network.clone()
    };
    bare(one) == bare(other)
}

/// A lock that a panicking request cannot spoil: each value is set whole.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
