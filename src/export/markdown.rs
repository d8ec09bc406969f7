//! The explanations of rules and measures as pages to read, from the same text as the map's.

use std::fmt::Write;

use crate::findings::RULES;
use crate::measure::Parameters;
use crate::measure::constants::shows;
use crate::measure::figures::Scope;
use crate::measure::registry::{GRAPH, INTERVALS, Measure, measures as all};
use crate::model::number::at_most;
use crate::model::text::Word;
use crate::model::{Lang, Text};

const LANGS: [Lang; 2] = [Lang::Sv, Lang::En];

/// What stands above each page.
fn head(title: &Text, command: &str) -> String {
    format!(
        "<!-- Skriven av `samkarta docs`; ändra texten i källkoden (written by `samkarta docs`; change the text in the source). -->\n\n# {} / {}\n\n`{command}`\n",
        title.sv, title.en
    )
}

/// Headings of a paragraph in either language.
fn heading(sv: &'static str, en: &'static str, lang: Lang) -> &'static str {
    match lang {
        Lang::Sv => sv,
        Lang::En => en,
    }
}

/// A paragraph that starts with what it is about.
fn paragraph(out: &mut String, heading: &str, text: &str) {
    let _ = writeln!(out, "**{heading}** {text}\n");
}

/// `docs/measures.md`.
pub fn measures() -> String {
    let title = Text::new("Mått", "Measures");
    let mut out = head(&title, "samkarta measure networks/sodertalje-2020");
    for lang in LANGS {
        let _ = writeln!(out, "\n## {}\n", heading("På svenska", "In English", lang));
        let _ = writeln!(out, "{}\n", GRAPH.text().get(lang));
        let _ = writeln!(out, "{}\n", INTERVALS.text().get(lang));
        for &scope in Scope::ALL {
            let label = scope.label().get(lang).to_owned();
            let mut letters = label.chars();
            let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
            let _ = writeln!(out, "### {first}{}\n", letters.as_str());
            for (_, measure) in all().filter(|(of, _)| *of == scope) {
                one_measure(&mut out, measure, lang);
            }
        }
    }
    out.trim_end().to_owned() + "\n"
}

fn one_measure(out: &mut String, measure: &Measure, lang: Lang) {
    let said = |said: crate::measure::registry::Said| said.text().get(lang).to_owned();
    let _ = writeln!(out, "#### {} (`{}`)\n", said(measure.title), measure.id);
    paragraph(out, heading("Visar:", "Shows:", lang), &said(measure.shows));
    let formula = format!("`{}`", said(measure.formula));
    paragraph(out, heading("Formel:", "Formula:", lang), &formula);
    let unit = format!("{}; {}", said(measure.unit), said(measure.range));
    paragraph(out, heading("Enhet och värden:", "Unit and range:", lang), &unit);
    paragraph(out, heading("Saknar värde:", "Undefined:", lang), &said(measure.undefined));
    paragraph(out, heading("Vilseleder:", "Misleads:", lang), &said(measure.misleads));
    paragraph(out, heading("Källa:", "Source:", lang), &measure.sources.join("; "));
}

/// `docs/rules.md`.
pub fn rules() -> String {
    let title = Text::new("Regler", "Rules");
    let mut out = head(&title, "samkarta analyse networks/sodertalje-2020");
    for lang in LANGS {
        let _ = writeln!(out, "\n## {}\n", heading("På svenska", "In English", lang));
        for rule in &RULES {
            let doc = (rule.doc)();
            let _ = writeln!(out, "### {} (`{}`)\n", doc.title.get(lang), rule.id);
            for (sv, en, text) in [
                ("Visar:", "Shows:", &doc.shows),
                ("Varför det spelar roll:", "Why it matters:", &doc.matters),
                ("Exempel:", "Example:", &doc.example),
                ("Vilseleder:", "Misleads:", &doc.misleads),
            ] {
                paragraph(&mut out, heading(sv, en, lang), text.get(lang));
            }
            if !doc.constants.is_empty() {
                let one = |&name: &&str| {
                    let value =
                        Parameters::default().entries().into_iter().find(|one| one.0 == name);
                    let value = value.map_or(0.0, |(_, value)| value);
                    format!("{} (`{name}`, {})", shows(name).get(lang), at_most(value, 6, lang))
                };
                let all: Vec<String> = doc.constants.iter().map(one).collect();
                let heading = heading("Tal som regeln räknar med:", "Constants:", lang);
                paragraph(&mut out, heading, &(all.join("; ") + "."));
            }
            let sources = doc.sources.join("; ");
            paragraph(&mut out, heading("Källa:", "Source:", lang), &sources);
        }
    }
    out.trim_end().to_owned() + "\n"
}
