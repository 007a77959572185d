//! The documentation says what the compiler takes: every block of Peil in it is read, and laid out as `peil fmt` does.
//!
//! A block marked `peil` is a whole file. `peil in survey`, `in page`, `in question`, `in report` and `in chapter` mark
//! lines of such a block. `peil-shape` marks shapes with placeholders.

use peil::diag::{Code, Sink};
use peil::format::format;
use peil::syntax::keyword::KEYWORDS;
use peil::syntax::parse_file;
use peil::text::FileId;
use std::fs;
use std::path::{Path, PathBuf};

/// Lower-case words of the shapes that are no keywords: parts of the reference's own notation, and names that are given.
const NO_KEYWORDS: &[&str] = &[
    "all",
    "answered",
    "asked",
    "b",
    "a",
    "compared",
    "count",
    "en",
    "in",
    "item",
    "literal",
    "members",
    "nl",
    "no",
    "paper",
    "phone",
    "published",
    "questions",
    "safe",
    "sum",
    "unit",
    "valid",
    "web",
    "with",
    "items",
    "notes",
    "loops",
    "grids",
];

struct Block {
    /// File and line, for messages.
    place: String,
    /// What stands after the fence.
    mark: String,
    /// The heading above it.
    heading: String,
    text: String,
}

fn markdown(dir: &str) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = fs::read_dir(root().join(dir))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_file())
        .collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "md"));
    paths.sort();
    paths
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn blocks(path: &Path) -> Vec<Block> {
    let text = fs::read_to_string(path).unwrap();
    let mut blocks: Vec<Block> = Vec::new();
    let mut heading = String::new();
    let mut open = false;
    for (at, line) in text.lines().enumerate() {
        match line.strip_prefix("```") {
            Some(_) if open => open = false,
            Some(mark) => {
                open = true;
                let place = format!("{}:{}", path.strip_prefix(root()).unwrap().display(), at + 1);
                blocks.push(Block { place, mark: mark.to_owned(), heading: heading.clone(), text: String::new() });
            }
            None if open => blocks.last_mut().unwrap().text += &format!("{line}\n"),
            None if line.starts_with('#') => heading = line.trim_start_matches('#').trim().to_owned(),
            None => {}
        }
    }
    blocks
}

impl Block {
    /// The block as a file; `None` if it is no Peil.
    fn file(&self) -> Option<String> {
        let survey = "survey voorbeeld 2026 \"Voorbeeld\" {";
        let page = "page een \"Een\" {";
        let around: &[&str] = match self.mark.strip_prefix("peil")?.trim_start() {
            "" => return Some(self.text.clone()),
            "in survey" => &[survey],
            "in page" => &[survey, page],
            "in question" => &[survey, page, "question vraag one of {"],
            "in report" => &["report voorbeeld \"Voorbeeld\" {"],
            "in chapter" => &["report voorbeeld \"Voorbeeld\" {", "chapter \"Een\" een {"],
            "-shape" => return None,
            other => panic!("{}: unknown mark {other}", self.place),
        };
        let indented = |depth: usize, line: &str| match line {
            "" => "\n".to_owned(),
            line => format!("{}{line}\n", "  ".repeat(depth)),
        };
        let depth = around.len();
        let open = around.iter().enumerate().map(|(depth, line)| indented(depth, line));
        let body = self.text.lines().map(|line| indented(depth, line));
        let close = (0..depth).rev().map(|depth| indented(depth, "}"));
        Some("edition 2026\n\n".to_owned() + &open.chain(body).chain(close).collect::<String>())
    }
}

fn faults(text: &str) -> Vec<(Code, String)> {
    let mut sink = Sink::default();
    parse_file(FileId(0), text, &mut sink);
    sink.finish().iter().map(|fault| (fault.code, fault.message.clone())).collect()
}

#[test]
fn every_block_is_read_without_a_fault() {
    let mut wrong = Vec::new();
    let mut count = 0;
    for path in ["docs", "docs/language", ""].iter().flat_map(|dir| markdown(dir)) {
        for block in blocks(&path) {
            let Some(file) = block.file() else { continue };
            count += 1;
            wrong.extend(faults(&file).iter().map(|(code, message)| format!("{}: {code} {message}", block.place)));
            let formatted = format(FileId(0), &file).text;
            if formatted != file {
                wrong.push(format!("{}: laid out otherwise:\n{formatted}", block.place));
            }
        }
    }
    assert!(count > 15, "{count} blocks: the marks have changed");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Pages of other faults are compiled beside the rules.
#[test]
fn pages_of_syntax_faults_show_them_and_how_to_mend_them() {
    let mut wrong = Vec::new();
    let pages =
        markdown("docs/errors").into_iter().map(|path| (path.file_stem().unwrap().to_str().unwrap().to_owned(), path));
    let pages: Vec<_> = pages.filter(|(code, _)| code.starts_with("Q01")).collect();
    for (code, path) in &pages {
        for block in blocks(path) {
            let Some(file) = block.file() else { continue };
            let found = faults(&file);
            let shows = found.iter().any(|(fault, _)| fault.to_string() == *code);
            let sound = if block.heading == "Example" { shows } else { found.is_empty() };
            wrong.extend((!sound).then(|| format!("{}: {found:?}", block.place)));
        }
    }
    assert!(pages.len() > 10, "the pages have moved");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// That the reference knows every keyword is tested beside the grammar; here, that its shapes name no others.
#[test]
fn the_shapes_of_the_reference_use_keywords_only() {
    let shapes: Vec<Block> = blocks(&root().join("docs/language/reference.md"))
        .into_iter()
        .filter(|block| block.mark == "peil-shape")
        .collect();
    assert!(shapes.len() > 10, "the marks have changed");
    let mut wrong = Vec::new();
    for block in &shapes {
        for line in block.text.lines() {
            let code = line.split("// ").next().unwrap_or("");
            // Every other piece stands between quotes.
            for piece in code.split('"').step_by(2) {
                let words = piece.split(|c: char| !(c.is_alphanumeric() || c == '_'));
                let lower = words.filter(|word| word.starts_with(|c: char| c.is_ascii_lowercase()));
                let unknown = lower.filter(|word| !KEYWORDS.contains(word) && !NO_KEYWORDS.contains(word));
                wrong.extend(unknown.map(|word| format!("{}: `{word}` in {line}", block.place)));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
