//! Reading workbooks of strangers in a process of their own.
//!
//! The counts of [`super::limit`] bound what a workbook may ask for; the process bounds
//! what the counts may have missed, in this code or in the libraries below it.
//!
//! *Invariant*: this is the one file of `load` that starts a process, and the only
//! program it starts is the one it is told to, which is `samkarta` itself.

use std::io::{self, Read, Write};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use super::error::{SheetError, Trouble};
use super::foreign::{Signature, signature};
use super::limit::{LARGEST, Limit};
use super::workbook::record::{self, Stopped};
use super::{Sheet, content, from_bytes, of_worksheets};
use crate::model::Progress;

/// How long a workbook may be read; what is left of 5 s is for finding its tables.
const LONGEST: Duration = Duration::from_secs(4);

/// How often a reading looks whether anybody still waits for it.
const GLANCE: Duration = Duration::from_millis(20);

/// Seconds of computing that a workbook may take.
#[cfg(unix)]
const SECONDS: u64 = 5;

/// Bytes of memory that a workbook may take, the program's own among them.
#[cfg(unix)]
const MEMORY: u64 = 256 << 20;

/// The hidden command of the program that reads a workbook.
pub const COMMAND: &str = "read-workbook";

/// The tables of a file; a workbook is read by `program`, in a process with limits.
///
/// `program` is the `samkarta` command, for the command and the server
/// [`std::env::current_exe`]. Where it cannot be started the workbook is read here,
/// within the counts of [`super::read`] alone.
///
/// # Errors
/// As [`super::read`], and [`SheetError::TooMuch`] with [`Limit::Time`] or
/// [`Limit::Memory`] when the process met a limit.
///
/// # Cost
/// That of [`super::read`], a process, and a copy of the cells.
pub fn read_apart(path: &Path, program: &Path) -> Result<Vec<Sheet>, SheetError> {
    read_bytes_apart(path, content(path)?, program, &Progress::silent())
}

/// The tables of a file that is in memory and has this name, as [`read_apart`]. `progress` hears
/// of the milliseconds that a workbook may take; when it stops the work its process is ended.
///
/// # Errors
/// As [`read_apart`], and [`SheetError::Unwanted`] when `progress` stops the work.
pub fn read_bytes_apart(
    name: &Path,
    bytes: Vec<u8>,
    program: &Path,
    progress: &Progress,
) -> Result<Vec<Sheet>, SheetError> {
    let is_workbook = signature(&bytes) == Signature::Zip && bytes.len() as u64 <= LARGEST;
    match is_workbook.then(|| start(program)) {
        Some(Ok(child)) => in_child(child, bytes, progress).map_err(|why| match why {
            Stop::Trouble(trouble) => trouble.of(name),
            Stop::Unwanted => SheetError::Unwanted { path: name.to_path_buf() },
        }),
        Some(Err(_)) | None => from_bytes(name, bytes),
    }
}

/// What the started process does: limits itself, reads a workbook from `from` and
/// writes its worksheets to `to`.
///
/// # Errors
/// Only when nobody listens.
pub fn serve_apart(from: impl Read, to: impl Write) -> io::Result<()> {
    limit_process();
    let mut bytes = Vec::new();
    from.take(LARGEST + 1).read_to_end(&mut bytes)?;
    record::write(&bytes, to)
}

/// Sets the limits of this process. Where the system has none, the clock of the parent
/// and the counts have to do.
#[cfg(unix)]
fn limit_process() {
    use rustix::process::{Resource, Rlimit, setrlimit};
    for (resource, most) in [(Resource::As, MEMORY), (Resource::Cpu, SECONDS), (Resource::Core, 0)]
    {
        let limit = Rlimit { current: Some(most), maximum: Some(most) };
        // A system that refuses leaves the process as it was.
        let _refused = setrlimit(resource, limit);
    }
}

#[cfg(not(unix))]
fn limit_process() {}

fn start(program: &Path) -> io::Result<Child> {
    Command::new(program)
        .arg(COMMAND)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
}

/// How the process ended.
enum Ended {
    /// By itself.
    Itself(io::Result<ExitStatus>),
    /// Killed, because it took too long.
    Late,
    /// Killed, because nobody waits for it.
    Unwanted,
}

/// Why a process gave no sheets.
enum Stop {
    Trouble(Trouble),
    Unwanted,
}

fn in_child(mut child: Child, bytes: Vec<u8>, progress: &Progress) -> Result<Vec<Sheet>, Stop> {
    let (input, output) = (child.stdin.take(), child.stdout.take());
    let (done, is_done) = channel();
    let (read, ended) = thread::scope(|scope| {
        let watch = scope.spawn(move || watch(child, &is_done, progress));
        // A process that ends early closes its input; what it said tells why.
        let feed = scope.spawn(move || input.map(|mut input| input.write_all(&bytes)));
        let read = output.map_or(Err(Stopped::Midway), record::read);
        // The watch goes on when this end of the channel is gone.
        drop(done);
        let ended = watch.join();
        drop(feed.join());
        (read, ended)
    });
    match (read, ended) {
        (Ok(worksheets), _) => of_worksheets(worksheets).map_err(Stop::Trouble),
        (Err(Stopped::Trouble(trouble)), _) => Err(Stop::Trouble(trouble)),
        (Err(Stopped::Midway), Ok(ended)) => Err(why(&ended)),
        (Err(Stopped::Midway), Err(_)) => Err(Stop::Trouble(broke_down())),
    }
}

/// Waits until the records are read, the time is up or nobody waits, and ends the process.
fn watch(mut child: Child, is_done: &Receiver<()>, progress: &Progress) -> Ended {
    let start = Instant::now();
    let why = loop {
        let waited = start.elapsed();
        if waited >= LONGEST {
            break Ended::Late;
        }
        if progress.tell(waited.as_millis() as usize, LONGEST.as_millis() as usize).is_none() {
            break Ended::Unwanted;
        }
        if is_done.recv_timeout(GLANCE) != Err(RecvTimeoutError::Timeout) {
            return Ended::Itself(child.wait());
        }
    };
    // It may have ended by itself just now.
    let _ended = child.kill();
    // Waited for, so that nothing is left of it.
    let _status = child.wait();
    why
}

/// Why the records stopped midway.
fn why(ended: &Ended) -> Stop {
    Stop::Trouble(match ended {
        Ended::Unwanted => return Stop::Unwanted,
        Ended::Late => Trouble::TooMuch(Limit::Time),
        Ended::Itself(Ok(status)) => by_signal(*status).unwrap_or_else(broke_down),
        Ended::Itself(Err(_)) => broke_down(),
    })
}

/// A process that asks for more memory than it may have aborts; one that computes too
/// long is killed.
#[cfg(unix)]
fn by_signal(status: ExitStatus) -> Option<Trouble> {
    use rustix::process::Signal;
    use std::os::unix::process::ExitStatusExt;
    let signal = status.signal()?;
    if [Signal::ABORT, Signal::KILL, Signal::SEGV].iter().any(|s| s.as_raw() == signal) {
        Some(Trouble::TooMuch(Limit::Memory))
    } else if signal == Signal::XCPU.as_raw() {
        Some(Trouble::TooMuch(Limit::Time))
    } else {
        None
    }
}

#[cfg(not(unix))]
fn by_signal(_: ExitStatus) -> Option<Trouble> {
    None
}

fn broke_down() -> Trouble {
    Trouble::damaged("xlsx", "läsningen avbröts oväntat", "the reading broke off")
}
