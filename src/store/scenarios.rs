//! Scenarios: saved in the package, one TOML file each, and found again by id or name.

use std::fs;
use std::io;
use std::iter;
use std::path::{Path, PathBuf};

use super::{StoreError, alone, replace_file};
use crate::load::draft::slug;
use crate::load::nearest;
use crate::load::scenario::{FOLDER, files_in, id_of, open, path_in, stem, to_toml};
use crate::model::{Scenario, Text};

/// A scenario that is saved in a package, whether its file can be read or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saved {
    /// Its id.
    pub id: String,
    /// What it is called; what its file is, when that cannot be read.
    pub name: String,
    /// Its file.
    pub path: PathBuf,
}

/// What to do where another scenario has the id or name already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IfThere {
    /// Save nothing.
    Refuse,
    /// Take its place.
    Replace,
    /// Leave it, and take an id with a number.
    Beside,
}

/// Why a scenario was not found, saved or removed.
#[derive(Debug, thiserror::Error)]
pub enum ScenarioError {
    /// None has this id or name.
    #[error("no scenario `{said}`")]
    Unknown {
        /// What was asked for.
        said: String,
        /// Those there are.
        there: Vec<Saved>,
    },
    /// Several have this name.
    #[error("several scenarios `{said}`")]
    Several {
        /// What was asked for.
        said: String,
        /// Their ids.
        ids: Vec<String>,
    },
    /// One has the id or name already.
    #[error("there is a scenario `{}` already", .0.id)]
    Taken(Saved),
    /// The scenario to save has no name.
    #[error("a scenario without a name")]
    Unnamed,
    /// The disk refused.
    #[error("{0}")]
    Store(#[from] StoreError),
}

impl From<io::Error> for ScenarioError {
    fn from(error: io::Error) -> Self {
        Self::Store(error.into())
    }
}

impl ScenarioError {
    /// What is wrong and what to do, for people.
    pub fn say(&self) -> Text {
        match self {
            Self::Unknown { said, there } => unknown(said, there),
            Self::Several { said, ids } => {
                let ids = ids.join(", ");
                Text::new(
                    format!("Flera sparade scenarier heter {said}; ange id i stället: {ids}."),
                    format!(
                        "Several saved scenarios are called {said}; give an id instead: {ids}."
                    ),
                )
            }
            Self::Taken(Saved { id, name, .. }) => Text::new(
                format!("Det finns redan ett sparat scenario som heter {name} (id {id})."),
                format!("There is already a saved scenario called {name} (id {id})."),
            ),
            Self::Unnamed => Text::new("Ge scenariot ett namn.", "Give the scenario a name."),
            Self::Store(cause) => {
                let Text { sv, en } = cause.say();
                Text::new(
                    format!("Nätverkets scenarier är inte ändrade: {sv}."),
                    format!("The network's scenarios are not changed: {en}."),
                )
            }
        }
    }
}

fn unknown(said: &str, there: &[Saved]) -> Text {
    let what = Text::new(
        format!("Nätverket har inget sparat scenario som heter {said}"),
        format!("The network has no saved scenario called {said}"),
    );
    let both = |one: &Saved| format!("{} (id {})", one.name, one.id);
    let names: Vec<(String, &Saved)> =
        there.iter().flat_map(|one| [(plain(&one.name), one), (one.id.clone(), one)]).collect();
    let near = nearest(&plain(said), names.iter().map(|(name, _)| name.as_str()));
    let near = near.and_then(|near| names.iter().find(|(name, _)| name == near));
    match (near, there) {
        (Some((_, one)), _) => Text::new(
            format!("{}; menade du {}?", what.sv, both(one)),
            format!("{}; did you mean {}?", what.en, both(one)),
        ),
        (None, []) => Text::new(
            format!("{}; det har inga sparade scenarier.", what.sv),
            format!("{}; it has no saved scenarios.", what.en),
        ),
        (None, there) => {
            let all = there.iter().map(both).collect::<Vec<_>>().join(", ");
            Text::new(
                format!("{}; de som finns är {all}.", what.sv),
                format!("{}; those there are: {all}.", what.en),
            )
        }
    }
}

fn plain(name: &str) -> String {
    name.trim().to_lowercase()
}

/// The saved scenarios of a package, in the order of their files.
///
/// # Cost
/// That of reading each file.
pub fn all(package: &Path) -> Vec<Saved> {
    let one = |path: PathBuf| match open(&path) {
        Ok(Scenario { id, name, .. }) => Saved { id, name, path },
        Err(_) => Saved { id: id_of(&path), name: stem(&path), path },
    };
    files_in(package).into_iter().map(one).collect()
}

/// The saved scenario of an id or a name. What its file is called goes before an id, since
/// files may give the same one, and an id before a name; upper and lower case and spaces
/// round it play no part in a name.
///
/// # Errors
/// [`ScenarioError::Unknown`] and [`ScenarioError::Several`].
pub fn find(package: &Path, said: &str) -> Result<Saved, ScenarioError> {
    let said = said.trim();
    let there = all(package);
    let own = path_in(package, said);
    if let Some(one) = there.iter().find(|one| one.path == own) {
        return Ok(one.clone());
    }
    let bear: Vec<&Saved> = there.iter().filter(|one| one.id == said).collect();
    match bear.as_slice() {
        [] => {}
        [one] => return Ok((*one).clone()),
        several => {
            let ids = several.iter().map(|one| stem(&one.path)).collect();
            return Err(ScenarioError::Several { said: said.to_owned(), ids });
        }
    }
    let is = |one: &&Saved| [&one.id, &one.name].iter().any(|other| plain(other) == plain(said));
    let borne: Vec<&Saved> = there.iter().filter(is).collect();
    let said = said.to_owned();
    match borne.as_slice() {
        [] => Err(ScenarioError::Unknown { said, there }),
        [one] => Ok((*one).clone()),
        several => {
            let ids = several.iter().map(|one| one.id.clone()).collect();
            Err(ScenarioError::Several { said, ids })
        }
    }
}

/// Saves a scenario in a package under the id or name that is asked for, in one step or
/// not at all. What it is called is its own name.
///
/// # Errors
/// [`ScenarioError::Taken`], [`ScenarioError::Several`] and [`ScenarioError::Unnamed`]
/// before anything is changed; else only when the disk refuses.
pub fn save(
    package: &Path,
    asked: &str,
    scenario: &Scenario,
    there: IfThere,
) -> Result<Saved, ScenarioError> {
    if scenario.name.trim().is_empty() {
        return Err(ScenarioError::Unnamed);
    }
    let _held = alone(package)?;
    let path = match (find(package, asked), there) {
        (Ok(other), IfThere::Refuse) => return Err(ScenarioError::Taken(other)),
        (Ok(other), IfThere::Replace) => other.path,
        (Err(error @ ScenarioError::Several { .. }), IfThere::Refuse | IfThere::Replace) => {
            return Err(error);
        }
        _ => path_in(package, &free(package, asked)),
    };
    fs::create_dir_all(package.join(FOLDER))?;
    replace_file(&path, to_toml(scenario).as_bytes())?;
    Ok(Saved { id: id_of(&path), name: scenario.name.clone(), path })
}

/// An id that no scenario has: the slug of what is asked for, with a number where it is
/// taken.
fn free(package: &Path, asked: &str) -> String {
    let taken: Vec<String> = files_in(package).iter().map(|path| id_of(path)).collect();
    let own = slug(asked);
    let numbered = (2..).map(|n| format!("{own}-{n}"));
    iter::once(own.clone()).chain(numbered).find(|id| !taken.contains(id)).unwrap_or(own)
}

/// Removes a saved scenario; nothing happens when it is gone already. The folder goes with
/// the last.
///
/// # Errors
/// Only when the disk refuses.
pub fn remove(package: &Path, saved: &Saved) -> Result<(), ScenarioError> {
    let _held = alone(package)?;
    match fs::remove_file(&saved.path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        removed => removed?,
    }
    // Refused unless it is empty.
    let _ = fs::remove_dir(package.join(FOLDER));
    Ok(())
}
