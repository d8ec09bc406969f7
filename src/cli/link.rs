//! `samkarta link`: records that may be the same, and verdicts on them.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use clap::ValueEnum;

use super::analyse::today;
use super::table::aligned;
use super::{Stop, link_names, open_warning, print};
use crate::export::{csv, json};
use crate::link::{Pair, duplicates, settled};
use crate::load::Package;
use crate::model::text::list;
use crate::model::{Lang, Network, Ruling, Verdict};
use crate::store::verdicts::{VerdictError, rule, withdraw};

/// Visa aktörer och forum som kan vara samma, och avgör vilka som är det
/// (show actors and forums that may be the same, and settle which are)
#[derive(clap::Args)]
pub(super) struct Args {
    /// Nätverkets mapp, eller CSV-filer med kolumnerna id, name och gärna scope, kind och
    /// parent eller convener (a network's folder, or CSV files)
    #[arg(required = true, value_name = "NETWORK|NAMES.csv")]
    paths: Vec<PathBuf>,
    /// Utformat (output format)
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
    /// Avgör alla säkra par som samma (rule that all sure pairs are the same)
    #[arg(long, group = "ruling")]
    accept: bool,
    /// De är samma (they are the same)
    #[arg(long, group = "ruling", num_args = 2, value_names = ["ID", "ID"])]
    same: Vec<String>,
    /// De är olika (they are different)
    #[arg(long, group = "ruling", num_args = 2, value_names = ["ID", "ID"])]
    different: Vec<String>,
    /// Den första är en del av den andra (the first is part of the second)
    #[arg(long, group = "ruling", num_args = 2, value_names = ["ID", "ID"])]
    part_of: Vec<String>,
    /// Ta tillbaka beslutet om dem (take the verdict on them back)
    #[arg(long, group = "ruling", num_args = 2, value_names = ["ID", "ID"])]
    undo: Vec<String>,
    /// CSV-filer: mät på ett urval vad blockningen missar (measure what blocking misses)
    #[arg(long)]
    audit: bool,
    /// Varför (why)
    #[arg(long)]
    why: Option<String>,
    /// Vem som beslutat: en roll eller enhet (who decided: a role or unit)
    #[arg(long)]
    by: Option<String>,
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
    match args.paths.as_slice() {
        [folder] if folder.is_dir() || !folder.exists() => in_network(args, folder, lang),
        files if files.iter().all(|file| !file.is_dir()) => {
            link_names::run(files, args.audit, lang)
        }
        _ => Err(Stop::Usage(match lang {
            Lang::Sv => "ange ett nätverks mapp, en åt gången".to_owned(),
            Lang::En => "name one network's folder at a time".to_owned(),
        })),
    }
}

fn in_network(args: &Args, folder: &Path, lang: Lang) -> Result<(), Stop> {
    let mut package = open_warning(folder, lang)?;
    let given = [
        (&args.same, Ruling::Same),
        (&args.different, Ruling::Different),
        (&args.part_of, Ruling::PartOf),
    ];
    for (ids, ruling) in given {
        if let [one, other] = ids.as_slice() {
            let verdict = verdict(one, other, ruling, args.why.clone(), args.by.clone());
            return write(&mut package, vec![verdict], lang);
        }
    }
    if let [one, other] = args.undo.as_slice() {
        let taken = withdraw(&mut package, one, other).map_err(|error| stopped(&error, lang))?;
        return told(&taken, lang, ["återtaget", "taken back"]);
    }
    // Without its verdicts, so that all it rests on is the tables.
    let ground = Network { verdicts: Vec::new(), ..package.network.clone() };
    let pairs = duplicates(&ground);
    let now = settled(&package.network);
    let open = now.open(&package.network, &pairs);
    if args.accept {
        let network = &package.network;
        let sure = open.iter().filter(|pair| pair.is_sure());
        let verdicts: Vec<Verdict> = sure
            .map(|pair| {
                let (one, other) = ids(network, pair);
                let by = args.by.clone().unwrap_or_else(|| "samkarta".to_owned());
                let why = args.why.clone().unwrap_or_else(|| because(pair, lang));
                verdict(one, other, Ruling::Same, Some(why), Some(by))
            })
            .collect();
        return write(&mut package, verdicts, lang);
    }
    match args.format {
        Format::Json => print(&json::text(&json::duplicates(&package.network, &pairs, &now))?),
        Format::Csv | Format::Table => table(&package.network, &open, args.format, lang),
    }
}

fn ids<'a>(network: &'a Network, pair: &Pair) -> (&'a str, &'a str) {
    (pair.kind.id(network, pair.one), pair.kind.id(network, pair.other))
}

fn verdict(
    one: &str,
    other: &str,
    ruling: Ruling,
    why: Option<String>,
    by: Option<String>,
) -> Verdict {
    Verdict {
        one: one.to_owned(),
        other: other.to_owned(),
        verdict: Some(ruling),
        why,
        by,
        date: Some(today()),
        ..Verdict::default()
    }
}

/// The evidence in a sentence: what was compared, with its bits.
fn because(pair: &Pair, lang: Lang) -> String {
    let said = |bits: f64| match lang {
        Lang::Sv => format!("{bits:+.1}").replace('.', ","),
        Lang::En => format!("{bits:+.1}"),
    };
    let parts: Vec<String> = pair
        .evidence
        .iter()
        .map(|evidence| format!("{} ({} bit)", evidence.what.get(lang), said(evidence.bits)))
        .collect();
    let (sum, start) = (said(pair.weight()), said(pair.prior));
    let parts = list(&parts, lang);
    match lang {
        Lang::Sv => format!("{parts}; tillsammans {sum} bit från {start}"),
        Lang::En => format!("{parts}; together {sum} bits from {start}"),
    }
}

fn table(network: &Network, open: &[&Pair], format: Format, lang: Lang) -> Result<(), Stop> {
    let header = match lang {
        Lang::Sv => ["sannolikhet", "bitar", "säker", "ett", "annat", "id", "id", "därför"],
        Lang::En => ["probability", "bits", "sure", "one", "other", "id", "id", "because"],
    };
    let yes = match lang {
        Lang::Sv => "ja",
        Lang::En => "yes",
    };
    let number = |n: f64, digits: usize| match lang {
        Lang::Sv if format == Format::Table => format!("{n:.digits$}").replace('.', ","),
        _ => format!("{n:.digits$}"),
    };
    let row = |pair: &&Pair| {
        let (one, other) = ids(network, pair);
        let name = |row| pair.kind.name(network, row).to_owned();
        // A terminal has room for the weightiest reasons only.
        let mut reasons: Vec<_> = pair.evidence.iter().collect();
        if format == Format::Table {
            reasons.sort_by(|a, b| b.bits.abs().total_cmp(&a.bits.abs()));
            reasons.truncate(3);
        }
        let reasons: Vec<&str> = reasons.into_iter().map(|e| e.what.get(lang)).collect();
        vec![
            number(pair.probability(), 2),
            number(pair.weight(), 1),
            if pair.is_sure() { yes } else { "" }.to_owned(),
            name(pair.one),
            name(pair.other),
            one.to_owned(),
            other.to_owned(),
            reasons.join("; "),
        ]
    };
    let rows: Vec<Vec<String>> = open.iter().map(row).collect();
    if rows.is_empty() {
        eprintln!(
            "{}",
            match lang {
                Lang::Sv => "inga aktörer eller forum verkar vara samma",
                Lang::En => "no actors or forums seem to be the same",
            }
        );
    }
    print(&match format {
        Format::Csv => {
            let header = [
                "probability",
                "bits",
                "sure",
                "name_one",
                "name_other",
                "one",
                "other",
                "because",
            ];
            String::from_utf8_lossy(&csv::table(&header, &rows)?).into_owned()
        }
        _ => aligned(&header, &rows),
    })
}

fn write(package: &mut Package, verdicts: Vec<Verdict>, lang: Lang) -> Result<(), Stop> {
    let folder = package.folder.display().to_string();
    if verdicts.is_empty() {
        eprintln!(
            "{}",
            match lang {
                Lang::Sv => "inga säkra par; inget är skrivet",
                Lang::En => "no sure pairs; nothing is written",
            }
        );
        return Ok(());
    }
    let given = verdicts.clone();
    rule(package, verdicts).map_err(|error| stopped(&error, lang))?;
    told(&given, lang, ["skrivet", "written"])?;
    let network = &package.network;
    let now = settled(network);
    let is_given = |row: usize| {
        let row = &network.verdicts[row];
        given.iter().any(|verdict| verdict.one == row.one && verdict.other == row.other)
    };
    let mut said: Vec<&str> = Vec::new();
    let same = now.ruled.iter().filter(|ruled| ruled.ruling == Ruling::Same);
    for ruled in same.filter(|ruled| is_given(ruled.verdict)) {
        said.extend(now.told(network, ruled).iter().map(|text| text.get(lang)));
    }
    let mut seen = BTreeSet::new();
    said.retain(|text| seen.insert(*text));
    said.iter().for_each(|text| eprintln!("{text}"));
    for unused in now.unused.iter().filter(|unused| is_given(unused.verdict)) {
        let row = &network.verdicts[unused.verdict];
        let (one, other, why) = (&row.one, &row.other, unused.why.get(lang));
        match lang {
            Lang::Sv => eprintln!("obs: beslutet om {one} och {other} gör inget: {why}"),
            Lang::En => eprintln!("note: the verdict on {one} and {other} does nothing: {why}"),
        }
    }
    for verdict in &given {
        let (one, other) = (&verdict.one, &verdict.other);
        match lang {
            Lang::Sv => eprintln!("ångra: samkarta link {folder} --undo {one} {other}"),
            Lang::En => eprintln!("undo: samkarta link {folder} --undo {one} {other}"),
        }
    }
    Ok(())
}

fn told(verdicts: &[Verdict], lang: Lang, done: [&str; 2]) -> Result<(), Stop> {
    for Verdict { one, other, verdict, .. } in verdicts {
        let Some(label) = verdict.map(crate::model::text::Word::label) else { continue };
        print(&match lang {
            Lang::Sv => format!("{}: {one} – {other}: {}\n", done[0], label.sv),
            Lang::En => format!("{}: {one} – {other}: {}\n", done[1], label.en),
        })?;
    }
    Ok(())
}

fn stopped(error: &VerdictError, lang: Lang) -> Stop {
    Stop::Usage(error.say().get(lang).to_owned())
}
