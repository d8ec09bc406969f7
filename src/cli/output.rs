//! Where a command writes: a file, or standard output.

use std::io::{self, Write};
use std::path::Path;

use super::Stop;
use crate::model::Lang;
use crate::store::{reason, replace_file};

/// Whether `-o` means standard output, as `-` does everywhere.
pub(super) fn is_standard(file: &Path) -> bool {
    file.as_os_str() == "-"
}

/// The ending that tells the format of a file, in small letters; `standard` for standard
/// output, which has none.
pub(super) fn ending(file: &Path, standard: &str) -> Option<String> {
    match is_standard(file) {
        true => Some(standard.to_owned()),
        false => file.extension().map(|end| end.to_string_lossy().to_lowercase()),
    }
}

/// Writes what a command makes: to a file in one step, or to standard output for `-` or
/// without a file.
pub(super) fn deliver(file: Option<&Path>, bytes: &[u8], lang: Lang) -> Result<(), Stop> {
    match file.filter(|file| !is_standard(file)) {
        Some(file) => replace_file(file, bytes).map_err(|error| unwritten(file, &error, lang)),
        None => {
            let mut out = io::stdout().lock();
            out.write_all(bytes)?;
            Ok(out.flush()?)
        }
    }
}

/// A file that cannot be written, and what to do.
pub(super) fn unwritten(file: &Path, error: &io::Error, lang: Lang) -> Stop {
    let (file, why) = (file.display(), reason(error));
    Stop::Usage(match lang {
        Lang::Sv => format!("{file} går inte att skriva: {}; ange en annan plats med -o", why.sv),
        Lang::En => format!("{file} cannot be written: {}; name another place with -o", why.en),
    })
}
