//! What requests say.

use serde::Deserialize;

/// Whose routes to what.
#[derive(Deserialize)]
pub(super) struct Asked {
    pub group: String,
    pub function: String,
}

/// A file to download.
#[derive(Deserialize)]
pub(super) struct Wanted {
    pub to: String,
    #[serde(default)]
    pub lang: String,
}

/// Boxes that somebody moved.
#[derive(Deserialize, utoipa::ToSchema)]
pub(super) struct Moved {
    pub positions: Vec<Place>,
}

/// Where one of them stands now: its top left corner, in map units.
#[derive(Deserialize, utoipa::ToSchema)]
pub(super) struct Place {
    pub id: String,
    pub x: f64,
    pub y: f64,
}
