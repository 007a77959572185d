//! The few things that a build asks of a disk, so that tests can make each of them fail.

use crate::parallel::on_all_processors;
use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

/// What stands at a path; links are not followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Thing {
    /// With its length in bytes.
    File(u64),
    Folder,
    Link,
    /// A device, a socket, a pipe.
    Other,
}

/// A folder that no other build may write into until this is dropped.
#[derive(Debug)]
pub struct Held(Option<File>);

impl Drop for Held {
    fn drop(&mut self) {
        // Closing is not enough: a process started meanwhile may hold the file open a moment longer.
        if let Some(file) = &self.0 {
            drop(file.unlock());
        }
    }
}

/// File operations as [`write()`](super::write) needs them; errors are the system's own.
#[expect(clippy::missing_errors_doc, reason = "each fails as its namesake in std::fs does")]
pub trait Disk {
    /// `None` when there is nothing.
    fn look(&self, path: &Path) -> io::Result<Option<Thing>>;
    /// The names in a folder, sorted.
    fn list(&self, folder: &Path) -> io::Result<Vec<String>>;
    fn read(&self, path: &Path) -> io::Result<Vec<u8>>;
    /// With all links followed.
    fn resolve(&self, path: &Path) -> io::Result<PathBuf>;
    /// The folder must exist; `WouldBlock` when someone else holds it.
    fn lock(&self, folder: &Path) -> io::Result<Held>;
    /// The folder above must exist, the folder itself must not.
    fn create_folder(&self, path: &Path) -> io::Result<()>;
    /// The file must not exist.
    fn create_file(&self, path: &Path, bytes: &[u8]) -> io::Result<()>;
    /// Gives `to` the permissions of `from`.
    fn copy_permissions(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Several of them, in any order; the index of the first that failed, with its error. The others may be there or not.
    fn create_files(&self, files: &[(PathBuf, &[u8])]) -> Result<(), (usize, io::Error)> {
        files
            .iter()
            .enumerate()
            .try_for_each(|(at, (path, bytes))| self.create_file(path, bytes).map_err(|error| (at, error)))
    }
    /// Replaces a file at `to` in one step.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    fn remove_file(&self, path: &Path) -> io::Result<()>;
    /// The folder must be empty.
    fn remove_folder(&self, path: &Path) -> io::Result<()>;
}

/// The disk of this machine.
#[derive(Debug, Clone, Copy, Default)]
pub struct RealDisk;

impl Disk for RealDisk {
    fn look(&self, path: &Path) -> io::Result<Option<Thing>> {
        match fs::symlink_metadata(path) {
            Ok(found) if found.is_symlink() => Ok(Some(Thing::Link)),
            Ok(found) if found.is_dir() => Ok(Some(Thing::Folder)),
            Ok(found) if found.is_file() => Ok(Some(Thing::File(found.len()))),
            Ok(_) => Ok(Some(Thing::Other)),
            Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => Ok(None),
            Err(error) => Err(error),
        }
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<String>> {
        let name = |entry: io::Result<fs::DirEntry>| Ok(entry?.file_name().to_string_lossy().into_owned());
        let mut names = fs::read_dir(folder)?.map(name).collect::<io::Result<Vec<_>>>()?;
        names.sort();
        Ok(names)
    }

    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        fs::read(path)
    }

    fn resolve(&self, path: &Path) -> io::Result<PathBuf> {
        fs::canonicalize(path)
    }

    fn lock(&self, folder: &Path) -> io::Result<Held> {
        // Not every system opens folders as files, nor locks them; there, two builds at once are not noticed.
        let Ok(file) = File::open(folder) else { return Ok(Held(None)) };
        match file.try_lock() {
            Err(fs::TryLockError::WouldBlock) => Err(ErrorKind::WouldBlock.into()),
            _ => Ok(Held(Some(file))),
        }
    }

    fn create_folder(&self, path: &Path) -> io::Result<()> {
        fs::create_dir(path)
    }

    fn create_file(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        OpenOptions::new().write(true).create_new(true).open(path)?.write_all(bytes)
    }

    fn copy_permissions(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::set_permissions(to, fs::metadata(from)?.permissions())
    }

    fn create_files(&self, files: &[(PathBuf, &[u8])]) -> Result<(), (usize, io::Error)> {
        let failures = on_all_processors(files, |(path, bytes)| self.create_file(path, bytes).err());
        let first = failures.into_iter().enumerate().find_map(|(at, failure)| Some((at, failure?)));
        first.map_or(Ok(()), Err)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn remove_folder(&self, path: &Path) -> io::Result<()> {
        fs::remove_dir(path)
    }
}
