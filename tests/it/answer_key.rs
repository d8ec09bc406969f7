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
use samkarta::model::{MentionState, Network, Word};

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

pub(crate) struct Set {
    import: Import,
    network: Network,
    scores: BTreeMap<&'static str, Score>,
}

fn rows(path: &Path) -> Vec<Vec<String>> {
    let mut reader = csv::Reader::from_path(path).unwrap();
    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

/// Imports a set's sheets into what was known before and compares with its key.
pub(crate) fn measured(folder: &Path) -> Set {
    let known =
        if folder.join("known").is_dir() { folder.join("known") } else { folder.to_owned() };
    let base = Package::open(&known).unwrap().network;
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder.join("sheets")).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let opened: Vec<Opened> = paths
        .iter()
        .map(|path| {
            Opened::new(path, &fs::read(path).unwrap(), Content::Sheets(sheet::read(path).unwrap()))
        })
        .collect();
    let import = import::read(&opened, &base, &Options::default());
    let mut network = base.clone();
    import::merge(&mut network, import.draft.network.clone());

    let name = |id: &str| match base.actor(id).is_some()
        || base.forum(id).is_some()
        || base.group(id).is_some()
        || id == "public"
    {
        true => id.to_owned(),
        false => format!("new:{}", key_of(network.name_of(id))),
    };
    let wanted_id = |id: &str| match id.strip_prefix("new:") {
        Some(name) => format!("new:{}", key_of(name)),
        None => id.to_owned(),
    };
    let key = |file: &str| rows(&folder.join("key").join(file));
    let mut scores = BTreeMap::new();

    // Mentions: the same cell, the same target, and words that share something.
    let headers: BTreeMap<&str, Vec<String>> =
        opened.iter().map(|file| (file.name.as_str(), header(file))).collect();
    let file_of = |source: &str| {
        let row = network.sources.iter().find(|row| row.id.as_str() == source).unwrap();
        row.file.clone().unwrap_or_default()
    };
    let mut order: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for row in &import.draft.network.interviews {
        order.entry(file_of(row.claims[0].source.as_str())).or_default().push(row.id.clone());
    }
    let mut ours: Vec<(Vec<String>, String)> = Vec::new();
    for row in &import.draft.network.mentions {
        if row.state == Some(MentionState::Doubtful) {
            continue;
        }
        let file = file_of(row.claims[0].source.as_str());
        let place = row.claims[0].place.rsplit('!').next().unwrap_or_default();
        let letters = place.trim_end_matches(|c: char| c.is_ascii_digit());
        let column = letters.bytes().fold(0, |n, b| n * 26 + usize::from(b - b'A' + 1)) - 1;
        let interview = row.interview.clone().unwrap_or_default();
        let number = order[&file].iter().position(|id| *id == interview).unwrap() + 1;
        let header = plain(&headers[file.as_str()][column]);
        let cell =
            vec![file, number.to_string(), header, name(row.target.as_deref().unwrap_or_default())];
        ours.push((cell, row.text.to_lowercase()));
    }
    let mut score = Score { found: ours.len(), ..Score::default() };
    for row in key("mentions.csv") {
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
    score.wrong =
        ours.iter().map(|(cell, text)| format!("{} „{text}“", cell.join(" | "))).collect();
    scores.insert("mentions", score);

    let n = &network;
    let ties = n.ties.iter().map(|row| {
        vec![
            name(row.from.as_str()),
            name(row.to.as_str()),
            row.kind.unwrap().slug().to_owned(),
            row.state.unwrap().slug().to_owned(),
        ]
    });
    let wanted = key("ties.csv")
        .into_iter()
        .map(|r| vec![wanted_id(&r[0]), wanted_id(&r[1]), r[2].clone(), r[3].clone()]);
    scores.insert("ties", Score::of(&ties.collect(), &wanted.collect()));

    let ways = |full: bool| {
        let found = n.referrals.iter().map(|row| {
            let mut cells = vec![name(row.from.as_str()), name(row.to.as_str())];
            if full {
                let mut access: Vec<&str> = row.access.0.iter().map(|a| a.slug()).collect();
                access.sort_unstable();
                cells.push(row.group.as_ref().map_or(String::new(), |g| g.as_str().to_owned()));
                cells.push(access.join("+"));
                cells.push(row.share.map_or(String::new(), |s| format!("{s:.2}")));
            }
            cells
        });
        let wanted = key("referrals.csv").into_iter().map(|r| {
            let mut cells = vec![wanted_id(&r[0]), wanted_id(&r[1])];
            if full {
                let mut access: Vec<&str> = r[3].split('+').collect();
                access.sort_unstable();
                cells.extend([r[2].clone(), access.join("+")]);
                cells.push(r[4].parse::<f64>().map_or(String::new(), |s| format!("{s:.2}")));
            }
            cells
        });
        Score::of(&found.collect(), &wanted.collect())
    };
    scores.insert("referrals", ways(false));
    scores.insert("referrals, whole rows", ways(true));

    let mut found = BTreeSet::new();
    for row in &n.services {
        for group in &row.groups {
            found.insert(vec![
                name(row.actor.as_str()),
                group.as_str().to_owned(),
                "named".to_owned(),
            ]);
        }
        for group in &row.excludes {
            found.insert(vec![
                name(row.actor.as_str()),
                group.as_str().to_owned(),
                "excluded".to_owned(),
            ]);
        }
    }
    let wanted = key("eligibility.csv")
        .into_iter()
        .map(|r| vec![wanted_id(&r[0]), r[1].clone(), r[2].clone()]);
    scores.insert("groups", Score::of(&found, &wanted.collect()));

    let mut found = BTreeSet::new();
    for row in &n.agreements {
        for party in &row.parties {
            if let Some(ends) = &row.ends {
                found.insert(vec!["agreement_end".to_owned(), name(party.as_str()), ends.clone()]);
            }
        }
    }
    for row in &n.forums {
        if let (Some(min), Some(max)) = (row.meetings_per_year.min, row.meetings_per_year.max) {
            found.insert(vec![
                "meetings_per_year".to_owned(),
                name(row.id.as_str()),
                span(min, max),
            ]);
        }
    }
    for row in &n.ties {
        if let Some(n) = row.frequency {
            found.insert(vec!["meetings_per_year".to_owned(), name(row.to.as_str()), span(n, n)]);
        }
    }
    for (file, ids) in &order {
        for (at, id) in ids.iter().enumerate() {
            let row = n.interviews.iter().find(|row| row.id == *id).unwrap();
            if let Some(plan) = &row.plan {
                found.insert(vec!["plan".to_owned(), format!("{file}:{}", at + 1), plan.clone()]);
            }
        }
    }
    let wanted =
        key("facts.csv").into_iter().map(|r| vec![r[0].clone(), wanted_id(&r[1]), r[2].clone()]);
    scores.insert("facts", Score::of(&found, &wanted.collect()));
    Set { import, network, scores }
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

pub(crate) fn report(name: &str, set: &Set) {
    println!("{name}");
    for (what, score) in &set.scores {
        println!("  {what:<24} {score}");
        if std::env::var_os("SAMKARTA_KEY_ERRORS").is_some() {
            score.wrong.iter().for_each(|line| println!("      wrong   {line}"));
            score.missed.iter().for_each(|line| println!("      missed  {line}"));
        }
    }
}

#[test]
fn lindvik_is_read_as_its_key_says() {
    let set = measured(&root().join("networks/exempel-lindvik"));
    report("Lindvik (fictional)", &set);
    for receipt in &set.import.draft.receipts {
        assert!(receipt.rows.balance() && receipt.cells.balance(), "{}", receipt.file);
    }
    let _ = &set.network;
    for (what, precision, recall) in [("mentions", 0.95, 0.90), ("ties", 0.90, 0.85)] {
        let score = &set.scores[what];
        assert!(score.precision() >= precision, "{what}: {score}");
        assert!(score.recall() >= recall, "{what}: {score}");
    }
}

#[test]
fn other_sets_are_measured_where_they_are() {
    for folder in
        std::env::var("SAMKARTA_KEYS").unwrap_or_default().split(':').filter(|f| !f.is_empty())
    {
        report(folder, &measured(Path::new(folder)));
    }
}
