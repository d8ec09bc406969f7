//! `samkarta whatif`: findings before and after a change.

use std::io::{IsTerminal, Write, stderr};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;

use clap::ValueEnum;

use super::analyse::{Seen, constants, known_rules, parameters};
use super::structure::stop_at_interrupt;
use super::table::aligned;
use super::{Stop, open_settled, print};
use crate::export::{csv, json};
use crate::load::problem::Problem;
use crate::load::scenario::{all_in, open, to_toml};
use crate::model::Progress;
use crate::model::number::fixed;
use crate::model::text::{Word, count};
use crate::model::{Lang, Scenario, Text};
use crate::store::scenarios::{self, IfThere, ScenarioError};
use crate::whatif::{Best, Difference, Gap, Ground, Trial, Turn, best, say, summary};

/// Pröva ändringar: vilka iakttagelser stängs, öppnas och ändras; utan ändringar: visa
/// sparade scenarier (try changes: which findings close, open and change; without any:
/// show saved scenarios)
#[derive(clap::Args)]
pub(super) struct Args {
    /// Nätverkets mapp (the network's folder)
    network: PathBuf,
    /// Filer med ändringar (.toml) eller sparade scenariers namn eller id; flera jämförs
    /// sida vid sida (files of changes, or names or ids of saved scenarios; several are
    /// compared)
    #[arg(value_name = "ÄNDRING.toml|SCENARIO")]
    changes: Vec<String>,
    /// Bara iakttagelser av denna regel; kan upprepas (findings of this rule only; may be
    /// repeated)
    #[arg(long = "rule", value_name = "REGEL")]
    rules: Vec<String>,
    /// Utformat (output format)
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
    /// Spara ändringarna i nätverket som scenario med detta namn (save the changes in the
    /// network as a scenario of this name)
    #[arg(long, value_name = "NAMN", conflicts_with_all = ["best", "forget"])]
    save: Option<String>,
    /// Ersätt det sparade scenario som har namnet; utan: inget sparas när namnet är taget
    /// (take the place of the saved scenario of that name; without: nothing is saved when
    /// the name is taken)
    #[arg(long, requires = "save")]
    replace: bool,
    /// Ta bort ett sparat scenario, med namn eller id (remove a saved scenario, by name or id)
    #[arg(long, value_name = "SCENARIO", conflicts_with_all = ["best", "changes"])]
    forget: Option<String>,
    /// Sök de K enskilda ändringar, 1–5, som stänger mest, ovanpå de angivna (find the K
    /// single changes, 1 to 5, that close most, on top of those given)
    #[arg(long, value_name = "K", value_parser = clap::value_parser!(u8).range(1..=5))]
    best: Option<u8>,
    /// Ändra en konstant, t.ex. gate=0.5 (set a constant)
    #[arg(long = "set", value_name = "NAMN=TAL")]
    set: Vec<String>,
    #[command(flatten)]
    seen: Seen,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Text i terminalen (text)
    Table,
    /// JSON
    Json,
    /// CSV
    Csv,
}

pub(super) fn run(args: &Args, lang: Lang) -> Result<(), Stop> {
    let parameters = parameters(&args.set, lang)?;
    let rules: Vec<&str> = args.rules.iter().map(String::as_str).collect();
    known_rules(&rules, lang)?;
    let day = args.seen.day(lang)?;
    let network = open_settled(&args.network, lang)?;
    if let Some(said) = &args.forget {
        return forget(&args.network, said, lang);
    }
    let wanted: Vec<Scenario> = args
        .changes
        .iter()
        .map(|said| scenario(&args.network, said, lang))
        .collect::<Result<_, _>>()?;
    if args.save.is_some() && wanted.len() != 1 {
        return Err(Stop::Usage(match lang {
            Lang::Sv => "ange en enda fil med ändringar tillsammans med --save".to_owned(),
            Lang::En => "name one file of changes with --save".to_owned(),
        }));
    }
    if wanted.is_empty() && args.best.is_none() {
        return listed(args, &network, lang);
    }
    let ground = Ground::new(network, parameters, Some(day), &rules);
    if args.format == Format::Table {
        eprintln!("{} as_of={day}", constants(&parameters, lang));
    }
    if let Some(k) = args.best {
        let start: Vec<_> = wanted.iter().flat_map(|s| s.changes.iter().cloned()).collect();
        return improve(&ground, &start, usize::from(k), args.format, lang);
    }
    let mut trials: Vec<(Scenario, Trial)> = Vec::new();
    for (scenario, said) in wanted.into_iter().zip(&args.changes) {
        let trial = ground.try_out(&scenario.changes).map_err(|mut problems| {
            problems.iter_mut().for_each(|problem| problem.file.clone_from(said));
            bad(&problems, lang)
        })?;
        trials.push((scenario, trial));
    }
    // Before anything is shown: who may not save is told at once.
    if let (Some(name), Some((first, _))) = (&args.save, trials.first()) {
        save(args, name, first, lang)?;
    }
    match args.format {
        Format::Json => {
            let made: Vec<json::WhatIf> =
                trials.iter().map(|(tried, trial)| json::what_if(&ground, tried, trial)).collect();
            print(&json::text(&made)?)
        }
        Format::Csv => print(&rows(&trials, lang)?),
        Format::Table => {
            for (scenario, trial) in &trials {
                print(&page(&ground, scenario, trial, lang))?;
            }
            match trials.len() {
                1 => Ok(()),
                _ => print(&side_by_side(&trials, lang)),
            }
        }
    }
}

/// A saved scenario, or a file of changes. What is written as a path is that file, if it is
/// there.
fn scenario(network: &Path, said: &str, lang: Lang) -> Result<Scenario, Stop> {
    let file = Path::new(said);
    let is_path = said.contains(['/', '\\']) || file.extension().is_some_and(|end| end == "toml");
    let path = match scenarios::find(network, said) {
        _ if is_path && file.is_file() => file.to_owned(),
        Ok(saved) => saved.path,
        Err(ScenarioError::Unknown { .. }) if is_path || file.is_file() => file.to_owned(),
        Err(error) => return Err(Stop::Usage(error.say().get(lang).to_owned())),
    };
    open(&path).map_err(|problems| match path.is_file() {
        true => bad(&problems, lang),
        false => Stop::Usage(rendered(&problems, lang)),
    })
}

fn rendered(problems: &[Problem], lang: Lang) -> String {
    problems.iter().map(|problem| problem.render(lang)).collect()
}

fn bad(problems: &[Problem], lang: Lang) -> Stop {
    Stop::Data(rendered(problems, lang))
}

fn listed(args: &Args, network: &crate::model::Network, lang: Lang) -> Result<(), Stop> {
    let (all, unread) = all_in(&args.network);
    if args.format == Format::Json {
        return print(&json::text(&json::scenarios(network, &all, &unread))?);
    }
    eprint!("{}", rendered(&unread, lang));
    if all.is_empty() {
        eprintln!(
            "{}",
            match lang {
                Lang::Sv => "inga sparade scenarier; skriv en fil med ändringar: docs/whatif.md",
                Lang::En => "no saved scenarios; write a file of changes: docs/whatif.md",
            }
        );
    }
    for scenario in all {
        print(&format!("{}: {}\n", scenario.id, scenario.name))?;
        for change in &scenario.changes {
            print(&format!("  - {}\n", say(network, change).get(lang)))?;
        }
    }
    Ok(())
}

fn save(args: &Args, name: &str, tried: &Scenario, lang: Lang) -> Result<(), Stop> {
    let name = name.trim();
    let scenario = Scenario { name: name.to_owned(), ..tried.clone() };
    let there = if args.replace { IfThere::Replace } else { IfThere::Refuse };
    let saved = scenarios::save(&args.network, name, &scenario, there).map_err(|error| {
        let next = match error {
            ScenarioError::Taken(_) => Text::new(
                "Lägg till --replace för att ersätta det, eller välj ett annat namn.",
                "Add --replace to take its place, or choose another name.",
            ),
            _ => Text::default(),
        };
        Stop::Usage(error.say().and(next).get(lang).to_owned())
    })?;
    match lang {
        Lang::Sv => eprintln!("sparat: {}", saved.path.display()),
        Lang::En => eprintln!("saved: {}", saved.path.display()),
    }
    Ok(())
}

fn forget(network: &Path, said: &str, lang: Lang) -> Result<(), Stop> {
    let stopped = |error: ScenarioError| Stop::Usage(error.say().get(lang).to_owned());
    let saved = scenarios::find(network, said).map_err(stopped)?;
    scenarios::remove(network, &saved).map_err(stopped)?;
    match lang {
        Lang::Sv => eprintln!("borttaget: {} (id {})", saved.name, saved.id),
        Lang::En => eprintln!("removed: {} (id {})", saved.name, saved.id),
    }
    Ok(())
}

fn page(ground: &Ground, scenario: &Scenario, trial: &Trial, lang: Lang) -> String {
    let mut text = format!("{}\n{}\n", scenario.name, "=".repeat(scenario.name.chars().count()));
    if let Some(note) = &scenario.note {
        text.push_str(&format!("{note}\n"));
    }
    for change in &scenario.changes {
        text.push_str(&format!("- {}\n", say(&ground.network, change).get(lang)));
    }
    for follows in &trial.applied.consequences {
        text.push_str(&format!("  {}\n", follows.get(lang)));
    }
    text.push_str(&format!("\n{}\n", summary(trial).get(lang)));
    for turn in Turn::ALL {
        let of: Vec<&Difference> = trial.differences.iter().filter(|d| d.turn == *turn).collect();
        if of.is_empty() {
            continue;
        }
        text.push_str(&format!("\n{} ({})\n", turn.label().get(lang), of.len()));
        for difference in of {
            text.push_str(&both(difference, lang));
        }
    }
    text.push('\n');
    text
}

/// A finding before and after.
fn both(difference: &Difference, lang: Lang) -> String {
    let [was, would] = match lang {
        Lang::Sv => ["före", "efter"],
        Lang::En => ["before", "after"],
    };
    let one = |finding: &crate::findings::Finding| {
        let number = |value| fixed(value, 2, lang);
        let (low, high) = (number(finding.score.0), number(finding.score.1));
        let score = if low == high { low } else { format!("{low}–{high}") };
        let severity = finding.severity.label();
        format!(
            "{} [{}, {score}]\n      {}\n",
            finding.title.get(lang),
            severity.get(lang),
            finding.text.get(lang)
        )
    };
    match (&difference.before, &difference.after) {
        (Some(before), Some(after)) => {
            format!("- {was}: {}  {would}: {}", one(before), one(after))
        }
        (Some(finding), None) | (None, Some(finding)) => format!("- {}", one(finding)),
        (None, None) => String::new(),
    }
}

/// Scenarios beside each other: their figures, then what each does to each finding.
fn side_by_side(trials: &[(Scenario, Trial)], lang: Lang) -> String {
    let say = |sv: &'static str, en: &'static str| if lang == Lang::Sv { sv } else { en };
    let mut header = vec!["", say("nu", "now")];
    header.extend(trials.iter().map(|(scenario, _)| scenario.name.as_str()));
    let now = trials.first().map(|(_, trial)| trial.before).unwrap_or_default();
    let figure = |label: &str, now: String, of: &dyn Fn(&Trial) -> String| {
        let mut row = vec![label.to_owned(), now];
        row.extend(trials.iter().map(|(_, trial)| of(trial)));
        row
    };
    let number = |value: f64| fixed(value, 2, lang);
    let mut rows = vec![
        figure(
            say("luckor i hjälpen (rutor)", "gaps in help (boxes)"),
            now.holes.to_string(),
            &|trial| trial.after.holes.to_string(),
        ),
        figure(
            say("hänger på en aktör (rutor)", "hang on one actor (boxes)"),
            now.fragile.to_string(),
            &|trial| trial.after.fragile.to_string(),
        ),
        figure(
            say("sammanlagd brist (i rutor)", "total shortfall (in boxes)"),
            number(now.missing),
            &|trial| number(trial.after.missing),
        ),
    ];
    for turn in Turn::ALL {
        rows.push(figure(turn.label().get(lang), String::new(), &|trial| {
            trial.differences.iter().filter(|d| d.turn == *turn).count().to_string()
        }));
    }
    let mut seen: Vec<(&str, &Text)> = Vec::new();
    for difference in trials.iter().flat_map(|(_, trial)| &trial.differences) {
        let finding = difference.before.as_ref().or(difference.after.as_ref());
        if let Some(finding) = finding
            && !seen.iter().any(|(id, _)| *id == finding.id)
        {
            seen.push((&finding.id, &finding.title));
        }
    }
    for (id, title) in seen {
        rows.push(figure(title.get(lang), String::new(), &|trial| {
            let is = |d: &&Difference| {
                d.before.as_ref().or(d.after.as_ref()).is_some_and(|finding| finding.id == id)
            };
            let found = trial.differences.iter().find(is);
            found.map_or_else(|| "–".to_owned(), |d| d.turn.label().get(lang).to_owned())
        }));
    }
    aligned(&header, &rows)
}

fn rows(trials: &[(Scenario, Trial)], lang: Lang) -> Result<String, Stop> {
    let header = [
        "scenario",
        "finding",
        "rule",
        "fate",
        "severity_before",
        "severity_after",
        "low_before",
        "high_before",
        "low_after",
        "high_after",
        "title_before",
        "title_after",
    ];
    let mut rows: Vec<Vec<String>> = Vec::new();
    for (scenario, trial) in trials {
        for difference in &trial.differences {
            let sides = [&difference.before, &difference.after];
            let Some(finding) = sides.iter().find_map(|side| side.as_ref()) else { continue };
            let cell = |of: &dyn Fn(&crate::findings::Finding) -> String| {
                sides.map(|side| side.as_ref().map_or_else(String::new, of))
            };
            let severity = cell(&|f| f.severity.slug().to_owned());
            let (low, high) =
                (cell(&|f| format!("{:.4}", f.score.0)), cell(&|f| format!("{:.4}", f.score.1)));
            let title = cell(&|f| f.title.get(lang).to_owned());
            let mut row = vec![scenario.name.clone(), finding.id.clone()];
            row.extend([finding.rule.to_owned(), difference.turn.slug().to_owned()]);
            row.extend(severity);
            row.extend([low[0].clone(), high[0].clone(), low[1].clone(), high[1].clone()]);
            row.extend(title);
            rows.push(row);
        }
    }
    Ok(String::from_utf8_lossy(&csv::table(&header, &rows)?).into_owned())
}

/// The changes that close most, with the exact value of each.
fn improve(
    ground: &Ground,
    start: &[crate::model::Change],
    k: usize,
    format: Format,
    lang: Lang,
) -> Result<(), Stop> {
    let shows = stderr().is_terminal();
    let stopped = stop_at_interrupt();
    let told = |done: usize, all: usize| {
        if shows && (done.is_multiple_of(16) || done == all) {
            let end = if done == all { "\r\x1b[K" } else { "" };
            eprint!("\r{done}/{all}{end}");
            let _ = stderr().flush();
        }
        match stopped.load(Ordering::Relaxed) {
            true => ControlFlow::Break(()),
            false => ControlFlow::Continue(()),
        }
    };
    let found =
        best(ground, start, k, Progress::new(&told)).map_err(|problems| bad(&problems, lang))?;
    let made = json::best(ground, &found, k);
    match format {
        Format::Json => print(&json::text(&made)?),
        Format::Csv => {
            let header = ["step", "change", "holes", "fragile", "missing", "toml"];
            let rows: Vec<Vec<String>> = found
                .steps
                .iter()
                .enumerate()
                .map(|(n, step)| {
                    let Gap { holes, fragile, missing } = step.after;
                    vec![
                        (n + 1).to_string(),
                        say(&step.network, &step.change).get(lang).to_owned(),
                        holes.to_string(),
                        fragile.to_string(),
                        format!("{missing:.4}"),
                        to_toml(&alone(&step.change)),
                    ]
                })
                .collect();
            print(&String::from_utf8_lossy(&csv::table(&header, &rows)?))
        }
        Format::Table => print(&steps(&found, &made, lang)),
    }
}

fn alone(change: &crate::model::Change) -> Scenario {
    Scenario { changes: vec![change.clone()], ..Scenario::default() }
}

fn steps(found: &Best, made: &json::Best, lang: Lang) -> String {
    let figures = |gap: Gap| {
        let missing = fixed(gap.missing, 2, lang);
        match lang {
            Lang::Sv => {
                format!(
                    "{} luckor, {} rutor hänger på en aktör, sammanlagd brist {missing} rutor",
                    gap.holes, gap.fragile
                )
            }
            Lang::En => {
                format!(
                    "{} gaps, {} boxes hang on one actor, total shortfall {missing} boxes",
                    gap.holes, gap.fragile
                )
            }
        }
    };
    let word = |sv: &'static str, en: &'static str| if lang == Lang::Sv { sv } else { en };
    let mut text = match lang {
        Lang::Sv => {
            let tried = count(found.candidates, "ändring prövad", "ändringar prövade");
            format!("Nu: {} ({tried})\n", figures(found.before))
        }
        Lang::En => {
            let tried = count(found.candidates, "change tried", "changes tried");
            format!("Now: {} ({tried})\n", figures(found.before))
        }
    };
    for (n, step) in found.steps.iter().enumerate() {
        let said = say(&step.network, &step.change);
        text.push_str(&format!("\n{}. {}\n   → {}\n", n + 1, said.get(lang), figures(step.after)));
        for (label, turns) in [
            (word("stänger", "closes"), [Turn::Closed].as_slice()),
            (word("bättre", "better"), &[Turn::Better]),
            (word("värre", "worse"), &[Turn::Worse, Turn::Opened]),
        ] {
            for difference in step.differences.iter().filter(|d| turns.contains(&d.turn)) {
                let sides = [&difference.before, &difference.after].into_iter().flatten();
                let titles: Vec<&str> = sides.map(|finding| finding.title.get(lang)).collect();
                text.push_str(&format!("   {label}: {}\n", titles.join(" → ")));
            }
        }
    }
    if let Some(why) = &made.why {
        text.push_str(&format!("\n{}\n", if lang == Lang::Sv { &why.sv } else { &why.en }));
    }
    if !found.steps.is_empty() {
        let changes = found.steps.iter().map(|step| step.change.clone()).collect();
        let name = word("De ändringar som stänger mest", "The changes that close most");
        let whole = Scenario { name: name.to_owned(), changes, ..Scenario::default() };
        let as_file = word("Som fil att pröva och spara", "As a file to try and save");
        text.push_str(&format!("\n# {as_file}:\n{}", to_toml(&whole)));
    }
    text
}
