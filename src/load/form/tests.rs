//! Recognition measured on headings written for it.

mod headings;

use super::Question::*;
use super::*;
use crate::model::Lang;
use crate::model::text::Word;
use headings::{FRESH, HELD_OUT, Heading, LAST, LATER, TUNED};

fn one(header: &str, cells: &[&str]) -> Column {
    let rows: Vec<Vec<&str>> = cells.iter().map(|cell| vec![*cell]).collect();
    recognise(&[header.to_owned()], &rows, None).columns.remove(0)
}

/// How many of some headings are recognised, and which are wrong though certain.
fn measured(headings: &[Heading]) -> (f64, Vec<String>) {
    let (mut right, mut sure, mut certain) = (0, 0, Vec::new());
    for (header, cells, question) in headings {
        let column = one(header, cells);
        if column.question == *question {
            right += 1;
            sure += usize::from(column.question == Other || column.confidence >= CERTAIN);
        } else {
            let said = format!(
                "{header:?}: {} {:.2}, not {}, {:?}",
                column.question.slug(),
                column.confidence,
                question.slug(),
                column.why
            );
            println!("{said}");
            if column.question != Other && column.confidence >= CERTAIN {
                certain.push(said);
            }
        }
    }
    let share = right as f64 / headings.len() as f64;
    println!("{right} of {} headings, {share:.3}; {sure} need no second look", headings.len());
    (share, certain)
}

#[test]
fn headings_are_recognised_and_none_wrongly_for_certain() {
    for headings in [TUNED, FRESH, LATER, LAST] {
        let (share, certain) = measured(headings);
        assert!(share >= 0.9, "{share}");
        assert_eq!(certain, [""; 0]);
    }
}

#[test]
fn headings_held_out_are_recognised_too() {
    let (share, certain) = measured(HELD_OUT);
    assert!(share >= 0.8, "{share}");
    assert_eq!(certain, [""; 0]);
}

#[test]
fn a_template_is_recognised_whole_in_both_languages() {
    for guide in Guide::ALL {
        for lang in [Lang::Sv, Lang::En] {
            let header: Vec<String> = fields(*guide).iter().map(|f| f.header(lang)).collect();
            let form = recognise(&header, &[], None);
            assert_eq!(form.guide, Some(*guide));
            for (column, field) in form.columns.iter().zip(fields(*guide)) {
                assert_eq!(
                    (column.question, column.confidence),
                    (field.question, 1.0),
                    "{}",
                    column.header
                );
            }
        }
    }
}

#[test]
fn a_guide_in_full_is_recognised_and_told_from_the_other() {
    let agency = [
        "Enhet",
        "1. Roll",
        "2. Uppdrag och målgrupp",
        "3. Verksamheter i kontakt med våld",
        "4. Klarar ni uppdraget?",
        "5. Handlingsplan",
        "6. Insatser",
        "7. Hur ofta?",
        "8.",
        "9.",
        "10.",
        "12.",
        "13. Framgångsfaktorer",
        "14. Utmaningar",
        "15. Förändringar",
    ];
    let form = recognise(&agency.map(str::to_owned), &[], None);
    assert_eq!(form.guide, Some(Guide::Agency));
    let numbered = &form.columns[8..12];
    assert_eq!(
        numbered.iter().map(|c| c.question).collect::<Vec<_>>(),
        [Reach, Collaborates, Partners, Manner]
    );
    assert!(numbered.iter().all(|c| c.why == Why::Number && c.confidence < CERTAIN));

    let ngo = [
        "1. Roll och drivkraft",
        "2. Organisering",
        "3. Målsättning",
        "4. Hur ofta?",
        "5. Finansiering",
        "6. Bemanning",
        "7. Besökare",
        "8. Handlingsplan",
        "9. Insatser",
        "10. In- och utgångar",
        "11.",
        "11.",
        "12. Framgång",
        "13. Utmaningar",
        "14. Förändringar",
    ];
    let form = recognise(&ngo.map(str::to_owned), &[], None);
    assert_eq!(form.guide, Some(Guide::Ngo));
    assert_eq!([form.columns[10].question, form.columns[11].question], [Partners, Manner]);

    let other = ["Fråga 1", "Fråga 2", "Favoritfärg"].map(str::to_owned);
    let form = recognise(&other, &[], None);
    assert_eq!(form.guide, None);
    assert!(form.columns.iter().all(|c| c.question == Other));
}

#[test]
fn every_column_gets_a_question_also_beyond_the_header() {
    let rows = vec![vec!["Kurator", "a@exempel.se", "hej"], vec!["Chef"]];
    let form = recognise(&["Roll".to_owned()], &rows, None);
    let questions: Vec<Question> = form.columns.iter().map(|c| c.question).collect();
    assert_eq!(questions, [Role, Email, Other]);
    assert_eq!(recognise(&[], &[], None), Form::default());
}

#[test]
fn ticks_name_their_option() {
    for header in ["Sätt att samarbeta [SIP]", "Hur samarbetar ni? - SIP", "SIP"] {
        let column = one(header, &["X", "", "x"]);
        assert_eq!((column.question, column.option.as_deref()), (Manner, Some("SIP")), "{header}");
    }
    let column = one("Vilka samarbetar ni med? [Polisen]", &["1", "0"]);
    assert_eq!((column.question, column.option.as_deref()), (Partners, Some("Polisen")));
}

#[test]
fn what_was_saved_goes_before_what_is_recognised() {
    let header = ["Roll", "Vad brinner du för?", "Annat", "ANNAT ", ""].map(str::to_owned);
    let mut form = recognise(&header, &[], None);
    assert_eq!(form.columns[1].question, Other);
    form.columns[1].question = DrivingForce;
    form.columns[3].question = Ignored;
    let saved = SavedForm::of("Enkät \"vår\" 2026", &form);
    let text = saved.to_toml();
    assert_eq!(SavedForm::read("x.toml", &text), Ok(saved.clone()), "{text}");
    let again = recognise(&header, &[], Some(&saved));
    let questions: Vec<Question> = again.columns.iter().map(|c| c.question).collect();
    assert_eq!(questions, [Role, DrivingForce, Other, Ignored, Other]);
    assert!(again.columns[..4].iter().all(|c| c.why == Why::Saved && c.confidence == 1.0));
    assert_eq!(saved.covers(&header), 1.0);
    assert_eq!(saved.covers(&["Ny".to_owned(), "roll:".to_owned()]), 0.5);
    let path = saved.path_in(std::path::Path::new("p"));
    assert_eq!(path, std::path::Path::new("p/forms/enkat-var-2026.toml"));
}

#[test]
fn faults_of_a_saved_form_say_line_and_what_next() {
    for (text, line, word) in [
        ("name = \"x\"\n[columns]\n\"Roll\" = \"rôle\"\n", 3, "role"),
        ("[columns]\n\"Roll\" = \"role\"\n\"Mål\" = \"amis\"\n", 3, "aim"),
        ("[columns]\n\"Roll\" = 3\n", 2, "citattecken"),
        ("guide = \"ngos\"\n[columns]\n\"a\" = \"role\"\n", 1, "ngo"),
        ("[columns]\nRoll role\n", 2, "Rubrik"),
        ("[columns]\n\"a\" = \"role\"\n\"a\" = \"aim\"\n", 3, "bara en gång"),
        ("colour = 1\n", 1, "[columns]"),
        ("[columns]\n\"a\" = []\n", 2, "role"),
    ] {
        let problems = SavedForm::read("f.toml", text).unwrap_err();
        let said = problems[0].render(Lang::Sv);
        assert!(said.contains(&format!("f.toml:{line}")) && said.contains(word), "{text}: {said}");
        assert_ne!(said, problems[0].render(Lang::En));
    }
    assert!(SavedForm::read("f.toml", "").is_err());
    assert!(SavedForm::read("f.toml", "\u{FEFF}[columns]\n\"a\" = \"role\"").is_ok());
    assert!(SavedForm::open(std::path::Path::new("no/such.toml")).is_err());
}

#[test]
fn the_example_row_is_known_until_somebody_writes_in_it() {
    for guide in Guide::ALL {
        for lang in [0, 1] {
            let mut cells: Vec<&str> = fields(*guide).iter().map(|f| f.example[lang]).collect();
            assert_eq!(row_kind(cells.iter().copied()), RowKind::Example);
            cells[1] = "2026-03-02 00:00:00";
            assert_eq!(row_kind(cells.iter().copied()), RowKind::Example);
            cells[5] = "Vi är fyra";
            assert_eq!(row_kind(cells.iter().copied()), RowKind::FilledExample);
            cells[0] = "Mottagningen";
            assert_eq!(row_kind(cells.iter().copied()), RowKind::Answer);
        }
    }
    assert_eq!(row_kind(["", ""]), RowKind::Answer);
    assert_eq!(row_kind(["Exempel på insatser"]), RowKind::Answer);
    assert_eq!(unmarked("EXEMPEL: Jouren"), "Jouren");
    assert_eq!(unmarked("Jouren"), "Jouren");
}

#[test]
fn a_thousand_columns_are_recognised() {
    let header: Vec<String> =
        (0..1_000).map(|n| format!("Hur ofta kommer verksamhet {n} i kontkat med våld?")).collect();
    let form = recognise(&header, &[], None);
    assert_eq!(form.columns.len(), header.len());
}
