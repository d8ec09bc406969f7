//! One person's journeys, in the terminal and from the API.

use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode};
use samkarta::serve::{State, app};
use serde_json::{Value, json};
use tower::ServiceExt;

use crate::fixture::{REAL, real, root, run};

fn escaped(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

async fn get(query: &str) -> (StatusCode, Value) {
    let app = app(State::new(vec![real()], None));
    let uri = format!("/api/networks/sodertalje-2020/persona?{query}");
    let request = Request::get(uri).header("host", "127.0.0.1:8747").body(Body::empty()).unwrap();
    let response = app.oneshot(request).await.unwrap();
    let (parts, body) = response.into_parts();
    let bytes = to_bytes(body, usize::MAX).await.unwrap();
    (parts.status, serde_json::from_slice(&bytes).unwrap())
}

fn function<'v>(answer: &'v Value, slug: &str) -> &'v Value {
    let all = answer["functions"].as_array().unwrap();
    all.iter().find(|one| one["function"] == slug).unwrap()
}

#[test]
fn a_woman_of_70_who_lives_with_her_abuser() {
    let words = "kvinna 70, bor med förövaren, demens i hemmet";
    let ended = run(&["path", REAL, "--persona", words]);
    assert_eq!(ended.code, 0, "{}", ended.err);
    let out = ended.out;
    assert!(
        out.starts_with("Kvinna, 70 år, bor med den som utövar våldet, demens i hemmet\n"),
        "{out}"
    );
    assert!(out.contains("äldre kvinnor som utsätts för våld inom familjen"), "{out}");
    assert!(out.contains("  1. Hon tar själv kontakt med Relationsvårdscentrum.\n"), "{out}");
    assert!(!out.contains("Inte förstått"), "{out}");
    // A steering group reads it in a minute.
    assert!(out.split_whitespace().count() < 350, "{} words", out.split_whitespace().count());
    let all = run(&["path", REAL, "--persona", words, "--all"]);
    assert!(all.out.contains("Här tar det stopp") && all.out.len() > 2 * out.len());
    let english = run(&[
        "path",
        REAL,
        "--lang",
        "en",
        "--persona",
        "woman 70, lives with the abuser, dementia",
    ]);
    assert!(english.out.contains("She contacts Relationsvårdscentrum."), "{}", english.out);
}

#[test]
fn what_is_not_understood_is_said() {
    let ended = run(&["path", REAL, "--persona", "kvinna 40, xyzzy, inget missbruk"]);
    assert!(ended.out.contains("Inte förstått: ”xyzzy”"), "{}", ended.out);
    assert!(ended.out.contains("Sägs inte gälla: missbruk"), "{}", ended.out);
    for lang in ["sv", "en"] {
        let nobody = run(&["path", REAL, "--lang", lang, "--persona", "xyzzy"]);
        assert_eq!((nobody.code, nobody.out.as_str()), (2, ""));
        assert!(!nobody.err.is_empty());
    }
    for bad in [["--age", "gammal"], ["--sex", "katt"], ["--from", "xyzzyplugh"]] {
        assert_eq!(run(&[&["path", REAL][..], &bad].concat()).code, 2, "{bad:?}");
    }
}

#[test]
fn fields_say_the_same_as_words() {
    let words = run(&["path", REAL, "--persona", "kvinna 70 med demens", "--json"]);
    let fields =
        run(&["path", REAL, "--age", "70", "--sex", "kvinna", "--condition", "dementia", "--json"]);
    let (words, fields): (Value, Value) =
        (serde_json::from_str(&words.out).unwrap(), serde_json::from_str(&fields.out).unwrap());
    for key in ["functions", "ways_in", "summary"] {
        assert_eq!(words[key], fields[key], "{key}");
    }
    assert_eq!(words["person"]["within"], fields["person"]["within"]);
}

#[test]
fn a_professional_is_told_whom_she_can_call() {
    let home_care = run(&["path", REAL, "--from", "hemtjänstpersonal ser något"]);
    assert_eq!(home_care.code, 0, "{}", home_care.err);
    let out = home_care.out;
    assert!(out.starts_with("Äldre över 65 år\n"), "{out}");
    assert!(out.contains("Källan nämner ingen som Hemtjänsten kan vända sig till."), "{out}");
    // Nobody asked is never no tie.
    assert!(out.contains("Ingen från Hemtjänsten har tillfrågats"), "{out}");
    let curators = run(&["path", REAL, "--from", "kuratorer-sjukhuset", "--persona", "man 60"]);
    assert!(curators.out.contains("(Södertäljejourerna), en överlämning bort"), "{}", curators.out);
}

#[test]
fn every_network_answers_in_whole_sentences() {
    let mut networks: Vec<_> =
        std::fs::read_dir(root().join("networks")).unwrap().flatten().collect();
    networks.sort_by_key(|entry| entry.path());
    for network in networks {
        let folder = network.path();
        let ended = run(&["path", folder.to_str().unwrap(), "--persona", "kvinna 30, våldsutsatt"]);
        assert_eq!(ended.code, 0, "{}: {}", folder.display(), ended.err);
        let odd = ["..", "  .", " ,", "()", "None", "  \n", ": ."];
        let lines = ended.out.lines().map(str::trim_end);
        for line in lines {
            assert!(!odd.iter().any(|odd| line.trim_start().contains(odd)), "{line:?}");
        }
    }
}

#[tokio::test]
async fn the_api_answers_for_a_person() {
    let text = escaped("flicka 9 år som sett pappa slå mamma");
    let (status, answer) = get(&format!("text={text}")).await;
    assert_eq!(status, StatusCode::OK, "{answer}");
    assert_eq!(answer["person"]["age"]["max"], 9);
    assert_eq!(answer["person"]["sex"], "female");
    let within = answer["person"]["within"].as_array().unwrap();
    assert!(within.iter().any(|id| id == "barn-som-bevittnat-vald"), "{within:?}");
    let words: String = answer["person"]["receipt"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| row["words"].as_str().unwrap().replace(' ', ""))
        .collect();
    assert_eq!(words, "flicka9årsomsettpappaslåmamma");
    let support = function(&answer, "support");
    assert_eq!(support["best"]["names_group"], true);
    let steps = support["best"]["steps"].as_array().unwrap();
    assert_eq!(steps.last().unwrap()["step"]["kind"], "service");
    assert_eq!(function(&answer, "house")["asked_about"], false, "a child is housed with somebody");
    assert!(answer["professional"].is_null());
    let arrivals = answer["ways_in"].as_array().unwrap();
    assert!(arrivals.iter().all(|arrival| !arrival["leads"].as_array().unwrap().is_empty()));
}

#[tokio::test]
async fn a_coded_group_has_the_figures_of_its_cells() {
    let (_, person) = get("group=aldre-kvinnor").await;
    let (_, words) = get(&format!("text={}", escaped("äldre kvinna, våldsutsatt"))).await;
    assert_eq!(words["person"]["same_as"], "aldre-kvinnor");
    for slug in ["protect", "support", "house", "investigate"] {
        for key in ["low", "high", "class", "hinges_on"] {
            assert_eq!(function(&person, slug)[key], function(&words, slug)[key], "{slug} {key}");
        }
    }
}

#[tokio::test]
async fn the_api_refuses_what_it_cannot_read() {
    for (query, status) in [
        (String::new(), StatusCode::BAD_REQUEST),
        ("text=xyzzy".to_owned(), StatusCode::BAD_REQUEST),
        ("age=gammal".to_owned(), StatusCode::BAD_REQUEST),
        ("sex=katt".to_owned(), StatusCode::BAD_REQUEST),
        ("group=ingen".to_owned(), StatusCode::NOT_FOUND),
        ("from=xyzzyplugh".to_owned(), StatusCode::NOT_FOUND),
    ] {
        let (got, answer) = get(&query).await;
        assert_eq!(got, status, "{query}: {answer}");
        for lang in ["sv", "en"] {
            assert!(!answer["error"]["message"][lang].as_str().unwrap().is_empty());
        }
    }
    for text in ["Anna Svensson, kvinna 84, slagen", "kvinna 84, 19401201-1234"] {
        let (status, answer) = get(&format!("text={}", escaped(text))).await;
        assert_eq!(
            (status, &answer["error"]["code"]),
            (StatusCode::BAD_REQUEST, &json!("personal"))
        );
        assert_eq!(run(&["path", REAL, "--persona", text]).code, 2, "{text}");
    }
    let long = escaped(&"kvinna ".repeat(2_000));
    let (status, answer) = get(&format!("text={long}")).await;
    assert_eq!((status, &answer["person"]["cut"]), (StatusCode::OK, &Value::Bool(true)));
    let (status, _) = get(&format!("text={}", escaped("kvinna\u{0}\u{7f}\u{202e} 70 \r\n;"))).await;
    assert_eq!(status, StatusCode::OK);
}

#[tokio::test]
async fn the_api_answers_for_a_professional() {
    let (status, answer) = get("from=hemtjansten").await;
    assert_eq!(status, StatusCode::OK, "{answer}");
    let professional = &answer["professional"];
    assert_eq!(professional["actor"], "hemtjansten");
    assert_eq!(professional["was_asked"], false);
    assert_eq!(professional["meets"][0], "aldre-over-65");
    assert!(!professional["functions"].as_array().unwrap().is_empty());
}

#[test]
fn a_home_for_those_over_65_is_no_way_for_every_man() {
    let man = run(&["path", REAL, "--persona", "våldsutsatt man"]).out;
    assert!(man.contains(
        "Boende: ingen insats tar emot alla i samma läge. 1 insats tar bara emot en del"
    ));
    assert!(man.contains("Äldreboende. Men insatsen tar bara emot en del, efter ålder eller kön."));
    // Where others take every man, the way told is to one of those.
    assert!(
        man.contains("Stöd: ingen insats nämner honom; 3 kan ta emot. 1 insats tar bara"),
        "{man}"
    );
    let old = run(&["path", REAL, "--persona", "våldsutsatt man 70 år"]).out;
    assert!(!old.contains("ingen insats tar emot alla") && old.contains("Äldreboende"), "{old}");
}

#[tokio::test]
async fn ways_to_what_only_a_part_gets_are_told_apart() {
    let (_, answer) = get(&format!("text={}", escaped("våldsutsatt man"))).await;
    let house = function(&answer, "house");
    let routes = house["routes"].as_array().unwrap();
    assert!(!routes.is_empty() && routes.iter().all(|route| route["part_only"] == true));
    let outcomes = |slug: &str| -> Vec<String> {
        let ways = answer["ways_in"].as_array().unwrap().iter();
        let leads = ways.flat_map(|way| way["leads"].as_array().unwrap());
        let of = leads.filter(|lead| lead["function"] == slug);
        of.map(|lead| lead["outcome"].as_str().unwrap().to_owned()).collect()
    };
    assert!(outcomes("house").iter().any(|outcome| outcome == "part"));
    assert!(!outcomes("house").iter().any(|outcome| outcome == "open"));
    // Others take every man, but name none.
    assert!(outcomes("support").iter().any(|outcome| outcome == "unnamed"));
    assert!(!outcomes("support").iter().any(|outcome| outcome == "open"));
    let out = run(&["path", REAL, "--group", "utsatta-man", "--function", "house"]).out;
    assert!(out.contains(": Äldreboende (bara för en del av gruppen)"), "{out}");
}
