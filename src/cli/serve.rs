//! `samkarta serve`: the map in the browser.

use std::path::PathBuf;
use std::process::{Command, Stdio};

use super::analyse::{Seen, today};
use super::{Stop, open_even_empty};
use crate::model::{Date, Lang};
use crate::serve::{Server, State};

/// Visa kartan i webbläsaren (show the map in the browser)
///
/// Lyssnar bara på den här datorn (127.0.0.1).
#[derive(clap::Args)]
pub(super) struct Args {
    /// Nätverkens mappar (the networks' folders)
    #[arg(required = true)]
    networks: Vec<PathBuf>,
    /// Port; 0 tar en ledig (port; 0 takes a free one)
    #[arg(long, default_value_t = 8747)]
    port: u16,
    /// Öppna inte webbläsaren (do not open the browser)
    #[arg(long)]
    no_open: bool,
    #[command(flatten)]
    seen: Seen,
}

pub(super) fn run(args: &Args, lang: Lang) -> Result<(), Stop> {
    let day = args.seen.day(lang)?;
    let packages = args
        .networks
        .iter()
        .map(|folder| open_even_empty(folder, lang))
        .collect::<Result<Vec<_>, _>>()?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_io()
        .enable_time()
        .build()?;
    runtime.block_on(async {
        let state = State::new(packages, Some(day))
            .with_program(std::env::current_exe().ok())
            .with_clock(|| Date::parse(&today()));
        let server = Server::bind(args.port, state).await.map_err(|error| {
            let port = args.port;
            let why = crate::store::reason(&error);
            let why = why.get(lang);
            Stop::Usage(match lang {
                Lang::Sv => format!("port {port} går inte att använda ({why}); välj en annan med --port, eller --port 0"),
                Lang::En => format!("port {port} cannot be used ({why}); choose another with --port, or --port 0"),
            })
        })?;
        let address = format!("http://{}/", server.address()?);
        match lang {
            Lang::Sv => eprintln!("Kartan finns på {address} (avsluta med Ctrl+C)"),
            Lang::En => eprintln!("The map is at {address} (stop with Ctrl+C)"),
        }
        if !args.no_open {
            open_browser(&address);
        }
        Ok(server.run().await?)
    })
}

/// Asks the desktop to open the address; without a desktop nothing happens,
/// and the address stands in the terminal.
fn open_browser(address: &str) {
    let opener = if cfg!(target_os = "macos") {
        "open"
    } else if cfg!(target_os = "windows") {
        "explorer"
    } else {
        "xdg-open"
    };
    let quiet = || Stdio::null();
    let _ =
        Command::new(opener).arg(address).stdin(quiet()).stdout(quiet()).stderr(quiet()).spawn();
}
