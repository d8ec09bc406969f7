//! The map in the browser: an HTTP API and the built page.
//!
//! *Invariant*: listens on loopback only, answers only requests that name a
//! loopback host, and takes changes only from its own page.

mod answer;
mod app;
mod asked;
mod assets;
mod confirmation;
mod decisions;
mod imports;
mod measures;
mod openapi;
mod persona;
mod state;
mod verdicts;
mod whatif;

use std::net::{Ipv4Addr, SocketAddr};

use tokio::net::TcpListener;

pub use app::app;
pub use openapi::openapi;
pub use state::State;

/// A server that listens and waits to run.
pub struct Server {
    listener: TcpListener,
    state: State,
}

impl Server {
    /// Listens on 127.0.0.1; port 0 takes any that is free.
    ///
    /// # Errors
    /// When the port is taken.
    pub async fn bind(port: u16, state: State) -> std::io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await?;
        Ok(Self { listener, state })
    }

    /// Where it listens.
    ///
    /// # Errors
    /// When the socket is gone.
    pub fn address(&self) -> std::io::Result<SocketAddr> {
        self.listener.local_addr()
    }

    /// Answers until interrupted, making ready meanwhile what a page asks first.
    ///
    /// # Errors
    /// When the socket fails.
    pub async fn run(self) -> std::io::Result<()> {
        let interrupted = async {
            let _ = tokio::signal::ctrl_c().await;
        };
        let state = self.state.clone();
        tokio::task::spawn_blocking(move || state.prepare());
        axum::serve(self.listener, app(self.state)).with_graceful_shutdown(interrupted).await
    }
}
