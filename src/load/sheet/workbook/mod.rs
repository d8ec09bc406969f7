//! Workbooks: the worksheets of an .xlsx file as grids.
//!
//! Written for files that mean harm as well as for those that do not: parts are
//! unpacked and read as a stream, every count is bounded by [`super::limit`], and what
//! a file says about its own size is never believed.
//!
//! *Invariant*: nothing is written, nothing is fetched, no entity is expanded; no
//! memory is asked for because a number in the file says so.
//!
//! # Source
//! ECMA-376-1:2016, "Office Open XML File Formats", part 1, chapter 18
//! (SpreadsheetML); ECMA-376-2:2021 (packages).

pub(super) mod address;
mod cells;
mod part;
pub(super) mod record;
mod strings;
mod style;
mod value;

use std::ops::Range;

use address::Address;
use cells::{Common, Content};
use part::{Parts, Seen, attribute, says_yes};
use strings::Strings;
use style::Styles;
use value::Epoch;

use super::error::Trouble;
use super::foreign::Foreign;
use super::grid::Grid;
use super::limit::{Limit, WORKSHEETS};
use crate::model::text::words;

words! {
    /// Whether a worksheet can be seen.
    Visibility {
        Visible = "visible", "synligt", "visible";
        Hidden = "hidden", "dolt", "hidden";
        VeryHidden = "veryHidden", "dolt, kan inte visas från menyn", "hidden, not shown by the menu";
    }
}

/// A worksheet of a workbook, beside its cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Worksheet {
    /// Its place among the workbook's tabs, from 1.
    pub place: u32,
    /// Its name, as on the tab.
    pub name: String,
    /// Whether it can be seen.
    pub visibility: Visibility,
    /// Rows that are hidden, by hand or by a filter, from 1. They are read.
    pub hidden_rows: Vec<Range<u32>>,
    /// Columns that are hidden, from 1. They are read.
    pub hidden_columns: Vec<Range<u32>>,
    /// How many formulas have no result in the file, and the first of them. Their
    /// cells are empty.
    pub unsaved: Option<(u32, Address)>,
    /// How many numbers have a style that is not in the file, and the first of them.
    /// They may be dates, but stand as numbers.
    pub unstyled: Option<(u32, Address)>,
}

/// A worksheet with its cells.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Read {
    pub(super) worksheet: Worksheet,
    pub(super) grid: Grid,
}

/// A tab of a workbook.
struct Tab {
    name: String,
    visibility: Visibility,
    part: String,
}

/// A workbook whose worksheets are read one by one, in the order of their tabs.
/// Worksheets without cells and sheets of another kind (charts) are passed over.
pub(super) struct Workbook<'a> {
    parts: Parts<'a>,
    common: Common,
    tabs: std::iter::Enumerate<std::vec::IntoIter<Tab>>,
}

const WORKBOOK: &str = "xl/workbook.xml";

impl<'a> Workbook<'a> {
    /// Opens a workbook and reads what its cells point to.
    ///
    /// # Errors
    /// An archive that holds no workbook; a broken one; more than the limits.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, Trouble> {
        let mut parts = Parts::open(bytes)?;
        if !parts.has(WORKBOOK) {
            return Err(Trouble::Foreign(other_package(&mut parts)));
        }
        let targets = parts.read("xl/_rels/workbook.xml.rels", targets)?;
        let (tabs, epoch) = parts.read(WORKBOOK, |xml| tabs(xml, &targets))?;
        let of_kind = |kind: &str| {
            let found = targets.iter().find(|target| target.kind == kind);
            found.map(|target| target.part.clone()).filter(|part| parts.has(part))
        };
        let (strings, styles) = (of_kind("sharedStrings"), of_kind("styles"));
        let named = [&strings, &styles].into_iter().flatten();
        parts.check_sizes(named.chain(tabs.iter().map(|tab| &tab.part)).map(String::as_str))?;
        let styles = match styles {
            Some(part) => parts.read(&part, Styles::read)?,
            None => Styles::default(),
        };
        let strings = match strings {
            Some(part) => parts.read(&part, Strings::read)?,
            None => Strings::default(),
        };
        let common = Common::new(strings, styles, epoch);
        Ok(Self { parts, common, tabs: tabs.into_iter().enumerate() })
    }

    fn read_tab(&mut self, place: usize, tab: Tab) -> Result<Option<Read>, Trouble> {
        let common = &mut self.common;
        let content = self.parts.read(&tab.part, |xml| cells::read(xml, common))?;
        let Content { grid, hidden_rows, hidden_columns, unsaved, unstyled } = content;
        if grid.len() == 0 && unsaved.is_none() {
            return Ok(None);
        }
        let worksheet = Worksheet {
            place: u32::try_from(place + 1).unwrap_or(u32::MAX),
            name: tab.name,
            visibility: tab.visibility,
            hidden_rows,
            hidden_columns,
            unsaved,
            unstyled,
        };
        Ok(Some(Read { worksheet, grid }))
    }
}

impl Iterator for Workbook<'_> {
    type Item = Result<Read, Trouble>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let (place, tab) = self.tabs.next()?;
            if let Some(read) = self.read_tab(place, tab).transpose() {
                return Some(read);
            }
        }
    }
}

/// What an archive is that has no [`WORKBOOK`].
fn other_package(parts: &mut Parts<'_>) -> Foreign {
    let kind = parts.start("mimetype");
    if parts.has("xl/workbook.bin") {
        Foreign::BinaryWorkbook
    } else if kind.contains("opendocument.spreadsheet") {
        Foreign::OpenDocument
    } else if parts.has("word/document.xml") || kind.contains("opendocument.text") {
        Foreign::Document
    } else if parts.has("ppt/presentation.xml") || kind.contains("opendocument.presentation") {
        Foreign::Slides
    } else {
        Foreign::Archive
    }
}

/// Where the workbook points: the end of the relation's type says what there is.
struct Target {
    id: String,
    kind: String,
    part: String,
}

fn targets(xml: &mut part::Xml<'_>) -> Result<Vec<Target>, Trouble> {
    let mut targets = Vec::new();
    loop {
        match xml.next()? {
            Seen::Open(tag) if tag.local_name().as_ref() == "Relationship" => {
                let get = |name| attribute(&tag, name).unwrap_or_default();
                let kind = get("Type").rsplit('/').next().unwrap_or_default().to_owned();
                if get("TargetMode") != "External" {
                    targets.push(Target { id: get("Id"), kind, part: resolved(&get("Target")) });
                }
                if targets.len() > 2 * WORKSHEETS {
                    return Err(Trouble::TooMuch(Limit::Worksheets));
                }
            }
            Seen::End => return Ok(targets),
            _ => {}
        }
    }
}

/// The name of a part as the workbook points to it, from `xl/`. It is only ever
/// looked up among the names of the archive.
fn resolved(target: &str) -> String {
    let target = target.replace('\\', "/");
    let path = match target.strip_prefix('/') {
        Some(absolute) => absolute.to_owned(),
        None => format!("xl/{target}"),
    };
    let mut steps: Vec<&str> = Vec::new();
    for step in path.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                steps.pop();
            }
            _ => steps.push(step),
        }
    }
    steps.join("/")
}

/// The worksheets of the workbook, and from which day it counts.
fn tabs(xml: &mut part::Xml<'_>, targets: &[Target]) -> Result<(Vec<Tab>, Epoch), Trouble> {
    let (mut tabs, mut epoch) = (Vec::new(), Epoch::Y1900);
    loop {
        let part = xml.name();
        match xml.next()? {
            Seen::Open(tag) => match tag.local_name().as_ref() {
                "workbookPr" if says_yes(&tag, "date1904") => epoch = Epoch::Y1904,
                "sheet" => {
                    let name = attribute(&tag, "name").unwrap_or_default();
                    let id = attribute(&tag, "id").unwrap_or_default();
                    let target =
                        targets.iter().find(|target| target.id == id).ok_or_else(|| {
                            Trouble::damaged(
                                part,
                                format!("bladet {name:.40} saknas i filen"),
                                format!("the worksheet {name:.40} is not in the file"),
                            )
                        })?;
                    if target.kind == "worksheet" {
                        let visibility = match attribute(&tag, "state").as_deref() {
                            Some("hidden") => Visibility::Hidden,
                            Some("veryHidden") => Visibility::VeryHidden,
                            _ => Visibility::Visible,
                        };
                        tabs.push(Tab { name, visibility, part: target.part.clone() });
                    }
                    if tabs.len() > WORKSHEETS {
                        return Err(Trouble::TooMuch(Limit::Worksheets));
                    }
                }
                _ => {}
            },
            Seen::End => return Ok((tabs, epoch)),
            _ => {}
        }
    }
}
