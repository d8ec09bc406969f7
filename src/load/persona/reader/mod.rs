//! Reads a description word by word, with an eye on whom each clause is about.

mod violence;

use super::age::age;
use super::words::{DENY, Kin, Says, is_small, longest};
use super::{Read, Taken, Use};
use crate::load::mention::words::{Token, TokenKind, tokens};
use crate::model::{AgeRange, Network, Sex};

/// What a text tells of a person.
#[derive(Debug, Default)]
pub(super) struct Told {
    pub age: AgeRange,
    pub sex: Option<Sex>,
    pub conditions: Vec<String>,
    /// Conditions of coded groups that the text names.
    pub of_groups: Vec<String>,
    pub denied: Vec<String>,
    pub receipt: Vec<Read>,
}

/// Whom a clause is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum About {
    /// The person.
    Her,
    /// Somebody near her.
    Other(Option<Kin>),
}

/// Conditions of a home, whoever has them.
const OF_THE_HOME: [&str; 1] = ["dementia"];

pub(super) fn read(text: &str, network: &Network) -> Told {
    let tokens = tokens(text);
    let mut reader = Reader {
        tokens: &tokens,
        groups: named_groups(network),
        told: Told::default(),
        about: About::Her,
        denying: false,
        seen: false,
        stage: None,
        of_age: false,
        is_child: false,
        of_children: false,
        lives_with: false,
        lives_with_kin: false,
        by_kin: None,
        subject: None,
    };
    let mut at = 0;
    while at < tokens.len() {
        at += reader.step(at, network).max(1);
    }
    reader.finish()
}

/// A coded group's name in stems, and its row.
type Named = (Vec<String>, usize);

fn named_groups(network: &Network) -> Vec<Named> {
    let stems =
        |name: &str| -> Vec<String> { tokens(name).into_iter().map(|token| token.stem).collect() };
    let own = network.groups.iter().enumerate().map(|(row, group)| (stems(&group.name), row));
    let aliases = network.aliases.iter().filter_map(|alias| {
        let id = alias.group.as_ref()?;
        let row = network.groups.iter().position(|group| group.id == *id)?;
        Some((stems(&alias.name), row))
    });
    // One word is left to the dictionary: it knows inflections and whom it is about.
    own.chain(aliases).filter(|(stems, _)| stems.len() > 1).collect()
}

struct Reader<'t> {
    tokens: &'t [Token],
    groups: Vec<Named>,
    told: Told,
    about: About,
    denying: bool,
    /// Whether somebody has been spoken of.
    seen: bool,
    /// Ages that a word like *tonåring* gives, unless a number is given.
    stage: Option<AgeRange>,
    /// Whether an age was given in numbers.
    of_age: bool,
    is_child: bool,
    /// Whether her children came just before: a number is their age.
    of_children: bool,
    /// Whether *bor med* came just before.
    lives_with: bool,
    /// Whether she lives with somebody near.
    lives_with_kin: bool,
    /// Who does the violence, where that is said.
    by_kin: Option<Kin>,
    /// Somebody near her of whom the last clause told, and who may go on to do something.
    subject: Option<Option<Kin>>,
}

impl Reader<'_> {
    fn step(&mut self, at: usize, network: &Network) -> usize {
        let Some(rest) = self.tokens.get(at..) else { return 1 };
        let Some(token) = rest.first() else { return 1 };
        if token.kind == TokenKind::Mark {
            self.mark(token);
            return 1;
        }
        if let Some((words, row)) = self.names_group(rest)
            && longest(rest).is_none_or(|(other, _)| words >= other)
        {
            self.group(at, words, row, network);
            return words;
        }
        let said = longest(rest).filter(|(words, _)| *words > 0);
        if let Some((words, years)) = age(rest)
            && said.is_none_or(|(other, _)| words >= other)
        {
            return self.age(at, words, years);
        }
        if let Some((words, years)) = grade(rest) {
            let slug = format!("grade_{years}");
            self.row(at, words, Use::Understood, Taken::Condition(slug.clone()));
            self.told.conditions.extend(["pupil".to_owned(), slug]);
            self.narrow(in_grade(years));
            self.seen = true;
            return words;
        }
        if let Some((words, says)) = said {
            self.take(at, words, says);
            return words;
        }
        self.aside(at);
        1
    }

    /// Marks and small words between clauses turn back to the person.
    fn mark(&mut self, token: &Token) {
        let turns = [",", ";", ".", ":", "(", ")", "\n", "!", "?"];
        if turns.contains(&token.lower.as_str()) {
            self.about = About::Her;
            self.denying = false;
            self.lives_with = false;
            self.of_children = false;
        }
    }

    fn aside(&mut self, at: usize) {
        let Some(token) = self.tokens.get(at) else { return };
        let word = token.lower.as_str();
        let next = self.tokens.get(at + 1).map_or("", |token| token.lower.as_str());
        if DENY.contains(&word) && !matches!(next, "bara" | "only" | "längre") {
            self.denying = true;
        }
        if matches!(word, "men" | "but" | "som" | "who") {
            self.denying = false;
        }
        if matches!(word, "och" | "and" | "men" | "but") {
            self.about = About::Her;
        }
        let used = if is_small(word) { Use::Aside } else { Use::Unknown };
        self.row(at, 1, used, Taken::Nothing);
    }

    fn names_group(&self, rest: &[Token]) -> Option<(usize, usize)> {
        let fits = |stems: &[String]| {
            stems.len() <= rest.len() && stems.iter().zip(rest).all(|(stem, t)| *stem == t.stem)
        };
        let best = self.groups.iter().filter(|(stems, _)| fits(stems));
        best.map(|(stems, row)| (stems.len(), *row))
            .max_by_key(|(words, row)| (*words, usize::MAX - row))
    }

    fn group(&mut self, at: usize, words: usize, row: usize, network: &Network) {
        let Some(group) = network.groups.get(row) else { return };
        self.row(at, words, Use::Understood, Taken::Group(group.id.0.clone()));
        self.seen = true;
        self.told.sex = self.told.sex.or(group.sex);
        if group.age != AgeRange::default() && !self.of_age {
            self.told.age = group.age;
            self.of_age = true;
        }
        self.told.of_groups.extend(group.conditions.iter().cloned());
        self.is_child |= group.conditions.iter().any(|c| c == "child");
        let grade = group.conditions.iter().find_map(|c| c.strip_prefix("grade_")?.parse().ok());
        if let Some(years) = grade.filter(|years: &u32| (1..=9).contains(years)) {
            self.narrow(in_grade(years));
        }
    }

    fn age(&mut self, at: usize, words: usize, years: AgeRange) -> usize {
        let next = self.tokens.get(at + words).map_or("", |token| token.lower.as_str());
        let counts = [
            "barn", "gånger", "kr", "kronor", "procent", "%", "dagar", "månader", "children",
            "kids", "times", "söner", "döttrar",
        ];
        if words == 1 && counts.contains(&next) {
            self.row(at, 1, Use::Aside, Taken::Nothing);
        } else if self.about != About::Her || self.of_age || self.of_children {
            self.row(at, words, Use::SomebodyElse, Taken::Age(years));
        } else {
            self.told.age = years;
            self.of_age = true;
            self.seen = true;
            self.row(at, words, Use::Understood, Taken::Age(years));
        }
        words
    }

    fn row(&mut self, at: usize, words: usize, used: Use, takes: Taken) {
        let first = self.tokens.get(at).map(|token| token.span.start);
        let last = self.tokens.get(at + words - 1).map(|token| token.span.end);
        let (Some(start), Some(end)) = (first, last) else { return };
        // Small words that stand together are one row.
        if let Some(before) = self.told.receipt.last_mut()
            && before.used == Use::Aside
            && used == Use::Aside
            && !self.tokens[..at].last().is_some_and(|token| token.kind == TokenKind::Mark)
        {
            before.span.end = end;
            return;
        }
        self.told.receipt.push(Read { span: start..end, used, takes });
    }

    fn take(&mut self, at: usize, words: usize, says: Says) {
        let denied_here =
            self.tokens[at..at + words].iter().any(|token| DENY.contains(&token.lower.as_str()));
        match says {
            Says::Aside => self.row(at, words, Use::Aside, Taken::Nothing),
            Says::Person => {
                self.seen = true;
                self.row(at, words, Use::Understood, Taken::Person);
            }
            Says::Adult(sex) => self.person(at, words, sex, None),
            Says::Minor(sex) => self.person(at, words, sex, Some((0, Some(17)))),
            Says::Youth(sex) => self.person(at, words, sex, Some((13, Some(25)))),
            Says::Stage(min, max) => self.stage(at, words, min, max),
            Says::Child => self.child(at, words),
            Says::Kin(kin, sex) => self.kin(at, words, kin, sex),
            Says::Pronoun(sex) => self.pronoun(at, words, sex),
            Says::LivesWith => {
                self.lives_with = !denied_here;
                self.row(at, words, Use::Aside, Taken::Nothing);
            }
            Says::Hits => self.hits(at, words),
            Says::Violence => {
                let done = self.holds("perpetrator");
                if done {
                    self.row(
                        at,
                        words,
                        Use::Understood,
                        Taken::Condition("perpetrator".to_owned()),
                    );
                } else {
                    self.condition(at, words, "exposed", denied_here);
                }
            }
            Says::Is(slug) => {
                // "Skyddat boende utan egen bostad": the pattern's own *utan* denies nothing.
                let lack = matches!(
                    slug,
                    "homeless" | "undocumented" | "needs_interpreter" | "rent_arrears" | "suicidal"
                );
                self.condition(at, words, slug, denied_here && !lack);
                // What a child has seen, somebody else did.
                if slug == "child_witness" {
                    self.about = About::Other(Some(Kin::Parent));
                }
            }
        }
    }

    fn holds(&self, slug: &str) -> bool {
        self.told.conditions.iter().any(|held| held == slug)
    }

    /// A woman, a girl: the person, unless somebody of another sex was spoken of before.
    fn person(&mut self, at: usize, words: usize, sex: Sex, stage: Option<(u32, Option<u32>)>) {
        let before = at.checked_sub(1).and_then(|i| self.tokens.get(i));
        let by = before.is_some_and(|token| matches!(token.lower.as_str(), "av" | "by"));
        let other =
            self.told.sex.is_some_and(|old| old != sex) || (by && self.seen) || self.lives_with;
        if other || self.about != About::Her {
            self.kin(at, words, Kin::Partner, Some(sex));
            return;
        }
        self.told.sex = Some(sex);
        self.seen = true;
        match stage {
            Some((min, max)) => {
                self.narrow(AgeRange { min: Some(min).filter(|&min| min > 0), max })
            }
            None if !self.is_child && !self.holds("adult") => {
                self.told.conditions.push("adult".to_owned());
            }
            None => {}
        }
        if matches!(stage, Some((0, _))) {
            self.is_child = true;
        }
        self.row(at, words, Use::Understood, Taken::Sex(sex));
        // "Transkvinna": her being trans is said in the same word.
        if self.tokens.get(at).is_some_and(|token| token.lower.starts_with("trans")) {
            self.told.conditions.push("lgbtq".to_owned());
        }
    }

    fn narrow(&mut self, to: AgeRange) {
        self.stage = Some(match self.stage {
            Some(old) => AgeRange {
                min: old.min.max(to.min),
                max: match (old.max, to.max) {
                    (Some(a), Some(b)) => Some(a.min(b)),
                    (a, b) => a.or(b),
                },
            },
            None => to,
        });
    }

    fn stage(&mut self, at: usize, words: usize, min: u32, max: Option<u32>) {
        let age = AgeRange { min: Some(min), max };
        if self.about != About::Her {
            self.row(at, words, Use::SomebodyElse, Taken::Age(age));
            return;
        }
        self.seen = true;
        self.narrow(age);
        self.row(at, words, Use::Understood, Taken::Age(age));
    }

    /// A child is the person when nobody else is; else it is hers.
    fn child(&mut self, at: usize, words: usize) {
        if !self.seen {
            self.seen = true;
            self.is_child = true;
            self.narrow(AgeRange { min: None, max: Some(17) });
            self.row(at, words, Use::Understood, Taken::Condition("child".to_owned()));
            return;
        }
        if self.is_child || self.of_age && self.told.age.max.is_some_and(|max| max < 18) {
            self.row(at, words, Use::Understood, Taken::Condition("child".to_owned()));
            return;
        }
        let denied = self.denying;
        self.condition(at, words, "parent", denied);
        self.of_children = true;
    }

    fn kin(&mut self, at: usize, words: usize, kin: Kin, sex: Option<Sex>) {
        if self.seen {
            self.lives_with_kin |= self.lives_with;
            self.lives_with = false;
            // "Slagen av sin man": who did it comes after what was done.
            let before = self.tokens[..at].iter().rev().take(3);
            let by = before.into_iter().any(|t| matches!(t.lower.as_str(), "av" | "by" | "från"));
            if by && self.holds("exposed") {
                self.by_kin = self.by_kin.or(Some(kin));
            }
            self.tells_of(at, Some(kin));
            self.row(at, words, Use::SomebodyElse, Taken::Person);
            return;
        }
        self.seen = true;
        self.told.sex = self.told.sex.or(sex);
        if kin == Kin::Parent && !self.is_child {
            self.told.conditions.push("parent".to_owned());
            self.row(at, words, Use::Understood, Taken::Condition("parent".to_owned()));
            return;
        }
        self.row(at, words, Use::Understood, sex.map_or(Taken::Person, Taken::Sex));
    }

    fn pronoun(&mut self, at: usize, words: usize, sex: Sex) {
        if self.lives_with || self.told.sex.is_some_and(|own| own != sex) {
            self.lives_with_kin |= self.lives_with;
            self.lives_with = false;
            self.tells_of(at, None);
            self.row(at, words, Use::SomebodyElse, Taken::Person);
            return;
        }
        self.about = About::Her;
        // "Förföljer henne och hotar" goes on with whoever does it; "hon" is somebody who does.
        if matches!(self.tokens[at].lower.as_str(), "hon" | "han" | "she" | "he") {
            self.subject = None;
        }
        let new = self.told.sex.is_none();
        self.told.sex = Some(sex);
        self.seen = true;
        let (used, takes) =
            if new { (Use::Understood, Taken::Sex(sex)) } else { (Use::Aside, Taken::Nothing) };
        self.row(at, words, used, takes);
    }

    fn condition(&mut self, at: usize, words: usize, slug: &str, denied: bool) {
        let takes = Taken::Condition(slug.to_owned());
        self.seen |= slug != "dementia";
        if denied || self.denying {
            self.told.denied.push(slug.to_owned());
            self.row(at, words, Use::Denied, takes);
        } else if self.about != About::Her && !OF_THE_HOME.contains(&slug) && slug != "exposed" {
            self.row(at, words, Use::SomebodyElse, takes);
        } else {
            if !self.holds(slug) {
                self.told.conditions.push(slug.to_owned());
            }
            self.row(at, words, Use::Understood, takes);
        }
    }

    fn finish(mut self) -> Told {
        let told = &mut self.told;
        if !self.of_age
            && let Some(stage) = self.stage
        {
            told.age = stage;
        }
        let grown = told.conditions.iter().any(|c| c == "adult");
        if grown && !self.of_age && told.age.max.is_some() && told.age.min < Some(18) {
            told.age.min = Some(18);
        }
        // A woman of 16 is not grown, whatever the word for her.
        if told.age.max.is_some_and(|max| max < 18) || (told.age.min.is_some_and(|min| min < 18)) {
            told.conditions.retain(|c| c != "adult");
        }
        // A grown son's mother is no parent of a child.
        if told.age.min.is_some_and(|min| min >= 65) {
            told.conditions.retain(|c| c != "parent");
        }
        let exposed = told.conditions.iter().any(|c| c == "exposed");
        if exposed {
            let slug = match self.by_kin {
                Some(Kin::Partner) => Some("partner_violence"),
                Some(Kin::Relative | Kin::Parent) => Some("close_relation"),
                None => None,
            };
            told.conditions.extend(slug.map(str::to_owned));
        }
        if exposed && self.by_kin.is_some() && self.lives_with_kin {
            told.conditions.push("lives_with_perpetrator".to_owned());
        }
        let denied = &told.denied;
        told.conditions.retain(|slug| !denied.contains(slug));
        told.denied.sort();
        told.denied.dedup();
        self.told
    }
}

/// The ages of a school year: one begins school in Sweden the year one turns seven.
fn in_grade(years: u32) -> AgeRange {
    AgeRange { min: Some(years + 6), max: Some(years + 7) }
}

/// A school year: *årskurs 7*, *åk 4*.
fn grade(tokens: &[Token]) -> Option<(usize, u32)> {
    let first = tokens.first()?;
    let number = tokens.get(1).filter(|token| token.kind == TokenKind::Number)?;
    let years: u32 = number.lower.parse().ok().filter(|years| (1..=9).contains(years))?;
    let is_grade = ["årskurs", "åk", "klass", "grade"].contains(&first.lower.as_str());
    is_grade.then_some((2, years))
}
