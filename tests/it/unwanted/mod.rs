//! Readings that nobody waits for any more: they end, and so do their processes.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use samkarta::load::Package;
use samkarta::load::import::{self, Options};
use samkarta::load::sheet::{self, SheetError};
use samkarta::model::{Network, Progress};
use samkarta::serve::{State, app};
use samkarta::store::open_path;
use serde_json::json;
use tower::ServiceExt;
use tower::util::Oneshot;

use crate::fixture::{REAL, copy, open, real, root};

const TIES: &[u8] = b"from,to\nrvc,polisen\n";

/// How often a file is looked for, and when it is given up.
const LOOK: Duration = Duration::from_millis(5);
const LATE: Duration = Duration::from_secs(90);

/// A program that never reads a workbook to its end, a "workbook" for it, and where it says who
/// it is.
fn never_done(folder: &Path) -> (PathBuf, Vec<u8>, PathBuf) {
    let says = folder.join("pid");
    let bytes = format!("PK\u{3}\u{4}\n{}\n", says.display()).into_bytes();
    (root().join("tests/it/unwanted/never-done.sh"), bytes, says)
}

/// Whether a process that told its id runs.
fn runs(says: &Path) -> bool {
    let id = std::fs::read_to_string(says).unwrap();
    let asked = std::process::Command::new("kill").args(["-0", id.trim()]).output();
    asked.unwrap().status.success()
}

#[cfg(unix)]
#[test]
fn a_workbook_that_nobody_waits_for_is_not_read_and_its_process_is_gone() {
    let folder = tempfile::tempdir().unwrap();
    let (program, bytes, says) = never_done(folder.path());
    let left = |_, _| match says.exists() {
        true => ControlFlow::Break(()),
        false => ControlFlow::Continue(()),
    };
    let read =
        sheet::read_bytes_apart(Path::new("bok.xlsx"), bytes, &program, &Progress::new(&left));
    assert!(matches!(read, Err(SheetError::Unwanted { .. })), "{read:?}");
    assert!(!runs(&says));
    let text = read.unwrap_err().text();
    assert!(text.sv.contains("bok.xlsx") && text.en.contains("nobody waits"), "{text:?}");
}

#[test]
fn reading_interviews_ends_at_whatever_step_nobody_waits() {
    let mut sheets: Vec<PathBuf> =
        std::fs::read_dir(root().join("networks/exempel-lindvik/sheets"))
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .collect();
    sheets.sort();
    let files: Vec<_> = sheets.iter().map(|path| open_path(path, None).unwrap()).collect();
    let read = |most: usize| {
        let told = AtomicUsize::new(0);
        let tell = |_, _| match told.fetch_add(1, Ordering::Relaxed) < most {
            true => ControlFlow::Continue(()),
            false => ControlFlow::Break(()),
        };
        let base = Network::default();
        let import = import::read(&files, &base, &Options::default(), &Progress::new(&tell));
        (import.is_some(), told.into_inner())
    };
    let (whole, steps) = read(usize::MAX);
    let rows: usize = files
        .iter()
        .map(|file| match &file.content {
            import::Content::Sheets(sheets) => sheets.iter().map(|one| one.rows().count()).sum(),
            _ => 0,
        })
        .sum();
    assert!(whole && steps > 2 * rows, "{steps} steps, {rows} rows");
    for most in (0..steps).step_by(steps / 12) {
        // Told once more, and then no more.
        assert_eq!(read(most), (false, most + 1));
    }
}

/// The API on one network, with the program that reads workbooks.
fn serving(package: Package, program: Option<PathBuf>) -> Router {
    app(State::new(vec![package], None).with_program(program))
}

/// An import of one file into the network of the tests, on its way.
fn ask(app: &Router, name: &str, bytes: &[u8], write: bool) -> Oneshot<Router, Request<Body>> {
    let file = json!({ "name": name, "base64": STANDARD.encode(bytes) });
    let body = json!({ "files": [file], "write": write }).to_string();
    let request = Request::post("/api/networks/sodertalje-2020/import");
    let request = request.header("host", "127.0.0.1:8747");
    let request = request.header("content-type", "application/json");
    app.clone().oneshot(request.body(Body::from(body)).unwrap())
}

#[cfg(unix)]
#[tokio::test]
async fn cancelling_an_import_ends_the_process_that_reads_and_lets_others_in() {
    let folder = tempfile::tempdir().unwrap();
    let (program, bytes, says) = never_done(folder.path());
    let app = serving(real(), Some(program));
    let begun = async {
        while !says.exists() {
            tokio::task::yield_now().await;
        }
    };
    tokio::select! {
        answer = ask(&app, "bok.xlsx", &bytes, false) => panic!("it ended by itself: {answer:?}"),
        () = begun => {}
    }
    // Readings wait for one another: this one is let in when the first is over.
    let answer = ask(&app, "band.csv", TIES, false).await.unwrap();
    assert_eq!(answer.status(), StatusCode::OK);
    assert!(!runs(&says));
}

#[tokio::test]
async fn what_is_to_be_written_is_written_whoever_has_left() {
    let (_guard, folder) = copy(&root().join(REAL));
    let app = serving(open(&folder), None);
    tokio::select! {
        biased;
        answer = ask(&app, "band.csv", TIES, true) => panic!("it ended by itself: {answer:?}"),
        () = std::future::ready(()) => {}
    }
    // Two that are asked at once are read in whatever order their threads take the lock.
    let receipt = folder.join("imports/0001/receipt.json");
    let begun = async {
        while !receipt.exists() {
            tokio::time::sleep(LOOK).await;
        }
    };
    tokio::time::timeout(LATE, begun).await.expect("nothing was written");
    // Whoever imports next is let in when the first import is written.
    let answer = ask(&app, "band.csv", TIES, false).await.unwrap();
    assert_eq!(answer.status(), StatusCode::OK);
    let (before, after) = (real().network.ties.len(), open(&folder).network.ties.len());
    assert!(after > before, "{before} ties before, {after} after");
}
