//! The draft writer: a thread with a connection of its own, so that the hand never waits for the disk.

use crate::domain::id::OperatorId;
use crate::store::{Draft, OpenMode, Store, StoreError};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

/// How long [`DraftWriter::flush`] waits for what is under way.
const PATIENCE: Duration = Duration::from_millis(800);

enum Job {
    Save(Draft),
    Drop { operator: OperatorId, window: String, form: String, subject: String },
    Flush(Sender<()>),
}

/// Takes drafts and writes them one after the other; they survive a killed process.
pub struct DraftWriter {
    jobs: Option<Sender<Job>>,
    thread: Option<JoinHandle<()>>,
}

impl DraftWriter {
    /// Starts the writer for the file at `path`.
    ///
    /// # Errors
    /// The file cannot be opened.
    pub fn start(path: &Path) -> Result<Self, StoreError> {
        let store = Store::open(path, OpenMode::Write)?;
        store.relax()?;
        let (jobs, work) = channel();
        let thread = std::thread::Builder::new()
            .name("drafts".to_owned())
            .spawn(move || write_all(&store, &work))
            .map_err(|error| StoreError::Unreachable {
                path: PathBuf::from(path),
                reason: error.to_string(),
            })?;
        Ok(Self { jobs: Some(jobs), thread: Some(thread) })
    }

    /// Keeps a draft.
    pub fn save(&self, draft: Draft) {
        self.send(Job::Save(draft));
    }

    /// Drops a draft.
    pub fn drop_draft(&self, operator: OperatorId, window: &str, form: &str, subject: &str) {
        self.send(Job::Drop {
            operator,
            window: window.to_owned(),
            form: form.to_owned(),
            subject: subject.to_owned(),
        });
    }

    /// Waits until everything sent so far is written, for at most 0.8 s; `true` where it is.
    #[must_use]
    pub fn flush(&self) -> bool {
        let (done, waiting) = channel();
        self.send(Job::Flush(done));
        waiting.recv_timeout(PATIENCE).is_ok()
    }

    fn send(&self, job: Job) {
        if let Some(jobs) = &self.jobs {
            // The writer ends only with the program; a job after that has nobody to be kept for.
            let _ = jobs.send(job);
        }
    }
}

impl Drop for DraftWriter {
    fn drop(&mut self) {
        let _ = self.flush();
        drop(self.jobs.take());
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn write_all(store: &Store, work: &Receiver<Job>) {
    while let Ok(job) = work.recv() {
        match job {
            // Of several versions of one draft that wait, the last one wins anyway: each is one row.
            Job::Save(draft) => retry(|| store.save_draft(&draft)),
            Job::Drop { operator, window, form, subject } => {
                retry(|| store.drop_draft(operator, &window, &form, &subject));
            }
            Job::Flush(done) => {
                let _ = done.send(());
            }
        }
    }
}

/// Tries again while another program writes: acts go first, drafts give way.
fn retry(mut write: impl FnMut() -> Result<(), StoreError>) {
    for _ in 0..3 {
        match write() {
            Err(StoreError::Locked) => {}
            _ => return,
        }
    }
}
