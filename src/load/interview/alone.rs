//! People who come on their own.

use super::amount;
use super::heard::Heard;
use super::ways::Way;
use crate::load::form::Question;
use crate::model::{Access, PUBLIC};

/// People who come on their own, and what the door is like.
pub(super) fn stated(heard: &Heard, own: &str) -> Option<Way> {
    let asked = matches!(
        heard.question,
        Question::Ways
            | Question::WaysIn
            | Question::Reach
            | Question::Services
            | Question::Mission
            | Question::Visitors
    );
    if !asked {
        return None;
    }
    let all = 0..heard.tokens.len();
    let own_way = heard.tokens.iter().enumerate().find_map(|(i, token)| {
        let clause = heard.clause(i);
        let said = match token.lower.as_str() {
            "själv" | "själva" | "självmant" | "themselves" => heard.any(
                &clause,
                &[
                    "söker", "kontakta", "hör$", "ringer", "ringa", "kommer", "boka", "vänder",
                    "tar$", "höra$", "komma", "anmäl", "hittar", "mejlar", "skriver", "knackar",
                    "söka", "resten", "flesta", "hälften", "chattar", "ta$", "come$", "call$",
                ],
            ),
            "bevåg" => true,
            "initiativ" => {
                heard.says(&clause, &["eget initiativ", "egna initiativ", "ungdomens initiativ"])
            }
            "hand" => heard.says(&clause, &["egen hand"]),
            "egenkontakt" | "självreferral" | "egenremiss" | "egenanmälan" | "egenvårdsbegäran" => {
                true
            }
            "kontakt" => heard.says(&clause, &["egen kontakt"]),
            "direkt" => heard.says(
                &clause,
                &["söker direkt", "kontaktar oss direkt", "ringer direkt", "hör av sig direkt"],
            ),
            _ => false,
        };
        let denied = heard.any(&clause, &["aldrig$", "ingen$", "inte$", "ej$", "sällan$", "inga$"]);
        (said && !denied).then_some(i)
    });
    let open = all.clone().find(|&i| {
        let word = heard.word(i);
        matches!(word, "drop-in" | "dropin" | "öppethus")
            || heard.phrase(&(i..i + 2), "drop in").is_some()
            || heard.phrase(&(i..i + 2), "öppet hus").is_some()
            || heard.phrase(&(i..i + 2), "öppen dörr").is_some()
            || heard.phrase(&(i..i + 2), "öppna dörrar").is_some()
            || heard.phrase(&(i..i + 2), "öppen mottagning").is_some()
            || heard.phrase(&(i..i + 2), "dyka upp").is_some()
            || heard.phrase(&(i..i + 2), "kliva in").is_some()
            || heard.phrase(&(i..i + 2), "kliver in").is_some()
            || heard.phrase(&(i..i + 3), "bara att komma").is_some()
    });
    let anonymous = all.clone().find(|&i| {
        heard.word(i).starts_with("anonym")
            && !heard.says(&heard.clause(i), &["inte anonym*", "konsult*"])
            && !heard.any(&heard.clause(i), &["konsult", "avidentif"])
    });
    let outreach = all.clone().find(|&i| {
        heard.word(i).starts_with("uppsökande")
            && !heard.any(&heard.sentence(i), &["inte$", "ej$", "inget$", "ingen$"])
    });
    let at = own_way.or(open).or(anonymous).or(outreach)?;
    let mut access = Vec::new();
    access.extend(open.map(|_| Access::Open));
    access.extend(own_way.map(|_| Access::SelfReferral));
    access.extend(anonymous.map(|_| Access::Anonymous));
    access.extend(outreach.map(|_| Access::Outreach));
    let share = own_way.and_then(|at| {
        amount::share(heard, &heard.segment(at))
            .or_else(|| amount::share(heard, &heard.sentence(at)))
    });
    Some(Way {
        from: PUBLIC.to_owned(),
        to: own.to_owned(),
        group: None,
        access,
        share,
        span: heard.tokens[at].span.clone(),
    })
}
