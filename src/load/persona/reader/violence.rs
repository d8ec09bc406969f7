//! Who does violence to whom, clause by clause.

use super::{About, Reader};
use crate::load::mention::words::TokenKind;
use crate::load::persona::words::{Kin, Says, longest};
use crate::load::persona::{Taken, Use};
use crate::model::Sex;

/// How a clause begins that tells of somebody.
const BEGINS: [&str; 11] =
    ["och", "men", "när", "att", "vars", "där", "eftersom", "and", "but", "whose", "when"];
/// What may stand between that and whom it tells of.
const WHOSE: [&str; 8] = ["hennes", "hans", "deras", "her", "his", "their", "the", "en"];

impl Reader<'_> {
    /// A clause goes on with somebody else; one that begins with her or him tells of what she
    /// or he does.
    pub(super) fn tells_of(&mut self, at: usize, kin: Option<Kin>) {
        let word = |at: usize| self.tokens.get(at).map(|token| token.lower.as_str());
        let mut before = self.tokens[..at].iter().rev().skip_while(|token| {
            WHOSE.contains(&token.lower.as_str()) && token.kind != TokenKind::Mark
        });
        let begins = before.next().is_none_or(|token| {
            token.kind == TokenKind::Mark || BEGINS.contains(&token.lower.as_str())
        });
        // In "slår sin man" nobody else does anything; "som" goes on with whoever came last.
        if begins || word(at + 1).is_some_and(|next| matches!(next, "som" | "who")) {
            self.subject = Some(kin);
        }
        self.about = About::Other(kin);
    }

    /// Whom a verb is done to, where a pronoun behind it says so.
    fn object(&self, at: usize) -> Option<Sex> {
        let rest = self.tokens.get(at..)?;
        let sex = match rest.first()?.lower.as_str() {
            "henne" | "her" => Sex::Female,
            "honom" | "him" => Sex::Male,
            _ => return None,
        };
        // "Her mother" is somebody else.
        let owns = longest(&rest[1..]).is_some_and(|(_, says)| {
            matches!(says, Says::Kin(..) | Says::Child | Says::Adult(_) | Says::Person)
        });
        (!owns).then_some(sex)
    }

    /// Violence done: by the person, or to her by somebody else. Where neither the clause nor
    /// its object says by whom, it is not understood: a victim is not to become an offender.
    pub(super) fn hits(&mut self, at: usize, words: usize) {
        // "Utsätter henne" has its object in the pattern.
        let object = self.object(at + words).or_else(|| self.object(at + words - 1));
        let to_her = object.is_some() && object == self.told.sex;
        let to_another = object.is_some() && self.told.sex.is_some() && !to_her;
        let joined = at
            .checked_sub(1)
            .is_some_and(|i| matches!(self.tokens[i].lower.as_str(), "och" | "and"));
        match (self.about, self.subject) {
            (About::Other(kin), _) => self.hit_by(at, words, kin),
            (About::Her, Some(kin)) if to_her || (joined && !to_another) => {
                self.hit_by(at, words, kin);
            }
            (About::Her, Some(_)) if !to_another => {
                self.row(at, words, Use::Unknown, Taken::Nothing);
            }
            (About::Her, None) if to_her => self.row(at, words, Use::Unknown, Taken::Nothing),
            (About::Her, _) => self.condition(at, words, "perpetrator", false),
        }
    }

    fn hit_by(&mut self, at: usize, words: usize, kin: Option<Kin>) {
        self.by_kin = self.by_kin.or(kin);
        self.about = About::Her;
        let denied = self.denying;
        if self.holds("perpetrator") || self.holds("child_witness") {
            self.row(at, words, Use::SomebodyElse, Taken::Nothing);
        } else {
            self.condition(at, words, "exposed", denied);
        }
    }
}
