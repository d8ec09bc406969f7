//! The fuzz targets on a stable compiler: seeds changed at random, from a seed that is
//! printed. A short run each time; `SAMKARTA_FUZZ_SECONDS=60` runs each for a minute.

use std::fmt::Write as _;
use std::time::{Duration, Instant};
use std::{env, fs, panic};

use crate::fixture::{files, root};

#[path = "../../fuzz/accounted.rs"]
mod accounted;
#[path = "../../fuzz/packed.rs"]
mod packed;

/// How long one file may take. Far more than it should, because a test machine may be
/// busy.
const SLOW: Duration = Duration::from_secs(20);

/// A generator of the xorshift kind.
///
/// # Source
/// G. Marsaglia, "Xorshift RNGs", Journal of Statistical Software 8 (2003), 14.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, n: usize) -> usize {
        (self.next() % n.max(1) as u64) as usize
    }

    fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }
}

/// What turns up where it is not expected.
const PIECES: &[&[u8]] = &[
    b"\"",
    b"\"\"",
    b";",
    b",",
    b"\t",
    b"|",
    b"\n",
    b"\r",
    b"\r\n",
    b"\n\n",
    b"\\",
    b"'",
    b" ",
    b"\0",
    b"\xFF",
    b"\xE5",
    b"\xEF\xBB\xBF",
    b"\xFF\xFE",
    b"\xC3",
    b"0",
    b"-1",
    b"1,5",
    b"2024-01-02",
    b"Summa",
    b"<",
    b">",
    b"&",
    b"&amp;",
    b"&#x0;",
    b"&x;",
    b"/>",
    b"<row>",
    b"</row>",
    b"<c r=\"XFD1048576\">",
    b"<v>",
    b"</v>",
    b"<is><t>",
    b"<!--",
    b"]]>",
    b"<![CDATA[",
    b"<!DOCTYPE a>",
    b"4294967296",
    b"99999999999999999999",
    b"1E+308",
    b"A1:XFD1048576",
    b"r=\"\"",
    b"_x000D_",
    b"t=\"s\"",
    b"hidden=\"1\"",
    b"\n=xl/workbook.xml\n",
    b"PK\x01\x02",
];

/// A seed with one to eight changes.
fn changed(seeds: &[Vec<u8>], random: &mut Random) -> Vec<u8> {
    let mut bytes = random.pick(seeds).clone();
    for _ in 0..=random.below(8) {
        let (from, length) = (random.below(bytes.len() + 1), random.below(40));
        let to = (from + length).min(bytes.len());
        match random.below(7) {
            0 if from < bytes.len() => bytes[from] ^= 1 << random.below(8),
            1 => drop(bytes.drain(from..to)),
            2 => {
                let piece = bytes[from..to].to_vec();
                let at = random.below(bytes.len() + 1);
                bytes.splice(at..at, piece);
            }
            3 => {
                let piece = bytes[from..to].repeat(random.below(60));
                bytes.splice(from..from, piece);
            }
            4 => {
                let other = random.pick(seeds);
                let start = random.below(other.len() + 1);
                let end = (start + random.below(200)).min(other.len());
                bytes.splice(from..to, other[start..end].iter().copied());
            }
            _ => drop(bytes.splice(from..from, random.pick(PIECES).iter().copied())),
        }
    }
    bytes.truncate(1 << 16);
    bytes
}

/// Checks changed seeds until the time is up.
fn fuzz(name: &str, seeds: &[Vec<u8>], check: impl Fn(&[u8]) -> usize + panic::RefUnwindSafe) {
    let number = |name: &str| env::var(name).ok().and_then(|text| text.parse::<u64>().ok());
    let seconds = number("SAMKARTA_FUZZ_SECONDS").unwrap_or(1);
    let seed = number("SAMKARTA_FUZZ_SEED").unwrap_or(0x5EED_2026).max(1);
    let mut random = Random(seed);
    let (started, mut n, mut tables) = (Instant::now(), 0, 0);
    for seed in seeds {
        assert!(check(seed) > 0 || name == "csv", "{name}: a seed gives no table");
    }
    while started.elapsed().as_secs() < seconds {
        let bytes = changed(seeds, &mut random);
        let began = Instant::now();
        let ended = panic::catch_unwind(|| check(&bytes));
        tables += usize::from(ended.as_ref().is_ok_and(|sheets| *sheets > 0));
        if ended.is_err() || began.elapsed() > SLOW {
            let text = bytes.iter().fold(String::new(), |mut text, byte| {
                write!(text, "{}", byte.escape_ascii()).unwrap();
                text
            });
            panic!("{name}, seed {seed}, file {n}, {:?}: b\"{text}\"", began.elapsed());
        }
        n += 1;
    }
    println!("{name}: {n} files in {seconds} s, {tables} of them tables, seed {seed}");
}

fn seeds(folder: &str) -> Vec<Vec<u8>> {
    let found = files(folder, &[".csv", ".txt"]);
    assert!(found.iter().all(|path| path.starts_with(root())));
    found.iter().map(|path| fs::read(path).unwrap()).collect()
}

#[test]
fn any_text_file_is_accounted_for() {
    let mut seeds = seeds("fuzz/seeds/csv");
    seeds.extend(self::seeds("tests/data").into_iter().filter(|seed| seed.len() < 4096));
    let wide: Vec<u8> =
        String::from_utf8_lossy(&seeds[0]).encode_utf16().flat_map(u16::to_le_bytes).collect();
    seeds.push(wide);
    fuzz("csv", &seeds, |bytes| accounted::check("fil.csv", bytes));
}

#[test]
fn any_workbook_is_accounted_for() {
    let seeds = seeds("fuzz/seeds/xlsx");
    fuzz("xlsx", &seeds, |bytes| accounted::check("fil.xlsx", &packed::packed(bytes)));
    // Archives themselves, sound but for a few bytes.
    let archives: Vec<Vec<u8>> = seeds.iter().map(|seed| packed::packed(seed)).collect();
    fuzz("zip", &archives, |bytes| accounted::check("fil.xlsx", bytes));
}

#[test]
fn the_seed_of_workbooks_is_a_workbook() {
    let sheets = samkarta::load::sheet::from_bytes(
        "bok.xlsx".as_ref(),
        packed::packed(&seeds("fuzz/seeds/xlsx")[0]),
    )
    .unwrap();
    assert_eq!(sheets.len(), 2);
    assert_eq!(sheets[0].header, ["Enhet", "Antal", "Dag"]);
    let rows: Vec<Vec<&str>> = sheets[0].rows().map(|row| row.cells().collect()).collect();
    assert_eq!(rows[0], ["a\nb", "0.3", "2026-03-01T12:00"]);
    assert_eq!(rows[1], ["a\nb", "010101-1234", "1900-02-29"]);
}
