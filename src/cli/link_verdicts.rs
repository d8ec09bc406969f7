//! Verdicts of `samkarta link`: written, taken back, and what comes of them.

use std::collections::BTreeSet;

use super::analyse::today;
use super::link::ids;
use super::{Stop, print, quoted};
use crate::link::{Pair, settled};
use crate::load::Package;
use crate::model::number::signed;
use crate::model::text::{Word, list};
use crate::model::{Lang, Network, Ruling, Verdict};
use crate::store::verdicts::{self, VerdictError, rule, silenced, withdraw};

/// A verdict as somebody gives it today.
pub(super) fn given(
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

/// Rules that all sure pairs are the same, but those that would join what is not sure.
pub(super) fn accept(
    package: &mut Package,
    pairs: &[Pair],
    why: Option<String>,
    by: Option<String>,
    lang: Lang,
) -> Result<(), Stop> {
    let network = &package.network;
    let now = settled(network);
    let sure = now.sure(network, pairs);
    for (pair, why) in &sure.left {
        let ((one, other), why) = (ids(network, pair), why.get(lang));
        match lang {
            Lang::Sv => eprintln!("utelämnat: {one} – {other}: {why}"),
            Lang::En => eprintln!("left out: {one} – {other}: {why}"),
        }
    }
    let verdicts: Vec<Verdict> = sure
        .together
        .into_iter()
        .map(|pair| {
            let (one, other) = ids(network, pair);
            let by = by.clone().unwrap_or_else(|| "samkarta".to_owned());
            let why = why.clone().unwrap_or_else(|| because(network, pair, lang));
            given(one, other, Ruling::Same, Some(why), Some(by))
        })
        .collect();
    if verdicts.is_empty() {
        eprintln!(
            "{}",
            match lang {
                Lang::Sv => "inga säkra par att godta; inget är skrivet",
                Lang::En => "no sure pairs to accept; nothing is written",
            }
        );
        return Ok(());
    }
    write(package, verdicts, lang)
}

/// The evidence in a sentence: what was compared, with its bits. Of names that look like
/// persons only what they weigh.
fn because(network: &Network, pair: &Pair, lang: Lang) -> String {
    let parts: Vec<String> = pair
        .evidence
        .iter()
        .map(|evidence| {
            format!("{} ({} bit)", evidence.what.get(lang), signed(evidence.bits, 1, lang))
        })
        .collect();
    let (sum, start) = (signed(pair.weight(), 1, lang), signed(pair.prior, 1, lang));
    let parts = list(&parts, lang);
    let sum = match lang {
        Lang::Sv => format!("tillsammans {sum} bit från utgångsläget {start}"),
        Lang::En => format!("together {sum} bits from a start at {start}"),
    };
    match verdicts::person_in(network, &parts) {
        Some(_) => sum,
        None => format!("{parts}; {sum}"),
    }
}

/// Writes verdicts and tells what came of them, and how to take them back.
pub(super) fn write(package: &mut Package, verdicts: Vec<Verdict>, lang: Lang) -> Result<(), Stop> {
    let before = package.network.clone();
    let given = verdicts.clone();
    let replaced = rule(package, verdicts).map_err(|error| stopped(&error, lang))?;
    told(&given, lang, ["skrivet", "written"])?;
    for old in &replaced {
        let (one, other, was) = (&old.one, &old.other, described(old, lang));
        match lang {
            Lang::Sv => eprintln!("ersätter: {one} – {other}: {was}"),
            Lang::En => eprintln!("replaces: {one} – {other}: {was}"),
        }
    }
    consequences(&before, &package.network, &given, lang);
    let folder = quoted(&package.folder.display().to_string());
    let undo = if lang == Lang::Sv { "ångra" } else { "undo" };
    let pairs = given.iter().map(|v| format!(" --undo {} {}", quoted(&v.one), quoted(&v.other)));
    eprintln!("{undo}: samkarta link {folder}{}", pairs.collect::<String>());
    for old in &replaced {
        let Some(flag) = old.verdict.map(flag) else { continue };
        let mut command = format!("{flag} {} {}", quoted(&old.one), quoted(&old.other));
        for (name, said) in [("--why", &old.why), ("--by", &old.by)] {
            if let Some(said) = said {
                command.push_str(&format!(" {name} {}", quoted(said)));
            }
        }
        match lang {
            Lang::Sv => eprintln!("tillbaka till det förra: samkarta link {folder} {command}"),
            Lang::En => eprintln!("back to the one before: samkarta link {folder} {command}"),
        }
    }
    Ok(())
}

fn flag(ruling: Ruling) -> &'static str {
    match ruling {
        Ruling::Same => "--same",
        Ruling::Different => "--different",
        Ruling::PartOf => "--part-of",
    }
}

/// What a verdict said, by whom, when and why.
fn described(verdict: &Verdict, lang: Lang) -> String {
    let label = verdict.verdict.map(|ruling| ruling.label().get(lang).to_owned());
    let rest = [&verdict.by, &verdict.date, &verdict.why].into_iter().flatten().cloned();
    let rest = rest.collect::<Vec<_>>().join(", ");
    match (label.unwrap_or_default(), rest.is_empty()) {
        (label, true) => label,
        (label, false) => format!("{label} ({rest})"),
    }
}

/// What the records that became one differ in, and which verdicts, of the new ones and of
/// those before them, do nothing.
fn consequences(before: &Network, network: &Network, given: &[Verdict], lang: Lang) {
    let now = settled(network);
    let is_given = |row: usize| {
        let row = &network.verdicts[row];
        given.iter().any(|verdict| verdict.one == row.one && verdict.other == row.other)
    };
    let mut said: Vec<&str> = Vec::new();
    for ruled in now.ruled.iter().filter(|ruled| is_given(ruled.verdict)) {
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
    for (Verdict { one, other, .. }, why) in silenced(before, network) {
        let why = why.get(lang);
        match lang {
            Lang::Sv => {
                eprintln!("obs: det tidigare beslutet om {one} och {other} gör inget längre: {why}")
            }
            Lang::En => {
                eprintln!("note: the earlier verdict on {one} and {other} does nothing now: {why}")
            }
        }
    }
}

/// Takes verdicts back.
pub(super) fn undo(
    package: &mut Package,
    pairs: &[(String, String)],
    lang: Lang,
) -> Result<(), Stop> {
    let taken = withdraw(package, pairs, Vec::new()).map_err(|error| stopped(&error, lang))?;
    told(&taken, lang, ["återtaget", "taken back"])
}

fn told(verdicts: &[Verdict], lang: Lang, done: [&str; 2]) -> Result<(), Stop> {
    for Verdict { one, other, verdict, .. } in verdicts {
        let Some(label) = verdict.map(Word::label) else { continue };
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
