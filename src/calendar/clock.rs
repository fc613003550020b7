//! The only place that asks the machine what time it is.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use super::Stamp;

/// A source of the present time, handed to whatever needs to know it.
///
/// Clones share their state: two holders of one stepping clock never see the same time twice.
#[derive(Debug, Clone)]
pub struct Clock(Source);

#[derive(Debug, Clone)]
enum Source {
    System,
    Made { next: Arc<AtomicI64>, step_ms: i64 },
}

impl Clock {
    /// The clock of the machine.
    #[must_use]
    pub const fn system() -> Self {
        Self(Source::System)
    }

    /// A clock that always shows `at`, for tests and for questions about another time.
    #[must_use]
    pub fn fixed(at: Stamp) -> Self {
        Self::stepping(at, 0)
    }

    /// A clock that shows `start` first and goes on by `step_ms` milliseconds each time it is asked.
    ///
    /// A negative step is a clock that is set back.
    #[must_use]
    pub fn stepping(start: Stamp, step_ms: i64) -> Self {
        Self(Source::Made { next: Arc::new(AtomicI64::new(start.millis())), step_ms })
    }

    /// The present time. A machine clock before 1970 reads as 1970.
    #[must_use]
    pub fn now(&self) -> Stamp {
        match &self.0 {
            Source::System => system_now(),
            Source::Made { next, step_ms } => Stamp::from_millis(next.fetch_add(*step_ms, Ordering::Relaxed)),
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "the one place that reads the system clock")]
fn system_now() -> Stamp {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Stamp::from_millis(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn made_clocks_show_what_they_were_told() {
        let fixed = Clock::fixed(Stamp::from_millis(7));
        assert_eq!((fixed.now().millis(), fixed.now().millis()), (7, 7));
        let stepping = Clock::stepping(Stamp::from_millis(10), 5);
        let other = stepping.clone();
        assert_eq!((stepping.now().millis(), other.now().millis(), stepping.now().millis()), (10, 15, 20));
    }

    #[test]
    fn the_system_clock_is_past_the_day_this_was_written() {
        assert!(Clock::system().now() > Stamp::from_millis(1_750_000_000_000));
    }
}
