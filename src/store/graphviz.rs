//! DOT read by Graphviz itself: `dot` in a process of its own, with a time limit.
//!
//! Nothing of the file is run or drawn: the layout engine that does least is asked for,
//! and only the graph itself is written.

use std::io::{self, Read, Write};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::model::{Progress, Text};

/// How long `dot` may take, unless told otherwise.
pub const PATIENCE: Duration = Duration::from_secs(30);

/// How much `dot` may write, in bytes.
const MOST: u64 = 256 << 20;

/// Why Graphviz gave nothing.
#[derive(Debug, thiserror::Error)]
pub enum GraphvizError {
    /// There is no `dot` on the machine.
    #[error("Graphviz is not installed: no `dot`")]
    Missing,
    /// `dot` cannot read the file.
    #[error("{0}")]
    Refused(String),
    /// `dot` took too long and was ended.
    #[error("`dot` was not done after {} s", .0.as_secs())]
    TooLong(Duration),
    /// `dot` was ended, since nobody waits for it.
    #[error("nobody waits for `dot`")]
    Unwanted,
    /// `dot` wrote more than is read.
    #[error("`dot` wrote more than {} MB", MOST >> 20)]
    TooMuch,
    /// The process could not be run.
    #[error("{0}")]
    Io(#[from] io::Error),
}

impl GraphvizError {
    /// What is wrong and what to do, for people.
    pub fn say(&self) -> (Text, Text) {
        match self {
            Self::Missing => (
                Text::new("Graphviz är inte installerat", "Graphviz is not installed"),
                Text::new(
                    "installera Graphviz (programmet dot) och försök igen",
                    "install Graphviz (the program dot) and try again",
                ),
            ),
            Self::Refused(said) => (
                Text::new(
                    format!("Graphviz kan inte läsa filen: {said}"),
                    format!("Graphviz cannot read the file: {said}"),
                ),
                Text::new("rätta filen på den rad som nämns", "mend the file on the line named"),
            ),
            Self::Unwanted => (
                Text::new("ingen väntar på läsningen", "nobody waits for the reading"),
                Text::new("läs filen igen", "read the file again"),
            ),
            Self::TooLong(_) | Self::TooMuch => (
                Text::new(self.to_string(), self.to_string()),
                Text::new("dela upp filen", "split the file"),
            ),
            Self::Io(error) => (super::reason(error), Text::default()),
        }
    }
}

/// A DOT file as the JSON that [`from_dot`](crate::load::agency::from_dot) reads.
///
/// # Errors
/// [`GraphvizError`] when `dot` is missing, refuses the file, takes longer than `patience`, or
/// is stopped by `progress`, which hears of the milliseconds of it.
pub fn dot_json(
    dot: &[u8],
    patience: Duration,
    progress: &Progress,
) -> Result<Vec<u8>, GraphvizError> {
    // `patchwork` leaves clusters and ranks as they are, and takes linear time.
    let mut child = Command::new("dot")
        .args(["-Kpatchwork", "-Tdot_json"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => GraphvizError::Missing,
            _ => GraphvizError::Io(error),
        })?;
    let (stdin, stdout, stderr) = (child.stdin.take(), child.stdout.take(), child.stderr.take());
    let input = dot.to_vec();
    // A `dot` that gives up early closes its end, which is no fault of ours.
    let writer = thread::spawn(move || stdin.map(|mut stdin| stdin.write_all(&input)));
    let output = thread::spawn(move || gather(stdout));
    let said = thread::spawn(move || gather(stderr));
    let ended = wait(&mut child, patience, progress);
    let _ = writer.join();
    let output = output.join().unwrap_or_default();
    let said = String::from_utf8_lossy(&said.join().unwrap_or_default()).trim().to_owned();
    let status = ended?;
    if output.len() as u64 > MOST {
        return Err(GraphvizError::TooMuch);
    }
    let errors = said.lines().filter(|line| !line.starts_with("Warning"));
    if !status.success() || output.is_empty() {
        return Err(GraphvizError::Refused(errors.collect::<Vec<_>>().join("; ")));
    }
    Ok(output)
}

fn gather(pipe: Option<impl Read>) -> Vec<u8> {
    let mut bytes = Vec::new();
    if let Some(pipe) = pipe {
        let _ = pipe.take(MOST + 1).read_to_end(&mut bytes);
    }
    bytes
}

/// Waits for the child; ends it when it takes too long or nobody waits for it.
fn wait(
    child: &mut Child,
    patience: Duration,
    progress: &Progress,
) -> Result<ExitStatus, GraphvizError> {
    let start = Instant::now();
    let why = loop {
        if let Some(status) = child.try_wait()? {
            return Ok(status);
        }
        let waited = start.elapsed();
        if waited > patience {
            break GraphvizError::TooLong(patience);
        }
        if progress.tell(waited.as_millis() as usize, patience.as_millis() as usize).is_none() {
            break GraphvizError::Unwanted;
        }
        thread::sleep(Duration::from_millis(5));
    };
    let _ = child.kill();
    child.wait()?;
    Err(why)
}
