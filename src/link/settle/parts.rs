//! Units: which actor stands above which.

use crate::model::Network;

/// Makes an actor a unit of another, unless that would take it out of the unit it stands
/// in or set it above itself. Whether it is one now.
///
/// # Cost
/// Linear in the actors for each step up.
pub fn put_under(network: &mut Network, part: &str, above: &str) -> bool {
    if part != above && line(network, part).iter().any(|id| id == above) {
        return true;
    }
    let up = line(network, above);
    let Some(row) = network.actors.iter_mut().find(|row| row.value.id.as_str() == part) else {
        return false;
    };
    let fits = row.value.parent.as_ref().is_none_or(|parent| up.contains(&parent.0));
    let fits = fits && up.iter().all(|id| id != part);
    if fits {
        row.value.parent = Some(above.into());
    }
    fits
}

/// An actor's id and those of the units above it.
fn line(network: &Network, id: &str) -> Vec<String> {
    let mut line = vec![id.to_owned()];
    while let Some(up) = line.last().and_then(|id| network.actor(id)) {
        match &up.parent {
            Some(parent) if !line.contains(&parent.0) => line.push(parent.0.clone()),
            _ => break,
        }
    }
    line
}
