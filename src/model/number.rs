//! Numbers as people read them, the same in the terminal, on the map and on paper: a decimal
//! comma in Swedish and a point in English, a true minus sign, and no more digits than tell
//! something. What machines read (CSV, JSON) is written by other rooms, with points and six
//! decimals; people read those rounded, a half away from zero, as a spreadsheet shows them.

use super::text::Lang;

/// Decimals in files for machines.
const WRITTEN: usize = 6;

/// A number with so many decimals.
pub fn fixed(value: f64, decimals: usize, lang: Lang) -> String {
    let text = format!("{:.decimals$}", rounded(value, decimals));
    // Nothing below zero is left of it.
    let text = match text.strip_prefix('-') {
        Some(size) if size.bytes().all(|b| matches!(b, b'0' | b'.')) => size,
        _ => &text,
    };
    let text = text.replace('-', "−");
    match lang {
        Lang::Sv => text.replace('.', ","),
        Lang::En => text,
    }
}

/// The number as it stands in files, rounded to so many decimals.
fn rounded(value: f64, decimals: usize) -> f64 {
    let power = |decimals: usize| 10f64.powi(decimals as i32);
    let written = (value.abs() * power(WRITTEN)).round();
    // Beyond this a double has no decimals to round.
    if decimals >= WRITTEN || written >= 1e15 {
        return value;
    }
    let step = power(WRITTEN - decimals);
    ((written + step / 2.0) / step).floor() / power(decimals) * value.signum()
}

/// The same with a sign before what is above zero, too.
pub fn signed(value: f64, decimals: usize, lang: Lang) -> String {
    let text = fixed(value, decimals, lang);
    let is_above = value > 0.0 && text.bytes().any(|b| matches!(b, b'1'..=b'9'));
    if is_above { format!("+{text}") } else { text }
}

/// The same without zeros at the end, so a whole number has no decimals.
pub fn at_most(value: f64, decimals: usize, lang: Lang) -> String {
    let text = fixed(value, decimals, lang);
    match decimals {
        0 => text,
        _ => text.trim_end_matches('0').trim_end_matches([',', '.']).to_owned(),
    }
}

/// A figure: whole where it is whole, else with the three digits that tell.
pub fn figure(value: f64, lang: Lang) -> String {
    let decimals = match value.abs() {
        _ if (value - value.round()).abs() < 1e-9 => 0,
        size if size >= 100.0 => 1,
        size if size >= 10.0 => 2,
        size if size >= 0.1 => 3,
        size if size >= 0.01 => 4,
        _ => 5,
    };
    fixed(value, decimals, lang)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_language_writes_numbers_its_own_way() {
        for (value, sv, en) in [
            (0.957, "0,957", "0.957"),
            (-0.0312, "−0,0312", "−0.0312"),
            (12.345, "12,35", "12.35"),
            (1234.56, "1234,6", "1234.6"),
            (0.001_234, "0,00123", "0.00123"),
            (-3.0, "−3", "−3"),
            (-1e-12, "0", "0"),
        ] {
            assert_eq!((figure(value, Lang::Sv), figure(value, Lang::En)), (sv.into(), en.into()));
        }
        assert_eq!(fixed(0.957, 2, Lang::Sv), "0,96");
        assert_eq!(fixed(-0.001, 2, Lang::Sv), "0,00");
        // As files and spreadsheets have them: 0.002735 and 0.665.
        assert_eq!(figure(17.0 / 6216.0 + 1.3e-7, Lang::Sv), "0,00274");
        assert_eq!(fixed(0.664_999_999_999_999_9, 2, Lang::Sv), "0,67");
        assert_eq!(signed(2.25, 1, Lang::Sv), "+2,3");
        assert_eq!(signed(-2.26, 1, Lang::En), "−2.3");
        assert_eq!(signed(0.01, 1, Lang::Sv), "0,0");
        assert_eq!(at_most(33.333, 1, Lang::Sv), "33,3");
        assert_eq!(at_most(40.0, 1, Lang::En), "40");
    }
}
