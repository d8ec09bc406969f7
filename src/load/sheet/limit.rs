//! How much is read of one file, so that any file ends within 5 s and 256 MB.

use crate::model::text::words;

/// The largest file read, in bytes.
pub const LARGEST: u64 = 16 << 20;

/// The most columns of a row: as many as Excel has.
pub(super) const COLUMNS: usize = 16_384;

/// The last row of a worksheet: as many as Excel has.
pub(super) const ROWS: u32 = 1_048_576;

/// The most cells of a workbook, empty ones to the left of a filled one included.
pub(super) const CELLS: usize = 4_000_000;

/// The most bytes of text in a workbook's cells, and in its shared strings.
pub(super) const TEXT: usize = 64 << 20;

/// The most bytes of one cell, one tag or one comment of a workbook. Excel's longest
/// cell has 32,767 characters.
pub(super) const CELL: usize = 1 << 20;

/// The most bytes that the parts of a workbook may unpack to.
pub(super) const UNPACKED: u64 = 256 << 20;

/// The most files in a workbook's archive.
pub(super) const PARTS: usize = 20_000;

/// The most worksheets of a workbook.
pub(super) const WORKSHEETS: usize = 1000;

/// The most merged areas of a worksheet.
pub(super) const MERGES: usize = 100_000;

/// The most styles of a workbook; Excel allows 65,490.
pub(super) const STYLES: usize = 100_000;

words! {
    /// What there is too much of in a file.
    Limit {
        Bytes = "bytes", "filen är större än 16 MB; dela den i flera",
            "the file is larger than 16 MB; split it";
        Columns = "columns", "en rad har fler än 16 384 kolumner",
            "a row has more than 16,384 columns";
        Cells = "cells", "den har fler än 4 miljoner celler; dela den i flera",
            "it has more than 4 million cells; split it";
        Text = "text", "cellerna har mer än 64 MB text; dela den i flera",
            "its cells have more than 64 MB of text; split it";
        Cell = "cell", "en cell eller en tagg är större än 1 MB",
            "a cell or a tag is larger than 1 MB";
        Unpacked = "unpacked", "den packas upp till mer än 256 MB; dela filen i flera",
            "it unpacks to more than 256 MB; split the file";
        Parts = "parts", "arkivet har fler än 20 000 filer", "the archive has more than 20,000 files";
        Worksheets = "worksheets", "arbetsboken har fler än 1 000 blad; dela den i flera",
            "the workbook has more than 1,000 worksheets; split it";
        Merges = "merges", "ett blad har fler än 100 000 sammanfogade områden",
            "a worksheet has more than 100,000 merged areas";
        Styles = "styles", "arbetsboken har fler än 100 000 format; kopiera tabellen till en ny",
            "the workbook has more than 100,000 styles; copy the table to a new one";
        Time = "time", "läsningen tog för lång tid och avbröts; dela filen i flera",
            "reading took too long and was stopped; split the file";
        Memory = "memory", "läsningen tog mer än 256 MB minne och avbröts; dela filen i flera",
            "reading took more than 256 MB of memory and was stopped; split the file";
    }
}
