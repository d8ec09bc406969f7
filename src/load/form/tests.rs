//! Recognition measured on headings written for it.

mod headings;

use super::Question::*;
use super::*;
use crate::model::Lang;
use crate::model::text::Word;
use headings::{FRESH, Heading, TUNED};

fn one(header: &str, cells: &[&str]) -> Column {
    let rows: Vec<Vec<&str>> = cells.iter().map(|cell| vec![*cell]).collect();
    recognise(&[header.to_owned()], &rows, None).columns.remove(0)
}

/// How many of some headings are recognised, and which are wrong though certain.
fn measured(headings: &[Heading]) -> (f64, Vec<String>) {
    let (mut right, mut certain) = (0, Vec::new());
    for (header, cells, question) in headings {
        let column = one(header, cells);
        if column.question == *question {
            right += 1;
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
    println!("{right} of {} headings, {share:.3}", headings.len());
    (share, certain)
}

#[test]
fn headings_are_recognised_and_none_wrongly_for_certain() {
    let (share, certain) = measured(TUNED);
    assert!(share >= 0.95, "{share}");
    assert_eq!(certain, [""; 0]);
}

#[test]
fn headings_not_tuned_on_are_recognised_too() {
    let (share, certain) = measured(FRESH);
    assert!(share >= 0.9, "{share}");
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
