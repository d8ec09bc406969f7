//! A package of CSV tables, and result tables as CSV.

use crate::load::Package;
use crate::load::package::new_package;

/// A network as a package: `datapackage.json` and its tables, by file name.
///
/// # Errors
/// When a row cannot be encoded.
pub fn package(package: &Package) -> Result<Vec<(String, Vec<u8>)>, csv::Error> {
    new_package(package)
}

/// A header and rows as CSV bytes.
///
/// # Errors
/// When a row cannot be encoded.
pub fn table(header: &[&str], rows: &[Vec<String>]) -> Result<Vec<u8>, csv::Error> {
    let mut out = csv::Writer::from_writer(Vec::new());
    out.write_record(header)?;
    for row in rows {
        out.write_record(row)?;
    }
    out.into_inner().map_err(|error| error.into_error().into())
}

/// Rows for a spreadsheet set up for Swedish: UTF-8 with byte order mark, semicolons,
/// lines ended by CR LF.
///
/// # Errors
/// When a row cannot be encoded.
pub fn spreadsheet(rows: &[Vec<String>]) -> Result<Vec<u8>, csv::Error> {
    let mut out = csv::WriterBuilder::new()
        .delimiter(b';')
        .terminator(csv::Terminator::CRLF)
        .from_writer("\u{FEFF}".as_bytes().to_vec());
    for row in rows {
        out.write_record(row)?;
    }
    out.into_inner().map_err(|error| error.into_error().into())
}
