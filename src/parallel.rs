//! Work side by side whose outcome is in order.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

/// Does the same to everything, on all processors; the results stand in the order of what they are made of.
pub(crate) fn on_all_processors<T: Sync, R: Send>(all: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let made: Vec<Mutex<Option<R>>> = all.iter().map(|_| Mutex::new(None)).collect();
    let next = AtomicUsize::new(0);
    let worker = || {
        while let Some((one, slot)) = {
            let index = next.fetch_add(1, Ordering::Relaxed);
            all.get(index).zip(made.get(index))
        } {
            *slot.lock().unwrap_or_else(PoisonError::into_inner) = Some(work(one));
        }
    };
    let workers = std::thread::available_parallelism().map_or(1, std::num::NonZero::get).min(all.len());
    std::thread::scope(|scope| {
        for _ in 1..workers {
            scope.spawn(worker);
        }
        worker();
    });
    made.into_iter().filter_map(|slot| slot.into_inner().unwrap_or_else(PoisonError::into_inner)).collect()
}

/// Two different things at once; the first on a processor of its own.
pub(crate) fn both<A: Send, B>(first: impl FnOnce() -> A + Send, second: impl FnOnce() -> B) -> (A, B) {
    std::thread::scope(|scope| {
        let first = scope.spawn(first);
        let second = second();
        match first.join() {
            Ok(first) => (first, second),
            Err(panic) => std::panic::resume_unwind(panic),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::{both, on_all_processors};

    #[test]
    fn results_stand_in_the_order_of_what_they_are_made_of() {
        let all: Vec<usize> = (0..1000).collect();
        assert_eq!(on_all_processors(&all, |one| one * 2), all.iter().map(|one| one * 2).collect::<Vec<_>>());
        assert_eq!(both(|| "first", || 2), ("first", 2));
    }
}
