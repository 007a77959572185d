//! The real input of this repository: `surveys/` and `report-specs/`, compiled.

use peil::host::MemoryHost;
use peil::session::{Outcome, compile};
use std::fs;
use std::path::Path;

/// Both folders, read from disk.
pub(crate) fn project() -> Outcome {
    let mut host = MemoryHost::default();
    for folder in ["surveys", "report-specs"] {
        add(&mut host, folder);
    }
    compile(&host, &["surveys", "report-specs"])
}

fn add(host: &mut MemoryHost, folder: &str) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for entry in fs::read_dir(root.join(folder)).unwrap() {
        let entry = entry.unwrap();
        let path = format!("{folder}/{}", entry.file_name().to_string_lossy());
        if entry.file_type().unwrap().is_dir() {
            add(host, &path);
        } else {
            *host = std::mem::take(host).with(&path, fs::read(entry.path()).unwrap());
        }
    }
}
