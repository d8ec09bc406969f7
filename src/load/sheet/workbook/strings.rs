//! Text in workbooks: shared strings, rich text, escapes.

use super::super::error::Trouble;
use super::super::grid::short;
use super::super::limit::{CELL, CELLS, Limit, TEXT};
use super::part::{Seen, Xml};

/// The strings that cells share, close together.
#[derive(Debug, Default)]
pub(super) struct Strings {
    text: String,
    ends: Vec<u32>,
}

impl Strings {
    /// Reads the part of the shared strings. How many it says to have is not asked.
    pub(super) fn read(xml: &mut Xml<'_>) -> Result<Self, Trouble> {
        let mut strings = Self::default();
        loop {
            match xml.next()? {
                Seen::Open(tag) if tag.local_name().as_ref() == "si" => {
                    rich(xml, "si", &mut strings.text)?;
                    strings.ends.push(short(strings.text.len()));
                    if strings.text.len() > TEXT {
                        return Err(Trouble::TooMuch(Limit::Text));
                    }
                    if strings.ends.len() > CELLS {
                        return Err(Trouble::TooMuch(Limit::Cells));
                    }
                }
                Seen::End => return Ok(strings),
                _ => {}
            }
        }
    }

    /// A shared string by its number, from 0.
    pub(super) fn get(&self, n: usize) -> Option<&str> {
        let end = *self.ends.get(n)? as usize;
        let start = if n == 0 { 0 } else { self.ends[n - 1] as usize };
        Some(&self.text[start..end])
    }
}

/// Adds the text of an item that is open: its runs joined, how it is pronounced left
/// out. Reads to the end of the item.
pub(super) fn rich(xml: &mut Xml<'_>, item: &str, text: &mut String) -> Result<(), Trouble> {
    let start = text.len();
    let (mut in_text, mut in_sound) = (false, false);
    loop {
        match xml.next()? {
            Seen::Open(tag) => match tag.local_name().as_ref() {
                "t" => in_text = true,
                "rPh" => in_sound = true,
                _ => {}
            },
            Seen::Close(tag) => match tag.local_name().as_ref() {
                "t" => in_text = false,
                "rPh" => in_sound = false,
                name if name == item => break,
                _ => {}
            },
            Seen::Text(part) if in_text && !in_sound => text.push_str(&part),
            Seen::Char(c) if in_text && !in_sound => text.push(c),
            Seen::End => break,
            _ => {}
        }
        if text.len() - start > CELL {
            return Err(Trouble::TooMuch(Limit::Cell));
        }
    }
    unescape(text, start);
    Ok(())
}

/// Undoes `_x000D_`: characters that XML cannot hold stand so, and an underscore that
/// would be read so stands as `_x005F_`. Line ends become `\n`.
pub(super) fn unescape(text: &mut String, start: usize) {
    if !text[start..].contains("_x") && !text[start..].contains('\r') {
        return;
    }
    let escaped = text.split_off(start);
    let mut rest = escaped.as_str();
    while let Some(at) = rest.find("_x") {
        text.push_str(&rest[..at]);
        let code = rest.get(at + 2..at + 6).filter(|_| rest.get(at + 6..at + 7) == Some("_"));
        let code = code.filter(|code| code.bytes().all(|b| b.is_ascii_hexdigit()));
        match code.and_then(|code| u32::from_str_radix(code, 16).ok()).and_then(char::from_u32) {
            Some(c) => {
                text.push(c);
                rest = &rest[at + 7..];
            }
            None => {
                text.push_str("_x");
                rest = &rest[at + 2..];
            }
        }
    }
    text.push_str(rest);
    if text[start..].contains('\r') {
        let lines = text.split_off(start).replace("\r\n", "\n").replace('\r', "\n");
        text.push_str(&lines);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_are_undone() {
        for (escaped, want) in [
            ("a_x000D_\nb", "a\nb"),
            ("a_x000D_b", "a\nb"),
            ("_x005F_x000D_", "_x000D_"),
            ("max_x_y _xZZZZ_ _x12", "max_x_y _xZZZZ_ _x12"),
            ("_xD800_å", "_xD800_å"),
            ("_xåäö_", "_xåäö_"),
        ] {
            let mut text = format!("före{escaped}");
            unescape(&mut text, "före".len());
            assert_eq!(text, format!("före{want}"));
        }
    }
}
