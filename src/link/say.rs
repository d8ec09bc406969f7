//! What the comparison of two names gave, in words: the waterfall.

use super::compare::compare;
use super::level::{Counts, Level, Sink};
use super::pair::Evidence;
use super::table::Names;
use super::weigh::{FAMILY, Weights, best_forms, where_};
use crate::model::Text;

/// What came out, in order.
struct Told {
    level: Level,
    times: f64,
    information: f64,
    one: String,
    other: String,
}

#[derive(Default)]
struct Listener {
    told: Vec<Told>,
    counts: Counts,
}

impl Sink for Listener {
    fn add(
        &mut self,
        level: Level,
        times: f64,
        information: f64,
        one: &dyn Fn() -> String,
        other: &dyn Fn() -> String,
    ) {
        self.told.push(Told { level, times, information, one: one(), other: other() });
        self.counts.add(level, times, information, one, other);
    }
}

/// The evidence of two names, strongest first; adds up to their match weight without the
/// prior.
pub(super) fn evidence(
    names: &Names,
    weights: &Weights,
    one: usize,
    other: usize,
) -> Vec<Evidence> {
    let Some((ours, theirs)) = best_forms(names, weights, one, other) else { return Vec::new() };
    let mut heard = Listener::default();
    compare(names, ours.1, theirs.1, &mut heard);
    where_(names, ours, theirs, &mut heard);
    if names.letters_differ(one, other) {
        heard.add(Level::LettersOther, 1.0, 0.0, &String::new, &String::new);
    }
    let mut evidence: Vec<Evidence> = Vec::new();
    for told in &heard.told {
        let bits = told.times * weights.bits[told.level as usize]
            + told.information * weights.share[told.level as usize];
        let what = what(told);
        match evidence.iter_mut().find(|known| known.what == what) {
            Some(known) => known.bits += bits,
            None => evidence.push(Evidence { what, bits }),
        }
    }
    let sum: f64 = evidence.iter().map(|e| e.bits).sum();
    let rest = weights.of(&heard.counts) - sum;
    if rest < -0.05 {
        let what = Text::new(
            format!(
                "namnen skiljer sig på en avgörande punkt, så det de har gemensamt räknas högst som {FAMILY:.0} bitar"
            ),
            format!(
                "the names differ where it matters, so what they share counts for {FAMILY:.0} bits at most"
            ),
        );
        evidence.push(Evidence { what, bits: rest });
    }
    evidence.retain(|item| item.bits.abs() >= 0.05);
    evidence.sort_by(|a, b| b.bits.total_cmp(&a.bits));
    evidence
}

fn what(told: &Told) -> Text {
    let (one, other) = (told.one.trim(), told.other.trim());
    let either = if one.is_empty() { other } else { one };
    let both = |sv: &str, en: &str| {
        Text::new(format!("{sv}: ”{one}” och ”{other}”"), format!("{en}: “{one}” and “{other}”"))
    };
    let alone = |sv: &str, en: &str| {
        let mut words = vec![one, other];
        words.dedup();
        words.retain(|word| !word.is_empty());
        let (sv_words, en_words) = (words.join("”, ”"), words.join("”, “"));
        Text::new(format!("{sv}: ”{sv_words}”"), format!("{en}: “{en_words}”"))
    };
    let plain = |sv: &str, en: &str| Text::new(sv, en);
    match told.level {
        Level::Same if one == other => alone("samma ord", "the same word"),
        Level::Same => both("samma ordstam", "the same stem"),
        Level::Spelled => both("känd förkortning", "a known abbreviation"),
        Level::Spelling => both("samma ord, stavat olika", "the same word, spelt differently"),
        Level::MarksOther => both("skiljer sig i å, ä eller ö", "they differ in å, ä or ö"),
        Level::Typo | Level::TypoName => both("troligen felskrivet", "probably a typing error"),
        Level::NearName => {
            both("snarlika namn som kan vara två", "names much alike that may be two")
        }
        Level::NearWord => both("två olika ord, fast lika", "two words, though alike"),
        Level::Cut => both("avkortat", "cut short"),
        Level::Initial => both("en bokstav för ett ord", "a letter for a word"),
        Level::Letters => both("bokstäverna stämmer med orden", "the letters fit the words"),
        Level::LettersSkip => {
            plain("men bokstäverna hoppar över ett ord", "but the letters pass over a word")
        }
        Level::LettersTaken => alone(
            "bokstäverna brukar betyda något annat",
            "the letters usually stand for something else",
        ),
        Level::LettersOther => {
            plain("de har var sin förkortning", "each has an abbreviation of its own")
        }
        Level::GroupOther => both("olika ord för en grupp", "different words for a group"),
        Level::GroupMissing => {
            alone("ordet för gruppens slag saknas i det ena", "one leaves out the sort of group")
        }
        Level::GroupForBody => plain("en grupp och en verksamhet", "a group and a body"),
        Level::BodyOther => both("olika slags verksamhet", "different sorts of body"),
        Level::BodyNear => both("närbesläktade slags verksamhet", "sorts that are close"),
        Level::BodyMissing => alone(
            "ordet för verksamhetens slag saknas i det ena",
            "one leaves out the sort of body",
        ),
        Level::BodyMore => alone("det ena nämner ännu en verksamhet", "one names a further body"),
        Level::RoleOther => both("olika roll i helheten", "different roles in a whole"),
        Level::RoleMissing => {
            alone("det ena är en del eller en ledning", "one is a part or a leadership")
        }
        Level::OrderOther => {
            both("olika nummer, väderstreck eller ålder", "another number, direction or age")
        }
        Level::OrderMissing => alone(
            "nummer, väderstreck eller ålder bara i det ena",
            "a number, direction or age in one only",
        ),
        Level::KnownOther => both("olika ämne", "different topics"),
        Level::KnownMissing | Level::KnownMore => {
            alone("ämnesord bara i det ena", "a topic in one only")
        }
        Level::ProperOther => both("olika namn", "different names"),
        Level::ProperMissing | Level::ProperMore => {
            alone("namn bara i det ena", "a name in one only")
        }
        Level::OwnerMissing => alone("ägaren utelämnad", "the owner left out"),
        Level::BothLeft => {
            plain("båda har ord som den andra saknar", "each has words that the other lacks")
        }
        Level::Whole => plain(
            "alla ord i namnen har en motsvarighet",
            "every word of either name has its counterpart",
        ),
        Level::NothingShared => plain("inget betydande ord gemensamt", "no telling word in common"),
        Level::TwoNamed => plain("det ena nämner två verksamheter", "one names two bodies"),
        Level::PlaceSame => {
            Text::new(format!("samma ort: {either}"), format!("the same place: {either}"))
        }
        Level::PlaceOther => both("olika orter", "different places"),
        Level::PlaceTypo => both("orten felskriven", "the place misspelt"),
        Level::PlaceMissing | Level::PlaceNamed => Text::new(
            format!("bara det ena hör till en ort: {either}"),
            format!("only one belongs to a place: {either}"),
        ),
        Level::AroundSame => {
            plain("samma region eller hela landet", "the same region, or the country")
        }
        Level::AroundOther => Text::new(
            "olika region, eller nationellt mot lokalt",
            "different regions, or national against local",
        ),
        Level::AboveSame => plain("samma överordnade", "the same body above"),
        Level::AboveOther => plain("olika överordnade", "different bodies above"),
        Level::AboveMissing => plain("bara det ena har en överordnad", "only one has a body above"),
    }
}
