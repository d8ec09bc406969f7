//! The names that are searched for, in every form in which people write them.

use std::collections::{BTreeSet, HashMap};

use super::heads::{is_adjective, is_head, is_owner, is_small};
use super::words::{Token, TokenKind, tokens};
use crate::link::words::{short, stem};
use crate::link::{Kind, settled};
use crate::model::{ActorKind, AgeRange, Network, PUBLIC, Sex};

/// What makes somebody a member of a group.
#[derive(Clone, Debug)]
pub(super) struct Definition {
    pub(super) age: AgeRange,
    pub(super) sex: Option<Sex>,
    pub(super) conditions: Vec<String>,
}

/// What a mention is of.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Target {
    /// An actor of the network, by id.
    Actor(String),
    /// A forum of the network, by id.
    Forum(String),
    /// A group of the network, by id.
    Group(String),
}

impl Target {
    /// The id.
    pub fn id(&self) -> &str {
        match self {
            Target::Actor(id) | Target::Forum(id) | Target::Group(id) => id,
        }
    }
}

/// How a form came from a name, the surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grade {
    /// The name or an alias, inflected at most.
    Name,
    /// Without the place or the owner: *socialtjänsten* for *Lindviks socialtjänst*.
    Placeless,
    /// The letters of the name.
    Letters,
    /// The other way of putting it: *sjukhuskuratorn* for *kuratorn på sjukhuset*.
    Turned,
    /// One telling part: *Liljan* or *kvinnojouren* for *Kvinnojouren Liljan*.
    Part,
    /// The word without its last part: *mottagningen* for *mottagningsenheten*.
    Stub,
}

/// Every form of the names of a network, by the stems of its words.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    forms: HashMap<String, Vec<(Target, Grade)>>,
    /// Every stem that occurs in a form.
    vocabulary: HashMap<String, u32>,
    /// Every word of a name as it is written, with its stem.
    words: BTreeSet<(String, String)>,
    /// The most words of a form.
    pub(super) longest: usize,
    /// For each actor, those above it.
    above: HashMap<String, Vec<String>>,
    /// The stems of places: they tell nothing apart within a network.
    places: BTreeSet<String>,
    names: HashMap<Target, String>,
    /// Records that somebody called the same as another, and that other.
    same: HashMap<Target, Target>,
    definitions: Vec<(Target, Definition)>,
}

/// What the verdicts of a network call the same, each with the record that stands.
fn same(network: &Network) -> HashMap<Target, Target> {
    let mut same = HashMap::new();
    if network.verdicts.is_empty() {
        return same;
    }
    for merged in settled(network).merged {
        let target = |id: &str| match merged.kind {
            Kind::Actor => Target::Actor(id.to_owned()),
            Kind::Forum => Target::Forum(id.to_owned()),
            Kind::Group => Target::Group(id.to_owned()),
        };
        for id in &merged.absorbed {
            same.insert(target(id), target(&merged.id));
        }
    }
    same
}

impl Lexicon {
    /// The names and aliases of a network's actors, forums and groups.
    ///
    /// # Cost
    /// Linear in the names; a form for each way of writing one.
    pub fn new(network: &Network) -> Self {
        let mut lexicon = Self { places: places(network), same: same(network), ..Self::default() };
        for actor in &network.actors {
            let mut above = Vec::new();
            let mut parent = actor.parent.as_ref();
            while let Some(id) = parent
                && above.len() < 20
            {
                above.push(id.as_str().to_owned());
                parent = network.actor(id.as_str()).and_then(|row| row.parent.as_ref());
            }
            lexicon.above.insert(actor.id.as_str().to_owned(), above);
        }
        let public = network.actors.iter().filter(|a| a.id.as_str() != PUBLIC);
        for actor in public {
            let target = Target::Actor(actor.id.as_str().to_owned());
            let kind = actor.kind;
            lexicon.add(
                &target,
                &actor.name,
                kind == Some(ActorKind::Category),
                kind == Some(ActorKind::Role),
            );
        }
        for forum in &network.forums {
            lexicon.add(&Target::Forum(forum.id.as_str().to_owned()), &forum.name, false, false);
        }
        for group in &network.groups {
            let target = Target::Group(group.id.as_str().to_owned());
            lexicon.add(&target, &group.name, true, false);
            let conditions = group.conditions.clone();
            let definition = Definition { age: group.age, sex: group.sex, conditions };
            lexicon.definitions.push((target, definition));
        }
        for alias in &network.aliases {
            let target = match (&alias.actor, &alias.forum, &alias.group) {
                (Some(id), _, _) if id.as_str() == PUBLIC => continue,
                (Some(id), _, _) => Target::Actor(id.as_str().to_owned()),
                (_, Some(id), _) => Target::Forum(id.as_str().to_owned()),
                (_, _, Some(id)) => Target::Group(id.as_str().to_owned()),
                _ => continue,
            };
            lexicon.add(&target, &alias.name, true, false);
        }
        lexicon
    }

    /// Adds a name that has come up since.
    pub fn learn(&mut self, target: &Target, name: &str) {
        self.add(target, name, false, false);
    }

    /// The name of a target as the network writes it.
    pub fn name<'a>(&'a self, target: &'a Target) -> &'a str {
        self.names.get(target).map_or(target.id(), String::as_str)
    }

    /// Whether one actor is a unit of the other, at any depth.
    pub fn is_under(&self, unit: &str, body: &str) -> bool {
        self.above.get(unit).is_some_and(|above| above.iter().any(|id| id == body))
    }

    /// Whether a stem stands in some form.
    pub(super) fn knows(&self, stem: &str) -> bool {
        self.vocabulary.contains_key(stem)
    }

    /// The stems that forms are made of.
    pub(super) fn stems(&self) -> impl Iterator<Item = &str> {
        self.vocabulary.keys().map(String::as_str)
    }

    /// Whether a stem is a place of the network.
    pub(super) fn is_place(&self, stem: &str) -> bool {
        self.places.contains(stem)
    }

    /// The groups by their definitions.
    pub(super) fn definitions(&self) -> impl Iterator<Item = (&Target, &Definition)> {
        // A group of which nothing is said is known by its name alone.
        let told = self.definitions.iter().filter(|(_, group)| {
            group.sex.is_some() || group.age != AgeRange::default() || !group.conditions.is_empty()
        });
        told.map(|(target, definition)| (target, definition))
    }

    /// What bears this form, the surest first; nothing for an unknown form.
    ///
    /// A name beats a part of a name; a body beats its own units where both bear a form.
    pub(super) fn look_up(&self, key: &str) -> Option<(Grade, Vec<&Target>)> {
        let bearers = self.forms.get(key)?;
        let best = bearers.iter().map(|(_, grade)| *grade).min()?;
        let mut targets: Vec<&Target> =
            bearers.iter().filter(|(_, grade)| *grade == best).map(|(target, _)| target).collect();
        if targets.len() > 1 {
            targets.iter_mut().for_each(|target| *target = self.whole(target));
        }
        targets.sort();
        targets.dedup();
        Some((best, targets))
    }

    /// What a target is called the same as by a verdict; itself without one.
    pub(super) fn whole<'a>(&'a self, target: &'a Target) -> &'a Target {
        self.same.get(target).unwrap_or(target)
    }

    /// Whether a verdict calls the record the same as another.
    pub fn is_settled(&self, id: &str) -> bool {
        self.same.iter().any(|(one, other)| one.id() == id || other.id() == id)
    }

    /// The words of all names, as they are written, with their stems.
    pub(super) fn words(&self) -> impl Iterator<Item = (&str, &str)> {
        self.words.iter().map(|(word, stem)| (word.as_str(), stem.as_str()))
    }

    /// Everything that bears a form, whatever its grade.
    pub(super) fn bearers(&self, key: &str) -> impl Iterator<Item = &Target> {
        self.forms.get(key).into_iter().flatten().map(|(target, _)| target)
    }

    fn add(&mut self, target: &Target, name: &str, may_be_plain: bool, is_role: bool) {
        let written = tokens(name);
        let words = written.iter().filter(|t| t.is_word());
        self.words.extend(words.map(|t| (t.lower.clone(), t.stem.clone())));
        self.names.entry(target.clone()).or_insert_with(|| name.to_owned());
        let (inside, brackets) = bracketed(name);
        for part in brackets {
            self.add_form(target, &tokens(&part), Grade::Name);
        }
        for part in inside.split('/').map(str::trim).filter(|part| !part.is_empty()) {
            let words = tokens(part);
            self.add_form(target, &words, Grade::Name);
            if !matches!(target, Target::Group(_)) {
                self.add_variants(target, &words, may_be_plain, is_role);
            }
        }
    }

    fn add_variants(
        &mut self,
        target: &Target,
        words: &[Token],
        may_be_plain: bool,
        is_role: bool,
    ) {
        let words: Vec<&Token> = words.iter().filter(|t| t.is_word()).collect();
        let lower: Vec<String> = words.iter().map(|t| t.lower.clone()).collect();
        if lower.len() > 1 || lower.iter().any(|w| w.chars().count() > 8) {
            for letters in short::initials(&lower) {
                self.insert(target, letters, Grade::Letters);
            }
        }
        let whole = key(&words);
        for letters in short::letters(&whole) {
            self.insert(target, letters.to_owned(), Grade::Letters);
        }
        // Without place and owner.
        let telling: Vec<&Token> = words
            .iter()
            .copied()
            .filter(|t| !self.places.contains(&t.stem) && !is_owner(t))
            .collect();
        if !telling.is_empty() && telling.len() < words.len() {
            let key = key(&telling);
            for letters in short::letters(&key) {
                self.insert(target, letters.to_owned(), Grade::Letters);
            }
            self.insert(target, key, Grade::Placeless);
        }
        let only_place = telling.is_empty();
        let telling = if only_place { words.clone() } else { telling };
        self.add_turned(target, &telling);
        // "Rådet mot våld" is "rådet": what stands behind the preposition says what for.
        let tail = words.iter().position(|t| is_small(t)).filter(|at| *at > 0);
        if let Some(at) = tail
            && (is_head(&words[at - 1].stem) || is_role)
        {
            let grade = if at > 1 { Grade::Placeless } else { Grade::Part };
            self.insert(target, key(&words[..at]), grade);
        }
        for token in &words {
            // "Vuxenpsykiatriska mottagningen" is "vuxenpsykiatrin".
            if let Some(noun) = token.lower.strip_suffix("iatriska") {
                self.insert(target, stem(&format!("{noun}iatri")), Grade::Turned);
            }
        }
        // "Flyktingmedicinska" says which "mottagning" by itself.
        if let [adjective, _] = telling.as_slice()
            && adjective.lower.ends_with("iska")
            && adjective.lower.chars().count() >= 12
        {
            self.insert(target, adjective.stem.clone(), Grade::Turned);
        }
        if only_place {
            for owner in words.iter().filter(|t| is_owner(t)) {
                self.insert(target, owner.stem.clone(), Grade::Part);
            }
        }
        if telling.len() > 1 && !may_be_plain && !only_place {
            self.add_parts(target, &telling);
        }
        if let [before @ .., one] = telling.as_slice() {
            for tail in ["enheten", "enhet", "gruppen", "teamet", "mottagningen", "förvaltningen"]
            {
                let stub = one.lower.strip_suffix(tail).map(|s| s.trim_end_matches('s'));
                let least = if before.is_empty() { 7 } else { 4 };
                if let Some(stub) = stub.filter(|stub| stub.chars().count() >= least) {
                    let mut parts: Vec<String> =
                        before.iter().filter(|t| !is_small(t)).map(|t| t.stem.clone()).collect();
                    parts.push(stem(stub));
                    self.insert(target, parts.join(" "), Grade::Stub);
                }
            }
        }
    }

    /// *Kurator på sjukhuset*, *sjukhusets kurator* and *sjukhuskurator* are one.
    fn add_turned(&mut self, target: &Target, words: &[&Token]) {
        let content: Vec<&&Token> = words.iter().filter(|t| !is_small(t)).collect();
        let [one, other] = content.as_slice() else { return };
        self.insert(target, format!("{} {}", other.stem, one.stem), Grade::Turned);
        for (owner, head) in [(one, other), (other, one)] {
            if head.kind == TokenKind::Capital && owner.kind == TokenKind::Capital {
                continue;
            }
            for link in ["", "s", "-"] {
                let base = undefined(&owner.lower);
                self.insert(target, stem(&format!("{base}{link}{}", head.lower)), Grade::Turned);
            }
        }
    }

    /// The head alone and the proper name alone.
    fn add_parts(&mut self, target: &Target, words: &[&Token]) {
        // "Barn- och familjeenheten" is not "barn".
        if words.iter().any(|t| t.open || t.is("och")) {
            return;
        }
        let headed = words
            .iter()
            .any(|word| is_head(&word.stem) || short::long(&word.lower).any(|long| is_head(&long)));
        for (i, token) in words.iter().enumerate() {
            let is_head = is_head(&token.stem) || short::long(&token.lower).any(|l| is_head(&l));
            let names = headed && !is_adjective(&token.lower);
            let proper = token.kind != TokenKind::Small && (i > 0 || (!is_head && names));
            if is_small(token) || (!is_head && !proper) {
                continue;
            }
            if is_head || token.stem.chars().count() >= 3 || token.kind == TokenKind::Letters {
                self.insert(target, token.stem.clone(), Grade::Part);
            }
        }
    }

    fn add_form(&mut self, target: &Target, words: &[Token], grade: Grade) {
        let words: Vec<&Token> = words.iter().filter(|t| t.kind != TokenKind::Mark).collect();
        for key in keys(&words) {
            self.insert(target, key, grade);
        }
    }

    fn insert(&mut self, target: &Target, key: String, grade: Grade) {
        if key.is_empty() {
            return;
        }
        for stem in key.split(' ') {
            *self.vocabulary.entry(stem.to_owned()).or_default() += 1;
        }
        self.longest = self.longest.max(key.split(' ').count());
        let bearers = self.forms.entry(key).or_default();
        match bearers.iter_mut().find(|(known, _)| known == target) {
            Some((_, known)) => *known = (*known).min(grade),
            None => bearers.push((target.clone(), grade)),
        }
    }
}

/// The stems of words, joined by spaces, small words left out.
fn key(words: &[&Token]) -> String {
    let kept = words.iter().filter(|t| !is_small(t)).map(|t| t.stem.as_str());
    kept.collect::<Vec<_>>().join(" ")
}

/// The key of a name, and the keys with its short words written out.
fn keys(words: &[&Token]) -> Vec<String> {
    let mut keys = vec![String::new()];
    for token in words.iter().filter(|t| !is_small(t)) {
        let mut ways = vec![token.stem.clone()];
        ways.extend(short::long(&token.lower));
        keys = keys
            .iter()
            .flat_map(|key| ways.iter().map(move |way| format!("{key} {way}").trim().to_owned()))
            .collect();
    }
    keys
}

/// The stems of the words for the network's place.
fn places(network: &Network) -> BTreeSet<String> {
    let mut stems = BTreeSet::new();
    let mut add = |text: &str| {
        for token in tokens(text) {
            if token.is_word() && !is_owner(&token) && !is_head(&token.stem) {
                stems.insert(token.stem);
            }
        }
    };
    network.place.iter().for_each(|place| add(place));
    for actor in &network.actors {
        let name = actor.name.to_lowercase();
        let owner =
            name.ends_with(" kommun") || name.ends_with(" stad") || name.starts_with("region ");
        if owner {
            add(&actor.name);
        }
    }
    stems
}

/// A name without what stands in brackets, and what stands there.
fn bracketed(name: &str) -> (String, Vec<String>) {
    let (mut outside, mut inside, mut depth) = (String::new(), Vec::new(), 0);
    for c in name.chars() {
        match c {
            '(' => {
                depth += 1;
                inside.push(String::new());
            }
            ')' => depth = (depth - 1).max(0),
            c if depth > 0 => inside.last_mut().into_iter().for_each(|part| part.push(c)),
            c => outside.push(c),
        }
    }
    (outside, inside)
}

/// A noun without its article, as it stands first in a compound.
fn undefined(word: &str) -> String {
    let word = word.strip_suffix('s').unwrap_or(word);
    for ending in ["et", "en", "n"] {
        if let Some(bare) = word.strip_suffix(ending)
            && bare.chars().count() >= 4
        {
            return bare.to_owned();
        }
    }
    word.to_owned()
}
