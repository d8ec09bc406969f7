//! Hold-out figures of the tie predictors on published sets.

use std::path::Path;

use samkarta::measure::predict::{HoldOut, Index, Observed, evaluate};
use samkarta::model::Progress;

/// Memberships of a published set, where the data of development lie.
fn two_mode(file: &str) -> Option<Observed> {
    let folder = std::env::var_os("SAMKARTA_SHARED");
    let folder = folder.map_or_else(|| Path::new("../shared").to_owned(), Into::into);
    let text = std::fs::read_to_string(folder.join("data/two-mode").join(file)).ok()?;
    let pairs = text.lines().skip(1).filter_map(|line| line.split_once(','));
    Some(Observed::of_names(pairs.collect::<Vec<_>>().into_iter(), true))
}

/// The bars that the ensemble has to reach on sets that it was not made for; 100 repeats
/// as in the published figures take minutes without optimisation, so fewer are made here
/// and two standard errors are allowed.
#[test]
fn published_memberships_are_found() {
    for (file, bar) in [
        ("southern_women.csv", 0.775),
        ("brunson_corporate_leadership.csv", 0.69),
        ("ceos_clubs.csv", 0.62),
    ] {
        let Some(seen) = two_mode(file) else {
            eprintln!("skipped: {file} is not here; SAMKARTA_SHARED names the folder above it");
            continue;
        };
        let with = HoldOut { repeats: 8, ..HoldOut::default() };
        let found = evaluate(&seen, &with, &[Index::Ensemble], Progress::silent()).unwrap();
        let auc = found.figures[0].auc.unwrap();
        let error = auc.sd / (with.repeats as f64).sqrt();
        assert!(auc.mean + 2.0 * error >= bar, "{file}: {auc:?}");
    }
}
