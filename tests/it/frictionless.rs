//! Any Frictionless tool can validate the packages: here, its own.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use crate::fixture::{REAL, relative, root, run};

/// The version the tests are made for.
const VERSION: &str = "5.18.1";

/// The `frictionless` command: the one `SAMKARTA_FRICTIONLESS` names, else one
/// in a virtual environment of the tests' own, made once.
fn command() -> &'static Path {
    static FOUND: OnceLock<PathBuf> = OnceLock::new();
    FOUND.get_or_init(|| match std::env::var_os("SAMKARTA_FRICTIONLESS") {
        Some(path) => {
            let path = PathBuf::from(path);
            assert!(
                path.exists(),
                "SAMKARTA_FRICTIONLESS names {}, which is not there",
                path.display()
            );
            path
        }
        None => install(),
    })
}

fn install() -> PathBuf {
    let venv = root().join("tests/.venv");
    let command = venv.join("bin/frictionless");
    let ready = venv.join(format!("frictionless-{VERSION}"));
    if !ready.exists() {
        let help = "install python3 with venv and pip (Debian: apt-get install python3-venv), \
                    or set SAMKARTA_FRICTIONLESS to the path of `frictionless`";
        let done = |command: &mut Command| {
            let output =
                command.output().unwrap_or_else(|error| panic!("{command:?}: {error}; {help}"));
            let said = String::from_utf8_lossy(&output.stderr).into_owned();
            assert!(output.status.success(), "{command:?}: {said}\n{help}");
        };
        done(Command::new("python3").args(["-m", "venv"]).arg(&venv));
        let pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"];
        let wanted = format!("frictionless=={VERSION}");
        done(Command::new(venv.join("bin/python3")).args(pip).arg(wanted));
        std::fs::write(&ready, "").unwrap();
    }
    command
}

/// Whether frictionless accepts a package, and what it said.
pub fn validate(folder: &Path) -> Result<(), String> {
    let output = Command::new(command())
        .args(["validate", "datapackage.json"])
        .current_dir(folder)
        .env("NO_COLOR", "1")
        .output()
        .unwrap_or_else(|error| panic!("{}: {error}", command().display()));
    if output.status.success() {
        return Ok(());
    }
    let out = String::from_utf8_lossy(&output.stdout);
    Err(format!("{}: {out}{}", folder.display(), String::from_utf8_lossy(&output.stderr)))
}

#[test]
fn every_package_under_networks_is_valid() {
    let mut seen = 0;
    for entry in std::fs::read_dir(root().join("networks")).unwrap() {
        let folder = entry.unwrap().path();
        if folder.is_dir() {
            validate(&folder).unwrap_or_else(|why| panic!("{}: {why}", relative(&folder)));
            seen += 1;
        }
    }
    assert!(seen > 0, "no network to validate");
}

#[test]
fn the_package_that_export_writes_is_valid() {
    let target = tempfile::TempDir::new().unwrap();
    let folder = target.path().join("out");
    let ended = run(&["export", REAL, "--to", "csv", "-o", folder.to_str().unwrap()]);
    assert_eq!(ended.code, 0, "{}", ended.err);
    validate(&folder).unwrap_or_else(|why| panic!("{why}"));
}

#[test]
fn a_reference_to_nowhere_is_refused() {
    let (_guard, folder) = crate::fixture::copy(&root().join(REAL));
    let table = folder.join("affiliations.csv");
    let text = std::fs::read_to_string(&table).unwrap();
    std::fs::write(&table, text + "samverkansgruppen,ingen-sadan,,kartlaggning#6.2 stated\n")
        .unwrap();
    let why = validate(&folder).expect_err("frictionless checks foreign keys");
    assert!(why.contains("foreign"), "{why}");
}
