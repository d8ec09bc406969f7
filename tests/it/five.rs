//! The five sources: what each package must hold, and what follows from them.

use std::collections::BTreeMap;

use samkarta::compare::{Change, Comparison, Fate, compare};
use samkarta::findings::{Analysis, Finding, Severity};
use samkarta::graph::Graph;
use samkarta::load::Severity as Weight;
use samkarta::measure::Parameters;
use samkarta::measure::plan::spread;
use samkarta::model::{
    ActorKind, Date, Degree, ForumFunction, Function, Measure, Network, NetworkKind, Prevention,
    Row,
};

use crate::fixture::{open, root, run};

const FIVE: [&str; 5] =
    ["sodertalje-2020", "sodertalje-2024", "nck-2022", "handbok-steg-1", "sundbyberg-2018"];

fn network(id: &str) -> Network {
    open(&root().join("networks").join(id)).network
}

fn found(network: &Network, rule: &str, day: &str) -> Vec<Finding> {
    let graph = Graph::new(network);
    Analysis::new(&graph, Parameters::default()).seen_from(Date::parse(day)).run(&[rule])
}

fn both(with: impl FnOnce(&Network, &Network, &Comparison)) {
    let (old, new) = (network("sodertalje-2020"), network("sodertalje-2024"));
    let (before, after) = (Graph::new(&old), Graph::new(&new));
    let analysis =
        |graph| Analysis::new(graph, Parameters::default()).seen_from(Date::parse("2026-11-22"));
    with(&old, &new, &compare(&analysis(&before), &analysis(&after)));
}

/// The end date of the agreement or forum, as the package states it.
fn ends<'a>(network: &'a Network, id: &str) -> Option<&'a str> {
    let agreement = network.agreements.iter().find(|row| row.id.as_str() == id);
    let forum = network.forum(id).and_then(|row| row.ends.as_deref());
    agreement.and_then(|row| row.ends.as_deref()).or(forum)
}

fn says(network: &Network, value: f64, word: &str) -> bool {
    let is = |f: &&Row<samkarta::model::Figure>| f.value.value == value && f.name.contains(word);
    network.figures.iter().any(|f| is(&f))
}

#[test]
fn all_five_are_clean_but_for_the_number_that_the_plan_leaves_out() {
    for id in FIVE {
        let package = open(&root().join("networks").join(id));
        assert!(!package.has_errors(), "{id}: {:?}", package.problems);
        let said: Vec<&str> = package.problems.iter().map(|p| p.what.sv.as_str()).collect();
        let expected: &[&str] = match id {
            "sodertalje-2024" => &["numret 1:7 saknas mellan 1:6 och 1:8"],
            _ => &[],
        };
        assert_eq!(said, expected, "{id}");
        assert!(package.problems.iter().all(|p| p.severity == Weight::Warning));
        assert!(package.others.is_empty(), "{id}: {:?}", package.others.keys());
        let checked = run(&["check", &format!("networks/{id}")]);
        assert_eq!(checked.code, 0, "{id}: {}{}", checked.out, checked.err);
    }
    let checked = run(&["check", "networks/sodertalje-2024"]);
    assert!(checked.out.contains("1:7 saknas"), "{}", checked.out);
}

#[test]
fn every_row_of_the_five_names_its_place() {
    for id in FIVE {
        let network = network(id);
        let rows = [
            network.actors.iter().filter(|r| r.claims.is_empty()).count(),
            network.forums.iter().filter(|r| r.claims.is_empty()).count(),
            network.services.iter().filter(|r| r.claims.is_empty()).count(),
            network.measures.iter().filter(|r| r.claims.is_empty()).count(),
            network.agreements.iter().filter(|r| r.claims.is_empty()).count(),
            network.statements.iter().filter(|r| r.claims.is_empty()).count(),
            network.answers.iter().filter(|r| r.claims.is_empty()).count(),
        ];
        assert_eq!(rows, [0; 7], "{id}");
        assert!(network.kind.is_some(), "{id} does not say what sort of source it is");
    }
}

/// The plan as printed: numbers, boards that answer and share, levels.
const PLAN: [(&str, usize, usize, &str); 33] = [
    ("1:1", 1, 0, "Universell"),
    ("1:2", 1, 0, "Universell"),
    ("1:3", 6, 0, "Universell"),
    ("1:4", 1, 0, "Universell"),
    ("1:5", 1, 0, "Universell"),
    ("1:6", 1, 6, "Universell"),
    ("1:8", 1, 11, "Universell"),
    ("1:9", 1, 1, "Universell"),
    ("2:1", 1, 0, "Indikerad, Selektiv"),
    ("2:2", 1, 0, "Indikerad, Selektiv"),
    ("2:3", 1, 0, "Indikerad"),
    ("2:4", 1, 0, "Indikerad"),
    ("2:5", 1, 0, "Indikerad"),
    ("3:1", 1, 5, "Indikativ, Selektiv"),
    ("3:2", 2, 0, "Universell"),
    ("3:3", 1, 0, "Universell"),
    ("3:4", 1, 11, "Indikativ, Selektiv"),
    ("4:1", 2, 0, "Indikerad"),
    ("4:2", 2, 0, "Indikerad"),
    ("4:3", 1, 0, "Indikerad"),
    ("4:4", 1, 0, "Indikerad"),
    ("4:5", 1, 0, "Indikerad"),
    ("4:6", 4, 0, "Selektiv"),
    ("4:7", 1, 0, "Indikerad"),
    ("5:1", 8, 0, "Indikerad"),
    ("5:2", 3, 0, "Indikerad"),
    ("5:3", 8, 0, "Indikerad"),
    ("5:4", 1, 3, "Selektiv"),
    ("5:5", 3, 0, "Universell"),
    ("5:6", 5, 0, "Indikerad"),
    ("5:7", 1, 0, "Indikerad"),
    ("5:8", 1, 0, "Universell"),
    ("5:9", 2, 0, "Indikerad"),
];

#[test]
fn the_plan_of_2024_holds_its_33_measures_as_printed() {
    let network = network("sodertalje-2024");
    let printed = |row: &Row<Measure>| {
        row.claims.iter().find_map(|claim| claim.printed.clone()).unwrap_or_default()
    };
    let read: Vec<(String, usize, usize, String)> = network
        .measures
        .iter()
        .map(|row| {
            let number = row.number.clone().unwrap();
            (number, row.responsible.len(), row.co_responsible.len(), printed(row))
        })
        .collect();
    let read: Vec<(&str, usize, usize, &str)> =
        read.iter().map(|(n, a, b, p)| (n.as_str(), *a, *b, p.as_str())).collect();
    assert_eq!(read, PLAN);
    for row in &network.measures {
        let level = |word: &str| match word {
            "Universell" => Prevention::Universal,
            "Selektiv" => Prevention::Selective,
            // Both are printed for one level.
            "Indikerad" | "Indikativ" => Prevention::Indicated,
            other => panic!("{other}"),
        };
        let levels: Vec<Prevention> = printed(row).split(", ").map(level).collect();
        assert_eq!(row.prevention, levels, "{:?}", row.number);
    }
}

#[test]
fn the_plan_of_2024_says_who_steers_and_what_it_replaces() {
    let network = network("sodertalje-2024");
    let areas: Vec<_> = network.goals.iter().filter(|goal| goal.parent.is_none()).collect();
    let conditions = |area: &str| {
        let of = |goal: &&Row<samkarta::model::Goal>| {
            goal.parent.as_ref().is_some_and(|parent| parent.as_str() == area)
        };
        network.goals.iter().filter(of).count()
    };
    assert_eq!(areas.len(), 5);
    assert_eq!(["f1", "f2", "f3", "f4", "f5"].map(conditions), [2, 2, 2, 2, 3]);
    let steering = network.forum("styrgruppen-vald").unwrap();
    assert_eq!(steering.function, Some(ForumFunction::Steering));
    let given = network.measures.iter().filter(|m| m.forum.as_ref() == Some(&steering.id));
    let given: Vec<&str> = given.filter_map(|m| m.number.as_deref()).collect();
    assert_eq!(given, ["1:8", "3:4"]);
    let plan = network.agreements.iter().find(|a| a.id.as_str() == "a-handlingsplan-2024").unwrap();
    assert_eq!((plan.starts.as_deref(), plan.ends.as_deref()), (Some("2024"), Some("2027")));
    let before = plan.replaces.as_ref().unwrap();
    assert_eq!(ends(&network, before.as_str()), Some("2023-12-31"));
    let follows_up =
        |m: &&Row<samkarta::model::Mandate>| m.from.as_str().contains("kommunstyrelse");
    assert!(network.mandates.iter().any(|m| follows_up(&m)));
    let coordinates = |s: &&Row<samkarta::model::Service>| {
        s.actor.as_str() == "samordnare-vald" && s.function == Some(Function::Coordinate)
    };
    assert!(network.services.iter().any(|s| coordinates(&s)));
    let vulnerable = network
        .groups
        .iter()
        .filter(|g| g.parent.as_ref().is_some_and(|p| p.as_str() == "sarskilt-sarbara"));
    assert!(vulnerable.count() >= 9);
}

#[test]
fn the_magazine_holds_each_collaboration_as_a_part() {
    let network = network("nck-2022");
    assert_eq!(network.kind, Some(NetworkKind::Magazine));
    let mut parts: BTreeMap<&str, usize> = BTreeMap::new();
    for row in &network.actors {
        *parts.entry(row.attributes.get("part").map_or("", String::as_str)).or_default() += 1;
    }
    assert!(parts.len() >= 12, "{parts:?}");
    let rhythm = |id: &str| network.forum(id).unwrap().meetings_per_year;
    assert_eq!(rhythm("natverket-fyrbodal").min, Some(6.0), "three times a term");
    assert_eq!(rhythm("motena-mora").min, Some(6.0), "every other month");
    assert_eq!(rhythm("samradsgruppen-norrsken").min, Some(52.0), "weekly");
    assert_eq!(network.forum("samradsgruppen-norrsken").unwrap().size, Some(7));
    assert_eq!(ends(&network, "a-fyrbodal-avtal"), Some("2023"));
    assert_eq!(ends(&network, "a-operation-norrsken"), Some("2022-12-31"));
    assert!(says(&network, 17.0, "Kommuner"));
    assert!(says(&network, 55.0, "Ärenden"));
    assert!(says(&network, 23.0, "Myndigheter"));
    assert!(network.figures.iter().any(|f| f.value.value == 15.0), "15 signatories");
    let halland = network.agreements.iter().find(|a| a.id.as_str() == "a-halland-samverkansavtal");
    assert_eq!(halland.unwrap().parties.len(), 6);
    assert!(halland.unwrap().form.as_deref().unwrap().contains("invånarantal"));
    let partnership = network.agreements.iter().find(|a| a.id.as_str() == "a-thaiwise-iop");
    assert!(partnership.unwrap().form.as_deref().unwrap().contains("partnerskap"));
    let shares = |r: &&Row<samkarta::model::Referral>| r.basis.is_some();
    assert!(network.referrals.iter().any(|r| shares(&r)), "consent or de-identified");
}

#[test]
fn sundbyberg_holds_seven_sub_goals_and_its_partners_forms_of_agreement() {
    let network = network("sundbyberg-2018");
    let numbers: Vec<&str> = network.goals.iter().filter_map(|g| g.number.as_deref()).collect();
    assert_eq!(numbers, ["1", "2", "3", "4", "5", "6", "7"]);
    assert!(network.measures.iter().all(|m| m.period.is_some()), "every activity has its period");
    let group = network.forum("intern-samverkansgrupp-sundbyberg").unwrap();
    assert_eq!(group.meetings_per_year.min, Some(6.0));
    assert_eq!(group.meetings_per_year.max, None, "at least");
    let form = |id: &str| {
        let row = network.agreements.iter().find(|a| a.id.as_str() == id).unwrap();
        row.form.clone().unwrap()
    };
    assert_eq!(form("a-rvc"), "enligt avtal");
    assert_eq!(form("a-brottsofferjouren"), "enligt skriftlig överenskommelse");
    assert_eq!(form("a-kvinnojouren"), "kontinuerligt");
    let convener = |id: &str| network.forum(id).unwrap().convener.clone();
    assert_eq!(convener("regionalt-natverk-stockholm"), Some("lansstyrelsen".into()));
    assert!(network.forum("natverk-vinr").is_some());
    assert!(says(&network, 8.0, "Kommuner"));
}

#[test]
fn the_handbook_is_a_model_with_a_whole_chain_and_nine_questions() {
    let network = network("handbok-steg-1");
    assert_eq!(network.kind, Some(NetworkKind::Model));
    let of = |goal: &&Row<samkarta::model::Goal>| {
        goal.parent.as_ref().is_some_and(|parent| parent.as_str() == "checklista")
    };
    assert_eq!(network.goals.iter().filter(of).count(), 9);
    let chain = found(&network, "chain_of_command", "2026-11-22");
    assert_eq!(chain[0].score.0, 1.0, "{:?}", chain[0]);
    assert!(chain[0].text.sv.contains(
        "Fullmäktige → Politisk styrgrupp → Styrgrupp → Samverkansteam → Operativa arbetsgrupper"
    ));
    assert!(!network.mandates.is_empty(), "duties by law");
    let lines = network.services.iter().filter(|s| s.function == Some(Function::Support));
    assert!(lines.count() >= 4, "national support lines");
    // A model is no place: nobody falls between anything in it.
    for rule in ["falls_between", "never_asked", "key_actor"] {
        assert!(found(&network, rule, "2026-11-22").is_empty(), "{rule}");
    }
}

#[test]
fn the_board_for_elderly_care_is_in_seven_measures_and_in_none_of_two_areas() {
    let network = network("sodertalje-2024");
    let findings = found(&network, "plan_practice", "2026-11-22");
    let first = &findings[0];
    assert_eq!(first.id, "plan_practice:areas:aldreomsorgsnamnden");
    assert_eq!(first.severity, Severity::High);
    assert_eq!(
        first.title.sv,
        "Äldreomsorgsnämnden har 7 av 33 åtgärder, men ingen i fokusområde 2 och 4"
    );
    let says = "1:6, 1:8, 3:1, 3:4, 5:1, 5:2 och 5:3";
    assert!(first.text.sv.contains(says), "{}", first.text.sv);
    assert!(first.text.sv.contains("Socialnämnden"), "{}", first.text.sv);
    assert!(first.text.sv.contains("kan ta emot alla åldrar"), "{}", first.text.sv);
    assert!(first.text.en.contains("may serve all ages"), "{}", first.text.en);
}

#[test]
fn measures_that_nobody_can_carry_out_alone_have_no_known_forum() {
    let network = network("sodertalje-2024");
    let findings = found(&network, "plan_practice", "2026-11-22");
    let about = |kind: &str| -> Vec<&str> {
        let prefix = format!("plan_practice:{kind}:");
        findings.iter().filter_map(|f| f.id.strip_prefix(&prefix)).collect()
    };
    // Others than the municipality's own: civil society, KAST, health care, police.
    assert_eq!(about("forum"), ["m-1-3", "m-2-2", "m-2-3", "m-4-2", "m-4-7"]);
    let unclear = findings.iter().find(|f| f.id == "plan_practice:unclear").unwrap();
    assert_eq!(unclear.score, (0.0, 15.0), "they may meet in the steering group");
    assert!(unclear.text.sv.contains("Styrgruppen"), "{}", unclear.text.sv);
    let boards = findings.iter().find(|f| f.id == "plan_practice:boards").unwrap();
    assert!(boards.text.sv.contains("Äldreomsorgsnämnden (7 åtgärder)"), "{}", boards.text.sv);
    // The plan describes no help for those exposed: one line, not one for each group.
    assert_eq!(about("group"), [""; 0]);
    let groups = findings.iter().find(|f| f.id == "plan_practice:groups").unwrap();
    assert!(groups.subjects.iter().any(|id| id == "sarskilt-sarbara"), "{:?}", groups.subjects);
    // For those who use violence it describes treatment, which the title must not deny.
    let graph = Graph::new(&network);
    let every = Analysis::new(&graph, Parameters::default()).every(&["plan_practice"]);
    let users = every.iter().find(|f| f.id == "plan_practice:group:utovare").unwrap();
    assert!(users.title.sv.ends_with("källan nämner bara insatser av annat slag"), "{users:?}");
    assert!(users.text.sv.contains("Beteendeförändrande insatser"), "{}", users.text.sv);
}

#[test]
fn measures_spread_over_group_function_level_and_board() {
    let network = network("sodertalje-2024");
    let graph = Graph::new(&network);
    let shares = spread(&graph);
    let row = |id: &str| graph.actor(id).unwrap();
    let of = |board: usize| {
        let mut measures: Vec<usize> = shares
            .iter()
            .filter(|share| share.board == board)
            .flat_map(|share| share.measures.clone())
            .collect();
        measures.sort_unstable();
        measures.dedup();
        measures.len()
    };
    assert_eq!(of(row("aldreomsorgsnamnden")), 7);
    assert_eq!(of(row("socialnamnden")), 27);
    let protect = shares.iter().filter(|s| s.function == Some(Function::Protect));
    let boards: Vec<&str> = protect.map(|s| network.actors[s.board].id.as_str()).collect();
    assert_eq!(boards, ["socialnamnden", "omsorgsnamnden"]);
    let boards = network.actors.iter().filter(|a| a.kind == Some(ActorKind::Board));
    assert!(boards.count() >= 12);
    let shown = run(&["plan", "networks/sodertalje-2024", "--format", "csv"]);
    assert_eq!(shown.out.lines().count(), shares.len() + 1);
}

#[test]
fn the_older_are_first_among_what_the_plan_touches_and_does_not_close() {
    both(|old, _, compared| {
        let first = &compared.questions[0];
        assert_eq!((first.fate, first.is_help, first.was_fragile), (Fate::Touched, true, false));
        assert_eq!(old.groups[first.group].id.as_str(), "aldre-over-65");
        let holes = first.holes.iter().map(|&row| &compared.holes[row]);
        let functions: Vec<Function> = holes.clone().map(|hole| hole.function).collect();
        assert_eq!(functions, [Function::Protect, Function::Support]);
        for hole in holes {
            assert!(hole.offers.is_empty() && hole.touches.len() == 8, "{hole:?}");
        }
    });
    let shown = run(&["compare", "networks/sodertalje-2020", "networks/sodertalje-2024"]);
    let touched = shown.out.split("\nberört men inte stängt: ").nth(1).unwrap();
    let first = touched.lines().nth(1).unwrap();
    assert!(first.starts_with("- Äldre över 65 år: skydd och stöd"), "{first}");
    assert!(shown.out.contains("Källorna är av olika slag: intervjuer och handlingsplan."));
}

#[test]
fn every_hole_of_2020_is_answered_and_a_plan_alone_closes_none() {
    both(|old, new, compared| {
        let graph = Graph::new(old);
        let analysis = Analysis::new(&graph, Parameters::default());
        let findings = analysis.every(&["falls_between"]);
        // What sums up a function is about no hole of its own.
        let is_hole = |id: &&str| id.split(':').count() == 3;
        let mut asked: Vec<&str> = findings.iter().map(|f| f.id.as_str()).filter(is_hole).collect();
        let mut answered: Vec<&str> = compared.holes.iter().map(|h| h.finding.as_str()).collect();
        asked.sort_unstable();
        answered.sort_unstable();
        assert_eq!(answered, asked);
        assert!(compared.holes.iter().all(|hole| hole.fate != Fate::Closed));
        let fate = |finding: &str| {
            let hole = compared.holes.iter().find(|h| h.finding == finding).unwrap();
            let by = hole.offers.iter().map(|&m| new.measures[m].label()).collect::<Vec<_>>();
            (hole.fate, by.join(" "))
        };
        let promised = (Fate::Promised, "4:1".to_owned());
        let disabled = "personer-med-intellektuell-funktionsnedsattning";
        assert_eq!(fate(&format!("falls_between:{disabled}:support")), promised);
        assert_eq!(fate("falls_between:aldre-over-65:ask"), (Fate::Promised, "3:4".to_owned()));
        assert_eq!(fate("falls_between:utsatta-man:protect").0, Fate::Untouched);
    });
}

#[test]
fn every_wish_of_2020_was_read_and_most_are_unanswered() {
    both(|_, _, compared| {
        assert_eq!(compared.wishes.len(), 99);
        let of = |degree| compared.wishes.iter().filter(|w| w.degree == degree).count();
        assert_eq!(of(None), 0, "nobody's wish was left unread");
        let (answered, partly) = (of(Some(Degree::Answered)), of(Some(Degree::Partly)));
        assert_eq!(answered + partly + of(Some(Degree::Unanswered)), 99);
        for wish in &compared.wishes {
            let by = !wish.measures.is_empty();
            assert_eq!(by, wish.degree != Some(Degree::Unanswered), "{wish:?}");
        }
        assert!(of(Some(Degree::Unanswered)) > partly && partly > answered);
    });
}

#[test]
fn what_a_plan_does_not_mention_is_not_gone() {
    both(|old, new, compared| {
        let gone = [Change::Went, Change::Came];
        for list in [
            &compared.changes.actors,
            &compared.changes.forums,
            &compared.changes.ties,
            &compared.changes.findings,
        ] {
            assert!(list.iter().all(|c| !gone.contains(&c.change.unwrap())), "{list:?}");
        }
        let change = |id: &str| {
            let is = |c: &&samkarta::compare::Changed| c.old.as_deref() == Some(id);
            let found = compared.changes.actors.iter().find(is).unwrap();
            (found.change.unwrap(), found.new.clone().unwrap_or_default())
        };
        assert_eq!(change("rvc"), (Change::Stayed, "rvc".to_owned()));
        assert_eq!(change("socialkontoret"), (Change::PartOf, "socialnamnden".to_owned()));
        assert_eq!(change("hemtjansten").0, Change::NotSeenNow);
        assert_ne!(old.kind, new.kind);
        // The office under the board, with what 2020 knew of it.
        let office = compared.union.network.actor("aldreomsorgen").unwrap();
        assert_eq!(office.parent.as_ref().unwrap().as_str(), "aldreomsorgsnamnden");
    });
}

#[test]
fn what_ends_is_seen_from_a_day() {
    let network = network("nck-2022");
    let of = |day: &str, id: &str| {
        let findings = found(&network, "ending", day);
        findings.into_iter().find(|f| f.id == format!("ending:{id}")).unwrap()
    };
    let norrsken = of("2022-11-15", "a-operation-norrsken");
    assert_eq!(
        norrsken.title.sv,
        "Samverkansprojektet Operation Norrsken: löper ut 2022-12-31, om 46 dagar"
    );
    let after = of("2026-11-22", "a-operation-norrsken");
    assert!(after.title.sv.ends_with("tiden gick ut 2022-12-31"), "{}", after.title.sv);
    assert!(after.text.sv.contains("Samrådsgruppen"), "{}", after.text.sv);
    let fyrbodal = of("2022-11-15", "a-fyrbodal-avtal");
    assert!(fyrbodal.text.sv.contains("Resurscentrum"), "{}", fyrbodal.text.sv);
    assert_eq!(of("2010-01-01", "a-fyrbodal-avtal").severity, Severity::Low);
    let shown = run(&["analyse", "networks/nck-2022", "ending", "--as-of", "2022-11-15"]);
    assert!(shown.out.contains("om 46 dagar") && shown.err.contains("as_of=2022-11-15"));
    let refused = run(&["analyse", "networks/nck-2022", "--as-of", "i fjol"]);
    assert_eq!(refused.code, 2, "{}", refused.err);
}

#[test]
fn the_collection_table_shows_the_same_indicators_and_never_a_zero_for_unknown() {
    let folders = FIVE.map(|id| format!("networks/{id}"));
    let mut args = vec!["collection", "--format", "json", "--as-of", "2026-11-22"];
    args.extend(folders.iter().map(String::as_str));
    let table: serde_json::Value = serde_json::from_str(&run(&args).out).unwrap();
    let cell = |id: &str, network: usize| {
        let rows = table["indicators"].as_array().unwrap();
        let row = rows.iter().find(|row| row["id"] == id).unwrap();
        assert_eq!(row["values"].as_array().unwrap().len(), 5);
        row["values"][network].clone()
    };
    assert_eq!(cell("interviews", 0)["value"], 30.0);
    assert!(cell("interviews", 1)["value"].is_null(), "a plan has no interviews");
    assert_eq!(cell("measures", 1)["value"], 33.0);
    assert_eq!(cell("no_forum", 1)["of"], 20.0);
    assert!(cell("holes", 2)["value"].is_null() && cell("holes", 3)["value"].is_null());
    assert_eq!(cell("chain", 3)["value"], 3.0);
    // 2020: eight forums of unknown function, no plan, no measures.
    for (id, at) in [("chain", 0), ("measures", 0), ("chain", 1), ("no_forum", 0)] {
        assert!(cell(id, at)["value"].is_null(), "{id} of {at}");
    }
    for row in table["indicators"].as_array().unwrap() {
        assert!(row["definition"]["sv"].as_str().unwrap().len() > 20, "{row}");
    }
}
