//! Long work: how far it has come, and whether anybody still waits for it.

use std::ops::ControlFlow;

/// Who is told how far long work has come, and may stop it.
///
/// The callback gets steps done and steps in all, from any thread, not always in order; work of
/// several parts counts the steps of each. When it answers [`ControlFlow::Break`] the work ends
/// soon and gives `None`, or an error that says so.
#[derive(Clone, Copy)]
pub struct Progress<'a>(&'a (dyn Fn(usize, usize) -> ControlFlow<()> + Sync));

impl<'a> Progress<'a> {
    /// Tells `callback`.
    pub fn new(callback: &'a (dyn Fn(usize, usize) -> ControlFlow<()> + Sync)) -> Self {
        Self(callback)
    }

    /// Tells nobody and is never stopped.
    pub fn silent() -> Progress<'static> {
        Progress(&|_, _| ControlFlow::Continue(()))
    }

    /// Tells that `done` of `of` steps are done; `None` when the work is to end.
    pub fn tell(&self, done: usize, of: usize) -> Option<()> {
        (self.0)(done, of).is_continue().then_some(())
    }
}

impl Default for Progress<'_> {
    fn default() -> Self {
        Progress::silent()
    }
}
