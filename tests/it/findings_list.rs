//! The list of findings of the five packages as it stands: class, id and title of each, and
//! why the other rules say nothing. A change of a rule shows here what it does to them.

use std::fmt::Write as _;

use samkarta::findings::{Analysis, RULES};
use samkarta::graph::Graph;
use samkarta::link::settled;
use samkarta::measure::Parameters;
use samkarta::model::{Date, Word};

use crate::fixture::{open, root, run};

/// What the findings of each rule were read against: places in the source, and what it says
/// there. A rule that begins to speak of a package needs a line.
const READ: &[(&str, &str, &str)] = &[
    (
        "sodertalje-2020",
        "falls_between",
        "10.3: over 65 fall between; 8.5, 8.7, 9.1.4: nobody asks them, older women are hard to \
         reach; 5.1: homes for the old ask for a decision. 9.2.3: exposed men are missed; 6.1: RVC \
         is for women and children, though 4 says persons. 9.1.2: more for the young who use \
         violence, no ages stated for the treatment in 5.1, so it does not name them. 10.1: few \
         with intellectual disability are seen. 8.3, 8.7, 9.1.6: honour. 9.1.2: mental illness; \
         2.1: psychiatry was asked, of whom it meets its name is the only word. 8.6: RVC on those who must stay. 4, 5.1, 6.1: RVC and Siri for \
         women, children and users of violence. Investigation: true that nobody names \
         the groups, but police and prosecutors turn nobody away, so told as one. 3, 4, 5.1, 7.2 for the sums",
    ),
    (
        "sodertalje-2020",
        "never_asked",
        "2.1 lists who was interviewed: nobody of elderly care, of the police only the children's group; the others were not read one by one",
    ),
    (
        "sodertalje-2020",
        "key_actor",
        "3, 4, 6.1: RVC decides and protects; 5.1: the social services office decides on housing; \
         6.2: the coordinator convenes the large group; 7.2: those responsible at the \
         psychiatric clinic convene; 6.3: the county board coordinates the platform",
    ),
    (
        "sodertalje-2020",
        "wished",
        "6.2 Annfrid and the police; 8.7 the family centre and BUP; 9.1.1 one channel for adult \
         education; 8.6 social psychiatry and the region",
    ),
    (
        "sodertalje-2020",
        "broken_referral",
        "3, 7.1 the pupils' health survey; 7.2 the employment service asks; 5.1 habilitation has \
         no measures of its own; 4 the health centres report, without a word of these two; 4, \
         10.1 home care needs training: of none of them is it said where they send",
    ),
    (
        "sodertalje-2020",
        "shared_group_no_forum",
        "6.2 the forums named and who sits there; 10.3 that no overview exists",
    ),
    (
        "sodertalje-2020",
        "silos",
        "6.3, 7.2 the academic centre trains the region's own; 5.1 referrals; 4, 7.8 adult education's team works inside the school",
    ),
    (
        "sodertalje-2020",
        "duplicates",
        "7.6 names two weekly meetings; 6.2 and 5.2 counsellors. Both are questions, rightly",
    ),
    (
        "sodertalje-2020",
        "chain_of_command",
        "6.2 and 7.6: groups that meet, none of them said to steer; 8.1: the coordinator wishes to sit nearer the board. The source names no chain",
    ),
    (
        "sodertalje-2020",
        "checklist",
        "4 prevention; 6.2, 6.3, 7.6 forums and conveners; 3, 5.2, 6.1 agreements; no goals and no chain in the text; who pays stands in 6.1 for one clinic only, and no table holds it",
    ),
    (
        "sodertalje-2024",
        "falls_between",
        "F2 and 2:1: the municipality offers measures for those who use violence, without saying \
         how one comes there",
    ),
    (
        "sodertalje-2024",
        "plan_practice",
        "the tables of measures, counted: 33, the board for the old in seven and in none of F2 and \
         F4; 1:3, 2:2, 2:3, 4:2, 4:7 need somebody outside, 2:2 only to be told of; 5: who sits in \
         the steering group is not said; groups: focus area 2 and measures 2:1–2:5, no gap that 2:4 \
         and 2:5 are to look into it. Boards: 5 says that they work together, so a question. Of 99 \
         wishes 28 are for society at large (9.2 of the mapping). All 99 degrees were read one by one \
         against 1:1–5:9; three were mended (9.1.2 the young and methods, 9.1.3 early work)",
    ),
    (
        "sodertalje-2024",
        "mandated",
        "5: boards and company boards are to carry out the measures, alone and together",
    ),
    (
        "sodertalje-2024",
        "ending",
        "0, 1, 2: the years of the plan, of the one that it replaces, of the county's strategy and of public health; 1 and 15: the plan builds on both strategies, so nothing is said to hang on them but that",
    ),
    (
        "sodertalje-2024",
        "chain_of_command",
        "5, 1:8, 3:4: the executive committee tasks the steering group; 5: the coordinator supports, no team below is named",
    ),
    (
        "sodertalje-2024",
        "checklist",
        "15 the goals; 5 coordinator and steering group; owners of measures under 1; courses and material under 3:2 and 5; help under 2 and 4, the latter as measures only; nothing on money",
    ),
    (
        "nck-2022",
        "wished",
        "6: the social services mean to raise women in addiction with other units of the municipality",
    ),
    (
        "nck-2022",
        "ending",
        "11 to the end of 2022; 2 to 2023; 9 prolonged to 2023; 16: 2011 to 2014, followed up, not word for word replaced, by the plan of 2022",
    ),
    (
        "handbok-steg-1",
        "chain_of_command",
        "1.8: political steering group, steering group, team and working groups, as the handbook proposes them",
    ),
    (
        "sundbyberg-2018",
        "falls_between",
        "M: focus on children and honour; 4: Trappan for children; 5, L5: support for adults, \
         children and users of violence; 6.1–6.5: whom the partners are for. No way in is \
         described, so all are questions",
    ),
    ("sundbyberg-2018", "key_actor", "6.3 Origo is for the young; 6.7 the county board convenes"),
    (
        "sundbyberg-2018",
        "plan_practice",
        "7: other offices of the town; 5, L5; 3: heads of units, of whom no tie is told",
    ),
    ("sundbyberg-2018", "ending", "the plan's years, 2018–2020"),
    ("sundbyberg-2018", "duplicates", "1 and 6 name helplines twice; 3 and 5 the office's units"),
    ("sundbyberg-2018", "chain_of_command", "5, 6.6, 6.7: three groups, no chain between them"),
    (
        "sundbyberg-2018",
        "checklist",
        "M the goal; 7 prevention; 3, 6.3, 6.7 who coordinates and trains; 6.1–6.5 agreements; 5, 6.6, 6.7 forums; no chain, nothing on money; 4, 5, 6 help without a way in",
    ),
];

fn list(id: &str) -> String {
    let package = open(&root().join("networks").join(id));
    let network = settled(&package.network).network;
    let graph = Graph::new(&network);
    let analysis =
        Analysis::new(&graph, Parameters::default()).seen_from(Date::parse("2026-11-22"));
    let found = analysis.run(&[]);
    let silent = analysis.silent(&[], &found);
    let mut out = String::new();
    for rule in &RULES {
        let of: Vec<_> = found.iter().filter(|finding| finding.rule == rule.id).collect();
        if of.is_empty() {
            let why = silent.iter().find(|silence| silence.rule == rule.id);
            let why =
                why.unwrap_or_else(|| panic!("{id}: {} neither speaks nor says why", rule.id));
            writeln!(out, "{}: – {}\n", rule.id, why.why.sv).unwrap();
            continue;
        }
        let read = READ.iter().find(|row| (row.0, row.1) == (id, rule.id));
        let (_, _, against) =
            read.unwrap_or_else(|| panic!("{id}: {} speaks and has no line in READ", rule.id));
        writeln!(out, "{}: {}; read against {against}", rule.id, of.len()).unwrap();
        for finding in of {
            let title = &finding.title.sv;
            writeln!(out, "  {} {} | {title}", finding.severity.slug(), finding.id).unwrap();
        }
        out.push('\n');
    }
    out
}

#[test]
fn the_list_of_each_package_is_as_it_was_read() {
    for id in
        ["sodertalje-2020", "sodertalje-2024", "nck-2022", "handbok-steg-1", "sundbyberg-2018"]
    {
        insta::assert_snapshot!(format!("findings_{id}"), list(id));
    }
}

#[test]
fn the_command_says_which_rules_are_silent_and_why() {
    let shown = run(&["analyse", "networks/sodertalje-2020", "--as-of", "2026-11-22"]);
    assert!(shown.err.contains("visar inget: structurally_likely. Av de 10 troligaste paren"));
    assert!(!shown.out.contains("visar inget"), "data alone goes to standard output");
    let json = ["analyse", "networks/handbok-steg-1", "one_sided", "--format", "json"];
    let json: serde_json::Value = serde_json::from_str(&run(&json).out).unwrap();
    assert_eq!(json["findings"].as_array().unwrap().len(), 0);
    assert_eq!(json["silent"][0]["rule"], "one_sided");
    assert!(json["silent"][0]["why"]["en"].as_str().unwrap().contains("model"));
    // Gravest first, whatever the rule.
    let order: Vec<&str> =
        shown.out.lines().filter_map(|line| line.rsplit_once(" [").map(|(_, end)| end)).collect();
    let rank =
        |word: &&str| ["allvarlig]", "viktig]", "att känna till]"].iter().position(|w| w == word);
    let ranks: Vec<usize> = order.iter().filter_map(rank).collect();
    assert!(ranks.len() > 50 && ranks.is_sorted(), "{ranks:?}");
}

#[test]
fn the_list_begins_with_those_over_65_and_is_short_enough_to_read() {
    let text = list("sodertalje-2020");
    let lines = || text.lines().filter(|line| line.starts_with("  "));
    assert!(lines().next().unwrap().contains("falls_between:aldre-over-65:protect"));
    assert!(lines().count() < 90, "{}", lines().count());
}

#[test]
fn questions_stand_in_the_list_and_are_counted_nowhere() {
    let json = ["analyse", "networks/sodertalje-2020", "--format", "json"];
    let json: serde_json::Value = serde_json::from_str(&run(&json).out).unwrap();
    let rows = json["findings"].as_array().unwrap();
    let questions: Vec<_> = rows.iter().filter(|row| row["question"] == true).collect();
    assert_eq!(questions.len(), 9);
    assert!(questions.iter().all(|row| row["rule"] == "checklist"));
    let two = ["networks/sodertalje-2020", "networks/sodertalje-2024"];
    let compared = run(&["compare", two[0], two[1], "--format", "json"]).out;
    let compared: serde_json::Value = serde_json::from_str(&compared).unwrap();
    let changed = compared["changes"]["findings"].as_array().unwrap();
    let of = |row: &serde_json::Value, side: &str| {
        row[side].as_str().is_some_and(|id| id.starts_with("checklist"))
    };
    assert!(!changed.is_empty());
    assert!(!changed.iter().any(|row| of(row, "old") || of(row, "new")));
    // A model has examples, no facts of a place: it answers none of them.
    let model = run(&["analyse", "networks/handbok-steg-1", "checklist"]);
    assert!(
        model.out.is_empty() && model.err.contains("dess exempel är inga uppgifter om en plats")
    );
}

#[test]
fn services_of_the_same_name_are_told_apart_by_who_has_them() {
    let network = settled(&open(&root().join("networks/sodertalje-2020")).network).network;
    let graph = Graph::new(&network);
    let found = Analysis::new(&graph, Parameters::default()).run(&[]);
    let text = |n| &found.iter().find(|f| f.id == format!("checklist:{n}")).unwrap().text;
    let readiness = text(8);
    for holder in ["Södertälje kommun", "Region Stockholm"] {
        let training = format!("Utbildningar om våld ({holder})");
        assert!(readiness.sv.contains(&training), "{}", readiness.sv);
        assert!(readiness.en.contains(&training), "{}", readiness.en);
    }
    // A name that stands once needs nobody beside it.
    assert!(readiness.sv.contains("Utbildning av personal i kommunen,"), "{}", readiness.sv);
}

#[test]
fn the_last_question_counts_the_plans_own_measures_of_help() {
    let json = ["analyse", "networks/sodertalje-2024", "checklist", "--format", "json"];
    let json: serde_json::Value = serde_json::from_str(&run(&json).out).unwrap();
    let findings = json["findings"].as_array().unwrap();
    let last = findings.iter().find(|finding| finding["id"] == "checklist:9").unwrap();
    let text = last["text"]["sv"].as_str().unwrap();
    // Focus areas 2 and 4 of the plan, and support to managers (5:9).
    assert!(text.contains("Åtgärder i planen: 2:2, 2:4, 2:5, 4:1, 4:3, 4:5 och 5:9."), "{text}");
    assert!(text.contains("för 4 av 4 par av grupp och slags hjälp"), "{text}");
}
