//! The list of findings of the five packages as it stands: class, id and title of each, and
//! why the other rules say nothing. A change of a rule shows here what it does to them.

use std::fmt::Write as _;

use samkarta::findings::{Analysis, RULES};
use samkarta::graph::Graph;
use samkarta::link::settled;
use samkarta::measure::Parameters;
use samkarta::model::{Date, Word};

use crate::fixture::{open, root, run};

/// Findings that nobody has read against the source.
const UNREAD: &str = "nothing yet";

/// What the findings of each rule were read against: places in the source, and what it says
/// there, or that nobody has read them so yet. A rule that begins to speak of a package needs a
/// line.
const READ: &[(&str, &str, &str)] = &[
    (
        "sodertalje-2020",
        "falls_between",
        "10.3: over 65 fall between; 8.5, 8.7, 9.1.4: nobody asks them, older women are hard to \
         reach. 9.2.3: exposed men are missed. 9.1.2: more for the young who use violence. 10.1: \
         few with intellectual disability are seen. 8.3, 9.1.6: honour. 8.6: no housing for \
         those who stay with the abuser. 5.1: Siri, home care and homes for the old ask for a \
         decision. 3, 6.1: RVC is the hub for women, children and users of violence",
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
        "6.3, 7.2 the academic centre trains the region's own; 5.1 referrals; 3, 6.1, 7.6 children's \
         house, police and prosecutor under one roof; 6.1, 5.2 RVC, hospital counsellors and the \
         helplines; 4, 7.8 adult education's team works inside the school",
    ),
    (
        "sodertalje-2020",
        "duplicates",
        "7.6 names two weekly meetings; 5.2 deacons of two congregations; 6.2 and 5.2 counsellors; \
         5.2 two churches. All four are questions, rightly",
    ),
    ("sodertalje-2020", "chain_of_command", UNREAD),
    ("sodertalje-2020", "checklist", UNREAD),
    (
        "sodertalje-2024",
        "falls_between",
        "F2 and 2:1: the municipality offers measures for those who use violence, without saying \
         how one comes there",
    ),
    (
        "sodertalje-2024",
        "plan_practice",
        "only the groups: focus area 2 and measures 2:1–2:5; that no housing or crisis support for users of violence is described is no gap, 2:4 and 2:5 are to look into it",
    ),
    ("sodertalje-2024", "mandated", UNREAD),
    ("sodertalje-2024", "ending", UNREAD),
    ("sodertalje-2024", "duplicates", UNREAD),
    ("sodertalje-2024", "chain_of_command", UNREAD),
    ("sodertalje-2024", "checklist", UNREAD),
    ("nck-2022", "plan_practice", UNREAD),
    ("nck-2022", "wished", UNREAD),
    ("nck-2022", "ending", UNREAD),
    ("nck-2022", "duplicates", UNREAD),
    ("handbok-steg-1", "duplicates", UNREAD),
    ("handbok-steg-1", "chain_of_command", UNREAD),
    ("handbok-steg-1", "checklist", UNREAD),
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
    ("sundbyberg-2018", "checklist", UNREAD),
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
