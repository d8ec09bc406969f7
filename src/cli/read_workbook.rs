//! `samkarta read-workbook`: reads a workbook for another `samkarta`, within limits.
//!
//! Not for people and not in the help: [`read_apart`](crate::load::sheet::read_apart)
//! starts it.

use std::io::{self, BufWriter};
use std::process;

use super::Stop;
use crate::load::sheet;

/// Läs en arbetsbok från standard in, åt samkarta självt
/// (read a workbook from standard input, for samkarta itself)
#[derive(clap::Args)]
pub(super) struct Args {}

pub(super) fn run(_: &Args) -> Result<(), Stop> {
    // A panic must not look like an abort, which means that memory ran out.
    std::panic::set_hook(Box::new(|_| process::exit(101)));
    Ok(sheet::serve_apart(io::stdin().lock(), BufWriter::new(io::stdout().lock()))?)
}
