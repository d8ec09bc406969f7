//! Importing: books that balance on every fixture, nothing overwritten, nothing lost, and
//! each import taken back.

use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use proptest::prelude::*;
use samkarta::load::Package;
use samkarta::load::form::Question;
use samkarta::load::import::{self, Import, Options};
use samkarta::load::interview::{Answer, Interviewed, Rows};
use samkarta::load::mention::{self, Lexicon};
use samkarta::load::receipt::Fate;
use samkarta::model::{MentionState, Network, Progress, TieKind, TieState, Word};
use samkarta::store::open_path;

use crate::fixture::{root, run};

fn lindvik() -> PathBuf {
    root().join("networks/exempel-lindvik")
}

fn sheets() -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = fs::read_dir(lindvik().join("sheets"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort();
    paths
}

/// A copy of Lindvik's known actors to import into.
fn copy() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for entry in fs::read_dir(lindvik()).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() {
            fs::copy(&path, folder.path().join(path.file_name().unwrap())).unwrap();
        }
    }
    folder
}

fn samkarta(args: &[&str]) -> assert_cmd::assert::Assert {
    Command::cargo_bin("samkarta").unwrap().args(args).assert()
}

fn files_of(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut files: Vec<(PathBuf, Vec<u8>)> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_file())
        .map(|path| (path.clone(), fs::read(path).unwrap()))
        .collect();
    files.sort();
    files
}

#[test]
fn the_second_import_of_a_file_changes_nothing_and_both_are_taken_back() {
    let folder = copy();
    let out = folder.path().to_str().unwrap().to_owned();
    let before = files_of(folder.path());
    let sheets = sheets();
    let mut args: Vec<&str> = vec!["import"];
    args.extend(sheets.iter().map(|path| path.to_str().unwrap()));
    args.extend(["--out", &out]);
    samkarta(&args).success();
    let tables = |folder: &Path| -> Vec<(PathBuf, Vec<u8>)> { files_of(folder) };
    let first = tables(folder.path());
    assert_ne!(first, before);
    let package = Package::open(folder.path()).unwrap();
    assert!(!package.has_errors(), "{:?}", package.problems.first());
    assert!(package.network.actors.iter().any(|a| a.interviewed == Some(true)));

    let mut json = args.clone();
    json.extend(["--format", "json"]);
    let again = samkarta(&json).success();
    let told: serde_json::Value = serde_json::from_slice(&again.get_output().stdout).unwrap();
    for change in told["changes"].as_array().unwrap() {
        assert_eq!((&change["added"], &change["extended"]), (&0.into(), &0.into()), "{change}");
    }
    assert_eq!(told["total"]["cells"]["used"], 0);
    assert!(told["total"]["cells"]["merged"].as_u64().unwrap() > 100);
    // Nothing new: no import is written that could be taken back by mistake.
    assert!(told["number"].is_null());
    let second = tables(folder.path());
    assert_eq!(first, second);

    samkarta(&["import", "--undo", "--out", &out]).success();
    assert_eq!(files_of(folder.path()), before);
    samkarta(&["import", "--undo", "--out", &out]).code(2);
}

#[test]
fn agency_data_is_the_same_the_second_time() {
    for data in ["hsds-1", "hsds-3.json", "kanter.csv", "ritning.graphml"] {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("ort");
        let data = root().join("tests/data/agency").join(data);
        let args = ["import", data.to_str().unwrap(), "--out", out.to_str().unwrap()];
        let _ = samkarta(&args);
        let first = files_of(&out);
        let _ = samkarta(&args);
        assert!(first.len() > 2, "{}", data.display());
        assert!(first == files_of(&out), "{} gave more the second time", data.display());
    }
}

#[test]
fn a_dry_run_writes_nothing_and_a_folder_is_made_when_asked() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("ny-ort");
    let out = out.to_str().unwrap();
    let sheet = sheets().remove(1);
    let sheet = sheet.to_str().unwrap();
    samkarta(&["import", sheet, "--out", out, "--dry-run"]).success();
    assert!(!Path::new(out).exists());
    samkarta(&["import", sheet, "--out", out, "--title", "Ny ort"]).success();
    let package = Package::open(Path::new(out)).unwrap();
    assert!(!package.has_errors(), "{:?}", package.problems.first());
    assert_eq!(package.network.title, "Ny ort");
    // A network that is there keeps its title and its place, and that is said.
    let named = ["--title", "Annan ort", "--place", "Annan ort"];
    let again = run(&[&["import", sheet, "--out", out][..], &named].concat());
    for option in ["--title", "--place"] {
        assert!(
            again.err.contains(&format!("{option} gäller bara ett nytt nätverk")),
            "{}",
            again.err
        );
    }
    assert_eq!(Package::open(Path::new(out)).unwrap().network.title, "Ny ort");
    // The receipt names tables as people do.
    let dry = run(&["import", sheet, "--out", folder.path().to_str().unwrap(), "--dry-run"]);
    assert!(dry.out.contains("Intervjuer: ") && !dry.out.contains("interviews: "), "{}", dry.out);
    assert!(package.network.interviews.len() >= 5);
    assert!(package.network.ties.len() > 20);
}

#[test]
fn personal_data_is_told_and_not_kept() {
    let folder = copy();
    let out = folder.path().to_str().unwrap().to_owned();
    let sheets = sheets();
    let mut args: Vec<&str> = vec!["import"];
    args.extend(sheets.iter().map(|path| path.to_str().unwrap()));
    args.extend(["--out", &out]);
    samkarta(&args).success();
    let private = csv::Reader::from_path(lindvik().join("key/private.csv"))
        .unwrap()
        .into_records()
        .map(|row| row.unwrap()[3].to_owned())
        .collect::<Vec<_>>();
    assert!(private.len() >= 6);
    let mut folders = vec![folder.path().to_owned()];
    while let Some(at) = folders.pop() {
        for entry in fs::read_dir(at).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let text = String::from_utf8_lossy(&fs::read(&path).unwrap()).into_owned();
            for words in &private {
                assert!(!text.contains(words.as_str()), "{words} in {}", path.display());
            }
        }
    }
}

#[test]
fn a_settled_mention_stays_settled() {
    let base = Package::open(&lindvik()).unwrap().network;
    let files: Vec<_> = sheets().iter().map(|path| open_path(path, None).unwrap()).collect();
    let first = import::read(&files, &base, &Options::default(), &Progress::silent()).unwrap();
    let asked = first.queue.iter().find(|one| !one.options.is_empty()).expect("a doubtful mention");
    let id = asked.options[0].0.clone();
    let answers = vec![(asked.words.clone(), Some(id.clone()))];
    let answered = import::read(
        &files,
        &base,
        &Options { answers, ..Options::default() },
        &Progress::silent(),
    )
    .unwrap();
    assert!(answered.queue.len() < first.queue.len());
    let chosen = |import: &Import| {
        let mentions = import.draft.network.mentions.iter();
        mentions.filter(|row| row.state == Some(MentionState::Chosen)).count()
    };
    assert_eq!((chosen(&first), chosen(&answered) > 0), (0, true));
    // Kept in the package, it holds for the next import without being said again.
    let mut kept = base.clone();
    import::merge(&mut kept, answered.draft.network.clone());
    let replayed = import::read(&files, &kept, &Options::default(), &Progress::silent()).unwrap();
    assert_eq!(replayed.queue.len(), answered.queue.len());
    let refused = vec![(asked.words.clone(), None)];
    let refused = import::read(
        &files,
        &base,
        &Options { answers: refused, ..Options::default() },
        &Progress::silent(),
    )
    .unwrap();
    let state = |import: &Import, state| {
        let mentions = import.draft.network.mentions.iter();
        mentions.filter(|row| row.state == Some(state)).count()
    };
    assert!(state(&refused, MentionState::Refused) > 0);
    assert!(state(&refused, MentionState::Doubtful) < state(&first, MentionState::Doubtful));
    assert!(refused.draft.network.ties.len() <= first.draft.network.ties.len());
}

#[test]
fn the_books_balance_on_every_fixture() {
    let mut read = 0;
    let base = Network::default();
    let mut folders = vec![root().join("tests/data"), root().join("networks/exempel-lindvik")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let Ok(file) = open_path(&path, None) else { continue };
            // Closing a receipt asserts the sum; here it is added up once more.
            let import =
                import::read(&[file], &base, &Options::default(), &Progress::silent()).unwrap();
            for receipt in &import.draft.receipts {
                for books in [&receipt.rows, &receipt.cells] {
                    let sum: u64 = Fate::ALL.iter().map(|fate| books.count(*fate)).sum();
                    assert_eq!(books.read, sum, "{}", path.display());
                }
                read += 1;
            }
        }
    }
    assert!(read > 20, "{read} receipts");
}

#[test]
fn a_filled_in_template_is_read_whole() {
    let folder = tempfile::tempdir().unwrap();
    for (guide, file) in [("agency", "a.xlsx"), ("ngo", "b.csv")] {
        let path = folder.path().join(file);
        let path = path.to_str().unwrap();
        samkarta(&["template", "--guide", guide, "-o", path]).success();
        samkarta(&["template", "--guide", guide, "-o", path]).code(2);
        let opened = open_path(Path::new(path), None).unwrap();
        let import =
            import::read(&[opened], &Network::default(), &Options::default(), &Progress::silent())
                .unwrap();
        // Only the example row is there, and it is no interview.
        assert!(import.draft.network.interviews.is_empty(), "{file}");
        let form = import.previews[0].form.as_ref().expect("a form");
        assert!(form.columns.iter().all(|column| column.confidence > 0.99), "{file}");
    }
}

/// What one answer gives, said by the women's shelter of Lindvik.
fn said(question: Question, text: &str) -> Network {
    let known = Package::open(&lindvik()).unwrap().network;
    let mentions = mention::find(text, &Lexicon::new(&known));
    let answer = Answer {
        question,
        heading: "Fråga".to_owned(),
        place: "A2".to_owned(),
        text: text.to_owned(),
        kept: text.to_owned(),
        mentions,
    };
    let mut rows = Rows::new(&known, "blad");
    rows.add(&Interviewed {
        id: "i-1".to_owned(),
        unit: Some("vindogat".to_owned()),
        place: "A2".to_owned(),
        answers: vec![answer],
        ..Interviewed::default()
    });
    rows.network
}

fn ties(question: Question, text: &str) -> Vec<(String, TieKind, TieState)> {
    let network = said(question, text);
    let tie = |row: &samkarta::model::Row<samkarta::model::Tie>| {
        (row.to.as_str().to_owned(), row.kind.unwrap(), row.state.unwrap())
    };
    network.ties.iter().map(tie).collect()
}

#[test]
fn everyone_with_everyone_is_a_statement_and_no_clique() {
    let text = "Alla har kontakt med alla här.";
    assert!(ties(Question::Partners, text).is_empty());
    assert_eq!(said(Question::Partners, text).statements.len(), 1);
}

#[test]
fn a_denial_is_absent_and_a_wish_is_a_wish() {
    use TieKind::{Cooperates, Wishes};
    use TieState::{Absent, Claimed};
    for (text, expected) in [
        (
            "Polisen, men inte BUP",
            vec![("polisen", Cooperates, Claimed), ("bup", Cooperates, Absent)],
        ),
        ("Kriminalvården har vi inget samarbete med", vec![("kriminalvarden", Cooperates, Absent)]),
        ("FK: nej", vec![("forsakringskassan", Cooperates, Absent)]),
        (
            "Inte bara polisen utan även BUP",
            vec![("polisen", Cooperates, Claimed), ("bup", Cooperates, Claimed)],
        ),
        ("Vi önskar samarbete med BUP", vec![("bup", Wishes, Claimed)]),
    ] {
        let expected: Vec<_> =
            expected.into_iter().map(|(id, k, s)| (id.to_owned(), k, s)).collect();
        assert_eq!(ties(Question::Partners, text), expected, "{text}");
    }
}

#[test]
fn ways_shares_gates_and_rhythms_are_understood() {
    let ways = said(
        Question::Ways,
        "In: nio av tio kommer via polisen. Ut: vi lotsar till BOJ, om de samtycker.",
    );
    let way = |from: &str| ways.referrals.iter().find(|row| row.from.as_str() == from).unwrap();
    assert_eq!(way("polisen").share, Some(0.9));
    assert_eq!(way("vindogat").to.as_str(), "boj");
    assert_eq!(way("vindogat").access.slug(), "consent");
    let met = said(
        Question::Manner,
        "Strategiska rådet ses fyra till sex gånger per termin. Avtalet med polisen gäller till 2026-06-30.",
    );
    assert_eq!(met.forums[0].meetings_per_year.max, Some(12.0));
    assert_eq!(met.agreements[0].ends.as_deref(), Some("2026-06-30"));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    /// Whatever people write, it is read: words of answers in any order, with any marks.
    #[test]
    fn no_answer_makes_it_fall(
        words in prop::collection::vec(
            prop::sample::select(vec![
                "vi", "inte", "polisen", "BUP:s", "Alholmens-", "och", "->", "t.o.m.", "2026-06-30", "sista",
                "juni", "upphör", "nio", "av", "tio", "%", "(", ")", ":", ";", ".", "\n", "- ", "kvinnor",
                "över", "65", "år", "öööö", "ß", "🙂", "In:", "ut:", "remiss", "avtal", "varje", "vecka",
                "1-2", "ggr/mån", "Ö", "fam.enheten", "m", "\u{301}", "İ", "ﬁ",
            ]), 0..30),
        glue in prop::sample::select(vec![" ", "", "/", ", "]),
        question in prop::sample::select(Question::ALL.to_vec()),
    ) {
        let text = words.join(glue);
        said(question, &text);
    }

    #[test]
    fn nor_does_any_text(text in "\\PC{0,80}") {
        said(Question::Partners, &text);
        said(Question::Ways, &text);
    }
}
