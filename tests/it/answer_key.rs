//! Imported interview sheets against an answer key made by hand: precision and recall of
//! mentions, ties, referrals and groups.
//!
//! The fictional municipality Lindvik is in the repository. `SAMKARTA_KEYS` names folders
//! of other sets (`known/` or tables, `sheets/`, `key/`), which are measured, too.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use samkarta::load::Package;
use samkarta::load::import::{self, Content, Import, Opened, Options};
use samkarta::load::mention::key_of;
use samkarta::load::sheet;
use samkarta::model::{MentionState, Network, Progress, Word};

use crate::fixture::root;

/// What was found and what should have been.
#[derive(Default)]
struct Score {
    hits: usize,
    found: usize,
    wanted: usize,
    wrong: Vec<String>,
    missed: Vec<String>,
}

impl Score {
    fn of(found: &BTreeSet<Vec<String>>, wanted: &BTreeSet<Vec<String>>) -> Self {
        let line = |row: &Vec<String>| row.join(" | ");
        Self {
            hits: found.intersection(wanted).count(),
            found: found.len(),
            wanted: wanted.len(),
            wrong: found.difference(wanted).map(line).collect(),
            missed: wanted.difference(found).map(line).collect(),
        }
    }

    fn precision(&self) -> f64 {
        self.hits as f64 / self.found.max(1) as f64
    }

    fn recall(&self) -> f64 {
        self.hits as f64 / self.wanted.max(1) as f64
    }
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (hits, found, wanted) = (self.hits, self.found, self.wanted);
        let (p, r) = (self.precision(), self.recall());
        write!(f, "precision {p:.3} ({hits}/{found})  recall {r:.3} ({hits}/{wanted})")
    }
}

fn rows(path: &Path) -> Vec<Vec<String>> {
    let mut reader = csv::Reader::from_path(path).unwrap();
    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

/// A set's sheets in what was known before.
struct Read {
    folder: PathBuf,
    base: Network,
    files: Vec<Opened>,
    import: Import,
    network: Network,
}

impl Read {
    fn new(folder: &Path) -> Self {
        let known = folder.join("known");
        let known = if known.is_dir() { known } else { folder.to_owned() };
        let base = Package::open(&known).unwrap().network;
        let mut paths: Vec<PathBuf> = fs::read_dir(folder.join("sheets"))
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .collect();
        paths.sort();
        let open = |path: &PathBuf| {
            let sheets = Content::Sheets(sheet::read(path).unwrap());
            Opened::new(path, &fs::read(path).unwrap(), sheets)
        };
        let files: Vec<Opened> = paths.iter().map(open).collect();
        let import = import::read(&files, &base, &Options::default(), &Progress::silent()).unwrap();
        let mut network = base.clone();
        import::merge(&mut network, import.draft.network.clone());
        Self { folder: folder.to_owned(), base, files, import, network }
    }

    fn key(&self, table: &str) -> Vec<Vec<String>> {
        rows(&self.folder.join("key").join(table))
    }

    /// An id as the key writes it: new names by their words.
    fn name(&self, id: &str) -> String {
        let base = &self.base;
        let known =
            base.actor(id).is_some() || base.forum(id).is_some() || base.group(id).is_some();
        match known || id == "public" {
            true => id.to_owned(),
            false => format!("new:{}", key_of(self.network.name_of(id))),
        }
    }

    fn file_of(&self, source: &str) -> String {
        let row = self.network.sources.iter().find(|row| row.id.as_str() == source).unwrap();
        row.file.clone().unwrap_or_default()
    }

    /// The interviews of each file, in the order of its rows.
    fn order(&self) -> BTreeMap<String, Vec<String>> {
        let mut order: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for row in &self.import.draft.network.interviews {
            let file = self.file_of(row.claims[0].source.as_str());
            order.entry(file).or_default().push(row.id.clone());
        }
        order
    }

    /// The same cell, the same target, and words of which one holds the other.
    fn mentions(&self) -> Score {
        let order = self.order();
        let headers: BTreeMap<&str, Vec<String>> =
            self.files.iter().map(|file| (file.name.as_str(), header(file))).collect();
        let mut ours: Vec<(Vec<String>, String)> = Vec::new();
        for row in &self.import.draft.network.mentions {
            if row.state == Some(MentionState::Doubtful) {
                continue;
            }
            let file = self.file_of(row.claims[0].source.as_str());
            let place = row.claims[0].place.rsplit('!').next().unwrap_or_default();
            let letters = place.trim_end_matches(|c: char| c.is_ascii_digit());
            let column = letters.bytes().fold(0, |n, b| n * 26 + usize::from(b - b'A' + 1)) - 1;
            let interview = row.interview.clone().unwrap_or_default();
            let number = order[&file].iter().position(|id| *id == interview).unwrap() + 1;
            let header = plain(&headers[file.as_str()][column]);
            let target = self.name(row.target.as_deref().unwrap_or_default());
            ours.push((vec![file, number.to_string(), header, target], row.text.to_lowercase()));
        }
        let mut score = Score { found: ours.len(), ..Score::default() };
        for row in self.key("mentions.csv") {
            score.wanted += 1;
            let cell = vec![row[0].clone(), row[1].clone(), plain(&row[2]), wanted_id(&row[4])];
            let words = plain(&row[3]).to_lowercase();
            let same = |(place, text): &(Vec<String>, String)| {
                *place == cell && (text.contains(&words) || words.contains(text.as_str()))
            };
            match ours.iter().position(same) {
                Some(at) => {
                    ours.swap_remove(at);
                    score.hits += 1;
                }
                None => score.missed.push(format!("{} „{}“", cell.join(" | "), row[3])),
            }
        }
        let line = |(cell, text): &(Vec<String>, String)| format!("{} „{text}“", cell.join(" | "));
        score.wrong = ours.iter().map(line).collect();
        score
    }

    fn ties(&self) -> Score {
        let found = self.network.ties.iter().map(|row| {
            let (from, to) = (self.name(row.from.as_str()), self.name(row.to.as_str()));
            let (kind, state) = (row.kind.unwrap().slug(), row.state.unwrap().slug());
            vec![from, to, kind.to_owned(), state.to_owned()]
        });
        let wanted = self.key("ties.csv").into_iter();
        let wanted =
            wanted.map(|r| vec![wanted_id(&r[0]), wanted_id(&r[1]), r[2].clone(), r[3].clone()]);
        Score::of(&found.collect(), &wanted.collect())
    }

    /// Who sends to whom; `whole` with group, gates and share.
    fn referrals(&self, whole: bool) -> Score {
        let sorted = |mut access: Vec<&str>| {
            access.sort_unstable();
            access.join("+")
        };
        let found = self.network.referrals.iter().map(|row| {
            let mut cells = vec![self.name(row.from.as_str()), self.name(row.to.as_str())];
            if whole {
                cells.push(row.group.as_ref().map_or(String::new(), |g| g.as_str().to_owned()));
                cells.push(sorted(row.access.0.iter().map(|access| access.slug()).collect()));
                cells.push(row.share.map_or(String::new(), |share| format!("{share:.2}")));
            }
            cells
        });
        let wanted = self.key("referrals.csv").into_iter().map(|r| {
            let mut cells = vec![wanted_id(&r[0]), wanted_id(&r[1])];
            if whole {
                cells.extend([r[2].clone(), sorted(r[3].split('+').collect())]);
                cells
                    .push(r[4].parse::<f64>().map_or(String::new(), |share| format!("{share:.2}")));
            }
            cells
        });
        Score::of(&found.collect(), &wanted.collect())
    }

    fn groups(&self) -> Score {
        let mut found = BTreeSet::new();
        for row in &self.network.services {
            for (groups, says) in [(&row.groups, "named"), (&row.excludes, "excluded")] {
                for group in groups {
                    let actor = self.name(row.actor.as_str());
                    found.insert(vec![actor, group.as_str().to_owned(), says.to_owned()]);
                }
            }
        }
        let wanted = self.key("eligibility.csv").into_iter();
        let wanted = wanted.map(|r| vec![wanted_id(&r[0]), r[1].clone(), r[2].clone()]);
        Score::of(&found, &wanted.collect())
    }

    /// Agreement ends, rhythms, plans.
    fn facts(&self) -> Score {
        let network = &self.network;
        let mut found = BTreeSet::new();
        let mut add = |what: &str, subject: String, value: String| {
            found.insert(vec![what.to_owned(), subject, value]);
        };
        for row in &network.agreements {
            for (party, ends) in row.parties.iter().zip(std::iter::repeat(&row.ends)) {
                if let Some(ends) = ends {
                    add("agreement_end", self.name(party.as_str()), ends.clone());
                }
            }
        }
        for row in &network.forums {
            if let (Some(min), Some(max)) = (row.meetings_per_year.min, row.meetings_per_year.max) {
                add("meetings_per_year", self.name(row.id.as_str()), span(min, max));
            }
        }
        for row in &network.ties {
            if let Some(n) = row.frequency {
                add("meetings_per_year", self.name(row.to.as_str()), span(n, n));
            }
        }
        for (file, ids) in self.order() {
            for (at, id) in ids.iter().enumerate() {
                let row = network.interviews.iter().find(|row| row.id == *id).unwrap();
                if let Some(plan) = &row.plan {
                    add("plan", format!("{file}:{}", at + 1), plan.clone());
                }
            }
        }
        let wanted = self.key("facts.csv").into_iter();
        let wanted = wanted.map(|r| vec![r[0].clone(), wanted_id(&r[1]), r[2].clone()]);
        Score::of(&found, &wanted.collect())
    }

    fn scores(&self) -> BTreeMap<&'static str, Score> {
        BTreeMap::from([
            ("mentions", self.mentions()),
            ("ties", self.ties()),
            ("referrals", self.referrals(false)),
            ("referrals, whole rows", self.referrals(true)),
            ("groups", self.groups()),
            ("facts", self.facts()),
        ])
    }
}

/// An id of the key, new names by their words.
fn wanted_id(id: &str) -> String {
    match id.strip_prefix("new:") {
        Some(name) => format!("new:{}", key_of(name)),
        None => id.to_owned(),
    }
}

fn header(file: &Opened) -> Vec<String> {
    match &file.content {
        Content::Sheets(sheets) => sheets[0].header.clone(),
        _ => Vec::new(),
    }
}

fn span(min: f64, max: f64) -> String {
    if min == max { format!("{min}") } else { format!("{min}-{max}") }
}

fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Prints the figures, and with `SAMKARTA_KEY_ERRORS` what is wrong and what is missed.
fn report(name: &str, scores: &BTreeMap<&'static str, Score>) {
    println!("{name}");
    for (what, score) in scores {
        println!("  {what:<24} {score}");
        if std::env::var_os("SAMKARTA_KEY_ERRORS").is_some() {
            score.wrong.iter().for_each(|line| println!("      wrong   {line}"));
            score.missed.iter().for_each(|line| println!("      missed  {line}"));
        }
    }
}

#[test]
fn lindvik_is_read_as_its_key_says() {
    let read = Read::new(&root().join("networks/exempel-lindvik"));
    let scores = read.scores();
    report("Lindvik (invented)", &scores);
    for receipt in &read.import.draft.receipts {
        assert!(receipt.rows.balance() && receipt.cells.balance(), "{}", receipt.file);
    }
    for (what, precision, recall) in [
        ("mentions", 0.95, 0.90),
        ("ties", 0.90, 0.85),
        ("referrals", 0.90, 0.85),
        ("groups", 0.90, 0.85),
    ] {
        let score = &scores[what];
        assert!(score.precision() >= precision, "{what}: {score}");
        assert!(score.recall() >= recall, "{what}: {score}");
    }
}

#[test]
fn other_sets_are_measured_where_they_are() {
    let folders = std::env::var("SAMKARTA_KEYS").unwrap_or_default();
    for folder in folders.split(':').filter(|folder| !folder.is_empty()) {
        report(folder, &Read::new(Path::new(folder)).scores());
    }
}
