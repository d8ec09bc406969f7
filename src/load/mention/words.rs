//! Words, sentences and clauses of a text, each with its place.

use std::ops::Range;

use crate::link::words::stem;

/// A word or a mark of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands, in bytes.
    pub span: Range<usize>,
    /// In lower case, without a hyphen at its end and without `:s`.
    pub lower: String,
    /// Its stem; of a mark, the mark.
    pub stem: String,
    /// What sort of token.
    pub kind: TokenKind,
    /// Whether it ends in a hyphen: the rest stands in a later word.
    pub open: bool,
    /// Number of its clause within the text.
    pub clause: usize,
    /// Number of its sentence within the text.
    pub sentence: usize,
}

/// What sort of token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// Starts with a small letter.
    Small,
    /// Starts with a capital letter.
    Capital,
    /// Two capitals or more and no small letter, but for a genitive s.
    Letters,
    /// Starts with a digit.
    Number,
    /// Anything else.
    Mark,
}

impl Token {
    /// Whether it is a word.
    pub fn is_word(&self) -> bool {
        !matches!(self.kind, TokenKind::Mark | TokenKind::Number)
    }

    /// Whether it is this mark or word.
    pub fn is(&self, word: &str) -> bool {
        self.lower == word
    }
}

/// Words after which a new clause starts, for what was said before them does not hold
/// behind them.
const TURNS: [&str; 6] = ["men", "medan", "förutom", "utom", "but", "however"];

/// Words that turn only where a clause may start: after a comma or at a sentence's start.
const MAY_TURN: [&str; 4] = ["däremot", "dock", "fast", "istället"];

/// How words end that are cut short and followed by what they are about.
const CUT: [&str; 18] = [
    "samarb",
    "samv",
    "orosanm",
    "hänv",
    "remitt",
    "konsult",
    "avstämn",
    "överensk",
    "samordn",
    "förebygg",
    "pers",
    "verksamh",
    "funktionsneds",
    "förf",
    "ang",
    "sv",
    "st",
    "forts",
];

/// Words that start a clause of their own after a comma or "och".
const SUBJECTS: [&str; 17] = [
    "vi", "jag", "man", "de", "dom", "dem", "den", "det", "hon", "han", "där", "då", "när", "så",
    "we", "they", "it",
];

/// Cuts a text into tokens.
///
/// # Shape
/// Tokens in the order of the text; sentences and clauses are numbered from 0.
pub fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        if c.is_whitespace() && c != '\n' {
            continue;
        }
        let mut end = start + c.len_utf8();
        if c.is_alphanumeric() {
            while let Some(&(at, next)) = chars.peek() {
                let after = text[at + next.len_utf8()..].chars().next();
                let inside = next.is_alphanumeric()
                    || (matches!(next, '\'' | '’' | ':' | '&')
                        && after.is_some_and(char::is_alphanumeric)
                        && text[start..at].chars().all(char::is_alphabetic)
                        && !(next == ':' && after.is_some_and(|a| a.is_numeric())))
                    || (matches!(next, '-' | '–' | '‑')
                        && c.is_alphabetic()
                        && (next != '–' || after.is_some_and(char::is_alphanumeric)))
                    || (next == '-' && c.is_alphabetic())
                    || (next == '.' && is_cut(&text[start..at], after))
                    || (matches!(next, ',' | '.')
                        && text[start..at].bytes().all(|b| b.is_ascii_digit())
                        && after.is_some_and(|a| a.is_ascii_digit()));
                if !inside {
                    break;
                }
                end = at + next.len_utf8();
                chars.next();
            }
        }
        tokens.push(token(text, start..end));
    }
    number(&mut tokens);
    tokens
}

/// Whether a point inside a word cuts it short: *fam.enheten*, *t.ex*.
fn is_cut(before: &str, after: Option<char>) -> bool {
    let letters = before.chars().filter(|c| c.is_alphabetic()).count();
    letters <= 6 && !before.contains('.') && after.is_some_and(char::is_lowercase)
}

fn token(text: &str, span: Range<usize>) -> Token {
    let word = &text[span.clone()];
    let bare = word.trim_end_matches(['-', '–', '‑']);
    let open = bare.len() < word.len() && !bare.is_empty();
    let bare = if bare.is_empty() { word } else { bare };
    let letters = || bare.chars().filter(|c| c.is_alphabetic());
    let first = bare.chars().next().unwrap_or(' ');
    let capitals = letters().filter(|c| c.is_uppercase()).count();
    let genitive = bare.ends_with('s');
    let small = letters().filter(|c| c.is_lowercase()).count();
    let kind = match first {
        c if c.is_numeric() => TokenKind::Number,
        c if !c.is_alphabetic() => TokenKind::Mark,
        _ if capitals >= 2 && small <= 1 => TokenKind::Letters,
        c if c.is_uppercase() => TokenKind::Capital,
        _ => TokenKind::Small,
    };
    let mut lower = bare.to_lowercase().replace(['’', '‑', '–'], "-");
    if let Some(owner) = lower.strip_suffix(":s").or_else(|| lower.strip_suffix("-s")) {
        lower = owner.to_owned();
    } else if kind == TokenKind::Letters && small == 1 && genitive {
        lower.pop();
    }
    // The article of an abbreviation: "BUP:en", "VC:n".
    if let Some((head, tail)) = lower.split_once(':')
        && matches!(tail, "n" | "en" | "et" | "ar" | "er" | "na" | "erna" | "ns" | "ens")
    {
        lower = head.to_owned();
    }
    let stem = match kind {
        TokenKind::Mark | TokenKind::Number => lower.clone(),
        _ if lower == "o" => "och".to_owned(),
        _ => stem(&lower),
    };
    Token { span, lower, stem, kind, open, clause: 0, sentence: 0 }
}

fn number(tokens: &mut [Token]) {
    let (mut sentence, mut clause) = (0, 0);
    for i in 0..tokens.len() {
        let before = i.checked_sub(1).map(|p| tokens[p].lower.clone()).unwrap_or_default();
        let ends_sentence = match before.as_str() {
            "." | "!" | "?" => !abbreviated(tokens, i - 1),
            "\n" | "•" | "·" | "*" => true,
            _ => false,
        };
        let word = tokens[i].lower.as_str();
        let next = tokens.get(i + 1).map_or("", |t| t.lower.as_str());
        // "x -> y" and "in: x, ut: y"
        let arrow = word == "→" || (word == "-" && next == ">");
        let label = matches!(word, "in" | "ut" | "ingångar" | "utgångar") && next == ":";
        let turns = TURNS.contains(&word)
            || arrow
            || label
            || (before == "," && MAY_TURN.contains(&word))
            || (matches!(before.as_str(), "," | ")" | ":" | "–" | "-") && SUBJECTS.contains(&word))
            || (matches!(before.as_str(), "och" | "and")
                && SUBJECTS.contains(&word)
                && has_verb(&tokens[..i - 1], clause))
            || before == ";";
        if ends_sentence {
            sentence += 1;
        }
        if ends_sentence || turns {
            clause += 1;
        }
        tokens[i].sentence = sentence;
        tokens[i].clause = clause;
    }
}

/// Whether the clause has a finite verb so far, as far as a verb's end tells.
fn has_verb(before: &[Token], clause: usize) -> bool {
    let verbs =
        ["ses", "finns", "hade", "var", "fick", "gick", "kan", "ska", "vill", "bör", "måste"];
    let of_clause = before.iter().rev().take_while(|t| t.clause == clause);
    of_clause.into_iter().any(|t| {
        t.kind == TokenKind::Small
            && (verbs.contains(&t.lower.as_str())
                || (t.lower.ends_with('r') && !t.lower.ends_with("or"))
                || t.lower.ends_with("ade"))
    })
}

/// Whether a point belongs to an abbreviation and ends no sentence: "t.ex.", "bl.a.",
/// "ca.", or a small letter follows.
fn abbreviated(tokens: &[Token], point: usize) -> bool {
    let word = point.checked_sub(1).map(|p| tokens[p].lower.as_str()).unwrap_or_default();
    let touches =
        tokens.get(point + 1).is_some_and(|next| next.span.start == tokens[point].span.end);
    let known = ["ex", "bl", "ca", "tex", "osv", "mm", "resp", "tel", "kl", "dvs", "fr", "inkl"];
    // Notes are full of cut words: "samarb. m polisen", "orosanm. BoU".
    let next = tokens.get(point + 1).map_or("", |next| next.lower.as_str());
    let goes_on = ["m", "t", "o", "i", "och", "fr", "f", "per", "av", "på"].contains(&next);
    let cut = CUT.iter().any(|end| word.ends_with(end));
    touches || word.contains('.') || known.contains(&word) || goes_on || cut
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        tokens(text).iter().map(|t| text[t.span.clone()].to_owned()).collect()
    }

    #[test]
    fn words_keep_hyphens_and_genitives() {
        assert_eq!(
            words("Tallens- och Luna VC, RVC:s team"),
            ["Tallens-", "och", "Luna", "VC", ",", "RVC:s", "team"]
        );
        let t = tokens("RVC:s BUPs VC:n soc-jouren");
        assert_eq!(t[0].lower, "rvc");
        assert_eq!(t[1].lower, "bup");
        assert_eq!(t[2].lower, "vc");
        assert_eq!(t[3].lower, "soc-jouren");
        assert_eq!(t[0].kind, TokenKind::Letters);
    }

    #[test]
    fn sentences_end_but_not_at_abbreviations() {
        let t = tokens("Vi möter t.ex. polisen. BUP också\n- soc");
        let of = |word: &str| t.iter().find(|t| t.lower == word).unwrap().sentence;
        assert_eq!((of("polisen"), of("bup"), of("soc")), (0, 1, 2));
    }

    #[test]
    fn a_turn_starts_a_clause() {
        let t = tokens("Polisen och soc, men inte BUP; vi ses, vi ringer");
        let of = |word: &str| t.iter().find(|t| t.lower == word).unwrap().clause;
        assert_eq!(of("polisen"), of("soc"));
        assert!(of("soc") < of("bup"));
        assert!(of("bup") < of("ses") && of("ses") < of("ringer"));
    }
}
