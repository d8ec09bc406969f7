//! What the tests share: the real package, the broken ones, and the command.

use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use samkarta::load::Package;
use tempfile::TempDir;

/// The package of the 2020 mapping.
pub const REAL: &str = "networks/sodertalje-2020";

/// The root of the checkout.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The real package, loaded.
pub fn real() -> Package {
    open(&root().join(REAL))
}

/// A package, loaded.
pub fn open(folder: &Path) -> Package {
    Package::open(folder).unwrap_or_else(|error| panic!("{error}"))
}

/// The `samkarta` command, run from the root of the checkout so that paths in
/// its output are the same everywhere.
pub fn samkarta(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_samkarta"));
    command.current_dir(root()).env("COLUMNS", "100").args(args);
    command
}

/// What a command said and how it ended.
pub struct Ended {
    /// Its exit code.
    pub code: i32,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

/// Runs `samkarta`; a death by signal or a panic fails the test.
pub fn run(args: &[&str]) -> Ended {
    let output = samkarta(args).output().unwrap();
    let err = String::from_utf8(output.stderr).unwrap();
    assert!(!err.contains("panicked at"), "samkarta {args:?}: {err}");
    Ended {
        code: output.status.code().unwrap_or_else(|| panic!("samkarta {args:?} was killed")),
        out: String::from_utf8(output.stdout).unwrap(),
        err,
    }
}

/// A copy of a package that a test may change; gone with its guard.
pub fn copy(folder: &Path) -> (TempDir, PathBuf) {
    let guard = TempDir::new().unwrap();
    let target = guard.path().join(folder.file_name().unwrap());
    fs::create_dir(&target).unwrap();
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        fs::copy(entry.path(), target.join(entry.file_name())).unwrap();
    }
    (guard, target)
}

/// A new folder with the given files.
pub fn folder(files: &[(&str, &str)]) -> TempDir {
    let guard = TempDir::new().unwrap();
    for (name, text) in files {
        let path = guard.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    guard
}

/// Writes a package's files, as `export --to csv` does, into a new folder.
pub fn written(package: &Package) -> TempDir {
    let guard = TempDir::new().unwrap();
    for (name, bytes) in samkarta::export::csv::package(package).unwrap() {
        fs::write(guard.path().join(name), bytes).unwrap();
    }
    guard
}

/// Every file under a folder whose name ends in one of the given ways, sorted.
pub fn files(under: &str, endings: &[&str]) -> Vec<PathBuf> {
    fn walk(folder: &Path, endings: &[&str], found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display())) {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            if path.is_dir() {
                if !["node_modules", "dist", "target", ".venv", "shots"].contains(&name.as_str()) {
                    walk(&path, endings, found);
                }
            } else if endings.iter().any(|ending| name.ends_with(ending)) {
                found.push(path);
            }
        }
    }
    let mut found = Vec::new();
    walk(&root().join(under), endings, &mut found);
    found.sort();
    assert!(!found.is_empty(), "nothing under {under}");
    found
}

/// A path as the repository names it.
pub fn relative(path: &Path) -> String {
    path.strip_prefix(root()).unwrap_or(path).to_string_lossy().replace('\\', "/")
}
