//! Scenarios: saved in the package, one TOML file each.

use std::fs;
use std::io;
use std::path::Path;

use super::{StoreError, replace_file};
use crate::load::draft::slug;
use crate::load::scenario::{FOLDER, path_in, to_toml};
use crate::model::Scenario;

/// Saves a scenario in a package, in one step; one of the same id is replaced. Gives the
/// id: the scenario's own, else its name, as a slug.
///
/// # Errors
/// Only when the disk refuses.
pub fn save(package: &Path, scenario: &Scenario) -> Result<String, StoreError> {
    let id = slug(if scenario.id.is_empty() { &scenario.name } else { &scenario.id });
    fs::create_dir_all(package.join(FOLDER))?;
    replace_file(&path_in(package, &id), to_toml(scenario).as_bytes())?;
    Ok(id)
}

/// Removes a saved scenario; whether there was one. The folder goes with the last.
///
/// # Errors
/// Only when the disk refuses.
pub fn remove(package: &Path, id: &str) -> Result<bool, StoreError> {
    if slug(id) != id {
        return Ok(false);
    }
    match fs::remove_file(path_in(package, id)) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(false),
        removed => removed?,
    }
    // Refused unless it is empty.
    let _ = fs::remove_dir(package.join(FOLDER));
    Ok(true)
}
