//! What a folder of reports holds already, so that a run that was broken off goes on.
//!
//! A file is left as it is when the report that it shows is the same to the last character, made by the same Peil, and the file is
//! still as it was written. Whatever changes an input without changing the report of a unit makes nothing again.

use crate::text::sha256;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Beside the reports.
pub(super) const LEDGER: &str = "reports.json";

const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Files by name.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Ledger {
    /// The version of Peil that made them.
    peil: String,
    files: BTreeMap<String, Entry>,
}

#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Entry {
    /// The hash of the report that the file shows.
    report: String,
    /// The hash of its bytes.
    bytes: String,
}

impl Ledger {
    /// What a folder's ledger says; nothing where there is none, where it cannot be read, and of another version.
    pub(super) fn read(folder: &Path) -> Self {
        let text = fs::read_to_string(folder.join(LEDGER)).ok();
        let found: Option<Self> = text.and_then(|text| serde_json::from_str(&text).ok());
        found.filter(|ledger| ledger.peil == VERSION).unwrap_or_else(Self::empty)
    }

    /// Of a folder that holds nothing.
    pub(super) fn empty() -> Self {
        Self { peil: VERSION.to_owned(), files: BTreeMap::new() }
    }

    /// Whether a file shows a report, as it was written.
    pub(super) fn holds(&self, folder: &Path, name: &str, report: &str) -> bool {
        let entry = self.files.get(name).filter(|entry| entry.report == report);
        entry.is_some_and(|entry| fs::read(folder.join(name)).is_ok_and(|bytes| sha256(&bytes) == entry.bytes))
    }

    pub(super) fn add(&mut self, name: &str, report: &str, bytes: &[u8]) {
        self.files.insert(name.to_owned(), Entry { report: report.to_owned(), bytes: sha256(bytes) });
    }

    pub(super) fn to_json(&self) -> String {
        serde_json::to_string_pretty(self).unwrap_or_default() + "\n"
    }
}
