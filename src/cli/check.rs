//! `samkarta check`: what is wrong with a package.

use std::path::PathBuf;

use super::{Stop, open, print};
use crate::load::Severity;
use crate::model::Lang;

/// Kontrollera ett nätverk och visa varje problem (check a network)
#[derive(clap::Args)]
pub(super) struct Args {
    /// Nätverkets mapp (the network's folder)
    network: PathBuf,
}

pub(super) fn run(args: &Args, lang: Lang) -> Result<(), Stop> {
    let package = open(&args.network, lang)?;
    for problem in &package.problems {
        print(&problem.render(lang))?;
    }
    let count = |severity| package.problems.iter().filter(|p| p.severity == severity).count();
    let (errors, notes) = (count(Severity::Error), count(Severity::Warning));
    let net = &package.network;
    let (actors, forums) = (net.actors.len(), net.forums.len());
    let folder = args.network.display();
    let summary = match lang {
        Lang::Sv => format!(
            "{folder}: {actors} aktörer, {forums} forum, {} insatser, {} remissvägar; {errors} fel, {notes} påpekanden\n",
            net.services.len(),
            net.referrals.len()
        ),
        Lang::En => format!(
            "{folder}: {actors} actors, {forums} forums, {} services, {} referrals; {errors} errors, {notes} notes\n",
            net.services.len(),
            net.referrals.len()
        ),
    };
    if errors > 0 {
        return Err(Stop::Data(summary));
    }
    eprint!("{summary}");
    Ok(())
}
