//! What people call the tables.

use crate::model::text::words;

words! {
    /// A table of a package.
    TableName {
        Sources = "sources", "Källor", "Sources";
        Sections = "sections", "Avsnitt i källor", "Sections of sources";
        Actors = "actors", "Aktörer", "Actors";
        Aliases = "aliases", "Andra namn", "Other names";
        Groups = "groups", "Målgrupper", "Target groups";
        Forums = "forums", "Forum", "Forums";
        Affiliations = "affiliations", "Medlemskap i forum", "Members of forums";
        Services = "services", "Insatser", "Services";
        Referrals = "referrals", "Remissvägar", "Referrals";
        Ties = "ties", "Samarbeten", "Ties";
        Agreements = "agreements", "Avtal och planer", "Agreements and plans";
        Goals = "goals", "Mål", "Goals";
        Measures = "measures", "Åtgärder", "Measures";
        Mandates = "mandates", "Uppdrag", "Mandates";
        Statements = "statements", "Utsagor", "Statements";
        Interviews = "interviews", "Intervjuer", "Interviews";
        Mentions = "mentions", "Omnämnanden", "Mentions";
        Participation = "participation", "Intervjuer per huvudman", "Interviews by principal";
        Figures = "figures", "Siffror", "Figures";
        Answers = "answers", "Svar på önskemål", "Answers to wishes";
        Verdicts = "verdicts", "Bedömningar", "Verdicts";
        Decisions = "decisions", "Beslut", "Decisions";
        Positions = "positions", "Lägen på kartan", "Places on the map";
    }
}

#[cfg(test)]
mod tests {
    use super::super::table::Table;
    use super::super::tables::each_table;
    use super::TableName;
    use crate::model::Word;

    #[test]
    fn every_table_has_a_name() {
        let mut tables = Vec::new();
        each_table!(T => tables.push(T::NAME));
        let named: Vec<&str> = TableName::ALL.iter().map(|name| name.slug()).collect();
        assert_eq!(named, tables);
    }
}
