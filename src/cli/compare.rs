//! `samkarta compare`: what changed between two networks, and whether a plan
//! closes the holes.

use std::path::PathBuf;

use super::analyse::{Seen, parameters};
use super::table::aligned;
use super::{Stop, open_settled, print};
use crate::compare::{Acted, Change, Changed, Comparison, Effect, Fate, Wish, compare, say};
use crate::export::json;
use crate::findings::Analysis;
use crate::graph::Graph;
use crate::model::text::Word;
use crate::model::{Degree, Lang, Network, Scope};

/// Jämför två nät: vad som kom, försvann och ändrades, och om en plan stänger
/// luckorna (compare two networks: what came, went and changed, and whether a
/// plan closes the gaps)
#[derive(clap::Args)]
pub(super) struct Args {
    /// Det äldre nätets mapp (the older network's folder)
    old: PathBuf,
    /// Det nyare nätets mapp (the newer network's folder)
    new: PathBuf,
    /// Utformat (output format)
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Ändra en konstant, t.ex. gate=0.5 (set a constant)
    #[arg(long = "set", value_name = "NAMN=TAL")]
    set: Vec<String>,
    #[command(flatten)]
    seen: Seen,
}

#[derive(Clone, Copy, PartialEq, clap::ValueEnum)]
enum Format {
    /// Text i terminalen (text)
    Text,
    /// JSON
    Json,
}

pub(super) fn run(args: &Args, lang: Lang) -> Result<(), Stop> {
    let parameters = parameters(&args.set, lang)?;
    let day = args.seen.day(lang)?;
    let (old, new) = (open_settled(&args.old, lang)?, open_settled(&args.new, lang)?);
    let (before, after) = (Graph::new(&old), Graph::new(&new));
    let before = Analysis::new(&before, parameters).seen_from(Some(day));
    let after = Analysis::new(&after, parameters).seen_from(Some(day));
    let compared = compare(&before, &after);
    if args.format == Format::Json {
        return print(&json::text(&json::comparison(&compared, &before, &after))?);
    }
    let page = Page { compared: &compared, old: &old, new: &new, lang };
    print(&page.text())
}

struct Page<'a> {
    compared: &'a Comparison,
    old: &'a Network,
    new: &'a Network,
    lang: Lang,
}

impl Page<'_> {
    fn say<'b>(&self, sv: &'b str, en: &'b str) -> &'b str {
        match self.lang {
            Lang::Sv => sv,
            Lang::En => en,
        }
    }

    fn text(&self) -> String {
        let mut text = format!("{}\n→ {}\n", self.old.title, self.new.title);
        if let Some(warning) = &self.compared.warning {
            let note = self.say("Obs", "Note");
            text.push_str(&format!("\n{note}: {}\n", warning.get(self.lang)));
        }
        self.holes(&mut text);
        self.opened(&mut text);
        self.actions(&mut text);
        self.wishes(&mut text);
        self.plan(&mut text);
        self.changes(&mut text);
        text
    }

    fn heading(&self, text: &mut String, sv: &str, en: &str) {
        let heading = self.say(sv, en);
        text.push_str(&format!("\n{heading}\n{}\n", "=".repeat(heading.chars().count())));
    }

    fn holes(&self, text: &mut String) {
        self.heading(text, "Stängs luckorna?", "Are the gaps closed?");
        let summary = say::summary(self.compared, self.old, self.new);
        text.push_str(&format!("{}\n", summary.get(self.lang)));
        for was_fragile in [false, true] {
            if was_fragile && self.compared.questions.iter().any(|q| q.is_help && q.was_fragile) {
                let heading =
                    self.say("Hjälp som hänger på en enda aktör", "Help that hangs on one actor");
                text.push_str(&format!("\n{heading}\n{}\n", "-".repeat(heading.chars().count())));
            }
            for fate in Fate::ALL {
                self.questions(text, *fate, was_fragile);
            }
        }
    }

    fn questions(&self, text: &mut String, fate: Fate, was_fragile: bool) {
        let of = self.compared.questions.iter();
        let of: Vec<_> =
            of.filter(|q| q.fate == fate && q.is_help && q.was_fragile == was_fragile).collect();
        if of.is_empty() {
            return;
        }
        let holes: usize = of.iter().map(|question| question.holes.len()).sum();
        let label = fate.label();
        let unit = match (was_fragile, holes) {
            (false, 1) => self.say("lucka", "gap"),
            (false, _) => self.say("luckor", "gaps"),
            (true, 1) => self.say("väg", "way"),
            (true, _) => self.say("vägar", "ways"),
        };
        let counted = match self.lang {
            Lang::Sv if of.len() == 1 => format!("{holes} {unit} i en målgrupp"),
            Lang::Sv => format!("{holes} {unit} i {} målgrupper", of.len()),
            Lang::En if of.len() == 1 => format!("{holes} {unit} in one group"),
            Lang::En => format!("{holes} {unit} in {} groups", of.len()),
        };
        text.push_str(&format!("\n{}: {counted}\n", label.get(self.lang)));
        for question in of {
            let (title, why) = say::question(self.compared, question, self.old, self.new);
            text.push_str(&format!("- {}\n  {}\n", title.get(self.lang), why.get(self.lang)));
        }
    }

    fn opened(&self, text: &mut String) {
        if self.compared.opened.is_empty() {
            return;
        }
        self.heading(text, "Nya luckor", "New gaps");
        for finding in &self.compared.opened {
            let (title, severity) = (&finding.title, finding.severity.label());
            let line = format!("- {} [{}]\n", title.get(self.lang), severity.get(self.lang));
            text.push_str(&line);
        }
    }

    fn actions(&self, text: &mut String) {
        if self.compared.actions.is_empty() {
            return;
        }
        self.heading(text, "Hade åtgärderna effekt?", "Did the actions have effect?");
        for effect in Effect::ALL {
            let of: Vec<&Acted> =
                self.compared.actions.iter().filter(|acted| acted.effect == *effect).collect();
            if of.is_empty() {
                continue;
            }
            text.push_str(&format!("\n{} ({})\n", effect.label().get(self.lang), of.len()));
            for acted in of {
                let title = acted.before.title.get(self.lang);
                text.push_str(&format!("- {title}\n  {}\n", acted.say().get(self.lang)));
                if let Some(after) = &acted.after
                    && after.title != acted.before.title
                {
                    text.push_str(&format!("  → {}\n", after.title.get(self.lang)));
                }
            }
        }
    }

    fn wishes(&self, text: &mut String) {
        if self.compared.wishes.is_empty() {
            return;
        }
        self.heading(text, "Önskemålen", "The wishes");
        let degrees =
            [Some(Degree::Answered), Some(Degree::Partly), Some(Degree::Unanswered), None];
        for degree in degrees {
            let of = self.compared.wishes.iter().filter(|wish| wish.degree == degree);
            let of: Vec<_> = of.collect();
            if of.is_empty() {
                continue;
            }
            let label = match degree {
                Some(degree) => degree.label().get(self.lang).to_owned(),
                None => self.say("inte läst mot planen", "not read against the plan").to_owned(),
            };
            let scope = |wish: &&&Wish| self.old.statements[wish.statement].scope;
            let far = |wish: &&&Wish| scope(wish) == Some(Scope::Society);
            let far = match (of.iter().filter(far).count(), self.lang) {
                (0, _) => String::new(),
                (n, Lang::Sv) => format!(", varav {n} om samhället i stort"),
                (n, Lang::En) => format!(", {n} of them for society at large"),
            };
            text.push_str(&format!("\n{label} ({}{far})\n", of.len()));
            for wish in of {
                let said = &self.old.statements[wish.statement].text;
                let measures = wish.measures.iter().map(|&row| self.new.measures[row].label());
                let measures = measures.collect::<Vec<String>>().join(", ");
                let why = wish.answer.and_then(|row| self.new.answers[row].why.as_deref());
                let by = if measures.is_empty() { String::new() } else { format!(" [{measures}]") };
                text.push_str(&format!("- {said}{by}\n"));
                if let Some(why) = why {
                    text.push_str(&format!("  {why}\n"));
                }
            }
        }
    }

    fn plan(&self, text: &mut String) {
        if self.compared.plan.is_empty() {
            return;
        }
        self.heading(text, "Plan och praktik", "Plan and practice");
        for finding in &self.compared.plan {
            text.push_str(&format!(
                "- {} [{}]\n  {}\n",
                finding.title.get(self.lang),
                finding.severity.label().get(self.lang),
                finding.text.get(self.lang)
            ));
        }
    }

    fn changes(&self, text: &mut String) {
        self.heading(text, "Vad som ändrats", "What changed");
        let changes = &self.compared.changes;
        let kinds = [
            (self.say("aktörer", "actors"), &changes.actors),
            (self.say("forum", "forums"), &changes.forums),
            (self.say("samarbeten", "ties"), &changes.ties),
            (self.say("iakttagelser", "findings"), &changes.findings),
        ];
        let mut header = vec![""];
        let labels: Vec<_> = Change::ALL.iter().map(|change| change.label()).collect();
        header.extend(labels.iter().map(|label| label.get(self.lang)));
        let rows: Vec<Vec<String>> = kinds
            .iter()
            .map(|(kind, list)| {
                let count = |change: &Change| {
                    list.iter().filter(|c| c.change == Some(*change)).count().to_string()
                };
                let mut row = vec![(*kind).to_owned()];
                row.extend(Change::ALL.iter().map(count));
                row
            })
            .collect();
        text.push_str(&aligned(&header, &rows));
        for (kind, list) in &kinds[..3] {
            for change in
                [Change::Stayed, Change::PartOf, Change::Came, Change::Went, Change::Changed]
            {
                let of: Vec<String> = list
                    .iter()
                    .filter(|c| c.change == Some(change))
                    .map(|c| self.name(c))
                    .collect();
                if !of.is_empty() {
                    let label = change.label();
                    text.push_str(&format!(
                        "\n{kind}, {}: {}\n",
                        label.get(self.lang),
                        of.join("; ")
                    ));
                }
            }
        }
    }

    fn name(&self, changed: &Changed) -> String {
        let name = |network: &Network, ids: &str| {
            ids.split(' ').map(|id| network.name_of(id).to_owned()).collect::<Vec<_>>().join(" – ")
        };
        match (&changed.old, &changed.new) {
            (Some(old), Some(new)) => {
                let (was, is) = (name(self.old, old), name(self.new, new));
                if was == is { was } else { format!("{was} → {is}") }
            }
            (Some(old), None) => name(self.old, old),
            (None, Some(new)) => name(self.new, new),
            (None, None) => String::new(),
        }
    }
}
