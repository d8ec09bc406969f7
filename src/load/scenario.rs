//! Scenarios: what-if changes, one TOML file each.

use std::path::{Path, PathBuf};

/// The folder of saved scenarios in a package.
pub const FOLDER: &str = "scenarios";

/// Where a scenario belongs in a package: `scenarios/ID.toml`.
pub fn path_in(package: &Path, id: &str) -> PathBuf {
    package.join(FOLDER).join(format!("{id}.toml"))
}
