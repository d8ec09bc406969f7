//! Names of people.
//!
//! A name is a run of capitalised words that something around it or in it betrays:
//! a common first name before a surname; a title (*enhetschef*), *heter*, a greeting or
//! *ring* before it; a mail address or telephone number beside it; a slash before it
//! at the end. First names are `first_names.txt`, plain words, some 490 of those most
//! common in Sweden, and say nothing of anybody real.
//!
//! Streets (*Anna Lindhs gata*), saints (*S:ta Maria*), foundations and bodies named
//! after people (*Kvinnojouren Anna*, *Maria Ungdom*) are told by the words about the
//! run.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::LazyLock;

use super::words::*;

static FIRST: LazyLock<BTreeSet<String>> =
    LazyLock::new(|| include_str!("first_names.txt").lines().map(str::to_lowercase).collect());

struct Token<'a> {
    span: Range<usize>,
    text: &'a str,
    lower: String,
}

impl Token<'_> {
    fn is_capital(&self) -> bool {
        self.text.starts_with(char::is_uppercase)
            && (self.text.chars().count() == 1 || self.text.chars().any(char::is_lowercase))
    }

    /// Whether it is a common first name, in the genitive, too.
    fn is_first(&self) -> bool {
        let bare = self.lower.strip_suffix('s').unwrap_or(&self.lower);
        self.is_capital() && (FIRST.contains(&self.lower) || FIRST.contains(bare))
    }

    fn is_body(&self) -> bool {
        ends(&self.lower, BODIES)
    }

    fn is_title(&self) -> bool {
        ends(&self.lower, TITLE_ENDINGS)
    }
}

fn ends(word: &str, list: &[&str]) -> bool {
    list.iter().any(|end| word.ends_with(end))
}

/// Where names of people stand. `contacts`: where mail and telephone numbers stand.
pub(super) fn names(text: &str, contacts: &[Range<usize>]) -> Vec<Range<usize>> {
    let tokens = tokens(text);
    let mut found = Vec::new();
    let mut place = 0;
    while place < tokens.len() {
        let run = run_from(text, &tokens, place);
        if run == 0 {
            place += 1;
            continue;
        }
        match name_in(text, &tokens, place, run, contacts) {
            Some((from, to)) => {
                found.push(tokens[from].span.start..tokens[to - 1].span.end);
                place = to;
            }
            None => place += run.max(1),
        }
    }
    found
}

fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut start = None;
    let mut chars = text.char_indices().chain([(text.len(), ' ')]).peekable();
    while let Some((at, c)) = chars.next() {
        let inner = matches!(c, '-' | '’' | '\'')
            && start.is_some()
            && chars.peek().is_some_and(|(_, next)| next.is_alphabetic());
        match (c.is_alphanumeric() || inner, start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                let text = &text[from..at];
                tokens.push(Token { span: from..at, text, lower: text.to_lowercase() });
                start = None;
            }
            _ => {}
        }
    }
    tokens
}

/// How many tokens from here on are one run of capitalised words, five at most, with
/// particles and initials inside.
fn run_from(text: &str, tokens: &[Token<'_>], place: usize) -> usize {
    if !tokens[place].is_capital() {
        return 0;
    }
    let mut n = 1;
    while n < 5 && place + n < tokens.len() {
        let (before, next) = (&tokens[place + n - 1], &tokens[place + n]);
        let gap = &text[before.span.end..next.span.start];
        let initial = before.text.chars().count() == 1 && gap == ". ";
        let particle = PARTICLES.contains(&next.lower.as_str())
            && tokens.get(place + n + 1).is_some_and(Token::is_capital);
        if !(gap == " " || gap == "\u{A0}" || initial) || !(next.is_capital() || particle) {
            break;
        }
        n += 1;
    }
    n
}

/// The tokens of a run that are a name.
fn name_in(
    text: &str,
    tokens: &[Token<'_>],
    place: usize,
    run: usize,
    contacts: &[Range<usize>],
) -> Option<(usize, usize)> {
    let end = place + run;
    // Words before the name in the same run: `Enhetschef Anna`, `Ring Anna`.
    let from = (place..end).find(|&at| {
        let token = &tokens[at];
        let led = at > place && is_lead(&tokens[at - 1]);
        token.is_first() || led && !token.is_body()
    });
    let from = from.unwrap_or(place);
    let before = from.checked_sub(1).map(|at| &tokens[at]);
    let gap = before.map_or("", |before| &text[before.span.end..tokens[from].span.start]);
    if is_of_a_body(text, tokens, from, end) {
        return None;
    }
    let to = (from..end).find(|&at| at > from && tokens[at].is_body()).unwrap_or(end);
    if to < end && !tokens[to - 1].lower.ends_with('s') && to - from < 2 {
        // `Maria Ungdom`
        return None;
    }
    let first = &tokens[from];
    let n = to - from;
    let last = &tokens[to - 1];
    let surname = n >= 2 && ends(&last.lower, SURNAMES);
    let near = |gap: &str, marks: &str| gap.chars().all(|c| marks.contains(c));
    let titled = before.is_some_and(|b| b.is_title() && near(gap, " :,("));
    let addressed =
        before.is_some_and(|b| ADDRESSED.contains(&b.lower.as_str()) && near(gap, " ."));
    let greeted =
        before.is_some_and(|b| GREETINGS.contains(&b.lower.as_str()) && near(gap, " ,!:.\r\n/"));
    let turned = before.is_some_and(|b| TURNED_TO.contains(&b.lower.as_str()) && near(gap, " :"))
        || is_turned_to_with(text, tokens, from);
    let is_name = if first.is_first() {
        let everyday = EVERYDAY.contains(&first.lower.as_str());
        let signed = is_signature(text, first, last);
        n >= 2 && (!everyday || surname || last.text.chars().count() == 1)
            || titled
            || addressed
            || (greeted || turned || signed) && !first.is_body()
            || is_introduced(tokens, from).is_some()
            || is_beside(text, first, last, contacts)
    } else {
        let plain = !first.is_body() && !first.is_title() && first.text.chars().count() > 1;
        let whole = n == 2 && (from..to).all(|at| !tokens[at].is_body());
        plain
            && (titled && whole && !is_all_known_words(first)
                || addressed
                || is_introduced(tokens, from) == Some(Subject::Person)
                || n >= 2 && whole && is_beside(text, first, last, contacts) && surname_like(last))
    };
    is_name.then_some((from, to))
}

fn is_lead(token: &Token<'_>) -> bool {
    token.is_title()
        || ADDRESSED.contains(&token.lower.as_str())
        || GREETINGS.contains(&token.lower.as_str())
        || TURNED_TO.contains(&token.lower.as_str())
        || token.lower == "heter"
}

/// Words that begin names of bodies after a title: `chef Region Norr`.
fn is_all_known_words(token: &Token<'_>) -> bool {
    [
        "region", "svenska", "norra", "södra", "västra", "östra", "individ", "barn", "vård",
        "social", "stora", "nya", "kommunal", "statens",
    ]
    .iter()
    .any(|word| token.lower.starts_with(word))
}

fn surname_like(token: &Token<'_>) -> bool {
    token.text.chars().count() >= 3 && !token.is_title()
}

/// Whether a body or saint stands right before the run, or a tail right after it.
fn is_of_a_body(text: &str, tokens: &[Token<'_>], from: usize, end: usize) -> bool {
    let start = tokens[from].span.start;
    let saint = ["S:t ", "S:ta ", "Sankt ", "Sankta ", "St ", "St. ", "Santa "];
    if saint.iter().any(|saint| text[..start].ends_with(saint)) {
        return true;
    }
    let last = &tokens[end - 1];
    let tail = tokens.get(end).is_some_and(|next| {
        let word = next.lower.as_str();
        let named_after = last.lower.ends_with('s') && ends(word, TAILS);
        &text[last.span.end..next.span.start] == " " && (TAILS.contains(&word) || named_after)
    });
    // A capitalised tail is in the run: `Anna Lindhs Gata`.
    let tail = tail || end - from >= 2 && TAILS.contains(&last.lower.as_str());
    let Some(before) = from.checked_sub(1).map(|at| &tokens[at]) else { return tail };
    let joined = text[before.span.end..start].trim().trim_matches(['"', '”', '’']).is_empty()
        && !text[before.span.end..start].contains('\n');
    let surname = end - from >= 2 && ends(&last.lower, SURNAMES);
    let body = joined
        && before.is_body()
        && !before.is_title()
        && (before.text.starts_with(char::is_uppercase) || !surname);
    tail || body
}

#[derive(Clone, Copy, PartialEq)]
enum Subject {
    Person,
    Unsaid,
}

/// Who *heter* so, when that word stands before the run; `None` when a body does or
/// the word is not there.
fn is_introduced(tokens: &[Token<'_>], from: usize) -> Option<Subject> {
    let heter = tokens.get(from.checked_sub(1)?)?;
    let is_called = ["heter", "hette", "called", "named"].contains(&heter.lower.as_str())
        || heter.lower == "är" && from >= 2 && tokens[from - 2].lower == "namn";
    if !is_called {
        return None;
    }
    let subject = &tokens[(from - 1).saturating_sub(3)..from - 1];
    if subject.iter().any(|t| PEOPLE.contains(&t.lower.as_str()) || t.is_title()) {
        return Some(Subject::Person);
    }
    if heter.lower == "är" {
        return Some(Subject::Person);
    }
    // `Boendet heter Anna`: what ends in -en, -et or -an is a thing, a body.
    let thing =
        subject.last().is_some_and(|t| t.is_body() || ends(&t.lower, &["en", "et", "an", "na"]));
    (!thing).then_some(Subject::Unsaid)
}

/// `prata med Anna`, `talade med Anna`.
fn is_turned_to_with(text: &str, tokens: &[Token<'_>], from: usize) -> bool {
    let Some([verb, with]) = from.checked_sub(2).map(|at| [&tokens[at], &tokens[at + 1]]) else {
        return false;
    };
    let talk = [
        "prata", "pratar", "pratade", "tala", "talar", "talade", "pratat", "talat", "träffat",
        "speak", "spoke", "talk",
    ];
    ["med", "with", "to"].contains(&with.lower.as_str())
        && talk.contains(&verb.lower.as_str())
        && &text[verb.span.end..with.span.start] == " "
}

/// `/Anna` at the end of a line.
fn is_signature(text: &str, first: &Token<'_>, last: &Token<'_>) -> bool {
    let before = text[..first.span.start].trim_end_matches(' ');
    let after = text[last.span.end..].trim_start_matches(['.', ' ']);
    before.ends_with('/') && (after.is_empty() || after.starts_with(['\n', '\r']))
}

/// Whether a mail address or telephone number stands beside the run.
fn is_beside(text: &str, first: &Token<'_>, last: &Token<'_>, contacts: &[Range<usize>]) -> bool {
    const LABELS: [&str; 9] =
        ["tel", "tfn", "telefon", "mobil", "mejl", "mail", "epost", "e-post", "nås på"];
    contacts.iter().any(|contact| {
        let gap = if contact.start >= last.span.end {
            &text[last.span.end..contact.start]
        } else if contact.end <= first.span.start {
            &text[contact.end..first.span.start]
        } else {
            return false;
        };
        let gap = gap.to_lowercase();
        let bare = gap.trim_matches(|c: char| !c.is_alphanumeric());
        gap.len() <= 12 && !gap.contains(';') && (bare.is_empty() || LABELS.contains(&bare))
    })
}
