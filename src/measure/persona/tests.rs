//! A walk worked by hand, and what holds for every network.

use proptest::prelude::*;

use super::*;
use crate::graph::Graph;
use crate::measure::Parameters;
use crate::measure::coverage::{Class, coverage};
use crate::measure::dead_end::Reason;
use crate::measure::terrain::Terrain;
use crate::measure::tests::networks;
use crate::model::{
    Access, Actor, Affiliation, Basis, Door, Forum, ForumFunction, Referral, Row, Service, Tie,
    TieKind, TieStatus,
};

fn group(
    id: &str,
    age: (Option<u32>, Option<u32>),
    sex: Option<Sex>,
    conditions: &[&str],
) -> Group {
    Group {
        id: id.into(),
        age: AgeRange { min: age.0, max: age.1 },
        sex,
        conditions: conditions.iter().map(|c| (*c).to_owned()).collect(),
        ..Group::default()
    }
}

fn service(
    id: &str,
    actor: &str,
    function: Function,
    groups: &[&str],
    doors: &[&str],
) -> Row<Service> {
    Row::bare(Service {
        id: id.into(),
        actor: actor.into(),
        function: Some(function),
        groups: groups.iter().map(|id| (*id).into()).collect(),
        access: doors.iter().filter_map(|slug| Door::from_slug(slug)).collect(),
        ..Service::default()
    })
}

fn sends(id: &str, from: &str, to: &str, basis: Option<Basis>) -> Row<Referral> {
    Row::bare(Referral {
        id: id.to_owned(),
        from: from.into(),
        to: to.into(),
        basis,
        ..Referral::default()
    })
}

/// Home care meets the old and sends to the office, which decides; a women's shelter
/// asks for that decision; a men's group is not for her; a helpline is anonymous.
fn small() -> Network {
    let actor = |id: &str, parent: Option<&str>, meets: &[&str]| {
        Row::bare(Actor {
            id: id.into(),
            name: id.to_owned(),
            parent: parent.map(Into::into),
            meets: meets.iter().map(|id| (*id).into()).collect(),
            ..Actor::default()
        })
    };
    let mut decide = service("decide", "office", Function::Investigate, &[], &["self_referral"]);
    decide.grants = vec![Status::Decision];
    let mut house = service("house", "shelter", Function::House, &["women"], &["decision"]);
    house.granted_by = vec!["office".into()];
    Network {
        actors: vec![
            actor("town", None, &[]),
            actor("care", Some("town"), &["old"]),
            actor("office", Some("town"), &[]),
            actor("shelter", None, &[]),
            actor("line", None, &[]),
            actor("church", None, &["old"]),
        ],
        groups: vec![
            Row::bare(group("women", (None, None), Some(Sex::Female), &["exposed"])),
            Row::bare(group("men", (None, None), Some(Sex::Male), &["exposed"])),
            Row::bare(group("old", (Some(65), None), None, &["exposed"])),
            Row::bare(group("everybody", (None, None), None, &["exposed"])),
            Row::bare(group("addicts", (None, None), None, &["exposed", "addiction"])),
        ],
        services: vec![
            decide,
            house,
            service("group", "line", Function::Support, &["men"], &["self_referral"]),
            service("talk", "line", Function::Support, &[], &["anonymous"]),
        ],
        referrals: vec![
            sends("r1", "care", "office", None),
            sends("r2", "office", "shelter", Some(Basis::Consent)),
            sends("r3", "care", "line", Some(Basis::Deidentified)),
        ],
        ties: vec![Row::bare(Tie {
            id: "t1".into(),
            from: "care".into(),
            to: "church".into(),
            kind: Some(TieKind::Consults),
            ..Tie::default()
        })],
        forums: vec![Row::bare(Forum {
            id: "f".into(),
            function: Some(ForumFunction::Strategic),
            ..Forum::default()
        })],
        affiliations: ["care", "shelter"]
            .into_iter()
            .map(|id| Row::bare(Affiliation { forum: "f".into(), actor: id.into(), role: None }))
            .collect(),
        ..Network::default()
    }
}

fn woman_of_70() -> Group {
    group("?", (Some(70), Some(70)), Some(Sex::Female), &["exposed", "adult", "older"])
}

fn of(walks: &Walks, function: Function) -> &Journey {
    walks.journeys.iter().find(|journey| journey.function == function).unwrap()
}

#[test]
fn a_walk_by_hand() {
    let network = small();
    let graph = Graph::new(&network);
    let terrain = Terrain::new(&graph, Parameters::default());
    let person = woman_of_70();
    let found = coded(&network, &person, &[]);
    assert_eq!((found.same, found.within.as_slice()), (None, &[0, 2, 3][..]));
    assert_eq!(found.overlaps, [4]);
    assert_eq!(coded(&network, &person, &["addiction".to_owned()]).overlaps, [0; 0]);

    let view = terrain.view(&person);
    let walks = walks(&view);
    let house = of(&walks, Function::House);
    let cell = house.cell.as_ref().unwrap();
    // Own contact 0.95, decision 0.7, one handover claimed by one end 0.6 · 0.85. The shelter
    // is for women and does not speak of age, by which this network singles her out.
    assert!((cell.high - 0.6 * 0.95 * 0.7 * 0.6 * 0.85).abs() < 1e-12);
    assert_eq!((cell.low, cell.class), (0.0, Class::Between));
    assert_eq!(cell.named, [0; 0]);
    let best = &house.routes.routes[house.best.unwrap()];
    let through: Vec<&str> =
        best.states.iter().map(|s| network.actors[s.actor].id.as_str()).collect();
    assert_eq!(through, ["office", "office", "shelter"]);
    assert_eq!(house.gates.len(), 1);
    assert_eq!((house.gates[0].by.as_slice(), house.gates[0].reached), (&[2][..], true));

    // Support: nobody names her; the helpline does not shut her out, the men's group does.
    let support = of(&walks, Function::Support);
    let cell = support.cell.as_ref().unwrap();
    assert_eq!((cell.low, cell.class), (0.0, Class::Between));
    assert_eq!((cell.admitted.as_slice(), support.routes.shut.len()), (&[3][..], 1));

    // The church meets her and has nowhere to send her: no help from there but the tie back.
    let church = walks.arrivals.iter().find(|arrival| arrival.way.actor == 5).unwrap();
    assert!(church.leads.iter().any(|(_, outcome)| matches!(outcome, Outcome::Open(_))));

    assert_eq!(unseen(&view, &walks, &[Function::House]), [], "nothing names her at all");
}

#[test]
fn age_decides_what_names_a_person_only_where_it_tells_groups_apart() {
    let cell = |network: &Network, person: &Group| {
        let graph = Graph::new(network);
        let terrain = Terrain::new(&graph, Parameters::default());
        let view = terrain.view(person);
        let walks = walks(&view);
        let cell = of(&walks, Function::House).cell.clone().unwrap();
        (cell.named.len(), unseen(&view, &walks, &[Function::House]))
    };
    let woman = |age: u32| group("?", (Some(age), Some(age)), Some(Sex::Female), &["exposed"]);
    let network = small();
    assert_eq!(cell(&network, &woman(40)).0, 1, "nobody singles out the woman of 40");
    assert_eq!(cell(&network, &woman(70)).0, 0);
    // A service that says its ages speaks of them.
    let mut open = small();
    open.services[1].age = AgeRange { min: Some(18), max: None };
    assert_eq!(cell(&open, &woman(70)).0, 1);
    // So does one whose group is above the old in the package's own tree.
    let mut above = small();
    above.groups[2].parent = Some("women".into());
    assert_eq!(cell(&above, &woman(70)).0, 1);
    // Where age tells nobody apart, she is named as a woman; that she is old is unseen.
    let mut plain = small();
    plain.groups.retain(|row| row.id.as_str() != "old");
    assert_eq!(cell(&plain, &woman_of_70()), (1, vec![Trait::Age]));
}

#[test]
fn a_professional_by_hand() {
    let network = small();
    let graph = Graph::new(&network);
    let terrain = Terrain::new(&graph, Parameters::default());
    let person = woman_of_70();
    let view = terrain.view(&person);
    let walks = walks(&view);
    let found = colleague(&view, 1, &walks);
    assert_eq!(found.together, [1], "a principal is nobody's unit");
    let contacts: Vec<(&str, &[Rest])> = found
        .contacts
        .iter()
        .map(|c| (network.actors[c.actor].id.as_str(), c.rests_on.as_slice()))
        .collect();
    assert_eq!(
        contacts,
        [
            ("church", &[Rest::Tie(0, TieStatus::Unobserved)][..]),
            ("line", &[Rest::SendsTo(2)]),
            ("office", &[Rest::SendsTo(0)]),
            ("shelter", &[Rest::Forum(0)]),
        ]
    );
    assert_eq!(
        found.consult,
        [Consult::Deidentified(2), Consult::Consults(0), Consult::Anonymous(3)]
    );
    let handovers = |function: Function| {
        let (_, way) = found.ways_on.iter().find(|(f, _)| *f == function).unwrap();
        way.as_ref().map(|route| route.states.last().unwrap().handovers).map_err(|reason| *reason)
    };
    assert_eq!(handovers(Function::House), Ok(2));
    assert_eq!(handovers(Function::Support), Ok(1));
    assert_eq!(met_by(&graph, 1), [2]);

    // From the shelter nothing leads on to support, and no reason is made up.
    let from_shelter = colleague(&view, 3, &walks);
    let (_, way) = from_shelter.ways_on.iter().find(|(f, _)| *f == Function::Support).unwrap();
    assert!(matches!(way, Err(Some(Reason::NoWayOn))));
}

#[test]
fn a_person_who_is_a_coded_group_is_that_group() {
    let mut network = small();
    let person = group("?", (Some(65), None), None, &["exposed", "older"]);
    let found = coded(&network, &person, &[]);
    assert_eq!(found.same, Some(2), "no group asks for `older`, which the ages say");
    assert_eq!(settled(&network, &person, &found).id.as_str(), "old");
    // Where groups say the age by a word, the word and the years are the same.
    network.groups.push(Row::bare(group("kids", (None, None), None, &["exposed", "child"])));
    network.groups.push(Row::bare(group("grown", (None, None), None, &["exposed", "adult"])));
    let kid = group("?", (None, Some(17)), None, &["exposed", "child"]);
    let grown = group("?", (Some(18), None), None, &["exposed", "adult"]);
    let ten = group("?", (Some(10), Some(10)), None, &["exposed", "child"]);
    let same = |person: &Group| coded(&network, person, &[]).same;
    assert_eq!((same(&kid), same(&grown), same(&ten)), (Some(5), Some(6), None));
    assert_eq!(same(&person), Some(2));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// A person with a coded group's definition has that group's figures, although she
    /// bears another id.
    #[test]
    fn a_coded_group_described_has_its_own_cells(network in networks()) {
        let graph = Graph::new(&network);
        let terrain = Terrain::new(&graph, Parameters::default());
        let whole = coverage(&graph, Parameters::default());
        for (row, coded_group) in network.groups.iter().enumerate() {
            let person = Group { id: "?".into(), ..coded_group.value.clone() };
            let found = coded(&network, &person, &[]);
            let person = settled(&network, &person, &found);
            let view = terrain.view(&person);
            let walks = walks(&view);
            for cell in whole.cells.iter().filter(|cell| cell.group == row) {
                let journey = of(&walks, cell.function);
                let own = journey.cell.as_ref().unwrap();
                prop_assert_eq!((own.low, own.high, own.class), (cell.low, cell.high, cell.class));
                prop_assert_eq!(journey.best.is_some(), !cell.admitted.is_empty());
            }
        }
    }

    /// One service more never makes it worse for anybody.
    #[test]
    fn adding_a_service_never_worsens(network in networks(), age in 0u32..100, who in 0usize..5) {
        let person = group("?", (Some(age), Some(age)), Some(Sex::Female), &["exposed", "adult"]);
        let cells = |network: &Network| {
            let graph = Graph::new(network);
            let terrain = Terrain::new(&graph, Parameters::default());
            let found = walks(&terrain.view(&person));
            found.journeys.into_iter().filter_map(|journey| journey.cell).collect::<Vec<_>>()
        };
        let mut more = network.clone();
        more.services.push(Row::bare(Service {
            id: "more".into(),
            actor: network.actors[who].id.clone(),
            function: Some(Function::Support),
            access: vec![Door(vec![Access::SelfReferral])],
            ..Service::default()
        }));
        let after = cells(&more);
        for cell in cells(&network) {
            let now = after.iter().find(|other| other.function == cell.function).unwrap();
            prop_assert!(now.low >= cell.low - 1e-12 && now.high >= cell.high - 1e-12);
        }
    }

    /// Every place where she comes in leads somewhere or says why not.
    #[test]
    fn every_way_in_is_answered(network in networks(), age in 0u32..100) {
        let person = group("?", (Some(age), Some(age)), None, &["exposed"]);
        let graph = Graph::new(&network);
        let terrain = Terrain::new(&graph, Parameters::default());
        let walks = walks(&terrain.view(&person));
        let asked = walks.journeys.iter().filter(|journey| journey.cell.is_some()).count();
        for arrival in &walks.arrivals {
            prop_assert_eq!(arrival.leads.len(), asked);
        }
        for actor in 0..network.actors.len() {
            let found = colleague(&terrain.view(&person), actor, &walks);
            prop_assert_eq!(found.ways_on.len(), asked);
            prop_assert!(found.contacts.iter().all(|c| !found.together.contains(&c.actor)));
        }
    }
}
