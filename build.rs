//! Builds again when the built map has changed: release builds embed it.

fn main() {
    println!("cargo:rerun-if-changed=viz/dist");
    println!("cargo:rerun-if-changed=build.rs");
}
