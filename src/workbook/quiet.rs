//! Calls code that may panic on a hostile file, without its panic being printed.
//!
//! The panic hook belongs to the whole process, so it is exchanged only while such a call runs, stays silent only for the threads that are in
//! one, and passes every other panic on to the hook that was there, which is put back after the last call.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, PanicHookInfo, catch_unwind, set_hook, take_hook};
use std::sync::{Arc, Mutex, PoisonError};

type Hook = dyn Fn(&PanicHookInfo<'_>) + Sync + Send;

/// How many calls run, and the hook to put back.
static RUNNING: Mutex<(usize, Option<Arc<Hook>>)> = Mutex::new((0, None));

thread_local! {
    /// Whether this thread is in such a call.
    static QUIET: Cell<bool> = const { Cell::new(false) };
}

/// The result of `call`; none when it panicked.
pub(super) fn quietly<T>(call: impl FnOnce() -> T) -> Option<T> {
    enter();
    let outer = QUIET.replace(true);
    let result = catch_unwind(AssertUnwindSafe(call));
    QUIET.set(outer);
    leave();
    result.ok()
}

fn enter() {
    let mut running = RUNNING.lock().unwrap_or_else(PoisonError::into_inner);
    if running.0 == 0 {
        let before: Arc<Hook> = Arc::from(take_hook());
        running.1 = Some(Arc::clone(&before));
        set_hook(Box::new(move |info| {
            if !QUIET.get() {
                before(info);
            }
        }));
    }
    running.0 += 1;
}

fn leave() {
    let mut running = RUNNING.lock().unwrap_or_else(PoisonError::into_inner);
    running.0 = running.0.saturating_sub(1);
    if running.0 == 0
        && let Some(before) = running.1.take()
    {
        set_hook(Box::new(move |info| before(info)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn panics_inside_are_silent_and_caught_in_every_thread() {
        let threads: Vec<_> = (0..4)
            .map(|number| {
                std::thread::spawn(move || {
                    (0..20)
                        .map(|_| quietly(|| if number % 2 == 0 { panic!("file") } else { number }))
                        .collect::<Vec<_>>()
                })
            })
            .collect();
        for (number, thread) in threads.into_iter().enumerate() {
            let results = thread.join().unwrap();
            assert!(results.iter().all(|result| *result == (number % 2 == 1).then_some(number)));
        }
        assert_eq!(quietly(|| quietly(|| -> u8 { panic!("inner") }).is_none()), Some(true));
        assert!(!QUIET.get());
    }
}
