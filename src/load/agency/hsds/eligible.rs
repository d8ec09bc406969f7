//! Who a service is for: ages, and groups where a text says nothing but the group.

use super::core::Hsds;
use super::table::Record;
use crate::link::normal;
use crate::load::problem::Problem;
use crate::model::text::Text;
use crate::model::{AgeRange, Group, GroupId, Row, Sex};

/// Where a statement about eligibility stands.
pub(super) struct Place<'a> {
    pub(super) file: &'a str,
    pub(super) line: u64,
    pub(super) place: &'a str,
}

impl Hsds<'_> {
    /// Takes the ages that a row states, as far as they are ages.
    pub(super) fn age_cells(&mut self, place: &Place, record: &Record, service: usize) {
        let mut read = AgeRange::default();
        for (column, slot) in [("minimum_age", &mut read.min), ("maximum_age", &mut read.max)] {
            let Some(text) = record.get(column) else { continue };
            match age(text) {
                Some(years) => *slot = Some(years),
                None => self.no_age(place, column, text, service),
            }
        }
        if let (Some(min), Some(max)) = (read.min, read.max)
            && min > max
        {
            self.no_age(place, "minimum_age", &format!("{min}–{max}"), service);
            return;
        }
        self.take_ages(read, service);
    }

    /// Ages that no other row of the file has stated.
    fn take_ages(&mut self, read: AgeRange, service: usize) {
        let row = &mut self.network.services[service];
        if read != AgeRange::default() {
            row.age = read;
        }
    }

    fn no_age(&mut self, place: &Place, column: &str, text: &str, service: usize) {
        let name = self.attribute(column);
        self.network.services[service].attributes.insert(name, text.to_owned());
        let problem = Problem::error(
            place.file,
            Text::new(format!("”{text}” är ingen ålder"), format!("`{text}` is no age")),
            Text::new("skriv hela år, 0 till 130", "write whole years, 0 to 130"),
        );
        self.problems.push(problem.at_line(place.line).in_column(column).as_warning());
    }

    /// Takes what a text says when it says nothing but an age or the name of a group; any
    /// other text is kept as it stands and read by people.
    pub(super) fn eligibility(&mut self, place: &Place, text: &str, service: usize) {
        if let Some(read) = age_range(text) {
            if self.network.services[service].age == AgeRange::default() {
                let claim = self.coded(place.place, text);
                self.take_ages(read, service);
                self.network.services[service].claims.push(claim);
            }
            return;
        }
        let Some(group) = self.group(place, text) else { return };
        let claim = self.coded(place.place, text);
        let row = &mut self.network.services[service];
        if !row.groups.contains(&group) {
            row.groups.push(group);
        }
        row.claims.push(claim);
    }

    /// The group that a text names: one of the package, or women or men.
    fn group(&mut self, place: &Place, text: &str) -> Option<GroupId> {
        let words = normal(text);
        let known = self.with.known;
        let mut named: Vec<&GroupId> = known
            .groups
            .iter()
            .filter(|row| normal(&row.name) == words)
            .map(|row| &row.id)
            .collect();
        let aliases = known.aliases.iter().filter(|alias| normal(&alias.name) == words);
        named.extend(aliases.filter_map(|alias| alias.group.as_ref()));
        named.sort();
        named.dedup();
        match named.as_slice() {
            [one] => return Some((*one).clone()),
            [] => {}
            _ => return None,
        }
        let (name, sex) = match words.as_str() {
            "women" | "women only" | "kvinnor" | "endast kvinnor" => ("Kvinnor", Sex::Female),
            "men" | "men only" | "män" | "endast män" => ("Män", Sex::Male),
            _ => return None,
        };
        let bare = |group: &Group| {
            group.sex == Some(sex)
                && group.age == AgeRange::default()
                && group.conditions.is_empty()
        };
        let here = self.network.groups.iter().chain(&known.groups).find(|row| bare(row));
        if let Some(row) = here {
            return Some(row.id.clone());
        }
        let id = GroupId::from(self.fresh(name));
        let group =
            Group { id: id.clone(), name: name.to_owned(), sex: Some(sex), ..Group::default() };
        let claims = vec![self.coded(place.place, text)];
        self.network.groups.push(Row { claims, ..Row::bare(group) });
        Some(id)
    }
}

/// Whole years, also written `18.0`.
fn age(text: &str) -> Option<u32> {
    let years: f64 = text.trim().parse().ok()?;
    (years.fract() == 0.0 && (0.0..=130.0).contains(&years)).then_some(years as u32)
}

/// A text that is an age and nothing else: `12-18 years`, `65+`, `över 65 år`.
fn age_range(text: &str) -> Option<AgeRange> {
    let text = text.to_lowercase().replace(['–', '—'], "-").replace("to", "-").replace("till", "-");
    let text = text.trim().trim_end_matches('.');
    let units = ["years of age", "years old", "years", "year olds", "årig", "års ålder", "år"];
    let strip = |text: &str| -> String {
        let text = text.trim();
        let unit = units.iter().find_map(|unit| text.strip_suffix(unit));
        unit.unwrap_or(text).trim().to_owned()
    };
    let (plus, bare) =
        match ["and over", "and older", "or older", "and above", "och äldre", "och uppåt", "+"]
            .iter()
            .find_map(|end| text.strip_suffix(end))
        {
            Some(rest) => (true, strip(rest)),
            None => (false, strip(text)),
        };
    let bare = bare.trim_start_matches("ages ").trim_start_matches("aged ").trim();
    let bare = bare.trim_start_matches("från ").trim();
    if plus {
        return Some(AgeRange { min: Some(age(bare)?), max: None });
    }
    let (min, max) = bare.split_once('-')?;
    let (min, max) = (age(min)?, age(&strip(max))?);
    (min <= max).then_some(AgeRange { min: Some(min), max: Some(max) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ages_are_read_where_they_are_all_that_is_said() {
        let of = |min, max| Some(AgeRange { min, max });
        assert_eq!(age_range("12-18 years"), of(Some(12), Some(18)));
        assert_eq!(age_range("Ages 6 to 12"), of(Some(6), Some(12)));
        assert_eq!(age_range("13–23 år"), of(Some(13), Some(23)));
        assert_eq!(age_range("65+"), of(Some(65), None));
        assert_eq!(age_range("18 years and older"), of(Some(18), None));
        assert_eq!(age_range("18 år och äldre."), of(Some(18), None));
        for unclear in ["Girls 5-17", "Children", "18-12", "5-17 in Miami", "", "2-"] {
            assert_eq!(age_range(unclear), None, "{unclear}");
        }
        assert_eq!((age("18.0"), age("18.5"), age("-1"), age("200")), (Some(18), None, None, None));
    }
}
