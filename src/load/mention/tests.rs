//! Names found in texts.

use super::{Certainty, Lexicon, find};
use crate::model::{Actor, ActorKind, Alias, Forum, Network, Row};

fn network() -> Network {
    let actor = |id: &str, name: &str, parent: Option<&str>| {
        let parent = parent.map(Into::into);
        Row::bare(Actor { id: id.into(), name: name.to_owned(), parent, ..Actor::default() })
    };
    let mut role = actor("kurator", "Kurator på sjukhuset", None);
    role.kind = Some(ActorKind::Role);
    Network {
        place: Some("Ekby".to_owned()),
        actors: vec![
            actor("kommun", "Ekby kommun", None),
            actor("soc", "Socialförvaltningen", Some("kommun")),
            actor("mottagning", "Mottagningsenheten", Some("soc")),
            actor("barn", "Barn- och familjeenheten", Some("soc")),
            actor("luna-vc", "Luna vårdcentral", None),
            actor("luna-bvc", "Luna BVC", None),
            actor("tall-vc", "Tallhöjdens vårdcentral", None),
            actor("rvc", "Relationsvåldscentrum", None),
            actor("stjarnan", "Relationscentrum Stjärnskenet", None),
            actor("kvinnojour", "Kvinnojouren Liljan", None),
            actor("mansjour", "Mansjouren i Ekby", None),
            actor("polisen", "Polisen", None),
            actor("vuxpsyk", "Vuxenpsykiatriska mottagningen", None),
            actor("klinik", "Kvinnokliniken", None),
            role,
        ],
        forums: vec![
            Row::bare(Forum {
                id: "luna".into(),
                name: "Lunagruppen".to_owned(),
                ..Forum::default()
            }),
            Row::bare(Forum {
                id: "rad".into(),
                name: "Strategiska rådet mot våld".to_owned(),
                ..Forum::default()
            }),
        ],
        aliases: vec![Row::bare(Alias {
            actor: Some("soc".into()),
            name: "socialtjänsten".to_owned(),
            ..Alias::default()
        })],
        ..Network::default()
    }
}

/// The certain mentions of a text: words and id.
fn certain(text: &str) -> Vec<(String, String)> {
    let lexicon = Lexicon::new(&network());
    let found = find(text, &lexicon);
    let certain = found.into_iter().filter(|m| m.certainty == Certainty::Certain);
    certain.map(|m| (text[m.span.clone()].to_owned(), m.target.id().to_owned())).collect()
}

fn ids(text: &str) -> Vec<String> {
    certain(text).into_iter().map(|(_, id)| id).collect()
}

#[test]
fn a_list_is_split_and_completed() {
    assert_eq!(
        ids("RVC, soc, Tallhöjdens- och Luna VC samt kuratorn på sjukhuset"),
        ["rvc", "soc", "tall-vc", "luna-vc", "kurator"]
    );
    assert_eq!(ids("kvinno- och mansjouren"), ["kvinnojour", "mansjour"]);
}

#[test]
fn names_that_differ_in_the_telling_word_are_never_mixed() {
    assert_eq!(ids("Luna VC"), ["luna-vc"]);
    assert_eq!(ids("Lunas BVC"), ["luna-bvc"]);
    assert_eq!(ids("lunagruppen"), ["luna"]);
    assert!(ids("vi ringer Luna").is_empty());
}

#[test]
fn inflection_compounds_cuts_and_typing_errors() {
    assert_eq!(ids("sjukhuskuratorn"), ["kurator"]);
    assert_eq!(ids("polisens personal, kvinnojourens"), ["polisen", "kvinnojour"]);
    assert_eq!(ids("ingen samverkan med vuxenpsyk"), ["vuxpsyk"]);
    assert_eq!(ids("kvinnoklin., fam.enheten"), ["klinik"]);
    assert_eq!(ids("Stjärnskent och Relationsvåldcentrum"), ["stjarnan", "rvc"]);
    assert_eq!(ids("Barn och familj"), ["barn"]);
    assert_eq!(ids("Liljan ringer oss"), ["kvinnojour"]);
    assert_eq!(ids("Strategiska rådet"), ["rad"]);
    assert_eq!(ids("kommunen betalar för dem i kommunen"), ["kommun"]);
}

#[test]
fn an_owner_before_its_unit_is_part_of_the_name() {
    let found =
        certain("socialtjänstens mottagning och Socialförvaltningens barn- och familjeenhet");
    assert_eq!(found[0], ("socialtjänstens mottagning".to_owned(), "mottagning".to_owned()));
    assert_eq!(found[1].1, "barn");
}

#[test]
fn words_for_things_are_no_names() {
    assert!(ids("vi gör polisanmälan och jourar åt barn och unga på akuten").is_empty());
}
