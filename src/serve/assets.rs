//! The built page: embedded in release builds, read from disk in debug ones.

use axum::http::{StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use rust_embed::RustEmbed;

#[derive(RustEmbed)]
#[folder = "viz/dist"]
#[allow_missing = true]
struct Built;

/// Serves a file of the built page; `/` is `index.html`.
pub(super) async fn asset(uri: Uri) -> Response {
    let path = match uri.path().trim_start_matches('/') {
        "" => "index.html",
        path => path,
    };
    match Built::get(path) {
        Some(file) => {
            let cache = if path.starts_with("assets/") {
                // Names under assets/ hold a hash of their content.
                "public, max-age=31536000, immutable"
            } else {
                "no-cache"
            };
            let headers = [(header::CONTENT_TYPE, kind(path)), (header::CACHE_CONTROL, cache)];
            (headers, file.data).into_response()
        }
        None if path == "index.html" => {
            let headers = [(header::CONTENT_TYPE, "text/html; charset=utf-8")];
            (StatusCode::OK, headers, NOT_BUILT).into_response()
        }
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

fn kind(path: &str) -> &'static str {
    match path.rsplit('.').next() {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("json" | "webmanifest") => "application/json",
        Some("woff2") => "font/woff2",
        _ => "application/octet-stream",
    }
}

const NOT_BUILT: &str = r#"<!doctype html>
<html lang="sv">
<meta charset="utf-8">
<title>Samkarta</title>
<h1>Kartan är inte byggd</h1>
<p>Servern är igång, men webbsidan finns inte i det här bygget. Kör <code>make run</code>, eller
<code>npm ci &amp;&amp; npm run build</code> i mappen <code>viz</code>, och ladda om sidan.</p>
<h2 lang="en">The map is not built</h2>
<p lang="en">The server runs, but this build lacks the page. Run <code>make run</code>, or
<code>npm ci &amp;&amp; npm run build</code> in the folder <code>viz</code>, and reload.</p>
</html>
"#;
