//! Doors: what an application process says of how one comes in, where the words are clear.
//!
//! A text is read as phrases; each phrase that is known opens or shuts a door. When a word
//! that may bar the way (referral, remiss, decision, diagnosis, a condition) is left over
//! after the known phrases are taken out, the text is not clear and nothing is read: it
//! is kept as it stands, and "not stated" is right until a person says otherwise.

use crate::link::normal;
use crate::model::{Access, Door};

/// Phrases that say that something is not asked for or not offered. They are taken out
/// before the others.
const NOT: &[(&str, Option<Access>)] = &[
    ("no referral needed", Some(Access::SelfReferral)),
    ("no referral required", Some(Access::SelfReferral)),
    ("no referral is needed", Some(Access::SelfReferral)),
    ("no referral is required", Some(Access::SelfReferral)),
    ("no referral necessary", Some(Access::SelfReferral)),
    ("referral not required", Some(Access::SelfReferral)),
    ("referral not needed", Some(Access::SelfReferral)),
    ("referral is not required", Some(Access::SelfReferral)),
    ("referral is not needed", Some(Access::SelfReferral)),
    ("without a referral", Some(Access::SelfReferral)),
    ("without referral", Some(Access::SelfReferral)),
    ("ingen remiss krävs", Some(Access::SelfReferral)),
    ("ingen remiss behövs", Some(Access::SelfReferral)),
    ("remiss behövs inte", Some(Access::SelfReferral)),
    ("remiss krävs inte", Some(Access::SelfReferral)),
    ("kräver ingen remiss", Some(Access::SelfReferral)),
    ("kräver inte remiss", Some(Access::SelfReferral)),
    ("utan remiss", Some(Access::SelfReferral)),
    ("inget biståndsbeslut krävs", Some(Access::SelfReferral)),
    ("inget biståndsbeslut behövs", Some(Access::SelfReferral)),
    ("utan biståndsbeslut", Some(Access::SelfReferral)),
    ("no appointment required", None),
    ("no appointment needed", None),
    ("no appointment necessary", None),
    ("no walk ins", None),
    ("walk ins not accepted", None),
    ("walk ins are not accepted", None),
    ("not anonymous", None),
    ("inte anonymt", None),
];

/// Phrases that need two things at once.
const BOTH: &[(&str, [Access; 2])] = &[
    ("referral and diagnosis", [Access::Referral, Access::Diagnosis]),
    ("referral and a diagnosis", [Access::Referral, Access::Diagnosis]),
    ("remiss och diagnos", [Access::Referral, Access::Diagnosis]),
];

/// Phrases that open one door each; longer ones first where one holds another.
const DOORS: &[(&str, Access)] = &[
    ("self referrals", Access::SelfReferral),
    ("self referral", Access::SelfReferral),
    ("self refer", Access::SelfReferral),
    ("egenremiss", Access::SelfReferral),
    ("egen vårdbegäran", Access::SelfReferral),
    ("egenanmälan", Access::SelfReferral),
    ("kontakta oss själv", Access::SelfReferral),
    ("på eget initiativ", Access::SelfReferral),
    ("referral required", Access::Referral),
    ("referral is required", Access::Referral),
    ("referral needed", Access::Referral),
    ("referral only", Access::Referral),
    ("by referral", Access::Referral),
    ("requires a referral", Access::Referral),
    ("requires referral", Access::Referral),
    ("professional referral", Access::Referral),
    ("agency referral", Access::Referral),
    ("physician referral", Access::Referral),
    ("doctor s referral", Access::Referral),
    ("doctor referral", Access::Referral),
    ("gp referral", Access::Referral),
    ("remiss krävs", Access::Referral),
    ("remiss behövs", Access::Referral),
    ("kräver remiss", Access::Referral),
    ("på remiss", Access::Referral),
    ("via remiss", Access::Referral),
    ("efter remiss", Access::Referral),
    ("läkarremiss", Access::Referral),
    ("biståndsbeslut krävs", Access::Decision),
    ("kräver biståndsbeslut", Access::Decision),
    ("efter biståndsbeslut", Access::Decision),
    ("biståndsbeslut", Access::Decision),
    ("beslut från socialtjänsten", Access::Decision),
    ("diagnosis required", Access::Diagnosis),
    ("diagnos krävs", Access::Diagnosis),
    ("walk ins welcomed", Access::Open),
    ("walk ins welcome", Access::Open),
    ("walk ins accepted", Access::Open),
    ("walk ins", Access::Open),
    ("walk in", Access::Open),
    ("drop in", Access::Open),
    ("open access", Access::Open),
    ("öppen för alla", Access::Open),
    ("öppet för alla", Access::Open),
    ("anonymous", Access::Anonymous),
    ("anonymt", Access::Anonymous),
    ("outreach", Access::Outreach),
    ("uppsökande", Access::Outreach),
    ("call for", Access::SelfReferral),
    ("call to", Access::SelfReferral),
    ("must call", Access::SelfReferral),
    ("call or", Access::SelfReferral),
    ("please call", Access::SelfReferral),
    ("can call", Access::SelfReferral),
    ("make an appointment", Access::SelfReferral),
    ("contact us", Access::SelfReferral),
    ("apply online", Access::SelfReferral),
    ("ring oss", Access::SelfReferral),
    ("ring för", Access::SelfReferral),
    ("ring och", Access::SelfReferral),
    ("boka tid", Access::SelfReferral),
    ("kontakta oss", Access::SelfReferral),
];

/// Words that, left over, make a text unclear.
const UNCLEAR: [&str; 36] = [
    "referral",
    "referrals",
    "refer",
    "refers",
    "referred",
    "remiss",
    "remitteras",
    "remitterad",
    "remitterade",
    "beslut",
    "bistånd",
    "biståndsbedömning",
    "diagnos",
    "diagnosis",
    "diagnosed",
    "court",
    "authorization",
    "prescription",
    "doctor",
    "physician",
    "gp",
    "läkare",
    "socialsekreterare",
    "caseworker",
    "if",
    "unless",
    "except",
    "om",
    "utom",
    "inte",
    "not",
    "ej",
    "no",
    "ingen",
    "varies",
    "closed",
];

/// The doors that a text clearly speaks of, in the order of [`Access`]; empty when it
/// speaks of none or is not clear.
pub(super) fn read(text: &str) -> Vec<Door> {
    let mut rest = format!(" {} ", normal(text));
    let mut doors: Vec<Door> = Vec::new();
    let mut open = |accesses: &[Access]| {
        let door = Door(accesses.to_vec());
        if !doors.contains(&door) {
            doors.push(door);
        }
    };
    for (phrase, access) in NOT {
        if take(&mut rest, phrase)
            && let Some(access) = access
        {
            open(&[*access]);
        }
    }
    for (phrase, accesses) in BOTH {
        if take(&mut rest, phrase) {
            open(accesses);
        }
    }
    for (phrase, access) in DOORS {
        if take(&mut rest, phrase) {
            open(&[*access]);
        }
    }
    if rest.split(' ').any(|word| UNCLEAR.contains(&word)) {
        return Vec::new();
    }
    doors.sort_by(|a, b| a.0.cmp(&b.0));
    doors
}

/// Takes a phrase out of a text of words between single spaces.
fn take(rest: &mut String, phrase: &str) -> bool {
    let padded = format!(" {phrase} ");
    let found = rest.contains(&padded);
    if found {
        *rest = rest.replace(&padded, " ");
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clear_words_open_doors_and_unclear_ones_do_not() {
        for (text, doors) in [
            ("Walk-ins welcomed, call for information", "open;self_referral"),
            ("Referral required", "referral"),
            ("Self-referral or professional referral", "self_referral;referral"),
            ("No referral needed. Call to make an appointment.", "self_referral"),
            ("By referral only", "referral"),
            ("Referral and diagnosis required", "referral+diagnosis"),
            ("Referral and diagnosis", "referral+diagnosis"),
            ("Remiss krävs från läkare", ""),
            ("Läkarremiss", "referral"),
            ("Ingen remiss behövs, ring oss", "self_referral"),
            ("Biståndsbeslut krävs", "decision"),
            ("Drop-in, öppet för alla", "open"),
            ("Det går att vara anonym", ""),
            ("Du kan vara anonymt", "anonymous"),
            // Not clear, so nothing is made of them.
            ("If you are a patient, ask your GP for a referral letter; call for others", ""),
            ("Call 211 for a referral", ""),
            ("Referral preferred but not required", ""),
            ("Varies on case status and individual needs", ""),
            ("No walk-ins. Call for an appointment.", "self_referral"),
            ("Applicants are referred by the court", ""),
            ("", ""),
        ] {
            let read: Vec<String> = read(text).iter().map(Door::slug).collect();
            assert_eq!(read.join(";"), doors, "{text}");
        }
    }
}
