//! What a file is by its first bytes, whatever its name says.

use crate::model::text::words;

words! {
    /// What a file is when no table is read from it, and what to do then.
    Foreign {
        OldWorkbook = "xls", "en gammal Excel-fil (.xls); spara den som .xlsx eller .csv",
            "an old Excel file (.xls); save it as .xlsx or .csv";
        BinaryWorkbook = "xlsb", "en binär Excel-fil (.xlsb); spara den som .xlsx eller .csv",
            "a binary Excel file (.xlsb); save it as .xlsx or .csv";
        Locked = "locked",
            "skyddad med lösenord; ta bort lösenordet i Excel och spara den igen som .xlsx",
            "protected by a password; take the password away in Excel and save it again as .xlsx";
        OpenDocument = "ods", "ett kalkylark från LibreOffice (.ods); spara det som .xlsx eller .csv",
            "a LibreOffice spreadsheet (.ods); save it as .xlsx or .csv";
        Document = "document",
            "ett textdokument; kopiera tabellen till ett kalkylblad och spara som .xlsx eller .csv",
            "a text document; copy the table to a worksheet and save it as .xlsx or .csv";
        Slides = "slides",
            "en presentation; kopiera tabellen till ett kalkylblad och spara som .xlsx eller .csv",
            "a presentation; copy the table to a worksheet and save it as .xlsx or .csv";
        OldOffice = "office", "en gammal Office-fil; spara tabellen som .xlsx eller .csv",
            "an old Office file; save the table as .xlsx or .csv";
        Pdf = "pdf", "en PDF och ingen tabell; be om filen som tabellen kom ur (.xlsx eller .csv)",
            "a PDF and no table; ask for the file the table came from (.xlsx or .csv)";
        Image = "image", "en bild; be om filen som tabellen kom ur (.xlsx eller .csv)",
            "an image; ask for the file the table came from (.xlsx or .csv)";
        WebPage = "html",
            "en webbsida eller XML, vad den än heter; öppna den i Excel och spara som .xlsx eller .csv",
            "a web page or XML, whatever its name; open it in Excel and save it as .xlsx or .csv";
        Archive = "archive", "ett arkiv utan arbetsbok; packa upp det och läs filerna var för sig",
            "an archive without a workbook; unpack it and read its files one by one";
        Binary = "binary", "ingen text; spara tabellen som .xlsx eller .csv",
            "no text; save the table as .xlsx or .csv";
    }
}

/// What the first bytes of a file speak for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Signature {
    /// A zip archive: a workbook, perhaps.
    Zip,
    /// Something no table is read from.
    Other(Foreign),
    /// Nothing is known by its bytes: text, perhaps.
    None,
}

const SIGNATURES: [(&[u8], Signature); 14] = [
    (b"PK\x03\x04", Signature::Zip),
    (b"PK\x05\x06", Signature::Zip),
    (b"%PDF-", Signature::Other(Foreign::Pdf)),
    (b"\x89PNG", Signature::Other(Foreign::Image)),
    (b"\xFF\xD8\xFF", Signature::Other(Foreign::Image)),
    (b"GIF8", Signature::Other(Foreign::Image)),
    (b"II*\0", Signature::Other(Foreign::Image)),
    (b"MM\0*", Signature::Other(Foreign::Image)),
    (b"\0\0\0\x18ftyp", Signature::Other(Foreign::Image)),
    (b"\0\0\0\x1Cftyp", Signature::Other(Foreign::Image)),
    (b"{\\rtf", Signature::Other(Foreign::Document)),
    (b"\x1F\x8B", Signature::Other(Foreign::Archive)),
    (b"7z\xBC\xAF", Signature::Other(Foreign::Archive)),
    (b"Rar!", Signature::Other(Foreign::Archive)),
];

/// The signature of compound files, in which Office kept everything before 2007 and
/// still keeps what has a password.
const COMPOUND: &[u8] = b"\xD0\xCF\x11\xE0";

/// Names of streams in compound files, longest sure sign first.
const STREAMS: [(&str, Foreign); 5] = [
    ("EncryptedPackage", Foreign::Locked),
    ("WordDocument", Foreign::Document),
    ("PowerPoint Document", Foreign::Slides),
    ("Workbook", Foreign::OldWorkbook),
    ("Book", Foreign::OldWorkbook),
];

const PAGES: [&[u8]; 3] = [b"<html", b"<!doctype html", b"<?xml"];

/// What the bytes of a file speak for.
///
/// # Cost
/// Constant, but for compound files, which are searched for the names of their streams.
pub(super) fn signature(bytes: &[u8]) -> Signature {
    if bytes.starts_with(COMPOUND) {
        return Signature::Other(compound(bytes));
    }
    if let Some((_, found)) = SIGNATURES.iter().find(|(sign, _)| bytes.starts_with(sign)) {
        return *found;
    }
    let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start();
    let is_page =
        |sign: &&[u8]| text.get(..sign.len()).is_some_and(|t| t.eq_ignore_ascii_case(sign));
    if PAGES.iter().any(is_page) { Signature::Other(Foreign::WebPage) } else { Signature::None }
}

fn compound(bytes: &[u8]) -> Foreign {
    let holds = |name: &str| {
        let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        bytes.windows(name.len()).any(|window| window == name)
    };
    STREAMS.iter().find(|(name, _)| holds(name)).map_or(Foreign::OldOffice, |(_, found)| *found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_known_by_its_first_bytes() {
        let stream = |name: &str| -> Vec<u8> {
            let name = name.encode_utf16().flat_map(u16::to_le_bytes);
            COMPOUND.iter().copied().chain([0; 60]).chain(name).collect()
        };
        for (bytes, want) in [
            (b"PK\x03\x04rest".to_vec(), Signature::Zip),
            (stream("Workbook"), Signature::Other(Foreign::OldWorkbook)),
            (stream("EncryptedPackage"), Signature::Other(Foreign::Locked)),
            (stream("WordDocument"), Signature::Other(Foreign::Document)),
            (stream("Other"), Signature::Other(Foreign::OldOffice)),
            (b"%PDF-1.7".to_vec(), Signature::Other(Foreign::Pdf)),
            (b"\r\n<!DOCTYPE HTML><table>".to_vec(), Signature::Other(Foreign::WebPage)),
            (b"<namn>;<ort>".to_vec(), Signature::None),
            (b"Namn;Ort".to_vec(), Signature::None),
        ] {
            assert_eq!(signature(&bytes), want, "{bytes:?}");
        }
    }
}
