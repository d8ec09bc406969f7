//! From nothing to a map of the 2020 package: load, analyse, listen, answer,
//! and resident memory. Prints figures; judges nothing.
//!
//! `cargo bench --bench first_light`. With Chromium and the browser tests'
//! npm packages there, the time to a painted map, too.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use samkarta::findings::Analysis;
use samkarta::graph::Graph;
use samkarta::layout::{Options, of_network};
use samkarta::load::Package;
use samkarta::measure::Parameters;

const NETWORK: &str = "networks/sodertalje-2020";
const RUNS: usize = 21;

type Failed = Box<dyn std::error::Error>;

fn main() -> Result<(), Failed> {
    in_process()?;
    let mut listening = Vec::new();
    for _ in 0..RUNS {
        let started = Instant::now();
        let mut server = Server::start()?;
        listening.push(started.elapsed());
        server.stop();
    }
    print("process start to listening", &mut listening);

    let server = Server::start()?;
    let base = format!("/api/networks/{}", NETWORK.trim_start_matches("networks/"));
    for path in ["", "/layout", "/coverage", "/findings"] {
        let started = Instant::now();
        let bytes = server.get(&format!("{base}{path}"))?;
        let took = started.elapsed();
        println!("first answer {path:<12} {:>8.2} ms  {bytes} bytes", ms(took));
    }
    println!("resident after all answers   {:>8.1} MB", server.resident_mb()?);
    drop(server);
    painted()
}

fn in_process() -> Result<(), Failed> {
    let mut times: [Vec<Duration>; 4] = Default::default();
    for _ in 0..RUNS {
        let mut lap = Instant::now();
        let mut next = |times: &mut Vec<Duration>| {
            times.push(lap.elapsed());
            lap = Instant::now();
        };
        let package = Package::open(Path::new(NETWORK))?;
        next(&mut times[0]);
        let graph = Graph::new(&package.network);
        let analysis = Analysis::new(&graph, Parameters::default());
        next(&mut times[1]);
        let findings = analysis.run(&[]);
        next(&mut times[2]);
        let plan = of_network(&graph, &Options::default())?;
        next(&mut times[3]);
        std::hint::black_box((findings, plan));
    }
    for (name, times) in ["load", "coverage", "findings", "layout"].iter().zip(&mut times) {
        print(name, times);
    }
    Ok(())
}

fn print(name: &str, times: &mut [Duration]) {
    times.sort_unstable();
    let (least, median) = (times[0], times[times.len() / 2]);
    println!(
        "{name:<28} {:>8.2} ms median, {:.2} ms least of {}",
        ms(median),
        ms(least),
        times.len()
    );
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

/// The time from a browser's request to a painted map, by the browser tests'
/// own probe; skipped with a word where the probe cannot run.
fn painted() -> Result<(), Failed> {
    let probe = "tests/browser/paint.mjs";
    if !Path::new("tests/browser/node_modules").exists() || !Path::new(probe).exists() {
        println!("painted map: skipped (run make browser once)");
        return Ok(());
    }
    let server = Server::start()?;
    let done =
        Command::new("node").arg(probe).arg(format!("http://{}/", server.address)).output()?;
    print!("{}", String::from_utf8_lossy(&done.stdout));
    Ok(())
}

struct Server {
    child: Child,
    address: String,
}

impl Server {
    fn start() -> Result<Self, Failed> {
        let mut child = Command::new(env!("CARGO_BIN_EXE_samkarta"))
            .args(["serve", NETWORK, "--no-open", "--port", "0"])
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()?;
        let mut line = String::new();
        let errors = child.stderr.take().ok_or("no standard error")?;
        BufReader::new(errors).read_line(&mut line)?;
        let address = line.split("http://").nth(1).and_then(|rest| rest.split('/').next());
        let address = address.ok_or_else(|| format!("no address in: {line}"))?.to_owned();
        Ok(Self { child, address })
    }

    fn get(&self, path: &str) -> Result<usize, Failed> {
        let mut stream = TcpStream::connect(&self.address)?;
        write!(
            stream,
            "GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n",
            self.address
        )?;
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes)?;
        Ok(bytes.len())
    }

    fn resident_mb(&self) -> Result<f64, Failed> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let line = status.lines().find(|line| line.starts_with("VmRSS:")).ok_or("no VmRSS")?;
        let kb: f64 = line.split_whitespace().nth(1).ok_or("no figure")?.parse()?;
        Ok(kb / 1024.0)
    }

    fn stop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop();
    }
}
