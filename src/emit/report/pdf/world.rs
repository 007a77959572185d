//! The little world that Typst sees: one template, one report as data, the pictures it names, three fonts. No disk, no clock.

use std::fmt;
use std::path::PathBuf;
use std::sync::LazyLock;
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, Source};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Library, LibraryExt};

const TEMPLATE: &str = include_str!("../templates/report.typ");
const DATA: &str = "report.json";

/// A subset of Inter (Latin, Greek, Cyrillic): see its licence beside it.
const FONTS: [&[u8]; 3] = [
    include_bytes!("../fonts/Inter-Regular.otf"),
    include_bytes!("../fonts/Inter-SemiBold.otf"),
    include_bytes!("../fonts/Inter-Italic.otf"),
];

/// What is the same for every report.
struct Common {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    main: Source,
}

static COMMON: LazyLock<Common> = LazyLock::new(|| {
    let fonts: Vec<Font> = FONTS.iter().filter_map(|bytes| Font::new(Bytes::new(*bytes), 0)).collect();
    Common {
        // Header cells of rows.
        library: LazyHash::new(Library::builder().with_features([Feature::A11yExtras].into_iter().collect()).build()),
        book: LazyHash::new(FontBook::from_fonts(&fonts)),
        fonts,
        main: Source::detached(TEMPLATE),
    }
});

/// Whether every font has the character.
pub(super) fn has_glyph(c: char) -> bool {
    COMMON.fonts.iter().all(|font| font.info().coverage.contains(u32::from(c)))
}

pub(super) struct World {
    data: Bytes,
    /// Pictures by the name that the data give them.
    pictures: Vec<(String, Bytes)>,
}

impl fmt::Debug for World {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("World").finish_non_exhaustive()
    }
}

impl World {
    pub(super) fn new(data: String, pictures: Vec<(String, Vec<u8>)>) -> Self {
        let pictures = pictures.into_iter().map(|(name, bytes)| (name, Bytes::new(bytes))).collect();
        Self { data: Bytes::from_string(data), pictures }
    }
}

impl typst::World for World {
    fn library(&self) -> &LazyHash<Library> {
        &COMMON.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &COMMON.book
    }

    fn main(&self) -> FileId {
        COMMON.main.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == COMMON.main.id() { Ok(COMMON.main.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let name = id.vpath().get_without_slash();
        if name == DATA {
            return Ok(self.data.clone());
        }
        let picture = self.pictures.iter().find(|(known, _)| known == name);
        picture.map(|(_, bytes)| bytes.clone()).ok_or_else(|| FileError::NotFound(PathBuf::from(name)))
    }

    fn font(&self, index: usize) -> Option<Font> {
        COMMON.fonts.get(index).cloned()
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}
