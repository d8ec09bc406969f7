//! `samkarta docs`, hidden: writes the pages that explain rules and measures.

use std::fs;
use std::path::{Path, PathBuf};

use super::Stop;
use crate::export::markdown;

/// Skriv sidorna om regler och mått (write the pages on rules and measures)
#[derive(clap::Args)]
pub(super) struct Args {
    /// Mapp att skriva i; den görs om den inte finns (the folder to write in; made if it is
    /// not there)
    #[arg(default_value = "docs")]
    folder: PathBuf,
}

pub(super) fn run(args: &Args) -> Result<(), Stop> {
    let stopped = |path: &Path, error| Stop::Usage(format!("{}: {error}", path.display()));
    fs::create_dir_all(&args.folder).map_err(|error| stopped(&args.folder, error))?;
    for (name, text) in [("measures.md", markdown::measures()), ("rules.md", markdown::rules())] {
        let path = args.folder.join(name);
        fs::write(&path, text).map_err(|error| stopped(&path, error))?;
    }
    Ok(())
}
