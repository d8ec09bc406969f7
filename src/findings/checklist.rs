//! The nine questions of the national handbook's first step, and how far the
//! network itself answers each.

use super::chain_of_command::{self, best_chain};
use super::falls_between::{is_finding, is_help};
use super::footing::{among, rests_on, those};
use super::plan_practice::numbers;
use super::{Analysis, COVERAGE, Doc, Finding, Of, Rule, Severity, explain};
use crate::measure::coverage::Cell;
use crate::model::{
    Actor, Agreement, Footing, Forum, Function, Lang, Level, Measure, Network, Row, Service, Text,
};

pub(super) const RULE: Rule = Rule { id: "checklist", doc, of: Of::Places, run };

fn doc() -> Doc {
    Doc {
        title: Text::new("De nio frågorna", "The nine questions"),
        shows: Text::new(
            "Handbokens checklista för att inleda samverkan har nio frågor. Regeln säger vilka av dem som nätverket självt besvarar, vilka det besvarar delvis och vilka det inte kan besvara, med belägg. Måttet är 1 för besvarad, 0,5 för delvis och 0 för obesvarad. Frågorna är inga iakttagelser och räknas inte bland dem. En förebild besvarar dem inte: den har exempel, inga uppgifter om en plats.",
            "The handbook's checklist for initiating collaboration has nine questions. The rule says which of them the network itself answers, which it answers in part, and which it cannot answer, with evidence. The score is 1 for answered, 0.5 for partly and 0 for not. The questions are no findings and are not counted among them. A model does not answer them: it has examples, no facts of a place.",
        ),
        matters: Text::new(
            "Frågorna är de som en styrgrupp behöver ha svar på innan arbetet börjar. Det som kartan redan svarar på behöver ingen fråga igen.",
            "The questions are those that a steering group needs answered before work begins. What the map already answers nobody need ask again.",
        ),
        example: Text::new(
            "Kartan visar vilka som arbetar förebyggande och vilka forum som finns, men inte hur arbetet ska betalas: den frågan får styrgruppen ta med sig.",
            "The map shows who works with prevention and which forums there are, but not how the work is to be paid for: that question is for the steering group.",
        ),
        misleads: Text::new(
            "Besvarad betyder att källan innehåller ett svar, inte att svaret är bra. Frågor om pengar, beredskap och samsyn går sällan att läsa ur ett nät.",
            "Answered means that the source holds an answer, not that the answer is good. Questions about money, readiness and shared views can seldom be read from a network.",
        ),
        constants: COVERAGE,
        sources: &[
            "Jämställdhetsmyndigheten, Inget att vänta på, handbok för våldsförebyggande arbete, steg 1, avsnitt 1.13 (2020, uppdaterad 2024)",
        ],
    }
}

/// How far a network answers a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Answered {
    Yes,
    Partly,
    No,
}

struct Answer {
    how_far: Answered,
    text: Text,
    subjects: Vec<String>,
    rests_on: Vec<Footing>,
}

type Ask = fn(&Analysis) -> Answer;

/// Each question in brief, and what answers it.
fn questions() -> [(Text, Ask); 9] {
    [
        (
            Text::new(
                "Vilka arenor och verksamheter kan bidra?",
                "Which arenas and services can contribute?",
            ),
            arenas,
        ),
        (
            Text::new(
                "Vilka nyckelfunktioner kan bli strategiska partner?",
                "Which key functions can be strategic partners?",
            ),
            partners,
        ),
        (
            Text::new(
                "Finns mandat och resurser genom formella beslut?",
                "Are there mandates and resources by formal decision?",
            ),
            mandates,
        ),
        (
            Text::new(
                "Kan arbetet knytas till samverkan som redan finns?",
                "Can the work be tied to existing collaboration?",
            ),
            structures,
        ),
        (
            Text::new(
                "Hur betalas och organiseras samverkan?",
                "How is collaboration paid for and organised?",
            ),
            financing,
        ),
        (Text::new("Finns en styrkedja?", "Is there a chain of command?"), chain),
        (
            Text::new(
                "Finns en gemensam vision i linje med styrdokumenten?",
                "Is there a shared vision in line with steering documents?",
            ),
            vision,
        ),
        (
            Text::new(
                "Är organisationen beredd för ett hållbart arbete?",
                "Is the organisation ready for sustainable work?",
            ),
            readiness,
        ),
        (
            Text::new(
                "Finns samverkan och beredskap när våldet redan skett?",
                "Is there collaboration and readiness once violence has happened?",
            ),
            emergency,
        ),
    ]
}

fn run(analysis: &Analysis) -> Vec<Finding> {
    let network = analysis.graph.network;
    if network.actors.is_empty() {
        return Vec::new();
    }
    let one = |(at, (question, ask)): (usize, (Text, Ask))| {
        let answer = ask(analysis);
        let n = at + 1;
        let (severity, score, sv, en) = match answer.how_far {
            Answered::Yes => (Severity::Low, 1.0, "besvaras", "answered"),
            Answered::Partly => (Severity::Low, 0.5, "besvaras delvis", "partly answered"),
            Answered::No => (Severity::Medium, 0.0, "besvaras inte", "not answered"),
        };
        Finding {
            id: format!("{}:{n}", RULE.id),
            rule: RULE.id,
            severity,
            score: (score, score),
            subjects: answer.subjects,
            title: Text::new(
                format!("Fråga {n} {sv}: {}", question.sv),
                format!("Question {n} {en}: {}", question.en),
            ),
            text: answer.text,
            would_change: match answer.how_far {
                Answered::Yes => Text::default(),
                _ => Text::new(
                    "Ett svar från styrgruppen, infört i nätverkets tabeller.",
                    "An answer from the steering group, entered in the network's tables.",
                ),
            },
            rests_on: rests_on(answer.rests_on),
            told_in: None,
            decision: None,
        }
    };
    questions().into_iter().enumerate().map(one).collect()
}

fn silent(sv: &str, en: &str) -> Answer {
    Answer {
        how_far: Answered::No,
        text: Text::new(sv, en),
        subjects: Vec::new(),
        rests_on: Vec::new(),
    }
}

/// An answer that lists rows: what they are, which, and what it rests on.
fn listed<'a, T: 'a>(
    how_far: Answered,
    rows: &[&'a Row<T>],
    rests_on: Vec<Footing>,
    id: impl Fn(&'a T) -> &'a str,
    name: impl Fn(&'a T) -> &'a str,
    what: (&str, &str),
) -> Answer {
    let names: Vec<&str> = rows.iter().map(|row| name(&row.value)).collect();
    named(how_far, rows, rests_on, id, &names, what)
}

/// As [`listed`], under other names.
fn named<'a, T: 'a>(
    how_far: Answered,
    rows: &[&'a Row<T>],
    rests_on: Vec<Footing>,
    id: impl Fn(&'a T) -> &'a str,
    names: &[&str],
    (sv, en): (&str, &str),
) -> Answer {
    Answer {
        how_far,
        text: Text::new(
            format!("{sv}: {}.", explain::first_few(names, 5, Lang::Sv)),
            format!("{en}: {}.", explain::first_few(names, 5, Lang::En)),
        ),
        subjects: rows.iter().map(|row| id(&row.value).to_owned()).collect(),
        rests_on,
    }
}

/// Names of services, each once. Where several actors have one of the same name, who has it
/// stands beside it.
fn told_apart(network: &Network, rows: &[&Row<Service>]) -> Vec<String> {
    let name = |row: &Row<Service>| {
        let alike = |other: &&Row<Service>| other.name == row.name && other.actor != row.actor;
        match rows.iter().any(alike) {
            true => format!("{} ({})", row.name, network.name_of(row.actor.as_str())),
            false => row.name.clone(),
        }
    };
    let mut names: Vec<String> = Vec::new();
    for name in rows.iter().map(|row| name(row)) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

fn arenas(analysis: &Analysis) -> Answer {
    let network = analysis.graph.network;
    let serves = |s: &Service| s.function == Some(Function::Prevent);
    let acts = |m: &Measure| m.functions.contains(&Function::Prevent);
    let prevents = |actor: &&Row<Actor>| {
        let measure = |m: &Row<Measure>| acts(m) && m.owners().any(|owner| *owner == actor.id);
        network.services.iter().any(|s| serves(s) && s.actor == actor.id)
            || network.measures.iter().any(measure)
    };
    let rows: Vec<_> = network.actors.iter().filter(prevents).collect();
    let is_theirs = |s: &Row<Service>| serves(s) && rows.iter().any(|actor| s.actor == actor.id);
    let is_owned = |m: &Row<Measure>| {
        acts(m) && m.owners().any(|owner| rows.iter().any(|actor| *owner == actor.id))
    };
    let services = those(&network.services, Footing::Service, is_theirs);
    let measures = those(&network.measures, Footing::Measure, is_owned);
    let behind = actors(network, &rows).chain(services).chain(measures).collect();
    if rows.is_empty() {
        return silent(
            "Källan nämner ingen som arbetar förebyggande.",
            "The source names nobody who works with prevention.",
        );
    }
    listed(
        Answered::Yes,
        &rows,
        behind,
        |a| a.id.as_str(),
        |a| &a.name,
        ("Har förebyggande insatser eller åtgärder", "Have preventive services or measures"),
    )
}

/// Actors, as what an answer rests on.
fn actors<'a>(
    network: &'a Network,
    rows: &'a [&'a Row<Actor>],
) -> impl Iterator<Item = Footing> + 'a {
    those(&network.actors, Footing::Actor, among(rows))
}

/// Who has services of some functions or convenes a forum; with those services and forums.
fn who_lead<'a>(
    network: &'a Network,
    functions: &[Function],
) -> (Vec<&'a Row<Actor>>, Vec<Footing>) {
    let serves = |s: &Row<Service>, actor: &Row<Actor>| {
        s.actor == actor.id && s.function.is_some_and(|function| functions.contains(&function))
    };
    let convenes =
        |forum: &Row<Forum>, actor: &Row<Actor>| forum.convener.as_ref() == Some(&actor.id);
    let leads = |actor: &&Row<Actor>| {
        network.services.iter().any(|s| serves(s, actor))
            || network.forums.iter().any(|forum| convenes(forum, actor))
    };
    let rows: Vec<&Row<Actor>> = network.actors.iter().filter(leads).collect();
    let services =
        those(&network.services, Footing::Service, |s| rows.iter().any(|actor| serves(s, actor)));
    let forums = those(&network.forums, Footing::Forum, |forum| {
        rows.iter().any(|actor| convenes(forum, actor))
    });
    let behind = actors(network, &rows).chain(services).chain(forums).collect();
    (rows, behind)
}

fn partners(analysis: &Analysis) -> Answer {
    let network = analysis.graph.network;
    let (rows, behind) = who_lead(network, &[Function::Coordinate, Function::Train]);
    if rows.is_empty() {
        return silent(
            "Källan nämner ingen som samordnar, utbildar eller kallar till forum.",
            "The source names nobody who coordinates, trains or convenes.",
        );
    }
    listed(
        Answered::Yes,
        &rows,
        behind,
        |a| a.id.as_str(),
        |a| &a.name,
        ("Samordnar, utbildar eller sammankallar", "Coordinate, train or convene"),
    )
}

fn mandates(analysis: &Analysis) -> Answer {
    let network = analysis.graph.network;
    let rows: Vec<&Row<Agreement>> = network.agreements.iter().collect();
    let duties: Vec<_> = network.mandates.iter().collect();
    if rows.is_empty() && duties.is_empty() {
        return silent(
            "Källan nämner inga beslut, avtal eller skyldigheter.",
            "The source names no decisions, agreements or duties.",
        );
    }
    let names = rows.iter().map(|row| row.name.as_str());
    let names: Vec<&str> = names.chain(duties.iter().map(|row| row.about.as_str())).collect();
    Answer {
        how_far: Answered::Partly,
        text: Text::new(
            format!(
                "Beslut och uppdrag: {}. Om resurserna räcker framgår inte.",
                explain::first_few(&names, 5, Lang::Sv)
            ),
            format!(
                "Decisions and mandates: {}. Whether resources suffice does not appear.",
                explain::first_few(&names, 5, Lang::En)
            ),
        ),
        subjects: rows.iter().map(|row| row.id.0.clone()).collect(),
        rests_on: those(&network.agreements, Footing::Agreement, |_| true)
            .chain(those(&network.mandates, Footing::Duty, |_| true))
            .collect(),
    }
}

fn structures(analysis: &Analysis) -> Answer {
    let network = analysis.graph.network;
    let near = |forum: &&Row<Forum>| forum.level != Some(Level::National);
    let rows: Vec<_> = network.forums.iter().filter(near).collect();
    if rows.is_empty() {
        return silent("Källan nämner inga forum.", "The source names no forums.");
    }
    listed(
        Answered::Yes,
        &rows,
        those(&network.forums, Footing::Forum, among(&rows)).collect(),
        |f| f.id.as_str(),
        |f| &f.name,
        ("Forum som finns", "Forums there are"),
    )
}

fn financing(analysis: &Analysis) -> Answer {
    let network = analysis.graph.network;
    let (rows, behind) = who_lead(network, &[Function::Coordinate]);
    if rows.is_empty() {
        return silent(
            "Källan säger varken vem som sammankallar eller samordnar, eller vem som betalar.",
            "The source says neither who convenes or coordinates, nor who pays.",
        );
    }
    let mut answer = listed(
        Answered::Partly,
        &rows,
        behind,
        |a| a.id.as_str(),
        |a| &a.name,
        ("Samordnar eller sammankallar", "Coordinate or convene"),
    );
    answer.text = answer.text.and(Text::new(
        "Vem som betalar läser regeln inte ut: se avtalen och källan.",
        "Who pays this rule does not read: see the agreements and the source.",
    ));
    answer
}

fn chain(analysis: &Analysis) -> Answer {
    let network = analysis.graph.network;
    let chain = best_chain(analysis.graph);
    let rows: Vec<_> = chain.forums.iter().map(|&forum| &network.forums[forum]).collect();
    let held = chain.held();
    if held == 0 {
        return silent(
            "Källan visar ingen kedja från politik till operativa grupper.",
            "The source shows no chain from politics to operative groups.",
        );
    }
    let how_far = if held == 3 { Answered::Yes } else { Answered::Partly };
    let (sv, en) = (format!("{held} av 3 led hänger ihop"), format!("{held} of 3 links hold"));
    let behind = chain_of_command::behind(analysis.graph, &chain);
    listed(how_far, &rows, behind, |f| f.id.as_str(), |f| &f.name, (&sv, &en))
}

fn vision(analysis: &Analysis) -> Answer {
    let network = analysis.graph.network;
    let rows: Vec<_> = network.goals.iter().filter(|goal| goal.parent.is_none()).collect();
    if rows.is_empty() {
        return silent(
            "Källan innehåller inga egna mål för arbetet.",
            "The source holds no goals of its own.",
        );
    }
    let mut answer = listed(
        Answered::Partly,
        &rows,
        those(&network.goals, Footing::Goal, among(&rows)).collect(),
        |g| g.id.as_str(),
        |g| g.text.trim_end_matches('.'),
        ("Mål", "Goals"),
    );
    answer.text = answer.text.and(Text::new(
        "Om parterna delar dem går inte att läsa ur nätverket.",
        "Whether the parties share them cannot be read from the network.",
    ));
    answer
}

fn readiness(analysis: &Analysis) -> Answer {
    let network = analysis.graph.network;
    let trains = |s: &&Row<Service>| s.function == Some(Function::Train);
    let rows: Vec<_> = network.services.iter().filter(trains).collect();
    let measures = network.measures.iter().filter(|m| m.functions.contains(&Function::Train));
    let measures: Vec<_> = measures.collect();
    if rows.is_empty() && measures.is_empty() {
        return silent(
            "Källan mäter inte beredskapen och nämner ingen utbildning.",
            "The source does not measure readiness and names no training.",
        );
    }
    let services = told_apart(network, &rows);
    let names = services.iter().map(String::as_str);
    let names: Vec<&str> = names.chain(measures.iter().map(|row| row.text.as_str())).collect();
    Answer {
        how_far: Answered::Partly,
        text: Text::new(
            format!(
                "Utbildning: {}. Hur beredd organisationen är i övrigt framgår inte.",
                explain::first_few(&names, 4, Lang::Sv)
            ),
            format!(
                "Training: {}. How ready the organisation is otherwise does not appear.",
                explain::first_few(&names, 4, Lang::En)
            ),
        ),
        subjects: rows.iter().map(|row| row.id.0.clone()).collect(),
        rests_on: those(&network.services, Footing::Service, among(&rows))
            .chain(those(&network.measures, Footing::Measure, among(&measures)))
            .collect(),
    }
}

fn emergency(analysis: &Analysis) -> Answer {
    let network = analysis.graph.network;
    let help = |cell: &&Cell| is_help(cell.function) && network.groups[cell.group].is_particular();
    let cells: Vec<_> = analysis.coverage.cells.iter().filter(help).collect();
    let open = cells.iter().filter(|cell| is_finding(analysis, cell)).count();
    let services = network.services.iter().filter(|s| s.function.is_some_and(is_help));
    let rows: Vec<_> = services.collect();
    if cells.is_empty() || rows.is_empty() {
        return silent(
            "Källan nämner inga insatser som hjälper den som utsatts.",
            "The source names no services that help those exposed.",
        );
    }
    let how_far = if open == 0 { Answered::Yes } else { Answered::Partly };
    let names = told_apart(network, &rows);
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let mut answer = named(
        how_far,
        &rows,
        those(&network.services, Footing::Service, among(&rows)).collect(),
        |s| s.id.as_str(),
        &names,
        ("Insatser när våldet skett", "Services once violence has happened"),
    );
    let helps = |m: &&Row<Measure>| m.functions.iter().any(|&function| is_help(function));
    let measures: Vec<_> = network.measures.iter().filter(helps).collect();
    if !measures.is_empty() {
        let say = |lang| numbers(measures.iter().map(|row| &row.value), lang);
        answer.text = answer.text.and(Text::new(
            format!("Åtgärder i planen: {}.", say(Lang::Sv)),
            format!("Measures of the plan: {}.", say(Lang::En)),
        ));
        answer.rests_on.extend(those(&network.measures, Footing::Measure, among(&measures)));
    }
    if open > 0 {
        let all = cells.len();
        answer.text = answer.text.and(Text::new(
            format!(
                "Men för {open} av {all} par av grupp och slags hjälp är vägen osäker, saknas eller hänger på en enda aktör."
            ),
            format!(
                "But for {open} of {all} pairs of a group and a kind of help the way is unsafe, missing or hangs on one actor."
            ),
        ));
    }
    answer
}
