//! How numbers are shown: which of them are dates.

use std::collections::BTreeMap;

use super::super::error::Trouble;
use super::super::limit::{Limit, STYLES};
use super::part::{Seen, Xml, attribute};

/// How a number is shown, as far as it matters to what it means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Look {
    /// As a number.
    Plain,
    /// As hundredths, with a percent sign.
    Percent,
    /// As a date, a time or both.
    Moment(Moment),
    /// As hours, minutes and seconds that may be more than a day's.
    Elapsed,
    /// With zeros before it and signs within it, as a personal or postal number: the
    /// format's place in [`Styles`].
    Mask(u32),
}

/// Which parts of a date and time are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Moment {
    /// What is shown of the date.
    pub(super) date: Shown,
    /// What is shown of the time of day.
    pub(super) time: Shown,
}

/// How much of something is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Shown {
    /// Nothing.
    #[default]
    Nothing,
    /// Its coarsest part alone: the year.
    Year,
    /// Its coarser parts: year and month.
    Month,
    /// All of it.
    All,
}

/// The styles of a workbook's cells.
#[derive(Debug, Default)]
pub(super) struct Styles {
    looks: Vec<Look>,
    masks: Vec<String>,
}

impl Styles {
    /// Reads the part of the styles.
    pub(super) fn read(xml: &mut Xml<'_>) -> Result<Self, Trouble> {
        let mut styles = Self::default();
        let mut codes: BTreeMap<u32, Look> = BTreeMap::new();
        let mut in_cells = false;
        loop {
            match xml.next()? {
                Seen::Open(tag) => match tag.local_name().as_ref() {
                    "numFmt" => {
                        let id = attribute(&tag, "numFmtId").and_then(|id| id.parse().ok());
                        let code = attribute(&tag, "formatCode");
                        if let (Some(id), Some(code)) = (id, code) {
                            let look = styles.look(&code);
                            codes.insert(id, look);
                        }
                    }
                    "cellXfs" => in_cells = true,
                    "xf" if in_cells => {
                        let id = attribute(&tag, "numFmtId").and_then(|id| id.parse().ok());
                        let id = id.unwrap_or(0);
                        styles.looks.push(codes.get(&id).copied().unwrap_or_else(|| built_in(id)));
                    }
                    _ => {}
                },
                seen if seen.closes("cellXfs") => in_cells = false,
                Seen::End => return Ok(styles),
                _ => {}
            }
            if styles.looks.len().max(codes.len()).max(styles.masks.len()) > STYLES {
                return Err(Trouble::TooMuch(Limit::Styles));
            }
        }
    }

    /// The look of a style by its number; `None` when there is no such style.
    pub(super) fn get(&self, style: usize) -> Option<Look> {
        self.looks.get(style).copied()
    }

    /// The format of a [`Look::Mask`], without quotes and backslashes.
    pub(super) fn mask(&self, place: u32) -> &str {
        self.masks.get(place as usize).map_or("", String::as_str)
    }

    /// What a format code shows. Of several sections the first counts.
    fn look(&mut self, code: &str) -> Look {
        let Format { tokens, text } = Format::of(code);
        if tokens.eq_ignore_ascii_case("general") {
            return Look::Plain;
        }
        if let Some(look) = moment(&tokens) {
            return look;
        }
        if tokens.contains('%') {
            return Look::Percent;
        }
        let zeros = text.bytes().filter(|b| *b == b'0').count();
        if zeros > 1 && text.len() < 32 && text.chars().all(|c| matches!(c, '0' | '-' | ' ')) {
            self.masks.push(text);
            return Look::Mask(u32::try_from(self.masks.len() - 1).unwrap_or(u32::MAX));
        }
        Look::Plain
    }
}

/// The first section of a format code.
struct Format {
    /// Without what is quoted, escaped or in brackets; elapsed time keeps its brackets.
    tokens: String,
    /// With what is quoted and escaped.
    text: String,
}

impl Format {
    fn of(code: &str) -> Self {
        let (mut tokens, mut text) = (String::new(), String::new());
        let mut chars = code.chars();
        while let Some(c) = chars.next() {
            match c {
                '"' => text.extend(chars.by_ref().take_while(|c| *c != '"')),
                '\\' => text.extend(chars.next()),
                '_' | '*' => {
                    chars.next();
                }
                '[' => {
                    let inner: String = chars.by_ref().take_while(|c| *c != ']').collect();
                    let first = inner.chars().next().unwrap_or('x').to_ascii_lowercase();
                    let is_time = matches!(first, 'h' | 'm' | 's');
                    if is_time && inner.chars().all(|c| c.eq_ignore_ascii_case(&first)) {
                        tokens.push_str(&format!("[{first}]"));
                    }
                }
                ';' => break,
                _ => {
                    tokens.push(c);
                    text.push(c);
                }
            }
        }
        Self { tokens, text }
    }
}

/// The date or time that tokens show. `m` is minutes after hours and before seconds,
/// else months.
fn moment(tokens: &str) -> Option<Look> {
    if tokens.contains('[') {
        return Some(Look::Elapsed);
    }
    let tokens = tokens.to_lowercase().replace("am/pm", "").replace("a/p", "");
    let letters: Vec<char> = tokens.chars().filter(|c| "ydhmsg".contains(*c)).collect();
    let mut found = Moment::default();
    let (mut year, mut month, mut day) = (false, false, false);
    let mut place = 0;
    while let Some(&letter) = letters.get(place) {
        let run = letters[place..].iter().take_while(|c| **c == letter).count();
        let before = place.checked_sub(1).map(|at| letters[at]);
        let after = letters.get(place + run).copied();
        match letter {
            'y' => year = true,
            'd' => day = true,
            'h' | 's' => found.time = Shown::All,
            'm' if before == Some('h') || after == Some('s') => found.time = Shown::All,
            'm' => month = true,
            _ => {}
        }
        place += run;
    }
    found.date = match (year, month, day) {
        (false, false, false) => Shown::Nothing,
        (true, true, false) => Shown::Month,
        (true, false, false) => Shown::Year,
        _ => Shown::All,
    };
    let is_moment = found != Moment::default() && !tokens.contains(['0', '#', '?']);
    // Fractions of seconds: `ss.000`.
    let is_fraction = found.time == Shown::All && tokens.contains("s.0");
    (is_moment || is_fraction).then_some(Look::Moment(found))
}

/// The formats that every workbook has without saying so.
///
/// # Source
/// ECMA-376-1:2016, 18.8.30 (numFmt), with the East Asian dates.
fn built_in(id: u32) -> Look {
    let date = |date, time| Look::Moment(Moment { date, time });
    match id {
        9 | 10 => Look::Percent,
        14 | 15 | 16 | 27..=31 | 36 | 50..=54 | 57 | 58 => date(Shown::All, Shown::Nothing),
        17 | 55 | 56 => date(Shown::Month, Shown::Nothing),
        18..=21 | 32..=35 | 45 | 47 => date(Shown::Nothing, Shown::All),
        22 => date(Shown::All, Shown::All),
        46 => Look::Elapsed,
        _ => Look::Plain,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_by_their_codes() {
        let date = |date, time| Look::Moment(Moment { date, time });
        for (code, want) in [
            ("General", Look::Plain),
            ("#,##0.00\\ \"kr\"", Look::Plain),
            ("0.00E+00", Look::Plain),
            ("[Red]0;[Blue]-0", Look::Plain),
            ("\"dag\" 0", Look::Plain),
            ("0.0%", Look::Percent),
            ("yyyy\\-mm\\-dd", date(Shown::All, Shown::Nothing)),
            ("[$-41D]d\\ mmmm\\ yyyy;@", date(Shown::All, Shown::Nothing)),
            ("mmm\\-yy", date(Shown::Month, Shown::Nothing)),
            ("yyyy", date(Shown::Year, Shown::Nothing)),
            ("d/m", date(Shown::All, Shown::Nothing)),
            ("hh:mm", date(Shown::Nothing, Shown::All)),
            ("mm:ss.0", date(Shown::Nothing, Shown::All)),
            ("h:mm\\ AM/PM", date(Shown::Nothing, Shown::All)),
            ("m/d/yy\\ h:mm:ss", date(Shown::All, Shown::All)),
            ("[h]:mm:ss", Look::Elapsed),
            ("000000\\-0000", Look::Mask(0)),
            ("000\\ 00", Look::Mask(0)),
            ("0", Look::Plain),
        ] {
            assert_eq!(Styles::default().look(code), want, "{code}");
        }
    }
}
