//! Sentences in the two languages, and closed vocabularies with their labels.

/// A language of the interface.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lang {
    /// Swedish, the users' language.
    #[default]
    Sv,
    /// English.
    En,
}

/// One sentence or label in both languages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text {
    /// Swedish.
    pub sv: String,
    /// English.
    pub en: String,
}

impl Text {
    /// A text from its two languages.
    pub fn new(sv: impl Into<String>, en: impl Into<String>) -> Self {
        Self { sv: sv.into(), en: en.into() }
    }

    /// The text in one language.
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Sv => &self.sv,
            Lang::En => &self.en,
        }
    }

    /// Adds another text after a space.
    pub fn and(mut self, more: Text) -> Self {
        if !more.sv.is_empty() {
            self.sv = format!("{} {}", self.sv, more.sv).trim().to_owned();
            self.en = format!("{} {}", self.en, more.en).trim().to_owned();
        }
        self
    }
}

/// A number with its word: "1 aktör", "2 aktörer".
pub fn count(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

/// What a name is sorted by in Swedish: letters large or small alike, and å, ä, ö last in
/// that order.
pub fn swedish(name: &str) -> String {
    let last = |letter| match letter {
        'å' => '\u{e000}',
        'ä' | 'æ' => '\u{e001}',
        'ö' | 'ø' => '\u{e002}',
        'é' | 'è' => 'e',
        'ü' => 'y',
        other => other,
    };
    name.chars().flat_map(char::to_lowercase).map(last).collect()
}

/// Joins names as a reader expects: "a, b och c" or "a, b and c".
pub fn list<S: AsRef<str>>(names: &[S], lang: Lang) -> String {
    let and = match lang {
        Lang::Sv => "och",
        Lang::En => "and",
    };
    match names {
        [] => String::new(),
        [one] => one.as_ref().to_owned(),
        [first @ .., last] => {
            let first: Vec<&str> = first.iter().map(AsRef::as_ref).collect();
            format!("{} {and} {}", first.join(", "), last.as_ref())
        }
    }
}

/// A word of a closed vocabulary: a slug in files and JSON, a label on screen.
pub trait Word: Copy + 'static {
    /// Every word, in the order in which a reader meets them.
    const ALL: &'static [Self];
    /// The slug used in tables and JSON.
    fn slug(self) -> &'static str;
    /// The label shown to people.
    fn label(self) -> Text;
    /// The word with this slug.
    fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|word| word.slug() == slug)
    }
}

/// The text with a capital letter first.
pub fn upper(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|c| c.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// Declares an enum whose variants are [`Word`]s: slug, Swedish, English.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $slug:literal, $sv:literal, $en:literal;)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$vdoc])* #[doc = $en] $variant,)* }

        impl $crate::model::text::Word for $name {
            const ALL: &'static [Self] = &[$(Self::$variant),*];
            fn slug(self) -> &'static str {
                match self { $(Self::$variant => $slug),* }
            }
            fn label(self) -> $crate::model::text::Text {
                match self { $(Self::$variant => $crate::model::text::Text::new($sv, $en)),* }
            }
        }
    };
}
pub(crate) use words;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stand_as_in_a_swedish_register() {
        let mut names = ["Öst", "Zon", "Ängen", "Åsen", "arkiv", "Bo"];
        names.sort_by_cached_key(|name| swedish(name));
        assert_eq!(names, ["arkiv", "Bo", "Zon", "Åsen", "Ängen", "Öst"]);
    }

    #[test]
    fn lists_read_as_sentences() {
        assert_eq!(list::<&str>(&[], Lang::Sv), "");
        assert_eq!(list(&["a"], Lang::Sv), "a");
        assert_eq!(list(&["a", "b", "c"], Lang::Sv), "a, b och c");
        assert_eq!(list(&["a", "b"], Lang::En), "a and b");
    }
}
