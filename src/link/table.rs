//! Names in a form that is fast to compare: words and parts by number, with how common
//! each is.

use std::collections::HashMap;
use std::ops::Range;

use super::name::{Shape, Token, class_of, is_two, readings};
use super::spelling::{Look, Spelling};
use super::words::lexicon::{Class, LEXICON};
use super::words::places::{Found, Place, municipality, place, region, scope_key};

/// A record to be linked: a name and where it belongs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    /// Its name.
    pub name: String,
    /// The place it belongs to, such as a municipality; a record of another place is
    /// another record.
    pub scope: Option<String>,
    /// Its sort, where records of different sorts are never the same.
    pub kind: Option<String>,
    /// What stands above it: a parent unit, a convener.
    pub above: Option<String>,
}

/// A part of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Part {
    /// Number of its concept.
    pub id: u32,
    pub class: Class,
    /// Its word within the form.
    pub word: u8,
    /// The first letter of its concept, as a bit.
    pub first: u32,
}

/// A word of a form.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word {
    /// Number of its text in lower case.
    pub text: u32,
    /// Number of its stem.
    pub stem: u32,
    pub shape: Shape,
    /// Its parts within the form.
    pub parts: (u8, u8),
    /// Whether it has no weight of its own; letters may pass it over.
    pub small: bool,
    /// Whether it names a place.
    pub place: bool,
    /// How its text, its stem and its parts written together look.
    pub looks: [Look; 3],
    /// Its first letter, as a bit.
    pub first: u32,
    /// Number of the letters that a reading spells out with it.
    pub short: Option<u32>,
}

/// One reading of a name.
#[derive(Clone, Debug)]
pub(super) struct Form {
    words: Range<u32>,
    parts: Range<u32>,
    /// The place that the name itself names.
    pub place: Option<u32>,
    /// The region or country that it names beside.
    pub around: Option<u32>,
    /// Whether it names two bodies: *Tallens- och Luna vårdcentral*.
    pub coordinated: bool,
    /// Whether it is the letters by which the name itself is known beside its words.
    pub is_short: bool,
    /// A number that its words alone decide.
    pub mark: u64,
}

/// Most words and parts of a form that are looked at.
const MOST: usize = 40;

/// All names of one set of records.
#[derive(Default)]
pub(super) struct Names {
    texts: Vec<Box<str>>,
    letters: Vec<Box<[char]>>,
    /// Of each text that is a word.
    spellings: Vec<Option<Box<Spelling>>>,
    ids: HashMap<Box<str>, u32>,
    words: Vec<Word>,
    parts: Vec<Part>,
    forms: Vec<Form>,
    of_record: Vec<Range<u32>>,
    scopes: Vec<Option<u32>>,
    kinds: Vec<Option<u32>>,
    aboves: Vec<Option<u32>>,
    /// Records that have a part, by part.
    bearers: Vec<u32>,
    /// Records in which one part follows another.
    pairs: HashMap<(u32, u32), u32>,
    /// Records of a place, and of a place under one body.
    of_scope: HashMap<u32, u32>,
    of_above: HashMap<u32, u32>,
    known_scopes: u32,
    /// Of words met before: stem and weight, and the parts of each shape.
    stems: HashMap<u32, (u32, bool)>,
    cut: HashMap<(u32, Shape), Vec<(u32, Class)>>,
}

impl Names {
    pub fn new<'r>(records: impl Iterator<Item = &'r Record> + Clone) -> Self {
        let mut names = Self::default();
        // Places that the records themselves name come before those of the country.
        let mut own: HashMap<String, u32> = HashMap::new();
        let mut scopes: HashMap<&str, Option<u32>> = HashMap::new();
        for scope in records.clone().filter_map(|record| record.scope.as_deref()) {
            scopes.entry(scope).or_insert_with(|| {
                let key = Some(scope_key(scope)).filter(|key| !key.is_empty())?;
                let id = names.intern(&format!("@{key}"));
                Some(*own.entry(key).or_insert(id))
            });
        }
        for record in records {
            let scope = record.scope.as_deref().and_then(|scope| *scopes.get(scope)?);
            names.add(record, scope, &own);
        }
        names.count();
        names
    }

    fn intern(&mut self, text: &str) -> u32 {
        if let Some(&id) = self.ids.get(text) {
            return id;
        }
        let id = u32::try_from(self.texts.len()).unwrap_or(u32::MAX);
        self.texts.push(text.into());
        self.letters.push(text.chars().collect());
        self.spellings.push(None);
        self.ids.insert(text.into(), id);
        id
    }

    /// A text's number; its spelling is worked out the first time.
    fn spelt(&mut self, text: &str) -> u32 {
        let id = self.intern(text);
        let slot = &mut self.spellings[id as usize];
        if slot.is_none() {
            *slot = Some(Box::new(Spelling::new(text)));
        }
        id
    }

    fn add(&mut self, record: &Record, scope: Option<u32>, own: &HashMap<String, u32>) {
        let first = self.forms.len() as u32;
        for reading in readings(&record.name) {
            self.form(&reading, own);
        }
        if self.forms.len() as u32 > first + 1 {
            let own = first as usize..self.forms.len();
            let letters: Vec<bool> =
                self.forms[own.clone()].iter().map(|form| self.is_letters(form)).collect();
            if letters.first() == Some(&false) {
                for (form, is) in self.forms[own].iter_mut().zip(letters) {
                    form.is_short = is;
                }
            }
        }
        self.of_record.push(first..self.forms.len() as u32);
        self.scopes.push(scope);
        let mark = |sign: &str, text: &Option<String>| {
            text.as_deref().filter(|text| !text.is_empty()).map(|text| format!("{sign}{text}"))
        };
        let kind = mark("#", &record.kind).map(|text| self.intern(&text));
        let above = mark("^", &record.above).map(|text| self.intern(&text));
        self.kinds.push(kind);
        self.aboves.push(above);
    }

    /// Whether a form is letters and at most a place.
    fn is_letters(&self, form: &Form) -> bool {
        let mut words = self.words(form).iter().filter(|word| !word.small);
        words.next().is_some_and(|word| word.shape == Shape::Letters) && words.next().is_none()
    }

    fn form(&mut self, tokens: &[Token], own: &HashMap<String, u32>) {
        let (first_word, first_part) = (self.words.len() as u32, self.parts.len() as u32);
        let mut found = Found::default();
        let mut at = 0;
        let mut coordinated = false;
        while at < tokens.len() && self.words.len() - (first_word as usize) < MOST {
            let token = &tokens[at];
            if let Some((id, length, around)) = self.place_at(tokens, at, own) {
                found.add(id, around);
                for token in &tokens[at..at + length] {
                    let text = self.spelt(&token.text);
                    let none = (self.parts.len() as u32 - first_part) as u8;
                    let look = Look::of(self.letters(text).iter());
                    self.words.push(Word {
                        text,
                        stem: text,
                        shape: token.shape,
                        parts: (none, none),
                        small: true,
                        place: true,
                        looks: [look, Look::default(), Look::default()],
                        first: self.first(text),
                        short: None,
                    });
                }
                at += length;
                continue;
            }
            coordinated |= is_two(tokens, at);
            self.word(token, first_word, first_part, &mut found, own);
            at += 1;
        }
        let mark = tokens
            .iter()
            .flat_map(|token| token.text.bytes().chain([b' ']))
            .fold(FNV, |mark, byte| (mark ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
        self.forms.push(Form {
            words: first_word..self.words.len() as u32,
            parts: first_part..self.parts.len() as u32,
            place: found.place,
            around: found.around,
            coordinated,
            is_short: false,
            mark,
        });
    }

    /// The place that starts at a word: its number, its words, and whether it is around
    /// a municipality rather than one.
    fn place_at(
        &mut self,
        tokens: &[Token],
        at: usize,
        own: &HashMap<String, u32>,
    ) -> Option<(u32, usize, bool)> {
        if !tokens[at].capital && !tokens[at].text.starts_with("nationell") {
            return None;
        }
        let word = |i: usize| tokens.get(i).map_or("", |t| t.text.as_str());
        let before = at.checked_sub(1).map_or("", word);
        for length in (1..=3).rev().filter(|length| at + length <= tokens.len()) {
            let name = (at..at + length).map(word).collect::<Vec<_>>().join(" ");
            if let Some(&id) =
                own.get(&name).or_else(|| own.get(name.strip_suffix('s').unwrap_or_default()))
            {
                return Some((id, length, false));
            }
            let after = word(at + length);
            let county = matches!(before, "region" | "landstinget" | "landsting")
                || matches!(after, "län" | "läns" | "regionen" | "region");
            let Some(place) = place(&name, county) else { continue };
            // A municipality's name is an ordinary word too often in lower case.
            let (sign, around) = match place {
                Place::Country => ("@sverige".to_owned(), true),
                Place::Region(number) => (format!("@region {}", region(number)), true),
                Place::Municipality(number) => {
                    (format!("@{}", municipality(number).replace('-', " ")), false)
                }
            };
            return Some((self.intern(&sign), length, around));
        }
        None
    }

    fn word(
        &mut self,
        token: &Token,
        first_word: u32,
        first_part: u32,
        found: &mut Found,
        own: &HashMap<String, u32>,
    ) {
        let index = (self.words.len() as u32 - first_word) as u8;
        let from = self.parts.len() as u32 - first_part;
        let text = self.spelt(&token.text);
        let (stem, small) = self.stem(text, &token.text);
        if !small {
            for (id, class) in self.parts_of(text, token, found, own) {
                if self.parts.len() as u32 - first_part < MOST as u32 {
                    self.parts.push(Part { id, class, word: index, first: self.first(id) });
                }
            }
        }
        let to = self.parts.len() as u32 - first_part;
        let parts = &self.parts[(first_part + from) as usize..];
        let whole = match parts {
            [_, _, ..] => Look::of(parts.iter().flat_map(|part| self.letters(part.id))),
            _ => Look::default(),
        };
        let look = |id: u32| Look::of(self.letters(id).iter());
        let looks = [look(text), look(stem), whole];
        let short = token.short.as_deref().map(|short| self.intern(short));
        self.words.push(Word {
            text,
            stem,
            shape: token.shape,
            parts: (from as u8, to as u8),
            small,
            place: false,
            looks,
            first: self.first(text),
            short,
        });
    }

    /// The first letter of a text, as a bit.
    fn first(&self, id: u32) -> u32 {
        Look::of(self.letters(id).iter().take(1)).set
    }

    /// The number of a word's stem, and whether the word has no weight of its own.
    fn stem(&mut self, text: u32, word: &str) -> (u32, bool) {
        if let Some(&known) = self.stems.get(&text) {
            return known;
        }
        let stem = (self.spelt(&super::words::stem(word)), LEXICON.is_small(word));
        self.stems.insert(text, stem);
        stem
    }

    fn parts_of(
        &mut self,
        text: u32,
        token: &Token,
        found: &mut Found,
        own: &HashMap<String, u32>,
    ) -> Vec<(u32, Class)> {
        let key = (text, token.shape);
        if let Some(parts) = self.cut.get(&key) {
            return parts.clone();
        }
        let text = LEXICON.swedish(&token.text).unwrap_or(&token.text);
        let pieces = match token.shape {
            Shape::Plain | Shape::Cut => LEXICON.split(text),
            _ => vec![text],
        };
        let mut parts = Vec::new();
        let mut keep = true;
        for (i, piece) in pieces.iter().enumerate() {
            // Södertäljepolisen is the police of Södertälje.
            if i == 0 && pieces.len() > 1 {
                let known = own.get(*piece).copied().or_else(|| match place(piece, false)? {
                    Place::Municipality(number) => {
                        Some(self.intern(&format!("@{}", municipality(number).replace('-', " "))))
                    }
                    _ => None,
                });
                if let Some(id) = known.filter(|_| token.capital) {
                    found.add(id, false);
                    keep = false;
                    continue;
                }
            }
            let concept = match token.shape {
                Shape::Plain | Shape::Cut => LEXICON.concept(piece),
                _ => (*piece).to_owned(),
            };
            let class = class_of(&concept, token.shape);
            parts.push((self.intern(&concept), class));
        }
        if keep {
            self.cut.insert(key, parts.clone());
        }
        parts
    }

    fn count(&mut self) {
        self.bearers = vec![0; self.texts.len()];
        for record in 0..self.of_record.len() {
            let mut seen: Vec<u32> = Vec::new();
            let mut follows: Vec<(u32, u32)> = Vec::new();
            for form in self.forms(record) {
                let parts = self.parts(form);
                seen.extend(parts.iter().map(|part| part.id));
                follows.extend(parts.windows(2).map(|two| (two[0].id, two[1].id)));
            }
            seen.sort_unstable();
            seen.dedup();
            follows.sort_unstable();
            follows.dedup();
            for id in seen {
                self.bearers[id as usize] += 1;
            }
            for pair in follows {
                *self.pairs.entry(pair).or_default() += 1;
            }
            if let Some(place) = self.place(record) {
                *self.of_scope.entry(place).or_default() += 1;
                self.known_scopes += 1;
            }
            if let Some(above) = self.aboves[record] {
                *self.of_above.entry(above).or_default() += 1;
            }
        }
    }

    pub fn len(&self) -> usize {
        self.of_record.len()
    }

    pub fn forms(&self, record: usize) -> &[Form] {
        let range = &self.of_record[record];
        &self.forms[range.start as usize..range.end as usize]
    }

    pub fn words(&self, form: &Form) -> &[Word] {
        &self.words[form.words.start as usize..form.words.end as usize]
    }

    pub fn parts(&self, form: &Form) -> &[Part] {
        &self.parts[form.parts.start as usize..form.parts.end as usize]
    }

    pub fn text(&self, id: u32) -> &str {
        &self.texts[id as usize]
    }

    pub fn letters(&self, id: u32) -> &[char] {
        &self.letters[id as usize]
    }

    /// The spelling of a word.
    pub fn spelling(&self, id: u32) -> Option<&Spelling> {
        self.spellings[id as usize].as_deref()
    }

    pub fn kind(&self, record: usize) -> Option<u32> {
        self.kinds[record]
    }

    pub fn above(&self, record: usize) -> Option<u32> {
        self.aboves[record]
    }

    /// The scope that the record came with.
    pub fn scope(&self, record: usize) -> Option<u32> {
        self.scopes[record]
    }

    /// Where a record belongs: the place that its name names, else its scope.
    pub fn place(&self, record: usize) -> Option<u32> {
        self.forms(record).first().and_then(|form| form.place).or(self.scopes[record])
    }

    /// Whether both records say by which letters they are known, and the letters differ.
    pub fn letters_differ(&self, one: usize, other: usize) -> bool {
        let letters = |record: usize| {
            let forms = self.forms(record).iter().map(|form| self.words(form));
            forms.filter_map(|words| match words {
                [word] if word.shape == Shape::Letters => Some(word.text),
                _ => None,
            })
        };
        let say = |record: usize| letters(record).next().is_some();
        say(one) && say(other) && !letters(one).any(|id| letters(other).any(|other| other == id))
    }

    /// How likely another record has a part, the two at hand aside: their own share of
    /// the records, drawn towards what is usual for such a word.
    pub fn frequency(&self, part: Part) -> f64 {
        let usual = match part.class {
            Class::Owner | Class::Group => 0.05,
            Class::Body | Class::Role | Class::Order => 0.02,
            Class::Known => 0.008,
            Class::Proper => 0.0004,
        };
        let others = f64::from(self.bearers[part.id as usize].saturating_sub(2));
        (others + USUAL * usual) / (self.len() as f64 + USUAL)
    }

    /// How likely a part follows another one, the two records at hand aside.
    pub fn follows(&self, before: u32, part: Part) -> f64 {
        let both = self.pairs.get(&(before, part.id)).copied().unwrap_or(0);
        let all = f64::from(self.bearers[before as usize].saturating_sub(2));
        let both = f64::from(both.saturating_sub(2));
        (both + 2.0 * self.frequency(part)) / (all + 2.0)
    }

    /// The share of records that belong to a place.
    pub fn share(&self, place: u32) -> f64 {
        let here = f64::from(self.of_scope.get(&place).copied().unwrap_or(0).saturating_sub(1));
        (here + 1.0) / (f64::from(self.known_scopes) + 2.0)
    }

    /// The share of a place's records that stand under one body.
    pub fn share_above(&self, above: u32, place: Option<u32>) -> f64 {
        let under = f64::from(self.of_above.get(&above).copied().unwrap_or(0).saturating_sub(2));
        let all = place.and_then(|place| self.of_scope.get(&place)).copied();
        let all = all.map_or(self.len() as f64, f64::from);
        ((under + 0.5) / (all + 1.0)).min(1.0)
    }
}

/// Offset of the FNV-1a hash (Fowler, Noll, Vo).
pub(super) const FNV: u64 = 0xcbf2_9ce4_8422_2325;

/// Weight, in records, of what is usual for a class of words.
const USUAL: f64 = 40.0;
