//! What is left of two names once all that agrees is set aside.

use super::compare::Side;
use super::level::{Level, Sink};
use super::words::lexicon::{Class, LEXICON};

/// Tells of what has no counterpart.
pub(super) fn left(a: &Side, b: &Side, sink: &mut impl Sink) {
    let count = |side: &Side| {
        let mut counts = [0_usize; 7];
        for (i, part) in side.parts.iter().enumerate() {
            if !side.is_done(i) {
                counts[part.class as usize] += 1;
            }
        }
        counts
    };
    let (one, other) = (count(a), count(b));
    let words = |side: &Side, class: Class| {
        let mut words: Vec<String> = Vec::new();
        for (i, part) in side.parts.iter().enumerate() {
            if !side.is_done(i) && part.class == class {
                let text = side.text(usize::from(part.word));
                if !words.contains(&text) {
                    words.push(text);
                }
            }
        }
        words.join(" ")
    };
    let mut tell = |class: Class, both: Option<Level>, missing: Level, more: Option<Level>| {
        let (x, y) = (one[class as usize], other[class as usize]);
        let (ours, theirs) = (|| words(a, class), || words(b, class));
        let pairs = if both.is_some() { x.min(y) } else { 0 };
        let rest = x.max(y) - pairs;
        if let Some(both) = both.filter(|_| pairs > 0) {
            sink.add(both, pairs as f64, 0.0, &ours, &theirs);
        }
        if rest > 0 {
            let first = if more.is_some() && pairs == 0 { 1 } else { rest };
            let first = if more.is_some() && pairs > 0 { 0 } else { first };
            if first > 0 {
                sink.add(missing, first as f64, 0.0, &ours, &theirs);
            }
            if let Some(more) = more.filter(|_| rest > first) {
                sink.add(more, (rest - first) as f64, 0.0, &ours, &theirs);
            }
        }
    };
    tell(Class::Owner, None, Level::OwnerMissing, None);
    tell(Class::Group, Some(Level::GroupOther), Level::GroupMissing, None);
    let near = one[Class::Body as usize] == 1 && other[Class::Body as usize] == 1 && {
        body_left(a).zip(body_left(b)).is_some_and(|(x, y)| LEXICON.is_near(x, y))
    };
    let has_body = |side: &Side| side.parts.iter().any(|part| matches!(part.class, Class::Body));
    let missing = if has_body(a) && has_body(b) { Level::BodyMore } else { Level::BodyMissing };
    tell(Class::Body, Some(if near { Level::BodyNear } else { Level::BodyOther }), missing, None);
    tell(Class::Role, Some(Level::RoleOther), Level::RoleMissing, None);
    tell(Class::Order, Some(Level::OrderOther), Level::OrderMissing, None);
    // A topic on one side and a name on the other stand for different things, too.
    let (topics, proper) = (Class::Known as usize, Class::Proper as usize);
    let crossed = (one[topics] > 0 && one[proper] == 0 && other[topics] == 0 && other[proper] > 0)
        || (one[topics] == 0 && one[proper] > 0 && other[topics] > 0 && other[proper] == 0);
    if !crossed {
        tell(Class::Known, Some(Level::KnownOther), Level::KnownMissing, Some(Level::KnownMore));
        tell(
            Class::Proper,
            Some(Level::ProperOther),
            Level::ProperMissing,
            Some(Level::ProperMore),
        );
    }
    if crossed {
        let all = |side: &Side| [words(side, Class::Known), words(side, Class::Proper)].concat();
        sink.add(Level::ProperOther, 1.0, 0.0, &|| all(a), &|| all(b));
    }
    let has = |counts: &[usize; 7], class: Class| counts[class as usize] > 0;
    let crossed = |x: &[usize; 7], y: &[usize; 7]| {
        has(x, Class::Group) && !has(x, Class::Body) && has(y, Class::Body) && !has(y, Class::Group)
    };
    if crossed(&one, &other) || crossed(&other, &one) {
        sink.add(Level::GroupForBody, 1.0, 0.0, &String::new, &String::new);
    }
    let telling = |counts: &[usize; 7]| {
        [Class::Role, Class::Order, Class::Known, Class::Proper]
            .into_iter()
            .any(|class| has(counts, class))
    };
    if telling(&one) && telling(&other) {
        sink.add(Level::BothLeft, 1.0, 0.0, &String::new, &String::new);
    }
}

/// The first body of a name that has found no counterpart.
fn body_left<'n>(side: &Side<'n>) -> Option<&'n str> {
    let is = |p: &usize| !side.is_done(*p) && side.parts[*p].class == Class::Body;
    (0..side.parts.len()).find(is).map(|p| side.names.text(side.parts[p].id))
}
