//! What is not kept: persons, and where people in hiding live.

use super::table::{Kind, Table};
use crate::link::normal;
use crate::load::Problem;
use crate::load::form::private::{What, find, masked};
use crate::model::text::{Text, Word};

/// Columns that hold a person whatever stands in them.
const PERSONAL: [&str; 4] = ["assurer_email", "updated_by", "attention", "contact_name"];

/// Whether a cell of an organisation, a service or a table about them is personal.
pub(super) fn is_cell(column: &str, text: &str) -> bool {
    PERSONAL.contains(&column) || (column.ends_with("email") && is_persons_mail(text))
}

/// Words from which a cell is free text, in which people write more than was asked.
const FREE: usize = 3;
/// Columns that are free text however short a cell is.
const TEXTS: [&str; 8] = [
    "description",
    "fees",
    "eligibility_description",
    "application_process",
    "interpretation_services",
    "wait_time",
    "alert",
    "directions",
];

/// Takes personal numbers, telephones and persons' mail out of free texts, and tells of each
/// cell. The table of telephones is for those of offices and stays.
pub(super) fn cleaned(table: &mut Table) -> Vec<Problem> {
    let mut told = Vec::new();
    if table.kind == Kind::Phone {
        return told;
    }
    let file = table.file.clone();
    for record in &mut table.records {
        for at in 0..record.cells.len() {
            let Some(cell) = record.cells.get_mut(at) else { continue };
            let is_text = TEXTS.contains(&record.columns.name(at));
            if !is_text && cell.text.split_whitespace().nth(FREE - 1).is_none() {
                continue;
            }
            let mut found = find(&cell.text, &[]);
            found.retain(|one| match one.what {
                What::PersonalNumber | What::Phone => true,
                What::Email => cell.text.get(one.span.clone()).is_some_and(is_persons_mail),
                What::Name | What::Address => false,
            });
            if let Some(first) = found.first() {
                let what = first.what.label();
                cell.text = masked(&cell.text, &found);
                told.push(taken_out(&file, what, record.line, record.columns.name(at)));
            }
        }
    }
    told
}

fn taken_out(file: &str, what: Text, line: u64, column: &str) -> Problem {
    let Text { sv, en } = what;
    Problem::error(
        file,
        Text::new(
            format!("personuppgift i fri text: {sv}"),
            format!("personal data in free text: {en}"),
        ),
        Text::new(
            format!("den sparas inte; i texten står [{sv}] i stället"),
            format!("it is not kept; the text has [{sv}] in its place"),
        ),
    )
    .at_line(line)
    .in_column(column)
    .as_warning()
}

/// Whether a mail address is made of a person's names: two or more words of letters
/// before the `@`, joined by dots, none of them a word for an office.
fn is_persons_mail(text: &str) -> bool {
    const OFFICE: [&str; 14] = [
        "info",
        "kontakt",
        "contact",
        "office",
        "mail",
        "help",
        "support",
        "intake",
        "service",
        "services",
        "admin",
        "registrator",
        "kommun",
        "reception",
    ];
    let Some((local, _)) = text.split_once('@') else { return false };
    let parts: Vec<&str> = local.split(['.', '_']).collect();
    let is_name = |part: &str| part.len() > 1 && part.chars().all(char::is_alphabetic);
    let is_office = |part: &str| OFFICE.contains(&part.to_lowercase().as_str());
    parts.len() > 1 && parts.iter().all(|part| is_name(part)) && !parts.iter().any(|p| is_office(p))
}

/// Whether a name is that of a place where people live in hiding.
pub(super) fn hides(name: &str) -> bool {
    const WORDS: [&str; 16] = [
        "domestic violence shelter",
        "domestic violence shelters",
        "women s shelter",
        "womens shelter",
        "women s refuge",
        "battered women",
        "refuge",
        "safe house",
        "safehouse",
        "crisis shelter",
        "human trafficking shelters",
        "skyddat boende",
        "skyddsboende",
        "kvinnojour",
        "kvinnojouren",
        "tjejjour",
    ];
    let name = format!(" {} ", normal(name));
    WORDS.iter().any(|word| name.contains(&format!(" {word} ")))
}

/// Whether a column of a location or an address tells where a place is, closer than the
/// town.
pub(super) fn tells_where(column: &str, text: &str) -> bool {
    match column {
        "city" | "region" | "state_province" | "country" | "id" | "address_type"
        | "location_type" => false,
        "name" | "alternate_name" => text.bytes().any(|b| b.is_ascii_digit()),
        _ => !column.ends_with("_id"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::agency::{Reading, read};
    use crate::model::Network;

    #[test]
    fn persons_and_offices_are_told_apart() {
        assert!(is_cell("email", "anna.andersson@kommun.example"));
        assert!(is_cell("assurer_email", "info@example.org"));
        for office in
            ["info@x.example", "stod.info@x.example", "rvc@x.example", "help.line@x.example"]
        {
            assert!(!is_cell("email", office), "{office}");
        }
        assert!(!is_cell("url", "anna.andersson@kommun.example"));
    }

    #[test]
    fn free_texts_lose_what_tells_of_a_person() {
        let csv = "id,organization_id,name,description\n\
            1,1,Stödsamtal,\"Ring Anna på 070-123 45 67, pnr 19811218-9876, för tid\"\n\
            2,1,Råd,Öppet tre dagar i veckan\n\
            3,1,Jour,Ring 070-1234567\n";
        let files = [("organizations.csv", "id,name\n1,Jouren\n"), ("services.csv", csv)];
        let folder = tempfile::TempDir::new().unwrap();
        for (name, text) in files {
            std::fs::write(folder.path().join(name), text).unwrap();
        }
        let (known, source) = (Network::default(), "register".into());
        let reading = Reading { known: &known, source: &source, mapping: None };
        let draft = read(folder.path(), &reading).unwrap();
        let all = format!("{:?}", draft.network);
        assert!(!all.contains("070") && !all.contains("19811218"), "{all}");
        assert!(all.contains("[telefon]") && all.contains("[personnummer]"), "{all}");
        assert!(all.contains("Öppet tre dagar i veckan"));
        let told: Vec<&Problem> =
            draft.problems.iter().filter(|p| p.what.sv.contains("fri text")).collect();
        assert_eq!(told.len(), 2);
        assert_eq!((told[0].line, told[0].column.as_deref()), (Some(2), Some("description")));
    }

    #[test]
    fn shelters_hide_and_refugees_do_not() {
        assert!(hides("Kvinnojouren Linnea") && hides("Riverside Women's Refuge"));
        assert!(!hides("Refugee Council") && !hides("Homeless Shelter"));
        assert!(tells_where("address_1", "Storgatan 1") && !tells_where("city", "Ekby"));
    }
}
