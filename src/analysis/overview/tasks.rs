//! Tasks that are carried out side by side.

use std::sync::{Mutex, OnceLock, PoisonError};

/// Something to do.
pub type Task<'t> = Box<dyn FnOnce() + Send + 't>;

/// Finds something and puts it into its place.
pub fn task<'t, T: Send + Sync>(place: &'t OnceLock<T>, find: impl FnOnce() -> T + Send + 't) -> Task<'t> {
    Box::new(|| {
        place.get_or_init(find);
    })
}

/// Carries tasks out with so many threads, each of which takes the next one when it is done: what takes longest comes first.
pub fn side_by_side(tasks: Vec<Task<'_>>, threads: usize) {
    let tasks = Mutex::new(tasks.into_iter());
    let next = || tasks.lock().unwrap_or_else(PoisonError::into_inner).next();
    let work = || {
        while let Some(task) = next() {
            task();
        }
    };
    std::thread::scope(|scope| {
        for _ in 1..threads {
            scope.spawn(work);
        }
        work();
    });
}
