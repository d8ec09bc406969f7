//! `datapackage.json`: what the network is, and where its tables lie.

use std::fs;
use std::io;
use std::path::{Component, Path};

use serde_json::Value;

use crate::load::Problem;
use crate::model::text::{Text, Word};
use crate::model::{Boundary, Network, NetworkKind};

/// The descriptor's file name.
pub(super) const FILE: &str = "datapackage.json";

/// Reads the descriptor; `Null` and a problem when it is missing or broken.
pub(super) fn read(folder: &Path, problems: &mut Vec<Problem>) -> io::Result<Value> {
    let bytes = match fs::read(folder.join(FILE)) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            problems.push(Problem::error(
                FILE,
                Text::new("filen saknas", "the file is missing"),
                Text::new(
                    "lägg dit en beskrivning med id (name), titel och tabeller (resources); tabellerna läses ändå efter sina filnamn",
                    "add a descriptor with name, title and resources; the tables are read by file name meanwhile",
                ),
            ));
            return Ok(Value::Null);
        }
        Err(error) => return Err(error),
    };
    match serde_json::from_slice::<Value>(&bytes) {
        Ok(value) if value.is_object() => Ok(value),
        Ok(_) => {
            problems.push(Problem::error(
                FILE,
                Text::new("filen är inte ett JSON-objekt", "the file is not a JSON object"),
                Text::new(
                    "den ska börja med { och sluta med }",
                    "it must begin with { and end with }",
                ),
            ));
            Ok(Value::Null)
        }
        Err(error) => {
            problems.push(
                Problem::error(
                    FILE,
                    Text::new(
                        format!("filen är inte giltig JSON (tecken {} på raden)", error.column()),
                        format!("the file is not valid JSON (character {} of the line)", error.column()),
                    ),
                    Text::new(
                        "rätta på den raden: ofta saknas ett komma, ett citattecken eller en parentes",
                        "mend that line: often a comma, a quote or a bracket is missing",
                    ),
                )
                .at_line(error.line() as u64),
            );
            Ok(Value::Null)
        }
    }
}

/// Fills in what the descriptor says of the network; the folder's name stands
/// in for a missing id.
pub(super) fn describe(
    descriptor: &Value,
    folder: &Path,
    network: &mut Network,
    problems: &mut Vec<Problem>,
) {
    let text = |key: &str| descriptor[key].as_str().map(str::to_owned);
    let folder_name = || {
        let path = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
        path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
    };
    network.id = text("name").unwrap_or_else(folder_name);
    network.title = text("title").unwrap_or_else(|| network.id.clone());
    network.kind = text("kind").as_deref().and_then(NetworkKind::from_slug);
    if let Some(kind) = text("kind").filter(|_| network.kind.is_none()) {
        let words: Vec<&str> = NetworkKind::ALL.iter().map(|word| word.slug()).collect();
        let words = words.join(", ");
        problems.push(Problem::error(
            FILE,
            Text::new(
                format!("kind är ”{kind}”, som inte finns"),
                format!("kind is `{kind}`, which there is not"),
            ),
            Text::new(
                format!("skriv något av: {words}; utan räknas nätet som en plats"),
                format!("write one of: {words}; without one it is read as a place"),
            ),
        ));
    }
    network.place = text("place");
    network.period = text("period");
    network.language = text("language");
    network.licence = descriptor["licenses"][0]["name"].as_str().map(str::to_owned);
    let boundary = &descriptor["boundary"];
    network.boundary = Boundary {
        asked: boundary["asked"].as_str().map(str::to_owned),
        could_have_been_asked: boundary["could_have_been_asked"].as_str().map(str::to_owned),
    };
}

/// The path of a table's file within the package, if the descriptor lists it.
pub(super) fn path_of(
    descriptor: &Value,
    table: &str,
    problems: &mut Vec<Problem>,
) -> Option<String> {
    let resources = descriptor["resources"].as_array()?;
    let path = resources.iter().find(|r| r["name"] == table)?["path"].as_str()?.to_owned();
    if is_inside(&path) {
        return Some(path);
    }
    problems.push(Problem::error(
        FILE,
        Text::new(
            format!("tabellen {table} pekar ut ur mappen: {path}"),
            format!("table {table} points out of the folder: {path}"),
        ),
        Text::new(
            "lägg filen i nätverkets mapp och skriv bara filnamnet",
            "put the file in the network's folder and write only its name",
        ),
    ));
    None
}

/// Whether a path stays within the package's folder.
fn is_inside(path: &str) -> bool {
    Path::new(path).components().all(|part| matches!(part, Component::Normal(_)))
}

/// Paths of listed tables that have no name in `known`.
pub(super) fn other_paths(descriptor: &Value, known: &[&str]) -> Vec<String> {
    let resources = descriptor["resources"].as_array().map_or(&[][..], Vec::as_slice);
    resources
        .iter()
        .filter(|resource| !resource["name"].as_str().is_some_and(|name| known.contains(&name)))
        .filter_map(|resource| resource["path"].as_str())
        .filter(|path| is_inside(path))
        .map(str::to_owned)
        .collect()
}
