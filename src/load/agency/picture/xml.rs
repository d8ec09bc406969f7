//! XML as a small tree, read with care.
//!
//! *Invariant*: no document type is obeyed and no entity but the five of XML is expanded;
//! depth and number of elements are bounded, so that what is read fits in memory.

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::load::agency::AgencyError;
use crate::model::text::Text;

/// How deep elements may stand in one another.
const DEEPEST: usize = 100;

/// How many elements and attributes a file may have.
const MOST: usize = 4_000_000;

/// An element.
#[derive(Debug, Default)]
pub(super) struct Element {
    /// Its name without a namespace.
    pub(super) name: String,
    /// The line on which it opens.
    pub(super) line: u64,
    /// Its attributes, names without a namespace.
    pub(super) attributes: Vec<(String, String)>,
    /// The text in it, elements left out.
    pub(super) text: String,
    /// The elements in it.
    pub(super) children: Vec<Element>,
}

impl Element {
    /// An attribute.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(own, _)| own == name);
        found.map(|(_, text)| text.as_str())
    }

    /// The elements of a name in it.
    pub(super) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Element> {
        self.children.iter().filter(move |child| child.name == name)
    }

    /// The text of the first element of a name, however deep.
    pub(super) fn deep_text(&self, name: &str) -> Option<&str> {
        self.children.iter().find_map(|child| match child.name == name {
            true => Some(child.text.trim()).filter(|text| !text.is_empty()),
            false => child.deep_text(name),
        })
    }
}

/// The root of a file.
///
/// # Errors
/// [`AgencyError::Malformed`] with the line when it is no XML, or too deep or too large.
pub(super) fn read(name: &str, bytes: &[u8]) -> Result<Element, AgencyError> {
    let text = decode(bytes);
    let mut reader = Reader::from_str(&text);
    let mut open: Vec<Element> = vec![Element::default()];
    let mut seen = 0;
    let (mut at, mut line) = (0, 1);
    loop {
        let before = usize::try_from(reader.buffer_position()).unwrap_or(text.len());
        let before = before.clamp(at, text.len());
        line += text.as_bytes()[at..before].iter().filter(|b| **b == b'\n').count() as u64;
        at = before;
        let bad = |error: &dyn std::fmt::Display| malformed(name, line, error);
        let event = reader.read_event().map_err(|error| bad(&error))?;
        let element = |start: &BytesStart| element(start, line).map_err(|error| bad(&error));
        match event {
            Event::Start(start) => {
                let start = element(&start)?;
                seen += 1 + start.attributes.len();
                open.push(start);
            }
            Event::Empty(start) => {
                let child = element(&start)?;
                seen += 1 + child.attributes.len();
                if let Some(parent) = open.last_mut() {
                    parent.children.push(child);
                }
            }
            Event::End(_) => {
                if let Some(child) = open.pop()
                    && let Some(parent) = open.last_mut()
                {
                    parent.children.push(child);
                }
            }
            Event::Text(text) => {
                add(&mut open, &text.xml_content(quick_xml::XmlVersion::Implicit1_0))
            }
            Event::CData(text) => {
                add(&mut open, &text.xml_content(quick_xml::XmlVersion::Implicit1_0))
            }
            Event::GeneralRef(entity) => match entity.resolve_char_ref() {
                Ok(Some(c)) => add(&mut open, &c.to_string()),
                _ => add(&mut open, &known_entity(&entity.into_inner())),
            },
            Event::Eof => break,
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
        if open.len() > DEEPEST || seen > MOST {
            return Err(malformed(name, line, &"too deep or too many elements"));
        }
    }
    if open.len() > 1 {
        return Err(malformed(name, line, &"the file ends before its elements do"));
    }
    let root = open.pop().and_then(|mut document| document.children.pop());
    root.ok_or_else(|| malformed(name, line, &"no element"))
}

fn add(open: &mut [Element], text: &str) {
    if let Some(element) = open.last_mut() {
        element.text.push_str(text);
    }
}

/// One of the five entities of XML; any other as it stands.
fn known_entity(name: &str) -> String {
    match name {
        "amp" => "&".to_owned(),
        "lt" => "<".to_owned(),
        "gt" => ">".to_owned(),
        "quot" => "\"".to_owned(),
        "apos" => "'".to_owned(),
        name => format!("&{name};"),
    }
}

fn element(start: &BytesStart, line: u64) -> Result<Element, quick_xml::Error> {
    let name = start.local_name().as_ref().to_owned();
    let mut attributes = Vec::new();
    for attribute in start.attributes() {
        let attribute = attribute?;
        let key = attribute.key.local_name().as_ref().to_owned();
        // A value with an entity that XML does not know stands as it came.
        let value = match attribute.normalized_value(quick_xml::XmlVersion::Implicit1_0) {
            Ok(value) => value.into_owned(),
            Err(_) => attribute.value.clone().into_owned(),
        };
        attributes.push((key, value));
    }
    Ok(Element { name, line, attributes, ..Element::default() })
}

fn malformed(name: &str, line: u64, error: &dyn std::fmt::Display) -> AgencyError {
    AgencyError::malformed(
        name,
        Some(line),
        Text::new(format!("ingen giltig XML: {error}"), format!("no valid XML: {error}")),
        Text::new(
            "exportera filen på nytt ur programmet som gjorde den",
            "export the file again from the program that made it",
        ),
    )
}

/// The text of a file: by its mark, by its own declaration, as UTF-8, as Windows-1252.
fn decode(bytes: &[u8]) -> String {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        return encoding.decode_without_bom_handling(&bytes[length..]).0.into_owned();
    }
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(200)]).into_owned();
    let declared = head.split_once("encoding=").and_then(|(_, rest)| {
        let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        Encoding::for_label(rest[1..].split(quote).next()?.as_bytes())
    });
    match declared.filter(|encoding| *encoding != UTF_8) {
        Some(encoding) => encoding.decode_without_bom_handling(bytes).0.into_owned(),
        None => match std::str::from_utf8(bytes) {
            Ok(text) => text.to_owned(),
            Err(_) => WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_type_is_not_obeyed() {
        let text = r#"<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY x SYSTEM "file:///etc/passwd">]>
<a k="&lt;&b;"><c>&b;&x;&amp;&#229;<![CDATA[<d>]]></c></a>"#;
        let root = read("a.xml", text.as_bytes()).unwrap();
        assert_eq!(root.children[0].text, "&b;&x;&å<d>");
        assert_eq!((root.line, root.get("k")), (2, Some("&lt;&b;")));
    }

    #[test]
    fn depth_is_bounded_and_breaks_are_told() {
        let deep = "<a>".repeat(100_000);
        assert!(read("a.xml", deep.as_bytes()).is_err());
        assert!(read("a.xml", b"<a><b></a>").is_err());
        assert!(read("a.xml", b"<a>").is_err());
        assert!(read("a.xml", b"").is_err());
        let latin = b"<?xml version='1.0' encoding='ISO-8859-1'?><a n='\xe5'/>";
        assert_eq!(read("a.xml", latin).unwrap().get("n"), Some("å"));
    }
}
