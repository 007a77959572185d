//! The project's files on the disk of this machine, as the library reads them.

use crate::host::{Entry, Host, HostError, resolve};
use crate::text::LARGEST_FILE;
use std::fs::{self, Metadata};
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};

/// "Too many levels of symbolic links" as each system numbers it.
const LINK_LOOP: i32 = if cfg!(target_os = "linux") { 40 } else { 62 };

/// Reads below a project's root directory. Links are followed, also out of the project: the author made them.
#[derive(Debug, Clone)]
pub struct DiskHost {
    root: PathBuf,
}

impl DiskHost {
    #[must_use]
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into() }
    }

    fn place(&self, path: &str) -> Result<PathBuf, HostError> {
        let path = resolve("", path)?;
        Ok(if path.is_empty() { self.root.clone() } else { self.root.join(path) })
    }

    /// The fault of a path that [`Host::list`] gave for a name that is no UTF-8: nothing has that name.
    fn named(&self, path: &str) -> Option<HostError> {
        let parts: Vec<&str> = path.split('/').collect();
        let odd = parts.iter().position(|part| part.contains(char::REPLACEMENT_CHARACTER))?;
        let folder = self.place(&parts.get(..odd)?.join("/")).ok()?;
        let names = fs::read_dir(folder).ok()?.filter_map(|entry| Some(entry.ok()?.file_name()));
        let part = parts.get(odd)?;
        let found = names.filter(|name| name.to_str().is_none()).find(|name| name.to_string_lossy() == *part)?;
        Some(HostError::NameNotUtf8(format!("{found:?}").trim_matches('"').to_owned()))
    }

    /// A link to a folder that contains it makes paths without end; such a path comes back to a folder that it passed before.
    fn refuse_circle(&self, path: &Path) -> Result<(), HostError> {
        let real = fs::canonicalize(path).map_err(|error| fault(&error))?;
        let above = path.ancestors().skip(1).take_while(|folder| folder.starts_with(&self.root));
        for folder in above {
            if fs::canonicalize(folder).is_ok_and(|passed| passed == real) {
                return Err(HostError::TooManyLinks);
            }
        }
        Ok(())
    }
}

impl Host for DiskHost {
    fn read(&self, path: &str) -> Result<Vec<u8>, HostError> {
        let place = self.place(path)?;
        let found = fs::metadata(&place).map_err(|error| self.named(path).unwrap_or_else(|| fault(&error)))?;
        refuse_unreadable(&found)?;
        // One byte more than is allowed, so that a file that grows meanwhile is noticed as well.
        let limit = u64::try_from(LARGEST_FILE).unwrap_or(u64::MAX).saturating_add(1);
        let mut bytes = Vec::new();
        let file = fs::File::open(&place).map_err(|error| fault(&error))?;
        file.take(limit).read_to_end(&mut bytes).map_err(|error| fault(&error))?;
        Ok(bytes)
    }

    fn list(&self, dir: &str) -> Result<Vec<Entry>, HostError> {
        let place = self.place(dir)?;
        let found = fs::metadata(&place).map_err(|error| self.named(dir).unwrap_or_else(|| fault(&error)))?;
        if !found.is_dir() {
            return Err(HostError::NotDirectory);
        }
        self.refuse_circle(&place)?;
        let entry = |entry: io::Result<fs::DirEntry>| {
            let entry = entry?;
            // A link that leads nowhere counts as a file: reading it tells what is wrong.
            let is_dir = fs::metadata(entry.path()).is_ok_and(|found| found.is_dir());
            Ok(Entry { name: entry.file_name().to_string_lossy().into_owned(), is_dir })
        };
        let entries = fs::read_dir(&place).and_then(|all| all.map(entry).collect::<io::Result<Vec<_>>>());
        let mut entries = entries.map_err(|error| fault(&error))?;
        entries.sort();
        Ok(entries)
    }
}

fn refuse_unreadable(found: &Metadata) -> Result<(), HostError> {
    if found.is_dir() {
        return Err(HostError::IsDirectory);
    }
    if !found.is_file() {
        // Reading a pipe would wait for ever.
        return Err(HostError::NotReadable("it is a device or a pipe".to_owned()));
    }
    let length = usize::try_from(found.len()).unwrap_or(usize::MAX);
    if length > LARGEST_FILE { Err(HostError::TooLarge { length }) } else { Ok(()) }
}

fn fault(error: &io::Error) -> HostError {
    match error.kind() {
        ErrorKind::NotFound | ErrorKind::NotADirectory => HostError::NotFound,
        ErrorKind::IsADirectory => HostError::IsDirectory,
        _ if error.raw_os_error() == Some(LINK_LOOP) => HostError::TooManyLinks,
        _ => HostError::NotReadable(error.to_string()),
    }
}
