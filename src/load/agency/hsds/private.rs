//! What is not kept: persons, and where people in hiding live.

use crate::link::normal;

/// Columns that hold a person whatever stands in them.
const PERSONAL: [&str; 4] = ["assurer_email", "updated_by", "attention", "contact_name"];

/// Whether a cell of an organisation, a service or a table about them is personal.
pub(super) fn is_cell(column: &str, text: &str) -> bool {
    PERSONAL.contains(&column) || (column.ends_with("email") && is_persons_mail(text))
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
    fn shelters_hide_and_refugees_do_not() {
        assert!(hides("Kvinnojouren Linnea") && hides("Riverside Women's Refuge"));
        assert!(!hides("Refugee Council") && !hides("Homeless Shelter"));
        assert!(tells_where("address_1", "Storgatan 1") && !tells_where("city", "Ekby"));
    }
}
