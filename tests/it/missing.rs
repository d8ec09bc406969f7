//! The missing ties of the five packages, and the sheet that asks about them.

use samkarta::export::confirmation::{Asked, Section, html, markdown, rows, sheet, sheets};
use samkarta::findings::{Analysis, Finding};
use samkarta::graph::Graph;
use samkarta::link::settled;
use samkarta::measure::Parameters;
use samkarta::model::{Lang, Network, TieKind, Word};

use crate::fixture::{copy, open, root, run};

const MISSING: [&str; 5] =
    ["mandated", "wished", "broken_referral", "shared_group_no_forum", "one_sided"];

fn network(name: &str) -> Network {
    settled(&open(&root().join("networks").join(name)).network).network
}

fn found(network: &Network) -> Vec<Finding> {
    Analysis::new(&Graph::new(network), Parameters::default()).run(&MISSING)
}

#[test]
fn each_network_has_these_and_no_others() {
    for (name, expected) in [
        (
            "sodertalje-2020",
            &[
                "wished:familjecentralen:bup",
                "wished:kvinnojouren-annfrid:polisen",
                "wished:vuxenutbildningen:socialkontoret",
                "wished:socialkontoret:region-stockholm",
                "broken_referral:arbetsformedlingen-sodertalje",
                "broken_referral:emi",
                "broken_referral:habiliteringscenter",
                "broken_referral:tallhojdens-och-luna-vardcentral",
                "broken_referral:hemtjansten",
                "shared_group_no_forum:ungdomar",
                "shared_group_no_forum:aldre-over-65",
                "shared_group_no_forum:familjer-med-barn-upp-till-5",
                "shared_group_no_forum:utsatta-kvinnor",
            ][..],
        ),
        ("sodertalje-2024", &["mandated:bolagsstyrelser:namnder"]),
        // Its one pair is a measure, too, and told under plan_practice.
        ("sundbyberg-2018", &[]),
        ("nck-2022", &["wished:socialtjansten-sundsvall:andra-enheter-sundsvall"]),
        ("handbok-steg-1", &[]),
    ] {
        let network = network(name);
        let findings = found(&network);
        let ids: Vec<&str> = findings.iter().map(|finding| finding.id.as_str()).collect();
        assert_eq!(ids, expected, "{name}");
        for finding in &findings {
            assert!(!finding.claims(&network).is_empty(), "{} rests on nothing", finding.id);
            for id in &finding.subjects {
                assert_ne!(network.name_of(id), "", "{}: no {id}", finding.id);
            }
            for text in [&finding.title, &finding.text, &finding.would_change] {
                assert!(text.sv.len() > 10 && text.en.len() > 10, "{}", finding.id);
                assert!(!text.sv.contains("  ") && !text.en.contains("  "), "{}", finding.id);
            }
        }
    }
}

#[test]
fn what_is_wished_for_in_2020_is_closed_by_a_tie() {
    let mut network = network("sodertalje-2020");
    let wish = network.ties.iter().find(|tie| tie.id == "t-annfrid-polisen").unwrap().clone();
    let mut tie = wish;
    tie.value.kind = Some(TieKind::Consults);
    network.ties.push(tie);
    let ids: Vec<String> = found(&network).into_iter().map(|finding| finding.id).collect();
    assert!(!ids.iter().any(|id| id == "wished:kvinnojouren-annfrid:polisen"), "{ids:?}");
    assert!(ids.iter().any(|id| id == "wished:familjecentralen:bup"), "{ids:?}");
}

#[test]
fn a_sheet_asks_what_others_said_and_not_what_the_actor_said() {
    let network = network("sodertalje-2020");
    let graph = Graph::new(&network);
    let police = sheet(&graph, graph.actor("polisen").unwrap());
    let of = |section: Section| -> Vec<&str> {
        let lines = police.sections.iter().find(|(s, _)| *s == section);
        lines.map_or_else(Vec::new, |(_, l)| l.iter().map(|line| line.other.as_str()).collect())
    };
    assert_eq!(of(Section::Wishes), ["kvinnojouren-annfrid"]);
    assert_eq!(of(Section::SendsToYou), ["juventas", "sociala-boendeenheten", "vardcentraler"]);
    assert_eq!(of(Section::YouSendTo), ["brottsofferjouren", "rvc"]);
    assert_eq!(of(Section::Forums), ["lunagruppen", "samverkansgruppen"]);
    let annfrid = sheet(&graph, graph.actor("kvinnojouren-annfrid").unwrap());
    let own = annfrid.sections.iter().any(|(section, _)| *section == Section::Wishes);
    assert!(!own, "its own wish is not asked back");
    let page = html(&graph, &sheets(&graph), &Asked::default(), Lang::Sv);
    assert!(page.contains("<h1>Bekräfta samarbeten: Polisen</h1>") && !page.contains("<script"));
    for section in Section::ALL {
        assert_ne!(section.label().sv, section.label().en);
    }
}

#[test]
fn the_command_writes_each_format_and_refuses_others() {
    let folder = tempfile::TempDir::new().unwrap();
    for ending in ["html", "md", "csv"] {
        let file = folder.path().join(format!("blad.{ending}"));
        let path = file.to_str().unwrap();
        let ended = run(&["confirm", "networks/sodertalje-2020", "polisen", "-o", path]);
        assert_eq!((ended.code, ended.out.as_str()), (0, ""), "{}", ended.err);
        let text = std::fs::read_to_string(&file).unwrap();
        assert!(text.contains("Kvinnojouren Annfrid"), "{ending}: {text}");
    }
    let wrong = folder.path().join("blad.pdf");
    let wrong = wrong.to_str().unwrap();
    assert_eq!(run(&["confirm", "networks/sodertalje-2020", "-o", wrong]).code, 2);
    // Standard output, as Markdown; what is asked for stands on the sheet, else a line to fill in.
    let asked = ["--answer-by", "2099-01-31", "--return-to", "samverkan <på> kommunen"];
    let sheet = |more: &[&str]| {
        run(&[&["confirm", "networks/sodertalje-2020", "polisen", "-o", "-"], more].concat())
    };
    let ended = sheet(&asked);
    assert_eq!((ended.code, ended.err.as_str()), (0, ""));
    for line in ["Svara senast: 2099-01-31", "Skicka svaret till: samverkan <på> kommunen"] {
        assert!(ended.out.contains(line), "{}", ended.out);
    }
    assert!(
        ended.out.contains("| Vem | Vad | Ja | Nej | Sedan när | Kommentar |"),
        "{}",
        ended.out
    );
    assert!(sheet(&[]).out.contains("Svara senast: ____"));
    assert!(!std::path::Path::new("-").exists());
    let page = folder.path().join("blad.html");
    let page = page.to_str().unwrap();
    run(&[&["confirm", "networks/sodertalje-2020", "-o", page], &asked[..]].concat());
    let text = std::fs::read_to_string(page).unwrap();
    assert!(text.contains("<dd>2099-01-31</dd>") && text.contains("&lt;på&gt;"), "{text}");
    assert_eq!(sheet(&["--answer-by", "snart"]).code, 2);
    for passed in ["2020-01-31", "2020-01", "2020"] {
        let ended = sheet(&["--answer-by", passed]);
        assert_eq!((ended.code, ended.out.as_str()), (2, ""));
        assert!(ended.err.contains("har passerat; i dag är det 2"), "{}", ended.err);
    }
    let nobody = folder.path().join("blad.md");
    let nobody = nobody.to_str().unwrap();
    for named in ["Polisen", "polisen"] {
        let ended = run(&["confirm", "networks/sodertalje-2020", named, "-o", "-"]);
        assert!(ended.out.contains("Polisen"), "{named}: {}", ended.err);
    }
    let ended = run(&["confirm", "networks/sodertalje-2020", "ingen", "-o", nobody]);
    assert_eq!(ended.code, 2);
    assert!(ended.err.contains("ingen aktör känns igen i \"ingen\""), "{}", ended.err);
}

#[test]
fn all_sheets_on_standard_output_come_with_a_word_of_how_to_get_one() {
    let network = network("sodertalje-2020");
    let n = sheets(&Graph::new(&network)).len();
    let all = ["confirm", "networks/sodertalje-2020", "-o", "-"];
    let ended = run(&all);
    assert_eq!(ended.code, 0);
    assert_eq!(ended.out.matches("# Bekräfta samarbeten: ").count(), n);
    assert!(ended.err.starts_with(&format!("{n} blad, ")), "{}", ended.err);
    for way in ["networks/sodertalje-2020 AKTÖR -o -", "networks/sodertalje-2020 -o blad.html"] {
        assert!(ended.err.contains(way), "{}", ended.err);
    }
    let english = run(&[&all[..], &["--lang", "en"]].concat());
    assert!(english.err.starts_with(&format!("{n} sheets, ")), "{}", english.err);
    // A path with a blank is one word of the command that is proposed.
    let folder = tempfile::tempdir().unwrap();
    let (_guard, real) = copy(&root().join("networks/sodertalje-2020"));
    let blank = folder.path().join("mitt nät");
    std::fs::rename(real, &blank).unwrap();
    let blank = blank.to_str().unwrap();
    let ended = run(&["confirm", blank, "-o", "-"]);
    for way in [format!("'{blank}' AKTÖR -o -"), format!("'{blank}' -o blad.html")] {
        assert!(ended.err.contains(&way), "{}", ended.err);
    }
}

#[test]
fn forums_stand_under_a_heading_of_their_own_and_referrals_say_what_they_are() {
    let network = network("sodertalje-2020");
    let graph = Graph::new(&network);
    let all = sheets(&graph);
    let asked = Asked::default();
    let police = [sheet(&graph, graph.actor("polisen").unwrap())];
    let text = markdown(&graph, &police, &asked, Lang::Sv);
    let head = |named: &str| format!("| {named} | Vad | Ja | Nej | Sedan när | Kommentar |\n|");
    let start = format!("## Ni sitter i dessa forum\n\n{}", head("Forum"));
    assert!(text.contains(&start), "{text}");
    // Nobody answers yes or no to what somebody else wishes.
    let wish = "Stämmer | Stämmer inte | Har blivit av, sedan när";
    let start =
        format!("## Dessa önskar samarbete med er\n\n| Vem | Vad | {wish} | Kommentar |\n|");
    assert!(text.contains(&start) && text.matches(wish).count() == 1, "{text}");
    assert!(text.contains(&format!("## Vilka saknas?\n\n{}", head("Vem"))), "{text}");
    let page = html(&graph, &police, &asked, Lang::Sv);
    let heads: Vec<&str> = page
        .lines()
        .filter_map(|line| line.split("class=\"head\"><th scope=\"col\">").nth(1))
        .filter_map(|rest| rest.split('<').next())
        .collect();
    assert_eq!(heads, ["Vem", "Forum", "Vem", "Vem"], "{page}");
    let (before, wishes) = page.split_once("Dessa önskar samarbete med er").unwrap();
    assert!(wishes.split("<tr><td>").next().unwrap().contains("<th scope=\"col\">Stämmer</th>"));
    assert!(!before.contains("Stämmer"), "{before}");
    let table = rows(&graph, &police, &asked, Lang::Sv);
    assert_eq!(table[0][3..6], ["vem", "forum", "vad"]);
    let answers = ["stämmer", "stämmer inte", "har blivit av, sedan när", "kommentar"];
    assert_eq!(table[0][6..13], [&["ja", "nej", "sedan när"], &answers[..]].concat());
    assert!(table[1..].iter().all(|row| row.len() == table[0].len()));
    assert!(table.iter().any(|row| row[3].is_empty() && row[4] == "Lunagruppen"));
    assert!(
        table.iter().any(|row| row[3].starts_with("Kvinnojouren Annfrid") && row[4].is_empty())
    );

    let ways = [Section::SendsToYou, Section::YouSendTo];
    let told: Vec<&str> = all
        .iter()
        .flat_map(|sheet| &sheet.sections)
        .filter(|(section, _)| ways.contains(section))
        .flat_map(|(_, lines)| lines.iter().map(|line| line.about.sv.as_str()))
        .collect();
    assert!(!told.is_empty() && told.iter().all(|about| about.starts_with("hänvisning")));
    assert!(told.contains(&"hänvisning"), "{told:?}");
    assert!(
        told.contains(&"hänvisning: personer med suicidhot, telefon, suicidhot vid hembesök"),
        "{told:?}"
    );
}

#[test]
fn who_else_says_so_is_counted_and_never_named() {
    let mut network = network("sodertalje-2020");
    let tie = network.ties.iter_mut().find(|tie| tie.id == "t-rvc-sjukhuset").unwrap();
    let by = ["rvc", "polisen", "juventas", "kvinnojouren-annfrid"];
    tie.value.claimed_by = by.map(Into::into).to_vec();
    let graph = Graph::new(&network);
    let hospital = sheet(&graph, graph.actor("sodertalje-sjukhus").unwrap());
    let mut lines = hospital.sections.iter().flat_map(|(_, lines)| lines);
    let line = lines.find(|line| line.other == "rvc" && line.status.is_some()).unwrap();
    assert!(line.about.sv.ends_with("; 3 andra säger det"), "{:?}", line.about);
    assert!(line.about.en.ends_with("; 3 others say so"), "{:?}", line.about);
    let text = markdown(&graph, &[hospital], &Asked::default(), Lang::Sv);
    assert!(!text.contains("Juventas"), "{text}");
}

#[test]
fn a_rule_that_finds_nothing_does_not_blame_the_network() {
    let ended = run(&["analyse", "networks/sodertalje-2020", "one_sided"]);
    assert_eq!(ended.code, 0);
    assert!(ended.err.contains("inga iakttagelser av one_sided"), "{}", ended.err);
    assert!(!ended.err.contains("kräver målgrupper"), "{}", ended.err);
    let ended = run(&[
        "analyse",
        "networks/sodertalje-2020",
        "shared_group_no_forum",
        "--sensitivity",
        "--format",
        "csv",
    ]);
    assert!(ended.out.starts_with("konstant,"), "{}", ended.out);
    for line in ended.out.lines().skip(1) {
        assert!(line.contains("shared_group_no_forum:"), "{line}");
    }
}
