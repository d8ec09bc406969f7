//! One writer at a time: whoever reads a package to write it holds it until it is written.

use std::cell::RefCell;
use std::fs::{self, File, OpenOptions};
use std::io;
use std::marker::PhantomData;
use std::path::{Path, PathBuf};

/// Stands for the folder itself where a folder cannot be locked.
const STAND_IN: &str = ".samkarta.lock";

thread_local! {
    /// The packages that this thread holds.
    static HELD: RefCell<Vec<PathBuf>> = const { RefCell::new(Vec::new()) };
}

/// A package that nobody else writes as long as this lives. The system lets go of it when
/// the program ends, however it ends.
#[derive(Debug)]
#[must_use = "a package is held only as long as this lives"]
pub struct Alone {
    /// None when this thread holds the package already.
    held: Option<(PathBuf, File)>,
    /// Let go of by the thread that took it.
    here: PhantomData<*const ()>,
}

/// Waits until nobody else, in this program or another, reads the package to write it. Who
/// holds it already may ask again.
///
/// # Errors
/// When the folder is not there or the disk cannot lock.
pub fn alone(folder: &Path) -> io::Result<Alone> {
    let folder = fs::canonicalize(folder)?;
    if HELD.with_borrow(|held| held.contains(&folder)) {
        return Ok(Alone { held: None, here: PhantomData });
    }
    // A folder leaves no file behind; some systems and network disks lock only files.
    let locked = File::open(&folder).and_then(|file| file.lock().map(|()| file));
    let file = locked.or_else(|_| {
        let mut options = OpenOptions::new();
        let file = options.create(true).append(true).open(folder.join(STAND_IN))?;
        file.lock().map(|()| file)
    })?;
    HELD.with_borrow_mut(|held| held.push(folder.clone()));
    Ok(Alone { held: Some((folder, file)), here: PhantomData })
}

impl Drop for Alone {
    fn drop(&mut self) {
        if let Some((folder, file)) = self.held.take() {
            HELD.with_borrow_mut(|held| held.retain(|other| *other != folder));
            let _ = file.unlock();
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::thread;

    use super::*;

    #[test]
    fn one_at_a_time_and_again_for_who_holds_it() {
        let folder = tempfile::tempdir().unwrap();
        let inside = AtomicUsize::new(0);
        thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    let _held = alone(folder.path()).unwrap();
                    let _again = alone(&folder.path().join(".")).unwrap();
                    assert_eq!(inside.fetch_add(1, Ordering::SeqCst), 0);
                    thread::yield_now();
                    inside.fetch_sub(1, Ordering::SeqCst);
                });
            }
        });
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
        assert!(alone(&folder.path().join("ingen")).is_err());
    }
}
