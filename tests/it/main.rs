//! Integration tests: the library and the command as users meet them.
//!
//! One binary, one noun a file. Nothing here depends on time, order or a
//! network socket.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that panics has failed")]

mod agency;
mod answer_key;
mod api;
mod broken;
mod command;
mod compare;
mod decisions;
mod direction;
mod dot;
mod drawings;
mod findings;
mod findings_list;
mod five;
mod fixture;
mod footing;
mod frictionless;
mod fuzz;
mod hostile;
mod import;
mod link;
mod measures;
mod missing;
mod normalise;
mod package;
mod persona;
mod predict;
mod relations;
mod round_trip;
mod sheets;
mod structure;
mod template;
mod unwanted;
mod verdicts;
mod whatif;
mod workbook;
