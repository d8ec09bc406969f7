//! Registers and lists of others as drafts: HSDS, mapped tables, edge lists, matrices.

use std::collections::BTreeMap;
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};

use samkarta::load::agency::{self, AgencyError, Format, Mapping, Reading};
use samkarta::load::import::merge;
use samkarta::load::package::new_package;
use samkarta::load::{Draft, Fate, Package, Receipt, Why};
use samkarta::model::{
    Access, Actor, ActorKind, Alias, Door, Forum, Function, Group, Network, Row, Sector, Sex,
    SourceId, TieKind, Word,
};
use zip::write::SimpleFileOptions;

use crate::fixture::{folder, open, root};

/// A fixture's path.
pub fn data(name: &str) -> PathBuf {
    root().join("tests/data/agency").join(name)
}

/// The draft of a file for a network.
pub fn draft(path: &Path, known: &Network, mapping: Option<&Mapping>) -> Draft {
    let source = SourceId::from("fil");
    let with = Reading { known, source: &source, mapping };
    agency::read(path, &with).unwrap_or_else(|error| panic!("{error}"))
}

/// A file imported into a network; a second import changes nothing.
pub fn import(path: &Path, known: &Network, mapping: Option<&Mapping>) -> (Network, Draft) {
    let first = draft(path, known, mapping);
    let mut network = known.clone();
    let (_, problems) = merge(&mut network, first.network.clone());
    assert!(problems.is_empty(), "{}: {problems:?}", path.display());
    let before = network.clone();
    let second = draft(path, &network, mapping);
    let (changes, problems) = merge(&mut network, second.network);
    assert!(problems.is_empty(), "{}: {problems:?}", path.display());
    let new = changes.iter().filter(|change| change.added + change.extended > 0);
    assert_eq!(new.count(), 0, "{}: {changes:?}", path.display());
    assert!(network == before);
    assert_balanced(&first.receipts);
    assert_loads(&network, known);
    (network, first)
}

/// Every row and every cell has a fate, and every rejected row is there whole.
fn assert_balanced(receipts: &[Receipt]) {
    assert!(!receipts.is_empty());
    for receipt in receipts {
        assert!(receipt.rows.balance() && receipt.cells.balance(), "{receipt:?}");
        assert_eq!(
            receipt.rows.count(Fate::Rejected),
            receipt.rejected.len() as u64,
            "{receipt:?}"
        );
        let unread = receipt.reasons.get(&(Fate::Rejected, Why::Unread));
        assert_eq!(unread, None, "a cell nobody thought of: {receipt:?}");
    }
}

/// What was imported can be written as a package and is read back the same, without
/// faults but those of what was known before.
fn assert_loads(network: &Network, known: &Network) {
    let package = Package { network: network.clone(), ..Package::default() };
    let files = new_package(&package).unwrap();
    let texts: Vec<(String, String)> =
        files.into_iter().map(|(name, bytes)| (name, String::from_utf8(bytes).unwrap())).collect();
    let texts: Vec<(&str, &str)> = texts.iter().map(|(n, t)| (n.as_str(), t.as_str())).collect();
    let guard = folder(&texts);
    let back = open(guard.path());
    let bare = known.actors.iter().any(|row| row.claims.is_empty());
    let faults = back.problems.iter().filter(|problem| {
        let claimless = bare && problem.what.en.contains("the row has no claim");
        !claimless && !problem.file.contains("datapackage")
    });
    let faults: Vec<_> = faults.collect();
    assert!(faults.is_empty(), "{faults:?}");
    assert_eq!(back.network.actors, network.actors);
    assert_eq!(back.network.services, network.services);
    assert_eq!(back.network.ties, network.ties);
}

fn actor<'a>(network: &'a Network, id: &str) -> &'a Row<Actor> {
    network.actor(id).unwrap_or_else(|| panic!("no {id} in {:?}", ids(network)))
}

fn ids(network: &Network) -> Vec<&str> {
    network.actors.iter().map(|row| row.id.as_str()).collect()
}

fn said(draft: &Draft, part: &str) -> usize {
    draft.problems.iter().filter(|problem| problem.what.en.contains(part)).count()
}

fn receipt<'a>(draft: &'a Draft, table: &str) -> &'a Receipt {
    draft.receipts.iter().find(|receipt| receipt.table.as_deref() == Some(table)).unwrap()
}

#[test]
fn hsds_1_becomes_actors_and_services() {
    let (network, draft) = import(&data("hsds-1"), &Network::default(), None);
    let team = actor(&network, "relationsteamet");
    assert_eq!(team.kind, Some(ActorKind::Unit));
    assert_eq!(team.parent.as_ref().unwrap().as_str(), "norrviks-kommun");
    let shelter = actor(&network, "kvinnojouren-lo");
    assert_eq!(shelter.sector, Some(Sector::CivilSociety));
    assert_eq!(shelter.attributes["hsds.id"], "2");
    assert_eq!(network.aliases[0].name, "Lojouren");

    let talks = &network.services[0];
    assert_eq!((talks.actor.as_str(), talks.age.min), ("relationsteamet", Some(18)));
    assert_eq!(talks.access, [Door(vec![Access::SelfReferral])]);
    assert_eq!(talks.function, Some(Function::Support));
    assert_eq!(talks.attributes["hsds.wait_time"], "två veckor");
    assert_eq!(talks.attributes["hsds.taxonomy"], "Provtaxonomi: Stöd > Stödsamtal (T1)");
    assert_eq!(talks.attributes["hsds.language"], "svenska | arabiska");
    let house = &network.services[1];
    assert_eq!(house.function, Some(Function::Protect));
    assert_eq!(house.access, [Door(vec![Access::Decision])]);
    assert_eq!(network.groups[0].sex, Some(Sex::Female));
    assert_eq!(house.groups, [network.groups[0].id.clone()]);
    let youth = &network.services[2];
    assert!(youth.access.is_empty(), "conditions are not clear");
    assert_eq!(youth.attributes["hsds.eligibility"], "Ungdomar i behov av samtal");
    assert_eq!(youth.attributes["hsds.status"], "inactive");
    assert_eq!(talks.claims[0].place, "services.csv!2");

    // What leads nowhere is told, and the row is kept where it can be.
    let juridical = &network.services[3];
    assert_eq!(juridical.attributes["hsds.organization_id"], "42");
    assert_eq!(actor(&network, juridical.actor.as_str()).attributes["hsds.stand_in"], "yes");
    assert_eq!(network.services.len(), 5);
    assert_eq!(said(&draft, "no `42` in organizations"), 2);
    assert_eq!(said(&draft, "no `99` in organizations"), 1);
    assert_eq!(said(&draft, "no `T9` in taxonomy"), 1);
    assert_eq!(said(&draft, "no `T8` in taxonomy"), 1);
    assert_eq!(said(&draft, "no `88` in service"), 1);
    assert_eq!(said(&draft, "the service has no organisation"), 1);
    assert_eq!(said(&draft, "status `inactive`"), 1);
    assert_eq!(actor(&network, "nattlinjen").attributes["hsds.organization_id"], "99");
    let services = receipt(&draft, "services");
    assert_eq!(services.rejected[0].problem.line, Some(6));
    assert_eq!(services.rejected[0].cells[4], "Ingens insats");
    assert_eq!(receipt(&draft, "locations").rejected[0].cells[2], "Tomma tomten");
}

#[test]
fn no_person_and_no_hiding_place_is_kept() {
    let (network, draft) = import(&data("hsds-1"), &Network::default(), None);
    let all = format!("{network:?}");
    for secret in ["Berit", "Bengtsson", "anna.berg", "0999-123 45", "Hemliga", "62.1", "999 99"] {
        assert!(!all.contains(secret), "{secret} is kept");
    }
    for open in ["Enhetschef", "info@norrvik.example", "0999-100 00", "Stora torget 1", "62.0"] {
        assert!(all.contains(open), "{open} is lost");
    }
    let private = |table| receipt(&draft, table).reasons[&(Fate::Ignored, Why::Private)];
    assert_eq!((private("contacts"), private("phones"), private("physical_addresses")), (2, 2, 3));
    assert_eq!(private("metadata"), 1);
    let (network, _) = import(&data("hsds-3.json"), &Network::default(), None);
    let all = format!("{network:?}");
    assert!(!all.contains("Carlsson") && !all.contains("0999-555 55"));
    assert!(all.contains("Verksamhetschef") && all.contains("020-00 00 00"));
}

#[test]
fn one_word_of_shelter_among_others_is_enough_to_hide_it() {
    let text = r#"[{"id":"s","name":"Plats","status":"active","organization":{"id":"o","name":"Org"},
"attributes":[{"id":"1","taxonomy_term":{"id":"a","name":"Stödsamtal"}},{"id":"2","taxonomy_term":{"id":"b","name":"Skyddat boende"}}],
"service_at_locations":[{"id":"l","location":{"id":"p","name":"Hus","latitude":62.5,"addresses":[{"id":"q","address_1":"Smala vägen 3","city":"Ekby"}]}}]}]"#;
    let draft = of_bytes("a.json", text.as_bytes()).unwrap();
    assert_eq!(draft.network.services[0].function, None, "two functions, so none");
    let all = format!("{:?}", draft.network);
    assert!(!all.contains("Smala") && !all.contains("62.5") && all.contains("Ekby"), "{all}");
}

/// The files of a fixture, zipped.
fn zipped(files: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn of_bytes(name: &str, bytes: &[u8]) -> Result<Draft, AgencyError> {
    let (known, source) = (Network::default(), SourceId::from("fil"));
    let with = Reading { known: &known, source: &source, mapping: None };
    let format = agency::recognise(bytes).ok_or(AgencyError::Unknown { name: name.to_owned() })?;
    agency::from_bytes(format, name, bytes, &with)
}

#[test]
fn a_zip_gives_what_its_folder_gives() {
    let mut files: Vec<(String, Vec<u8>)> = std::fs::read_dir(data("hsds-1"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|p| (format!("data/{}", p.file_name().unwrap().display()), std::fs::read(p).unwrap()))
        .collect();
    files.sort();
    let named: Vec<(&str, Vec<u8>)> = files.iter().map(|(n, b)| (n.as_str(), b.clone())).collect();
    let zip = of_bytes("a.zip", &zipped(&named)).unwrap();
    let (network, _) = import(&data("hsds-1"), &Network::default(), None);
    assert_eq!(zip.network.actors, network.actors);
    assert_eq!(zip.network.services, network.services);
}

#[test]
fn a_hostile_zip_ends_in_a_message() {
    let org = ("organizations.csv", b"id,name\n1,A\n".to_vec());
    let climbing = of_bytes("b.zip", &zipped(&[org.clone(), ("../../x.csv", b"id\n1\n".to_vec())]));
    assert_eq!(climbing.unwrap().network.actors.len(), 1);
    let bomb = zipped(&[org.clone(), ("services.csv", vec![b' '; 257 << 20])]);
    assert!(matches!(of_bytes("c.zip", &bomb), Err(AgencyError::TooLarge { .. })));
    let many: Vec<(String, Vec<u8>)> =
        (0..1001).map(|i| (format!("{i}.csv"), Vec::new())).collect();
    let mut many: Vec<(&str, Vec<u8>)> =
        many.iter().map(|(n, b)| (n.as_str(), b.clone())).collect();
    many.insert(0, org.clone());
    assert!(matches!(of_bytes("d.zip", &zipped(&many)), Err(AgencyError::TooLarge { .. })));
    let whole = zipped(&[org]);
    let cut = of_bytes("e.zip", &whole[..whole.len() / 2]);
    assert!(matches!(cut, Err(AgencyError::Unknown { .. })));
    let mut torn = whole.clone();
    torn[50] ^= 0xFF;
    assert!(of_bytes("f.zip", &torn).is_err());
}

#[test]
fn hsds_2_and_3_are_read_alike() {
    let (network, _) = import(&data("hsds-2"), &Network::default(), None);
    let service = &network.services[0];
    assert_eq!(service.function, Some(Function::Coordinate));
    assert_eq!(service.access, [Door(vec![Access::Referral])]);
    assert_eq!(service.attributes["hsds.service_area"], "Ekdalens län");

    let (network, draft) = import(&data("hsds-3.json"), &Network::default(), None);
    assert_eq!(ids(&network), ["foreningen-ljuset", "ungdomshuset"]);
    let org = actor(&network, "foreningen-ljuset");
    assert_eq!(org.attributes["hsds.website"], "https://ljuset.example", "the later row adds");
    assert_eq!(org.attributes["hsds.contact"], "Verksamhetschef");
    let group = &network.services[0];
    assert_eq!(group.actor.as_str(), "ungdomshuset");
    assert_eq!((group.age.min, group.age.max), (Some(13), Some(19)));
    assert_eq!(group.access, [Door(vec![Access::Open])]);
    assert_eq!(group.function, Some(Function::Support));
    assert_eq!(group.attributes["hsds.taxonomy"], "Provtaxonomi: Support groups (S-1)");
    assert_eq!(group.attributes["hsds.address"], "address_1: Lilla vägen 2, city: Ekby");
    assert_eq!(group.claims[0].place, "hsds-3.json!/contents/0");
    assert_eq!(network.services[1].attributes["hsds.minimum_age"], "arton");
    assert_eq!(said(&draft, "`arton` is no age"), 1);
    assert_eq!(said(&draft, "no `d9d5e0f5-0000-4f73-9a2f-000000000002`"), 1);
    let line = draft.problems.iter().find(|p| p.what.en.contains("arton")).unwrap().line;
    assert_eq!(line, Some(15), "the line of the object in the file");
}

#[test]
fn json_comes_in_several_shapes() {
    let service =
        r#"{"id":"s","name":"Samtal","status":"active","organization":{"id":"o","name":"Org"}}"#;
    let organisation =
        r#"{"id":"o","name":"Org","legal_status":"x","services":[{"id":"s","name":"Samtal"}]}"#;
    let tabular = r#"{"organizations.csv":[{"id":"o","name":"Org"}],"services.csv":[{"id":"s","organization_id":"o","name":"Samtal"}]}"#;
    for text in [
        service.to_owned(),
        format!("[{service}]"),
        format!("{{\"contents\":[{service}]}}"),
        organisation.to_owned(),
        format!("[{organisation}]"),
        tabular.to_owned(),
    ] {
        let (known, source) = (Network::default(), SourceId::from("fil"));
        let with = Reading { known: &known, source: &source, mapping: None };
        let draft = agency::from_bytes(Format::Hsds, "a.json", text.as_bytes(), &with).unwrap();
        assert_balanced(&draft.receipts);
        assert_eq!(ids(&draft.network), ["org"], "{text}");
        assert_eq!(draft.network.services[0].actor.as_str(), "org", "{text}");
    }
    let broken = of_bytes("a.json", b"{\n\"organization_id\": \"\n");
    assert!(matches!(broken, Err(AgencyError::Malformed { line: Some(_), .. })));
}

#[test]
fn another_register_with_the_same_numbers_is_another() {
    let (network, _) = import(&data("hsds-1"), &Network::default(), None);
    let other = folder(&[("organizations.csv", "id,name\n1,Kyrkan i Ekby\n2,Kvinnojouren Lo\n")]);
    let source = SourceId::from("annan");
    let with = Reading { known: &network, source: &source, mapping: None };
    let draft = agency::read(other.path(), &with).unwrap();
    assert_eq!(ids(&draft.network), ["kyrkan-i-ekby", "kvinnojouren-lo"]);
}

#[test]
fn a_mapping_reads_the_tables_of_a_register() {
    let text = std::fs::read_to_string(data("register.toml")).unwrap();
    let mapping = Mapping::read(&text).unwrap();
    let (network, draft) = import(&data("register.csv"), &Network::default(), Some(&mapping));
    assert_eq!(ids(&network), ["roda-stugan", "bla-stugan"]);
    let group = &network.services[0];
    assert_eq!((group.actor.as_str(), group.age.min), ("roda-stugan", Some(18)));
    assert_eq!(group.attributes["register.telefontid"], "mån 9-11");
    assert_eq!(group.attributes["register.eligibility"], "Kvinnor");
    assert_eq!(network.groups[0].sex, Some(Sex::Female));
    assert_eq!(said(&draft, "`femton` is no age"), 1);
    assert_eq!(said(&draft, "no column `Finns inte`"), 1);
    let reasons: BTreeMap<_, _> = draft.receipts[0].reasons.clone();
    assert_eq!(reasons[&(Fate::Ignored, Why::ByChoice)], 2);
    for (text, line) in
        [("a = = b", Some(1)), ("name = \"x\"", None), ("[[table]]\ntable = \"hus\"", None)]
    {
        assert_eq!(Mapping::read(text).unwrap_err().line, line, "{text}");
    }
    let (known, source) = (Network::default(), SourceId::from("fil"));
    let with = Reading { known: &known, source: &source, mapping: None };
    let unmapped = agency::read(&data("register.csv"), &with);
    assert!(matches!(unmapped, Err(AgencyError::Unknown { .. })));
}

/// A network that knows a few names.
fn known() -> Network {
    let actor = |id: &str, name: &str| {
        Row::bare(Actor { id: id.into(), name: name.to_owned(), ..Actor::default() })
    };
    let alias = Alias { actor: Some("rvc".into()), name: "RVC".to_owned(), ..Alias::default() };
    let forum = Forum {
        id: "samverkansgruppen".into(),
        name: "Samverkansgruppen".to_owned(),
        ..Forum::default()
    };
    Network {
        actors: vec![
            actor("rvc", "Relationsvåldscentrum"),
            actor("kommunen-a", "Kommunen"),
            actor("kommunen-b", "Kommunen"),
        ],
        aliases: vec![Row::bare(alias)],
        forums: vec![Row::bare(forum)],
        groups: vec![Row::bare(Group::default())],
        ..Network::default()
    }
}

#[test]
fn an_edge_list_finds_known_actors_and_forums() {
    let known = Network { groups: Vec::new(), ..known() };
    let (network, draft) = import(&data("kanter.csv"), &known, None);
    assert_eq!(network.actors.len(), 3 + 3, "Polisen, a third Kommunen, Åklagaren");
    let tie = &network.ties[0];
    assert_eq!((tie.from.as_str(), tie.to.as_str()), ("polisen", "rvc"));
    assert_eq!((tie.kind, tie.strength), (Some(TieKind::Cooperates), Some(3.5)));
    assert_eq!(tie.about.as_deref(), Some("barn"));
    assert_eq!(tie.attributes["edges.möten"], "tisdagar");
    assert_eq!(tie.claims[0].place, "kanter.csv!2");
    assert_eq!(network.ties[1].kind, Some(TieKind::JointPlan));
    let seat = &network.affiliations[0];
    assert_eq!((seat.forum.as_str(), seat.actor.as_str()), ("samverkansgruppen", "polisen"));
    assert_eq!(network.ties[2].attributes["edges.typ"], "vinkar åt");
    assert_eq!(said(&draft, "is the name of several"), 1);
    assert_eq!(said(&draft, "is no kind of tie"), 1);
    assert_eq!(said(&draft, "a tie to itself"), 1);
    assert_eq!(network.referrals[0].condition.as_deref(), Some("efter anmälan"));
    let receipt = &draft.receipts[0];
    assert_eq!(receipt.rejected[0].problem.line, Some(6));
    assert_eq!(receipt.rows.count(Fate::Merged), 1);
    // Polisen and polisen are one, and it is said.
    assert_eq!(said(&draft, "is read as `Polisen`"), 1);
    let rvc = network.actors.iter().find(|row| row.id.as_str() == "rvc").unwrap();
    assert_eq!(rvc.name, "Relationsvåldscentrum");
}

#[test]
fn seats_come_as_lists_and_matrices() {
    let (network, draft) = import(&data("medlemmar.csv"), &Network::default(), None);
    assert_eq!((network.actors.len(), network.forums.len(), network.affiliations.len()), (2, 2, 3));
    assert_eq!(network.affiliations[0].role.as_deref(), Some("sammankallande"));
    assert_eq!(draft.receipts[0].rows.count(Fate::Merged), 1);

    let (network, draft) = import(&data("matris.csv"), &Network::default(), None);
    assert_eq!((network.actors.len(), network.forums.len(), network.affiliations.len()), (3, 3, 5));
    assert_eq!(network.affiliations[0].claims[0].place, "matris.csv!B2");
    assert_eq!(network.affiliations[3].attributes["seats.value"], "2");
    assert_eq!(said(&draft, "`?` is no mark"), 1);

    let (network, _) = import(&data("grannar.csv"), &Network::default(), None);
    assert_eq!((network.actors.len(), network.forums.len()), (3, 0));
    let ties: Vec<_> =
        network.ties.iter().map(|t| (t.from.as_str(), t.to.as_str(), t.strength)).collect();
    assert_eq!(ties, [("anna-teamet", "bo-teamet", None), ("bo-teamet", "cia-teamet", Some(2.0))]);
    assert_eq!(network.ties[0].attributes["edges.directed"], "no");
}

#[test]
fn a_large_two_mode_list_keeps_every_seat() {
    let path = root().join("../shared/data/two-mode/southern_women.csv");
    if !path.is_file() {
        eprintln!("skipped: development data not there");
        return;
    }
    let (network, _) = import(&path, &Network::default(), None);
    assert_eq!(
        (network.actors.len(), network.forums.len(), network.affiliations.len()),
        (18, 14, 89)
    );
}

#[test]
fn every_format_has_a_name_of_its_own() {
    let slugs: Vec<&str> = Format::ALL.iter().map(|format| format.slug()).collect();
    assert_eq!(slugs.iter().collect::<std::collections::BTreeSet<_>>().len(), slugs.len());
    assert!(Format::Edges.is_sheet() && !Format::Hsds.is_sheet());
}
