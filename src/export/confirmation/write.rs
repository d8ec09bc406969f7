//! The sheets as a page, as Markdown and as a table.

use std::fmt::Write as _;

use super::{Line, Phrase, Sheet};
use crate::graph::Graph;
use crate::model::Lang;
use crate::model::text::Word;

/// What the answer is to be: what is not given is a line to fill in.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// By when, ISO 8601.
    pub answer_by: Option<String>,
    /// Where to send it.
    pub return_to: Option<String>,
}

/// The columns of lines to fill in.
const TO_FILL: [Phrase; 6] =
    [Phrase::Who, Phrase::What, Phrase::Yes, Phrase::No, Phrase::Since, Phrase::Comment];

/// The columns of a table after those that say whom a line names: a line fills in those of
/// its section, and leaves the others.
const ANSWERS: [Phrase; 8] = [
    Phrase::What,
    Phrase::Yes,
    Phrase::No,
    Phrase::Since,
    Phrase::Right,
    Phrase::Wrong,
    Phrase::ComeTrue,
    Phrase::Comment,
];

/// Lines to fill in at the end of a sheet.
const EMPTY: usize = 5;

fn say(phrase: Phrase, lang: Lang) -> String {
    phrase.label().get(lang).to_owned()
}

impl Asked {
    fn lines(&self) -> [(Phrase, &str); 2] {
        [(Phrase::AnswerBy, &self.answer_by), (Phrase::ReturnTo, &self.return_to)]
            .map(|(phrase, given)| (phrase, given.as_deref().unwrap_or_default()))
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// What made the sheet, and from what.
fn made(graph: &Graph, lang: Lang) -> String {
    let network = graph.network;
    let digest = network.digest.as_ref().map(|d| format!(", sha256 {d}")).unwrap_or_default();
    format!("{} {}: {}{digest}", say(Phrase::Made, lang), env!("CARGO_PKG_VERSION"), network.id)
}

const STYLE: &str = "\
body { font: 11pt/1.4 sans-serif; margin: 2rem auto; max-width: 52rem; padding: 0 1rem; }
table { border-collapse: collapse; width: 100%; }
th, td { border: 1px solid #767676; font-weight: 400; padding: .3rem .5rem; text-align: left; vertical-align: top; }
.head th, .group { font-weight: 600; } .group { background: #eef1f4; }
.box { width: 2.5rem; } .when, .comment { width: 7rem; }
dl { display: flex; flex-wrap: wrap; gap: .6rem 2rem; } dl div { align-items: baseline; display: flex; flex: 1 1 16rem; gap: .6rem; }
dd { border-bottom: 1px solid #767676; flex: 1; margin: 0; min-height: 1.6rem; }
footer { font-size: 8pt; overflow-wrap: anywhere; }
section + section { break-before: page; } tr, dl { break-inside: avoid; }
";

/// Labels with what stands there, or a line to fill in.
fn to_fill(lines: &[(Phrase, &str)], lang: Lang) -> String {
    let line = |(phrase, given): &(Phrase, &str)| {
        format!("<div><dt>{}</dt><dd>{}</dd></div>", say(*phrase, lang), escaped(given))
    };
    format!("<dl>{}</dl>\n", lines.iter().map(line).collect::<String>())
}

/// A row to answer; without a line, one to fill in.
fn row(line: Option<&Line>, lang: Lang) -> String {
    let (who, what, since) = line.map_or(("&nbsp;".to_owned(), String::new(), ""), |line| {
        let since = line.since.as_deref().unwrap_or_default();
        (escaped(&line.name), escaped(line.about.get(lang)), since)
    });
    format!(
        "<tr><td>{who}</td><td>{what}</td><td class=\"box\">☐</td><td class=\"box\">☐</td>\
         <td class=\"when\">{}</td><td class=\"comment\"></td></tr>\n",
        escaped(since)
    )
}

/// The sheets as a page to print, one actor a page; nothing is loaded from elsewhere.
pub fn html(graph: &Graph, sheets: &[Sheet], asked: &Asked, lang: Lang) -> String {
    let code = match lang {
        Lang::Sv => "sv",
        Lang::En => "en",
    };
    let title = say(Phrase::Title, lang);
    let mut page = format!(
        "<!doctype html>\n<html lang=\"{code}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n"
    );
    let head_row = |columns: [Phrase; 6]| {
        let cells = columns.map(|column| format!("<th scope=\"col\">{}</th>", say(column, lang)));
        format!("<tr class=\"head\">{}</tr>", cells.concat())
    };
    for sheet in sheets {
        let actor = &graph.network.actors[sheet.actor];
        let (id, name) = (escaped(actor.id.as_str()), escaped(&actor.name));
        let _ = write!(
            page,
            "<section data-sheet=\"{id}\">\n<h1>{title}: {name}</h1>\n<p>{}</p>\n{}\
             <table>\n<thead>{}</thead>\n",
            say(Phrase::How, lang),
            to_fill(&asked.lines(), lang),
            head_row(TO_FILL)
        );
        // The columns stand anew only where they change: paper is short.
        let mut stands = TO_FILL;
        let mut heading = |text: &str, columns: [Phrase; 6]| {
            let changed = std::mem::replace(&mut stands, columns) != columns;
            let again = if changed { head_row(columns) + "\n" } else { String::new() };
            format!(
                "<tbody>\n<tr><th scope=\"rowgroup\" colspan=\"6\" class=\"group\">{text}</th></tr>\n{again}"
            )
        };
        for (section, lines) in &sheet.sections {
            page.push_str(&heading(section.label().get(lang), section.columns()));
            page.extend(lines.iter().map(|line| row(Some(line), lang)));
            page.push_str("</tbody>\n");
        }
        page.push_str(&heading(&say(Phrase::Missing, lang), TO_FILL));
        page.push_str(&row(None, lang).repeat(EMPTY));
        let _ = write!(
            page,
            "</tbody>\n</table>\n{}<footer>{}</footer>\n</section>\n",
            to_fill(&[(Phrase::FilledBy, ""), (Phrase::Day, "")], lang),
            escaped(&made(graph, lang))
        );
    }
    page.push_str("</body>\n</html>\n");
    page
}

/// The sheets as Markdown.
pub fn markdown(graph: &Graph, sheets: &[Sheet], asked: &Asked, lang: Lang) -> String {
    let cell = |text: &str| text.replace('|', "\\|").replace('\n', " ");
    let head = |columns: [Phrase; 6]| {
        let columns = columns.map(|column| say(column, lang));
        format!("| {} |\n|{}\n", columns.join(" | "), "---|".repeat(columns.len()))
    };
    let to_fill = |lines: &[(Phrase, &str)]| -> String {
        let line = |(phrase, given): &(Phrase, &str)| {
            let given = if given.is_empty() { "____________________" } else { given };
            format!("{}: {given}\n\n", say(*phrase, lang))
        };
        lines.iter().map(line).collect()
    };
    let mut page = String::new();
    for sheet in sheets {
        let name = &graph.network.actors[sheet.actor].name;
        let (title, how) = (say(Phrase::Title, lang), say(Phrase::How, lang));
        let _ = write!(page, "# {title}: {name}\n\n{how}\n\n{}", to_fill(&asked.lines()));
        for (section, lines) in &sheet.sections {
            let _ = write!(page, "## {}\n\n{}", section.label().get(lang), head(section.columns()));
            for line in lines {
                let since = line.since.as_deref().unwrap_or_default();
                let (name, about) = (cell(&line.name), cell(line.about.get(lang)));
                let _ = writeln!(page, "| {name} | {about} | ☐ | ☐ | {since} | |");
            }
            page.push('\n');
        }
        let _ = write!(page, "## {}\n\n{}", say(Phrase::Missing, lang), head(TO_FILL));
        page.push_str(&"| | | ☐ | ☐ | | |\n".repeat(EMPTY));
        let end = to_fill(&[(Phrase::FilledBy, ""), (Phrase::Day, "")]);
        let _ = write!(page, "\n{end}{}\n\n", made(graph, lang));
    }
    page.trim_end().to_owned() + "\n"
}

/// The sheets as rows of a table, its header first: a column for actors, one for forums, and
/// an empty one for each answer.
pub fn rows(graph: &Graph, sheets: &[Sheet], asked: &Asked, lang: Lang) -> Vec<Vec<String>> {
    let own = match lang {
        Lang::Sv => ["aktör", "namn", "fråga"],
        Lang::En => ["actor", "name", "question"],
    };
    let asked = asked.lines();
    let named = [Phrase::Who, Phrase::Forum].into_iter();
    let phrases = named.chain(ANSWERS).chain(asked.iter().map(|(phrase, _)| *phrase));
    let header = own.into_iter().map(str::to_owned);
    let mut rows: Vec<Vec<String>> =
        vec![header.chain(phrases.map(|phrase| say(phrase, lang).to_lowercase())).collect()];
    for sheet in sheets {
        let actor = &graph.network.actors[sheet.actor];
        for (section, lines) in &sheet.sections {
            rows.extend(lines.iter().map(|line| {
                let heading = section.label();
                let since = line.since.as_deref().unwrap_or_default();
                let named = match section.names() {
                    Phrase::Forum => ["", &line.name],
                    _ => [&line.name, ""],
                };
                let mut row = vec![actor.id.as_str(), &actor.name, heading.get(lang)];
                row.extend(named);
                let [_, _, begun] = section.answers();
                row.extend(ANSWERS.map(|column| match column {
                    Phrase::What => line.about.get(lang),
                    column if column == begun => since,
                    _ => "",
                }));
                row.extend(asked.iter().map(|(_, given)| *given));
                row.into_iter().map(str::to_owned).collect()
            }));
        }
    }
    rows
}
