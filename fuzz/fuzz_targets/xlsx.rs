//! Any bytes as the parts of a workbook: a line `=name` starts a part, so that the
//! fuzzer need not learn to pack a zip archive. Bytes that start like an archive are
//! taken as one.

#![no_main]

#[path = "../accounted.rs"]
mod accounted;
#[path = "../packed.rs"]
mod packed;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    match bytes.starts_with(b"PK") {
        true => accounted::check("fil.xlsx", bytes),
        false => accounted::check("fil.xlsx", &packed::packed(bytes)),
    };
});
