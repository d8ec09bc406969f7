//! Wishes that measures answer, and those that none does.

use super::{Finding, Severity, finding, numbers};
use crate::findings::explain;
use crate::findings::footing::{among, rests_on, those};
use crate::model::text::Word;
use crate::model::{
    Answer, Degree, Footing, Lang, Measure, MeasureId, Network, Row, Scope, Statement, Text,
};

/// Wishes that measures were read against: those that the place can do something about, then
/// those for society at large; by degree, unanswered first.
pub(super) fn run(network: &Network) -> Vec<Finding> {
    let mut about: Vec<Option<&str>> = Vec::new();
    for row in &network.answers {
        if !about.contains(&row.network.as_deref()) {
            about.push(row.network.as_deref());
        }
    }
    let scopes = [None, Some(Scope::Local), Some(Scope::Society)];
    let degrees = [Degree::Unanswered, Degree::Partly, Degree::Answered];
    about
        .into_iter()
        .flat_map(|whose| scopes.map(|scope| (whose, scope)))
        .flat_map(|(whose, scope)| degrees.map(|degree| wishes_of(network, whose, scope, degree)))
        .flatten()
        .collect()
}

/// What a wish reaches to: as its reading says, else as the wish does that stands here.
fn scope_of(network: &Network, row: &Answer) -> Option<Scope> {
    let here = || network.statements.iter().find(|said| said.id == row.statement);
    let own = row.network.is_none().then(here).flatten();
    row.scope.or_else(|| own.and_then(|said| said.scope))
}

fn wishes_of(
    network: &Network,
    whose: Option<&str>,
    scope: Option<Scope>,
    degree: Degree,
) -> Option<Finding> {
    let of =
        |row: &&Row<Answer>| row.network.as_deref() == whose && scope_of(network, row) == scope;
    let read = network.answers.iter().filter(of).count();
    let rows: Vec<_> =
        network.answers.iter().filter(|row| of(row) && row.degree == Some(degree)).collect();
    if rows.is_empty() {
        return None;
    }
    let n = rows.len();
    let far = scope == Some(Scope::Society);
    let severity = match degree {
        Degree::Unanswered if !far => Severity::Medium,
        _ => Severity::Low,
    };
    let subject = whose.unwrap_or(&network.id);
    let mut finding = finding("wishes", Vec::new(), severity, (n, n));
    let end = if far { ":society" } else { "" };
    finding.id = format!("{}:wishes:{subject}:{}{end}", super::RULE.id, degree.slug());
    let (sv, en) = match degree {
        Degree::Unanswered => ("besvaras inte av någon åtgärd", "are answered by no measure"),
        Degree::Partly => ("besvaras delvis", "are partly answered"),
        Degree::Answered => ("besvaras", "are answered"),
    };
    let (what_sv, what_en) = match scope {
        None => ("önskemål", "wishes"),
        Some(Scope::Local) => ("lokala önskemål", "local wishes"),
        Some(Scope::Society) => ("önskemål om samhället i stort", "wishes for society at large"),
    };
    finding.title =
        Text::new(format!("{n} av {read} {what_sv} {sv}"), format!("{n} of {read} {what_en} {en}"));
    let said = |lang| wording(network, &rows, lang);
    finding.text = match whose {
        None => Text::new(format!("{}.", said(Lang::Sv)), format!("{}.", said(Lang::En))),
        Some(other) => Text::new(
            format!("Önskemålen står i {other}. Jämför de två näten för att läsa dem."),
            format!("The wishes stand in {other}. Compare the two networks to read them."),
        ),
    };
    if far {
        finding.text = finding.text.and(Text::new(
            "Mycket av det råder lag och stat över, så en lokal plan kan sällan svara på dem.",
            "Much of this the law and the state decide, so a local plan can seldom answer them.",
        ));
    }
    finding.would_change = Text::new(
        "En annan läsning av åtgärderna, eller en ny åtgärd.",
        "Another reading of the measures, or a new measure.",
    );
    finding.rests_on = rests_on(rows.iter().flat_map(|row| behind(network, row)));
    Some(finding)
}

/// A wish that stands here, how it is answered, and the measures that answer it.
fn behind<'a>(network: &'a Network, answer: &'a Row<Answer>) -> Vec<Footing> {
    let is_said = |said: &Row<Statement>| answer.network.is_none() && said.id == answer.statement;
    let is_in = |measure: &Row<Measure>| answer.measures.contains(&measure.id);
    those(&network.statements, Footing::Statement, is_said)
        .chain(those(&network.answers, Footing::Answer, among(&[answer])))
        .chain(those(&network.measures, Footing::Measure, is_in))
        .collect()
}

/// The first few wishes in their own words, with the measures that answer.
fn wording(network: &Network, rows: &[&Row<Answer>], lang: Lang) -> String {
    let said: Vec<String> = rows
        .iter()
        .filter_map(|row| {
            let text = &network.statements.iter().find(|s| s.id == row.statement)?.text;
            let of = |id: &MeasureId| network.measures.iter().find(|m| m.id == *id);
            let measures: Vec<&Measure> =
                row.measures.iter().filter_map(of).map(|m| &m.value).collect();
            Some(match measures.is_empty() {
                true => format!("”{text}”"),
                false => format!("”{text}” ({})", numbers(measures, lang)),
            })
        })
        .collect();
    explain::first_few(&said.iter().map(String::as_str).collect::<Vec<_>>(), 8, lang)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wishes_for_society_are_counted_apart() {
        let mut net = Network { id: "plan".into(), ..Network::default() };
        let rows = [
            ("a", Some(Scope::Local), Degree::Unanswered),
            ("b", Some(Scope::Local), Degree::Partly),
            ("c", Some(Scope::Society), Degree::Unanswered),
        ];
        for (id, scope, degree) in rows {
            net.answers.push(Row::bare(Answer {
                network: Some("round".into()),
                statement: id.into(),
                scope,
                degree: Some(degree),
                ..Answer::default()
            }));
        }
        let shown = |net: &Network| -> Vec<(Severity, String)> {
            run(net).into_iter().map(|found| (found.severity, found.title.sv)).collect()
        };
        let one = |severity, title: &str| (severity, title.to_owned());
        assert_eq!(
            shown(&net),
            [
                one(Severity::Medium, "1 av 2 lokala önskemål besvaras inte av någon åtgärd"),
                one(Severity::Low, "1 av 2 lokala önskemål besvaras delvis"),
                one(
                    Severity::Low,
                    "1 av 1 önskemål om samhället i stort besvaras inte av någon åtgärd"
                ),
            ]
        );
        // Where nobody has told them apart they are counted together.
        net.answers.iter_mut().for_each(|row| row.scope = None);
        assert_eq!(shown(&net)[0].1, "2 av 3 önskemål besvaras inte av någon åtgärd");
    }
}
