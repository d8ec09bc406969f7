//! The template: a sheet to fill in for each guide, as a workbook or as CSV.
//!
//! Headings, help, choices and the example are those of
//! [`fields`], so what is written here is recognised when it
//! comes back. Help stands in notes on the headings, not in a row of its own, which a
//! reader of tables would take for a second header.
//!
//! *Invariant*: same guide and language, same bytes.

use std::io;

use rust_xlsxwriter::{
    Color, DataValidation, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Note,
    Workbook, Worksheet, XlsxError,
};

use super::csv::spreadsheet;
use crate::load::form::{Field, Guide, INSTRUCTIONS, Question, fields};
use crate::model::Lang;
use crate::model::text::Word;

/// How many rows below the example have choices to pick from.
const ROWS: u32 = 500;
/// The day every workbook says it was made: nothing in it may depend on today.
const MADE: (u16, u8, u8) = (2026, 1, 1);

/// The template as CSV for a Swedish spreadsheet: UTF-8 with byte order mark,
/// semicolons, the header and the example row.
///
/// # Errors
/// When a row cannot be encoded; none in practice.
pub fn text(guide: Guide, lang: Lang) -> io::Result<Vec<u8>> {
    let header = fields(guide).iter().map(|field| field.header(lang)).collect();
    let example = fields(guide).iter().map(|f| said(f.example, lang).to_owned()).collect();
    Ok(spreadsheet(&[header, example])?)
}

/// The template as a workbook: a sheet of interviews with help on each heading,
/// choices and an example row, and a sheet of instructions in both languages.
///
/// # Errors
/// When the workbook cannot be built; none in practice.
pub fn workbook(guide: Guide, lang: Lang) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let (year, month, day) = MADE;
    let made = ExcelDateTime::from_ymd(year, month, day)?;
    let title = said(["Mall för intervjuer", "Template for interviews"], lang);
    let properties = DocProperties::new()
        .set_title(format!("{title}: {}", guide.label().get(lang)))
        .set_author("Samkarta")
        .set_creation_datetime(&made);
    workbook.set_properties(&properties);
    interviews(workbook.add_worksheet(), guide, lang)?;
    instructions(workbook.add_worksheet(), lang)?;
    workbook.save_to_buffer()
}

fn said(texts: [&'static str; 2], lang: Lang) -> &'static str {
    match lang {
        Lang::Sv => texts[0],
        Lang::En => texts[1],
    }
}

fn interviews(sheet: &mut Worksheet, guide: Guide, lang: Lang) -> Result<(), XlsxError> {
    sheet.set_name(said(["Intervjuer", "Interviews"], lang))?;
    let header = Format::new()
        .set_bold()
        .set_text_wrap()
        .set_align(FormatAlign::Top)
        .set_background_color(Color::RGB(0xDDE8F0))
        .set_border_bottom(FormatBorder::Thin);
    for (field, column) in fields(guide).iter().zip(0u16..) {
        let body = body(field);
        sheet.set_column_width(column, width(field))?;
        sheet.set_column_format(column, &body)?;
        sheet.write_string_with_format(0, column, field.header(lang), &header)?;
        let help =
            Note::new(said(field.help, lang)).add_author_prefix(false).set_author("Samkarta");
        sheet.insert_note(0, column, &help.set_width(280).set_height(110))?;
        let example = body.set_italic().set_font_color(Color::RGB(0x606060));
        let text = said(field.example, lang);
        match ExcelDateTime::parse_from_str(text) {
            Ok(day) if field.question == Question::Date => {
                sheet.write_datetime_with_format(1, column, &day, &example)?;
            }
            _ => {
                sheet.write_string_with_format(1, column, text, &example)?;
            }
        }
        if let Some(choices) = choices(field, lang)? {
            sheet.add_data_validation(1, column, ROWS, column, &choices)?;
        }
    }
    sheet.set_row_height(0, 48)?;
    sheet.set_freeze_panes(1, 1)?;
    sheet.set_landscape();
    sheet.set_repeat_rows(0, 0)?;
    Ok(())
}

/// How the cells of a column look. Short answers with numbers are kept as text, so
/// that `4-6` does not become the fourth of June.
fn body(field: &Field) -> Format {
    let body = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    match field.question {
        Question::Date => body.set_num_format("yyyy-mm-dd"),
        Question::Frequency | Question::Visitors | Question::Staffing => body.set_num_format("@"),
        _ => body,
    }
}

fn width(field: &Field) -> f64 {
    match field.question {
        Question::Date | Question::Mode => 14.0,
        Question::Plan | Question::Collaborates => 20.0,
        Question::Unit | Question::Role | Question::Frequency | Question::Funding => 26.0,
        _ => 38.0,
    }
}

/// A drop-down of a field's choices. Other answers are taken as well: people have
/// their own words, and a refused answer is a lost one.
fn choices(field: &Field, lang: Lang) -> Result<Option<DataValidation>, XlsxError> {
    let list = match lang {
        Lang::Sv => field.choices[0],
        Lang::En => field.choices[1],
    };
    if list.is_empty() {
        return Ok(None);
    }
    let choices = DataValidation::new().allow_list_strings(list)?.show_error_message(false);
    Ok(Some(choices.set_input_message(said(field.help, lang))?))
}

const HOW_TO: [[&str; 2]; 11] = [
    [
        "Fyll i bladet Intervjuer: en rad för varje intervju, en kolumn för varje fråga.",
        "Fill in the sheet of interviews: one row for each interview, one column for each question.",
    ],
    [
        "Rad 2 är ett exempel. Ta bort den eller låt den stå: den läses inte in så länge det står EXEMPEL: först.",
        "Row 2 is an example. Delete it or leave it: it is not imported as long as it begins with EXAMPLE:.",
    ],
    [
        "Håll pekaren över en rubrik för att se vad som ska stå i kolumnen.",
        "Hold the pointer over a heading to see what belongs in the column.",
    ],
    [
        "Skriv som folk säger. Hela meningar, punktlistor och förkortningar går bra, och flera rader i samma cell också (Alt + Enter).",
        "Write as people speak. Sentences, lists and abbreviations are fine, and so are several lines in a cell (Alt + Enter).",
    ],
    [
        "Nämn andra verksamheter vid namn. Då kan de kännas igen på kartan.",
        "Mention other bodies by name, so that they can be recognised on the map.",
    ],
    [
        "I kolumner med en lista kan du välja ett svar eller skriva egna ord.",
        "In columns with a list you can choose an answer or use your own words.",
    ],
    [
        "Lämna cellen tom om frågan inte ställdes eller inte besvarades. Skriv Nej bara om svaret var nej.",
        "Leave the cell empty if the question was not asked or not answered. Write No only when the answer was no.",
    ],
    [
        "Skriv inga namn på personer, inga telefonnummer, inga personnummer och inga adresser till skyddade boenden. Det som ändå finns upptäcks oftast vid inläsningen, men inte alltid.",
        "Write no names of people, no telephone numbers, no personal numbers and no addresses of shelters. Most of what slips in is found at import, but not all.",
    ],
    [
        "Du kan ändra ordning på kolumnerna, ta bort kolumner och lägga till egna frågor. Rubrikerna får kortas.",
        "You may reorder columns, remove some and add questions of your own. Headings may be shortened.",
    ],
    [
        "Spara som .xlsx eller .csv och läs in filen med samkarta import.",
        "Save as .xlsx or .csv and read the file with samkarta import.",
    ],
    [
        "Vid inläsningen ser du hur varje kolumn och rad har förståtts innan något sparas.",
        "At import you see how each column and row was understood before anything is saved.",
    ],
];

fn instructions(sheet: &mut Worksheet, lang: Lang) -> Result<(), XlsxError> {
    sheet.set_name(said(["Så här gör du", "How to"], lang))?;
    let header = Format::new().set_bold().set_font_size(13);
    let body = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    for (column, title) in [0u16, 1].into_iter().zip(INSTRUCTIONS) {
        sheet.set_column_width(column, 70)?;
        sheet.write_string_with_format(0, column, title, &header)?;
    }
    for (row, texts) in (1u32..).zip(HOW_TO) {
        for (column, text) in [0u16, 1].into_iter().zip(texts) {
            sheet.write_string_with_format(row, column, text, &body)?;
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    Ok(())
}
