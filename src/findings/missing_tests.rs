//! The rules of missing ties, by hand on tiny networks, and their laws.

use proptest::prelude::*;

use super::{Analysis, Finding, Severity};
use crate::graph::Graph;
use crate::measure::Parameters;
use crate::model::*;

fn run(net: &Network, rule: &str) -> Vec<Finding> {
    Analysis::new(&Graph::new(net), Parameters::default()).run(&[rule])
}

fn ids(net: &Network, rule: &str) -> Vec<String> {
    run(net, rule).into_iter().map(|finding| finding.id).collect()
}

pub(super) fn actor(id: &str, parent: Option<&str>, asked: Option<bool>) -> Row<Actor> {
    Row::bare(Actor {
        id: id.into(),
        name: id.to_uppercase(),
        parent: parent.map(Into::into),
        interviewed: asked,
        ..Actor::default()
    })
}

pub(super) fn tie(from: &str, to: &str, kind: TieKind, by: &[&str]) -> Row<Tie> {
    Row::bare(Tie {
        id: format!("t-{from}-{to}"),
        from: from.into(),
        to: to.into(),
        kind: Some(kind),
        claimed_by: by.iter().map(|id| (*id).into()).collect(),
        ..Tie::default()
    })
}

pub(super) fn sit(
    net: &mut Network,
    forum: &str,
    function: Option<ForumFunction>,
    members: &[&str],
) {
    net.forums.push(Row::bare(Forum { id: forum.into(), function, ..Forum::default() }));
    for id in members {
        let actor = (*id).into();
        net.affiliations.push(Row::bare(Affiliation { forum: forum.into(), actor, role: None }));
    }
}

/// A municipality with an office and two units, the police and a shelter, all asked.
pub(super) fn place() -> Network {
    let yes = Some(true);
    Network {
        actors: vec![
            actor("kommun", None, yes),
            actor("kontor", Some("kommun"), yes),
            actor("rvc", Some("kontor"), yes),
            actor("skola", Some("kommun"), yes),
            actor("polis", None, yes),
            actor("jour", None, yes),
        ],
        ..Network::default()
    }
}

pub(super) fn duty(net: &mut Network, from: &str, to: &str) {
    net.mandates.push(Row::bare(Mandate {
        id: format!("m-{from}-{to}"),
        from: from.into(),
        to: Some(to.into()),
        about: "utreda tillsammans".into(),
        ..Mandate::default()
    }));
}

#[test]
fn a_duty_without_practice_is_a_gap_and_a_steering_group_is_no_practice() {
    let mut net = place();
    duty(&mut net, "kontor", "polis");
    duty(&mut net, "polis", "kontor");
    duty(&mut net, "kontor", "rvc");
    sit(&mut net, "styr", Some(ForumFunction::Steering), &["kontor", "polis"]);
    let found = run(&net, "mandated");
    assert_eq!(found.len(), 1, "one pair, and a duty within one body is none");
    assert_eq!(found[0].id, "mandated:kontor:polis");
    assert_eq!((found[0].severity, found[0].score), (Severity::High, (1.0, 1.0)));
    assert!(found[0].text.sv.contains("KONTOR och POLIS har en uppgift"), "{}", found[0].text.sv);
    assert!(found[0].text.sv.contains("ledningsnivå"), "{}", found[0].text.sv);
    for closes in
        [tie("rvc", "polis", TieKind::Consults, &[]), tie("polis", "kontor", TieKind::Trains, &[])]
    {
        let mut net = net.clone();
        net.ties.push(closes);
        assert!(run(&net, "mandated").is_empty());
    }
    net.ties.push(tie("kontor", "polis", TieKind::Wishes, &[]));
    assert_eq!(run(&net, "mandated").len(), 1, "a wish is no practice");
    let mut planned = net.clone();
    planned.measures.push(Row::bare(Measure {
        responsible: vec!["kontor".into()],
        partners: vec!["polis".into()],
        ..Measure::default()
    }));
    assert!(run(&planned, "mandated").is_empty(), "told as a measure");
    for actor in &mut net.actors {
        actor.interviewed = None;
    }
    let asked = run(&net, "mandated");
    assert_eq!((asked[0].severity, asked[0].score), (Severity::Low, (0.0, 1.0)));
    assert!(asked[0].title.sv.ends_with('?'), "{}", asked[0].title.sv);
    net.kind = Some(NetworkKind::Model);
    assert!(run(&net, "mandated").is_empty(), "a model has no gaps");
}

#[test]
fn a_wish_is_open_until_the_one_who_asks_has_a_way() {
    let mut net = place();
    net.ties.push(tie("jour", "polis", TieKind::Wishes, &["jour"]));
    let found = run(&net, "wished");
    assert_eq!(found[0].id, "wished:jour:polis");
    assert_eq!((found[0].severity, found[0].score), (Severity::Medium, (1.0, 1.0)));
    net.ties.push(tie("polis", "jour", TieKind::Trains, &[]));
    assert_eq!(run(&net, "wished")[0].severity, Severity::Low, "training is something");
    net.referrals.push(Row::bare(Referral {
        from: "jour".into(),
        to: "polis".into(),
        ..Referral::default()
    }));
    assert!(run(&net, "wished").is_empty());
}

#[test]
fn a_unit_that_asks_for_its_office_waits_though_others_have_a_way() {
    let mut net = place();
    net.ties.push(tie("kontor", "polis", TieKind::Wishes, &["rvc"]));
    net.actors.push(actor("siri", Some("kontor"), None));
    net.ties.push(tie("siri", "polis", TieKind::Consults, &[]));
    let found = run(&net, "wished");
    assert_eq!((found[0].severity, found[0].score), (Severity::Low, (0.0, 1.0)));
    assert!(found[0].text.sv.contains("att bygga på: SIRI och POLIS"), "{}", found[0].text.sv);
    net.ties.push(tie("rvc", "polis", TieKind::Cooperates, &[]));
    assert!(run(&net, "wished").is_empty());
}

#[test]
fn a_plan_that_answers_a_wish_is_told() {
    let mut net = place();
    let here = Claim {
        source: "k".into(),
        place: "6.2".into(),
        obtained: Obtained::Stated,
        interview: None,
        date: None,
        printed: None,
    };
    let mut wish = tie("jour", "polis", TieKind::Wishes, &["jour"]);
    wish.claims.push(here.clone());
    net.ties.push(wish);
    let mut said = Row::bare(Statement {
        id: "s".into(),
        text: "Vill ha direkta vägar till Polis".into(),
        kind: Some(StatementKind::Wish),
        actor: Some("jour".into()),
        ..Statement::default()
    });
    said.claims.push(here);
    net.statements.push(said);
    net.measures.push(Row::bare(Measure {
        id: "m".into(),
        number: Some("4:7".into()),
        ..Measure::default()
    }));
    net.answers.push(Row::bare(Answer {
        statement: "s".into(),
        degree: Some(Degree::Partly),
        measures: vec!["m".into()],
        ..Answer::default()
    }));
    let found = run(&net, "wished");
    assert_eq!(found[0].severity, Severity::Low);
    assert!(found[0].text.sv.contains("delvis på det i åtgärd 4:7"), "{}", found[0].text.sv);
    net.statements[0].text = "Vill ha mer pengar".into();
    assert!(!run(&net, "wished")[0].text.sv.contains("4:7"), "another wish of the same place");
}

pub(super) fn group(id: &str, conditions: &[&str]) -> Row<Group> {
    let conditions = conditions.iter().map(|c| (*c).to_owned()).collect();
    Row::bare(Group { id: id.into(), name: id.into(), conditions, ..Group::default() })
}

pub(super) fn service(
    id: &str,
    actor: &str,
    function: Function,
    groups: &[&str],
    doors: &[&str],
) -> Row<Service> {
    Row::bare(Service {
        id: id.into(),
        actor: actor.into(),
        name: id.into(),
        function: Some(function),
        groups: groups.iter().map(|id| (*id).into()).collect(),
        access: doors.iter().filter_map(|door| Door::from_slug(door)).collect(),
        ..Service::default()
    })
}

/// The school asks everybody; the shelter supports whoever comes.
fn asking() -> Network {
    let mut net = place();
    net.groups = vec![group("utsatta", &["exposed", "adult"]), group("unga", &["young"])];
    net.services = vec![
        service("enkat", "skola", Function::Ask, &["unga"], &[]),
        service("stod", "jour", Function::Support, &[], &["self_referral"]),
    ];
    net
}

#[test]
fn whoever_asks_must_know_where_the_answer_goes() {
    let mut net = asking();
    let found = run(&net, "broken_referral");
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].id, "broken_referral:skola");
    assert_eq!((found[0].severity, found[0].score), (Severity::Medium, (1.0, 1.0)));
    assert_eq!(found[0].subjects, ["skola", "unga"]);
    let mut open = net.clone();
    open.referrals.push(Row::bare(Referral {
        from: "skola".into(),
        to: "jour".into(),
        ..Referral::default()
    }));
    assert!(run(&open, "broken_referral").is_empty());
    net.actors[3].interviewed = Some(false);
    let unasked = run(&net, "broken_referral");
    assert_eq!((unasked[0].severity, unasked[0].score), (Severity::Low, (0.0, 1.0)));
    assert!(unasked[0].text.sv.contains("en fråga och inte en brist"));
}

#[test]
fn a_gate_that_nobody_can_open_is_told_apart_from_silence() {
    let mut net = asking();
    net.services[1].access = vec![Door(vec![Access::Decision])];
    net.services.push(service("annan", "rvc", Function::Support, &[], &["self_referral"]));
    net.ties.push(tie("skola", "jour", TieKind::Consults, &[]));
    let found = run(&net, "broken_referral");
    assert_eq!(found[0].id, "broken_referral:skola");
    assert_eq!(found[0].severity, Severity::High);
    assert!(found[0].text.sv.contains("kräver stod (JOUR) biståndsbeslut"), "{}", found[0].text.sv);
}

#[test]
fn what_helps_nobody_is_a_hole_and_no_broken_way() {
    let mut net = asking();
    net.services.truncate(1);
    assert!(run(&net, "broken_referral").is_empty());
}

#[test]
fn an_office_leads_on_for_its_units_and_a_kind_of_service_perhaps() {
    let mut net = asking();
    net.actors.push(actor("skolkontor", Some("kommun"), None));
    net.ties.push(tie("skolkontor", "jour", TieKind::Cooperates, &[]));
    let mut below = net.clone();
    below.actors[3].parent = Some("skolkontor".into());
    assert!(run(&below, "broken_referral").is_empty(), "the office above has a way");
    net.actors[6].kind = Some(ActorKind::Category);
    net.services.push(service("enkater", "skolkontor", Function::Ask, &["unga"], &[]));
    let found = run(&net, "broken_referral");
    assert_eq!((found[0].severity, found[0].score), (Severity::Low, (0.0, 1.0)));
}

#[test]
fn who_shares_a_group_and_meets_nowhere() {
    let mut net = place();
    net.groups = vec![group("aldre", &["exposed", "old"]), group("alla", &["exposed"])];
    for unit in [2, 4, 5] {
        net.actors[unit].meets = vec!["aldre".into(), "alla".into()];
    }
    let found = run(&net, "shared_group_no_forum");
    assert_eq!(found.len(), 1, "everybody exposed is no group");
    assert_eq!(found[0].id, "shared_group_no_forum:aldre");
    assert_eq!((found[0].severity, found[0].score), (Severity::Medium, (1.0, 1.0)));
    assert_eq!(found[0].subjects, ["aldre", "jour", "polis", "rvc"]);
    let mut closed = net.clone();
    sit(&mut closed, "styr", Some(ForumFunction::Steering), &["rvc", "polis", "jour"]);
    assert!(run(&closed, "shared_group_no_forum").is_empty(), "any forum is a forum");
    net.ties.push(tie("rvc", "polis", TieKind::Consults, &[]));
    let third = run(&net, "shared_group_no_forum");
    assert!((third[0].score.0 - 2.0 / 3.0).abs() < 1e-12, "{:?}", third[0].score);
    let strict = Parameters::default().with("overlap_at_least", 1.0).unwrap();
    net.groups.push(group("barn", &["exposed", "child"]));
    net.actors[5].meets.push("barn".into());
    let graph = Graph::new(&net);
    assert!(Analysis::new(&graph, strict).run(&["shared_group_no_forum"]).is_empty());
}

#[test]
fn units_under_one_manager_need_no_forum() {
    let mut net = place();
    net.groups = vec![group("aldre", &["exposed", "old"])];
    net.actors.push(actor("siri", Some("kontor"), Some(true)));
    for unit in [1, 2, 6] {
        net.actors[unit].meets = vec!["aldre".into()];
    }
    assert!(run(&net, "shared_group_no_forum").is_empty());
    net.actors[6].parent = Some("skola".into());
    assert_eq!(run(&net, "shared_group_no_forum").len(), 1);
}

#[test]
fn one_names_the_other_who_was_asked_and_does_not() {
    let mut net = place();
    net.ties.push(tie("jour", "polis", TieKind::Consults, &["jour"]));
    net.ties.push(tie("rvc", "polis", TieKind::Cooperates, &[]));
    let found = run(&net, "one_sided");
    assert_eq!(found.len(), 1, "what nobody in particular said is not one-sided");
    assert_eq!(found[0].id, "one_sided:polis");
    assert_eq!((found[0].severity, found[0].score), (Severity::Medium, (1.0, 1.0)));
    assert_eq!(found[0].subjects, ["polis", "jour"]);
    for by in [&["polis"][..], &["jour", "polis"]] {
        let mut both = net.clone();
        both.ties.push(tie("polis", "jour", TieKind::Informs, by));
        assert!(run(&both, "one_sided").is_empty());
    }
    let mut forum = net.clone();
    sit(&mut forum, "grupp", None, &["jour", "polis"]);
    assert!(run(&forum, "one_sided").is_empty(), "both sit there");
    for asked in [None, Some(false)] {
        net.actors[4].interviewed = asked;
        assert!(run(&net, "one_sided").is_empty(), "nobody asked");
    }
}

#[test]
fn an_answer_of_another_unit_makes_it_uncertain() {
    let mut net = place();
    net.actors.push(actor("barngrupp", Some("polis"), Some(true)));
    net.ties.push(tie("jour", "polis", TieKind::Consults, &["jour"]));
    let found = run(&net, "one_sided");
    assert_eq!((found[0].severity, found[0].score), (Severity::Low, (0.0, 1.0)));
    net.ties.push(tie("barngrupp", "jour", TieKind::Consults, &["barngrupp"]));
    assert!(run(&net, "one_sided").is_empty(), "a unit speaks for its body");
}

/// Networks of six actors with whatever the rules look at.
fn networks() -> impl Strategy<Value = Network> {
    let kinds = [TieKind::Consults, TieKind::Trains, TieKind::Wishes, TieKind::Cooperates];
    let ends = || (0..6usize, 0..6usize);
    let ties = prop::collection::vec((ends(), 0..4usize, 0..4u8), 0..9);
    let duties = prop::collection::vec(ends(), 0..4);
    let asked = prop::collection::vec(prop::option::of(any::<bool>()), 6);
    let under = prop::collection::vec(prop::option::of(0..6usize), 6);
    let seats = prop::collection::vec((0..2u8, 0..6usize), 0..5);
    let meets = prop::collection::vec((0..6usize, 0..3usize), 0..8);
    (ties, duties, asked, under, seats, meets).prop_map(
        move |(ties, duties, asked, under, seats, meets)| {
            let name = |n: usize| format!("a{n}");
            let mut net = Network::default();
            for n in 0..6 {
                // Only earlier ones lie above: no circles.
                let parent = under[n].filter(|&up| up < n).map(name);
                net.actors.push(actor(&name(n), parent.as_deref(), asked[n]));
            }
            for (i, ((from, to), kind, by)) in ties.into_iter().enumerate() {
                let (from, to) = (name(from), name(to));
                let by: &[&str] = match by {
                    0 => &[],
                    1 => &[&from],
                    2 => &[&to],
                    _ => &[&from, &to],
                };
                let mut row = tie(&from, &to, kinds[kind], by);
                row.id = format!("t{i}");
                net.ties.push(row);
            }
            for (from, to) in duties {
                duty(&mut net, &name(from), &name(to));
            }
            for forum in 0..2u8 {
                let members: Vec<String> =
                    seats.iter().filter(|(f, _)| *f == forum).map(|(_, a)| name(*a)).collect();
                let members: Vec<&str> = members.iter().map(String::as_str).collect();
                let function = (forum == 1).then_some(ForumFunction::Steering);
                sit(&mut net, &format!("f{forum}"), function, &members);
            }
            net.groups = vec![
                group("g0", &["exposed", "old"]),
                group("g1", &["exposed", "old", "dementia"]),
                group("g2", &["child"]),
            ];
            for (unit, row) in meets {
                net.actors[unit].meets.push(format!("g{row}").as_str().into());
            }
            net.services = vec![
                service("s0", "a0", Function::Support, &[], &["self_referral"]),
                service("s1", "a1", Function::Ask, &["g2"], &[]),
            ];
            net
        },
    )
}

const MISSING: [&str; 5] =
    ["mandated", "wished", "broken_referral", "shared_group_no_forum", "one_sided"];

proptest! {
    #[test]
    fn who_was_not_asked_is_never_one_sided(net in networks()) {
        for finding in run(&net, "one_sided") {
            let actor = net.actor(&finding.subjects[0]).unwrap();
            prop_assert_eq!(actor.interviewed, Some(true));
        }
    }

    #[test]
    fn the_tie_closes_the_finding(net in networks()) {
        for rule in ["mandated", "wished", "one_sided"] {
            for finding in run(&net, rule) {
                let mut closed = net.clone();
                let (first, rest) = finding.subjects.split_first().unwrap();
                for other in rest {
                    let by = [first.as_str(), other.as_str()];
                    closed.ties.push(tie(first, other, TieKind::Consults, &by));
                }
                prop_assert!(!ids(&closed, rule).contains(&finding.id), "{}", finding.id);
            }
        }
    }

    #[test]
    fn scores_are_shares_and_the_order_of_rows_plays_no_part(net in networks()) {
        let mut mixed = net.clone();
        mixed.actors.reverse();
        let half = mixed.ties.len() / 2;
        mixed.ties.rotate_left(half);
        mixed.groups.reverse();
        mixed.forums.reverse();
        mixed.affiliations.reverse();
        mixed.mandates.reverse();
        mixed.services.reverse();
        for rule in MISSING {
            let of = |net: &Network| {
                let mut found: Vec<_> = run(net, rule)
                    .into_iter()
                    .map(|f| (f.id, f.severity, f.score, f.subjects))
                    .collect();
                found.sort_by(|a, b| a.0.cmp(&b.0));
                found
            };
            let found = of(&net);
            for (id, _, (low, high), _) in &found {
                prop_assert!(0.0 <= *low && low <= high && *high <= 1.0, "{id}: {low} {high}");
            }
            prop_assert_eq!(found, of(&mixed));
        }
    }
}
