//! Drafts: what reading a file gave, before anything is added to a package.

use std::collections::HashSet;

use super::package::Table;
use super::package::tables::each_table;
use super::problem::Problem;
use super::receipt::Receipt;
use crate::model::Network;

/// The rows that a file gives, its account, and what is wrong with it.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// Rows to add; references may lead to rows of the package they are meant for.
    pub network: Network,
    /// The account of each table of the file.
    pub receipts: Vec<Receipt>,
    /// What is wrong, in the order of the file.
    pub problems: Vec<Problem>,
}

/// Ids that are taken, and new ones that are not.
#[derive(Clone, Debug, Default)]
pub struct Slugs(HashSet<String>);

impl Slugs {
    /// The ids that a network uses; actors, forums, groups and services share one
    /// namespace, and so does everything else here.
    pub fn of(network: &Network) -> Self {
        let mut taken = HashSet::new();
        each_table!(T => {
            taken.extend(T::rows(network).iter().filter_map(|row| row.key()).map(str::to_owned));
        });
        Self(taken)
    }

    /// An id that nothing bears yet, made of a name; it is taken from now on.
    pub fn fresh(&mut self, name: &str) -> String {
        let stem = slug(name);
        let mut id = stem.clone();
        let mut n = 2;
        while !self.0.insert(id.clone()) {
            id = format!("{stem}-{n}");
            n += 1;
        }
        id
    }

    /// Takes an id; `false` when it was taken already.
    pub fn take(&mut self, id: &str) -> bool {
        self.0.insert(id.to_owned())
    }
}

/// A readable slug: lower case letters of a to z, digits and single hyphens; å, ä and ö
/// lose their marks. At most 60 characters; `x` for a name without any letter of these.
pub fn slug(name: &str) -> String {
    let mut slug = String::new();
    for c in name.to_lowercase().chars() {
        let c = match c {
            'å' | 'ä' | 'à' | 'á' | 'â' => 'a',
            'ö' | 'ø' | 'ó' | 'ô' => 'o',
            'é' | 'è' | 'ê' | 'ë' => 'e',
            'ü' | 'ú' => 'u',
            'æ' => 'a',
            c => c,
        };
        match c {
            'a'..='z' | '0'..='9' => slug.push(c),
            _ if !slug.is_empty() && !slug.ends_with('-') => slug.push('-'),
            _ => {}
        }
        if slug.len() == 60 {
            break;
        }
    }
    let slug = slug.trim_matches('-');
    if slug.is_empty() { "x".to_owned() } else { slug.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_are_readable_and_never_twice() {
        let mut slugs = Slugs::default();
        assert_eq!(slugs.fresh("Länsstyrelsen i Södertälje"), "lansstyrelsen-i-sodertalje");
        assert_eq!(slugs.fresh("Lansstyrelsen, i Sodertalje!"), "lansstyrelsen-i-sodertalje-2");
        assert_eq!(slugs.fresh("–"), "x");
        assert!(slugs.fresh(&"lång ".repeat(40)).len() <= 60);
    }
}
