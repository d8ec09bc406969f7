//! Any bytes as a text file.

#![no_main]

#[path = "../accounted.rs"]
mod accounted;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    accounted::check("fil.csv", bytes);
});
