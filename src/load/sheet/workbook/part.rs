//! The parts of a workbook: files in a zip archive, read as XML with an eye on size.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::{self, BufRead, BufReader, Cursor, Read};

use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesEnd, BytesRef, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use zip::ZipArchive;
use zip::result::ZipError;

use super::super::error::Trouble;
use super::super::limit::{CELL, Limit, PARTS, UNPACKED};

/// How deep tags may stand in one another; worksheets need about ten.
const DEEPEST: usize = 100;

/// The archive of a workbook and how much of it may still be unpacked.
#[derive(Debug)]
pub(super) struct Parts<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// Where each part is, by its name in small letters.
    places: BTreeMap<String, usize>,
    left: u64,
}

impl<'a> Parts<'a> {
    /// Opens an archive. Nothing is unpacked yet.
    ///
    /// # Errors
    /// More than [`PARTS`] files, counted before the directory is read; no archive.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, Trouble> {
        let entries = bytes.windows(4).filter(|window| window == b"PK\x01\x02").count();
        if entries > PARTS {
            return Err(Trouble::TooMuch(Limit::Parts));
        }
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| {
            Trouble::damaged(
                "zip",
                "arkivet är trasigt eller avkortat",
                "the archive is broken or cut short",
            )
        })?;
        let places = archive
            .file_names_raw()
            .enumerate()
            .map(|(place, name)| (normal(&String::from_utf8_lossy(name)), place));
        Ok(Self { places: places.collect(), archive, left: UNPACKED })
    }

    /// Whether there is a part of this name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.places.contains_key(&normal(name))
    }

    /// The first kilobyte of a part, as text; empty when it cannot be read.
    pub(super) fn start(&mut self, name: &str) -> String {
        let mut text = Vec::new();
        if let Some(file) = self.places.get(&normal(name)).copied()
            && let Ok(file) = self.archive.by_index(file)
            && file.take(1024).read_to_end(&mut text).is_err()
        {
            text.clear();
        }
        String::from_utf8_lossy(&text).into_owned()
    }

    /// Checks, before any of them is unpacked, that parts say to be small enough.
    pub(super) fn check_sizes<'n>(
        &self,
        names: impl Iterator<Item = &'n str>,
    ) -> Result<(), Trouble> {
        let size = |name: &str| -> u64 {
            let place = self.places.get(&normal(name));
            let data = place.and_then(|place| self.archive.by_index_data(*place).ok());
            data.map_or(0, |data| data.size())
        };
        let total = names.map(size).fold(0, u64::saturating_add);
        if total > UNPACKED { Err(Trouble::TooMuch(Limit::Unpacked)) } else { Ok(()) }
    }

    /// Reads a part as XML: `read` gets it, and what it says comes back.
    ///
    /// # Errors
    /// A part that is not there, is packed in a way not read here, or unpacks to more
    /// than is left for the workbook, whatever size it says to have.
    pub(super) fn read<T>(
        &mut self,
        name: &str,
        read: impl FnOnce(&mut Xml<'_>) -> Result<T, Trouble>,
    ) -> Result<T, Trouble> {
        let Some(&place) = self.places.get(&normal(name)) else {
            return Err(Trouble::damaged(name, "delen saknas", "the part is missing"));
        };
        let file = self.archive.by_index(place).map_err(|error| match error {
            ZipError::UnsupportedArchive(_) => Trouble::damaged(
                name,
                "delen är krypterad eller packad på ett ovanligt sätt",
                "the part is encrypted or packed in an unusual way",
            ),
            _ => Trouble::damaged(name, "arkivet är trasigt", "the archive is broken"),
        })?;
        let mut xml = Xml::new(name, Box::new(file), self.left);
        let found = read(&mut xml);
        self.left = xml.left();
        found
    }
}

fn normal(name: &str) -> String {
    name.replace('\\', "/").trim_start_matches('/').to_lowercase()
}

/// A part as XML. Nothing is expanded but the five entities of XML and characters by
/// number; a document type definition ends the reading.
pub(super) struct Xml<'a> {
    name: &'a str,
    reader: Reader<Capped<'a>>,
    buffer: Vec<u8>,
    depth: usize,
}

/// What comes next in a part.
#[derive(Debug)]
pub(super) enum Seen<'e> {
    /// A tag opens.
    Open(BytesStart<'e>),
    /// A tag closes.
    Close(BytesEnd<'e>),
    /// Text, line ends as `\n`.
    Text(Cow<'e, str>),
    /// A character by its name or number.
    Char(char),
    /// A comment or the like.
    Other,
    /// The end of the part.
    End,
}

impl<'a> Xml<'a> {
    fn new(name: &'a str, file: Box<dyn Read + 'a>, left: u64) -> Self {
        let inner = BufReader::with_capacity(1 << 16, file);
        let mut reader = Reader::from_reader(Capped { inner, event: 0, left, over: None });
        reader.config_mut().expand_empty_elements = true;
        Self { name, reader, buffer: Vec::new(), depth: 0 }
    }

    fn left(&self) -> u64 {
        self.reader.get_ref().left
    }

    /// The name of the part.
    pub(super) fn name(&self) -> &'a str {
        self.name
    }

    /// The trouble that something in this part is.
    pub(super) fn damaged(&self, sv: impl Into<String>, en: impl Into<String>) -> Trouble {
        Trouble::damaged(self.name, sv, en)
    }

    /// What comes next.
    ///
    /// # Errors
    /// Whatever is not well formed, too long or too deep.
    pub(super) fn next(&mut self) -> Result<Seen<'_>, Trouble> {
        self.buffer.clear();
        self.reader.get_mut().event = 0;
        let name = self.name;
        let event = match self.reader.read_event_into(&mut self.buffer) {
            Ok(event) => event,
            Err(error) => {
                return Err(match self.reader.get_ref().over {
                    Some(limit) => Trouble::TooMuch(limit),
                    None => Trouble::damaged(
                        name,
                        format!("filen är trasig ({error})"),
                        format!("the file is broken ({error})"),
                    ),
                });
            }
        };
        Ok(match event {
            Event::Start(tag) => {
                self.depth += 1;
                if self.depth > DEEPEST {
                    return Err(Trouble::damaged(
                        name,
                        "taggarna ligger för djupt i varandra",
                        "the tags stand too deep in one another",
                    ));
                }
                Seen::Open(tag)
            }
            Event::End(tag) => {
                self.depth = self.depth.saturating_sub(1);
                Seen::Close(tag)
            }
            Event::Text(text) => Seen::Text(text.xml10_content()),
            Event::CData(text) => Seen::Text(text.xml10_content()),
            Event::GeneralRef(entity) => Seen::Char(character(&entity, name)?),
            Event::DocType(_) => {
                return Err(Trouble::damaged(
                    name,
                    "filen har en dokumenttyp (DTD), som inte hör hemma i en arbetsbok",
                    "the file has a document type (DTD), which has no place in a workbook",
                ));
            }
            Event::Eof if self.depth > 0 => {
                return Err(Trouble::damaged(name, "filen är avkortad", "the file is cut short"));
            }
            Event::Eof => Seen::End,
            Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) => Seen::Other,
        })
    }
}

fn character(entity: &BytesRef<'_>, part: &str) -> Result<char, Trouble> {
    let unknown =
        || Trouble::damaged(part, "filen har en okänd entitet", "the file has an unknown entity");
    match entity.resolve_char_ref() {
        Ok(Some(c)) => Ok(c),
        Ok(None) => {
            let known = resolve_predefined_entity(entity).and_then(|text| text.chars().next());
            known.ok_or_else(unknown)
        }
        Err(_) => Err(unknown()),
    }
}

impl Seen<'_> {
    /// Whether a tag of this name closes.
    pub(super) fn closes(&self, name: &str) -> bool {
        matches!(self, Seen::Close(tag) if tag.local_name().as_ref() == name)
    }
}

/// An attribute of a tag by its name without prefix.
pub(super) fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = tag.attributes();
    let found = attributes
        .with_checks(false)
        .flatten()
        .find(|attribute| attribute.key.local_name().as_ref() == name)?;
    found.normalized_value(XmlVersion::Implicit1_0).ok().map(Cow::into_owned)
}

/// Whether an attribute says yes.
pub(super) fn says_yes(tag: &BytesStart<'_>, name: &str) -> bool {
    matches!(attribute(tag, name).as_deref(), Some("1" | "true" | "on"))
}

/// A part being unpacked that stops at a limit: of one event, and of the workbook.
struct Capped<'a> {
    inner: BufReader<Box<dyn Read + 'a>>,
    /// Bytes read since the last event.
    event: usize,
    /// Bytes that the workbook may still unpack.
    left: u64,
    /// The limit that was met.
    over: Option<Limit>,
}

impl Read for Capped<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let n = self.fill_buf()?.read(into)?;
        self.consume(n);
        Ok(n)
    }
}

impl BufRead for Capped<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.event > CELL {
            self.over = Some(Limit::Cell);
        } else if self.left == 0 {
            self.over = Some(Limit::Unpacked);
        }
        match self.over {
            Some(_) => Err(io::Error::other("too much")),
            None => self.inner.fill_buf(),
        }
    }

    fn consume(&mut self, n: usize) {
        self.event += n;
        self.left = self.left.saturating_sub(n as u64);
        self.inner.consume(n);
    }
}
