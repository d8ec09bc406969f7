//! Prints the API's own description, from which the map's types are made.

fn main() -> Result<(), serde_json::Error> {
    print!("{}", samkarta::serve::openapi()?);
    Ok(())
}
