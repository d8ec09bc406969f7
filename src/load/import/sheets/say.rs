//! What is told of rows and cells of a form.

use super::{Interviews, Options};
use crate::load::form::private;
use crate::load::problem::Problem;
use crate::model::text::{Text, Word};

pub(super) fn twice(table: &Interviews<'_>, line: u64, first: u64) -> Problem {
    Problem::error(
        table.ledger.file(),
        Text::new(
            format!("raden är samma som rad {first}"),
            format!("the row is the same as row {first}"),
        ),
        Text::new(
            "den räknas en gång; ta bort den ena om det är rätt",
            "it counts once; delete one if that is right",
        ),
    )
    .at_line(line)
    .as_warning()
}

pub(super) fn filled_example(table: &Interviews<'_>, line: u64) -> Problem {
    Problem::error(
        table.ledger.file(),
        Text::new(
            "raden är mallens exempelrad, men med egna svar i",
            "the row is the example row of the template, with answers of somebody's own",
        ),
        Text::new(
            "den läses som ett svar; ta bort ordet EXEMPEL om det är rätt, annars hela raden",
            "it is read as an answer; delete the word EXAMPLE if that is right, else the row",
        ),
    )
    .at_line(line)
    .as_warning()
}

pub(super) fn no_unit(table: &Interviews<'_>, line: u64) -> Problem {
    Problem::error(
        table.ledger.file(),
        Text::new("raden säger inte vilken verksamhet som svarar", "the row does not say which unit answers"),
        Text::new(
            "fyll i verksamheten och importera igen; svaren är kvar som utsagor men ger inga samarbeten",
            "fill in the unit and import again; the answers are kept as statements but give no ties",
        ),
    )
    .at_line(line)
    .as_warning()
}

pub(super) fn personal(
    table: &Interviews<'_>,
    line: u64,
    heading: &str,
    found: &private::Found,
    options: &Options,
) -> Problem {
    let Text { sv, en } = found.what.label();
    let next = match options.keep_private {
        true => Text::new("den sparas, som du har bett om", "it is kept, as you asked"),
        false => Text::new(
            format!("den sparas inte; i texten står [{sv}] i stället"),
            format!("it is not kept; the text has [{sv}] in its place"),
        ),
    };
    Problem::error(
        table.ledger.file(),
        Text::new(
            format!("personuppgift i svaret: {sv}"),
            format!("personal data in the answer: {en}"),
        ),
        next,
    )
    .at_line(line)
    .in_column(heading)
    .as_warning()
}
