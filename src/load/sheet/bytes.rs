//! From bytes to text: which encoding, and what is no text at all.

use encoding_rs::{Encoding, MACINTOSH, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::foreign::Foreign;

/// What speaks for an encoding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Because {
    /// A byte order mark.
    Mark,
    /// Every byte is valid in it.
    Valid,
    /// Where the zero bytes stand.
    Zeros,
    /// How often letters follow one another.
    Letters,
    /// Where å, ä and ö would stand within words. This is doubtful.
    Doubtful,
}

/// The encoding a file was read in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Encoded {
    /// Its name, as the WHATWG registry spells it; `UTF-32LE`, `UTF-32BE` and `IBM850`,
    /// which are not in it, as IANA's does.
    pub name: &'static str,
    /// What speaks for it.
    pub because: Because,
    /// Bytes that mean nothing in it, read as Windows-1252 or as �.
    pub stray: usize,
    /// Zero bytes, left out.
    pub zeros: usize,
}

/// How many bytes the guesses look at.
const LOOK: usize = 1 << 16;

/// The text of a file and the encoding that gave it.
///
/// A byte order mark decides; then zero bytes on every other place (UTF-16); then
/// whether all is valid UTF-8, a stray byte in otherwise good UTF-8 being read as
/// Windows-1252; then whether words have å, ä and ö where DOS or old Macs had them;
/// then the frequencies of `chardetng`, told that the file is Swedish.
///
/// # Errors
/// [`Foreign::Binary`] when more than one byte in a hundred is a control character.
///
/// # Source
/// H. Sivonen, "chardetng: A More Compact Character Encoding Detector for the
/// Legacy Web", 2020; WHATWG, Encoding Standard.
pub(super) fn decode(bytes: Vec<u8>) -> Result<(String, Encoded), Foreign> {
    let told = |name: &'static Encoding, because| Encoded {
        name: name.name(),
        because,
        stray: 0,
        zeros: 0,
    };
    if let Some((text, name)) = utf32(&bytes) {
        let stray = text.matches('\u{FFFD}').count();
        return cleaned((text, Encoded { name, stray, ..told(UTF_8, Because::Mark) }));
    }
    if let Some((encoding, length)) = Encoding::for_bom(&bytes) {
        return cleaned(in_encoding(&bytes[length..], encoding, told(encoding, Because::Mark)));
    }
    if let Some(encoding) = by_zeros(&bytes) {
        return cleaned(in_encoding(&bytes, encoding, told(encoding, Because::Zeros)));
    }
    if is_binary(&bytes) {
        return Err(Foreign::Binary);
    }
    let bytes = match String::from_utf8(bytes) {
        Ok(text) => return cleaned((text, told(UTF_8, Because::Valid))),
        Err(error) => error.into_bytes(),
    };
    if let Some((text, stray)) = mostly_utf8(&bytes) {
        return cleaned((text, Encoded { stray, ..told(UTF_8, Because::Letters) }));
    }
    match by_signs(&bytes) {
        Some(Signs::Dos) => {
            let name = "IBM850";
            let told = Encoded { name, ..told(UTF_8, Because::Doubtful) };
            return cleaned((ibm850(&bytes), told));
        }
        Some(Signs::Mac) => {
            return cleaned(in_encoding(&bytes, MACINTOSH, told(MACINTOSH, Because::Doubtful)));
        }
        None => {}
    }
    let encoding = by_letters(&bytes);
    cleaned(in_encoding(&bytes, encoding, told(encoding, Because::Letters)))
}

fn in_encoding(bytes: &[u8], encoding: &'static Encoding, told: Encoded) -> (String, Encoded) {
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    let stray = text.matches('\u{FFFD}').count();
    (text.into_owned(), Encoded { stray, ..told })
}

/// Text without zero bytes; text that is still mostly control characters is none.
fn cleaned((text, told): (String, Encoded)) -> Result<(String, Encoded), Foreign> {
    if is_binary(text.as_bytes()) {
        return Err(Foreign::Binary);
    }
    let zeros = text.bytes().filter(|b| *b == 0).count();
    if zeros == 0 {
        return Ok((text, told));
    }
    Ok((text.replace('\0', ""), Encoded { zeros, ..told }))
}

/// UTF-16 without a mark: in text of Latin letters every other byte is zero.
fn by_zeros(bytes: &[u8]) -> Option<&'static Encoding> {
    let look = &bytes[..bytes.len().min(LOOK)];
    let zeros = |from| look.iter().skip(from).step_by(2).filter(|b| **b == 0).count();
    let (even, odd, half) = (zeros(0), zeros(1), look.len() / 2);
    if half == 0 || bytes.len() % 2 == 1 {
        None
    } else if odd * 10 > half * 7 && even * 10 < half {
        Some(UTF_16LE)
    } else if even * 10 > half * 7 && odd * 10 < half {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// More than one control character in a hundred, some slack for short files.
fn is_binary(bytes: &[u8]) -> bool {
    let look = &bytes[..bytes.len().min(LOOK)];
    let is_control = |b: &&u8| **b < 0x20 && !b"\t\n\r\x0B\x0C\x1A".contains(b);
    look.iter().filter(is_control).count() > 4 + look.len() / 100
}

/// UTF-8 in which at most one run of non-ASCII bytes in ten is broken.
fn mostly_utf8(bytes: &[u8]) -> Option<(String, usize)> {
    let (mut good, mut stray) = (0, 0);
    let mut text = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        text.push_str(chunk.valid());
        if !chunk.invalid().is_empty() {
            stray += 1;
            text.push_str(&WINDOWS_1252.decode_without_bom_handling(chunk.invalid()).0);
        }
    }
    (good >= 10 * stray).then_some((text, stray))
}

/// UTF-32 with its mark. The mark of UTF-32LE is also that of UTF-16LE before a zero,
/// so nearly all has to be characters.
fn utf32(bytes: &[u8]) -> Option<(String, &'static str)> {
    let (name, unit): (_, fn([u8; 4]) -> u32) = match bytes {
        [0xFF, 0xFE, 0, 0, ..] => ("UTF-32LE", u32::from_le_bytes),
        [0, 0, 0xFE, 0xFF, ..] => ("UTF-32BE", u32::from_be_bytes),
        _ => return None,
    };
    let (units, rest) = bytes[4..].as_chunks::<4>();
    let wrong = units.iter().filter(|u| char::from_u32(unit(**u)).is_none()).count();
    let character = |u: &[u8; 4]| char::from_u32(unit(*u)).unwrap_or('\u{FFFD}');
    let tail = (!rest.is_empty()).then_some('\u{FFFD}');
    (wrong * 100 <= units.len()).then(|| (units.iter().map(character).chain(tail).collect(), name))
}

/// Encodings that were in use before Windows-1252 and that no letter frequencies tell.
enum Signs {
    Dos,
    Mac,
}

/// Where å, ä, ö, Å, Ä, Ö and é are.
const DOS: &[u8] = b"\x86\x84\x94\x8F\x8E\x99\x82";
const MAC: &[u8] = b"\x8C\x8A\x9A\x81\x80\x85\x8E";
const WINDOWS: &[u8] = b"\xE5\xE4\xF6\xC5\xC4\xD6\xE9";

/// Which encoding has its å, ä and ö next to Latin letters, at least three of them, and
/// nine in ten of all that may be such letters; in Windows-1252 those bytes are quotes
/// and dashes, which stand between words.
fn by_signs(bytes: &[u8]) -> Option<Signs> {
    let inside = |letters: &[u8]| {
        let triples = bytes[..bytes.len().min(LOOK)].windows(3);
        let is_inside = |t: &&[u8]| {
            letters.contains(&t[1]) && t[0].is_ascii_alphabetic() && t[2].is_ascii_alphabetic()
        };
        triples.filter(is_inside).count()
    };
    let (dos, mac, windows) = (inside(DOS), inside(MAC), inside(WINDOWS));
    let is_most = |n: usize, other: usize| n >= 3 && n >= 9 * (windows + other);
    if is_most(dos, mac) {
        Some(Signs::Dos)
    } else if is_most(mac, dos) {
        Some(Signs::Mac)
    } else {
        None
    }
}

/// The upper half of code page 850, which DOS had in Western Europe.
const IBM850: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐\
    └┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{AD}±‗¾¶§÷¸°¨·¹³²■\u{A0}";

fn ibm850(bytes: &[u8]) -> String {
    let upper: Vec<char> = IBM850.chars().collect();
    let character = |byte: u8| match byte.checked_sub(128) {
        None => char::from(byte),
        Some(place) => upper.get(usize::from(place)).copied().unwrap_or('\u{FFFD}'),
    };
    bytes.iter().map(|byte| character(*byte)).collect()
}

fn by_letters(bytes: &[u8]) -> &'static Encoding {
    use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(Some(b"se"), Utf8Detection::Deny)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> (String, &'static str, Because) {
        let (text, told) = decode(bytes.to_vec()).unwrap_or_else(|f| panic!("{f:?}"));
        (text, told.name, told.because)
    }

    #[test]
    fn swedish_letters_survive_every_encoding() {
        let text = "aktör;kön;ålder\nSödertälje;ö;å\n";
        let utf16 = |big: bool| -> Vec<u8> {
            let units = text.encode_utf16();
            units.flat_map(|u| if big { u.to_be_bytes() } else { u.to_le_bytes() }).collect()
        };
        let windows = WINDOWS_1252.encode(text).0.into_owned();
        let marked = |mark: &[u8], rest: &[u8]| [mark, rest].concat();
        for (bytes, name, because) in [
            (text.as_bytes().to_vec(), "UTF-8", Because::Valid),
            (marked(b"\xEF\xBB\xBF", text.as_bytes()), "UTF-8", Because::Mark),
            (windows, "windows-1252", Because::Letters),
            (utf16(false), "UTF-16LE", Because::Zeros),
            (utf16(true), "UTF-16BE", Because::Zeros),
            (marked(b"\xFF\xFE", &utf16(false)), "UTF-16LE", Because::Mark),
            (marked(b"\xFE\xFF", &utf16(true)), "UTF-16BE", Because::Mark),
        ] {
            assert_eq!(read(&bytes), (text.to_owned(), name, because));
        }
    }

    #[test]
    fn swedish_letters_survive_dos_and_old_macs() {
        let text = "aktör;kön;ålder\nSödertälje;Västerås;ja\n";
        let dos = b"akt\x94r;k\x94n;\x86lder\nS\x94dert\x84lje;V\x84ster\x86s;ja\n";
        assert_eq!(read(dos), (text.to_owned(), "IBM850", Because::Doubtful));
        let mac = b"akt\x9Ar;k\x9An;\x8Clder\nS\x9Adert\x8Alje;V\x8Aster\x8Cs;ja\n";
        assert_eq!(read(mac), (text.to_owned(), "macintosh", Because::Doubtful));
        let quotes =
            b"\x94Rosen\x94;\x84Viljan\x94;K\xF6n \x96 L\xE4n;A\x85;B\x85;x\x94y\n".repeat(9);
        assert_eq!(read(&quotes).1, "windows-1252");
    }

    #[test]
    fn utf32_is_read_by_its_mark() {
        let text = "kön;ålder\n";
        let marked = |unit: fn(u32) -> [u8; 4]| -> Vec<u8> {
            "\u{FEFF}".chars().chain(text.chars()).flat_map(|c| unit(u32::from(c))).collect()
        };
        assert_eq!(read(&marked(u32::to_le_bytes)).1, "UTF-32LE");
        assert_eq!(read(&marked(u32::to_be_bytes)), (text.to_owned(), "UTF-32BE", Because::Mark));
    }

    #[test]
    fn one_stray_byte_does_not_undo_utf8() {
        let mut bytes = "åäöåäöåäöåäö\n".repeat(3).into_bytes();
        bytes.push(0xE5);
        let (text, told) = decode(bytes).unwrap_or_else(|f| panic!("{f:?}"));
        assert!(text.ends_with("\nå"));
        assert_eq!((told.name, told.stray), ("UTF-8", 1));
    }

    #[test]
    fn zero_bytes_in_text_are_dropped_and_counted() {
        let (text, told) = decode(b"a;b\n1\0;2\n".to_vec()).unwrap_or_else(|f| panic!("{f:?}"));
        assert_eq!((text.as_str(), told.zeros), ("a;b\n1;2\n", 1));
    }

    #[test]
    fn what_is_no_text_is_told() {
        let noise: Vec<u8> = (0..2000_u32).map(|i| (i * 7919 % 251) as u8).collect();
        assert_eq!(decode(noise), Err(Foreign::Binary));
    }
}
