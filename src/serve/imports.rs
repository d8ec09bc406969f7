//! Imports over the API: the same files and choices are sent again until somebody says
//! write, so nothing is kept here in between and nothing is written before.

use std::path::Path as File;

use axum::extract::{Path, State as Shared};
use axum::http::StatusCode;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::answer::Refusal;
use super::app::{Answer, about_while_wanted, find, ready};
use super::asked::ToImport;
use super::state::{Open, State};
use crate::export::json;
use crate::load::form::{Question, SavedForm};
use crate::load::import::{self as imports, Options};
use crate::load::{Package, Problem};
use crate::model::text::Word;
use crate::model::{Lang, Progress, Text};
use crate::store::imports::{ImportError, commit, undo as take_back};
use crate::store::{alone, open_bytes, reason};

/// The most bytes of one request: the largest files and a third more, for base64.
pub(super) const LARGEST: usize = 400 << 20;

/// Reads files into an open network; writes when asked to. A reading ends when nobody waits for it
/// any more; what is to be written is written to its end.
pub(super) async fn import(
    Shared(state): Shared<State>,
    Path(id): Path<String>,
    axum::Json(asked): axum::Json<ToImport>,
) -> Answer {
    let shared = state.clone();
    about_while_wanted(state, id, move |open, wanted| {
        let wanted = if asked.write { Progress::silent() } else { wanted };
        imported(&shared, open, &asked, &wanted)
    })
    .await
}

fn imported(state: &State, open: &Open, asked: &ToImport, wanted: &Progress) -> Answer {
    // From disk, under a lock: others may have written since the network was opened.
    let _one_at_a_time = state.writing();
    let folder = open.package().folder;
    let _held = asked.write.then(|| alone(&folder)).transpose().map_err(Refusal::internal)?;
    let package = Package::open(&folder).map_err(Refusal::internal)?;
    let mut files = Vec::new();
    for (at, file) in asked.files.iter().enumerate() {
        wanted.tell(at, asked.files.len()).ok_or_else(unwanted)?;
        let bytes = STANDARD.decode(&file.base64).map_err(|_| {
            Refusal::bad_request(
                format!("{} kom inte fram hel; släpp filen igen.", file.name),
                format!("{} did not arrive whole; drop the file again.", file.name),
            )
        })?;
        let opened = open_bytes(File::new(&file.name), bytes, state.program(), wanted);
        files
            .push(opened.map_err(|why| {
                Refusal::new(StatusCode::UNPROCESSABLE_ENTITY, "unreadable", why)
            })?);
    }
    let import = imports::read(&files, &package.network, &options(&package, asked)?, wanted);
    let import = import.ok_or_else(unwanted)?;
    let (after, changes, problems) = imports::merged(&package, &import);
    let told = |number: Option<&str>| {
        json::imported(&package.network, &files, &import, &changes, &problems, number)
    };
    if !asked.write {
        return ready(json::line(&told(None)).map(Into::into));
    }
    let receipt = json::text(&json::receipt_of(&told(None))).map_err(Refusal::internal)?;
    let number = commit(&after, &import, &changes, receipt.as_bytes()).map_err(refused)?;
    state.reopen(&open.id, Package::open(&package.folder).map_err(Refusal::internal)?);
    ready(json::line(&told(Some(&number))).map(Into::into))
}

/// What an answer is that nobody hears.
fn unwanted() -> Refusal {
    Refusal::new(
        StatusCode::SERVICE_UNAVAILABLE,
        "unwanted",
        Text::new(
            "Läsningen avbröts, eftersom ingen väntade på den.",
            "The reading was ended, since nobody waited for it.",
        ),
    )
}

fn options(package: &Package, asked: &ToImport) -> Result<Options, Refusal> {
    let columns = asked.columns.iter().map(|chosen| {
        let question = Question::from_slug(&chosen.question).ok_or_else(|| {
            Refusal::bad_request(
                format!("{} är ingen fråga.", chosen.question),
                format!("{} is no question.", chosen.question),
            )
        })?;
        Ok((chosen.file.clone(), chosen.table.clone(), chosen.column, question))
    });
    Ok(Options {
        forms: SavedForm::all_in(&package.folder).map_err(broken)?,
        known_only: asked.known_only,
        columns: columns.collect::<Result<_, Refusal>>()?,
        answers: asked.answers.iter().map(|a| (a.words.clone(), a.target.clone())).collect(),
        ..Options::default()
    })
}

/// A saved form that cannot be read.
fn broken(problems: Vec<Problem>) -> Refusal {
    let said = |lang| problems.iter().map(|problem| problem.render(lang)).collect::<String>();
    let text = Text::new(said(Lang::Sv), said(Lang::En));
    Refusal::new(StatusCode::UNPROCESSABLE_ENTITY, "unreadable", text)
}

/// Takes the last import of an open network back.
pub(super) async fn undo(
    Shared(state): Shared<State>,
    Path(id): Path<String>,
) -> Result<StatusCode, Refusal> {
    let back = move || {
        let _one_at_a_time = state.writing();
        let folder = find(&state, &id)?.package().folder;
        take_back(&folder).map_err(refused)?;
        state.reopen(&id, Package::open(&folder).map_err(Refusal::internal)?);
        Ok(StatusCode::NO_CONTENT)
    };
    tokio::task::spawn_blocking(back).await.map_err(Refusal::internal)?
}

fn refused(error: ImportError) -> Refusal {
    match error {
        ImportError::None => Refusal::new(
            StatusCode::CONFLICT,
            "nothing_to_undo",
            Text::new(
                "Det finns ingen import att ta tillbaka.",
                "There is no import to take back.",
            ),
        ),
        ImportError::Changed(file) => Refusal::new(
            StatusCode::CONFLICT,
            "changed_since",
            Text::new(
                format!("{file} har ändrats efter importen, så den tas inte tillbaka."),
                format!("{file} was changed after the import, so it is not taken back."),
            ),
        ),
        ImportError::Io { path, source } => {
            let (path, why) = (path.display(), reason(&source));
            let text = Text::new(
                format!("{path} går inte att skriva: {}.", why.sv),
                format!("{path} cannot be written: {}.", why.en),
            );
            Refusal::new(StatusCode::INTERNAL_SERVER_ERROR, "internal", text)
        }
        ImportError::Damaged(Text { sv, en }) => {
            let text = Text::new(format!("{sv}."), format!("{en}."));
            Refusal::new(StatusCode::UNPROCESSABLE_ENTITY, "unreadable", text)
        }
        ImportError::Encode(cause) => Refusal::internal(cause),
    }
}
